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
    """A file as it came: its name and bytes, and whether it is one of the samples."""

    name: str
    data: bytes
    digest: str
    sample: bool = False
    opened_on: date | None = None
    """The day it was opened first: what it says may have been so no later."""
    place: int = field(default=0, compare=False)
    """Which file of its session it is; 0 where the device gave it back."""


def upload_of(name: str, data: bytes, **more: Any) -> Upload:
    """A file of these bytes; the digest tells it from every other."""
    return Upload(name, data, hashlib.sha256(data).hexdigest(), **more)


@dataclass(frozen=True)
class Aside:
    """A log that is not in hand now: its file, what was added to it, and the day chosen for it."""

    upload: Upload
    additions: Additions
    as_of: date | None = None


@dataclass(frozen=True)
class Doubt:
    """Two logs that hardly share an application: only the person knows whether both are theirs."""

    earlier: str
    """File name of the earlier log."""
    recognised: int
    before: int


@dataclass(frozen=True)
class Held:
    """Everything held for one person; every change gives another value."""

    upload: Upload | None = None
    added: Additions | None = None
    """What was added to it; None until the file was read, for a file that is refused replaces no log."""
    as_of: date | None = None
    """The day chosen to see it from; None leaves the day that its dates propose."""
    aside: Aside | None = None
    """The person's own log behind a sample, behind a file that cannot be read, or of another search."""
    before: Aside | None = None
    """The log that the file may be a later version of, until that is settled."""
    doubt: Doubt | None = None
    files: int = 0
    """How many files were opened so far, forgotten ones included."""
    left_out: tuple[str, ...] = ()
    """What was kept earlier and cannot be used by this version of Detour, in the person's words."""

    @property
    def additions(self) -> Additions:
        """What the person corrected, told and ticked so far."""
        return self.added or Additions()

    @property
    def own_log(self) -> Aside | None:
        """The person's own log where it is not in hand now."""
        return self.before or self.aside

    @cached_property
    def text(self) -> str:
        """Everything added, as the device keeps it."""
        return json.dumps(to_plain(self.additions, private=True))

    def open(self, name: str, data: bytes, today: date, *, sample: bool = False) -> Held:
        """Takes a file in hand; what was held before is put aside, never thrown away.

        After a log of their own it is a later version of the same, until reading it finds otherwise. The
        bytes that are in hand already change nothing but the name.
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
        """Takes a log that the device had kept, beside whatever was opened in the meantime."""
        if self.upload is None:
            return replace(self, aside=left, before=None).go_back()
        if self.upload.sample:
            return replace(self, aside=left)
        return self if self.upload.digest == left.upload.digest else replace(self, before=left, added=None)

    def without(self, lost: tuple[str, ...]) -> Held:
        """Notes what was kept and cannot be used, so that the person is told."""
        return replace(self, left_out=lost)

    def forget(self) -> Held:
        """Nothing is held any more."""
        return Held(files=self.files)

    def seen_from(self, day: date) -> Held:
        """Takes every measure as of `day` from now on."""
        return replace(self, as_of=day)

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
        """Keeps what was told about one application."""
        return self.add(reflections={**self.additions.reflections, key: reflection})

    def another_search(self) -> Held:
        """This is another log than the one before, which stays aside until the session ends."""
        return replace(self, doubt=None, before=None, aside=self.before or self.aside)

    def _left(self) -> Aside | None:
        """The person's own log that is in hand, or waits behind the one that is.

        A file that could not be read, or that nobody has accepted yet, replaces nothing.
        """
        if self.before is not None or self.upload is None or self.upload.sample or self.added is None:
            return self.own_log
        return Aside(self.upload, self.added, self.as_of)
