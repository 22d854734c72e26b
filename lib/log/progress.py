"""How far each row got and how it stands: what the status, further words and stage columns say together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lib.log.files.sheets import Cell, Column, as_text
from lib.log.schema import OUTCOMES, STAGES, Stage
from lib.log.table.contents import held_values, is_date, is_empty, without_day
from lib.log.table.header import Table
from lib.log.table.status_columns import Evidence, StageColumn
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
FAR = dt.date(2100, 1, 1)
"""Any day is a day when the question is only whether a stage was reached."""

Ranks = np.ndarray[Any, np.dtype[np.int8]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Standing:
    """For each row the furthest stage (in STAGES), whether that is certain, and the state (in STATES)."""

    stage: Ranks
    known: Flags
    state: Ranks
    replied: Flags
    """Words say that the employer answered, whatever the answer was."""

    @classmethod
    def blank(cls, rows: int) -> Standing:
        """Rows of which nothing is known: applied, and open."""
        never = np.zeros(rows, bool)
        return cls(np.zeros(rows, np.int8), never, np.full(rows, OPEN, np.int8), never)

    def take(self, index: np.ndarray[Any, Any]) -> Standing:
        """The standing of the given rows."""
        return Standing(self.stage[index], self.known[index], self.state[index], self.replied[index])


def answered(standing: Standing) -> Flags:
    """Rows whose words say that the employer answered, either way."""
    return standing.replied | (standing.stage > 0) | np.isin(standing.state, _ANSWERS)


def read_standing(table: Table, evidence: Evidence, read: Callable[[str], StatusMeaning]) -> Standing:
    """The standing that all columns give together: the furthest stage of all, the end that the status tells.

    `read` gives the meaning of a status text, with what the person chose for it. A stage column that the
    log keeps makes the stage of its rows certain, for an unticked stage was not reached.
    """
    rows = len(table)
    standing = Standing.blank(rows)
    if evidence.status is not None:
        standing = read_words(table.columns[evidence.status], read)
    for at in evidence.further:
        standing = _add(standing, read_words(table.columns[at], read))
    for at in evidence.histories:
        standing = _add(standing, read_words(table.columns[at], read_path))
    standing = _add_stages(standing, table, evidence.stages)
    if evidence.applied is not None:
        standing = _without_unsent(standing, table.columns[evidence.applied])
    if evidence.status is not None:
        standing = _without_queued(standing, table.columns[evidence.status])
    return _settle(standing, bool(evidence.stages))


def read_words(column: Column, read: Callable[[str], StatusMeaning]) -> Standing:
    """The standing that a column of words gives, worked out over its distinct values."""
    meanings = [read(as_text(value)) for value in column.values]
    stage = [STAGES.index(m.stage) if m.stage else 0 for m in meanings]
    state = [STATES.index(m.outcome) for m in meanings]
    return Standing(
        np.array([*stage, 0], np.int8)[column.codes],
        np.array([*(m.stage_known for m in meanings), False], bool)[column.codes],
        np.array([*state, OPEN], np.int8)[column.codes],
        np.array([*(m.replied for m in meanings), False], bool)[column.codes],
    )


def _add_stages(standing: Standing, table: Table, marks: Sequence[StageColumn]) -> Standing:
    """The standing with what the stage columns say.

    Of bare crosses in one row only a lone one is an end, and none below a stage that was passed; a word for
    a rejection is one wherever it stands.
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
    return standing


def _in_words(column: Column) -> Flags:
    """Cells that say more than a mark or an answer."""
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
    """Stage columns in which a bare x is a cross, because what was reached is written in another way.

    That is a ✓ or a yes in any of them, or a day in the same column.
    """
    columns = {mark.position: table.columns[mark.position] for mark in marks if mark.outcome is None}
    if any(_is_tick(value) for column in columns.values() for value in held_values(column)):
        return set(columns)
    return {at for at, column in columns.items() if any(map(is_date, held_values(column)))}


def _is_tick(value: Cell) -> bool:
    """Whether a cell is ticked by more than an x or a one."""
    text = as_text(value).strip()
    return text.casefold() not in ("x", "1", "ok") and read_answer(text) in ("yes", "tick")


def read_marks(column: Column, stage_column: StageColumn, x_is_cross: bool = False) -> Standing:
    """The standing that a column of ticks, days, answers or names of tests gives."""
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
    """What one cell says: the mark or the words beside a day ("○ 4/8", "5/14 offer") outweigh the day."""
    bare = without_day(value) if isinstance(value, str) else value
    if bare != value and (read_answer(as_text(bare)) or read_status(as_text(bare)).understood):
        value = bare
    elif is_day:
        return StageCell(reached=True)
    if x_is_cross and as_text(value).strip().casefold() == "x":
        return StageCell(reached=True, failed=True)
    return read_stage_cell(stage, None if is_empty(value) else value)


def _add(one: Standing, other: Standing) -> Standing:
    """Two tellings of the same rows: the furthest stage; the first that tells of an end keeps its word.

    What was surely sent is not unsent by a word such as "found" or "target" in another column.
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
    """Rows whose "applied?" says no or not yet were never sent, unless something came of them."""
    cells = [None if is_empty(value) else value for value in applied.values]
    said = [_says_sent(cell) for cell in cells]
    only_ticks = all(said) and all(_is_tick(value) for value in held_values(applied) if not is_empty(value))
    if only_ticks:
        said = [cell is not None for cell in cells]
    sent = np.array([*said, not only_ticks], bool)[applied.codes]
    unsent = ~sent & (standing.stage == 0)
    return replace(standing, state=np.where(unsent, NOT_APPLIED, standing.state).astype(np.int8))


def _without_queued(standing: Standing, status: Column) -> Standing:
    """Where most rows that have a status were never sent, rows without any were not sent either."""
    told = status.codes >= 0
    waiting = told & (standing.state == NOT_APPLIED)
    if not waiting.any() or 2 * waiting.sum() <= told.sum():
        return standing
    silent = ~told & ~standing.known & (standing.stage == 0) & (standing.state == OPEN)
    return replace(standing, state=np.where(silent, NOT_APPLIED, standing.state).astype(np.int8))


_DOUBTFUL = {"applying": OPEN, "expired": REJECTED}
"""What a status that leaves open whether anything was sent means where it was."""


def sent_after_all(standing: Standing, status: Column, sent: Flags) -> Standing:
    """The standing with rows that have a day sent as sent, though their status leaves it open.

    "Applying" is then open, and an expired advert closed without an invitation.
    """
    asked = np.unique(status.codes[sent & (standing.state == NOT_APPLIED) & (status.codes >= 0)])
    after_all = np.full(len(status.distinct) + 1, NOT_APPLIED, np.int8)
    for code in asked.tolist():
        text = as_text(status.values[code])
        said = find_meanings(text)
        after_all[code] = _DOUBTFUL.get(said[0], NOT_APPLIED) if len(said) == 1 else NOT_APPLIED
        if said == ["saved"] and not is_covered(text) and not denies_sending(text):
            after_all[code] = UNKNOWN  # "hmm maybe", of an application with its day
    after_all = after_all[status.codes]
    moved = sent & (standing.state == NOT_APPLIED) & (after_all != NOT_APPLIED)
    return replace(
        standing,
        state=np.where(moved, after_all, standing.state).astype(np.int8),
        known=np.where(moved, after_all == OPEN, standing.known),
    )


def say_no(standing: Standing, table: Table, replied: np.ndarray[Any, Any] | None) -> Standing:
    """The standing with a rejection where “Interview?” is answered “No” and a reply has a day."""
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
    """The standing with every row that says nothing as one that was not sent."""
    silent = np.isin(standing.state, [OPEN, UNKNOWN])
    return replace(standing, state=np.where(silent, NOT_APPLIED, standing.state).astype(np.int8))


def _says_sent(cell: Cell) -> bool:
    if isinstance(cell, dt.date):
        return True
    return cell is None or read_stage_cell("applied", cell).reached


def _settle(standing: Standing, has_stages: bool) -> Standing:
    """The standing with offers named so, and with stages certain where they have columns of their own."""
    offered = (standing.stage == STAGES.index("offer")) & (standing.state == OPEN)
    state = np.where(offered, OFFER, standing.state).astype(np.int8)
    known = standing.known | (has_stages & (state != UNKNOWN))
    return replace(standing, known=known, state=state)
