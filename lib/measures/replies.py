"""How long employers take to answer: each application's wait, and the curves drawn from all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.measures.curves import Curve, Days, Flags, aalen_johansen, kaplan_meier
from lib.measures.timeline import Dates

EVENTS = ("silent", "invited", "turned_down", "answered")
"""How a wait ended: not yet (`silent`), or by a first word; `answered` is one that is neither yes nor no."""
EVENT_TYPE = pd.CategoricalDtype(list(EVENTS))
SILENT, INVITED, TURNED_DOWN, ANSWERED = range(len(EVENTS))


@dataclass(frozen=True)
class ReplyTimes:
    """The waits that can be timed, and how many cannot."""

    times: pd.DataFrame
    """One row an application, by its index: `days` (0 or more) that it waited, and `event` that ended it."""
    left_out: int
    """Applications without a usable date: unknown, in the future, or a reply before the application."""
    timed: Flags
    """For every application, whether it is in the table."""

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
    """How many of those turned down had a conversation before, on a day that is not known."""


def time_replies(sent: Dates, end: Dates, event: Days, now: np.datetime64, index: pd.Index) -> ReplyTimes:
    """The waits from the day sent to their end; without those that end before they begin or after `now`.

    `event` is how each ended, as a position in `EVENTS`; `index` is that of the applications.
    """
    timed = (end >= sent) & (end <= now)
    days = (end[timed] - sent[timed]) / np.timedelta64(1, "D")
    kind = pd.Categorical.from_codes(event[timed], dtype=EVENT_TYPE)
    table = {"days": days.astype(np.int64), "event": kind}
    return ReplyTimes(pd.DataFrame(table, index=index[timed]), int((~timed).sum()), timed)


def draw_reply_curve(waits: ReplyTimes) -> Curve | None:
    """The share answered, either way, by each day (Kaplan–Meier); None where no reply can be timed."""
    if not waits.replies:
        return None
    observed = (waits.times["event"] != "silent").to_numpy()
    return kaplan_meier(waits.times["days"].to_numpy(), observed)


def compete(waits: ReplyTimes, undated_talk: Flags) -> CompetingCurves | None:
    """The shares invited and turned down by each day, competing; None where no reply can be timed.

    `undated_talk` says which applications were turned down after a conversation that has no day.
    """
    if not waits.replies:
        return None
    days = waits.times["days"].to_numpy()
    cause = waits.times["event"].cat.codes.to_numpy(np.int64)
    invited, turned_down = (aalen_johansen(days, cause, event) for event in (INVITED, TURNED_DOWN))
    undated = int((undated_talk & waits.timed).sum())
    answered = kaplan_meier(days, cause > 0)
    return CompetingCurves(invited, turned_down, len(days), waits.left_out, answered, undated)
