"""The log comes back by itself: it is kept in the browser's own database, never on the server.

A small component passes the file and what was added to it to IndexedDB, and gives both back to the next
session of the same browser. Without that database (in a private window, or if storage is full) the app works
all the same, and says that it will not remember. `lib.hand.device` decides what is passed and what is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from lib.hand.device import forgetting, message, where
from lib.hand.kept import is_as_kept, joined, unpacked
from lib.log.schema import UnreadableLog
from lib.ui import parting, session

_KEY = "device_storage"
_SWITCH = "keep_switch"
_COMPONENT = st.components.v2.component(
    "detour_device_storage",
    html="<span></span>",
    js=(Path(__file__).parent / "assets" / "storage.js").read_text(encoding="utf-8"),
)


def sync() -> None:
    """Makes the device's copy and the session agree; call once in each run, before the log is used.

    If no log is open, it also says whether the device has deleted the one that was.
    """
    session.know(session.device().begin_run())
    readable = _readable()  # first, because reading a file for the first time sets what was added to it
    _COMPONENT(
        key=_KEY,
        data=message(session.device(), session.held(), readable=readable),
        height=1,
        on_restored_change=_restore,
        on_kept_change=_note_kept,
        on_forgotten_change=_note_forgotten,
        on_newer_change=_take_newer,
        on_connected_change=_note_connected,
        on_refused_change=_note_refused,
    )
    if session.held().upload is None and (sentence := forgetting(session.device())):
        st.caption(sentence)


def switch() -> None:
    """The visible switch, and the sentence that says where the log is."""
    device = session.device()
    if device.keeps_nothing:
        st.caption(f":material/cloud_off: {where(device, session.held())}")
    else:
        st.toggle("Remember on this device", key=_SWITCH, value=device.keeps, on_change=_flip)
        st.caption(where(device, session.held()))
    st.button(
        "Forget everything on this device",
        icon=":material/delete:",
        type="tertiary",
        on_click=parting.ask,
    )


def _readable() -> bool:
    try:
        session.log_in_hand()
    except UnreadableLog:
        return False
    return True


def _flip() -> None:
    device = session.device()
    session.know(device.switch(keeps=bool(st.session_state.get(_SWITCH, device.keeps))))


def _said() -> Mapping[str, Any]:
    """The device's message; empty if it was lost because the page was left too quickly."""
    told: Mapping[str, Any] = st.session_state.get(_KEY) or {}
    return told


def _restore() -> None:
    found, device, held = _said().get("restored") or {}, session.device(), session.held()
    file, keeps = found.get("file"), found.get("keep", True)
    session.know(device.hear_restored(keeps=keeps))
    if not file or device.forgetting is not None:
        return
    left, lost = unpacked(file, found.get("additions"))
    if left is not None:
        held = held.bring(left)
        if held.upload is left.upload and is_as_kept(file, left.upload):
            session.know(device.hear_restored(keeps=keeps, kept=left.upload.digest))
    session.hold(held.without(lost))


def _take_newer() -> None:
    """Joins what another tab added to the same log with what was added here; nothing of either is lost."""
    newer = _said().get("newer") or {}
    session.hold(joined(session.held(), newer.get("text"), newer.get("base")))
    session.know(session.device().hear_newer(newer.get("stamp")))


def _note_kept() -> None:
    session.know(session.device().hear_kept(_said().get("kept"), session.held().upload))


def _note_connected() -> None:
    session.know(session.device().hear_connected())


def _note_forgotten() -> None:
    told = _said().get("forgotten") or {}
    session.know(session.device().hear_forgotten(told.get("id"), told.get("problem")))


def _note_refused() -> None:
    if said := _said():
        session.know(session.device().hear_refused(said.get("refused") or "unknown"))
