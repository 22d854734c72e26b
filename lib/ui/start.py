"""The first lines of every page: the frame, the log in hand, and what to do without one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.hand.reader import LogInHand
from lib.log.schema import UnreadableLog
from lib.ui import frame, session
from lib.ui.names import plain
from lib.words.phrases import full_day

SAMPLE_FOLDER = Path(__file__).parents[2] / "sample_data"
SAMPLES = {
    "david.csv": "David: good referrals, turned down in final rounds",
    "many_sent.csv": "180 sent, almost no replies",
    "slowed_down.csv": "A good search that slowed down",
    "messy_europe.xlsx": "A messy German workbook",
}
"""Sample file → its story in a few words."""


def page(title: str) -> LogInHand:
    """Starts a page: writes its title, and returns the log in hand; stops the page if none is open."""
    st.set_page_config(page_title=f"{title} · Detour")
    st.title(title, anchor=False)
    try:
        hand = session.log_in_hand()
    except UnreadableLog as problem:
        unreadable(problem)
        st.page_link(frame.at("import_log"), label="Open another file", icon=":material/upload_file:")
        st.stop()
    if hand is None:
        _nothing_open()
        st.stop()
    if not len(hand.log):
        st.info(f"{plain(hand.upload.name)} has no applications yet, only rows that were set aside.")
        st.page_link(frame.at("import_log"), label="See why, and correct it", icon=":material/upload_file:")
        st.stop()
    return hand


def unreadable(problem: UnreadableLog) -> None:
    """Says which file cannot be used, why, and what to do; corrections that are the cause can be undone."""
    upload = session.held().upload
    name = plain(upload.name, 80) if upload else ""
    why = f"**{plain(problem.title, 200)}** ({name})  \n{plain(problem.message, 600)}"
    st.warning(why, icon=":material/info:")
    if session.corrected():
        st.button(
            "Read it without my corrections",
            icon=":material/undo:",
            key="uncorrected",
            on_click=session.read_uncorrected,
        )


def _nothing_open() -> None:
    st.markdown("This page needs your log of applications. Open it first.")
    st.page_link(frame.at("import_log"), label="Open your spreadsheet", icon=":material/upload_file:")
    st.markdown("Or look around with a sample first:")
    samples()


def samples() -> None:
    """A button for each sample."""
    with st.container(horizontal=True):
        for file, story in SAMPLES.items():
            st.button(
                story, icon=":material/science:", key=f"sample_{file}", on_click=open_sample, args=(file,)
            )


def open_sample(file: str) -> None:
    """Takes one of the samples in hand."""
    session.open_upload(file, (SAMPLE_FOLDER / file).read_bytes(), sample=True)


def as_of_note(hand: LogInHand) -> None:
    """Says from which day the log is seen, if that is not today."""
    if hand.search and hand.as_of_reason:
        st.caption(f":material/event: This search is seen from {full_day(hand.as_of)}, its own last day.")
    elif hand.as_of_reason:
        st.caption(
            f":material/event: Seen from {full_day(hand.as_of)}, the last day in your log, not from today. "
            "“As of” in the sidebar changes the day."
        )
