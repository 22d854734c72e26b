"""How far each row got and how it stands, worked out from the status, other words and stage columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lib.log.files.arrays import Flags
from lib.log.files.sheets import Cell, Column, as_text
from lib.log.schema import OUTCOMES, STAGES, Stage
from lib.log.table.contents import held_values, is_date, is_empty, without_day
from lib.log.table.header import Table
from lib.log.table.margins import FAR
from lib.log.table.status_columns import StageColumn, StatusColumns
from lib.log.values.dates import read_dates
from lib.log.values.meanings import denies_sending, find_meanings, is_covered
from lib.log.values.statuses import (
    StageCell,
    StatusMeaning,
    read_answer,
    read_path,
    read_stage_cell,
    read_status,
)

STATES: tuple[str, ...] = (*OUTCOMES, "not_applied", "unknown")
OPEN, REJECTED, OFFER = STATES.index("open"), STATES.index("rejected"), STATES.index("offer")
NOT_APPLIED, UNKNOWN = STATES.index("not_applied"), STATES.index("unknown")
_FINAL = np.array(
    [
        state in ("rejected", "no_reply", "withdrawn", "accepted", "declined", "not_applied")
        for state in STATES
    ]
)
_ANSWERS = [STATES.index(state) for state in ("rejected", "offer", "accepted", "declined")]
"""A reading date so late that any day is accepted, used where only a stage is looked for, not its day."""

Ranks = np.ndarray[Any, np.dtype[np.int8]]


@dataclass(frozen=True)
class Standing:
    """For each row its furthest stage (place in STAGES), whether that is certain, its state (in STATES)."""

    stage: Ranks
    known: Flags
    state: Ranks
    replied: Flags
    """Whether words say that the employer answered, whatever the answer was."""

    @classmethod
    def blank(cls, rows: int) -> Standing:
        """The standing of rows about which nothing is known: applied, and open."""
        never = np.zeros(rows, bool)
        return cls(np.zeros(rows, np.int8), never, np.full(rows, OPEN, np.int8), never)

    def take(self, index: np.ndarray[Any, Any]) -> Standing:
        """The standing of the given rows."""
        return Standing(self.stage[index], self.known[index], self.state[index], self.replied[index])


def answered(standing: Standing) -> Flags:
    """Which rows have words that say that the employer answered, either way."""
    return standing.replied | (standing.stage > 0) | np.isin(standing.state, _ANSWERS)


def read_standing(
    table: Table,
    evidence: StatusColumns,
    read: Callable[[str], StatusMeaning],
    corrected: Collection[str] = (),
) -> Standing:
    """The standing by all columns together: the furthest stage in any of them, and the end in the status.

    `read` gives the meaning of a status text, with the person's corrections, whose texts are `corrected`. In
    a log with columns of conversations or offers the stage is certain, because a stage without a tick was
    not reached. A column with the days of rejections ("Closed") says nothing of stages.
    """
    rows = len(table)
    standing = Standing.blank(rows)
    if evidence.status is not None:
        standing = read_words(table.columns[evidence.status], read)
    for at in evidence.further:
        standing = _add(
            standing, read_words(table.columns[at], _answers_of(table.labels[at], read, corrected))
        )
    for at in evidence.histories:
        standing = _add(standing, read_words(table.columns[at], read_path))
    standing = _add_stages(standing, table, evidence.stages)
    if evidence.applied is not None:
        standing = _without_unsent(standing, table.columns[evidence.applied])
    if evidence.status is not None:
        standing = _without_queued(standing, table.columns[evidence.status])
    return _settle(standing, any(mark.stage in STAGES[1:] for mark in evidence.stages))


def _answers_of(
    header: str, read: Callable[[str], StatusMeaning], corrected: Collection[str]
) -> Callable[[str], StatusMeaning]:
    """`read`, but a plain yes or no answers this header, and not that of the status ("0" rounds)."""

    def answers(text: str) -> StatusMeaning:
        own = read_answer(text) in ("yes", "no") and " ".join(text.split()) not in corrected
        return read_status(text, header) if own else read(text)

    return answers


def read_words(column: Column, read: Callable[[str], StatusMeaning]) -> Standing:
    """The standing by a column of words, worked out from its distinct values."""
    told = [read(as_text(value)) for value in column.values]
    meanings = {id(meaning): meaning for meaning in told}  # very many texts share the one for "unknown"
    places = {known: place for place, known in enumerate(meanings)}
    stage = [STAGES.index(m.stage) if m.stage else 0 for m in meanings.values()]
    state = [STATES.index(m.outcome) for m in meanings.values()]
    which = np.array([*(places[id(meaning)] for meaning in told), len(meanings)])[column.codes]
    return Standing(
        np.array([*stage, 0], np.int8)[which],
        np.array([*(m.stage_known for m in meanings.values()), False], bool)[which],
        np.array([*state, OPEN], np.int8)[which],
        np.array([*(m.replied for m in meanings.values()), False], bool)[which],
    )


def _add_stages(standing: Standing, table: Table, marks: Sequence[StageColumn]) -> Standing:
    """The standing with what the stage columns say.

    A plain cross is an end only if it is the only one in its row, and not at a stage that was passed. A word
    for a rejection is an end in any stage column.
    """
    crossed = _columns_with_crosses(table, marks)
    told = [read_marks(table.columns[mark.position], mark, mark.position in crossed) for mark in marks]
    stages = [read for mark, read in zip(marks, told, strict=True) if mark.outcome is None]
    worded = {id(read): _in_words(table.columns[m.position]) for m, read in zip(marks, told, strict=True)}
    bare = [(read.state == REJECTED) & ~worded[id(read)] for read in stages]
    failures = sum(bare, np.zeros(len(table), np.int64))
    passed = [np.where(read.state == REJECTED, 0, read.stage) for read in stages]
    furthest = np.maximum.reduce([np.zeros(len(table), np.int8), *passed])
    for mark, read in zip(marks, told, strict=True):
        if mark.outcome is None:
            here = STAGES.index(mark.stage or "applied")
            cross = (read.state == REJECTED) & ~worded[id(read)]
            read = _without(read, cross & ((failures > 1) | (furthest > here)))
        standing = _add(standing, read)
    for mark in marks:
        if mark.outcome == "accepted":
            standing = _not_taken(standing, table.columns[mark.position])
    return standing


def _not_taken(standing: Standing, column: Column) -> Standing:
    """The standing, with an offer declined where “Accepted?” says no, if only offers are answered there."""
    noes = [isinstance(value, str) and read_answer(value) == "no" for value in column.values]
    said = np.array([*noes, False], bool)[column.codes]
    offered = standing.stage == STAGES.index("offer")
    if (said & ~offered).any():
        return standing
    refused = said & np.isin(standing.state, [OPEN, OFFER])
    return replace(
        standing, state=np.where(refused, OUTCOMES.index("declined"), standing.state).astype(np.int8)
    )


def _in_words(column: Column) -> Flags:
    """Which cells say more than a mark or a yes or no."""
    said = [isinstance(value, str) and read_answer(value) is None for value in column.values]
    return np.array([*said, False], bool)[column.codes]


def _without(standing: Standing, rows: Flags) -> Standing:
    """The standing with nothing said of the given rows."""
    blank = Standing.blank(len(rows))
    return Standing(
        np.where(rows, blank.stage, standing.stage),
        np.where(rows, blank.known, standing.known),
        np.where(rows, blank.state, standing.state),
        standing.replied & ~rows,
    )


def _columns_with_crosses(table: Table, marks: Sequence[StageColumn]) -> set[int]:
    """Stage columns in which an x means "no", because stages that were reached are marked in another way.

    That is with a ✓ or a yes in any of these columns, or with a day in the same column.
    """
    columns = {mark.position: table.columns[mark.position] for mark in marks if mark.outcome is None}
    if any(_is_tick(value) for column in columns.values() for value in held_values(column)):
        return set(columns)
    return {at for at, column in columns.items() if any(map(is_date, held_values(column)))}


def _is_tick(value: Cell) -> bool:
    """Whether a cell has a tick that is neither an x nor a one."""
    text = as_text(value).strip()
    return text.casefold() not in ("x", "1", "ok") and read_answer(text) in ("yes", "tick")


def read_marks(column: Column, stage_column: StageColumn, x_is_cross: bool = False) -> Standing:
    """The standing by a column of ticks, days, answers or names of tests."""
    stage: Stage = stage_column.stage or "applied"
    days = ~np.isnat(read_dates(column.values, as_of=FAR).days)
    cells = [
        _read_mark(stage, value, x_is_cross, bool(day))
        for value, day in zip(column.values, days, strict=True)
    ]
    rank = STAGES.index(stage)
    if stage_column.outcome is not None:
        state = STATES.index(stage_column.outcome)
        states = [state if cell.reached else OPEN for cell in cells]
        ranks = [
            STAGES.index("offer") if cell.reached and stage_column.outcome in ("accepted", "declined") else 0
            for cell in cells
        ]
    else:
        states = [STATES.index(cell.outcome) for cell in cells]
        ranks = [rank if cell.reached and not (cell.failed and stage == "offer") else 0 for cell in cells]
        offered = [cell.outcome in ("offer", "accepted", "declined") for cell in cells]
        ranks = [STAGES.index("offer") if got else rank for got, rank in zip(offered, ranks, strict=True)]
    known = [rank > 0 for rank in ranks]
    return Standing(
        np.array([*ranks, 0], np.int8)[column.codes],
        np.array([*known, False], bool)[column.codes],
        np.array([*states, OPEN], np.int8)[column.codes],
        np.zeros(len(column), bool),
    )


def _read_mark(stage: Stage, value: Cell, x_is_cross: bool, is_day: bool) -> StageCell:
    """What one cell says; a mark or words beside a day ("○ 4/8", "5/14 offer") count more than the day."""
    bare = without_day(value) if isinstance(value, str) else value
    if bare != value and (read_answer(as_text(bare)) or read_status(as_text(bare)).understood):
        value = bare
    elif is_day:
        return StageCell(reached=True)
    if x_is_cross and as_text(value).strip().casefold() == "x":
        return StageCell(reached=True, failed=True)
    return read_stage_cell(stage, None if is_empty(value) else value)


def _add(one: Standing, other: Standing) -> Standing:
    """Two standings of the same rows together: the furthest stage, and the first end that either gives.

    An application that was surely sent is not made unsent by a word such as "found" in another column.
    """
    sent = (one.state == OPEN) & one.known & (other.state == NOT_APPLIED)
    undecided = ~_FINAL[one.state] & ~sent
    taken = undecided & ((other.state != OPEN) & (other.state != UNKNOWN) | (one.state == UNKNOWN))
    further = other.stage > one.stage
    return Standing(
        np.maximum(one.stage, other.stage),
        np.where(further, other.known, one.known | (other.known & (other.stage == one.stage))),
        np.where(taken, other.state, one.state).astype(np.int8),
        one.replied | other.replied,
    )


def _without_unsent(standing: Standing, applied: Column) -> Standing:
    """The standing with rows not sent where "applied?" says no or not yet, unless they got any further."""
    cells = [None if is_empty(value) else value for value in applied.values]
    said = [_says_sent(cell) for cell in cells]
    only_ticks = all(said) and all(_is_tick(value) for value in held_values(applied) if not is_empty(value))
    if only_ticks:
        said = [cell is not None for cell in cells]
    sent = np.array([*said, not only_ticks], bool)[applied.codes]
    unsent = ~sent & (standing.stage == 0)
    return replace(standing, state=np.where(unsent, NOT_APPLIED, standing.state).astype(np.int8))


def _without_queued(standing: Standing, status: Column) -> Standing:
    """The standing with rows without a status not sent, if most rows with one that is understood were not."""
    blank = status.codes < 0
    told = ~blank & (standing.state != UNKNOWN)
    waiting = told & (standing.state == NOT_APPLIED)
    if not waiting.any() or 2 * waiting.sum() <= told.sum():
        return standing
    silent = blank & ~standing.known & (standing.stage == 0) & (standing.state == OPEN)
    return replace(standing, state=np.where(silent, NOT_APPLIED, standing.state).astype(np.int8))


_DOUBTFUL = {"applying": OPEN, "expired": REJECTED}
"""Meaning that does not say whether anything was sent → the state of the application if it was."""


def sent_after_all(standing: Standing, status: Column, sent: Flags) -> Standing:
    """The standing, with rows that have a day applied counted as sent if their status leaves it open.

    "Applying" is then open, and "advert expired" is a rejection without a conversation.
    """
    asked = np.unique(status.codes[sent & (standing.state == NOT_APPLIED) & (status.codes >= 0)])
    after_all = np.full(len(status.distinct) + 1, NOT_APPLIED, np.int8)
    for code in asked.tolist():
        text = as_text(status.values[code])
        said = find_meanings(text)
        after_all[code] = _DOUBTFUL.get(said[0], NOT_APPLIED) if len(said) == 1 else NOT_APPLIED
        if said == ["saved"] and not is_covered(text) and not denies_sending(text):
            after_all[code] = UNKNOWN  # such as "hmm maybe", for an application that has its day
    after_all = after_all[status.codes]
    moved = sent & (standing.state == NOT_APPLIED) & (after_all != NOT_APPLIED)
    return replace(
        standing,
        state=np.where(moved, after_all, standing.state).astype(np.int8),
        known=np.where(moved, after_all == OPEN, standing.known),
    )


def say_no(standing: Standing, table: Table, replied: np.ndarray[Any, Any] | None) -> Standing:
    """The standing, with a rejection where “Interview?” is answered “No” and the reply has a day."""
    if replied is None:
        return standing
    refused = np.zeros(len(table), bool)
    for column, label in zip(table.columns, table.labels, strict=True):
        asked = read_status(label) if label.strip().endswith(("?", "？")) else StatusMeaning(None, False, "")
        if asked.stage in STAGES[1:] and asked.outcome in ("open", "offer"):
            noes = [read_answer(as_text(value)) == "no" for value in column.values]
            refused |= np.array([*noes, False], bool)[column.codes]
    ended = refused & ~np.isnat(replied) & (standing.state == OPEN) & (standing.stage == 0)
    return replace(standing, state=np.where(ended, REJECTED, standing.state).astype(np.int8))


def all_unsent(standing: Standing) -> Standing:
    """The standing, with every row that says nothing counted as not sent."""
    silent = np.isin(standing.state, [OPEN, UNKNOWN])
    return replace(standing, state=np.where(silent, NOT_APPLIED, standing.state).astype(np.int8))


def _says_sent(cell: Cell) -> bool:
    if isinstance(cell, dt.date):
        return True
    return cell is None or read_stage_cell("applied", cell).reached


def _settle(standing: Standing, has_stages: bool) -> Standing:
    """The standing, with open offers called so, and with certain stages if the log has stage columns."""
    offered = (standing.stage == STAGES.index("offer")) & (standing.state == OPEN)
    state = np.where(offered, OFFER, standing.state).astype(np.int8)
    known = standing.known | (has_stages & (state != UNKNOWN))
    return replace(standing, known=known, state=state)
