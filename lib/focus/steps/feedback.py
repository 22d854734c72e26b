"""Steps to find out why applications were turned down."""

from __future__ import annotations

import numpy as np

from lib.focus.conversations import is_askable, is_explained, is_late_rejection
from lib.focus.messages import feedback_request, mock_interview
from lib.focus.steps.step import Desk, Step
from lib.measures.curves import Flags
from lib.words.phrases import counted, listed

ASKS = 3
NAMED = 3


def feedback_steps(desk: Desk) -> list[Step]:
    """Steps to ask for feedback, the latest rejection first, to do a mock interview, and to note reasons."""
    asks = [_ask(desk, position, place) for place, position in enumerate(_askable(desk)[:ASKS])]
    unexplained = _latest(desk, is_late_rejection(desk.seen) & ~is_explained(desk.seen))
    known = _are_recognisable(desk)
    recalled = [position for position in unexplained if known[position]]
    recall = [_recall(desk, recalled)] if recalled else []
    return [*asks, *recall, _mock(desk)] if unexplained else asks


def _askable(desk: Desk) -> list[int]:
    """Rejections recent enough to ask about today; those without a day only if the log is up to date."""
    chosen = is_askable(desk.now, desk.assumptions)
    if desk.ended_on is not None:
        chosen &= ~np.isnan(desk.heard)
    return _latest(desk, chosen & _are_recognisable(desk))


def _are_recognisable(desk: Desk) -> Flags:
    """Which rows say enough for the person to know which application it was."""
    rows = desk.applications
    said = rows[["company", "role", "contact", "applied_on"]].notna().any(axis=1)
    said |= rows["channel"].notna() & (rows["channel"] != "unknown")
    told: Flags = said.to_numpy(dtype=bool) | ~np.isnan(desk.heard)
    return told


def _latest(desk: Desk, chosen: Flags) -> list[int]:
    """The positions where `chosen` is true, the latest first, those without a day last."""
    positions = np.flatnonzero(chosen)
    order = np.argsort(np.nan_to_num(desk.heard[positions], nan=1e6), kind="stable")
    return [int(position) for position in positions[order]]


def _ask(desk: Desk, position: int, place: int) -> Step:
    stage = desk.seen.stage_named(position)
    to = desk.recipient(position)
    who = to.company or f"the employer in row {desk.row(position)}"
    if to.contact:
        who = f"{to.contact} at {to.company}" if to.company else to.contact
    what = (
        f"Ask {who} for one thing that decided it: {to.role or 'the position'}, turned down after the {stage}"
        f"{desk.heard_words(position)}."
    )
    return desk.step(
        "feedback", "ask", what, workdays=1 + place, minutes=10, why=_why_now(desk, position),
        position=position, draft=feedback_request(to), enabling=place == 0,
    )  # fmt: skip


def _why_now(desk: Desk, position: int) -> str:
    days, limit = desk.heard[position], desk.assumptions.ask_days
    if np.isnan(days):
        return (
            "Your log doesn’t say when they wrote: leave this out if it was more than "
            f"{counted(round(limit), 'day')} ago."
        )
    if not days:
        return "They wrote today, and no reason is recorded."
    return (
        f"They wrote {counted(int(days), 'day')} ago, which is recent enough to ask; no reason is recorded."
    )


def _recall(desk: Desk, unexplained: list[int]) -> Step:
    names = _first_names(desk, unexplained)
    rest = len(unexplained) > len(names)
    what = (
        f"Note on the Reflect page what you think decided each “no”, in a line: {listed(names)}"
        f"{', then the others' if rest else ''}. Your best guess counts."
    )
    return desk.step(
        "feedback", "recall", what, workdays=2, minutes=5 + 3 * min(len(unexplained), 5),
        why=_unknown(desk), enabling=True,
    )  # fmt: skip


def _first_names(desk: Desk, positions: list[int]) -> list[str]:
    """The first few different employers at these positions."""
    names: list[str] = []
    for name in map(desk.named, positions):
        if len(names) == NAMED:
            break
        if name not in names:
            names.append(name)
    return names


def _unknown(desk: Desk) -> str:
    late = is_late_rejection(desk.seen)
    known = int((late & is_explained(desk.seen)).sum())
    of = f"{known or 'none'} of {counted(int(late.sum()), 'rejection')}"
    return f"A reason is recorded for {of} after a {desk.seen.first_step}."


def _mock(desk: Desk) -> Step:
    what = (
        "Arrange a mock interview with someone who hires in your field, and ask them for the one thing that "
        "would decide against you. Goal: a date that both of you have agreed on."
    )
    return desk.step(
        "feedback", "mock", what, workdays=5, minutes=15,
        why=f"{_unknown(desk)} Employers often do not answer; somebody with experience finds it, too.",
        draft=mock_interview(),
    )  # fmt: skip
