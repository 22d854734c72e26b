"""The calm page after news: what it was, what to do today, what is prepared for later."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.focus.moment import Moment, Prepared, after_news
from lib.focus.ranking import rank_areas
from lib.focus.results import SEED
from lib.hand.reader import LogInHand
from lib.log.news import STANDINGS, Event, live, with_news
from lib.log.reflections import with_reflections
from lib.log.telling import news_words
from lib.measures.searches import looked_at
from lib.measures.seen import Seen
from lib.ui import computed, frame, giving, letters, noting, recording, returning, session, show
from lib.ui.downloads import download
from lib.ui.names import plain
from lib.words.phrases import named_day


def last_event() -> Event | None:
    """The piece of news that was recorded last."""
    events = [event for event in session.additions().events if event.what in STANDINGS]
    asked = st.session_state.get("last_news")
    return next((e for e in events if e.key == asked), events[-1] if events else None)


def page(hand: LogInHand) -> None:
    """The whole page: what was recorded, and a calm answer to it."""
    event = last_event()
    living = live(hand.result.log, session.additions().events)
    if event is None or event.application not in living.names:
        st.markdown("Nothing was recorded yet.")
        recording.button("page")
        return
    place = living.names.index(event.application)
    moment = after_news(living.log.applications, place, event, session.today())
    _say(moment)
    for prepared in moment.prepared:
        _prepared(prepared)
    if moment.prepared or moment.resume_on:
        _calendar(hand)
    _noted(hand, event, living.log.applications.iloc[place])


def _say(moment: Moment) -> None:
    st.header(plain(moment.title, 200), anchor=False)
    if moment.was:
        st.markdown(plain(moment.was, 300))
    if moment.today:
        with st.container(border=True):
            st.subheader(":material/spa: Today", anchor=False)
            st.markdown("\n".join(f"- {plain(line, 300)}" for line in moment.today))
            if moment.resume_on and moment.resume_on > session.today():
                st.markdown(f"Pick the search up again on **{named_day(moment.resume_on)}**.")
    if moment.prepared:
        st.subheader("Prepared for later", anchor=False)
        st.caption("These are in your plan and in its calendar file, each with its day.")


def _prepared(prepared: Prepared) -> None:
    with st.container(border=True):
        st.markdown(f"**{named_day(prepared.due)}**: {plain(prepared.what, 300)}.")
        if prepared.letter is None:
            return
        with st.container(horizontal=True, gap="small"):
            letters.popover(prepared.letter, prepared.to, key=f"letter_{prepared.what}")


def _calendar(hand: LogInHand) -> None:
    """A download of the calendar file, which is made on the click."""
    download(
        "ics",
        computed.summary(hand),
        key="moment_calendar",
        label="Put the days into your calendar",
        icon=":material/calendar_add_on:",
    )


def _advice(hand: LogInHand, event: Event) -> None:
    """Whether this news changes what to work on next; worked out only after a click."""
    others = tuple(e for e in session.additions().events if e.key != event.key)
    log = with_reflections(with_news(hand.result.log, others), session.additions().reflections)
    then = looked_at(Seen(log, hand.seen.all.as_of), session.additions().search)
    before = rank_areas(then, computed.assumptions(), seed=SEED)
    st.markdown(plain(returning.shift(before, computed.summary(hand).ranking), 400))


def _noted(hand: LogInHand, event: Event, row: pd.Series) -> None:
    """What the log says now, and a button to undo it."""
    day = f", {named_day(event.on)}" if event.on else ""
    st.caption(f"Noted for {plain(recording.named(row), 120)}: {news_words(event)}{day}.")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Undo",
            key="undo_last",
            icon=":material/undo:",
            type="tertiary",
            on_click=noting.undo,
            args=(hand.result.log, [event.key]),
        )
        st.page_link(frame.at("next_steps"), label="See the plan", icon=":material/checklist:")
        st.page_link(frame.at("your_applications"), label="Your applications", icon=":material/table:")
    show.when_open(
        "Does it change what to work on next?",
        lambda: _advice(hand, event),
        icon=":material/target:",
        key="moment_advice",
    )
    giving.offer(hand, key="moment")
