"""Correct how the file was read: questions, columns, status words, sheets, the order of dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from lib.log.schema import (
    ASKED,
    FIELDS,
    STAGES,
    Choices,
    ColumnUse,
    ImportResult,
    Question,
    Stage,
    StatusReading,
)
from lib.summary.template import COLUMNS as TEMPLATE
from lib.summary.template import EXAMPLE_STATUS
from lib.ui import session
from lib.ui.names import bare, plain
from lib.words import terms
from lib.words.phrases import counted

FEW = 3
"""Up to this many answers are shown side by side; more become a list."""

DAY_ORDERS = {"dmy": "day first: 03/04 is 3 April", "mdy": "month first: 03/04 is 4 March"}

SURE, FAIRLY = 0.9, 0.7
"""A use of a column is called sure, or fairly sure, from these likelihoods on."""


def asked(result: ImportResult) -> list[Question]:
    """The questions that are not answered yet."""
    return [question for question in _worth_asking(result) if not _is_answered(question)]


def answered(result: ImportResult) -> list[Question]:
    """The questions that the person has answered, so that the answers can be changed."""
    return [question for question in _worth_asking(result) if _is_answered(question)]


def _worth_asking(result: ImportResult) -> list[Question]:
    """Questions with more than one answer."""
    return [question for question in result.questions if len(question.answers) > 1]


def _is_answered(question: Question) -> bool:
    return question.is_answered(session.additions().choices)


def questions(result: ImportResult) -> None:
    """One line for each thing that only the person knows, with the answer assumed meanwhile."""
    waiting = asked(result)
    for question in waiting[:ASKED]:
        _question(question, result)
    if rest := waiting[ASKED:]:
        with st.expander(f"{counted(len(rest), 'more question')}, about fewer rows", icon=":material/help:"):
            for question in rest:
                _question(question, result)


def answers(result: ImportResult) -> None:
    """The answered questions, whose answers can be changed."""
    for question in answered(result):
        _question(question, result)


def _question(question: Question, result: ImportResult) -> None:
    labels = {answer.value: answer.label for answer in question.answers}
    key = f"question_{question.name}"
    st.session_state[key] = question.default
    few = len(labels) <= FEW
    ask = partial(st.radio, horizontal=True) if few else partial(st.selectbox, width=260)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(question.text, 300), width="content")
        ask(
            plain(question.text, 300),
            in_place(labels, (*result.headers, *result.source.all_sheets)),
            format_func=lambda value: (plain if few else bare)(labels[value]),
            label_visibility="collapsed",
            key=key,
            on_change=_answer,
            args=(question, key),
        )


def in_place(values: Iterable[str], places: Sequence[str]) -> list[str]:
    """The values in the order of `places`; those that are not in it come last, in their own order.

    >>> in_place(["State", "Status", ""], ["Company", "Status", "State"])
    ['Status', 'State', '']
    """
    order = {name: place for place, name in reversed(list(enumerate(places)))}
    return sorted(values, key=lambda value: order.get(value, len(places)))


def _answer(question: Question, widget: str) -> None:
    chosen = st.session_state[widget]
    change = next(answer.change for answer in question.answers if answer.value == chosen)
    session.correct(**vars(session.additions().choices.corrected(change)))


def reading(result: ImportResult) -> None:
    """How the file was read: which sheets, what each column holds, day or month first in dates."""
    sheets(result)
    columns(result)
    day_order(result)


def is_blank_template(result: ImportResult) -> bool:
    """Whether this is our blank template, with no application filled in yet."""
    filled_in = result.log.applications["status"] != EXAMPLE_STATUS
    return not filled_in.any() and {name for name, *_ in TEMPLATE} <= set(result.headers)


def columns(result: ImportResult) -> None:
    """Every column of the file, unused ones included: what it was taken for, how sure that is, and why."""
    used = sum(use.field is not None or use.is_stage for use in result.uses)
    st.caption(
        f"{used:,} of {counted(len(result.uses), 'column')} are used. "
        "Choose another meaning for one, or none. Every page follows at once."
    )
    uses = list(result.uses)
    frame = pd.DataFrame(
        {
            "Your column": [use.header for use in uses],
            "Taken for": [_use_label(use) for use in uses],
            "How sure": [_sureness(use, session.additions().choices) for use in uses],
            "Why": [use.why for use in uses],
        }
    )
    # The key depends on the columns and their uses: earlier edits must not apply to another row.
    key = f"uses_{hash(tuple((use.header, use.field) for use in uses))}"
    st.data_editor(
        frame,
        hide_index=True,
        disabled=["Your column", "How sure", "Why"],
        column_config={
            "Taken for": st.column_config.SelectboxColumn(
                options=[NOT_USED, HOW_FAR, *(terms.FIELDS[name] for name in FIELDS)], required=True
            )
        },
        key=key,
        on_change=_place_columns,
        args=(uses, key),
        alt="Every column of the file, what it was taken for, how sure that is, and why",
    )
    if session.additions().choices.columns:
        st.button("Back to Detour’s guess", icon=":material/undo:", on_click=_guess_columns)


NOT_USED = "Not used"
HOW_FAR = "How far it got"
"""The name of a column's use when it says how far each application got, beside the status column."""


def _use_label(use: ColumnUse) -> str:
    if use.field is not None:
        return terms.FIELDS[use.field]
    return HOW_FAR if use.is_stage else NOT_USED


def _sureness(use: ColumnUse, choices: Choices) -> str:
    """How sure a use is: in a word, and how many of a hundred columns that looked like it were right."""
    if use.field in choices.columns:
        return "you chose it"
    if use.field is None:
        return ""
    word = "sure" if use.confidence >= SURE else "fairly sure" if use.confidence >= FAIRLY else "a guess"
    return f"{word}: {100 * use.confidence:.0f} in 100"


def _place_columns(uses: Sequence[ColumnUse], widget: str) -> None:
    edits = st.session_state[widget]["edited_rows"]
    chosen = session.additions().choices.columns
    session.correct(columns={**chosen, **placed_columns(uses, edits)})


def placed_columns(
    uses: Sequence[ColumnUse], edits: Mapping[int, Mapping[str, str | None]]
) -> dict[str, str | None]:
    """Field → the column that the person gave it, or None if they took it away.

    `edits` holds the changed cells by row number, under the labels of the table.
    """
    names = {terms.FIELDS[name]: name for name in FIELDS}
    placed: dict[str, str | None] = {}
    for row, cells in edits.items():
        use, name = uses[int(row)], names.get(cells.get("Taken for") or "")
        if use.field is not None and use.field != name:
            placed.setdefault(use.field, None)
        if name is not None:
            placed[name] = use.header
    return placed


def _guess_columns() -> None:
    session.correct(columns={})


def status_words(result: ImportResult) -> None:
    """Every status as written, with what it was taken to mean, to be corrected in place."""
    st.caption("Change what a word means. Every page follows at once.")
    words = list(result.statuses)
    frame = pd.DataFrame(
        {
            "As written": [w.text for w in words],
            "Rows": [w.rows for w in words],
            "How it stands": [terms.READINGS[w.outcome].label for w in words],
            "Furthest stage": [_stage_label(w.stage, w.stage_known) for w in words],
        }
    )
    # The key depends on the words: earlier edits must not apply to another row.
    key = f"words_{hash(tuple(w.text for w in words))}"
    st.data_editor(
        frame,
        hide_index=True,
        disabled=["As written", "Rows"],
        column_config={
            "How it stands": st.column_config.SelectboxColumn(
                options=list(terms.labels(terms.READINGS).values()), required=True
            ),
            "Furthest stage": st.column_config.SelectboxColumn(
                options=[*terms.labels(terms.STAGES).values(), UNSURE]
            ),
        },
        placeholder="–",
        key=key,
        on_change=_place_words,
        args=(words, key),
        alt="Status words and what each was taken to mean",
    )


UNSURE = "At least applied"
"""The stage shown for a plain "Rejected", which does not say how far the application got."""


def _stage_label(stage: Stage | None, known: bool) -> str | None:
    if stage is None:
        return None
    return terms.STAGES[stage].label if known else UNSURE


def _place_words(words: Sequence[StatusReading], widget: str) -> None:
    edits = st.session_state[widget]["edited_rows"]
    session.correct(statuses={**session.additions().choices.statuses, **placed_words(words, edits)})


def placed_words(
    words: Sequence[StatusReading], edits: Mapping[int, Mapping[str, str | None]]
) -> dict[str, tuple[Stage | None, str]]:
    """Status text → the meaning that the person gave it.

    `edits` holds the changed cells by row number, under the labels of the table.
    """
    stages: dict[str, Stage] = {terms.STAGES[stage].label: stage for stage in STAGES}
    outcomes = {label: outcome for outcome, label in terms.labels(terms.READINGS).items()}
    placed: dict[str, tuple[Stage | None, str]] = {}
    for row, cells in edits.items():
        word = words[int(row)]
        outcome = outcomes.get(cells.get("How it stands") or "", word.outcome)
        label = cells.get("Furthest stage", _stage_label(word.stage, word.stage_known))
        placed[word.text] = (stages.get(label or ""), outcome)
    return placed


def sheets(result: ImportResult) -> None:
    """Which sheets of the workbook are read."""
    if len(result.source.all_sheets) < 2:
        return
    st.session_state["sheets"] = list(result.source.sheets)
    st.multiselect(
        "Sheets that are read",
        list(result.source.all_sheets),
        format_func=bare,
        key="sheets",
        on_change=_choose_sheets,
        help="Sheets with the same columns can be read together, for example one for each month.",
    )


def _choose_sheets() -> None:
    if chosen := st.session_state["sheets"]:
        session.correct(sheets=tuple(chosen))


def day_order(result: ImportResult) -> None:
    """Whether 03/04 is the 3rd of April or March 4th, where the log has such dates."""
    if result.date_order not in ("dmy", "mdy"):
        return
    st.session_state["day_order"] = result.date_order
    st.radio(
        "Dates are written",
        list(DAY_ORDERS),
        format_func=lambda order: DAY_ORDERS[order],
        horizontal=True,
        key="day_order",
        on_change=_choose_day_order,
    )


def _choose_day_order() -> None:
    session.correct(day_first=st.session_state["day_order"] == "dmy")
