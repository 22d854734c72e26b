"""Interval and curve arithmetic: Wilson, Kaplan–Meier and Aalen–Johansen on whole days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""97.5% point of the standard normal distribution: a 95% range is the estimate ± so many standard errors."""

LEVEL = 0.95
FIRM = 4
"""A curve is too thin to read once one application moves it over four times as far as on day 0."""

Days = NDArray[np.integer[Any]]
Shares = NDArray[np.float64]
Flags = NDArray[np.bool_]


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95% Wilson score interval of `hits` out of `trials` (at least 1), as shares.

    Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212.
    """
    share = hits / trials
    scale = 1 + Z95**2 / trials
    middle = (share + Z95**2 / (2 * trials)) / scale
    half = Z95 / scale * sqrt(share * (1 - share) / trials + Z95**2 / (4 * trials**2))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == trials else min(1.0, middle + half)
    return low, high


@dataclass(frozen=True)
class Point:
    """A curve on one day: the share and its 95% range, None where nobody was followed for that long."""

    day: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False)
class Curve:
    """The share to whom something has happened by the end of each day, with a pointwise 95% band.

    All arrays have one entry a day, from day 0 to the longest time that anybody was followed.
    """

    days: Days
    share: Shares
    low: Shares
    high: Shares
    at_risk: Days
    """How many were still waiting at the start of the day: what the estimate rests on."""
    events: int
    """How often it happened."""

    def at(self, day: int) -> Point:
        """The share by the end of `day`; without values beyond the last day that anybody was followed."""
        if not 0 <= day < len(self.days):
            return Point(day, None, None, None)
        return Point(day, float(self.share[day]), float(self.low[day]), float(self.high[day]))

    @property
    def firm_end(self) -> int:
        """The last day before the thin end of a Kaplan–Meier curve, where few applications decide it."""
        waiting = np.append(1.0, 1 - self.share[:-1])
        thin = waiting / self.at_risk > FIRM / self.at_risk[0]
        return int(thin.argmax()) - 1 if thin.any() else len(self.days) - 1

    @property
    def firm(self) -> Curve:
        """A Kaplan–Meier curve without its thin end."""
        return self.until(self.firm_end)

    def until(self, day: int) -> Curve:
        """The curve up to `day`, that day included."""
        to = day + 1
        return replace(
            self, days=self.days[:to], share=self.share[:to], low=self.low[:to], high=self.high[:to],
            at_risk=self.at_risk[:to],
        )  # fmt: skip

    def quantile(self, p: float) -> int | None:
        """The first day by which the share reaches `p`, None if it never does."""
        return _first_day(self.share, p)

    def happened_by(self, p: float) -> int | None:
        """The first day by which the share `p` of all that happens within the days seen has happened."""
        return _first_day(self.share, p * float(self.share[-1])) if self.events else None

    def happened_range(self, p: float) -> tuple[int | None, int | None]:
        """A 95% range of `happened_by(p)`; None for both ends where there are too few events for a range.

        The ends are `happened_by` at p ± 1.96·√(p(1 − p)/events). Source: Woodruff, R. S. (1952), Journal of
        the American Statistical Association 47, 635–646. Events are too few where even the range from the
        first to the last of them would hold the true day with less than 95%.
        """
        if p**self.events + (1 - p) ** self.events > 1 - LEVEL:
            return None, None
        half = Z95 * sqrt(p * (1 - p) / self.events)
        return self.happened_by(max(p - half, 1e-9)), self.happened_by(min(p + half, 1.0))

    def quantile_range(self, p: float) -> tuple[int | None, int | None]:
        """A 95% range of `quantile(p)`: the days on which the band's upper and lower edge reach `p`."""
        return _first_day(self.high, p), _first_day(self.low, p)


def _first_day(share: Shares, p: float) -> int | None:
    reached = share >= p - 1e-12
    return int(reached.argmax()) if reached.any() else None


def kaplan_meier(days: Days, observed: Flags) -> Curve:
    """The share to whom it has happened by each day, where some are still waiting (1 − Kaplan–Meier).

    Args:
        days: whole days to the event, or to the end of the observation; 0 or more, at least one entry.
        observed: True where the event happened, False where the wait goes on (censored).

    The band is the log-log one. Source: Kaplan & Meier (1958); Kalbfleisch & Prentice (1980).
    """
    happened = np.bincount(days[observed], minlength=int(days.max()) + 1)
    at_risk = _at_risk(days)
    waiting: Shares = np.cumprod(1 - happened / at_risk, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spread = np.sqrt(np.cumsum(happened / (at_risk * (at_risk - happened))))
        factor = np.exp(Z95 * spread / np.log(waiting))
        low, high = 1 - waiting**factor, 1 - waiting ** (1 / factor)
    return _curve(1 - waiting, low, high, at_risk, int(observed.sum()))


def aalen_johansen(days: Days, cause: Days, which: int) -> Curve:
    """The share to whom outcome `which` has happened by each day, where other outcomes can come first.

    Args:
        days: whole days to the first outcome, or to the end of the observation; at least one entry.
        cause: 0 where the wait goes on (censored), else the number of the outcome that came first.
        which: the outcome wanted, 1 or more.

    Treating the other outcomes as censored (1 − Kaplan–Meier) would give too high a share. The variance comes
    from the delta method, the band from its log-log transform. Source: Aalen & Johansen (1978); Choudhury
    (2002), Statistics in Medicine 21, 1129–1144.
    """
    at_risk = _at_risk(days)
    any_cause = np.bincount(days[cause > 0], minlength=len(at_risk))
    happened = np.bincount(days[cause == which], minlength=len(at_risk))
    before = np.concatenate([[1.0], np.cumprod(1 - any_cause / at_risk)[:-1]])
    share = np.cumsum(before * happened / at_risk)
    spread = np.sqrt(_incidence_variance(share, before, happened, any_cause, at_risk))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        factor = np.exp(Z95 * spread / (share * np.log(share)))
        low, high = share ** (1 / factor), share**factor
    return _curve(share, low, high, at_risk, int(happened.sum()))


def _at_risk(days: Days) -> Days:
    return np.bincount(days)[::-1].cumsum()[::-1]


def _incidence_variance(
    share: Shares, before: Shares, happened: Days, any_cause: Days, at_risk: Days
) -> Shares:
    """Delta-method variance of a cumulative incidence, the sum over days s ≤ t of three terms."""
    left = at_risk - any_cause
    hazard = np.divide(any_cause, at_risk * left, out=np.zeros(len(share)), where=left > 0)
    own = before**2 * (at_risk - happened) * happened / at_risk**3
    both = before * happened / at_risk**2
    variance = share**2 * np.cumsum(hazard) - 2 * share * np.cumsum(share * hazard)
    variance += np.cumsum(share**2 * hazard) + np.cumsum(own)
    variance -= 2 * (share * np.cumsum(both) - np.cumsum(share * both))
    at_least_zero: Shares = np.maximum(variance, 0)
    return at_least_zero


def _curve(share: Shares, low: Shares, high: Shares, at_risk: Days, events: int) -> Curve:
    """The curve, its band completed where the log-log formula is undefined: where the share is 0 or 1."""
    none_yet, all_done = share <= 0, share >= 1 - 1e-12
    low = np.where(none_yet, 0.0, low)
    # Before the first event: the upper end of Wilson's interval for 0 of n.
    high = np.where(none_yet, Z95**2 / (at_risk + Z95**2), high)
    if all_done.any():
        last = max(int(all_done.argmax()) - 1, 0)
        low = np.where(all_done, low[last] if not all_done[0] else at_risk / (at_risk + Z95**2), low)
        high = np.where(all_done, 1.0, high)
    return Curve(
        np.arange(len(share)), share, np.minimum(low, share), np.maximum(high, share), at_risk, events
    )
