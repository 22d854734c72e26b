"""Days passed, and days on which a step can fall due: weekends are left alone."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from lib.measures.timeline import Dates, as_day

SATURDAY = 5


def days_since(days: Dates, as_of: date) -> np.ndarray:
    """Whole days from each date to `as_of`, as floats; NaN where there is none."""
    waited = (as_day(as_of) - days).astype("timedelta64[D]")
    return np.where(np.isnat(waited), np.nan, waited.astype(float))


def next_workday(day: date) -> date:
    """The day itself, or the Monday after it where it falls on a weekend.

    >>> next_workday(date(2026, 11, 21))
    datetime.date(2026, 11, 23)
    """
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def workdays_after(day: date, count: int) -> date:
    """The workday that comes `count` workdays after `day`."""
    for _ in range(count):
        day = next_workday(day + timedelta(days=1))
    return next_workday(day)
