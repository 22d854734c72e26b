"""What one person holds: the file that is open, what was added to it, and the log put aside for it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from lib.log.reflections import Reflection
from lib.log.schema import Choices
from lib.summary.additions import Additions
from lib.summary.keeping import to_plain


@dataclass(frozen=True)
class Upload:
    """A file as it was opened: its name and bytes, and whether it is one of the samples."""

    name: str
    data: bytes
    digest: str
    sample: bool = False
    opened_on: date | None = None
    """The day it was first opened: what it says was true by then at the latest."""
    place: int = field(default=0, compare=False)
    """Its number among the files of its session; 0 if it came back from the device."""


def upload_of(name: str, data: bytes, **more: Any) -> Upload:
    """A file with these bytes, and the digest that identifies it."""
    return Upload(name, data, hashlib.sha256(data).hexdigest(), **more)


@dataclass(frozen=True)
class Aside:
    """A log that is not in hand now: its file, what was added to it, and the day chosen for it."""

    upload: Upload
    additions: Additions
    as_of: date | None = None


@dataclass(frozen=True)
class Doubt:
    """Two logs with hardly a common application: only the person knows if both are one search."""

    earlier: str
    """File name of the earlier log."""
    recognised: int
    before: int


@dataclass(frozen=True)
class Held:
    """Everything held for one person; every method that changes something returns a new value."""

    upload: Upload | None = None
    added: Additions | None = None
    """What was added to it; None until the file is read, since a file that cannot be read replaces no log."""
    as_of: date | None = None
    """The day that the person chose to see it from; None means the day that its dates suggest."""
    aside: Aside | None = None
    """The person's own log while a sample, an unreadable file or a log of another search is open."""
    before: Aside | None = None
    """The log that the file may be a later version of, until that is known."""
    doubt: Doubt | None = None
    files: int = 0
    """How many files were opened so far, forgotten ones included."""
    left_out: tuple[str, ...] = ()
    """What was kept earlier and cannot be used by this version of Detour, in words for the person."""

    @property
    def additions(self) -> Additions:
        """What the person added so far: corrections, news, ticks; empty before the file is read."""
        return self.added or Additions()

    @property
    def own_log(self) -> Aside | None:
        """The person's own log while another one is in hand; else None."""
        return self.before or self.aside

    @cached_property
    def text(self) -> str:
        """Everything added, as the device keeps it."""
        return json.dumps(to_plain(self.additions, private=True))

    def open(self, name: str, data: bytes, today: date, *, sample: bool = False) -> Held:
        """Takes a file in hand; what was held before is put aside, never dropped.

        After a log of the person's own, it counts as a later version of that log until reading it shows
        otherwise. If the same bytes are in hand already, only the name changes.
        """
        upload = upload_of(name, data, sample=sample, opened_on=today, place=self.files + 1)
        now = self.upload
        if now is not None and (now.digest, now.sample) == (upload.digest, sample):
            return self if now.name == name else self._renamed(replace(now, name=name))
        left, files = self._left(), self.files + 1
        return Held(upload, aside=left, files=files) if sample else Held(upload, before=left, files=files)

    def _renamed(self, upload: Upload) -> Held:
        return replace(self, upload=replace(upload, place=self.files + 1), files=self.files + 1)

    def close(self) -> Held:
        """Puts the log away; after a sample the person's own log comes back."""
        closed = Held(aside=self._left(), files=self.files)
        return closed.go_back() if self.upload is not None and self.upload.sample else closed

    def go_back(self) -> Held:
        """Takes the log that was put aside in hand again."""
        left = self.own_log
        return self if left is None else Held(left.upload, left.additions, left.as_of, files=self.files)

    def bring(self, left: Aside) -> Held:
        """Takes in a log that the device had kept; a file opened in the meantime stays open."""
        if self.upload is None:
            return replace(self, aside=left, before=None).go_back()
        if self.upload.sample:
            return replace(self, aside=left)
        return self if self.upload.digest == left.upload.digest else replace(self, before=left, added=None)

    def without(self, lost: tuple[str, ...]) -> Held:
        """Notes what was kept and cannot be used, so that the person is told."""
        return replace(self, left_out=lost)

    def forget(self) -> Held:
        """Drops everything that is held."""
        return Held(files=self.files)

    def seen_from(self, day: date) -> Held:
        """Sees the log from `day` from now on."""
        return replace(self, as_of=day)

    def look_at(self, search: date | None) -> Held:
        """Looks at the search in which this day lies, from its own day; for None at the whole log."""
        return replace(self, as_of=None).add(search=search)

    def add(self, **changes: Any) -> Held:
        """Replaces parts of what the person added."""
        return replace(self, added=replace(self.additions, **changes))

    def correct(self, **changes: Any) -> Held:
        """Corrects how the file is read."""
        return self.add(choices=replace(self.additions.choices, **changes))

    def uncorrected(self) -> Held:
        """Takes every correction back."""
        return self.add(choices=Choices())

    def reflect(self, key: str, reflection: Reflection) -> Held:
        """Keeps what the person wrote about one application."""
        return self.add(reflections={**self.additions.reflections, key: reflection})

    def another_search(self) -> Held:
        """Treats the file as another search; the log before it stays aside until the session ends."""
        return replace(self, doubt=None, before=None, aside=self.before or self.aside)

    def _left(self) -> Aside | None:
        """The person's own log, whether it is in hand or put aside; None without one.

        A file that could not be read, or was not accepted yet, is not the person's log.
        """
        if self.before is not None or self.upload is None or self.upload.sample or self.added is None:
            return self.own_log
        return Aside(self.upload, self.added, self.as_of)
