"""What is drawn: the rates of a search from counts and published means, both paces, what nobody recorded."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from lib.focus.constants import SETS, draw_constants
from lib.focus.posterior import draw, draw_known, draw_paces
from lib.focus.priors import Assumptions
from lib.focus.trials import count_trials
from lib.focus.unevenness import OTHERS, UNEVENNESS
from lib.log.schema import CHANNELS
from tests.focus.logs import application_log, rejected, seen, silent

ASSUMED = Assumptions()


def trials_of(*rows):
    """The trials of a log of these rows."""
    return count_trials(seen(application_log(*rows)), ASSUMED)


def paces(recent, usual, weeks, draws=20_000):
    """Both paces drawn for these counts."""
    as_others = np.eye(len(UNEVENNESS))[np.abs(UNEVENNESS - OTHERS).argmin()]
    trials = replace(
        trials_of(silent(3)), recent=recent, usual=usual, usual_weeks=weeks, unevenness=as_others
    )
    return draw_paces(trials, ASSUMED, np.random.default_rng(0), np.zeros(draws, bool))


def test_no_usual_pace_with_less_than_two_weeks_of_it():
    """Then the present pace is Gamma(n / d + 0.5, 4 / d), d = 1 + c · pace: how uneven counts are."""
    now, usual = paces(8, 3, 1)
    assert usual is None
    d = 1 + 1.09 * 13 / 5.5
    assert stats.kstest(now, stats.gamma(8 / d + 0.5, scale=d / 4).cdf).pvalue > 0.01


def test_the_pace_to_come_lies_half_way_to_the_usual():
    """Six a week usually and two now: on average four a week to come."""
    now, usual = paces(8, 120, 20)
    d = 1 + 1.09 * 130 / 24.5
    assert usual.mean() == pytest.approx(6 + 0.5 * d / 20, rel=0.02)
    assert now.mean() == pytest.approx((2 + 0.5 * d / 4 + 6 + 0.5 * d / 20) / 2, rel=0.02)


def test_all_channels_together_tell_how_often_somebody_is_invited():
    """Ten of a hundred from boards raise what is expected of employers' sites, which were never tried."""
    told = trials_of(*[rejected("screen", 20, channel="board")] * 10, *[rejected(channel="board")] * 90)
    none = trials_of(*[rejected(channel="board")] * 100)
    site = CHANNELS.index("site")
    more, fewer = (draw(t, ASSUMED, 1, 2000).search.first[:, site].mean() for t in (told, none))
    assert more > 2 * fewer


def test_a_channel_of_its_own_is_believed_when_it_was_tried():
    """Half of two hundred referrals led to a conversation: that is the rate, whatever is published."""
    rows = [rejected("screen", 20, channel="referral")] * 100 + [rejected(days=20, channel="referral")] * 100
    drawn = draw(trials_of(*rows), ASSUMED, 1, 2000).search.first[:, CHANNELS.index("referral")]
    assert drawn.mean() == pytest.approx(0.5, abs=0.06)


def test_days_of_pause_are_no_days_of_a_slow_pace():
    """Two a day until a late rejection, then nothing for two weeks: if that is a pause, the pace held."""
    rows = [silent(day) for day in range(120) for _ in range(2) if day >= 14]
    trials = trials_of(*rows, *[rejected("final", day) for day in (14, 50, 80)])
    drawn = [draw_paces(trials, ASSUMED, np.random.default_rng(0), np.full(4000, stops)) for stops in (0, 1)]
    (slow, usual), (held, _) = drawn
    assert np.median(slow) < 0.75 * np.median(usual) < np.median(held)


def test_what_nobody_recorded_is_not_taken_for_unknown():
    """Beta(1, 2) in a log without reasons, counted in one with some, until the person says more."""
    late = [rejected("interview", day) for day in (5, 9, 14, 20)]
    drawn = draw_known(trials_of(*late), ASSUMED, np.random.default_rng(0), 20_000)
    assert stats.kstest(drawn, stats.beta(1, 2).cdf).pvalue > 0.01
    told = trials_of(*late[1:], {**late[0], "reason": "Too junior"})
    assert set(draw_known(told, ASSUMED, np.random.default_rng(0), 50)) == {0.25}
    said = ASSUMED.changed({"reasons_known": 0.5})
    assert set(draw_known(told, said, np.random.default_rng(0), 50)) == {0.25 + 0.75 * 0.5}


def test_more_draws_repeat_the_same_sets_of_constants():
    """The first 300 of 4,000 draws have the constants of 300 draws: several draws share one set."""
    few, many = (draw_constants(ASSUMED, ("screen_interview", "interview_final"), 7, n) for n in (300, 4000))
    assert few.later.shape == (300, 2)
    for name in ("gap_closed", "most", "people_step", "first", "later", "good_first"):
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name)[:300])
        np.testing.assert_array_equal(getattr(many, name)[:SETS], getattr(many, name)[SETS : 2 * SETS])


def test_constants_vary_unless_somebody_set_them():
    """Forty values round the default; one value where the person entered it."""
    free = draw_constants(ASSUMED, ("conversation_offer",), 1, 4000)
    assert len(np.unique(free.unknown_loss)) == SETS
    assert free.unknown_loss.mean() == pytest.approx(0.6, abs=0.01)
    assert free.unknown_loss.std() == pytest.approx(0.18, abs=0.01)
    fixed = draw_constants(ASSUMED.changed({"unknown_loss": 0.5}), ("conversation_offer",), 1, 4000)
    assert np.unique(fixed.unknown_loss) == pytest.approx([0.5])
    np.testing.assert_array_equal(fixed.gap_closed, free.gap_closed)


def test_no_draw_is_idle_beyond_the_cap():
    """At most 40 of 56 days, so that what is left is never nothing."""
    trials = trials_of(*[silent(d) for d in range(60, 90)], rejected("final", 59))
    assert draw(trials, ASSUMED, 1, 500).search.idle.max() <= 40
