"""How steadily the search goes: applications a week, pauses, and what follows a rejection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.log.schema import STAGE_DATES
from lib.measures.curves import Days, Flags
from lib.measures.seen import Seen
from lib.measures.timeline import NEVER, Dates, plausible

EPOCH_MONDAY = np.datetime64("1969-12-29", "D")
RECENT_DAYS = 28
LEAST_DAYS = 7
"""The fewest days that a pace is worked out over: three applications in two days do not mean ten a week."""
USUAL_WEEKS = 22
"""The usual pace is that of at most this many weeks before the recent ones."""
USUAL_WEEKS_NEEDED = 2
GRACE_DAYS = 3
"""The first days of a pause after a rejection, which do not count as idle."""
NEAR_DAYS = 2
"""A pause belongs to a rejection when it began within this many days of it."""
MOST_IDLE_DAYS = 40
RHYTHM_WEEKS = 6
"""From this many weeks of log on, a weekday that is hardly ever used is taken for a planned day off."""
RARELY = 0.1


@dataclass(frozen=True)
class Pace:
    """Applications a week over the last `days` days, and the usual number a week before that."""

    per_week: float
    usual_per_week: float | None
    """Mean of the up to 22 weeks before; None with fewer than two such weeks."""
    usual_weeks: int
    recent: int
    """Applications sent in the last 28 days."""
    days: int
    """28, or as many as there are since the first dated application, but no fewer than 7."""
    idle_days: int
    """Days beyond the third in pauses that began around a rejection, in the last 56 days."""


def pace(seen: Seen) -> Pace:
    """The pace of the last 28 days, the usual pace before, and the idle days after rejections.

    A younger log is divided by its own days: the time before the first application is not a pause.
    """
    sent = seen.sent[~np.isnat(seen.sent)]
    start = seen.now - (RECENT_DAYS - 1)
    recent = int((sent >= start).sum())
    weeks = _weeks_before(sent, start)
    usual = int(((sent < start) & (sent >= start - 7 * weeks)).sum())
    days = pace_days(seen)
    span = days / 7
    return Pace(
        per_week=recent / span,
        usual_per_week=usual / weeks if weeks >= USUAL_WEEKS_NEEDED else None,
        usual_weeks=weeks,
        recent=recent,
        days=days,
        idle_days=idle_days_after_rejections(seen),
    )


def pace_days(seen: Seen, window: int = RECENT_DAYS) -> int:
    """The days that the present pace is worked out over: `window`, or for a younger log fewer, at least 7."""
    begun = log_days(seen)
    return window if begun is None else min(window, max(begun, LEAST_DAYS))


def log_days(seen: Seen) -> int | None:
    """Days from the first application with a usable date to now, both included; None without one."""
    return None if np.isnan(seen.age).all() else int(np.nanmax(seen.age)) + 1


def _weeks_before(sent: Dates, start: np.datetime64) -> int:
    """Whole weeks of log before `start`, at most 22."""
    earlier = sent[sent < start]
    return min(int((start - earlier.min()).astype(int)) // 7, USUAL_WEEKS) if len(earlier) else 0


def weekly(seen: Seen) -> pd.DataFrame:
    """Applications sent, first replies and rejections by ISO week, from the first one sent to now.

    Returns:
        A frame with `week_start` (Monday), `label` ("2026-W47"), `applied`, `replies` and `rejected`
        (counts); one row a week, weeks without anything included; no rows without a dated application.
    """
    sent = seen.sent
    if np.isnat(sent).all():
        return pd.DataFrame(
            {"week_start": pd.to_datetime([]), "label": [], "applied": [], "replies": [], "rejected": []}
        )
    first, last = (int(w) for w in _week(np.array([np.nanmin(sent), seen.now])))
    mondays = pd.DatetimeIndex(EPOCH_MONDAY + np.arange(first, last + 1) * np.timedelta64(7, "D"))
    iso = mondays.isocalendar().reset_index(drop=True)
    replied = plausible(seen.first_reply, seen.as_of)
    return pd.DataFrame(
        {
            "week_start": mondays,
            "label": iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2),
            "applied": _count(sent, first, last),
            "replies": _count(np.where(replied < sent, NEVER, replied), first, last),
            "rejected": _count(seen.turned_down_on, first, last),
        }
    )


def _week(days: Dates) -> Days:
    """Number of the ISO week of each day, counted from `EPOCH_MONDAY`."""
    return (days - EPOCH_MONDAY).astype(np.int64) // 7


def _count(days: Dates, first: int, last: int) -> Days:
    weeks = _week(days[~np.isnat(days)]) - first
    return np.bincount(weeks[(weeks >= 0) & (weeks <= last - first)], minlength=last - first + 1)


def active_days(seen: Seen) -> Dates:
    """The days up to now on which the person applied, talked, asked, or ended it themselves."""
    own_end = seen.has("withdrawn", "accepted", "declined")
    ended = np.where(own_end, seen.column("closed_on"), NEVER)
    talks = [seen.column(field) for stage, field in STAGE_DATES.items() if stage != "offer"]
    fields = [seen.column("applied_on"), seen.column("feedback_asked_on"), ended, *talks]
    return _distinct(plausible(np.concatenate(fields), seen.as_of))


def _distinct(days: Dates) -> Dates:
    return np.unique(days[~np.isnat(days)])


def idle_days_after_rejections(seen: Seen, window: int = 56) -> int:
    """Days of the last `window` that lie in pauses after rejections, counted beyond the third day.

    A pause is a stretch without any activity; it belongs to a rejection when its last active day was
    within two days of one, and is counted from that rejection on. Gaps that fall on planned weekly
    days off are no pauses. At most 40 days.
    """
    return idle_days(_distinct(seen.turned_down_on), active_days(seen), seen.now, window)


def idle_days(rejected: Dates, active: Dates, now: np.datetime64, window: int) -> int:
    """Days of the last `window` up to `now` that lie in pauses after rejections; see above.

    `rejected` and `active` are the days with a rejection and with activity, each once and in order.
    """
    if not len(rejected) or not len(active):
        return 0
    ends = np.append(active[1:], now)
    near = np.searchsorted(rejected, active - NEAR_DAYS)
    cause = np.append(rejected, NEVER)[near]
    starts = np.maximum(active, cause)
    after = (cause <= active + NEAR_DAYS) & (starts < ends) & ~_is_day_off(active, ends)
    first_idle = np.maximum(starts + GRACE_DAYS, now - window)
    idle = (ends - first_idle).astype(np.int64)
    return min(int(np.clip(idle[after], 0, None).sum()), MOST_IDLE_DAYS)


def _is_day_off(active: Dates, ends: Dates) -> Flags:
    """Whether each gap holds nothing but weekdays on which this person hardly ever does anything."""
    weeks = int((active[-1] - active[0]).astype(int)) / 7
    if weeks < RHYTHM_WEEKS:
        return np.zeros(len(active), dtype=bool)
    used = np.bincount(_weekday(active), minlength=7) > RARELY * weeks
    busy = np.concatenate([[0], np.cumsum(np.tile(used, 2))])
    gap = np.clip((ends - active).astype(np.int64) - 1, 0, 7)
    start = (_weekday(active) + 1) % 7
    free: Flags = busy[start + gap] == busy[start]
    return free


def _weekday(days: Dates) -> Days:
    """0 for Monday to 6 for Sunday."""
    return (days - EPOCH_MONDAY).astype(np.int64) % 7
