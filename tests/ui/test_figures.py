"""The notes beside the figures of Overview say nothing that cannot be."""

import doctest

from lib.measures.seen import Seen
from lib.ui import figures
from tests.measures.application_frames import applications, seen


def pace_of(*days_ago: int) -> figures.Card:
    """The card of the pace for applications sent so many days ago."""
    log: Seen = seen(applications(*({"applied_on": days} for days in days_ago)))
    return figures._pace(log)


def test_the_examples_hold():
    """A share with its range, both ends where nobody knows, and no range from nothing to nothing."""
    assert doctest.testmod(figures).failed == 0


def test_a_usual_pace_of_nearly_nothing_is_said_in_words():
    """“usually 0.0” tells nothing: before the last four weeks there was hardly any."""
    assert pace_of(*range(1, 19), 300).beside == "before that hardly any"
    assert pace_of(*range(1, 85, 7)).beside == "usually 1.0 a week"
    assert pace_of(1, 2).beside == "no usual pace yet"
