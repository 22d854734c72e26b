"""The log comes back by itself: kept in the browser's own database, never on the server.

A small component passes the file and what was added to IndexedDB, and hands both back to the next
session of the same browser. Without that database (a private window, storage full) the app works as
before, and says that it will not remember.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from lib.log.schema import UnreadableLog
from lib.summary.additions import Additions
from lib.summary.carrying import join, merge
from lib.summary.keeping import from_plain, left_out, to_plain
from lib.ui import session

LARGEST = 20 * 2**20
"""Bytes of a file that are still kept on the device; a larger one is opened anew each time."""

_KEY = "device"
_COMPONENT = st.components.v2.component(
    "detour_device_storage",
    html="<span></span>",
    js=(Path(__file__).parent / "assets" / "storage.js").read_text(encoding="utf-8"),
)


def sync() -> None:
    """Brings the device's copy and the session together; call once a run, before the log is used.

    Where no log is open it also says how far the device has forgotten the one that was.
    """
    st.session_state["device_ran"] = st.session_state.pop("device_spoke", False)
    _COMPONENT(
        key=_KEY,
        data=_message(),
        height=1,
        on_restored_change=_restore,
        on_kept_change=_note_kept,
        on_forgotten_change=_note_forgotten,
        on_newer_change=_take_newer,
        on_connected_change=_note_connected,
        on_refused_change=_note_refused,
    )
    if "upload" not in st.session_state and (sentence := _forgetting()):
        st.caption(sentence)


def switch() -> None:
    """The visible switch, the sentence that says where the log is, and the button that forgets."""
    if refused():
        st.caption(f":material/cloud_off: {where()}")
    else:
        st.toggle("Remember on this device", key="keep_switch", value=_keeps(), on_change=_flip)
        st.caption(where())
    st.button("Forget everything on this device", icon=":material/delete:", type="tertiary", on_click=forget)


def where() -> str:
    """Where the person's data are now, in a sentence or two."""
    upload: session.Upload | None = st.session_state.get("upload")
    if "device_elsewhere" in st.session_state:
        return (
            "In another tab this log was forgotten or another one opened. What you add here is not "
            "remembered: download the workbook."
        )
    if reason := st.session_state.get("device_refused"):
        full = " because its storage is full" if reason == "QuotaExceededError" else ""
        return f"This browser does not remember your log{full}. Download the workbook to keep your work."
    if _awaited() or "device_left" in st.session_state:
        return _forgetting()
    if not _keeps():
        return "Nothing stays on this device: closing the page forgets your log and what you added."
    if upload is not None and len(upload.data) > LARGEST:
        return "This file is too large to be remembered. Download the workbook to keep your work."
    if upload is not None and (upload.sample or "doubt" in st.session_state):
        return "This log is not remembered; your own stays as it was."
    if upload is not None and st.session_state.get("device_kept") != upload.digest:
        return "Being kept in this browser, on this device. Nothing is kept on a server."
    return "Remembered in this browser, on this device. Nothing is kept on a server."


def forget() -> None:
    """Removes the log from the session, and asks the device to delete its copy until it says that it has."""
    session.forget()
    _ask_to_forget()


def _ask_to_forget() -> None:
    st.session_state["device_forget"] = secrets.token_hex(8)
    st.session_state.pop("device_left", None)
    st.session_state.pop("device_opening", None)  # should it be kept again, the browser writes it anew


def _awaited() -> str | None:
    """The deletion that the device was asked for and has not answered yet."""
    asked: str | None = st.session_state.get("device_forget")
    return asked if asked != st.session_state.get("device_answered") else None


def _forgetting() -> str:
    """How far the device has forgotten, in a sentence; nothing where it was never asked to."""
    if "device_forget" not in st.session_state:
        return ""
    if _awaited():
        return "Deleting your log from this device."
    if "device_left" in st.session_state:
        return (
            "This browser did not delete your log from this device. "
            "Delete this site's data in the browser's settings."
        )
    return "Forgotten: this browser no longer keeps your log."


def refused() -> bool:
    """Whether this browser keeps nothing."""
    return "device_refused" in st.session_state or "device_elsewhere" in st.session_state


def ran_by_itself() -> bool:
    """Whether this run answers the device, so that what the last one told the person must stand again."""
    return bool(st.session_state.get("device_ran"))


def _keeps() -> bool:
    return bool(st.session_state.get("device_keeps", True))


def _flip() -> None:
    st.session_state["device_keeps"] = st.session_state.get("keep_switch", _keeps())
    st.session_state.pop("device_kept", None)
    if not _keeps():
        _ask_to_forget()


def _message() -> dict[str, Any]:
    """What the device is to do: forget, keep this log, leave its copy alone, or give it back."""
    if asked := _awaited():
        return {"forget": asked, "keep": _keeps()}
    if refused():
        return {"leave": True}
    upload: session.Upload | None = st.session_state.get("upload")
    if upload is None:
        return {"ask": _token()}
    if not _may_be_kept(upload):
        # Still ask: the person's own log waits behind a sample that was opened first.
        return {"ask": _token()} if upload.sample else {"leave": True}
    if not _keeps():
        return {"leave": True}
    message: dict[str, Any] = {"digest": upload.digest, "additions": _text(), "token": _token()}
    message["joined"] = st.session_state.get("device_joined")
    if st.session_state.get("device_kept") != upload.digest:
        message["file"] = _packed(upload)
    return message


def _may_be_kept(upload: session.Upload) -> bool:
    """A sample, a file that cannot be read, or one in doubt must not push the person's log off the device."""
    if upload.sample or len(upload.data) > LARGEST:
        return False
    try:
        session.log_in_hand()
    except UnreadableLog:
        return False
    return "doubt" not in st.session_state


def _packed(upload: session.Upload) -> dict[str, str]:
    return {
        "name": upload.name,
        "digest": upload.digest,
        "opening": _opening(upload),
        "opened": upload.opened_on.isoformat() if upload.opened_on else "",
        "bytes": base64.b64encode(upload.data).decode("ascii"),
    }


def _opening(upload: session.Upload) -> str:
    """Names this opening of a file: the browser writes the file of each one once."""
    known: tuple[session.Upload, str] | None = st.session_state.get("device_opening")
    if known is None or known[0] is not upload:
        known = st.session_state["device_opening"] = (upload, secrets.token_hex(8))
    return known[1]


def _token() -> str:
    """Names this session: the browser answers each one once, also after a restart of the server."""
    token: str = st.session_state.setdefault("device_token", secrets.token_hex(8))
    return token


def _text() -> str:
    """Everything added; written anew only when it differs."""
    added = session.additions()
    known: tuple[Additions, str] | None = st.session_state.get("device_text")
    if known is not None and known[0] is added:
        return known[1]
    text = json.dumps(to_plain(added, private=True))
    st.session_state["device_text"] = (added, text)
    return text


def _said() -> Mapping[str, Any]:
    """What the device has told; nothing where a page left in haste took its words along."""
    told: Mapping[str, Any] = st.session_state.get(_KEY) or {}
    return told


def _restore() -> None:
    found = _said().get("restored") or {}
    if not found.get("keep", True):
        st.session_state["device_keeps"] = False
    file = found.get("file")
    if not file or st.session_state.get("device_forget"):
        return
    try:
        left = _kept_before(file, found.get("additions"))
    except (binascii.Error, KeyError, TypeError, ValueError):
        session.say_left_out(("the file itself, which is damaged",))
        return
    if "upload" not in st.session_state and left.upload.digest == file["digest"]:
        st.session_state["device_kept"] = left.upload.digest
    session.bring(left)


def _kept_before(file: Mapping[str, Any], text: object) -> session.Aside:
    data = base64.b64decode(file["bytes"], validate=True)
    opened = date.fromisoformat(file["opened"]) if file.get("opened") else None
    upload = session.Upload(str(file["name"]), data, hashlib.sha256(data).hexdigest(), opened_on=opened)
    kept = _parsed(text)
    restored = from_plain(kept)
    session.say_left_out(left_out(kept, restored))
    return session.Aside(upload, restored)


def _parsed(text: object) -> object:
    """What a text of `_text` holds; nothing where it is no such text."""
    try:
        return json.loads(text) if isinstance(text, str) and text else {}
    except (ValueError, RecursionError):
        return None


def _take_newer() -> None:
    """Another tab has changed what was added to the same log: nothing of either is lost."""
    st.session_state["device_spoke"] = True
    newer = _said().get("newer") or {}
    mine, theirs = session.additions(), from_plain(_parsed(newer.get("text")))
    if newer.get("base"):
        merged = merge(from_plain(_parsed(newer["base"])), mine, theirs)
    else:
        # The tabs have nothing in common that is known, so what one of them lacks cannot have been deleted.
        merged = join(mine, theirs)
    st.session_state["additions"] = merged
    st.session_state["device_joined"] = newer.get("stamp")


def _note_kept() -> None:
    st.session_state["device_spoke"] = True
    upload: session.Upload | None = st.session_state.get("upload")
    if upload is not None and upload.digest == _said().get("kept"):  # else it was forgotten in the meantime
        st.session_state["device_kept"] = upload.digest
        st.session_state.pop("device_left", None)


def _note_connected() -> None:
    """The page has found back to the app; to run again is all that it needs."""
    st.session_state["device_spoke"] = True


def _note_forgotten() -> None:
    """The browser has deleted everything, or says why it could not."""
    st.session_state["device_spoke"] = True
    told = _said().get("forgotten") or {}
    if told.get("id") != st.session_state.get("device_forget"):
        return
    st.session_state["device_answered"] = told.get("id")
    if problem := told.get("problem"):
        st.session_state["device_left"] = problem
    else:
        st.session_state.pop("device_refused", None)  # there is room again


def _note_refused() -> None:
    if not (said := _said()):
        return
    reason = said.get("refused") or "unknown"
    st.session_state["device_elsewhere" if reason == "elsewhere" else "device_refused"] = reason
