"""Rates move: older applications tell less, and what lies ahead is less sure than what lies behind."""

import numpy as np
import pytest
from scipy import stats

from lib.measures.drift import DRIFT, freshness, hits_ahead, likely_range, rates_ahead


def test_an_application_tells_half_as_much_after_a_half_life():
    """Both the days and the applications since have to have passed; 90 days alone are not enough."""
    age = np.r_[np.repeat(10.0, 80), 90.0, 180.0]
    fresh = freshness(age)
    assert fresh[80] == pytest.approx(0.5)
    assert fresh[81] == pytest.approx(0.5 ** (81 / 80))
    assert freshness(np.array([400.0, 0.0])) == pytest.approx([0.5 ** (1 / 80), 1.0])


def test_an_application_without_a_day_counts_as_the_others_do():
    """Its age is unknown, so it is neither new nor old; where none has a day, all count in full."""
    fresh = freshness(np.array([np.nan, 0.0, 720.0]))
    assert fresh[0] == pytest.approx(fresh[1:].mean())
    assert freshness(np.array([np.nan, np.nan])) == pytest.approx([1.0, 1.0])


def test_the_drift_spreads_a_known_rate_and_keeps_its_mean():
    """A rate of .1 known exactly: mean .1 ahead, and a log-normal spread of the size of the drift."""
    rate, weight = rates_ahead(1e6, 9e6)
    assert weight.sum() == pytest.approx(1)
    assert weight @ rate == pytest.approx(0.1, rel=1e-3)
    log = np.log(rate)
    assert np.sqrt(weight @ (log - weight @ log) ** 2) == pytest.approx(DRIFT, rel=1e-2)


def test_the_chance_of_no_hit_in_one_is_that_of_the_mean_rate():
    """Beta(1, 9): one application misses in 90 of 100 cases, wherever the rate drifts."""
    assert hits_ahead(1, 9, 1)[0] == pytest.approx(0.9, abs=2e-3)


def test_counts_ahead_agree_with_a_simulation():
    """The same belief drawn a million times: rate, drift, and a binomial count."""
    rng = np.random.default_rng(3)
    rate = rng.beta(3, 30, 1_000_000) * np.exp(DRIFT * rng.normal(size=1_000_000) - DRIFT**2 / 2)
    count = rng.binomial(40, np.minimum(rate, 0.98) * 0.8)
    drawn = np.bincount(count, minlength=41) / len(count)
    assert np.abs(hits_ahead(3, 30, 40, seen=0.8) - drawn).max() < 3e-3


def test_the_likely_range_holds_eight_in_ten():
    """Between the 10% and the 90% quantile, as scipy has them."""
    chances = stats.binom.pmf(np.arange(41), 40, 0.2)
    assert likely_range(chances) == (stats.binom.ppf(0.1, 40, 0.2), stats.binom.ppf(0.9, 40, 0.2))
