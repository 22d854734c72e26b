"""Stretches of time: the day a log is seen from, the last weeks beside those before, rates by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.measures.curves import Flags, wilson
from lib.measures.rates import is_positive
from lib.measures.timeline import (
    Dates,
    as_day,
    as_days,
    first_reply_on,
    propose_as_of,
    sent_on,
    turned_down_on,
)

__all__ = [
    "Activity",
    "Period",
    "activity_in",
    "by_month",
    "last_period",
    "period_before",
    "propose_as_of",
    "sent_in",
]

PERIOD_DAYS = 28


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def holds(self, days: Dates) -> Flags:
        """Whether each day lies in the period; a missing day does not."""
        inside: Flags = (days >= as_day(self.start)) & (days <= as_day(self.end))
        return inside


@dataclass(frozen=True)
class Activity:
    """Dated events of one period."""

    applied: int
    replies: int
    """First replies, either way."""
    invited: int
    """First replies that led to a conversation."""
    rejected: int


def last_period(as_of: date, days: int = PERIOD_DAYS) -> Period:
    """The last `days` days, `as_of` included."""
    return Period(as_of - timedelta(days=days - 1), as_of)


def period_before(period: Period) -> Period:
    """The equally long period that ends on the day before `period` starts."""
    end = period.start - timedelta(days=1)
    return Period(end - (period.end - period.start), end)


def sent_in(applications: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The applications sent in `period`; undated ones are in none."""
    return applications[period.holds(as_days(applications["applied_on"]))]


def activity_in(applications: pd.DataFrame, period: Period) -> Activity:
    """How many dated events of each kind fall in `period`."""
    replied = period.holds(first_reply_on(applications))
    return Activity(
        applied=int(period.holds(as_days(applications["applied_on"])).sum()),
        replies=int(replied.sum()),
        invited=int((replied & is_positive(applications).to_numpy()).sum()),
        rejected=int(period.holds(turned_down_on(applications, period.end)).sum()),
    )


def by_month(
    applications: pd.DataFrame, hit: pd.Series[bool], trial: pd.Series[bool], as_of: date
) -> pd.DataFrame:
    """The rate of `hit` among `trial` by the month of sending, every month from the first to the last.

    Returns:
        A frame with `month` (its first day), `label` ("2026-11"), `hits`, `trials`, `share`, `low` and
        `high` (95% Wilson; missing in months without a trial). Undated applications are in no month.
    """
    months = sent_on(applications, as_of).astype("datetime64[M]")
    used = (trial.to_numpy() & ~np.isnat(months)).astype(bool)
    if not used.any():
        return _table(np.array([], dtype="datetime64[M]"), np.zeros(0, np.int64), np.zeros(0, np.int64))
    first = months[used].min()
    place = (months[used] - first).astype(np.int64)
    trials = np.bincount(place)
    hits = np.bincount(place[hit.to_numpy()[used]], minlength=len(trials))
    return _table(first + np.arange(len(trials)), hits, trials)


def _table(months: Dates, hits: np.ndarray, trials: np.ndarray) -> pd.DataFrame:
    ranges = [wilson(int(h), int(t)) if t else (np.nan, np.nan) for h, t in zip(hits, trials, strict=True)]
    edges = np.array(ranges, dtype=np.float64).reshape(-1, 2)
    return pd.DataFrame(
        {
            "month": months.astype("datetime64[us]"),
            "label": months.astype(str),
            "hits": hits,
            "trials": trials,
            "share": np.divide(hits, trials, out=np.full(len(hits), np.nan), where=trials > 0),
            "low": edges[:, 0],
            "high": edges[:, 1],
        }
    )
