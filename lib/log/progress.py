"""How far each row got and how it stands.

What the status, further status columns and stage columns say together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lib.log.contents import Contents, held_values, is_date, is_empty
from lib.log.dates import read_dates
from lib.log.header import Table
from lib.log.names import IGNORE, match_name, plain
from lib.log.paths import read_events
from lib.log.schema import OUTCOMES, STAGE_DATES, STAGES, ColumnMatch, Stage
from lib.log.sheets import Cell, Column, as_text
from lib.log.statuses import (
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
FIELD_STAGES: Mapping[str, Stage] = {date_field: stage for stage, date_field in STAGE_DATES.items()}

FAR = dt.date(2100, 1, 1)
"""Any day is a day when the question is only whether a stage was reached."""

SURE = 0.85
"""Score from which a header is surely one of those that hold no progress."""

Ranks = np.ndarray[Any, np.dtype[np.int8]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class StageColumn:
    """A column that says by its cells whether a stage was reached.

    Or by its ticks how the application ended.
    """

    position: int
    stage: Stage | None
    outcome: str | None = None
    """The end that a tick stands for; None for a stage."""


@dataclass(frozen=True)
class Standing:
    """For each row the furthest stage (index in STAGES), whether it is certain.

    And the state (index in STATES).
    """

    stage: Ranks
    known: Flags
    state: Ranks

    @classmethod
    def blank(cls, rows: int) -> Standing:
        """Rows of which nothing is known: applied, and open."""
        return cls(np.zeros(rows, np.int8), np.zeros(rows, bool), np.full(rows, OPEN, np.int8))

    def take(self, index: np.ndarray[Any, Any]) -> Standing:
        """The standing of the given rows."""
        return Standing(self.stage[index], self.known[index], self.state[index])


@dataclass
class Evidence:
    """Where in a table the standing of its rows is told."""

    status: int | None = None
    further: list[int] = field(default_factory=list)
    """Further columns of status words, by position."""
    stages: list[StageColumn] = field(default_factory=list)
    histories: list[int] = field(default_factory=list)
    """Columns that hold what happened so far: lists, JSON, dated remarks."""
    applied: int | None = None
    """A column that says yes or no to "applied?"."""


def find_evidence(
    table: Table, contents: Sequence[Contents], matches: Sequence[ColumnMatch], hidden: set[int]
) -> Evidence:
    """Every column that tells of progress: the status, and those that serve no other field."""
    served = {match.position: match.field for match in matches}
    found = Evidence(status=next((at for at, name in served.items() if name == "status"), None))
    for at, label in enumerate(table.labels):
        name = served.get(at)
        if at in hidden or contents[at].blank:
            continue
        if name == "closed_on" and _ends(meaning := read_status(label)):
            found.stages.append(StageColumn(at, None, meaning.outcome))
        if name == "status" or (name and name not in FIELD_STAGES):
            continue
        _place(found, at, label, contents[at])
    return found


def _place(found: Evidence, at: int, label: str, contents: Contents) -> None:
    """Add one column to the evidence, if it is any."""
    said = _announced(label)
    if _counts_talks(label, said, contents):
        found.stages.append(StageColumn(at, "interview"))
        return
    if said.startswith(IGNORE) and contents.statuses < 0.7:
        return
    if said == "applied_on" and contents.answers > 0.5:
        found.applied = at
    elif (stage_column := _stage_column(at, label, said, contents)) is not None:
        found.stages.append(stage_column)
    elif said == "resume_version" and _has_marks(contents):
        found.stages.append(StageColumn(at, "applied"))
    elif _is_history(contents):
        found.histories.append(at)
    elif _is_further(said, contents):
        found.further.append(at)


def _announced(label: str) -> str:
    """The field, or surely ignored kind, that a header announces."""
    if plain(label).endswith(" id"):
        return IGNORE + "id"
    best = next(iter(match_name(label)), None)
    if best is None or best.score < 0.5:
        return ""
    return "" if best.field.startswith(IGNORE) and best.score < SURE else best.field


def _counts_talks(label: str, said: str, contents: Contents) -> bool:
    """Whether the column counts interviews: "Total interviews", with small numbers in it."""
    if said not in (IGNORE + "question", "") or contents.numbers < 0.9 or contents.is_counter:
        return False
    small = all(as_text(value) in _SMALL for value in contents.values)
    counts = not _COUNTING.isdisjoint(plain(label).split())
    return small and counts and read_status(label).stage in ("screen", "interview", "final")


_COUNTING = frozenset(
    ["#", "total", "number", "count", "interviews", "calls", "rounds", "anzahl", "nombre", "numero"]
)
_SMALL = frozenset(str(number) for number in range(16))


def _is_further(said: str, contents: Contents) -> bool:
    """Whether a column without another use holds status words; one called so may say "pending" besides."""
    if contents.roles >= 0.3:
        return False
    if said == "status" and contents.statuses > 0:
        return contents.statuses + contents.answers >= 0.6
    return said in ("channel", "") and contents.statuses >= 0.6 and contents.answers < 0.3


def _stage_column(at: int, label: str, said: str, contents: Contents) -> StageColumn | None:
    """The column as a stage or an end that its cells tick, where its header names one and its cells fit."""
    meaning = read_status(label) if label else None
    if contents.words > 5 or _is_history(contents):
        return None
    if (
        meaning is not None
        and said in ("", "closed_on", *FIELD_STAGES)
        and _ends(meaning)
        and _is_flag(contents)
    ):
        return StageColumn(at, None, meaning.outcome)
    if said in FIELD_STAGES:
        stage = (
            meaning.stage
            if meaning is not None and meaning.stage not in (None, "applied")
            else FIELD_STAGES[said]
        )
        return StageColumn(at, stage)
    if (
        said == ""
        and meaning is not None
        and meaning.understood
        and meaning.stage in STAGES[1:]
        and meaning.stage_known
        and _is_flag(contents)
    ):
        return StageColumn(at, meaning.stage)
    return None


def _ends(meaning: StatusMeaning) -> bool:
    return meaning.outcome in ("rejected", "no_reply", "withdrawn", "accepted", "declined")


def _is_flag(contents: Contents) -> bool:
    """Whether the cells are ticks, answers, days or the number one."""
    ones = sum(as_text(v) in ("1", "0") for v in contents.values) / max(len(contents.values), 1)
    return contents.answers + contents.dates >= 0.6 or ones >= 0.9


def _has_marks(contents: Contents) -> bool:
    return bool(contents.texts) and sum(text in "√✓✔☑×✗✘xX❌✅" for text in contents.texts) >= 0.6 * len(
        contents.texts
    )


def _is_history(contents: Contents) -> bool:
    """Whether cells are packed lists of what happened: most are lists, and many of those tell of a step."""
    if contents.packed < 0.5:
        return False
    told = sum(any(event.meaning.understood for event in read_events(text)) for text in contents.texts)
    return told >= 0.3 * len(contents.texts)


def read_standing(table: Table, evidence: Evidence, read: Callable[[str], StatusMeaning]) -> Standing:
    """Put everything that the columns say together.

    The furthest stage of all, and the end that the status tells of.

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
    )


def _add_stages(standing: Standing, table: Table, marks: Sequence[StageColumn]) -> Standing:
    """The standing with what the stage columns say; of the crosses in one row only a lone one is an end."""
    crossed = _columns_with_crosses(table, marks)
    told = [read_marks(table.columns[mark.position], mark, mark.position in crossed) for mark in marks]
    stages = [read for mark, read in zip(marks, told, strict=True) if mark.outcome is None]
    failures = sum((read.state == REJECTED for read in stages), np.zeros(len(table), np.int64))
    passed = [np.where(read.state == REJECTED, 0, read.stage) for read in stages]
    furthest = np.maximum.reduce([np.zeros(len(table), np.int8), *passed])
    for mark, read in zip(marks, told, strict=True):
        if mark.outcome is None:
            here = STAGES.index(mark.stage or "applied")
            read = _without(read, (read.state == REJECTED) & ((failures > 1) | (furthest > here)))
        standing = _add(standing, read)
    return standing


def _without(standing: Standing, rows: Flags) -> Standing:
    """The standing with nothing said of the given rows."""
    blank = Standing.blank(len(rows))
    return Standing(
        np.where(rows, blank.stage, standing.stage),
        np.where(rows, blank.known, standing.known),
        np.where(rows, blank.state, standing.state),
    )


def _columns_with_crosses(table: Table, marks: Sequence[StageColumn]) -> set[int]:
    """Stage columns in which a bare x is a cross, for what was reached is ticked otherwise.

    With ✓ or yes in any of them, with a day in the same column.
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
        StageCell(reached=True) if day else _read_mark(stage, value, x_is_cross)
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
        states = [REJECTED if cell.failed else OPEN for cell in cells]
        ranks = [rank if cell.reached and not (cell.failed and stage == "offer") else 0 for cell in cells]
    known = [rank > 0 for rank in ranks]
    return Standing(
        np.array([*ranks, 0], np.int8)[column.codes],
        np.array([*known, False], bool)[column.codes],
        np.array([*states, OPEN], np.int8)[column.codes],
    )


def _read_mark(stage: Stage, value: Cell, x_is_cross: bool) -> StageCell:
    if x_is_cross and as_text(value).strip().casefold() == "x":
        return StageCell(reached=True, failed=True)
    return read_stage_cell(stage, None if is_empty(value) else value)


def _add(one: Standing, other: Standing) -> Standing:
    """Two tellings of the same rows: the furthest stage; the first that tells of an end keeps its word.

    What was surely sent is not unsent by a word such as "found" or "target" in another column.
    """
    sent = (one.state == OPEN) & one.known & (other.state == NOT_APPLIED)
    undecided = ~_FINAL[one.state] & ~sent
    replace = undecided & ((other.state != OPEN) & (other.state != UNKNOWN) | (one.state == UNKNOWN))
    further = other.stage > one.stage
    return Standing(
        np.maximum(one.stage, other.stage),
        np.where(further, other.known, one.known | (other.known & (other.stage == one.stage))),
        np.where(replace, other.state, one.state).astype(np.int8),
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
    return Standing(
        standing.stage, standing.known, np.where(unsent, NOT_APPLIED, standing.state).astype(np.int8)
    )


def _without_queued(standing: Standing, status: Column) -> Standing:
    """Where most rows that have a status were never sent, rows without any were not sent either."""
    told = status.codes >= 0
    waiting = told & (standing.state == NOT_APPLIED)
    if not waiting.any() or 2 * waiting.sum() <= told.sum():
        return standing
    silent = ~told & ~standing.known & (standing.stage == 0) & (standing.state == OPEN)
    return Standing(
        standing.stage, standing.known, np.where(silent, NOT_APPLIED, standing.state).astype(np.int8)
    )


def _says_sent(cell: Cell) -> bool:
    if isinstance(cell, dt.date):
        return True
    return cell is None or read_stage_cell("applied", cell).reached


def _settle(standing: Standing, has_stages: bool) -> Standing:
    """An offer without an end is an offer.

    Where stages have columns of their own, no row's stage is in doubt.
    """
    offered = (standing.stage == STAGES.index("offer")) & (standing.state == OPEN)
    state = np.where(offered, OFFER, standing.state).astype(np.int8)
    known = standing.known | (has_stages & (state != UNKNOWN))
    return Standing(standing.stage, known, state)
