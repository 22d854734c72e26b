"""What the person added to one version of their log, carried over to the next; or from two places, joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import pandas as pd

from lib.log import snapshots
from lib.log.identity import application_keys
from lib.log.reflections import Reflection
from lib.log.schema import STAGES, ApplicationLog, Choices
from lib.log.versions import Changes, compare
from lib.summary.additions import Additions, Contact, StepMark


def carry_over(additions: Additions, changes: Changes, later: ApplicationLog) -> Additions:
    """The additions with every reflection and step at its application in the later version.

    What belongs to an application that is gone is kept as it is: it may come back. A stage that was told
    gives way where the later spreadsheet knows it and puts it as high or higher.
    """
    known = _known_stages(later.applications)
    reflections = {}
    for key, told in additions.reflections.items():
        now = changes.keys.get(key, key)
        reflections[now] = _unless_known(told, known.get(now, -1))
    marks = tuple(replace(mark, key=_moved(mark.key, changes.keys)) for mark in additions.marks)
    kept = {key: told for key, told in reflections.items() if not told.empty}
    return replace(additions, reflections=kept, marks=marks)


def since_saved(additions: Additions, now: str | None, read: ApplicationLog) -> Additions:
    """The additions of a workbook of ours, carried over to what its table has become since it was saved.

    `now` is the packed state at that time; where it still stands, nothing changes.
    """
    snapshot = snapshots.unpack(now)
    if snapshot is None:
        return additions
    changes = compare(snapshot.as_written, read)
    if changes.nothing:
        return additions
    # The sheet's own columns hold the reflections of today: those of the workbook win over moved ones.
    carried = carry_over(additions, changes, read)
    return replace(carried, earlier=now)


def join(first: Additions, second: Additions) -> Additions:
    """Everything that either holds; where both say something different, `first` is right.

    A step counts as done when either says so. Nothing is deleted: what one of them lacks comes back.
    """
    keys = [*first.reflections, *(key for key in second.reflections if key not in first.reflections)]
    return Additions(
        choices=first.choices if first.choices != Choices() else second.choices,
        reflections={key: _fuller(first.reflections.get(key), second.reflections.get(key)) for key in keys},
        marks=_joined_marks(first.marks, second.marks),
        contacts=_joined_contacts(first.contacts, second.contacts),
        experiment=first.experiment or second.experiment,
        earlier=first.earlier or second.earlier,
    )


def _known_stages(applications: pd.DataFrame) -> dict[str, int]:
    """Application → its stage as a place in `STAGES`, where the spreadsheet knows it."""
    known = applications["stage_known"].to_numpy(bool)
    keys = application_keys(applications).to_numpy()[known]
    return dict(zip(keys.tolist(), applications["stage"].cat.codes.to_numpy()[known].tolist(), strict=True))


def _unless_known(told: Reflection, rung: int) -> Reflection:
    passed = told.stage is not None and rung >= STAGES.index(told.stage)
    return replace(told, stage=None) if passed else told


def _moved(key: str, keys: Mapping[str, str]) -> str:
    """A step's key ends with that of the application it is about."""
    front, _, application = key.rpartition("/")
    return f"{front}/{keys[application]}" if application in keys else key


def _fuller(first: Reflection | None, second: Reflection | None) -> Reflection:
    if first is None or second is None:
        return first or second or Reflection()
    missing = {f.name: getattr(second, f.name) for f in fields(Reflection) if getattr(first, f.name) is None}
    return replace(first, **missing)


def _joined_marks(first: tuple[StepMark, ...], second: tuple[StepMark, ...]) -> tuple[StepMark, ...]:
    others = {mark.key: mark for mark in second}
    joined = [_joined_mark(mark, others.pop(mark.key, mark)) for mark in first]
    return (*joined, *others.values())


def _joined_mark(first: StepMark, second: StepMark) -> StepMark:
    return replace(
        first,
        done=first.done or second.done,
        done_on=first.done_on or second.done_on,
        due=first.due or second.due,
        what=first.what or second.what,
        removed=first.removed or second.removed,
    )


def _joined_contacts(first: tuple[Contact, ...], second: tuple[Contact, ...]) -> tuple[Contact, ...]:
    there = {_person(contact) for contact in first}
    return (*first, *(contact for contact in second if _person(contact) not in there))


def _person(contact: Contact) -> tuple[str, str]:
    return contact.name.strip().casefold(), contact.organisation.strip().casefold()
