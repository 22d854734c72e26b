"""What the model counts in a log."""

import numpy as np
import pytest

from lib.focus.priors import Assumptions
from lib.focus.trials import count_trials
from lib.log.schema import CHANNELS
from lib.measures.drift import freshness
from tests.focus.logs import ago, application_log, rejected, seen, silent

ASSUMED = Assumptions()
UNKNOWN = CHANNELS.index("unknown")


def counted(*rows, **more):
    """The trials of a log of these rows."""
    return count_trials(seen(application_log(*rows, **more)), ASSUMED)


def test_a_rejection_counts_where_it_happened():
    """Turned down after an interview: a success at every step up to it, a failure at the next."""
    trials = counted(rejected("interview"))
    assert trials.first_hits[UNKNOWN] == 1
    assert trials.later_hits.tolist() == [1, 0, 0]
    assert trials.later_misses.tolist() == [0, 1, 0]


def test_a_hire_is_a_success_at_every_step():
    """An accepted offer passed them all."""
    trials = counted({"applied_on": ago(60), "stage": "offer", "outcome": "accepted"})
    assert (trials.first_hits[UNKNOWN], *trials.later_hits) == (1, 1, 1, 1)


def test_withdrawing_is_neither_success_nor_failure():
    """The person's own choice at the first conversation says nothing of the employers."""
    trials = counted({"applied_on": ago(60), "stage": "screen", "outcome": "withdrawn"})
    assert trials.first_hits[UNKNOWN] == 1
    assert trials.later_hits.sum() + trials.later_misses.sum() == 0


def test_silence_counts_by_the_share_of_good_replies_that_would_have_come():
    """An application of ten days without an answer is F(10) of a failure."""
    log = application_log(silent(10))
    share = float(seen(log).positive_by(10))
    assert count_trials(seen(log), ASSUMED).first_misses[UNKNOWN] == pytest.approx(share)
    assert 0.5 < share < 0.8


@pytest.mark.parametrize(("days", "miss"), [(6, 0.2), (15, 0.5), (90, 1.0)])
def test_silence_after_a_conversation_counts_by_thirtieths(days, miss):
    """min(1, days since the last contact / 30)."""
    trials = counted(silent(100, stage="screen", screen_on=ago(days)))
    assert trials.later_misses[0] == pytest.approx(miss)


def test_an_interview_in_the_diary_is_no_silence():
    """A stage date ahead of us says that they are still talking."""
    trials = counted(silent(100, stage="screen", screen_on=ago(20), interview_on=ago(-3)))
    assert trials.later_misses.sum() == 0


def test_where_most_have_no_day_nobody_knows_how_many_failed():
    """Two turned down are failures; of six without a day between none and all are."""
    trials = counted(*[{"outcome": "rejected"}] * 2, *[{"company": "A"}] * 6)
    assert trials.first_misses[UNKNOWN] == 2
    assert trials.first_unknown[UNKNOWN] == 6


def test_a_few_without_a_day_fail_as_the_others_do():
    """Of ten open ones eight are 30 days old, by when .85 of the good replies have come."""
    log = seen(application_log(*[silent(30)] * 8, *[{"company": "A"}] * 2))
    trials = count_trials(log, ASSUMED)
    assert trials.first_unknown.sum() == 0
    fresh = freshness(log.age)
    assert trials.first_misses.sum() == pytest.approx(0.85 * fresh.sum())


def test_the_mix_is_that_of_the_last_ninety_days_when_there_are_ten():
    """Ten recent referrals outweigh twenty older board applications; nine do not."""
    old = [silent(200, channel="board")] * 20
    assert counted(*old, *[silent(5, channel="referral")] * 10).mix[CHANNELS.index("referral")] == 1
    assert counted(*old, *[silent(5, channel="referral")] * 9).mix[CHANNELS.index("referral")] == 9 / 29


def test_pace_windows_meet_without_overlap():
    """27 days ago is recent, 28 is not; the usual weeks are whole ones before that."""
    trials = counted(silent(0), silent(27), silent(28), silent(48))
    assert (trials.recent, trials.usual, trials.usual_weeks) == (2, 2, 3)


def test_channels_are_recorded_when_any_row_has_one():
    """One known channel is enough, none is not."""
    assert not counted(silent(5)).channels_recorded
    assert counted(silent(5), silent(5, channel="board")).channels_recorded


def test_mature_are_those_answered_or_old():
    """A rejection of yesterday and an old silence are mature, a fresh silence is not."""
    assert counted(rejected(days=1), silent(70), silent(3)).mature == 2


def test_counts_do_not_depend_on_the_order_of_rows():
    """The log read backwards gives the same counts."""
    rows = [rejected("screen", channel="board"), silent(12, channel="site"), rejected(days=3), silent(40)]
    one, other = counted(*rows), counted(*reversed(rows))
    np.testing.assert_allclose(one.first_misses, other.first_misses)
    assert (one.late, one.recent, one.mature) == (other.late, other.recent, other.mature)
