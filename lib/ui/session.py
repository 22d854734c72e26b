"""The log in hand: what this browser session has opened, corrected and added; it ends with the session."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from lib.log.reflections import Reflection
from lib.log.schema import Choices
from lib.summary.additions import Additions
from lib.ui import reopening
from lib.ui.reopening import Doubt
from lib.ui.upload import Aside, LogInHand, Upload, brought_by, left_out_of, read, today

__all__ = ["Aside", "LogInHand", "Upload", "today"]


def files_taken() -> int:
    """How many files this session was given, forgotten ones included."""
    taken: int = st.session_state.get("files_taken", 0)
    return taken


def take_file(name: str, data: bytes) -> None:
    """Opens a file that the uploader was given."""
    st.session_state["files_taken"] = files_taken() + 1
    open_upload(name, data)


def open_upload(name: str, data: bytes, *, sample: bool = False) -> None:
    """Takes a file into the session; what the person had before is put aside, never thrown away.

    After a log of their own it is a later version of the same, until `lib.ui.reopening` finds otherwise.
    """
    upload = Upload(name, data, hashlib.sha256(data).hexdigest(), sample, today())
    held: Upload | None = st.session_state.get("upload")
    if held is not None and (held.digest, held.sample) == (upload.digest, sample):
        if held.name != name:  # the same log under a new name: the browser keeps it under that too
            st.session_state["upload"] = replace(held, name=name)
            st.session_state.pop("device_kept", None)
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
    for key in ("doubt", "left_out"):
        st.session_state.pop(key, None)
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
    kept = ("frame", "asked_page", "files_taken", "device_keeps", "device_token", "device_refused")
    for key in [k for k in st.session_state if k not in kept]:
        st.session_state.pop(key, None)  # a component may be named there and hold nothing at the moment


def say_left_out(parts: Sequence[str]) -> None:
    """Notes what was kept earlier and cannot be used any more, so that the person is told."""
    if parts:
        st.session_state["left_out"] = tuple(parts)


def left_out() -> tuple[str, ...]:
    """What was kept earlier and could not be used when the log was opened."""
    parts: tuple[str, ...] = st.session_state.get("left_out", ())
    return parts


def read_as_of(day: date) -> None:
    """Takes every measure as of `day` from now on."""
    st.session_state["as_of"] = day


def file_name() -> str:
    """What the file in hand is called, readable or not; nothing where none is."""
    upload: Upload | None = st.session_state.get("upload")
    return upload.name if upload is not None else ""


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


def corrected() -> bool:
    """Whether the person corrected how the file was read."""
    return additions().choices != Choices()


def read_uncorrected() -> None:
    """Takes every correction back."""
    add(choices=Choices())


def reflect(key: str, reflection: Reflection) -> None:
    """Keeps what was told about one application."""
    add(reflections={**additions().reflections, key: reflection})


def log_in_hand() -> LogInHand | None:
    """The open log, or None; raises `UnreadableLog` when the file cannot be used."""
    upload: Upload | None = st.session_state.get("upload")
    if upload is None:
        return None
    known: Additions | None = st.session_state.get("additions")
    added = _first_additions(upload) if known is None else known
    hand = read(upload, added, st.session_state.get("as_of"), today())
    st.session_state["additions"] = added  # only now: a file that is refused replaces no log
    return hand


def _first_additions(upload: Upload) -> Additions:
    """What a file brings with it, and what is carried over to it from the log that was open before."""
    brought, left = brought_by(upload), st.session_state.get("before")
    say_left_out(left_out_of(upload))
    if left is None or upload.sample:
        return brought
    settled = reopening.settle(upload, brought, left)
    if isinstance(settled, Doubt):
        st.session_state["doubt"] = settled
        return brought
    if settled is None:
        another_search()
        return brought
    del st.session_state["before"]
    return settled


def same_search() -> None:
    """The person says that both logs are one search: everything is carried over."""
    left: Aside | None = st.session_state.pop("before", None)
    st.session_state.pop("doubt", None)
    upload: Upload | None = st.session_state.get("upload")
    if left is not None and upload is not None:
        st.session_state["additions"] = reopening.carried(upload, additions(), left)


def another_search() -> None:
    """The person says that this is another log: the earlier one stays aside until the session ends."""
    st.session_state.pop("doubt", None)
    if left := st.session_state.pop("before", None):
        st.session_state["aside"] = left
