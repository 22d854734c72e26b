"""Cards that do not wait for the ranking: take a day after a hard "no", keep going after a "yes"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.focus.days import days_since, next_workday
from lib.focus.results import Reminder, TodayCard
from lib.log.schema import STAGES, ApplicationLog
from lib.measures.pace import active_days
from lib.measures.rates import furthest, has_outcome
from lib.measures.timeline import as_day, last_contact_on, turned_down_on
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


def today_card(log: ApplicationLog, as_of: date) -> TodayCard | None:
    """A day or two off after a fresh late rejection, or after five in thirty days; else None."""
    blow = _blow(log.applications, as_of)
    if blow is None:
        return None
    idle = idle_now(log.applications, as_of)
    rest = 1 if idle > LONG_PAUSE else blow.rest
    return TodayCard(
        title="Take a day or two" if idle <= LONG_PAUSE else "A small step back in",
        why=blow.why,
        how=HOW,
        resume_on=next_workday(as_of + timedelta(days=rest)),
        longer=_longer(idle),
        rows=tuple(log.applications["row"].to_numpy()[blow.chosen].tolist()),
    )


def _blow(applications: pd.DataFrame, as_of: date) -> _Blow | None:
    since = days_since(turned_down_on(applications, as_of), as_of)
    codes = furthest(applications)
    final = (codes >= STAGES.index("final")) & (since <= FRESH_FINAL_DAYS)
    if final.any():
        return _Blow(f"{_who(applications, final)} said no after a final round.", final, 2)
    late = (codes > 0) & (since <= FRESH_DAYS)
    if late.any():
        return _Blow(f"{_who(applications, late)} said no after a conversation.", late, 2)
    many = since <= CLUSTER_DAYS
    if many.sum() >= CLUSTER:
        return _Blow(
            f"{counted(int(many.sum()), 'rejection')} came in the last {CLUSTER_DAYS} days.", many, 1
        )
    return None


def _who(applications: pd.DataFrame, chosen: np.ndarray) -> str:
    names = applications["company"][chosen].dropna().unique()
    return " and ".join(names[:2]) if len(names) else "An employer"


def idle_now(applications: pd.DataFrame, as_of: date) -> int:
    """Days since the last application or conversation, beyond the third; 0 where no day is known."""
    active = active_days(applications, as_of)
    if not len(active):
        return 0
    return max(0, int((as_day(as_of) - active[-1]).astype(int)) - FREE_DAYS)


def _longer(idle: int) -> str | None:
    if idle <= LONG_PAUSE:
        return None
    return (
        f"Nothing has moved for {idle + FREE_DAYS} days, longer than a pause usually needs. "
        "One small step is enough to start again."
    )


def after_progress(log: ApplicationLog, as_of: date) -> Reminder | None:
    """A reminder in the week after a conversation or invitation; None otherwise, or with an offer open."""
    applications = log.applications
    if has_outcome(applications, "offer").any():
        return None
    since = days_since(last_contact_on(applications, as_of), as_of)
    alive = has_outcome(applications, "open").to_numpy()
    fresh = (since <= 7) & alive & (furthest(applications) > 0)
    if not fresh.any():
        return None
    until = as_of + timedelta(days=7 - int(since[fresh].min()))
    sentence = (
        f"{_who(applications, fresh)} moved forward with you this week. Effort tends to sag in the week "
        f"after good news: plan your applications up to {long_day(until)} now, to keep the pipeline full."
    )
    return Reminder(sentence, until, tuple(applications["row"].to_numpy()[fresh].tolist()))
