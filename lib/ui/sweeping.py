"""Applications that have been silent for long, let go by one click and brought back by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib.hand.reader import LogInHand
from lib.log.news import Event, Living, live, record
from lib.ui import frame, noting, session, show
from lib.words.phrases import counted, span

SILENT_DAYS = 60
"""An application is offered to be let go after this many days without a word."""


def long_silent(applications: pd.DataFrame, now: np.datetime64) -> pd.Series[int]:
    """Days of silence, by place, of each open application without a word for at least 60 days.

    One that led to a conversation on a day that nobody noted may have been heard from yesterday.
    """
    fields = ["replied_on", "last_word_on", "screen_on", "interview_on", "final_on"]
    last: Any = applications[["applied_on", *fields]].max(axis=1)
    days: pd.Series[int] = (pd.Timestamp(now) - last).dt.days
    unknown = (applications["stage"] != "applied") & applications[fields].isna().all(axis=1)
    chosen = (applications["outcome"] == "open") & (days > SILENT_DAYS) & ~unknown
    silent: pd.Series[int] = days[chosen].astype(int).sort_values(ascending=False)
    return silent


def section(hand: LogInHand) -> None:
    """The list of those silent for long, and a button to let go all or some of them."""
    _undo(hand)
    if not hand.seen.all.answers_recorded:
        return  # first the person is asked which of all applications were answered (`lib.ui.ticking`)
    living = live(hand.result.log, session.additions().events)
    silent = long_silent(living.log.applications, np.datetime64(session.today(), "D"))
    if not len(silent) or hand.seen.all.as_of != session.today():
        return
    several = counted(len(silent), "application has", "applications have")
    show.when_open(
        f"{several} been silent for over {SILENT_DAYS} days",
        lambda: _choose(hand, living, silent),
        icon=":material/hourglass_bottom:",
        key="sweep",
    )


def _choose(hand: LogInHand, living: Living, silent: pd.Series[int]) -> None:
    """The list with all of them ticked, and the button that lets go those that stay ticked."""
    st.caption(
        "A reply after so long is rare. Let them go, and your log is tidy; a reply that still comes "
        "is easily noted."
    )
    places = [int(place) for place in silent.index]
    table = pd.DataFrame(
        {
            "Let go": True,
            "Employer": living.log.applications["company"].iloc[places].tolist(),
            "Silent for": [span(days) for days in silent],
            "Role": living.log.applications["role"].iloc[places].tolist(),
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["Employer", "Role", "Silent for"],
        column_config={
            "Let go": st.column_config.CheckboxColumn(width=70),
            "Employer": st.column_config.TextColumn(width=130),
        },
        key=f"sweep_table_{len(session.additions().events)}",
        alt="Applications that have been silent for long",
    )
    chosen = [living.names[place] for place, let in zip(places, edited["Let go"], strict=True) if let]
    st.button(
        f"Note {counted(len(chosen), 'application')} as “no reply”",
        key="sweep_all",
        icon=":material/check:",
        disabled=not chosen,
        on_click=_sweep,
        args=(hand, chosen),
    )


def link(hand: LogInHand) -> None:
    """A link to the list for pages that show who is silent; nothing where it would be empty."""
    if hand.seen.all.answers_recorded and hand.seen.all.as_of == session.today():
        silent = len(long_silent(hand.log.applications, np.datetime64(session.today(), "D")))
        if silent:
            st.page_link(
                frame.at("your_applications"),
                label=f"Note {silent:,} silent for over {SILENT_DAYS} days as “no reply”",
                icon=":material/hourglass_bottom:",
            )


def _sweep(hand: LogInHand, names: list[str]) -> None:
    today, log = session.today(), hand.result.log
    before = {event.key for event in session.additions().events}
    told = [Event(name, "no_reply", today, today) for name in names]
    noting.change(log, record(session.additions().events, log, *told))
    swept = [event.key for event in session.additions().events if event.key not in before]
    st.session_state["swept"] = swept


def _undo(hand: LogInHand) -> None:
    """A button to undo the last click, as long as its events are still there."""
    standing = {event.key for event in session.additions().events}
    swept = [key for key in st.session_state.get("swept", ()) if key in standing]
    if swept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/check: {counted(len(swept), 'application')} noted as “no reply”.")
            st.button(
                "Undo",
                key="sweep_undo",
                icon=":material/undo:",
                on_click=noting.undo,
                args=(hand.result.log, swept),
            )
