"""Days as numpy counts them: which dates can be trusted, and from which day a log is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.log.schema import DATE_FIELDS, STAGE_DATES
from lib.words.phrases import full_day, span

Dates = NDArray[np.datetime64]

NEVER = np.datetime64("NaT", "D")
"""No day."""

OLDEST = np.timedelta64(20 * 365, "D")
"""A date further back than this is a slip of the pen (0025, 1900), not the start of a search."""

STALE_DAYS = 45
"""A log whose last date is older than this is looked at as of that date, not as of today."""

OWN_ENDS = ("withdrawn", "accepted", "declined")
"""Outcomes that the person decides."""


def as_day(day: date) -> np.datetime64:
    """A date as numpy counts days."""
    return np.datetime64(day, "D")


def as_days(dates: pd.Series[Any]) -> Dates:
    """A column of dates as whole days without a time or a zone, NaT where missing."""
    return dates.to_numpy().astype("datetime64[D]")


def plausible(days: Dates, as_of: date) -> Dates:
    """`days`, with NaT for those in the future and those more than twenty years back."""
    now = as_day(as_of)
    return np.where((days <= now) & (days >= now - OLDEST), days, NEVER)


def last_day(applications: pd.DataFrame, as_of: date) -> date | None:
    """The last day up to `as_of` that the log mentions, None where it has no date."""
    return _latest([plausible(as_days(applications[f]), as_of) for f in DATE_FIELDS])


def own_last_day(applications: pd.DataFrame, as_of: date) -> date | None:
    """The last day up to `as_of` on which the person did anything, or a reply came soon after they did.

    Sending, talking, asking and deciding are done by the person. If a reply comes over 45 days later, the
    search had stopped before: seen from the day of that reply, the pause would look like a slow search.
    """
    fields = ("applied_on", "feedback_asked_on", *STAGE_DATES.values())
    decided = np.where(applications["outcome"].isin(OWN_ENDS), as_days(applications["closed_on"]), NEVER)
    own = _latest([plausible(day, as_of) for day in (*(as_days(applications[f]) for f in fields), decided)])
    if own is None:
        return last_day(applications, as_of)
    return last_day(applications, min(as_of, own + timedelta(days=STALE_DAYS)))


def _latest(columns: Sequence[Dates]) -> date | None:
    """The latest day in any of the columns; None without any."""
    known = np.concatenate(columns)
    known = known[~np.isnat(known)]
    return known.max().item() if len(known) else None


def propose_as_of(applications: pd.DataFrame, today: date) -> tuple[date, str]:
    """The day to look at the log from, and why: today, or its last day if that is over 45 days ago."""
    written, last = last_day(applications, today), own_last_day(applications, today)
    if written is None or last is None:
        return today, "Your log has no dates, so it is seen from today."
    if (today - written).days <= STALE_DAYS:
        return today, "Your log is up to date, so it is seen from today."
    return last, (
        f"Your log holds nothing that you did after {full_day(last)}, {span((today - last).days)} ago. So it "
        "is seen from that day, not from today."
    )
