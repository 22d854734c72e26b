"""Steps that find out what decided a rejection."""

from __future__ import annotations

import numpy as np

from lib.focus.conversations import is_askable, is_explained, is_late_rejection
from lib.focus.messages import feedback_request
from lib.focus.stages import STAGE_WORD
from lib.focus.steps.step import Desk, Step
from lib.focus.words import counted

ASKS = 3


def feedback_steps(desk: Desk) -> list[Step]:
    """Whom to ask, the latest rejection first; then a mock interview and writing down what is known."""
    applications = desk.applications
    askable = np.flatnonzero(is_askable(applications, desk.as_of, desk.assumptions))
    latest = askable[np.argsort(np.nan_to_num(desk.heard[askable], nan=1e6), kind="stable")]
    late = is_late_rejection(applications)
    unexplained = int((late & ~is_explained(applications)).sum())
    why = (
        f"What decided it is unknown for {unexplained} of your {counted(int(late.sum()), 'late rejection')}."
    )
    asks = [_ask(desk, int(position), i, why) for i, position in enumerate(latest[:ASKS])]
    if not unexplained:
        return asks
    return [*asks, _recall(desk, unexplained, why), _mock(desk, why)]


def _ask(desk: Desk, position: int, place: int, why: str) -> Step:
    stage = STAGE_WORD[str(desk.applications["stage"].iloc[position])]
    to = desk.recipient(position)
    who = f"{to.contact} at {to.employer}" if to.contact and to.company else to.company or "them"
    what = (
        f"Ask {who} what decided it: {to.role or 'the position'}, turned down after the {stage}"
        f"{desk.heard_words(position)}."
    )
    return desk.step(
        "feedback", "ask", what, workdays=1 + place, minutes=10, why=why, position=position,
        draft=feedback_request(to), enabling=place == 0,
    )  # fmt: skip


def _recall(desk: Desk, unexplained: int, why: str) -> Step:
    what = (
        f"Write down what you think decided {counted(unexplained, 'late rejection')}, "
        "one line each, in the reason column."
    )
    return desk.step(
        "feedback", "recall", what, workdays=2, minutes=5 + 3 * min(unexplained, 5), why=why, enabling=True
    )


def _mock(desk: Desk, why: str) -> Step:
    what = (
        "Book a mock interview with someone who hires, and ask for the one thing that would decide against "
        "you. Goal: one reason, written down."
    )
    return desk.step(
        "feedback", "mock", what, workdays=5, minutes=60, why=f"{why} Employers often stay silent."
    )
