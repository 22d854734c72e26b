"""The plan as the person left it: the steps of the ranking, as ticked, moved, reworded or added to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from lib.focus.conversations import is_explained
from lib.focus.messages import in_language
from lib.focus.moment import ASK
from lib.focus.steps import Step
from lib.log.identity import application_keys
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
    """None for a step that the person added."""
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
    """Every step that was not removed: those of the ranking, and those added, done or moved before."""
    marks = {mark.key: mark for mark in summary.additions.marks}
    proposed = [_marked(step, marks.get(step.key)) for step in summary.plan.steps]
    now = {step.key for step in proposed}
    others = [m for m in marks.values() if m.key not in now and m.what and (m.own or m.done or m.due)]
    others = _without_need(others, summary)
    gone = {mark.key for mark in marks.values() if mark.removed}
    kept = (step for step in (*proposed, *map(_noted, others)) if step.key not in gone)
    return tuple(_worded(step, summary.language) for step in kept)


def _worded(step: PlannedStep, language: str) -> PlannedStep:
    """The step with its draft in a language; a draft of the person's own stays as it is."""
    return replace(step, draft=in_language(step.draft, language)) if step.draft else step


def _without_need(marks: list[StepMark], summary: Summary) -> list[StepMark]:
    """The marks, requests for feedback ticked where the request or an answer was noted meanwhile."""
    if not any(mark.key.startswith(f"{ASK}/") for mark in marks):
        return marks
    seen = summary.seen
    settled = is_explained(seen) | ~np.isnat(seen.column("feedback_asked_on"))
    keys = {f"{ASK}/{key}" for key in application_keys(seen.applications)[settled]}
    return [replace(mark, done=mark.done or mark.key in keys) for mark in marks]


def _marked(step: Step, mark: StepMark | None) -> PlannedStep:
    given = {name: getattr(step, name) for name in PROPOSED}
    if mark is not None:
        given |= {"what": mark.what or given["what"], "due": mark.due or given["due"]}
    return PlannedStep(**given, done=bool(mark and mark.done))


PROPOSED = ("key", "what", "due", "area", "minutes", "why", "row", "sheet", "company", "draft")


def _noted(mark: StepMark) -> PlannedStep:
    area = None if mark.own else mark.key.partition("/")[0]
    return PlannedStep(mark.key, mark.what or "", mark.due or mark.done_on, mark.done, area, draft=mark.draft)
