"""Rates side by side: the person chooses a column and a rate, and sees which differences are credible."""

from __future__ import annotations

import streamlit as st

from lib.charts import Chart, segments
from lib.measures.curves import Flags
from lib.measures.seen import Seen
from lib.measures.segments import Comparison, compare, segment_columns
from lib.ui import show
from lib.ui.drawing import Shelf
from lib.ui.names import bare
from lib.words import terms
from lib.words.phrases import counted

QUESTIONS = {
    "positive": terms.RATES["positive_reply"],
    "reply": terms.RATES["any_reply"],
    "rejected": terms.RATES["rejection"],
}

_MATURE = "Counted are applications with a reply, and those that have waited long."
ELIGIBLE = {"positive": _MATURE, "reply": _MATURE, "rejected": "Counted are applications that are decided."}


def section(seen: Seen, shelf: Shelf) -> None:
    """One rate for each value of one column, as dots with ranges."""
    st.header("What differs", anchor=False)
    labels = dict(shelf.once("segments", lambda: segment_columns(seen)))
    if not labels:
        telling = " A column that says how you applied would help most."
        known = (seen.all.applications["channel"] != "unknown").any()
        st.caption(
            "No column groups these applications by a few repeated values, so there is nothing to compare."
            + ("" if known else telling)
        )
        return
    by, question = _choose(labels)
    comparison, drawn = shelf.once(
        f"compare {question} by {by}", lambda: _drawn(question, by, labels[by], seen)
    )
    missing = f"{_alike(comparison, _what(question, seen)) or comparison.sentence} {ELIGIBLE[question]}"
    show.chart(drawn, missing, rows=seen.applications)
    if comparison.left_out:
        st.caption(f"Left out: {counted(comparison.left_out, 'application')} for which that is not known.")


def _alike(comparison: Comparison, what: str) -> str:
    """A sentence where the rate is 0% or 100% in every value, so that nothing can differ; else ""."""
    hits, trials = int(comparison.table["hits"].sum()), int(comparison.table["trials"].sum())
    if not trials or 0 < hits < trials:
        return ""
    return f"{'All' if hits else 'None of'} {trials:,} {what}, so there is nothing to compare."


def _drawn(question: str, by: str, label: str, seen: Seen) -> tuple[Comparison, Chart | None]:
    hit, trial = _counted(question, seen)
    comparison = compare(seen, by, hit, trial)
    chart = segments.rates(
        comparison,
        label,
        show.scheme(),
        what=_what(question, seen),
        seen=seen,
        by=by,
        trial=trial,
    )
    return comparison, chart


def _choose(labels: dict[str, str]) -> tuple[str, str]:
    # A filter may leave nothing to compare by the chosen column; the choice comes back without the filter.
    wanted = st.session_state.get("compare_wanted")
    st.session_state["compare_by"] = wanted if wanted in labels else next(iter(labels))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.selectbox(
            "Compare by",
            list(labels),
            format_func=lambda column: bare(labels[column]),
            key="compare_by",
            on_change=_want,
            width=260,
        )
        question = st.radio(
            "Which rate",
            list(QUESTIONS),
            horizontal=True,
            format_func=lambda key: QUESTIONS[key],
            key="compare_rate",
            persist_state="session",
        )
    return by, question


def _what(question: str, seen: Seen) -> str:
    """What a rate counts, in words that follow a count."""
    rest = {"reply": "had a reply", "rejected": "were turned down"}
    return rest.get(question, f"led to a {seen.first_step}")


def _want() -> None:
    st.session_state["compare_wanted"] = st.session_state["compare_by"]


def _counted(question: str, seen: Seen) -> tuple[Flags, Flags]:
    """(hit, trial) for each application: whether the rate's event happened, and whether it could have."""
    if question == "rejected":
        return seen.rejected, seen.decided
    return (seen.positive if question == "positive" else seen.replied), seen.mature
