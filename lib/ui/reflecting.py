"""The parts of the Reflect page: which rejection comes next, the form, the table, and short guidance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from lib.focus.messages import feedback_request, recipient
from lib.log.identity import application_keys
from lib.log.reflections import Reflection
from lib.log.schema import STAGES
from lib.measures.rates import has_outcome, is_positive
from lib.measures.timeline import turned_down_on
from lib.ui import names, session
from lib.ui.session import LogInHand
from lib.ui.text import day, plain

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
"""Suggested answers to "what was the reason"; any other text will do."""


def rejections(hand: LogInHand, first: tuple[int, ...] = ()) -> pd.DataFrame:
    """The rejected applications with their keys: positions `first`, then the latest; told ones last."""
    applications = hand.log.applications
    table = applications.assign(
        key=application_keys(applications),
        told_on=pd.Series(turned_down_on(applications, hand.as_of), index=applications.index),
        asked_first=applications.index.isin(first),
    )
    table = table[has_outcome(applications, "rejected")]
    reflected = table["key"].isin(set(session.additions().reflections))
    order = table.assign(reflected=reflected, last=table["told_on"].fillna(table["applied_on"]))
    return order.sort_values(
        ["reflected", "asked_first", "last"],
        ascending=[True, False, False],
        kind="stable",
        na_position="last",
    )


def explained(applications: pd.DataFrame) -> str:
    """How many rejections after a conversation have their reason recorded."""
    late = applications[has_outcome(applications, "rejected") & is_positive(applications)]
    if late.empty:
        return "No rejection after a conversation is recorded yet."
    known = int((late["reason"].notna() | late["feedback"].notna()).sum())
    return f"{known} of {len(late)} rejections after a conversation are explained."


def label(row: pd.Series) -> str:
    """An application in one line: who, what, when."""
    parts = [row["company"], row["role"]]
    last = row["last"]
    said = f"turned down {day(last)}" if pd.notna(row["told_on"]) else None
    sent = f"applied {day(row['applied_on'])}" if said is None and pd.notna(row["applied_on"]) else None
    return " · ".join(str(p) for p in [*parts, said or sent or f"row {row['row']}"] if isinstance(p, str))


def one_at_a_time(table: pd.DataFrame, log: pd.DataFrame) -> None:
    """A form for one rejection; saving moves on to the next."""
    keys = table["key"].tolist()
    labels = {key: label(row) for key, (_, row) in zip(keys, table.iterrows(), strict=True)}
    marked = set(session.additions().reflections)
    key = st.selectbox(
        "Which rejection",
        keys,
        format_func=lambda k: ("✓ " if k in marked else "") + labels[k],
        key="reflect_which",
    )
    row = table[table["key"] == key].iloc[0]
    told = session.additions().reflections.get(key, Reflection())
    _form(key, row, told)
    with st.expander("How to ask them, in a few lines", icon=":material/mail:"):
        st.caption("Short, thankful, one question. Copy it, make it yours, and send it yourself.")
        st.code(feedback_request(recipient(log.loc[row.name])), language=None, wrap_lines=True)


def _form(key: str, row: pd.Series, told: Reflection) -> None:
    with st.form(f"reflect_{key}", border=True):
        left, right = st.columns(2)
        stages = [*STAGES[:-1]]
        stage = left.selectbox(
            "How far did it get",
            stages,
            index=stages.index(row["stage"]) if row["stage_known"] and row["stage"] in stages else None,
            format_func=names.STAGES.get,
            placeholder="Not known yet",
        )
        reason = right.selectbox(
            "The reason, theirs or your best guess",
            REASONS,
            index=None,
            accept_new_options=True,
            placeholder=_shown(row["reason"]) or "Choose one or type your own",
        )
        asked = left.date_input(
            "When you asked for feedback", value=_date(row["feedback_asked_on"]), format="YYYY-MM-DD"
        )
        feedback = right.text_area("What they said", value=_shown(row["feedback"]), height=80)
        lesson = st.text_area("What you take from it", value=_shown(row["lesson"]), height=80)
        feeling, check_in = _check_in(told)
        if st.form_submit_button("Save and go on", type="primary"):
            _save(
                key,
                row,
                Reflection(stage, reason, asked, feedback or None, lesson or None, feeling, check_in),
            )


def _check_in(told: Reflection) -> tuple[int | None, str | None]:
    st.caption("A private check-in. It stays with you: no download holds it unless you switch that on.")
    left, right = st.columns([1, 2])
    feeling = left.segmented_control(
        "How is it now, 1 (rough) to 5 (fine)", [1, 2, 3, 4, 5], default=told.feeling, key=None
    )
    line = right.text_input("A line to yourself", value=told.check_in or "")
    return feeling, line or None


def _save(key: str, row: pd.Series, new: Reflection) -> None:
    """Keeps what is new beside what the log says already."""
    told = session.additions().reflections.get(key, Reflection())
    known = {f: row[f] for f in ("feedback", "lesson", "reason") if isinstance(row[f], str)}
    if row["stage_known"] and new.stage == row["stage"]:
        new = replace(new, stage=told.stage)
    if new.reason is None:
        new = replace(new, reason=told.reason)
    for field in ("feedback", "lesson"):
        if getattr(new, field) == known.get(field):
            new = replace(new, **{field: getattr(told, field)})
    if new.feedback_asked_on == _date(row["feedback_asked_on"]):
        new = replace(new, feedback_asked_on=told.feedback_asked_on)
    session.reflect(key, new)
    st.session_state["reflect_saved"] = True
    st.session_state.pop("reflect_which", None)
    st.rerun()


def as_table(table: pd.DataFrame) -> None:
    """All rejections as a table to fill in."""
    shown = pd.DataFrame(
        {
            "Company": table["company"],
            "Role": table["role"],
            "How far": table["stage"].astype("str").where(table["stage_known"]).map(names.STAGES),
            "Reason": table["reason"],
            "Asked on": table["feedback_asked_on"].dt.date,
            "They said": table["feedback"],
            "Take-away": table["lesson"],
        }
    ).set_index(table["key"])
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["Company", "Role"],
        column_config={
            "How far": st.column_config.SelectboxColumn(options=[names.STAGES[s] for s in STAGES[:-1]]),
            "Asked on": st.column_config.DateColumn(format="YYYY-MM-DD"),
        },
        key="reflect_table",
        alt="Rejections with what is known about each, to be filled in",
    )
    changed = ~(shown.astype("str") == edited.astype("str")).all(axis=1)
    if changed.any() and st.button(f"Save {int(changed.sum())} changed", type="primary"):
        _save_rows(edited[changed])


def _save_rows(edited: pd.DataFrame) -> None:
    stages = {label: stage for stage, label in names.STAGES.items()}
    reflections: Mapping[str, Reflection] = session.additions().reflections
    new = {
        str(key): replace(
            reflections.get(str(key), Reflection()),
            stage=stages.get(row["How far"]),
            reason=_shown(row["Reason"]) or None,
            feedback_asked_on=_date(row["Asked on"]),
            feedback=_shown(row["They said"]) or None,
            lesson=_shown(row["Take-away"]) or None,
        )
        for key, row in edited.iterrows()
    }
    session.add(reflections={**reflections, **new})
    st.session_state["reflect_saved"] = True
    st.session_state.pop("reflect_table", None)
    st.rerun()


def say_saved(now: str) -> None:
    """After saving: what that changed."""
    if st.session_state.pop("reflect_saved", False):
        st.toast(f"Saved. {plain(now, 200)}", icon=":material/check:")


def guidance() -> None:
    """Three short helps, from the evidence."""
    with st.expander("Twenty minutes of writing, if it still hurts", icon=":material/edit:"):
        st.markdown(
            "Set a timer for twenty minutes. Write, for nobody but you: what happened, what it felt like, "
            "and what it means for what you want. No spelling, no plan. In one study of people who had lost "
            "their job, those who wrote like this on five days found work more often (53% against 24% and "
            "14% after eight months; 41 people, never repeated). It may help; it promises nothing."
        )
    with st.expander("What to ask in a mock interview", icon=":material/record_voice_over:"):
        st.markdown(
            "- Which answer would have made you hesitate, and why?\n"
            "- What did you not believe, or not understand?\n"
            "- What would a stronger candidate have said there?\n"
            "- Ask somebody who hires, and agree on one goal before you begin: practice works when it joins "
            "skills and motivation."
        )


def _shown(value: object) -> str:
    return value if isinstance(value, str) else ""


def _date(value: object) -> date | None:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value  # type: ignore[return-value]
