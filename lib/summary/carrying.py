"""What the person added to their log: carried over to its next version, or joined from two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

import pandas as pd

from lib.log import news, snapshots
from lib.log.identity import application_keys
from lib.log.later_news import carry
from lib.log.news import Events
from lib.log.reflections import Reflection
from lib.log.schema import STAGES, ApplicationLog, Choices
from lib.log.versions import Changes, compare
from lib.summary.additions import Additions, Contact, StepMark


def carry_over(
    additions: Additions, changes: Changes, earlier: ApplicationLog, later: ApplicationLog
) -> Additions:
    """The additions with every event, reflection and step at its application in the later version.

    Both logs are as read, without the news. Events that the later version contains are dropped. What belongs
    to an application that is gone is kept unchanged, since it may come back. A stage that the person gave is
    dropped if the later spreadsheet has the same stage or a higher one.
    """
    known, keys, events = _known_stages(later.applications), changes.keys, additions.events
    if events:
        carried = carry(events, earlier, later)
        keys, events = carried.keys, carried.events
    reflections = {}
    for key, told in additions.reflections.items():
        now = keys.get(key, key)
        reflections[now] = _unless_known(told, known.get(now, -1))
    kept = {key: told for key, told in reflections.items() if not told.empty}
    return replace(additions, events=events, reflections=kept, marks=_at_new_keys(additions.marks, keys))


def with_events(additions: Additions, read: ApplicationLog, events: Events) -> Additions:
    """The additions with other events; whatever was added to an application stays with it.

    `read` is the log without the news. Editing an employer, role or day changes an application's key, so the
    additions move to the new key.
    """
    if not news.renames(additions.events, events):
        return replace(additions, events=events)
    then, now = (news.live(read, told) for told in (additions.events, events))
    keys = dict(zip(now.names, application_keys(now.log.applications), strict=True))
    moved = {
        key: keys[name]
        for name, key in zip(then.names, application_keys(then.log.applications), strict=True)
        if keys.get(name, key) != key
    }
    reflections = {moved.get(key, key): told for key, told in additions.reflections.items()}
    marks = _at_new_keys(additions.marks, moved)
    return replace(additions, events=events, reflections=reflections, marks=marks)


def _at_new_keys(marks: Iterable[StepMark], keys: Mapping[str, str]) -> tuple[StepMark, ...]:
    return tuple(replace(mark, key=_moved(mark.key, keys)) for mark in marks)


def since_saved(additions: Additions, now: str | None, read: ApplicationLog) -> Additions:
    """The additions of a workbook of ours, carried over to its table if that was edited since it was saved.

    `now` is the log at that time, packed by `lib.log.snapshots`; if it is unchanged, so are the additions.
    """
    snapshot = snapshots.unpack(now)
    if snapshot is None:
        return additions
    then = snapshot.as_written
    changes = compare(then, read)
    if changes.nothing:
        return additions
    # The sheet's added columns have the latest reflections, so they win over those carried over.
    carried = carry_over(additions, changes, then, read)
    return replace(carried, earlier=now)


def join(first: Additions, second: Additions) -> Additions:
    """Everything that is in either; where they differ, `first` wins.

    A step counts as done if either says so. Nothing is deleted: what one lacks is taken from the other.
    """
    keys = [*first.reflections, *(key for key in second.reflections if key not in first.reflections)]
    return Additions(
        choices=first.choices if first.choices != Choices() else second.choices,
        reflections={key: _fuller(first.reflections.get(key), second.reflections.get(key)) for key in keys},
        events=tuple(({e.key: e for e in second.events} | {e.key: e for e in first.events}).values()),
        marks=_joined_marks(first.marks, second.marks),
        contacts=_joined_contacts(first.contacts, second.contacts),
        experiment=first.experiment or second.experiment,
        earlier=first.earlier or second.earlier,
        assumed={**second.assumed, **first.assumed},
        search=first.search or second.search,
    )


def merge(base: Additions, first: Additions, second: Additions) -> Additions:
    """`base` with the changes and deletions that were made to it in two places at once.

    Where only one side changed an entry, its state is taken; where both did, `first` wins. An entry that one
    side deleted and the other changed is kept.
    """
    sides = (base, first, second)
    reflections: dict[str, Reflection] = merge_entries(*(side.reflections for side in sides))
    return Additions(
        choices=_merged_parts(*(side.choices for side in sides)),
        reflections={key: told for key, told in reflections.items() if not told.empty},
        events=_merged_events(base.events, first.events, second.events),
        marks=tuple(merge_entries(*({m.key: m for m in side.marks} for side in sides)).values()),
        contacts=tuple(merge_entries(*(_by_person(side.contacts) for side in sides)).values()),
        experiment=_touched(base.experiment, first.experiment, second.experiment),
        earlier=_touched(base.earlier, first.earlier, second.earlier),
        assumed=merge_entries(*(side.assumed for side in sides)),
        search=_touched(base.search, first.search, second.search),
    )


def _merged_events(base: Events, first: Events, second: Events) -> Events:
    """The events that neither side removed; of two edits of one cell, the first side's."""
    kept: dict[str, news.Event] = merge_entries(*({e.key: e for e in side} for side in (base, first, second)))
    mine = {(e.application, e.field) for e in first if e.what == "edited" and e not in base}
    theirs = {e.key for e in second if e.what == "edited" and (e.application, e.field) in mine}
    own = {e.key for e in first}
    return tuple(e for key, e in kept.items() if key in own or key not in theirs)


def merge_entries(
    base: Mapping[Any, Any], first: Mapping[Any, Any], second: Mapping[Any, Any]
) -> dict[Any, Any]:
    """`merge` for entries by key: plain values, or dataclasses whose fields are merged one by one."""
    merged = {}
    for key in (*first, *(key for key in second if key not in first)):
        sides = (base.get(key), first.get(key), second.get(key))
        both = sides[1] is not None and sides[2] is not None
        merged[key] = _merged_parts(*sides) if both else _touched(*sides)
    return {key: value for key, value in merged.items() if value is not None}


def _merged_parts(base: Any, first: Any, second: Any) -> Any:
    """Two states of one entry merged; an entry that is not in `base` is taken to have begun empty."""
    if not hasattr(first, "__dataclass_fields__"):
        return _touched(base, first, second)
    parts = {}
    for f in fields(first):
        began = f.default if base is None else getattr(base, f.name)
        parts[f.name] = _touched(began, getattr(first, f.name), getattr(second, f.name))
    return replace(first, **parts)


def _touched(base: Any, first: Any, second: Any) -> Any:
    """The changed value, if only one side changed it; else the first one that is not None."""
    if first == base or second == base:
        return second if first == base else first
    return second if first is None else first


def _by_person(contacts: Iterable[Contact]) -> dict[tuple[str, str, int], Contact]:
    """Person and a number → contact; the number counts several entries about the same person."""
    seen: Counter[tuple[str, str]] = Counter()
    named = {}
    for contact in contacts:
        person = _person(contact)
        named[(*person, seen[person])] = contact
        seen[person] += 1
    return named


def _known_stages(applications: pd.DataFrame) -> dict[str, int]:
    """Application → its stage as a place in `STAGES`, where the spreadsheet knows it."""
    known = applications["stage_known"].to_numpy(bool)
    keys = application_keys(applications).to_numpy()[known]
    return dict(zip(keys.tolist(), applications["stage"].cat.codes.to_numpy()[known].tolist(), strict=True))


def _unless_known(told: Reflection, rung: int) -> Reflection:
    passed = told.stage is not None and rung >= STAGES.index(told.stage)
    return replace(told, stage=None) if passed else told


def _moved(key: str, keys: Mapping[str, str]) -> str:
    """The step's key with its application's new key; it ends with the key of the application it is about."""
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
