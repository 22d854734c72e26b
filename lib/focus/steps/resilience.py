"""Steps that keep the pipeline full and tidy."""

from __future__ import annotations

import math

import numpy as np

from lib.focus.messages import after_conversation, follow_up
from lib.focus.steps.step import Desk, Step
from lib.focus.words import counted
from lib.measures.pace import Pace, pace
from lib.measures.rates import furthest
from lib.measures.timeline import ages
from lib.measures.timing import silence_cutoff

CHASED = 2
LET_GO_FROM = 3
MINUTES_EACH = 30
LEAST_WEEKLY = 3
MOST_WEEKLY = 10


def resilience_steps(desk: Desk) -> list[Step]:
    """Whom to follow up with, what to let go, and how many to send this week."""
    if (desk.applications["outcome"] == "offer").any():
        return [_decide(desk), *follow_ups(desk), *_let_go(desk)]
    return [*follow_ups(desk), _weekly(desk), *_let_go(desk), _slots(desk)]


def follow_ups(desk: Desk) -> list[Step]:
    """The open applications that are due a word, conversations first, then the youngest."""
    clock = desk.clock[desk.clock["advice"] == "follow up"]
    positions = clock.index.to_numpy()
    talked = furthest(desk.applications)[positions] > 0
    order = np.lexsort((clock["age_days"].to_numpy(), ~talked))
    return [_chase(desk, int(positions[i]), place) for place, i in enumerate(order[:CHASED])]


def _chase(desk: Desk, position: int, place: int) -> Step:
    talked = furthest(desk.applications.iloc[[position]])[0] > 0
    days = int(ages(desk.applications, desk.as_of)[position])
    to = desk.recipient(position)
    since = "the conversation" if talked else f"{counted(days, 'day')} since you applied"
    return desk.step(
        "resilience", "follow-up", f"Follow up about {desk.about(position)}: no word after {since}.",
        workdays=1 + place, minutes=10, why=str(desk.clock["why"].loc[position]), position=position,
        draft=after_conversation(to) if talked else follow_up(to), enabling=True,
    )  # fmt: skip


def _let_go(desk: Desk) -> list[Step]:
    silent = desk.clock[desk.clock["advice"] == "let go"]
    if len(silent) < LET_GO_FROM:
        return []
    cutoff = silence_cutoff(desk.applications, desk.as_of)
    what = f"Mark {counted(len(silent), 'silent application')} as “no response” and stop waiting for them."
    why = f"They are past the point where answers come, for most of them day {cutoff}."
    return [desk.step("resilience", "let-go", what, workdays=2, minutes=10, why=why, enabling=True)]


def _weekly(desk: Desk) -> Step:
    now = pace(desk.applications, desk.as_of)
    goal = weekly_goal(now)
    what = f"Send {counted(goal, 'application')} by the due date, each to a role that you would take."
    why = f"You sent {now.recent} in the last four weeks"
    if now.usual_per_week is not None:
        why += f", {now.per_week:.1f} a week against {now.usual_per_week:.1f} before"
    return desk.step("resilience", "send", what, workdays=5, minutes=goal * MINUTES_EACH, why=f"{why}.")


def weekly_goal(now: Pace) -> int:
    """How many to send in a week: the usual pace, approached by half, between 3 and 10."""
    usual = now.usual_per_week if now.usual_per_week is not None else now.per_week
    halfway = now.per_week + max(0.0, usual - now.per_week) / 2
    return int(min(max(math.ceil(halfway), LEAST_WEEKLY), MOST_WEEKLY))


def _slots(desk: Desk) -> Step:
    what = "Put two fixed hours for applications in your calendar for each of the next two weeks."
    why = "A fixed time holds better than a resolution."
    return desk.step("resilience", "slots", what, workdays=1, minutes=10, why=why)


def _decide(desk: Desk) -> Step:
    position = int(np.flatnonzero((desk.applications["outcome"] == "offer").to_numpy())[0])
    what = f"Write down what would make you take the offer from {desk.about(position)}, and ask what is open."
    why = "An offer is on the table."
    return desk.step("resilience", "decide", what, workdays=1, minutes=30, why=why, position=position)
