"""The log in hand: what this browser session has opened, corrected and added; it ends with the session."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from lib.log import Book, open_book, read_book
from lib.log.reflections import Reflection, with_reflections
from lib.log.schema import ApplicationLog, ImportResult
from lib.measures.period import propose_as_of
from lib.summary.additions import Additions
from lib.summary.roundtrip import Saved, restore


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and bytes, and whether it is one of the samples."""

    name: str
    data: bytes
    digest: str
    sample: bool = False


@dataclass(frozen=True)
class LogInHand:
    """Everything a page needs to know of the log that is open."""

    upload: Upload
    result: ImportResult
    """As the file was read, with the person's corrections."""
    log: ApplicationLog
    """The same with the person's reflections filled in: what every measure is taken of."""
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


def open_upload(name: str, data: bytes, *, sample: bool = False) -> None:
    """Takes a file into the session; corrections and reflections of an earlier file are put away."""
    upload = Upload(name, data, hashlib.sha256(data).hexdigest(), sample)
    if upload == st.session_state.get("upload"):
        return
    close()
    st.session_state["upload"] = upload


def close() -> None:
    """Forgets the file and everything added to it."""
    for key in ("upload", "as_of", "additions"):
        st.session_state.pop(key, None)


def read_as_of(day: date) -> None:
    """Takes every measure as of `day` from now on."""
    st.session_state["as_of"] = day


def additions() -> Additions:
    """What the person corrected, told and ticked so far."""
    return st.session_state.get("additions", Additions())


def add(**changes: object) -> None:
    """Replaces parts of what the person added; it applies to everything at once."""
    st.session_state["additions"] = replace(additions(), **changes)


def correct(**changes: object) -> None:
    """Corrects how the file was read."""
    add(choices=replace(additions().choices, **changes))


def reflect(key: str, reflection: Reflection) -> None:
    """Keeps what was told about one application."""
    add(reflections={**additions().reflections, key: reflection})


def log_in_hand() -> LogInHand | None:
    """The open log, or None; raises `UnreadableLog` when the file cannot be used."""
    upload: Upload | None = st.session_state.get("upload")
    if upload is None:
        return None
    now = today()
    book, saved = _book(upload.digest, upload.name, upload.data)
    if saved is not None and "additions" not in st.session_state:
        as_saved = read_book(book, as_of=now, choices=saved.choices)
        st.session_state["additions"] = saved.additions(as_saved)
    added = additions()
    result = _result(upload.digest, repr(added.choices), now, book, added)
    version = _version(upload.digest, repr(added.choices), repr(added.reflections), now.isoformat())
    log = _log(version, result, added)
    proposed, reason = propose_as_of(log.applications, now)
    chosen = st.session_state.get("as_of")
    why = None if chosen or proposed == now else reason
    return LogInHand(upload, result, log, chosen or proposed, why, version)


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
    return with_reflections(_result.log, _added.reflections)


def _version(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
