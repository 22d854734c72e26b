"""The sentence that opens the overview says what the log says, and no more."""

from dataclasses import replace

import pytest

from lib.measures.headline import headline
from lib.measures.seen import Seen
from tests.measures.application_frames import applications, seen


def test_what_came_of_the_applications():
    """Two sent, one answered with a conversation, one open."""
    log = applications({"applied_on": 20, "stage": "screen", "outcome": "rejected"}, {"applied_on": 3})
    assert headline(seen(log)) == (
        "2 applications since 3 November 2026: 1 led to a conversation (1 was turned down later), "
        "1 too recent to tell (up to 60 days)."
    )


def test_a_first_day_is_said_of_the_dated_ones():
    """The search may have begun before the first date where some applications have none."""
    log = applications({"applied_on": 20, "outcome": "rejected"}, {})
    assert headline(seen(log)).startswith(
        "2 applications (1 of them dated, since 3 November 2026): none led to a conversation, 1 turned down"
    )


def test_no_answer_recorded_is_not_none_received():
    """A log without any answer may be one that does not record them."""
    assert headline(seen(applications({"applied_on": 20}, {"applied_on": 3}))) == (
        "2 applications since 3 November 2026: no reply recorded."
    )


@pytest.mark.parametrize(
    ("others", "said"), [(2, "1 led to a test or conversation"), (1, "none led to a conversation")]
)
def test_a_written_test_is_no_conversation(others, said):
    """Sent to one of three it counts as a first step, and is named; to one of two it counts as nothing."""
    tested = {"applied_on": 20, "stage": "screen", "outcome": "rejected"}
    told = seen(applications(tested, *[{"applied_on": 20, "outcome": "rejected"}] * others))
    log = Seen(replace(told.told, first_is_test=True, recorded=frozenset({"screen"})), told.as_of)
    assert said in headline(log)
    assert said in headline(log.where(log.rejected))
