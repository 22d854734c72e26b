"""“Your spreadsheet, updated”: the file that was opened, with the news in it, to download."""

from __future__ import annotations

import hashlib

import streamlit as st

from lib.hand.reader import LogInHand
from lib.log.news import Events
from lib.summary.giving_back import give_back
from lib.ui import computed, session
from lib.ui.cached import CACHED
from lib.ui.downloads import download
from lib.ui.names import plain
from lib.updated.spreadsheet import Updated, changes_csv
from lib.words.phrases import counted


def offer(hand: LogInHand, *, key: str) -> None:
    """A button that makes the file, and after that the download with notes on it."""
    events = session.additions().events
    if hand.upload.sample or all(event.what == "asked" for event in events):
        return
    known = repr((hand.upload.digest, events, session.additions().choices))
    made_for = hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()
    if st.session_state.get("updated_for") != made_for:
        st.button(
            "Your spreadsheet, updated",
            key=f"update_{key}",
            icon=":material/sync:",
            on_click=lambda: st.session_state.update(updated_for=made_for),
            help="The file that you opened, in its own layout, with only what is new written into it.",
        )
        return
    made = _made(made_for, hand, events)
    _download(made, hand, key)


@st.cache_resource(scope="session", max_entries=2, show_spinner="Writing the news into your spreadsheet")
def _made(made_for: str, _hand: LogInHand, _events: Events) -> Updated:
    book = CACHED.open(_hand.upload).book
    return give_back(_hand.upload.data, book, _hand.result, _events, session.today())


def _download(made: Updated, hand: LogInHand, key: str) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(made.name, 60)}**: {_counts(made)}.")
        for line in (*made.notes, *made.sentences):
            st.caption(plain(line, 400))
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                "Download it",
                made.data,
                file_name=made.name,
                mime=made.mime,
                key=f"updated_{key}",
                icon=":material/download:",
                type="primary",
                on_click="ignore",
            )
            if made.left:
                st.download_button(
                    "List of changes",
                    changes_csv(made.left),
                    file_name="changes.csv",
                    mime="text/csv",
                    key=f"changes_{key}",
                    icon=":material/list:",
                    on_click="ignore",
                )
                _workbook(hand, key)


def _workbook(hand: LogInHand, key: str) -> None:
    """A download of our own workbook, which contains everything, whatever the layout of the file."""
    download(
        "xlsx",
        computed.summary(hand),
        key=f"workbook_{key}",
        label="Everything as a workbook",
        icon=":material/table:",
    )


def _counts(made: Updated) -> str:
    """A sentence on how much of the news is in the file."""
    said = []
    if made.told:
        said.append(f"{counted(made.told, 'application')} brought up to date")
    if made.added:
        said.append(f"{counted(made.added, 'row')} added")
    if made.removed:
        said.append(f"{counted(made.removed, 'row')} removed")
    return ", ".join(said) or "nothing could be written into it"
