"""How uneven somebody's weeks are is read off their own weekly counts."""

import numpy as np
import pytest
from scipy import stats

from lib.focus.pausing import NO_WAITS, Pausing
from lib.focus.unevenness import AROUND, OTHERS, UNEVENNESS, likelihood, weigh_unevenness
from tests.focus.logs import application_log, seen, silent

NEVER = Pausing(0.0, NO_WAITS)


def middle(counts):
    """The geometric mean of the unevenness of a search of these weekly counts, the latest first."""
    rows = [silent(28 + 7 * week) for week, count in enumerate(counts) for _ in range(count)]
    chances = weigh_unevenness(seen(application_log(*rows)), NEVER, 28, len(counts))
    assert abs(chances.sum() - 1) < 1e-9
    return np.exp(chances @ np.log(UNEVENNESS))


@pytest.mark.slow
def test_the_likelihood_is_the_negative_binomial_of_scipy():
    """Over all means that are weighed; a week that was half a pause has half of it."""
    sent, searched = np.array([3, 0, 5]), np.array([1.0, 0.5, 1.0])
    means = [around * 8 / 2.5 * searched for around in AROUND]
    by_hand = [
        np.mean([stats.nbinom(1 / c, 1 / (1 + c * mean)).pmf(sent).prod() for mean in means])
        for c in UNEVENNESS
    ]
    np.testing.assert_allclose(np.exp(likelihood(sent, searched)), by_hand)


def test_even_weeks_are_told_from_uneven_ones():
    """Six a week, or a burst and nothing; one week alone says no more than is known of others."""
    assert middle([6, 5, 7, 6, 6, 5, 7, 6, 6, 6]) < 0.3 * OTHERS < middle([20, 0, 0, 15, 1, 0, 18, 0, 6, 0])
    assert abs(np.log(middle([6]) / OTHERS)) < 0.1
