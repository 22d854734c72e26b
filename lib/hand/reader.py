"""How a file in hand becomes a log: opened, read with the corrections, and joined with the person's news."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from lib.hand.held import Held, Upload
from lib.log.files.sheets import Book
from lib.log.news import with_news
from lib.log.reading import read_book
from lib.log.reflections import with_reflections
from lib.log.schema import ApplicationLog, Choices, ImportResult
from lib.measures.searches import Search, looked_at, search_of
from lib.measures.seen import Seen
from lib.measures.timeline import propose_as_of
from lib.opening.opener import open_book
from lib.summary.additions import Additions
from lib.summary.roundtrip import Saved, restore


@dataclass(frozen=True)
class Opened:
    """A file opened: the person's table, and what was added to it where it is a workbook of ours."""

    book: Book
    saved: Saved | None


@dataclass(frozen=True)
class LogAsTold:
    """A log with the person's news and reflections, and the day that its dates suggest to see it from."""

    seen: Seen
    reason: str
    """A sentence on why it is seen from that day."""


@dataclass(frozen=True)
class LogInHand:
    """Everything a page needs to know of the log that is open."""

    upload: Upload
    result: ImportResult
    """How the file was read, with the person's corrections."""
    seen: Seen
    """The log with the person's news and reflections, and its day: all measures are worked out from it.

    Where the person chose one of several searches, it is the part of the log that is this search.
    """
    as_of_reason: str | None
    """Why `as_of` is not today; None when it is."""
    version: str
    """Changes whenever the log does: the key of everything computed from it."""

    search: Search | None = None
    """The search that the person chose; None where all of the log is looked at."""

    @property
    def log(self) -> ApplicationLog:
        """The whole log with the person's news and reflections."""
        return self.seen.all.told

    @property
    def as_of(self) -> date:
        """The day that the log is seen from."""
        return self.seen.as_of


class Reader:
    """Opens and reads files at each call; `lib.ui.cached` keeps the results for the pages."""

    def open(self, upload: Upload) -> Opened:
        """The cells of a file; raises `UnreadableLog` if it cannot be opened."""
        book = open_book(upload.data, upload.name)
        saved = restore(book)
        return Opened(book, None) if saved is None else Opened(saved.book, saved)

    def read(self, upload: Upload, choices: Choices, now: date) -> ImportResult:
        """The log of a file, read with these corrections; raises `UnreadableLog` if there is none in it."""
        return read_book(self.open(upload).book, as_of=now, choices=choices)

    def tell(self, version: str, result: ImportResult, added: Additions, now: date) -> LogAsTold:
        """The log with the person's news and reflections; `version` identifies everything it is made from."""
        log = with_reflections(with_news(result.log, added.events), added.reflections)
        as_of, reason = propose_as_of(log.applications, now)
        return LogAsTold(Seen(log, as_of, today=now), reason)

    def in_hand(self, upload: Upload, added: Additions, chosen: date | None, now: date) -> LogInHand:
        """A file with what was added to it, seen from the day `chosen` or else the one its dates suggest."""
        result = self.read(upload, added.choices, now)
        said = repr((added.events, added.reflections))
        version = _version(upload.digest, repr(added.choices), said, now.isoformat())
        told = self.tell(version, result, added, now)
        whole = told.seen.on(chosen or told.seen.as_of)
        search = search_of(whole, added.search)
        if search is None:
            why = None if chosen or told.seen.as_of == now else told.reason
            return LogInHand(upload, result, whole, why, version)
        part = looked_at(whole, added.search)
        seen, version = part.on(chosen or part.as_of), _version(version, search.period.start.isoformat())
        why = None if chosen or seen.as_of == now else propose_as_of(seen.applications, now)[1]
        return LogInHand(upload, result, seen, why, version, search)

    def log(self, held: Held, now: date) -> LogInHand | None:
        """The log that is held; None where no file is."""
        if held.upload is None:
            return None
        return self.in_hand(held.upload, held.additions, held.as_of, now)


def _version(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
