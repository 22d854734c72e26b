"""The plan for a log that is too short to rank: record what the ranking needs, and go on applying."""

from __future__ import annotations

import math

import numpy as np

from lib.focus.steps.closing import offer_questions
from lib.focus.steps.networking import networking_steps
from lib.focus.steps.reflect import record_stages
from lib.focus.steps.resilience import MANY, catch_up, decide, follow_ups, offers, resilience_steps
from lib.focus.steps.step import Desk, Step
from lib.words.phrases import agreeing, counted, listed

AT_ONCE = 5
HALF = 0.5
SAMPLE = 20
"""Something is to be filled in for at most this many applications."""
BEFORE = 6
"""At most this many steps beside the one to send applications: a plan has seven."""


def starter_steps(desk: Desk) -> list[Step]:
    """Steps on what to record, how many to send, and whom to follow up with; an open offer comes first."""
    if not len(desk.applications):
        return [_first_rows(desk)]
    before = [
        *(_which_answered(desk) or catch_up(desk)),
        *offer_questions(desk),
        *record_stages(desk),
        *_record(desk),
        *follow_ups(desk)[:1],
        *networking_steps(desk)[:2],
    ]
    if offers(desk).size:
        return [*([decide(desk)] if desk.ended_on is None and not desk.over else []), *before[:BEFORE]]
    if desk.over:
        return before[:BEFORE] or resilience_steps(desk)
    send = f"Send {AT_ONCE} applications within a week, and note the day of each."
    return [
        *before[:BEFORE],
        desk.step("resilience", "send", send, workdays=5, minutes=150, why=_lacking(desk)),
    ]


def _which_answered(desk: Desk) -> list[Step]:
    """The step to note which applications were answered, for a log without any answer."""
    if desk.ranking.state != "not recorded":
        return []
    count = len(desk.applications)
    which = "Was it answered?" if count == 1 else f"Which of these {count:,} were answered?"
    through = "Look it up" if count == 1 else "Go through them, oldest first, and note how each one stands"
    if count > MANY:
        through = f"Go through the last {SAMPLE} of them, and note how each one stands"
    none = "" if count == 1 else " If none was, say so."
    again = " Then open your log here again." if desk.ended_on else ""
    what = f"{which} {through}.{none}{again}"
    why = "Your log holds no reply of any kind, so nothing can be said about how your applications do."
    return [
        desk.step("reflect", "answered", what, workdays=1, minutes=min(30, 5 + count // 4), why=why,
                  enabling=True, first=True)
    ]  # fmt: skip


def _first_rows(desk: Desk) -> Step:
    """The step to add the first applications, for a spreadsheet without any."""
    what = (
        "Fill in a row for each application that you have sent: company, role, the day, how you found it, "
        "and how it stands. Then open the spreadsheet here again."
    )
    why = "Your spreadsheet holds no application yet."
    return desk.step("reflect", "record", what, workdays=1, minutes=20, why=why, enabling=True)


def _lacking(desk: Desk) -> str:
    if desk.ranking.state == "not recorded":
        return "A steady pace to begin with."
    least, mature = math.ceil(desk.assumptions.too_early), desk.ranking.mature
    lacking = max(1, least - mature)
    if not mature:
        return f"No application is answered or long waiting yet. {least:,} such make a first ranking."
    return (
        f"So far {counted(mature, 'application')} {agreeing(mature, 'is', 'are')} answered or "
        f"long waiting. {lacking:,} more {agreeing(lacking, 'makes', 'make')} a first ranking."
    )


def _record(desk: Desk) -> list[Step]:
    """Steps to fill in what the ranking needs and most rows lack; none if they lack nothing."""
    absent = _absent(desk)
    if not absent:
        return []
    n = len(desk.applications)
    which = f"your last {SAMPLE} applications" if n > SAMPLE else "each application"
    what = f"Add to your spreadsheet, for {which}: {listed(absent)}. Leave out what you don’t know."
    why = "Your log doesn’t say this for most of its rows, and the ranking needs it."
    minutes = 5 + min(n, SAMPLE)
    return [desk.step("reflect", "record", what, workdays=1, minutes=minutes, why=why, enabling=True)]


def _absent(desk: Desk) -> list[str]:
    seen, answered = desk.seen, desk.seen.replied
    told = seen.applications["status"].notna().to_numpy() | ~seen.open | answered
    dateless = np.isnat(seen.first_reply)
    lacks = {
        "the day you applied": bool(len(seen)) and np.isnat(seen.column("applied_on")).mean() > HALF,
        "how it stands now": not told.any() and desk.ranking.state != "not recorded",
        "the day of the first reply, where one came": answered.any() and dateless[answered].mean() > HALF,
    }
    return [words for words, lacking in lacks.items() if lacking]
