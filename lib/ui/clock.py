"""The waiting clock: every open application, what it can still expect, and what to do about it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.focus.addressees import address
from lib.focus.messages import after_conversation, follow_up, recipient
from lib.hand.reader import LogInHand
from lib.measures.help import HELP
from lib.measures.searches import is_over
from lib.measures.seen import Seen
from lib.measures.waiting import cutoff_note, long_silent, undated_open, waiting_clock
from lib.ui import letters
from lib.ui.drawing import Shelf
from lib.ui.names import plain
from lib.words.phrases import counted, full_day, percent

ADVICE = {"follow up": "Follow up", "wait": "Wait", "let go": "Stop waiting"}
"""Advice → its words, the most urgent first."""
ASKS = {"follow up": "follow up", "wait": "wait for", "let go": "stop waiting for"}
SHOWN = 1_000
"""The table has at most this many lines: each costs the browser two hundred bytes."""

ALL = "All"
MANY = 10
"""If there are so many long silent applications, and they are half of the table, one line stands for them."""


def headline(seen: Seen, hand: LogInHand, shelf: Shelf) -> None:
    """The first sentence: how many applications are open, and how many to follow up or to let go."""
    st.header(shelf.once("clock headline", lambda: _sentence(seen, hand, shelf)), anchor=False)


def _sentence(seen: Seen, hand: LogInHand, shelf: Shelf) -> str:
    clock, undated = of(seen, shelf), undated_open(seen)
    waiting = counted(len(clock) + undated, "application") + " waiting"
    if is_over(hand.seen):
        return f"When this search ended, on {full_day(hand.as_of)}, it had {waiting}."
    if clock.empty:
        return f"{waiting}, none with a usable date." if undated else "No application is waiting."
    if hand.as_of_reason:
        waiting = f"Bring your log up to date first. On {full_day(hand.as_of)} it had {waiting}"
    asked = _asked(clock, undated)
    if not seen.all.answers_recorded:
        return f"{waiting}, and no answer noted. If none came: {asked}."
    return f"{waiting}{',' if asked.startswith(('to ', 'both ', 'all ')) else ':'} {asked}."


def _asked(clock: pd.DataFrame, undated: int) -> str:
    """What the advice comes to: "3 to follow up, 2 to wait for", or "all to wait for"."""
    advised = clock["advice"].value_counts()
    every = {1: "", 2: "both "}.get(len(clock), "all ")
    alone = len(advised) == 1 and not undated
    parts = [
        (every if alone else f"{advised[key]:,} ") + f"to {words}"
        for key, words in ASKS.items()
        if key in advised
    ]
    if advised.get("follow up", 0) > MOST_FOLLOW_UPS:
        parts[0] += f" (the first {MOST_FOLLOW_UPS} matter most)"
    return ", ".join([*parts, *([f"{undated:,} without a usable date"] if undated else [])])


def of(seen: Seen, shelf: Shelf) -> pd.DataFrame:
    """The waiting clock, what needs something done first."""
    return shelf.once("clock", lambda: _by_advice(waiting_clock(seen), seen))


MOST_FOLLOW_UPS = 5
"""A person can do this many follow-ups well; if there are more, the others can wait."""


def _by_advice(clock: pd.DataFrame, seen: Seen) -> pd.DataFrame:
    """The clock sorted by urgency; follow-ups after a conversation first, then those likeliest to succeed."""
    places = seen.applications.index.get_indexer(clock.index)
    ordered = clock.assign(
        order=clock["advice"].map(list(ADVICE).index),
        talked=(clock["advice"] == "follow up") & seen.positive[places],
        hope=clock["chance_positive"].where(clock["advice"] == "follow up"),
    ).sort_values(["order", "talked", "hope"], ascending=[True, False, False], kind="stable")
    return ordered.drop(columns=["order", "talked", "hope"])


def section(seen: Seen, shelf: Shelf) -> None:
    """The clock as a table to sort and search; selecting a line shows a draft message."""
    st.header("Your waiting clock", anchor=False)
    clock = of(seen, shelf)
    if clock.empty:
        st.caption("No waiting application has the day it was sent, so there is nothing to time here.")
        return
    found = _searched(clock, seen.cutoff, told=seen.all.answers_recorded)
    if not found.empty:
        _table(found, seen)
    for note in shelf.once("clock notes", lambda: _notes(seen)):
        st.caption(plain(note, 500))


def _table(found: pd.DataFrame, seen: Seen) -> None:
    shown = found.head(SHOWN)
    if len(found) > SHOWN:
        st.caption(f"The first {SHOWN:,} of {len(found):,}; search to find another.")
    event = st.dataframe(
        _readable(shown),
        hide_index=True,
        column_config=_COLUMNS,
        placeholder="–",
        alt="Waiting applications with their age, chances and advice",
        key="clock",
        on_select="rerun",
        selection_mode="single-row",
    )
    _draft(seen, shown, event["selection"]["rows"])


def _searched(clock: pd.DataFrame, cutoff: int, *, told: bool) -> pd.DataFrame:
    """The lines that match the search, which is for plain text and also finds lines that are not listed."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            "Search", key="clock_search", placeholder="Employer or role", persist_state="session", width=320
        )
        chosen = st.radio(
            "Advice",
            [ALL, *ADVICE.values()],
            horizontal=True,
            key="clock_advice",
            persist_state="session",
        )
    if not wanted and chosen == ALL:
        return clock if _shows_all(clock, cutoff, told=told) else clock[~long_silent(clock, cutoff)]
    words = clock["company"].fillna("") + " " + clock["role"].fillna("")
    found = words.str.contains(wanted or "", case=False, regex=False)
    fitting = clock[found & ((chosen == ALL) | (clock["advice"].map(ADVICE) == chosen))]
    if fitting.empty:
        st.caption("No waiting application fits this search and this advice.")
    return fitting


def _shows_all(clock: pd.DataFrame, cutoff: int, *, told: bool) -> bool:
    """Whether the long silent are listed: always if they are few, else if the person asks for it."""
    silent = int(long_silent(clock, cutoff).sum())
    if silent < MANY or silent * 2 < len(clock):
        return True
    unless = "" if told else " unless your log left one out,"
    listed = bool(st.session_state.get("clock_all"))
    which = f"{silent:,} of {len(clock):,}" if listed else f"{silent:,} more"
    which = f"All {silent:,}" if silent == len(clock) else which
    days = counted(cutoff, "day")
    st.markdown(f"{which} have had no reply for more than {days}:{unless} you can stop waiting for them.")
    return st.toggle(f"Show all {len(clock):,}", key="clock_all", persist_state="session")


def _readable(clock: pd.DataFrame) -> Styler:
    """The table for the screen, what matters on a telephone first; chances shown as whole per cents."""
    shown = pd.DataFrame(
        {
            "Do": clock["advice"].map(ADVICE),
            "Age": clock["age_days"],
            "Employer": clock["company"],
            "Role": clock["role"],
            "Chance of an invitation": clock["chance_positive"],
            "Why": clock["brief"],
        }
    )
    nameless = [c for c in ("Employer", "Role") if shown[c].isna().all()]
    if len(nameless) == 2:
        shown.insert(2, "Row", clock["row"])
    words: dict[Any, Any] = {"Age": _days, "Chance of an invitation": percent}
    return shown.drop(columns=nameless).style.format(words)


def _days(age: float) -> str:
    return counted(int(age), "day")


_COLUMNS = {
    "Do": st.column_config.TextColumn(help=HELP["advice"]),
    "Age": st.column_config.NumberColumn(alignment="left", help=HELP["age_days"]),
    "Employer": st.column_config.TextColumn(width=140),
    "Role": st.column_config.TextColumn(width=165),
    "Chance of an invitation": st.column_config.NumberColumn(alignment="left", help=HELP["chance_positive"]),
    "Why": st.column_config.TextColumn(help="In a few words. Choose a line for the whole reason."),
}


def _draft(seen: Seen, shown: pd.DataFrame, chosen: list[int]) -> None:
    if not chosen or chosen[0] >= len(shown):
        st.caption("Choose a line for its reason and a draft message.")
        return
    label = shown.index[chosen[0]]
    at = int(seen.applications.index.get_indexer(pd.Index([label]))[0])
    heard = pd.Timestamp(seen.last_contact[at])
    to = recipient(seen.applications.loc[label], None if pd.isna(heard) else heard.date())
    line = shown.iloc[chosen[0]]
    st.markdown(plain(f"{ADVICE[line['advice']]}: {line['why']}{_soon(line)}", 300))
    message = after_conversation(to) if seen.positive[at] else follow_up(to)
    letters.letter(message, address(seen.applications.loc[label, "contact"]), key="clock_letter")


def _soon(line: pd.Series) -> str:
    """A sentence for a line without a reply: the chance of one in the next two weeks, and its row."""
    chance = line["chance_reply_14d"]
    reply = "" if pd.isna(chance) else f" Chance of a reply of any kind within 14 days: {percent(chance)}."
    return f"{reply} Row {line['row']} of your log."


def _notes(seen: Seen) -> list[str]:
    """Notes on how the chances were worked out, and on what is missing from the table."""
    undated = undated_open(seen)
    missing = (
        f"{counted(undated, 'waiting application')} without a usable date cannot be timed."
        if undated
        else None
    )
    notes = (cutoff_note(seen), missing)
    return [note for note in notes if note]
