"""Stages are called weak or strong only where the counts allow it."""

import pytest

from lib.focus.ranking import rank_areas
from tests.focus.logs import AS_OF, application_log, rejected


def call(place, *rows):
    """What the ranking calls one step of the ladder."""
    return rank_areas(application_log(*rows), AS_OF).stages[place].call


@pytest.mark.parametrize(("misses", "expected"), [(7, None), (60, "weak")])
def test_the_first_step_needs_eight_trials(misses, expected):
    """Seven failures through boards say nothing; sixty without a conversation do."""
    assert call(0, *[rejected(channel="board")] * misses) == expected


@pytest.mark.parametrize(("losses", "expected"), [(3, None), (8, "weak")])
def test_a_later_step_needs_four(losses, expected):
    """Three lost finals are too few to call; eight of eight are not."""
    assert call(3, *[rejected("final")] * losses) == expected


def test_more_than_others_is_strong():
    """Eight of eight first conversations that went on."""
    assert call(1, *[rejected("interview")] * 8) == "strong"
