"""Stretches of time: the last weeks beside those before, rates by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.measures.curves import Flags, wilson
from lib.measures.seen import Seen
from lib.measures.timeline import Dates, as_day

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
    """How many dated events of each kind fall in one period."""

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


def sent_in(seen: Seen, period: Period) -> Flags:
    """Which applications were sent in `period`; undated ones in none."""
    return period.holds(seen.column("applied_on"))


def activity_in(seen: Seen, period: Period) -> Activity:
    """How many dated events of each kind fall in `period`."""
    replied = period.holds(seen.first_reply)
    return Activity(
        applied=int(sent_in(seen, period).sum()),
        replies=int(replied.sum()),
        invited=int((replied & seen.positive).sum()),
        rejected=int(period.holds(seen.turned_down_on).sum()),
    )


def by_month(seen: Seen, hit: Flags, trial: Flags) -> pd.DataFrame:
    """The rate of `hit` among `trial` by the month of sending, every month from the first to the last.

    Returns:
        A frame with `month` (its first day), `label` ("2026-11"), `hits`, `trials`, `share`, `low` and
        `high` (95% Wilson; missing in months without a trial). Undated applications are in no month.
    """
    months = seen.sent.astype("datetime64[M]")
    used = trial & ~np.isnat(months)
    if not used.any():
        return _table(np.array([], dtype="datetime64[M]"), np.zeros(0, np.int64), np.zeros(0, np.int64))
    first = months[used].min()
    place = (months[used] - first).astype(np.int64)
    trials = np.bincount(place)
    hits = np.bincount(place[hit[used]], minlength=len(trials))
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
