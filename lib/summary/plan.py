"""The plan as the person left it: the steps of the ranking with what was ticked, moved, reworded or added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.focus.steps import Step
from lib.summary.additions import StepMark
from lib.summary.bundle import Summary


@dataclass(frozen=True)
class PlannedStep:
    """One line of the plan."""

    key: str
    what: str
    due: date | None
    done: bool = False
    area: str | None = None
    """None for a step of the person's own."""
    minutes: int | None = None
    why: str = ""
    row: int | None = None
    sheet: str | None = None
    company: str | None = None
    draft: str | None = None

    @property
    def own(self) -> bool:
        """Whether the person added it."""
        return self.area is None


def planned_steps(summary: Summary) -> tuple[PlannedStep, ...]:
    """Every step that was not removed, first those of the ranking, then the person's own."""
    marks = {mark.key: mark for mark in summary.additions.marks}
    proposed = [_marked(step, marks.get(step.key)) for step in summary.plan.steps]
    own = [_own(mark) for mark in summary.additions.marks if mark.own and mark.what]
    gone = {mark.key for mark in summary.additions.marks if mark.removed}
    return tuple(step for step in (*proposed, *own) if step.key not in gone)


def _marked(step: Step, mark: StepMark | None) -> PlannedStep:
    given = {name: getattr(step, name) for name in PROPOSED}
    if mark is not None:
        given |= {"what": mark.what or given["what"], "due": mark.due or given["due"]}
    return PlannedStep(**given, done=bool(mark and mark.done))


PROPOSED = ("key", "what", "due", "area", "minutes", "why", "row", "sheet", "company", "draft")


def _own(mark: StepMark) -> PlannedStep:
    return PlannedStep(mark.key, mark.what or "", mark.due, mark.done)
