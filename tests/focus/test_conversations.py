"""Rejections after a conversation: explained, askable, asked."""

import pytest

from lib.focus.conversations import days_since_end, is_askable, lateness
from lib.focus.priors import Assumptions
from tests.focus.logs import ago, application_log, rejected, seen

ASSUMED = Assumptions()


def counts(*rows):
    """The counts of a log of these rows."""
    return lateness(seen(application_log(*rows)), ASSUMED)


def test_only_rejections_after_a_conversation_are_late():
    """An early no, a silence and a withdrawal are none of them."""
    late = counts(rejected(), rejected("screen"), {"stage": "final", "outcome": "withdrawn"})
    assert late.rejections == 1


@pytest.mark.parametrize("words", ["More SQL", "internal candidate"])
def test_a_reason_or_feedback_explains(words):
    """Either column will do."""
    late = counts(rejected("screen", reason=words), rejected("screen", feedback=words), rejected("screen"))
    assert (late.explained, late.known) == (2, pytest.approx(2 / 3))


@pytest.mark.parametrize("words", ["", "No reason given.", "n/a", "Unknown", "-"])
def test_words_that_give_no_reason_do_not(words):
    """Saying that nothing was said is not knowing."""
    assert counts(rejected("screen", reason=words)).explained == 0


def test_nothing_to_explain_means_all_is_known():
    """κ is 1 where no rejection came after a conversation."""
    assert counts(rejected()).known == 1


@pytest.mark.parametrize(
    ("row", "askable"),
    [
        (rejected("interview", 60), True),
        (rejected("interview", 61), False),
        (rejected("interview", 5, feedback_asked_on=ago(3)), False),
        (rejected("interview", 5, reason="Pace"), False),
        (rejected("applied", 5), False),
        ({"stage": "interview", "outcome": "rejected"}, True),
    ],
)
def test_askable_are_recent_unexplained_and_unasked(row, askable):
    """Sixty days back, nobody asked, nothing known; undated ones are the person's to judge."""
    assert is_askable(seen(application_log(row)), ASSUMED).tolist() == [askable]


def test_answers_count_only_where_somebody_was_asked():
    """Two asks, one answer; feedback that came by itself says nothing of asking."""
    late = counts(
        rejected("screen", feedback_asked_on=ago(9)),
        rejected("screen", feedback_asked_on=ago(9), feedback="Shorter answers"),
        rejected("screen", feedback="Came by itself"),
    )
    assert (late.asked, late.answered) == (2, 1)


@pytest.mark.parametrize(("row", "days"), [({"applied_on": ago(50)}, 26), ({"applied_on": ago(10)}, 0)])
def test_an_undated_end_is_estimated_from_the_published_mean(row, days):
    """24 days after applying, never after today."""
    log = application_log({"outcome": "rejected", "stage": "screen", **row})
    assert days_since_end(seen(log)).tolist() == [days]
