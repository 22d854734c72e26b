"""The waiting clock: every open application, what it can still expect, and what to do about it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from lib.measures.help import HELP
from lib.measures.waiting import blend_note, cutoff_note, undated_open, waiting_clock
from lib.ui.text import count, plain

ADVICE = {"wait": "Wait", "follow up": "Follow up", "let go": "Let go"}


def headline(applications: pd.DataFrame, as_of: date) -> None:
    """How many applications are open, and what they ask for."""
    clock = waiting_clock(applications, as_of)
    if clock.empty:
        st.markdown("##### No dated application is open.")
        return
    advised = clock["advice"].value_counts()
    parts = [
        f"{advised.get(key, 0)} to {words.lower()}" for key, words in ADVICE.items() if advised.get(key, 0)
    ]
    st.markdown(f"##### {count(len(clock), 'open application')}: {', '.join(parts)}.")


def table(applications: pd.DataFrame, as_of: date) -> None:
    """The clock as a table that can be sorted and searched, searched for plain text and not for patterns."""
    st.subheader("Your waiting clock", anchor=False)
    clock = waiting_clock(applications, as_of)
    if clock.empty:
        st.caption("No open application has the day it was sent, so there is nothing to time here.")
        return
    for note in (blend_note(applications, as_of), cutoff_note(applications, as_of)):
        if note:
            st.caption(plain(note, 500))
    shown = _searched(clock)
    st.dataframe(
        _readable(shown),
        hide_index=True,
        column_config=_COLUMNS,
        alt="Open applications with their age, chances and advice",
        key="clock",
    )
    if undated := undated_open(applications, as_of):
        st.caption(f"{count(undated, 'open application')} without a usable date cannot be timed.")


def _searched(clock: pd.DataFrame) -> pd.DataFrame:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            "Search", key="clock_search", placeholder="Company or role", persist_state="session"
        )
        chosen = st.pills(
            "Advice",
            list(ADVICE),
            selection_mode="multi",
            format_func=lambda key: ADVICE[key],
            key="clock_advice",
            persist_state="session",
        )
    words = clock["company"].fillna("") + " " + clock["role"].fillna("")
    found = words.str.contains(wanted or "", case=False, regex=False)
    return clock[found & (clock["advice"].isin(chosen) if chosen else True)]


def _readable(clock: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Company": clock["company"],
            "Role": clock["role"],
            "Age": clock["age_days"],
            "Do": clock["advice"].map(ADVICE),
            "Positive reply still": clock["chance_positive"],
            "Any reply in 14 days": clock["chance_reply_14d"],
            "Why": clock["why"],
            "Row": clock["row"],
        }
    )


_COLUMNS = {
    "Age": st.column_config.NumberColumn(format="%d days", help=HELP["age_days"]),
    "Positive reply still": st.column_config.NumberColumn(format="percent", help=HELP["chance_positive"]),
    "Any reply in 14 days": st.column_config.NumberColumn(format="percent", help=HELP["chance_reply_14d"]),
}
