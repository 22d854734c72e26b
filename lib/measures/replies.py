"""How long employers take to answer: each application's wait, and the curves drawn from all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.measures.curves import Curve, Days, aalen_johansen, kaplan_meier
from lib.measures.rates import has_outcome, has_reply, is_positive
from lib.measures.timeline import as_day, as_days, first_reply_on, sent_on

EVENTS = ("silent", "invited", "turned_down", "answered")
"""How a wait ended: not yet, or by a first word, which may be neither yes nor no so far (`answered`)."""


@dataclass(frozen=True)
class ReplyTimes:
    """The waits that can be timed, and how many cannot."""

    times: pd.DataFrame
    """Index of the application; `days` (0 or more) to the first word or the end of the wait; `event`."""
    left_out: int
    """Applications without a usable date: unknown, in the future, or a reply before the application."""

    @property
    def replies(self) -> int:
        """How many waits ended with a reply."""
        return int((self.times["event"] != "silent").sum())


@dataclass(frozen=True, eq=False)
class CompetingCurves:
    """The share of applications invited, and turned down, by each day (Aalen–Johansen), from `n` waits."""

    invited: Curve
    turned_down: Curve
    n: int
    left_out: int
    answered: Curve
    """The share answered, either way (Kaplan–Meier): what is left of it is silence."""
    undated: int = 0
    """Of those turned down, the ones with a conversation before that no day is known of."""


def reply_times(applications: pd.DataFrame, as_of: date) -> ReplyTimes:
    """Whole days from each application to the employer's first word, or to the end of the wait.

    Silence, noted or not, lasts until `as_of`; what was withdrawn ends on the day it was withdrawn. A
    rejected or advanced application without a date is left out, and so is an impossible one.
    """
    replied = has_reply(applications).to_numpy()
    withdrawn = has_outcome(applications, "withdrawn").to_numpy()
    closed = as_days(applications["closed_on"])
    quiet_until = np.where(withdrawn, closed, as_day(as_of))
    end = np.where(replied, first_reply_on(applications), quiet_until)
    sent = sent_on(applications, as_of)
    timed = (end >= sent) & (end <= as_day(as_of))
    days = (end[timed] - sent[timed]) / np.timedelta64(1, "D")
    event = pd.Categorical(np.array(EVENTS)[_event_codes(applications)[timed]], categories=list(EVENTS))
    table = {"days": days.astype(np.int64), "event": event}
    return ReplyTimes(pd.DataFrame(table, index=applications.index[timed]), int((~timed).sum()))


def _event_codes(applications: pd.DataFrame) -> Days:
    """The kind of each application's first word, as a position in `EVENTS`.

    A rejection that only its closing date speaks of counts as turned down on that day, however far it got.
    """
    rejected, undated = has_outcome(applications, "rejected").to_numpy(), _has_undated_talk(applications)
    invited = is_positive(applications).to_numpy() & ~undated
    replied = has_reply(applications).to_numpy()
    return np.select([invited, rejected, replied], [1, 2, 3], 0).astype(np.int64)


def _has_undated_talk(applications: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which applications were turned down after a conversation, and only the end has a day."""
    rejected = has_outcome(applications, "rejected").to_numpy()
    stages = ("replied_on", "screen_on", "interview_on", "final_on", "offer_on")
    dated = applications[list(stages)].notna().any(axis=1).to_numpy()
    undated: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        is_positive(applications).to_numpy() & rejected & ~dated
    )
    return undated


def reply_curve(applications: pd.DataFrame, as_of: date) -> Curve | None:
    """The share answered, either way, by each day (Kaplan–Meier); None where no reply can be timed."""
    waits = reply_times(applications, as_of)
    if not waits.replies:
        return None
    observed = (waits.times["event"] != "silent").to_numpy()
    return kaplan_meier(waits.times["days"].to_numpy(), observed)


def competing_curves(applications: pd.DataFrame, as_of: date) -> CompetingCurves | None:
    """The shares invited and turned down by each day, competing; None where no reply can be timed."""
    waits = reply_times(applications, as_of)
    if not waits.replies:
        return None
    days = waits.times["days"].to_numpy()
    cause = waits.times["event"].cat.codes.to_numpy(np.int64)
    invited, turned_down = (aalen_johansen(days, cause, EVENTS.index(e)) for e in ("invited", "turned_down"))
    undated = int(_has_undated_talk(applications.loc[waits.times.index]).sum())
    answered = kaplan_meier(days, cause > 0)
    return CompetingCurves(invited, turned_down, len(days), waits.left_out, answered, undated)
