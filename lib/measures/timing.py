"""How soon replies come: the person's own curves, blended with published ones while their log is short."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from lib.measures.curves import Curve, Shares
from lib.measures.rates import has_outcome, has_reply
from lib.measures.replies import CompetingCurves, competing_curves, reply_curve
from lib.measures.timeline import as_day, as_days, sent_on

BLEND = 20
"""Replies at which the person's own curve and the published one weigh the same: weight n / (n + 20)."""

HORIZON = 365
"""Days over which waiting is looked at; whatever comes later is taken to come then."""

LEAST_SEEN = 0.1
"""Share of the published replies below which the person's own curve ends too early to say anything."""

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


def reply_arrivals(applications: pd.DataFrame, as_of: date) -> Shares:
    """The share of all replies that ever come that have come by each day, from 0 to `HORIZON`."""
    return blend_any(reply_curve(applications, as_of))


def positive_arrivals(applications: pd.DataFrame, as_of: date) -> Shares:
    """The share of the positive replies that ever come that have come by each day, from 0 to `HORIZON`."""
    return blend_positive(competing_curves(applications, as_of))


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
    """The person's own arrivals: their curve as far as it goes, then as the published line goes on.

    What is still to come after the last day stands to what has come as in the published figures, as far
    as anybody is still waiting: a log of which nothing is left unanswered has seen everything.
    """
    waiting = (1 - answered) / (1 - _mean("any_level") * published_shares("any")[last])
    after = waiting * np.clip(line - line[last], 0, None) / line[last]
    own: Shares = np.append(share[: last + 1], np.full(HORIZON - last, share[last])) / share[last] + after
    whole: Shares = own / own[-1]
    return whole


def _mean(spread: str) -> float:
    a, b = published()[spread]["a"], published()[spread]["b"]
    return float(a / (a + b))


def exposure(applications: pd.DataFrame, as_of: date, arrivals: Shares) -> Shares:
    """How much of a trial each application is so far: the share of the answers that come by its age.

    Hits over the sum of these is unbiased where hits over all applications is too low, and where hits
    over decided ones is too high. Noted as no reply is a whole trial; withdrawn ends on its day; what has
    no usable date is a whole trial if it was answered, else none.
    """
    withdrawn = has_outcome(applications, "withdrawn").to_numpy() & ~has_reply(applications).to_numpy()
    end = np.where(withdrawn, as_days(applications["closed_on"]), as_day(as_of))
    age = (end - sent_on(applications, as_of)) / np.timedelta64(1, "D")
    seen = np.interp(np.nan_to_num(age), np.arange(HORIZON + 1), arrivals)
    whole = has_outcome(applications, "no_reply") | (np.isnan(age) & has_reply(applications))
    part: Shares = np.where(whole, 1.0, np.where(np.isnan(age), 0.0, seen))
    return part


def positive_timing(applications: pd.DataFrame, as_of: date) -> Callable[[ArrayLike], NDArray[np.float64]]:
    """F: age in days → the share of the positive replies that have come by that age.

    Ages may be fractions (between two days the line is straight); a missing age gives NaN.
    """
    arrivals = positive_arrivals(applications, as_of)

    def share_by(age: ArrayLike) -> NDArray[np.float64]:
        share: Shares = np.interp(np.asarray(age, dtype=float), np.arange(HORIZON + 1), arrivals)
        return share

    return share_by


def silence_cutoff(applications: pd.DataFrame, as_of: date) -> int:
    """The day after applying by which 90% of the replies that come have come, between 14 and 60."""
    return cutoff_day(reply_arrivals(applications, as_of))


def follow_up_day(applications: pd.DataFrame, as_of: date) -> int:
    """The day after applying to follow up on: when half of the positive replies have come, 7 to 10."""
    return halfway_day(positive_arrivals(applications, as_of))


def cutoff_day(arrivals: Shares) -> int:
    """The day by which 90% have arrived, between 14 and 60."""
    return _day_of(arrivals, CUTOFF_SHARE, CUTOFF_DAYS)


def halfway_day(arrivals: Shares) -> int:
    """The day by which half have arrived, between 7 and 10."""
    return _day_of(arrivals, 0.5, FOLLOW_UP_DAYS)


def _day_of(arrivals: Shares, share: float, between: tuple[int, int]) -> int:
    low, high = between
    return int(np.clip(np.argmax(arrivals >= share - 1e-12), low, high))
