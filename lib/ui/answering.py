"""What a person writes about a rejection: a form for one at a time, or a table of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.focus.addressees import address
from lib.focus.messages import feedback_request, recipient
from lib.hand.reader import LogInHand
from lib.log.news import with_news
from lib.log.reflections import Reflection
from lib.log.schema import STAGES
from lib.ui import letters, session
from lib.ui.reflecting import label, note_before
from lib.words import terms

REASONS = (
    "More experienced candidate",
    "A skill was missing",
    "Leadership or seniority",
    "Communication or fit",
    "Salary",
    "Location or work permit",
    "Position closed or filled inside",
    "No reason given",
)
"""Suggested answers to "what was the reason"; any other text is accepted."""
FEELINGS = {1: "1, rough", 2: "2", 3: "3, so so", 4: "4", 5: "5, fine"}
OFFERED = 500
"""At most this many rejections to choose from: a longer list is hard to search and slows the page."""


def one_at_a_time(table: pd.DataFrame, hand: LogInHand) -> None:
    """A form for one rejection; saving moves on to the next."""
    offered = pd.concat([table[~table["reflected"]].head(OFFERED), table[table["reflected"]]])
    keys = offered["key"].tolist()
    labels = {row["key"]: label(row) for row in offered.to_dict("records")}
    marked = set(session.additions().reflections)
    if st.session_state.get("reflect_which") not in keys:
        # Set here, because with the default the browser would still show the rejection before.
        st.session_state["reflect_which"] = keys[0]
    key = st.selectbox(
        "Which rejection",
        keys,
        format_func=lambda k: ("✓ " if k in marked else "") + labels.get(k, ""),
        key="reflect_which",
        persist_state="session",
    )
    if len(offered) < len(table):
        st.caption(f"The {OFFERED} of {len(table):,} that tell most. The next ones follow when you save one.")
    row = table[table["key"] == key].iloc[0]
    following = keys[(keys.index(key) + 1) % len(keys)]
    _form(key, row, _written(hand, row.name), following)
    if st.session_state[f"reflect_{key}_stage"] in STAGES[1:]:
        _how_to_ask(hand.log.applications.loc[row.name], _date(row["told_on"]))


def _how_to_ask(application: pd.Series, told_on: date | None) -> None:
    """A draft that asks for the reason, if there was a conversation; nobody explains a form letter."""
    with st.expander("How to ask them, in a few lines", icon=":material/mail:"):
        st.caption("Short, with thanks and one question.")
        draft = feedback_request(recipient(application, told_on))
        letters.letter(draft, address(application["contact"]), key="ask")


def _written(hand: LogInHand, place: Any) -> Reflection:
    """What the spreadsheet and the news say of an application, without what was written here."""
    row = with_news(hand.result.log, session.additions().events).applications.loc[place]
    return Reflection(
        stage=row["stage"] if row["stage_known"] else None,
        reason=_text(row["reason"]),
        feedback_asked_on=_date(row["feedback_asked_on"]),
        feedback=_text(row["feedback"]),
        lesson=_text(row["lesson"]),
        feeling=None if pd.isna(row["feeling"]) else int(row["feeling"]),
    )


def _form(key: str, row: pd.Series, written: Reflection, following: str) -> None:
    """The form. Its answers stay in the session until they are saved, even while another page is shown."""
    told = replace(session.additions().reflections.get(key, Reflection()), felt_on=None)
    keys = {f.name: f"reflect_{key}_{f.name}" for f in fields(Reflection) if f.name != "felt_on"}
    _begin(key, keys, _over(told, written))
    with st.container(border=True):
        _what_happened(keys, row)
        _check_in(keys)
        drafted = _draft(keys)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Save and go on",
                key=f"reflect_{key}_save",
                type="primary",
                shortcut="Ctrl+Enter",
                on_click=_save,
                args=(key, keys, written, following),
            )
            if _beside(drafted, written) != told:
                st.caption("Not saved yet.")
        if any(getattr(drafted, name) is None and getattr(written, name) for name in TOLD):
            st.caption("If you empty a field, it shows again what your spreadsheet says.")


def _begin(key: str, keys: Mapping[str, str], known: Reflection) -> None:
    """Fills the form with what is known, unless the person has begun to write something else."""
    began: Reflection | None = st.session_state.get(f"reflect_{key}_began")
    waiting = began is not None and all(widget in st.session_state for widget in keys.values())
    if waiting and (began == known or _draft(keys) != began):
        return
    st.session_state[f"reflect_{key}_began"] = known
    for name, widget in keys.items():
        value = getattr(known, name)
        st.session_state[widget] = (value or "") if name in LINES else value


LINES = ("feedback", "lesson", "check_in")
"""The answers that are free text."""
TOLD = ("stage", "reason", "feedback_asked_on", "feedback", "lesson", "feeling")
"""The answers that a spreadsheet can contain as well."""


def _what_happened(keys: Mapping[str, str], row: pd.Series) -> None:
    left, right = st.columns(2)
    left.selectbox(
        "How far did it get",
        list(STAGES[:-1]),
        index=None,
        format_func=lambda stage: terms.STAGES[stage].label,
        placeholder="Not known yet",
        key=keys["stage"],
        persist_state="session",
    )
    right.selectbox(
        "The reason: theirs, or your best guess",
        [*REASONS, *({_text(row["reason"])} - {None, *REASONS})],
        index=None,
        accept_new_options=True,
        placeholder="Choose one or type your own",
        key=keys["reason"],
        persist_state="session",
    )
    left.date_input(
        "When you asked for feedback",
        value=None,
        format="YYYY-MM-DD",
        key=keys["feedback_asked_on"],
        persist_state="session",
    )
    right.text_area("What they said", height=80, key=keys["feedback"], persist_state="session")
    st.text_area("What you learned", height=80, key=keys["lesson"], persist_state="session")


def _check_in(keys: Mapping[str, str]) -> None:
    st.caption("A private check-in. No download holds it unless you switch that on.")
    left, right = st.columns([1, 2])
    left.selectbox(
        "How do you feel about it now? (optional)",
        list(FEELINGS),
        index=None,
        format_func=FEELINGS.__getitem__,
        placeholder="Choose one, or leave it",
        key=keys["feeling"],
        persist_state="session",
    )
    right.text_input("Note to yourself", key=keys["check_in"], persist_state="session")


def _draft(keys: Mapping[str, str]) -> Reflection:
    """What the form contains now."""
    answers = {name: st.session_state.get(widget) for name, widget in keys.items()}
    said: dict[str, Any] = {n: a.strip() or None if isinstance(a, str) else a for n, a in answers.items()}
    return Reflection(**said)


def _beside(drafted: Reflection, written: Reflection) -> Reflection:
    """The answers in the form that differ from the spreadsheet; an emptied answer is dropped."""
    same = [f.name for f in fields(Reflection) if getattr(drafted, f.name) == getattr(written, f.name)]
    return replace(drafted, **dict.fromkeys(same))


def _over(told: Reflection, written: Reflection) -> Reflection:
    """What was written here, and the spreadsheet's answers where nothing was."""
    untold = {f.name: getattr(written, f.name) for f in fields(Reflection) if getattr(told, f.name) is None}
    return replace(told, **untold)


def _save(key: str, keys: Mapping[str, str], written: Reflection, following: str) -> None:
    new = _beside(_draft(keys), written)
    before = session.additions().reflections.get(key, Reflection())
    if new.feeling is not None:  # an answer that was changed is one of today
        same = (new.feeling, new.check_in) == (before.feeling, before.check_in)
        new = replace(new, felt_on=before.felt_on if same else session.today())
    note_before()
    others = {k: told for k, told in session.additions().reflections.items() if k != key}
    session.add(reflections=others if new.empty else {**others, key: new})
    for widget in (*keys.values(), f"reflect_{key}_began"):
        st.session_state.pop(widget, None)
    st.session_state["reflect_which"] = following


def as_table(table: pd.DataFrame, hand: LogInHand) -> None:
    """All rejections as a table to fill in; every change is kept as it is made."""
    places = dict(zip(table["key"].tolist(), table.index, strict=True))
    edited = st.data_editor(
        _began_with(table),
        hide_index=True,
        disabled=["Employer", "Role", "Applied"],
        placeholder="",
        column_config={
            "Employer": st.column_config.TextColumn(width=150),
            "Role": st.column_config.TextColumn(width=170),
            "Applied": st.column_config.DateColumn(format="D MMM YYYY", width=100),
            "How far": st.column_config.SelectboxColumn(
                options=[terms.STAGES[s].label for s in STAGES[:-1]], width=130
            ),
            "Reason": st.column_config.TextColumn(width=130),
            "Asked on": st.column_config.DateColumn(format="YYYY-MM-DD", width=100),
            "They said": st.column_config.TextColumn(width=130),
            "What you learned": st.column_config.TextColumn(width=130),
        },
        key="reflect_table",
        alt="Rejections with what is known about each, to fill in",
    )
    st.caption("Kept as you fill it in.")
    _keep_rows(edited, places, hand)


def _began_with(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it was when it was opened, so that rows keep their place while they are filled in."""
    shown: pd.DataFrame | None = st.session_state.get("reflect_shown")
    opened = "reflect_table" in st.session_state and shown is not None
    if not opened or set(shown.index) != set(table["key"]):  # type: ignore[union-attr]
        st.session_state.pop("reflect_table", None)
        shown = st.session_state["reflect_shown"] = _cells(table.set_index("key"))
    return shown  # type: ignore[return-value]


def _cells(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Employer": table["company"],
            "Role": table["role"],
            "Applied": table["applied_on"],
            "How far": table["stage"]
            .astype("str")
            .where(table["stage_known"])
            .map(terms.labels(terms.STAGES)),
            "Reason": table["reason"],
            "Asked on": table["feedback_asked_on"],
            "They said": table["feedback"],
            "What you learned": table["lesson"],
        }
    )


def _keep_rows(edited: pd.DataFrame, places: Mapping[str, Any], hand: LogInHand) -> None:
    """Keeps every row that differs from what was written so far."""
    before = session.additions().reflections
    after = dict(before)
    for key in st.session_state["reflect_table"]["edited_rows"]:
        name = str(edited.index[int(key)])
        told = before.get(name, Reflection())
        after[name] = _from_cells(edited.loc[name], told, _written(hand, places[name]))
    kept = {key: told for key, told in after.items() if not told.empty}
    if kept != before:
        note_before()
        session.add(reflections=kept)
        st.rerun()


def _from_cells(cells: Any, told: Reflection, written: Reflection) -> Reflection:
    drafted = Reflection(
        stage=next((stage for stage in STAGES if terms.STAGES[stage].label == cells["How far"]), None),
        reason=_text(cells["Reason"]),
        feedback_asked_on=_date(cells["Asked on"]),
        feedback=_text(cells["They said"]),
        lesson=_text(cells["What you learned"]),
        feeling=written.feeling,
    )
    new = _beside(drafted, written)
    return replace(new, feeling=told.feeling, check_in=told.check_in, felt_on=told.felt_on)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _date(value: object) -> date | None:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value  # type: ignore[return-value]
