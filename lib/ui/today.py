"""What matters today: a pause after a hard "no", conversations to come, and how the last ones went."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.focus import talks
from lib.focus.results import TodayCard
from lib.focus.talks import PREPARE, Talk
from lib.focus.today import today_card
from lib.hand.reader import LogInHand
from lib.log.news import live
from lib.ui import computed, conversations, recording, session
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import ago, capitalised, full_day, named_day


def cards(hand: LogInHand) -> None:
    """The cards for today; none for a log that is seen from another day."""
    if hand.seen.all.as_of != session.today():
        return
    rest(computed.once("today", hand, lambda: today_card(hand.seen.all)))
    living = live(hand.result.log, session.additions().events)
    places = {name: place for place, name in enumerate(living.names)}
    noted = [
        (places[e.application], e.on)
        for e in session.additions().events
        if e.what == "asked" and e.application in places and e.on is not None
    ]
    for talk in talks.ahead(living.log.applications, session.today()):
        _coming(talk, hand)
    for talk in talks.behind(living.log.applications, session.today(), noted):
        _gone(talk, living.names[talk.place], hand)


def rest(card: TodayCard | None) -> None:
    """A card that advises a day or two off after a hard "no", and says when to go on."""
    if card is None:
        return
    with st.container(border=True):
        st.subheader(f":material/spa: {plain(card.title, 200)}", anchor=False)
        st.markdown(plain(card.why, 400))
        st.markdown("\n".join(f"- {plain(line, 300)}" for line in card.how))
        again = "today" if card.over else f"on **{full_day(card.resume_on)}**"
        st.markdown(f"Pick it up again {again}.")
        for line in (card.support, card.longer):
            if line:
                st.markdown(plain(line, 400))


def _named(talk: Talk, hand: LogInHand) -> str:
    row = hand.log.applications.iloc[talk.place]
    who = row["company"] if isinstance(row["company"], str) else f"row {row['row']}"
    return f"{terms.STAGES[talk.stage].one} with {who}"


def _coming(talk: Talk, hand: LogInHand) -> None:
    with st.container(border=True):
        st.markdown(f":material/event: **{_when(talk.on)}: {plain(_named(talk, hand), 160)}**")
        with st.expander("What to have an answer to", icon=":material/psychology:"):
            st.markdown("\n".join(f"- {plain(line, 300)}" for line in PREPARE))
            weak = [
                q.words for q in talks.weak_questions(session.additions().events) if q.weak >= talks.OFTEN
            ]
            if weak:
                st.markdown(f"And what came up weak before: {plain('; '.join(weak[:3]), 300)}.")


def _when(day: date) -> str:
    days = (day - session.today()).days
    return ("Today", "Tomorrow")[days] if days in (0, 1) else named_day(day)


def _gone(talk: Talk, name: str, hand: LogInHand) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        when = capitalised(ago(talk.on, session.today()))
        st.markdown(f":material/forum: {when}: {plain(_named(talk, hand), 160)}.", width="stretch")
        st.button(
            "How did it go?",
            key=f"talk_{name}_{talk.on}",
            on_click=conversations.ask,
            args=(name, talk.on),
        )
        if hand.log.applications["outcome"].iloc[talk.place] not in ("open", "offer"):
            return
        st.button(
            "There is news",
            key=f"talk_news_{name}_{talk.on}",
            type="tertiary",
            on_click=recording.begin,
            args=(name,),
        )
