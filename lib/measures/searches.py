"""Searches that lie in one log, years apart, and two stretches of time side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from lib.measures import rates
from lib.measures.period import Activity, Period, activity_in, sent_in
from lib.measures.rates import Rate
from lib.measures.seen import Seen
from lib.measures.timeline import propose_as_of

REST_DAYS = 180
"""Days without an application after which the next one begins another search."""
LEAST = 5
"""Applications that make a search; fewer belong to the one before them."""


@dataclass(frozen=True)
class Search:
    """One search: its first and last day of sending, and how many were sent."""

    period: Period
    sent: int


def searches(seen: Seen) -> tuple[Search, ...]:
    """The searches in a log, the first one first; none where it has no date, one where none lie apart."""
    days = np.sort(seen.sent[~np.isnat(seen.sent)])
    if not len(days):
        return ()
    rests = np.flatnonzero(np.diff(days).astype(np.int64) > REST_DAYS) + 1
    parts = [part for part in np.split(days, rests) if len(part)]
    joined: list[np.ndarray] = []
    for part in parts:
        if joined and (len(part) < LEAST or len(joined[-1]) < LEAST):
            joined[-1] = np.concatenate([joined[-1], part])
        else:
            joined.append(part)
    return tuple(Search(Period(_day(part[0]), _day(part[-1])), len(part)) for part in joined)


def _day(day: np.datetime64) -> date:
    found: date = day.astype("datetime64[D]").item()
    return found


def search_of(seen: Seen, day: date | None) -> Search | None:
    """The search of `seen` in which `day` lies; None where none does, or the log holds only one."""
    if day is None or len(apart := searches(seen)) < 2:
        return None
    return next((one for one in apart if one.period.start <= day <= one.period.end), None)


def looked_at(seen: Seen, day: date | None) -> Seen:
    """The part of a log that is the search in which `day` lies; all of it where there is no such search.

    A search that ended long ago is seen from its own last day: years later, everything in it has been silent
    for long. Applications without a day belong to no search.
    """
    search = search_of(seen, day)
    if search is None:
        return seen
    part = seen.where(sent_in(seen, search.period))
    return part.on(propose_as_of(part.applications, seen.as_of)[0])


def is_over(seen: Seen) -> bool:
    """Whether `seen` is a search after which another one began: nothing in it can be acted on now."""
    if seen.whole is None or np.isnat(seen.sent).all():
        return False
    since = np.nanmax(seen.all.sent) - np.nanmax(seen.sent)
    return bool(since > np.timedelta64(REST_DAYS, "D"))


def sending_age(seen: Seen) -> np.ndarray:
    """Days since each was sent; in an earlier search, days up to its last one: what has ended has no pace."""
    return seen.age - np.nanmin(seen.age) if is_over(seen) else seen.age


@dataclass(frozen=True)
class Stretch:
    """What happened in a stretch of time, and what became of the applications sent in it."""

    period: Period
    activity: Activity
    led: Rate
    """Of the applications sent then that are answered or long waiting: how many led to a conversation."""
    answered: Rate

    @property
    def days(self) -> int:
        """Days of the stretch, both ends included."""
        return (self.period.end - self.period.start).days + 1

    @property
    def per_week(self) -> float:
        """Applications a week."""
        return 7 * self.activity.applied / self.days


def stretch(seen: Seen, period: Period) -> Stretch:
    """What happened from the first to the last day of `period`."""
    then = sent_in(seen, period)
    return Stretch(
        period,
        activity_in(seen, period),
        led=rates.count_rate(seen.positive, seen.mature & then),
        answered=rates.count_rate(seen.replied, seen.mature & then),
    )
