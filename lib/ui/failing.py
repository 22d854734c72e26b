"""What is shown when something in Detour itself breaks: what can still be done, not a red box."""

from __future__ import annotations

import traceback
from pathlib import Path

import streamlit as st

from lib.ui import frame, parting, session
from lib.ui.names import plain

HOME = Path(__file__).parents[2]
ASKED = "failing_forget_asked"


def show(problem: Exception) -> bool:
    """Says that the fault is Detour's, and offers what can still be done; True means nothing more to show."""
    held = session.held()
    with st.container(border=True, key="failing"):
        st.subheader("Something in Detour broke", anchor=False)
        st.markdown(
            "The fault is ours, not your file’s. Nothing that you added is lost: it is still held here. "
            "Try again; if the same happens, save what you added and close the log."
        )
        with st.container(horizontal=True):
            st.button("Try again", type="primary", icon=":material/refresh:", key="failing_again")
            st.page_link(frame.at("import_log"), label="Go to Import", icon=":material/upload_file:")
        with st.container(horizontal=True):
            if held.added is not None:
                st.download_button(
                    "Save what you added",
                    data=held.text,
                    file_name="detour_added.json",
                    mime="application/json",
                    help="Open your spreadsheet again, and then this file: what you added comes back.",
                    icon=":material/download:",
                    key="failing_added",
                    on_click="ignore",
                )
            if held.upload is not None:
                st.button(
                    "Close this log",
                    icon=":material/close:",
                    type="tertiary",
                    key="failing_close",
                    on_click=session.close,
                )
            st.button(
                "Forget everything on this device",
                icon=":material/delete:",
                type="tertiary",
                key="failing_forget",
                on_click=_ask if held.upload is not None else session.forget,
            )
        if st.session_state.get(ASKED):
            _question()
        with st.expander("For whoever looks into it", key="failing_where"):
            st.markdown(f"{plain(type(problem).__name__, 80)} in {plain(_place(problem), 200)}")
    return True


def _ask() -> None:
    st.session_state[ASKED] = True


def _question() -> None:
    """As elsewhere, but without a dialog or a workbook: what broke may be what these need."""
    st.markdown(
        f"This browser will no longer have {plain(parting.what_goes(None), 400)}. There is no way back."
    )
    with st.container(horizontal=True):
        st.button(
            "Forget it all",
            key="failing_forget_all",
            type="primary",
            icon=":material/delete:",
            on_click=session.forget,
        )
        st.button("Keep it", key="failing_keep", on_click=lambda: st.session_state.pop(ASKED, None))


def _place(problem: Exception) -> str:
    """The last line of Detour's own code before the problem; it contains nothing of the person's log."""
    steps = [step for step in traceback.extract_tb(problem.__traceback__) if _is_ours(step.filename)]
    return f"{Path(steps[-1].filename).relative_to(HOME)}, line {steps[-1].lineno}" if steps else "Streamlit"


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(HOME) and "site-packages" not in file
