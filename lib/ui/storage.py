"""The log comes back by itself: kept in the browser's own database, never on the server.

A small component passes the file and what was added to IndexedDB, and hands both back to the next
session of the same browser. Without that database (a private window, storage full) the app works as
before, and says that it will not remember.
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any

import streamlit as st

from lib.summary.keeping import from_plain, to_plain
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
    """Brings the device's copy and the session together; call once a run, before the log is used."""
    _COMPONENT(
        key=_KEY,
        data=_message(),
        height=1,
        on_restored_change=_restore,
        on_kept_change=_note_kept,
        on_refused_change=_note_refused,
    )


def switch() -> None:
    """The visible switch, what it does, and the button that forgets."""
    if refused():
        st.caption(
            "This browser does not let Detour remember your log. Download the workbook to keep your work."
        )
        return
    st.toggle(
        "Remember on this device",
        key="keep_switch",
        value=_keeps(),
        on_change=_flip,
        help="Keeps your log and what you add in this browser, so that it is here again after a refresh. "
        "It is never kept on a server.",
    )
    st.button("Forget everything on this device", icon=":material/delete:", type="tertiary", on_click=forget)


def forget() -> None:
    """Removes the log from the session and from the device."""
    session.close()


def refused() -> bool:
    """Whether this browser keeps nothing."""
    return bool(st.session_state.get("device_refused"))


def _keeps() -> bool:
    return bool(st.session_state.get("device_keeps", True))


def _flip() -> None:
    st.session_state["device_keeps"] = st.session_state["keep_switch"]
    st.session_state.pop("device_kept", None)


def _message() -> dict[str, Any]:
    upload: session.Upload | None = st.session_state.get("upload")
    if upload is None and not st.session_state.get("device_asked"):
        return {"ask": True}
    # A sample must not push the person's own log off the device; too large a file is left where it is.
    if upload is not None and (upload.sample or len(upload.data) > LARGEST):
        return {"leave": True}
    st.session_state["device_asked"] = True
    message: dict[str, Any] = {"ask": False, "keep": _keeps(), "digest": upload.digest if upload else None}
    if upload is not None and _keeps():
        message["additions"] = json.dumps(to_plain(session.additions(), private=True))
        if st.session_state.get("device_kept") != upload.digest:
            content = base64.b64encode(upload.data).decode("ascii")
            message["file"] = {"name": upload.name, "digest": upload.digest, "bytes": content}
    return message


def _restore() -> None:
    found = st.session_state[_KEY].get("restored") or {}
    st.session_state["device_asked"] = True
    st.session_state["device_keeps"] = bool(found.get("keep", True))
    file = found.get("file")
    if not file or "upload" in st.session_state:
        return
    try:
        data = base64.b64decode(file["bytes"], validate=True)
        session.open_upload(str(file["name"]), data)
        st.session_state["device_kept"] = file["digest"]
        if found.get("additions"):
            st.session_state["additions"] = from_plain(json.loads(found["additions"]))
    except (binascii.Error, KeyError, TypeError, ValueError):
        # What another program wrote into the database is no log of ours.
        session.close()


def _note_kept() -> None:
    st.session_state["device_kept"] = st.session_state[_KEY].get("kept")


def _note_refused() -> None:
    st.session_state["device_refused"] = True
    st.session_state["device_asked"] = True
