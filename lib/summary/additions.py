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
    """`written`, `answered` or `talked`, as of the last contact; "" for none of these."""


@dataclass(frozen=True)
class StepMark:
    """What the person did with one step of the plan; with `own` it is a step that they added."""

    key: str
    done: bool = False
    done_on: date | None = None
    due: date | None = None
    """The day it was moved to; None keeps the plan's day."""
    what: str | None = None
    """The person's wording; None keeps the plan's. For a step that they added, its text."""
    own: bool = False
    removed: bool = False
    draft: str | None = None
    """A message that belongs to a step that they added."""


@dataclass(frozen=True)
class Additions:
    """Everything that the person added in the app and that is not in their spreadsheet."""

    choices: Choices = field(default_factory=Choices)
    reflections: Mapping[str, Reflection] = field(default_factory=dict)
    """Key of an application (`application_keys`) → what the person added to it."""
    events: Events = ()
    """What happened since the spreadsheet was saved, in the order in which it was recorded."""
    marks: tuple[StepMark, ...] = ()
    contacts: tuple[Contact, ...] = ()
    experiment: Mapping[str, Any] | None = None
    """The running experiment, as plain JSON values."""
    earlier: str | None = None
    """The version of the log before the one in hand, packed by `lib.log.snapshots`."""
    assumed: Mapping[str, float] = field(default_factory=dict)
    """Assumptions of the ranking that were changed: name → value."""
    search: date | None = None
    """A day of the one search that is looked at, in a log that holds several; None looks at all of them."""

    def mark(self, key: str) -> StepMark | None:
        """The mark on one step, if there is one."""
        return next((mark for mark in self.marks if mark.key == key), None)
