"""What the person adds in the app beside their spreadsheet: corrections, reflections, ticks, people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.log.news import Events
from lib.log.reflections import Reflection
from lib.log.schema import Choices


@dataclass(frozen=True)
class Contact:
    """Somebody worth staying in touch with."""

    name: str
    organisation: str = ""
    known_from: str = ""
    last_contact: date | None = None
    next_step: str = ""
    state: str = ""
    """`written`, `answered` or `talked`, as of the last contact; empty where none of these."""


@dataclass(frozen=True)
class StepMark:
    """What the person did with one step of the plan; a step with `own` was added by themselves."""

    key: str
    done: bool = False
    done_on: date | None = None
    due: date | None = None
    """Postponed to this day; None leaves the plan's own."""
    what: str | None = None
    """Reworded, or the text of a step of their own."""
    own: bool = False
    removed: bool = False
    draft: str | None = None
    """A message that belongs to a step of their own."""


@dataclass(frozen=True)
class Additions:
    """Everything that is the person's own and in no column of their spreadsheet."""

    choices: Choices = field(default_factory=Choices)
    reflections: Mapping[str, Reflection] = field(default_factory=dict)
    """`application_keys` → what was added."""
    events: Events = ()
    """What happened since the spreadsheet was saved, in the order in which it was recorded."""
    marks: tuple[StepMark, ...] = ()
    contacts: tuple[Contact, ...] = ()
    experiment: Mapping[str, Any] | None = None
    """The running experiment, as plain JSON values."""
    earlier: str | None = None
    """The log as it was before the version in hand, packed by `lib.log.snapshots`."""
    assumed: Mapping[str, float] = field(default_factory=dict)
    """Assumptions of the ranking that were changed: name → value."""

    def mark(self, key: str) -> StepMark | None:
        """The mark on one step, if there is one."""
        return next((mark for mark in self.marks if mark.key == key), None)
