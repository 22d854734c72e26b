"""How a rate changes during a search: how much older applications still count, and what to expect next."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lib.measures.curves import Shares

DRIFT = 0.46
"""Standard deviation of the log-ratio between a person's rate in one half of a search and in the other.

Measured on 18 real logs (.30 to .64). Chance alone would move a rate less: skill, the market and the people
met change as well.
"""
HALF_LIFE_DAYS = 90
HALF_LIFE_APPLICATIONS = 80
"""An application counts half once it is 90 days old and 80 more have been sent since (see `freshness`)."""
MOST = 0.98
"""The highest rate that is thought possible for the next applications."""
GRID = 120
"""How many values of the present rate the integrals are taken over."""
RANGE = (0.10, 0.90)
"""80% of the counts lie between these two quantiles."""


def freshness(age: Shares) -> Shares:
    """How much each application still counts, by its age in days: 1 when new, half after a half-life.

    A half-life is 90 days or 80 further applications, whichever takes longer. An application without a day
    (NaN) counts as much as the others on average.
    """
    dated = ~np.isnan(age)
    newer = np.searchsorted(np.sort(age[dated]), age[dated])
    fresh = np.ones(len(age))
    fresh[dated] = 0.5 ** np.minimum(age[dated] / HALF_LIFE_DAYS, newer / HALF_LIFE_APPLICATIONS)
    fresh[~dated] = fresh[dated].mean() if dated.any() else 1.0
    return fresh


@lru_cache(maxsize=64)
def rates_ahead(a: float, b: float) -> tuple[Shares, Shares]:
    """The rates that the next applications may have, smallest first, and the probability of each.

    The present rate is Beta(a, b). It is multiplied by a log-normal step with standard deviation `DRIFT` and
    mean 1.
    """
    from scipy.special import betaincinv

    now = betaincinv(a, b, (np.arange(GRID) + 0.5) / GRID)
    nodes, weights = np.polynomial.hermite_e.hermegauss(9)
    step = np.exp(DRIFT * nodes - DRIFT**2 / 2)
    rates = np.minimum(np.outer(now, step), MOST).ravel()
    order = np.argsort(rates)
    chances = np.tile(weights / weights.sum() / GRID, GRID)
    return rates[order], chances[order]


def hits_ahead(a: float, b: float, n: int, seen: float = 1.0) -> Shares:
    """The chances of 0, 1, … n hits among the next `n` applications where the present rate is Beta(a, b).

    `seen` is the share of those hits that can be known when they are counted.
    """
    from scipy.special import gammaln

    rate, weight = rates_ahead(a, b)
    k = np.arange(n + 1)
    choose = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    p = np.maximum(rate * seen, 1e-12)[:, None]
    chances: Shares = weight @ np.exp(choose + k * np.log(p) + (n - k) * np.log1p(-p))
    return chances


def likely_range(chances: Shares) -> tuple[int, int]:
    """The 80% range of a count whose chances of being 0, 1, 2, … are given."""
    low, high = np.searchsorted(np.cumsum(chances), np.array(RANGE) * chances.sum())
    return int(low), int(high)
