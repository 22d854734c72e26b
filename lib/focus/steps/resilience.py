"""Steps to keep enough applications going, and the log up to date."""

from __future__ import annotations

import math

import numpy as np

from lib.focus.messages import after_conversation, follow_up
from lib.focus.standing import standing_offers
from lib.focus.steps.step import Desk, Step
from lib.measures.pace import RECENT_DAYS, Pace, pace
from lib.measures.waiting import long_silent
from lib.words.phrases import agreeing, counted, dated, listed, span

CHASED = 2
LET_GO_FROM = 3
MINUTES_EACH = 30
LEAST_WEEKLY = 3
MOST_WEEKLY = 10
MANY = 20
"""Up to this many waiting applications can be checked one by one in the minutes of a step."""


def resilience_steps(desk: Desk) -> list[Step]:
    """Steps on whom to follow up with, what to let go, and how many to send this week.

    A log that ended long ago has to be brought up to date first, since it cannot say whom to write to. While
    an offer is open, no step asks for more applications. Of an earlier search, which a later one followed,
    only the habit can be kept up.
    """
    if desk.over:
        return [_slots(desk)]
    if desk.ended_on is not None:
        return [*catch_up(desk), *([] if offers(desk).size else (_weekly(desk), _slots(desk)))]
    if offers(desk).size:
        return [decide(desk), *follow_ups(desk), *_let_go(desk)]
    return [*follow_ups(desk), _weekly(desk), *_let_go(desk), _slots(desk)]


def catch_up(desk: Desk) -> list[Step]:
    """Steps to bring a log with no entry for long up to date, offers first; none for an earlier search."""
    if desk.ended_on is None or desk.over:
        return []
    waiting = int(desk.seen.open.sum())
    found = offers(desk)
    several = [f"your {counted(len(found), 'offer')}"] if len(found) > 1 else []
    on_the_table = several or [_offer(desk, int(i)) for i in found]
    became = _became([*on_the_table], waiting)
    what = f"Bring your log up to date{became}. Then open it here again."
    why = (
        f"It holds nothing that you did after {dated(desk.ended_on, desk.today)}, so it cannot say whom to "
        "follow up with now, and the advice is as old as the log."
    )
    return [
        desk.step(
            "resilience",
            f"catch-up-{desk.ended_on}",
            what,
            workdays=1,
            minutes=20,
            why=why,
            enabling=True,
            first=True,
        )
    ]


def _became(on_the_table: list[str], waiting: int) -> str:
    """What to note about offers and waiting applications; if many wait, only which of them had a reply."""
    if waiting > MANY:
        latest = f"the last {MANY} of your {waiting:,} waiting applications"
        offered = f"what became of {listed(on_the_table)} and " if on_the_table else ""
        return f": note {offered}which of {latest} had a reply"
    open_ones = "waiting application" if waiting == 1 else counted(waiting, "waiting application")
    both = [*on_the_table, *([f"your {open_ones}"] if waiting else [])]
    return f": note what became of {listed(both)}" if both else ""


def offers(desk: Desk) -> np.ndarray:
    """The positions of applications with an offer that is not answered yet."""
    return np.flatnonzero(standing_offers(desk.seen))


def follow_ups(desk: Desk) -> list[Step]:
    """Steps for the open applications to follow up on, after conversations first, then the youngest."""
    if desk.ended_on is not None or desk.over:
        return []
    clock = desk.clock[desk.clock["advice"] == "follow up"]
    positions = clock.index.to_numpy()
    talked = desk.seen.positive[positions]
    order = np.lexsort((clock["age_days"].to_numpy(), ~talked))
    return [_chase(desk, int(positions[i]), place) for place, i in enumerate(order[:CHASED])]


def _chase(desk: Desk, position: int, place: int) -> Step:
    talked = bool(desk.seen.positive[position])
    to = desk.recipient(position)
    words = desk.heard_words(position)
    step = desk.seen.step_before(position)
    silence = f"you last heard from them{words}" if talked and words else f"no word since the {step}"
    if not talked:
        days = int(desk.clock["age_days"].loc[position])
        silence = f"you applied {span(days)} ago and have had no reply"
    return desk.step(
        "resilience", "follow-up", f"Follow up about {desk.about(position)}: {silence}.",
        workdays=1 + place, minutes=10, why=_still_worth(desk, position), position=position,
        draft=after_conversation(to) if talked and step != "test" else follow_up(to), enabling=True,
    )  # fmt: skip


def _still_worth(desk: Desk, position: int) -> str:
    chance = float(desk.clock["chance_positive"].loc[position])
    if np.isnan(chance):
        step = desk.seen.step_before(position)
        return f"No word after a {step} often means no decision yet; one short question is welcome."
    many = round(100 * chance)
    if not many:
        return (
            "Few applications that wait this long still get an invitation; one short question costs little."
        )
    still = agreeing(many, "gets", "get")
    return f"Of 100 applications that wait this long, about {many} still {still} an invitation."


def _let_go(desk: Desk) -> list[Step]:
    """Steps to close applications silent beyond the cut-off; never one that may still be answered."""
    cutoff = desk.now.cutoff
    silent = int(long_silent(desk.clock, cutoff).sum())
    if silent < LET_GO_FROM:
        return []
    what = (
        f"Mark {counted(silent, 'application')} without a reply for more than {counted(cutoff, 'day')} as "
        f"“no reply” in your log, and stop waiting for {agreeing(silent, 'it', 'them')}. Response "
        f"times lists {agreeing(silent, 'it', 'them')} under “Stop waiting”."
    )
    why = f"90% of the employers who reply do so by day {cutoff}."
    return [desk.step("resilience", "let-go", what, workdays=2, minutes=10, why=why, enabling=True)]


def _weekly(desk: Desk) -> Step:
    now = pace(desk.seen)
    goal = weekly_goal(now)
    what = f"Send {counted(goal, 'application')} within a week, each to a role that you would take."
    if np.isnat(desk.seen.column("applied_on")).all():
        why = "Your log has no days, so this is a steady pace to begin with, not your own."
        return desk.step("resilience", "send", what, workdays=5, minutes=goal * MINUTES_EACH, why=why)
    lately = "since your log began" if now.days < RECENT_DAYS else "in the last four weeks"
    why = f"You sent {now.recent or 'none'} {lately}"
    why += " of your log" if desk.ended_on and "four" in lately else ""
    if now.usual_per_week is not None and round(now.usual_per_week, 1):
        a_week = f", {now.per_week:.1f} a week against" if now.recent else ", against"
        why += f"{a_week} {now.usual_per_week:.1f}{'' if now.recent else ' a week'} before"
    return desk.step("resilience", "send", what, workdays=5, minutes=goal * MINUTES_EACH, why=f"{why}.")


def weekly_goal(now: Pace) -> int:
    """How many applications to send in a week: half-way from the present to the usual pace, 3 to 10."""
    usual = now.usual_per_week if now.usual_per_week is not None else now.per_week
    halfway = now.per_week + max(0.0, usual - now.per_week) / 2
    return int(min(max(math.ceil(halfway), LEAST_WEEKLY), MOST_WEEKLY))


def _slots(desk: Desk) -> Step:
    what = "Put two fixed hours for applications in your calendar for each of the next two weeks."
    why = "People keep to a time in their calendar more often than to a plan without one."
    return desk.step("resilience", "slots", what, workdays=1, minutes=10, why=why)


def _offer(desk: Desk, position: int) -> str:
    to = desk.recipient(position)
    if to.role:
        return f"the offer for {desk.about(position)}"
    return f"the offer from {to.company}" if to.company else f"the offer in {desk.named(position)}"


def decide(desk: Desk) -> Step:
    """The step to decide on the first open offer."""
    position = int(offers(desk)[0])
    what = (
        f"Write down what would make you take {_offer(desk, position)}, and ask them what you do "
        "not know yet: pay, start, tasks, by when they need your answer."
    )
    why = "You have an offer, and it comes before everything else."
    return desk.step(
        "resilience", "decide", what, workdays=1, minutes=30, why=why, position=position, first=True
    )
