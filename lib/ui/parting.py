"""Forget everything on this device: a question that lists what will be lost and offers the workbook first."""

from __future__ import annotations

import streamlit as st

from lib.hand.reader import LogInHand
from lib.log.schema import UnreadableLog
from lib.ui import computed, session
from lib.ui.downloads import download
from lib.ui.names import plain
from lib.words.phrases import counted, listed

ASKED = "forget_asked"


def ask() -> None:
    """Opens the question in this run; if nothing is held, there is nothing to ask."""
    if session.held().upload is None:
        session.forget()
    else:
        st.session_state[ASKED] = True


def show() -> None:
    """Shows the question, if it was opened; call once on every page, outside the sidebar."""
    if st.session_state.get(ASKED):
        _dialog()


def _close() -> None:
    st.session_state.pop(ASKED, None)


@st.dialog("Forget everything on this device?", icon=":material/delete:", on_dismiss=_close)
def _dialog() -> None:
    if not st.session_state.get(ASKED):
        st.rerun()
    try:
        hand = session.log_in_hand()
    except UnreadableLog:
        hand = None
    st.markdown(f"This browser will no longer have {plain(what_goes(hand), 400)}. There is no way back.")
    if hand is not None and len(hand.log):
        st.caption("The workbook holds all of it, and brings it back when you open it here.")
        summary = computed.summary(hand)
        download("xlsx", summary, key="forget_workbook", label="Download the workbook first")
    with st.container(horizontal=True):
        st.button(
            "Forget it all",
            key="forget_all",
            type="primary",
            icon=":material/delete:",
            on_click=session.forget,
        )
        if st.button("Keep it", key="forget_not"):
            _close()
            st.rerun()


def what_goes(hand: LogInHand | None) -> str:
    """What is kept now, in words: the file and what was added to it."""
    added, upload = session.additions(), session.held().upload
    file = f"{upload.name if upload else 'your log'}"
    counts = {
        "change": len([e for e in added.events if e.what != "asked"]),
        "answer about a rejection": len(added.reflections),
        "step": len(added.marks),
    }
    parts = [counted(n, *_plural(noun)) for noun, n in counts.items() if n]
    parts += [counted(len(added.contacts), "person", "people")] if added.contacts else []
    size = f" with its {counted(len(hand.log), 'application')}" if hand is not None else ""
    return f"{file}{size}" + (f", nor {listed(parts)} that you added" if parts else "")


def _plural(noun: str) -> tuple[str, str]:
    return noun, noun.replace("answer", "answers", 1) if noun.startswith("answer") else f"{noun}s"
