"""Stretches of time: the last weeks beside those before, rates by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np
import pandas as pd

from lib.measures.curves import Flags, wilson
from lib.measures.seen import Seen
from lib.measures.timeline import NEVER, Dates, as_day, plausible

PERIOD_DAYS = 28
UNITS: Mapping[int, str] = MappingProxyType({1: "month", 3: "quarter", 12: "year"})
"""Number of months → the name of such a period."""


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


def unit_name(start: pd.Timestamp, months: int, form: str = "%B", between: str = " ") -> str:
    """The name of a month, quarter or year, given its first day.

    >>> [unit_name(pd.Timestamp("2026-10-01"), months) for months in UNITS]
    ['October 2026', 'Oct–Dec 2026', '2026']
    """
    if months == max(UNITS):
        return f"{start.year}"
    end = start + pd.DateOffset(months=months - 1)
    return f"{f'{start:{form}}' if months == 1 else f'{start:%b}–{end:%b}'}{between}{start.year}"


def unit_start(days: Dates, months: int) -> Dates:
    """The first day of the month, quarter (3) or year (12) that each day lies in.

    >>> unit_start(np.array(["2026-11-20"], dtype="datetime64[D]"), 3).astype(str).tolist()
    ['2026-10-01']
    """
    month = days.astype("datetime64[M]")
    since = month.astype(np.int64) % 12 % months
    first: Dates = (month - np.where(np.isnat(days), 0, since)).astype("datetime64[D]")
    return first


def sent_and_answered(seen: Seen, months: int) -> pd.DataFrame:
    """Applications sent, first replies and rejections by month, quarter or year, from the first one to now.

    Returns:
        A frame with `start` (the first day), `label` ("2026-10"), `applied`, `replies` and `rejected`
        (counts), times without anything included; no rows without a dated application.
    """
    sent = seen.sent
    if np.isnat(sent).all():
        return pd.DataFrame(
            {"start": pd.to_datetime([]), "label": [], "applied": [], "replies": [], "rejected": []}
        )
    replied = plausible(seen.first_reply, seen.as_of)
    kinds = {
        "applied": sent,
        "replies": np.where(replied < sent, NEVER, replied),
        "rejected": seen.turned_down_on,
    }
    ends = unit_start(np.array([np.nanmin(sent), seen.now]), months).astype("datetime64[M]")
    starts = np.arange(ends[0], ends[1] + 1, months)
    columns = {name: _by_unit(days, starts, months) for name, days in kinds.items()}
    first = starts.astype("datetime64[us]")
    return pd.DataFrame({"start": first, "label": starts.astype(str), **columns})


def _by_unit(days: Dates, starts: Dates, months: int) -> np.ndarray:
    known = unit_start(days[~np.isnat(days)], months).astype("datetime64[M]")
    place = (known - starts[0]).astype(np.int64) // months
    return np.bincount(place[(place >= 0) & (place < len(starts))], minlength=len(starts))


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
