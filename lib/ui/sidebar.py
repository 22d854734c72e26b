"""The sidebar of every page, with the log in hand."""

from __future__ import annotations

import streamlit as st

from lib.log.schema import UnreadableLog
from lib.ui import periods, session, storage
from lib.ui.names import plain
from lib.words.phrases import counted


def show_log_in_hand() -> None:
    """Shows the open log, its size and the day it is seen from, with the means to change them."""
    try:
        hand = session.log_in_hand()
    except UnreadableLog:
        return
    if hand is None:
        return
    with st.container(border=True):
        st.markdown(f"**{plain(hand.upload.name, 40)}**")
        st.caption(("Sample, " if hand.upload.sample else "") + counted(len(hand.log), "application"))
        if hand.search:
            st.caption(f"Looked at: {plain(periods.named(hand.search), 60)}")
        # The field must follow the log, since another file has another day.
        st.session_state["as_of_widget"] = hand.as_of
        st.date_input(
            "As of",
            format="YYYY-MM-DD",
            key="as_of_widget",
            on_change=_choose_day,
            help="The day from which the log is seen: what has no outcome by then is waiting. "
            + (hand.as_of_reason or ""),
        )
        st.button("Close this log", icon=":material/close:", type="tertiary", on_click=session.close)
    if lost := session.held().left_out:
        st.caption(
            ":material/info: Left out of what was kept before, because this version of Detour cannot use it: "
            f"{plain(', '.join(lost), 300)}. Everything else is as it was."
        )
    storage.switch()


def _choose_day() -> None:
    if chosen := st.session_state.get("as_of_widget"):
        session.read_as_of(chosen)
