"""How a conversation went: what was asked, and whether the answer went well, one line for each question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

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
LINES = "talk_count"
FIRST_LINES = 2
"""Fields for this many questions are shown at first; more come one by one."""
HOW = {"Well": "well", "Not so well": "weak"}
"""How an answer went, in words → as it is kept."""


def ask(name: str, on: date) -> None:
    """Opens the dialog about one conversation in the next run."""
    for key in [key for key in st.session_state if str(key).startswith("talk_")]:
        st.session_state.pop(key, None)
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
    lines = [_line(i) for i in range(st.session_state.get(LINES, FIRST_LINES))]
    with st.container(horizontal=True):
        if st.button("Save", key="talk_save", type="primary", icon=":material/check:"):
            keep(name, on, lines)
            _close()
            st.rerun()
        st.button("Another question", key="talk_more", icon=":material/add:", type="tertiary", on_click=_more)


def _line(i: int) -> tuple[str, str]:
    """Fields for one question; what was asked, and how the answer went."""
    words = st.text_input(f"Question {i + 1}: they asked", key=f"talk_words_{i}", persist_state="session")
    how = st.segmented_control(
        f"Question {i + 1}: it went",
        list(HOW),
        default="Well",
        required=True,
        key=f"talk_how_{i}",
        persist_state="session",
        label_visibility="collapsed",
    )
    return words, HOW[how or "Well"]


def _more() -> None:
    st.session_state[LINES] = st.session_state.get(LINES, FIRST_LINES) + 1


def keep(name: str, on: date, lines: Sequence[tuple[str, str]]) -> None:
    """Keeps the questions of one conversation; that there were none is kept as well, so as not to ask again.

    Each of `lines` is a question in words ("" for none) and how the answer went.
    """
    try:
        hand = session.log_in_hand()
    except UnreadableLog:
        return
    if hand is None:
        return
    today = session.today()
    told = [(" ".join(words.split()), how) for words, how in lines]
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
