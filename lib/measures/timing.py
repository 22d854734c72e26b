"""How soon replies come: the person's own curves, blended with published ones while their log is short."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lib.measures.curves import Curve, Shares
from lib.measures.replies import CompetingCurves

BLEND = 20
"""With this many replies the person's own curve weighs as much as the published one: n / (n + 20)."""

HORIZON = 365
"""The longest wait looked at, in days; later replies are taken to come on that day."""

LEAST_SEEN = 0.1
"""The person's own curve is used only if it lasts until this share of the published replies have come."""

CUTOFF_SHARE = 0.90
CUTOFF_DAYS = (14, 60)
FOLLOW_UP_DAYS = (7, 10)


@cache
def published() -> dict[str, dict[str, Any]]:
    """The published figures of `timing.toml` and `spreads.toml`: what each says, source, year and class."""
    files = (Path(__file__).parent / name for name in ("timing.toml", "spreads.toml"))
    texts = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return texts[0] | texts[1]


@cache
def published_shares(name: str) -> Shares:
    """A published line, day by day from 0 to `HORIZON`."""
    corners = published()[name]
    line: Shares = np.interp(np.arange(HORIZON + 1), corners["day"], corners["share"])
    line.setflags(write=False)
    return line


def own_weight(replies: int) -> float:
    """How much the person's own curve counts: n / (n + 20)."""
    return replies / (replies + BLEND)


def blend_any(answered: Curve | None) -> Shares:
    """The arrivals of all replies from a reply curve."""
    return _blend(answered, answered, "any")


def blend_positive(curves: CompetingCurves | None) -> Shares:
    """The arrivals of positive replies from competing curves."""
    return _blend(curves.invited, curves.answered, "positive") if curves else published_shares("positive")


def _blend(curve: Curve | None, answered: Curve | None, name: str) -> Shares:
    """The person's own arrivals and the published ones, weighted by the number of dated replies."""
    line = published_shares(name)
    last = min(len(curve.days) - 1, HORIZON) if curve else 0
    if curve is None or answered is None or curve.share[last] <= 0 or line[last] < LEAST_SEEN:
        return line
    weight = own_weight(curve.events)
    blended: Shares = weight * _continue(curve.share, answered.share[last], last, line) + (1 - weight) * line
    return blended


def _continue(share: Shares, answered: float, last: int, line: Shares) -> Shares:
    """The person's own arrivals: their curve as far as it goes, then continued like the published line.

    After the last day as much is added as in the published figures, in proportion to those still waiting:
    where nobody waits any more, nothing is still to come.
    """
    waiting = (1 - answered) / (1 - _mean("any_level") * published_shares("any")[last])
    after = waiting * np.clip(line - line[last], 0, None) / line[last]
    own: Shares = np.append(share[: last + 1], np.full(HORIZON - last, share[last])) / share[last] + after
    whole: Shares = own / own[-1]
    return whole


def _mean(spread: str) -> float:
    a, b = published()[spread]["a"], published()[spread]["b"]
    return float(a / (a + b))


def share_by(arrivals: Shares, age: ArrayLike) -> Shares:
    """The share that has arrived by each age in days; a missing age gives NaN.

    Ages may be fractions: between two days the line is straight.
    """
    share: Shares = np.interp(np.asarray(age, dtype=float), np.arange(HORIZON + 1), arrivals)
    return share


def cutoff_day(arrivals: Shares) -> int:
    """The day by which 90% have arrived, between 14 and 60."""
    return _day_of(arrivals, CUTOFF_SHARE, CUTOFF_DAYS)


def halfway_day(arrivals: Shares) -> int:
    """The day by which half have arrived, between 7 and 10."""
    return _day_of(arrivals, 0.5, FOLLOW_UP_DAYS)


def _day_of(arrivals: Shares, share: float, between: tuple[int, int]) -> int:
    low, high = between
    return int(np.clip(np.argmax(arrivals >= share - 1e-12), low, high))
