"""Ranges of counts to come: what a belief about a rate says of the next few trials."""

from __future__ import annotations

import numpy as np

RANGE = (0.10, 0.90)
"""80% of the counts lie between these two quantiles."""


def fit_beta(shares: np.ndarray) -> tuple[float, float]:
    """(a, b) of the Beta distribution with the mean and variance of these draws of a share."""
    mean, variance = float(shares.mean()), float(shares.var())
    strength = mean * (1 - mean) / max(variance, 1e-12) - 1
    return mean * strength, (1 - mean) * strength


def beta_binomial_range(trials: int, a: float, b: float) -> tuple[int, int]:
    """80% range of the successes in so many trials whose chance is Beta(a, b)."""
    from scipy.special import betaln, gammaln

    k = np.arange(trials + 1)
    choose = gammaln(trials + 1) - gammaln(k + 1) - gammaln(trials - k + 1)
    return _range(np.exp(choose + betaln(a + k, b + trials - k) - betaln(a, b)))


def gamma_poisson_range(weeks: float, a: float, b: float) -> tuple[int, int]:
    """80% range of a count in so many weeks whose weekly rate is Gamma(a, 1/b)."""
    from scipy.special import gammaln

    if weeks <= 0:
        return 0, 0
    most = int(4 * weeks * (a + 4 * np.sqrt(a)) / b) + 30
    k = np.arange(most)
    log_pmf = gammaln(a + k) - gammaln(a) - gammaln(k + 1)
    log_pmf += a * np.log(b / (b + weeks)) + k * np.log(weeks / (b + weeks))
    return _range(np.exp(log_pmf))


def _range(chances: np.ndarray) -> tuple[int, int]:
    low, high = np.searchsorted(np.cumsum(chances), np.array(RANGE) * chances.sum())
    return int(low), int(high)
