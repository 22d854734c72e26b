"""What somebody who comes back sees first: what changed, what is due today, and the ways to go on."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.hand.reader import LogInHand
from lib.log.news import live
from lib.summary.plan import PlannedStep, planned_steps
from lib.ui import (
    as_read,
    computed,
    editing,
    frame,
    giving,
    opening,
    recording,
    session,
    start,
    today,
)
from lib.ui.names import plain
from lib.words.phrases import counted, named_day

SHOWN = 3
"""Steps and changes named at most: the others stand on their pages."""


def is_back(hand: LogInHand) -> bool:
    """Whether the browser gave this log back: nobody has opened a file in this visit."""
    return hand.upload.place == 0 and not hand.upload.sample and len(hand.log) > 0


def page(hand: LogInHand) -> None:
    """Where the search stands, before how its file was read."""
    st.title("Where your search stands", anchor=False)
    rows = hand.log.applications  # with the news since the file was saved, as on every other page
    st.markdown(f"{counted(len(rows), 'application')}: {as_read.how_they_stand(rows)}.")
    start.as_of_note(hand)
    today.cards(hand)
    with st.container(border=True):
        st.subheader("Due today", anchor=False)
        st.markdown(due(planned_steps(computed.summary(hand)), session.today()))
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            recording.button("back")
            st.page_link(frame.at("next_steps"), label="Open the plan", icon=":material/checklist:")
            st.page_link(frame.at("focus"), label="What to focus on", icon=":material/target:")
    _changed(hand)
    st.header("Open a newer version of your spreadsheet, or another log", anchor=False)
    opening.ways()


def due(steps: tuple[PlannedStep, ...], day: date) -> str:
    """The steps that are due by `day` as a list; where there are none, the next one with its day."""
    ahead = sorted((step for step in steps if not step.done and step.due), key=lambda s: s.due or day)
    now = [step for step in ahead if step.due and step.due <= day]
    if now:
        more = f"\n- and {counted(len(now) - SHOWN, 'more step')}" if len(now) > SHOWN else ""
        return "\n".join(f"- {plain(step.what, 300)}" for step in now[:SHOWN]) + more
    if ahead and ahead[0].due:
        return f"Nothing. Next, by {named_day(ahead[0].due)}: {plain(ahead[0].what, 300)}"
    return "Nothing: no step of your plan is left to do."


def _changed(hand: LogInHand) -> None:
    """The latest news that the spreadsheet does not hold yet, and the spreadsheet with it."""
    events = [event for event in session.additions().events if event.what != "asked"]
    if not events:
        return
    living = live(hand.result.log, session.additions().events, removed=False)
    with st.container(border=True):
        st.subheader(f"{counted(len(events), 'change')} since your spreadsheet", anchor=False)
        said = [editing.sentence(event, living) for event in reversed(events[-SHOWN:])]
        st.markdown("\n".join(f"- {plain(line, 200)}" for line in said))
        giving.offer(hand, key="back")
        st.page_link(frame.at("your_applications"), label="Your applications", icon=":material/table:")
