"""A list of applications to tick those that were answered, for a log that records no answer at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.hand.reader import LogInHand
from lib.log.news import Event, Events, Living, live, record
from lib.log.schema import Stage
from lib.ui import frame, noting, session
from lib.ui.sweeping import SILENT_DAYS
from lib.words.phrases import agreeing

TURNED_DOWN, INVITED = "Turned down", "Invited"
HELD, TICKED, SAVED = "tick_list", "ticked", "ticked_saved"
"""Keys in the session: for the list shown, for what is ticked in it, for the news made from it last."""

Ticks = Mapping[str, frozenset[str]]
"""Key of an application → what was ticked: `TURNED_DOWN`, `INVITED`, or both."""


@dataclass(frozen=True)
class _List:
    """The list as the browser shows it; ticks do not change it."""

    log: str
    searched: str
    names: tuple[str, ...]
    frame: pd.DataFrame
    number: int

    @property
    def key(self) -> str:
        return f"tick_list_{self.number}"


def section(hand: LogInHand) -> None:
    """The list, if the log does not say how any application went; after saving, a button to undo it."""
    _undo(hand)
    if not asks(hand):
        return
    with st.container(border=True):
        which = (
            "Was it answered?" if len(hand.log) == 1 else f"Which of these {len(hand.log):,} were answered?"
        )
        st.subheader(which, anchor=False)
        st.caption(
            "Your log does not say. Tick what was answered, and leave the rest: what was sent over "
            f"{SILENT_DAYS} days ago and is not ticked is noted as “no reply”, what is newer still waits."
        )
        _choose(hand)


def asks(hand: LogInHand) -> bool:
    """Whether the list is shown: the log does not say how any application went."""
    return not hand.seen.all.answers_recorded and len(hand.log) > 0


def link(hand: LogInHand) -> None:
    """A link to the list, for pages that can say little without it."""
    if not hand.seen.all.answers_recorded:
        st.page_link(
            frame.at("your_applications"), label="Tick which were answered", icon=":material/checklist:"
        )


@st.fragment
def _choose(hand: LogInHand) -> None:
    """The list with its search, as a fragment, so that a tick does not run the whole page."""
    searched = st.text_input(
        "Search", key="search_ticks", placeholder="Employer or role", icon=":material/search:"
    )
    living = live(hand.result.log, session.additions().events)
    now = _shown(hand, living, searched)
    st.session_state[HELD] = now
    st.data_editor(
        now.frame,
        hide_index=True,
        disabled=["Employer", "Role", "Applied"],
        column_config={
            "Employer": st.column_config.TextColumn(width=100),
            TURNED_DOWN: st.column_config.CheckboxColumn(width=122),
            INVITED: st.column_config.CheckboxColumn(width=92, help="To a first conversation or further"),
            "Applied": st.column_config.DateColumn(format="YYYY-MM-DD", width=100),
        },
        key=now.key,
        on_change=_tick,
        alt="Applications, to tick those that were answered",
        placeholder="–",
        height=420 if len(now.frame) > 11 else "auto",
    )
    told = as_news(living, _ticks(), session.today())
    saved = st.button(
        _label(told),
        key="tick_save",
        type="primary",
        icon=":material/check:",
        on_click=_save,
        args=(hand, told),
    )
    if saved:
        st.rerun()


def _shown(hand: LogInHand, living: Living, searched: str) -> _List:
    """The list that is shown; a new one if the search or the log has changed."""
    known: _List | None = st.session_state.get(HELD)
    if known and known.key in st.session_state and (known.log, known.searched) == (hand.version, searched):
        return known
    number = known.number + 1 if known else 0
    names, table = listed(living, _ticks(), searched)
    return _List(hand.version, searched, names, table, number)


def listed(living: Living, ticks: Ticks, searched: str = "") -> tuple[tuple[str, ...], pd.DataFrame]:
    """(keys, table) of the open applications that contain every word of `searched`, oldest first."""
    frame = living.log.applications
    texts = frame[["company", "role"]].fillna("").agg(" ".join, axis=1).str.casefold()
    kept = frame["outcome"] == "open"
    for word in searched.casefold().split():
        kept &= texts.str.contains(word, regex=False)
    rows = frame[kept].sort_values("applied_on", kind="stable", na_position="last")
    names = tuple(living.names[place] for place in rows.index)
    table = pd.DataFrame(
        {
            "Employer": rows["company"].astype("str").tolist(),
            TURNED_DOWN: [TURNED_DOWN in ticks.get(name, ()) for name in names],
            INVITED: [INVITED in ticks.get(name, ()) for name in names],
            "Role": rows["role"].astype("str").tolist(),
            "Applied": rows["applied_on"].tolist(),
        }
    )
    return names, table.astype({"Employer": "str", "Role": "str", "Applied": "datetime64[us]"})


def _ticks() -> Ticks:
    ticks: Ticks = st.session_state.get(TICKED, {})
    return ticks


def _tick() -> None:
    """Keeps what is ticked now, so that another search does not lose it."""
    now: _List = st.session_state[HELD]
    changed: Mapping[str, Any] = (st.session_state.get(now.key) or {}).get("edited_rows") or {}
    ticks = dict(_ticks())
    for place, cells in changed.items():
        row = {what: bool(now.frame[what].iloc[int(place)]) for what in (TURNED_DOWN, INVITED)}
        row |= {what: bool(value) for what, value in cells.items()}
        ticks[now.names[int(place)]] = frozenset(what for what, ticked in row.items() if ticked)
    st.session_state[TICKED] = ticks


def as_news(living: Living, ticks: Ticks, today: date) -> Events:
    """The ticks as events: answers without a day, and no reply for old applications that were not ticked.

    One ticked as turned down but not as invited was turned down before any conversation.
    """
    told = []
    rows: Any = living.log.applications[["outcome", "applied_on"]].itertuples(index=False)
    for name, (outcome, sent) in zip(living.names, rows, strict=True):
        said = ticks.get(name, frozenset())
        if outcome != "open":
            continue
        if TURNED_DOWN in said:
            far: Stage = "screen" if INVITED in said else "applied"
            told.append(Event(name, "rejected", None, today, stage=far))
        elif INVITED in said:
            told.append(Event(name, "invited", None, today, stage="screen"))
        elif pd.notna(sent) and (today - sent.date()).days > SILENT_DAYS:
            told.append(Event(name, "no_reply", today, today))
    return tuple(told)


def _label(told: Events) -> str:
    kinds = [event.what for event in told]
    answered = len(kinds) - kinds.count("no_reply")
    if not answered:
        return "Save: none of them was answered"
    return f"Save: {answered:,} {agreeing(answered, 'was answered', 'were answered')}"


def _save(hand: LogInHand, told: Events) -> None:
    """Keeps the answers as news, and notes that the applications without one have had none so far."""
    before = {event.key for event in session.additions().events}
    noting.change(hand.result.log, record(session.additions().events, hand.result.log, *told))
    session.correct(outcomes=True)
    new = [event.key for event in session.additions().events if event.key not in before]
    st.session_state[SAVED] = (hand.upload.digest, new)
    st.session_state.pop(TICKED, None)


def _undo(hand: LogInHand) -> None:
    """A button to undo the saving, as long as its events are still there."""
    digest, keys = st.session_state.get(SAVED, ("", []))
    standing = {event.key for event in session.additions().events}
    if digest != hand.upload.digest or session.additions().choices.outcomes is not True:
        return
    if keys and not standing & set(keys):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check: {said(session.additions().events, keys)}")
        st.button("Undo", key="tick_undo", icon=":material/undo:", on_click=_take_back, args=(hand, keys))
        st.page_link(frame.at("focus"), label="What to focus on", icon=":material/target:")


def said(events: Events, keys: list[str]) -> str:
    """What was noted, in a sentence."""
    kinds = [event.what for event in events if event.key in set(keys)]
    down, invited, silent = (kinds.count(what) for what in ("rejected", "invited", "no_reply"))
    if not down and not invited:
        return "Noted: none of them was answered."
    rest = f", {silent:,} without a reply" if silent else ""
    return f"Noted: {down:,} turned down, {invited:,} invited{rest}."


def _take_back(hand: LogInHand, keys: list[str]) -> None:
    noting.undo(hand.result.log, keys)
    session.correct(outcomes=None)
    st.session_state.pop(SAVED, None)
