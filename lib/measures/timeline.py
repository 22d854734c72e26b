"""When things happened: the days of an application that can be trusted, and the day all is seen from."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.log.schema import DATE_FIELDS, STAGE_DATES
from lib.words.phrases import full_day, span

Dates = NDArray[np.datetime64]

OLDEST = np.timedelta64(20 * 365, "D")
"""A date further back than this is a slip of the pen (0025, 1900), not the start of a search."""

STALE_DAYS = 45
"""A log whose last date is older than this is looked at as of that date, not as of today."""


def as_day(day: date) -> np.datetime64:
    """A date as numpy counts days."""
    return np.datetime64(day, "D")


def as_days(dates: pd.Series[Any]) -> Dates:
    """A column of dates as whole days without a time or a zone, NaT where missing."""
    return dates.to_numpy().astype("datetime64[D]")


def plausible(days: Dates, as_of: date) -> Dates:
    """`days`, with NaT for those in the future and those more than twenty years back."""
    now = as_day(as_of)
    return np.where((days <= now) & (days >= now - OLDEST), days, np.datetime64("NaT", "D"))


def sent_on(applications: pd.DataFrame, as_of: date) -> Dates:
    """The day each application was sent, NaT where unknown, in the future or impossible."""
    return plausible(as_days(applications["applied_on"]), as_of)


def first_reply_on(applications: pd.DataFrame) -> Dates:
    """The day of the employer's first word: reply date, else earliest stage date, else that of the rejection.

    As written: the day may be impossible (in the future, before the application); NaT where unknown.
    """
    reply = as_days(applications["replied_on"])
    stages = np.fmin.reduce([as_days(applications[c]) for c in STAGE_DATES.values()])
    rejected = (applications["outcome"] == "rejected").to_numpy()
    closed = np.where(rejected, as_days(applications["closed_on"]), np.datetime64("NaT", "D"))
    reply = np.where(np.isnat(reply), stages, reply)
    return np.where(np.isnat(reply), closed, reply)


def turned_down_on(applications: pd.DataFrame, as_of: date) -> Dates:
    """The day of each rejection: when it closed, else the reply where nothing but the rejection came.

    NaT for everything that was not rejected, and where the day is unknown or impossible.
    """
    rejected = (applications["outcome"] == "rejected").to_numpy()
    at_once = (applications["stage"] == "applied").to_numpy()
    reply = np.where(at_once, as_days(applications["replied_on"]), np.datetime64("NaT", "D"))
    closed = as_days(applications["closed_on"])
    ended = np.where(np.isnat(closed), reply, closed)
    possible = rejected & ~(ended < as_days(applications["applied_on"]))
    return plausible(np.where(possible, ended, np.datetime64("NaT", "D")), as_of)


def ages(applications: pd.DataFrame, as_of: date) -> NDArray[np.float64]:
    """Days since each application was sent, NaN where the day is unknown or impossible; never negative."""
    return (as_day(as_of) - sent_on(applications, as_of)) / np.timedelta64(1, "D")


def last_contact_on(applications: pd.DataFrame, as_of: date) -> Dates:
    """The latest day up to `as_of` on which the employer was in touch, NaT where none is known."""
    fields = ("replied_on", *STAGE_DATES.values())
    latest: Dates = np.fmax.reduce([plausible(as_days(applications[f]), as_of) for f in fields])
    return latest


def next_appointment_on(applications: pd.DataFrame, as_of: date) -> Dates:
    """The earliest stage date after `as_of` and within a year of it: an interview already in the diary."""
    now = as_day(as_of)
    days = [as_days(applications[f]) for f in STAGE_DATES.values()]
    ahead = [np.where((d > now) & (d <= now + 365), d, np.datetime64("NaT", "D")) for d in days]
    earliest: Dates = np.fmin.reduce(ahead)
    return earliest


def last_day(applications: pd.DataFrame, as_of: date) -> date | None:
    """The last day up to `as_of` that the log mentions, None where it has no date."""
    days = [plausible(as_days(applications[f]), as_of) for f in DATE_FIELDS]
    known = np.concatenate(days)
    known = known[~np.isnat(known)]
    return known.max().item() if len(known) else None


def propose_as_of(applications: pd.DataFrame, today: date) -> tuple[date, str]:
    """The day to look at the log from, and why: today, or the log's last date if that is over 45 days ago."""
    last = last_day(applications, today)
    if last is None:
        return today, "Your log has no dates, so it is seen from today."
    quiet = (today - last).days
    if quiet <= STALE_DAYS:
        return today, "Your log is up to date, so it is seen from today."
    return last, (
        f"The last date in your log is {full_day(last)}, {span(quiet)} ago. So it is seen from "
        "that day, not from today."
    )
