"""How a rate moves while a search goes on: what older applications still tell, and what lies ahead."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lib.measures.curves import Shares

DRIFT = 0.46
"""Standard deviation of the log-ratio between a person's rate in one half of a search and in the other.

Measured on 18 real logs (.30 to .64): skill, market and whom one meets move a rate more than chance does.
"""
HALF_LIFE_DAYS = 90
HALF_LIFE_APPLICATIONS = 80
"""An application tells half as much once it is so many days old and so many have been sent since."""
MOST = 0.98
"""No rate to come is surer than this."""
GRID = 120
"""Values of a rate that are weighed."""
RANGE = (0.10, 0.90)
"""80% of the counts lie between these two quantiles."""


def freshness(age: Shares) -> Shares:
    """How much each application still tells, by its age in days: 1 when it is new, half after a half-life.

    A half-life is 90 days or 80 applications, whichever is longer. One without a day counts as their mean.
    """
    dated = ~np.isnan(age)
    newer = np.searchsorted(np.sort(age[dated]), age[dated])
    fresh = np.ones(len(age))
    fresh[dated] = 0.5 ** np.minimum(age[dated] / HALF_LIFE_DAYS, newer / HALF_LIFE_APPLICATIONS)
    fresh[~dated] = fresh[dated].mean() if dated.any() else 1.0
    return fresh


@lru_cache(maxsize=64)
def rates_ahead(a: float, b: float) -> tuple[Shares, Shares]:
    """Rates that the next applications may have where the present one is Beta(a, b), and the weight of each.

    The present rate times a log-normal step of `DRIFT`, its mean unchanged; the smallest rate first.
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

    Of the hits that come, a share `seen` is counted.
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
