"""What the person adds to an application later, and the log with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib.log.identity import application_keys
from lib.log.schema import TABLE, ApplicationLog, Stage

REFLECTED = tuple(known.name for known in TABLE if known.reflected)
"""Fields that a reflection fills in beside the stage."""


FELT_ON = "felt_on"
"""Column for the days of check-ins; the log has it only if there are any, and no download contains it."""


@dataclass(frozen=True)
class Reflection:
    """What a person adds to one application; a field that is None keeps what the log says."""

    stage: Stage | None = None
    """How far the application really got."""
    reason: str | None = None
    feedback_asked_on: date | None = None
    feedback: str | None = None
    lesson: str | None = None
    feeling: int | None = None
    """Private check-in, 1 (rough) to 5 (fine)."""
    check_in: str | None = None
    """A private line beside it; it leaves the app only in the person's own workbook, and only if they ask."""
    felt_on: date | None = None
    """The day of the check-in, private like the check-in."""

    @property
    def empty(self) -> bool:
        """Whether nothing was added."""
        return self == Reflection()


def with_reflections(log: ApplicationLog, reflections: Mapping[str, Reflection]) -> ApplicationLog:
    """The log with every reflection filled in; reflections on applications that are gone are ignored.

    `reflections` is key of an application (`application_keys`) → what was added.
    """
    if not reflections or not len(log):
        return log
    applications = log.applications.copy()
    if any(told.felt_on for told in reflections.values()):
        applications[FELT_ON] = pd.Series(pd.NaT, index=applications.index, dtype="datetime64[us]")
    at = {key: i for i, key in enumerate(application_keys(applications)) if key in reflections}
    for key, i in at.items():
        _fill(applications, i, reflections[key])
    stages = {s for key in at if (s := reflections[key].stage) is not None}
    return replace(log, applications=applications, recorded=log.recorded | stages)


def _fill(applications: pd.DataFrame, i: int, reflection: Reflection) -> None:
    if reflection.stage is not None:
        applications.loc[i, "stage"] = reflection.stage
        applications.loc[i, "stage_known"] = True
    if reflection.felt_on is not None:
        applications.loc[i, FELT_ON] = pd.Timestamp(reflection.felt_on)
    for name in REFLECTED:
        value = getattr(reflection, name)
        if value is not None and value != "":
            applications.loc[i, name] = pd.Timestamp(value) if isinstance(value, date) else value
