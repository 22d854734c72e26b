"""The plan for a log that is too short to rank: record what will tell, and keep the search going."""

from __future__ import annotations

import math

from lib.focus.steps.networking import networking_steps
from lib.focus.steps.reflect import record_stages
from lib.focus.steps.resilience import follow_ups
from lib.focus.steps.step import Desk, Step

AT_ONCE = 5
BEFORE = 6
"""Steps beside the sending at most: seven make a plan."""


def starter_steps(desk: Desk) -> list[Step]:
    """What to record, how many to send, whom to chase, whom to ask."""
    lacking = max(1, math.ceil(desk.assumptions.too_early) - desk.ranking.mature)
    why = (
        f"{desk.ranking.mature} applications can tell something so far; {lacking} more make a first ranking."
    )
    send = f"Send {AT_ONCE} applications this week, and note the day of each."
    record = (
        "Note for every application the day it went out, how far it got, and the day and kind of each "
        "answer. The blank template has a column for each."
    )
    before = [
        *record_stages(desk),
        desk.step("reflect", "record", record, workdays=1, minutes=15, why=why, enabling=True),
        *follow_ups(desk)[:1],
        *networking_steps(desk)[:2],
    ]
    return [*before[:BEFORE], desk.step("resilience", "send", send, workdays=5, minutes=150, why=why)]
