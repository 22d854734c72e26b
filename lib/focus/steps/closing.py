"""Steps that end a search well after a job was taken, and steps that ask what became of an offer."""

from __future__ import annotations

import numpy as np

from lib.focus.standing import lapsed_offers, unsure_offers
from lib.focus.steps.step import Desk, Step
from lib.words.phrases import counted, listed

NAMED = 3


def closing_steps(desk: Desk) -> list[Step]:
    """Steps to withdraw open applications, to thank people who helped, and to keep what worked."""
    return [*_withdraw(desk), _thank(desk), _keep(desk)]


def _withdraw(desk: Desk) -> list[Step]:
    waiting = np.flatnonzero(desk.seen.open)
    if not waiting.size:
        return []
    furthest = waiting[np.argsort(-desk.seen.level[waiting], kind="stable")]
    names = list(dict.fromkeys(desk.named(int(i)) for i in furthest))
    named = listed(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])} and the others"
    what = (
        f"Withdraw {counted(len(waiting), 'waiting application')}, those that got furthest first: {named}. "
        "Two friendly lines are enough."
    )
    why = "Others wait for that place, and you may meet these people again."
    return [
        desk.step("networking", "withdraw", what, workdays=1, minutes=10 + 3 * min(len(waiting), 6), why=why)
    ]


def _thank(desk: Desk) -> Step:
    helped = desk.seen.applications["contact"][desk.seen.positive].dropna().unique()
    whom = listed([str(name) for name in helped[-NAMED:]]) if len(helped) else "everybody who helped"
    what = f"Thank {whom}, and tell them where you are going."
    return desk.step(
        "networking", "thank", what, workdays=2, minutes=20, why="It is the best start of a network."
    )


def _keep(desk: Desk) -> Step:
    what = (
        "Note in three lines what worked: which way of applying, which résumé, which answers. Then save "
        "the workbook."
    )
    why = "The next search, whenever it comes, starts from there."
    return desk.step("reflect", "keep", what, workdays=3, minutes=15, why=why)


def offer_questions(desk: Desk) -> list[Step]:
    """A step that asks what became of an offer that has probably expired: the one that the advice names.

    None for an earlier search: the person went on to another one.
    """
    if desk.over:
        return []
    unsure = unsure_offers(desk.seen)
    asked = unsure if unsure.any() else lapsed_offers(desk.seen)
    return [_became(desk, int(position)) for position in np.flatnonzero(asked)[-1:]]


def _became(desk: Desk, position: int) -> Step:
    what = f"Note what became of the offer from {desk.named(position)}: taken, declined, or gone."
    why = "Offers rarely stand for so long, and the advice depends on it."
    return desk.step(
        "resilience", "offer", what, workdays=1, minutes=5, why=why, position=position, enabling=True,
        first=True,
    )  # fmt: skip
