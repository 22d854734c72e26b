"""What is drawn: shares from priors and counts, both paces together."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from lib.focus.pauses import PausedDays
from lib.focus.posterior import RATIOS, draw_paces, draw_search, draw_shares, ratio_prior
from lib.focus.priors import Assumptions, Beta
from lib.focus.trials import count_trials
from tests.focus.logs import application_log, rejected, seen, silent

ASSUMED = Assumptions()


def trials_of(*rows):
    """The trials of a log of these rows."""
    return count_trials(seen(application_log(*rows)), ASSUMED)


def paces(recent, usual, weeks, paused=0.0, draws=20_000):
    """Both paces drawn for these counts, so many days of the present ones paused."""
    trials = replace(trials_of(silent(3)), recent=recent, usual=usual, usual_weeks=weeks)
    days = PausedDays(np.zeros(draws), np.full(draws, paused), np.zeros(draws))
    return draw_paces(trials, ASSUMED, days, np.random.default_rng(0))


def test_shares_are_beta_with_the_counts_added():
    """Beta(1.1 + 3, 16.9 + 40), as scipy has it."""
    drawn = draw_shares((Beta(1.1, 16.9),), np.array([3]), np.array([40]), np.random.default_rng(1), 20_000)
    assert stats.kstest(drawn[:, 0], stats.beta(4.1, 56.9).cdf).pvalue > 0.01


def test_no_usual_pace_with_less_than_two_weeks_of_it():
    """Then the present pace is Gamma(n + 0.5, 4 weeks), as scipy has it."""
    now, usual = paces(8, 3, 1)
    assert usual is None
    assert stats.kstest(now, stats.gamma(8.5, scale=1 / 4).cdf).pvalue > 0.01


def test_paces_follow_a_second_computation():
    """The mean ratio equals a direct sum over ratios and usual paces."""
    now, usual = paces(10, 60, 12)
    grid = np.linspace(0.5, 12, 600)
    weight = ratio_prior(ASSUMED)[:, None] * stats.poisson.pmf(60, 12 * grid) * grid**-0.5
    weight = weight * stats.poisson.pmf(10, 4 * RATIOS[:, None] * grid)
    expected = (weight.sum(axis=1) * RATIOS).sum() / weight.sum()
    assert (now / usual).mean() == pytest.approx(expected, rel=0.01)


def test_a_pace_is_counted_over_the_days_that_were_no_pause():
    """Ten applications in two weeks of searching are the pace of twenty in four."""
    half, whole = paces(10, 60, 12, paused=14.0)[0], paces(20, 60, 12)[0]
    assert half.mean() == pytest.approx(whole.mean(), rel=0.1)


def test_two_thin_counts_do_not_make_a_slowdown():
    """Three applications after seven in two weeks: the ratio stays nearer to one than the counts say."""
    now, usual = paces(9, 7, 2)
    assert np.median(now / usual) > 9 / 4 / (7 / 2)


def test_ratio_prior_sums_to_one_and_holds_the_steady():
    """Two searches in five hold their pace; all chances together are one."""
    prior = ratio_prior(ASSUMED)
    assert prior.sum() == pytest.approx(1)
    assert prior[np.abs(np.log(RATIOS)) < 0.3].sum() > 0.4


def test_no_draw_is_idle_beyond_the_cap():
    """At most 40 of 56 days, so that what is left is never nothing."""
    search = draw_search(trials_of(*[silent(d) for d in range(60, 90)], rejected("final", 59)), ASSUMED,
                         np.random.default_rng(0), 500)  # fmt: skip
    assert search.idle.max() <= 40
