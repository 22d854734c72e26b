"""Ranges of counts to come, against scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lib.focus.predictive import beta_binomial_range, fit_beta, gamma_poisson_range


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 60), st.floats(0.5, 30), st.floats(0.5, 60))
def test_beta_binomial_range_is_that_of_scipy(trials, a, b):
    """The 10th and 90th percentiles of the beta-binomial distribution."""
    expected = stats.betabinom(trials, a, b).ppf([0.1, 0.9])
    assert beta_binomial_range(trials, a, b) == pytest.approx(tuple(expected), abs=1)


@pytest.mark.parametrize(("weeks", "a", "b"), [(4, 8.5, 4), (1, 0.5, 4), (12, 40.5, 4)])
def test_gamma_poisson_range_is_the_negative_binomial_of_scipy(weeks, a, b):
    """A Poisson count whose rate is Gamma is negative binomial."""
    expected = stats.nbinom(a, b / (b + weeks)).ppf([0.1, 0.9])
    assert gamma_poisson_range(weeks, a, b) == tuple(expected)


def test_no_time_no_count():
    """Nothing is to be expected of no weeks."""
    assert gamma_poisson_range(0, 3, 4) == (0, 0)


def test_fit_beta_recovers_the_distribution():
    """Draws of Beta(3, 20) give about 3 and 20 back."""
    drawn = np.random.default_rng(0).beta(3, 20, 50_000)
    assert fit_beta(drawn) == pytest.approx((3, 20), rel=0.05)
