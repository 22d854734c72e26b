"""Days on which a step can fall due: weekends are left alone."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5


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
