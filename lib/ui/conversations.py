"""How a conversation went: what was asked, and whether the answer went well, one line for each question."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from lib.focus.days import next_workday
from lib.focus.talks import OFTEN, WeakQuestion, weak_questions
from lib.hand.reader import LogInHand
from lib.log.news import Event, record
from lib.log.schema import UnreadableLog
from lib.summary.additions import StepMark
from lib.ui import session
from lib.ui.names import plain
from lib.words.phrases import counted

ASKED = "talk_asked"
HOW = {"Well": "well", "Not so well": "weak"}
"""How an answer went, in words → as it is kept."""


def ask(name: str, on: date) -> None:
    """Opens the dialog about one conversation in the next run."""
    st.session_state[ASKED] = (name, on)


def show() -> None:
    """Shows the dialog, if it was asked for; call once on every page, outside the sidebar."""
    if ASKED in st.session_state:
        _dialog()


def _close() -> None:
    st.session_state.pop(ASKED, None)


@st.dialog("How did it go?", icon=":material/forum:", on_dismiss=_close)
def _dialog() -> None:
    if ASKED not in st.session_state:
        st.rerun()
    name, on = st.session_state[ASKED]
    st.caption(
        "A line for each question that you remember. What keeps coming up weak becomes something to practise."
    )
    empty = pd.DataFrame(
        {"They asked": pd.Series([""] * 3, dtype="str"), "It went": pd.Series(["Well"] * 3, dtype="str")}
    )
    lines = st.data_editor(
        empty,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "They asked": st.column_config.TextColumn(width="large"),
            "It went": st.column_config.SelectboxColumn(options=list(HOW), required=True),
        },
        key=f"talk_lines_{name}_{on}",
        alt="Questions of the conversation",
    )
    if st.button("Save", key="talk_save", type="primary", icon=":material/check:"):
        keep(name, on, lines.to_dict("records"))
        _close()
        st.rerun()


def keep(name: str, on: date, lines: list[dict[Any, Any]]) -> None:
    """Keeps the questions of one conversation; an empty list is kept as well, so as not to ask again."""
    try:
        hand = session.log_in_hand()
    except UnreadableLog:
        return
    if hand is None:
        return
    today = session.today()
    told = [
        (" ".join(str(line["They asked"] or "").split()), HOW.get(line["It went"], "well")) for line in lines
    ]
    asked = [Event(name, "asked", on, today, field=how, value=words) for words, how in told if words]
    nothing = Event(name, "asked", on, today, field="well", value="")
    events = record(session.additions().events, hand.result.log, *(asked or [nothing]))
    session.add(events=events, marks=_with_practice(events, today))


def _with_practice(events: tuple[Event, ...], today: date) -> tuple[StepMark, ...]:
    """The marks on steps, with a step added to practise each question that was often answered weakly."""
    marks = session.additions().marks
    known = {mark.key for mark in marks}
    new = [
        StepMark(
            key,
            what=f"Practise an answer out loud: “{question.words}”",
            due=next_workday(today + timedelta(days=2)),
            own=True,
        )
        for question in weak_questions(events)
        if question.weak >= OFTEN and (key := _step_of(question)) not in known
    ]
    return (*marks, *new)


def _step_of(question: WeakQuestion) -> str:
    return "own/practise-" + hashlib.sha256(question.words.casefold().encode()).hexdigest()[:12]


def weak(hand: LogInHand) -> None:
    """The part of Reflect that lists questions that were answered weakly, and how often."""
    found = [question for question in weak_questions(session.additions().events) if question.weak]
    if not found:
        return
    with st.container(border=True):
        st.subheader("Questions that come up weak", anchor=False)
        lines = [
            f"- {plain(q.words, 200)}: not so well {q.weak} of {counted(q.asked, 'time')}" for q in found[:5]
        ]
        st.markdown("\n".join(lines))
        if any(question.weak >= OFTEN for question in found):
            st.caption("What came up weak twice or more is in your plan as something to practise.")
