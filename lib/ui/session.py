"""The log in hand: what this browser session has opened, corrected and added; it ends with the session."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from lib.log import Book, open_book, read_book
from lib.log.reflections import Reflection, with_reflections
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
    """Takes a file into the session; what the person had before is put aside, never thrown away.

    After a log of their own it is a later version of the same, until `lib.ui.reopening` finds otherwise.
    """
    upload = Upload(name, data, hashlib.sha256(data).hexdigest(), sample, today())
    held: Upload | None = st.session_state.get("upload")
    if held is not None and (held.digest, held.sample) == (upload.digest, sample):
        return
    left = _clear()
    st.session_state.pop("device_elsewhere", None)
    if not sample:
        st.session_state.pop("device_kept", None)
    if left is not None:
        st.session_state["aside" if sample else "before"] = left
    st.session_state["upload"] = upload


def _clear() -> Aside | None:
    """Clears the session; the person's own log that was in hand, or waiting behind the one that was."""
    upload: Upload | None = st.session_state.pop("upload", None)
    additions: Additions | None = st.session_state.pop("additions", None)
    as_of: date | None = st.session_state.pop("as_of", None)
    waiting: Aside | None = st.session_state.pop("aside", None)
    undecided: Aside | None = st.session_state.pop("before", None)
    st.session_state.pop("doubt", None)
    if undecided is not None or upload is None or upload.sample or additions is None:
        # A file that could not be read, or that nobody has accepted yet, replaces nothing.
        return undecided or waiting
    return Aside(upload, additions, as_of)


def close() -> None:
    """Puts the log away; after a sample the person's own log comes back."""
    sample = st.session_state["upload"].sample if "upload" in st.session_state else False
    left = _clear()
    if left is not None:
        st.session_state["aside"] = left
    if sample:
        go_back()


def go_back() -> None:
    """Takes the log that was put aside in hand again."""
    left = st.session_state.pop("before", None) or st.session_state.pop("aside", None)
    if left is None:
        return
    for key in ("doubt", "as_of", "aside"):
        st.session_state.pop(key, None)
    st.session_state["upload"], st.session_state["additions"] = left.upload, left.additions
    if left.as_of:
        st.session_state["as_of"] = left.as_of


def aside() -> Aside | None:
    """The person's own log where it is not in hand now."""
    left: Aside | None = st.session_state.get("before") or st.session_state.get("aside")
    return left


def bring(left: Aside) -> None:
    """Takes a log that this browser had kept, beside whatever was opened in the meantime."""
    held: Upload | None = st.session_state.get("upload")
    if held is None:
        st.session_state["aside"] = left
        go_back()
    elif held.sample:
        st.session_state["aside"] = left
    elif held.digest != left.upload.digest:
        st.session_state["before"] = left
        st.session_state.pop("additions", None)


def forget() -> None:
    """Forgets every file and everything added, drafts included."""
    kept = ("frame", "asked_page", "device_keeps", "device_token", "device_refused")
    for key in [k for k in st.session_state if k not in kept]:
        st.session_state.pop(key, None)  # a component may be named there and hold nothing at the moment


def read_as_of(day: date) -> None:
    """Takes every measure as of `day` from now on."""
    st.session_state["as_of"] = day


def additions() -> Additions:
    """What the person corrected, told and ticked so far."""
    kept: Additions = st.session_state.get("additions", Additions())
    return kept


def add(**changes: Any) -> None:
    """Replaces parts of what the person added; it applies to everything at once."""
    st.session_state["additions"] = replace(additions(), **changes)


def correct(**changes: Any) -> None:
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
    if "additions" not in st.session_state:
        st.session_state["additions"] = first_additions(upload)
    return read(upload, additions(), st.session_state.get("as_of"), today())


def first_additions(upload: Upload) -> Additions:
    """What a file brings with it, and what is carried over to it from the log that was open before."""
    from lib.ui.reopening import settle  # it needs this module itself

    now = today()
    book, saved = _book(upload.digest, upload.name, upload.data)
    brought = Additions(contacts=read_contacts(book))
    if saved is not None:
        as_saved = read_book(book, as_of=now, choices=saved.choices)
        brought = since_saved(saved.additions(as_saved), saved.now, as_saved.log)
    return settle(upload, brought)


def read(upload: Upload, added: Additions, chosen: date | None, now: date) -> LogInHand:
    """A file with what was added to it, as of the day `chosen` or else the one that its dates propose."""
    book, _ = _book(upload.digest, upload.name, upload.data)
    result = _result(upload.digest, repr(added.choices), now, book, added)
    version = _version(upload.digest, repr(added.choices), repr(added.reflections), now.isoformat())
    log = _log(version, result, added)
    proposed, reason = _proposed(version, now, log)
    why = None if chosen or proposed == now else reason
    return LogInHand(upload, result, log, chosen or proposed, why, version)


def reading(upload: Upload, choices: Choices) -> ImportResult:
    """How the file reads with these corrections; raises `UnreadableLog` where it makes no log."""
    book, _ = _book(upload.digest, upload.name, upload.data)
    return read_book(book, as_of=today(), choices=choices)


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
    return with_reflections(_result.log, _added.reflections)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _proposed(version: str, now: date, _log: ApplicationLog) -> tuple[date, str]:
    return propose_as_of(_log.applications, now)


def _version(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
