"""Stages are called weak or strong only where the counts allow it."""

from dataclasses import replace

import pytest

from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.measures.funnel import conversions
from lib.measures.rates import Rate
from tests.focus.logs import ALL_STAGES, ago, application_log, rejected, seen, silent


def call(place, *rows):
    """What the ranking calls one step of the ladder."""
    return rank_areas(seen(application_log(*rows))).stages[place].call


@pytest.mark.parametrize(("misses", "expected"), [(7, None), (60, "weak")])
def test_the_first_step_needs_eight_decided(misses, expected):
    """Seven failures through boards say nothing; sixty without a conversation do."""
    assert call(0, *[rejected(channel="board")] * misses) == expected


@pytest.mark.parametrize(
    ("talks", "undated", "expected"),
    [(3, 0, "strong"), (3, 60, None), (0, 60, None), (40, 60, "strong")],
)
def test_without_days_a_step_is_called_only_if_it_holds_at_both_ends(talks, undated, expected):
    """3 of 8 is 38%, 3 of 68 only 4%, with 8% published; 0 of 5 to 65 may be few; 40 of 105 are many."""
    talked = [{"stage": "screen", "outcome": "rejected"}] * talks
    rows = [*talked, *[{"outcome": "rejected"}] * 5, *[{}] * undated]
    assert call(0, *rows) == expected


@pytest.mark.parametrize(("losses", "expected"), [(3, None), (8, "weak")])
def test_a_later_step_needs_four(losses, expected):
    """Three lost finals are too few to call; eight of eight are not."""
    assert call(3, *[rejected("final")] * losses) == expected


def test_more_than_others_is_strong():
    """Eight of nine first conversations went on."""
    assert call(1, rejected("screen"), *[rejected("interview")] * 8) == "strong"


def test_two_stages_in_one_column_make_no_strong_step():
    """Eight of eight went on: told apart by days of their own, a strong step; without them none is called.

    Nor is thirty of thirty-one: the one may be a note that only one application has.
    """
    days = {"screen_on": ago(30), "interview_on": ago(25)}
    assert call(1, *[rejected("interview", **days)] * 8) == "strong"
    assert call(1, *[rejected("interview", **{**days, "screen_on": ago(25)})] * 8) is None
    assert call(1, *[rejected("interview")] * 8) is None
    assert call(1, rejected("screen"), *[rejected("interview")] * 30) is None


def test_the_counts_are_those_of_the_funnel():
    """Four of six interviews decided, two of them on to a final round; the two open ones are in no count."""
    rows = [*[rejected("final")] * 2, *[rejected("interview")] * 2, *[silent(40, stage="interview")] * 2]
    log = application_log(*rows)
    call = rank_areas(seen(log), draws=200).stages[2]
    funnel = next(c.rate for c in conversions(seen(log), ALL_STAGES) if c.start == "interview")
    assert call.counts == funnel == Rate(2, 4)
    assert call.sentence.startswith("2 of 4 interviews went further")


def test_young_applications_make_no_call():
    """Thirty sent 20 days ago are part of a failure each in the model; only the seven decided ones count."""
    rows = [*[rejected(channel="board")] * 7, *[silent(20, channel="board")] * 30]
    found = rank_areas(seen(application_log(*rows)), replace(Assumptions(), too_early=1.0), draws=500)
    assert (found.stages[0].counts, found.stages[0].call) == (Rate(0, 7, 30), None)


def test_nothing_is_called_while_it_is_too_early():
    """The same sixty failures say nothing where a ranking would need a hundred."""
    log = application_log(*[rejected(channel="board")] * 60)
    early = rank_areas(seen(log), replace(Assumptions(), too_early=100.0), draws=200)
    assert {call.call for call in early.stages} == {None}


def test_a_call_needs_the_counts_on_its_side():
    """Two of twelve is above what is published for boards, so no prior can make it weak."""
    rows = [*[rejected("screen", channel="board")] * 2, *[rejected(channel="board")] * 10]
    sure = replace(Assumptions(), sure=0.0)
    assert rank_areas(seen(application_log(*rows)), sure, draws=200).stages[0].call == "strong"
