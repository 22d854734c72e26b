"""Cards that do not wait for the ranking: take a day after a hard "no", keep going after a "yes"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from lib.focus.days import next_workday
from lib.focus.results import Reminder, TodayCard
from lib.focus.standing import has_ended, standing_offers
from lib.log.schema import STAGES
from lib.measures.pace import active_days
from lib.measures.seen import Seen
from lib.words.phrases import counted, long_day

FRESH_DAYS = 2
FRESH_FINAL_DAYS = 7
CLUSTER = 5
CLUSTER_DAYS = 30
LONG_PAUSE = 7
FREE_DAYS = 3
"""Days without activity that are no pause."""

HOW = (
    "Write down what happened and how it feels, for yourself; twenty minutes is enough.",
    "Tell one person who is on your side.",
    "Do one thing that resets you: a walk, sport, an evening off.",
)


@dataclass(frozen=True)
class _Blow:
    """The rejections that call for a pause, and the sentence that says so."""

    why: str
    chosen: np.ndarray
    rest: int
    """Days to take."""


def today_card(seen: Seen) -> TodayCard | None:
    """A day or two off after a fresh late rejection, or after five in thirty days; else None."""
    blow = _blow(seen)
    if blow is None:
        return None
    idle = idle_now(seen)
    rest = 1 if idle > LONG_PAUSE else blow.rest
    return TodayCard(
        title="Take a day or two" if idle <= LONG_PAUSE else "A small step back in",
        why=blow.why,
        how=HOW,
        resume_on=next_workday(seen.as_of + timedelta(days=rest)),
        longer=_longer(idle),
        rows=tuple(seen.applications["row"].to_numpy()[blow.chosen].tolist()),
    )


def _blow(seen: Seen) -> _Blow | None:
    since = seen.since(seen.turned_down_on)
    final = (seen.level >= STAGES.index("final")) & (since <= FRESH_FINAL_DAYS)
    if final.any():
        return _Blow(f"{_who(seen, final)} said no after a final round.", final, 2)
    late = seen.positive & (since <= FRESH_DAYS)
    if late.any():
        return _Blow(f"{_who(seen, late)} said no after a conversation.", late, 2)
    many = since <= CLUSTER_DAYS
    if many.sum() >= CLUSTER:
        return _Blow(
            f"{counted(int(many.sum()), 'rejection')} came in the last {CLUSTER_DAYS} days.", many, 1
        )
    low = _low(seen)
    if low.any():
        return _Blow("Your last check-ins say that it weighs on you.", low, 1)
    return None


def _low(seen: Seen) -> np.ndarray:
    """The check-ins that call for a pause: the last two of 1 or 2, or one of 1 after a final round."""
    feeling = seen.applications["feeling"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    told = np.flatnonzero(~np.isnan(feeling) & (seen.since(seen.turned_down_on) <= CLUSTER_DAYS))
    last = told[np.argsort(seen.since(seen.turned_down_on)[told], kind="stable")][:2]
    low = (feeling == 1) & (seen.level >= STAGES.index("final"))
    low[np.setdiff1d(np.arange(len(low)), told)] = False
    if len(last) == 2 and (feeling[last] <= 2).all():
        low[last] = True
    return np.asarray(low)


def _who(seen: Seen, chosen: np.ndarray) -> str:
    names = seen.applications["company"][chosen].dropna().unique()
    return " and ".join(names[:2]) if len(names) else "An employer"


def idle_now(seen: Seen) -> int:
    """Days since the last application or conversation, beyond the third; 0 where no day is known."""
    active = active_days(seen)
    if not len(active):
        return 0
    return max(0, int((seen.now - active[-1]).astype(int)) - FREE_DAYS)


def _longer(idle: int) -> str | None:
    if idle <= LONG_PAUSE:
        return None
    return (
        f"Nothing has moved for {idle + FREE_DAYS} days, longer than a pause usually needs. "
        "One small step is enough to start again."
    )


def after_progress(seen: Seen) -> Reminder | None:
    """A reminder in the week after a conversation or invitation; None otherwise, or with an offer open."""
    if standing_offers(seen).any() or has_ended(seen):
        return None
    since = seen.since(seen.last_contact)
    fresh = (since <= 7) & seen.open & seen.positive
    if not fresh.any():
        return None
    until = seen.as_of + timedelta(days=7 - int(since[fresh].min()))
    sentence = (
        f"{_who(seen, fresh)} moved forward with you this week. Effort tends to sag in the week "
        f"after good news: plan your applications up to {long_day(until)} now, to keep the pipeline full."
    )
    return Reminder(sentence, until, tuple(seen.applications["row"].to_numpy()[fresh].tolist()))
