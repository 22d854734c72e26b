"""A file as it came, and the log that it makes with what the person added to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from lib.log.files.books import open_book
from lib.log.files.sheets import Book
from lib.log.news import with_news
from lib.log.reading import read_book
from lib.log.reflections import with_reflections
from lib.log.schema import ApplicationLog, Choices, ImportResult
from lib.measures.timeline import propose_as_of
from lib.summary.additions import Additions
from lib.summary.carrying import since_saved
from lib.summary.roundtrip import Saved, read_contacts, restore


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and bytes, and whether it is one of the samples."""

    name: str
    data: bytes
    digest: str
    sample: bool = False
    opened_on: date | None = None
    """The day it was opened first: what it says may have been so no later."""


@dataclass(frozen=True)
class Aside:
    """A log that is not in hand now: its file, what was added to it, and the day chosen for it."""

    upload: Upload
    additions: Additions
    as_of: date | None = None


@dataclass(frozen=True)
class LogInHand:
    """Everything a page needs to know of the log that is open."""

    upload: Upload
    result: ImportResult
    """As the file was read, with the person's corrections."""
    log: ApplicationLog
    """The same with the person's news and reflections filled in: what every measure is taken of."""
    as_of: date
    as_of_reason: str | None
    """Why `as_of` is not today; None when it is."""
    version: str
    """Changes whenever the log does: the key of everything computed from it."""


def today() -> date:
    """Today where the person is."""
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return datetime.now(UTC).astimezone(zone).date()


def brought_by(upload: Upload) -> Additions:
    """What a file holds beside the log: what was added to it before, where it is a workbook of ours."""
    book, saved = _book(upload.digest, upload.name, upload.data)
    if saved is None:
        return Additions(contacts=read_contacts(book))
    as_saved = read_book(book, as_of=today(), choices=saved.choices)
    return since_saved(saved.additions(as_saved), saved.now, as_saved.log)


def read(upload: Upload, added: Additions, chosen: date | None, now: date) -> LogInHand:
    """A file with what was added to it, as of the day `chosen` or else the one that its dates propose."""
    book, _ = _book(upload.digest, upload.name, upload.data)
    result = _result(upload.digest, repr(added.choices), now, book, added)
    version = _version(
        upload.digest, repr(added.choices), repr((added.events, added.reflections)), now.isoformat()
    )
    log = _log(version, result, added)
    proposed, reason = _proposed(version, now, log)
    why = None if chosen or proposed == now else reason
    return LogInHand(upload, result, log, chosen or proposed, why, version)


def reading(upload: Upload, choices: Choices) -> ImportResult:
    """How the file reads with these corrections; raises `UnreadableLog` where it makes no log."""
    book, _ = _book(upload.digest, upload.name, upload.data)
    return read_book(book, as_of=today(), choices=choices)


def left_out_of(upload: Upload) -> tuple[str, ...]:
    """What a workbook of ours had kept and cannot be used any more, in the person's words."""
    _, saved = _book(upload.digest, upload.name, upload.data)
    return saved.left_out if saved else ()


def saved_on(upload: Upload) -> date | None:
    """The day that a workbook of ours was saved as of; None for any other file."""
    _, saved = _book(upload.digest, upload.name, upload.data)
    return saved.as_of if saved else None


@st.cache_resource(scope="session", max_entries=2, show_spinner="Opening your spreadsheet")
def _book(digest: str, name: str, _data: bytes) -> tuple[Book, Saved | None]:
    """The person's table and, where the file is a workbook of ours, what was added to it before."""
    book = open_book(_data, name)
    saved = restore(book)
    return (book, None) if saved is None else (saved.book, saved)


@st.cache_resource(scope="session", max_entries=4, show_spinner="Reading your applications")
def _result(digest: str, corrected: str, as_of: date, _book: Book, _added: Additions) -> ImportResult:
    return read_book(_book, as_of=as_of, choices=_added.choices)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _log(version: str, _result: ImportResult, _added: Additions) -> ApplicationLog:
    return with_reflections(with_news(_result.log, _added.events), _added.reflections)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _proposed(version: str, now: date, _log: ApplicationLog) -> tuple[date, str]:
    return propose_as_of(_log.applications, now)


def _version(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
