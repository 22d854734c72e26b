"""Repairs rows of text files that slipped sideways, by an unquoted comma or a cell that was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from lib.log.files.arrays import Flags
from lib.log.files.sheets import Cell, Column, as_text
from lib.log.schema import Repair
from lib.log.table.contents import is_date, is_number
from lib.log.table.header import Table
from lib.log.table.names import clear_field
from lib.log.values.meanings import is_covered
from lib.log.values.paths import read_steps
from lib.log.values.recall import recalled
from lib.log.values.statuses import read_answer, status_share

LARGEST = 5_000
"""Tables with more rows are not repaired: they come from programs, which quote commas."""
GAIN = 2.0
"""A row is moved only if this many more cells agree with their columns after it."""
CLOSED = 2.5
"""Score for joining a cell that opens a bracket with one that closes it."""
SPACED = 0.4
"""Score for joining cells of which all but the first begin with a space."""


Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Usual:
    """What a column usually holds: `agrees` scores a cell from -1 to 1, `most` is the highest score."""

    agrees: Callable[[Cell], float]
    most: float


def realign(table: Table) -> tuple[Table, tuple[Repair, ...]]:
    """(table, repairs): cells of slipped rows are moved under their headers, if they clearly fit better."""
    width = _named_width(table)
    if not width >= 3 or not 3 <= len(table) <= LARGEST:
        return table, ()
    usual = _usual(table.columns[:width], table.labels)
    before, mended = dict[int, list[Cell]](), dict[int, list[Cell]]()
    for index, row, spaced in _doubtful_rows(table, usual):
        best = _best_shift(row, width, usual, spaced)
        if best is not None:
            before[index], mended[index] = row, best
    overflowing = sum(any(cell is not None for cell in row[width:]) for row in before.values())
    if not mended or len(mended) - overflowing > 0.4 * len(table):
        return table, ()
    columns = tuple(_mend(column, at, mended) for at, column in enumerate(table.columns))
    repairs = tuple(_repair(table, index, before[index], row) for index, row in mended.items())
    return _without_overflow(replace(table, columns=columns), width), repairs


def _mend(column: Column, at: int, mended: Mapping[int, Sequence[Cell]]) -> Column:
    """The column at a place, with its cells of the mended rows."""
    cells = column.objects()
    for index, row in mended.items():
        cells[index] = row[at]
    return Column.of(cells.tolist())


def _doubtful_rows(table: Table, usual: Sequence[Usual]) -> Iterator[tuple[int, list[Cell], list[bool]]]:
    """(row, its cells, which of them begin with a space) where some other arrangement may fit better."""
    places = _doubtful(table.columns, usual)
    here = [column.take(places) for column in table.columns]
    rows = zip(*(column.objects() for column in here), strict=True)
    spaced = zip(*map(_begin_with_space, here), strict=True)
    for place, row, spaces in zip(places.tolist(), rows, spaced, strict=True):
        yield place, list(row), list(spaces)


def _doubtful(columns: Sequence[Column], usual: Sequence[Usual]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """The rows that may fit better with cells joined, or with a gap put in; the others surely do not.

    For all rows at once: how well their cells agree with their own columns, and with those to the left and
    to the right. Each distinct value is held against a column once.
    """
    width, rows = len(usual), len(columns[0])
    kept, left, right = (_agreements(columns, usual, by) for by in (0, 1, -1))
    surplus = sum((column.filled for column in columns[width:]), np.zeros(rows, int))
    before = np.cumsum([np.zeros(rows), *kept], axis=0)
    enough = before[-1] + np.where(surplus, 1.0, GAIN)
    most = np.array([[column.most] for column in usual[:-1]])
    gap = np.array([[column.agrees(None)] for column in usual[:-1]])
    joined = (
        (before[:-2] + most + _from_each_on(left)).max(axis=0) + SPACED + CLOSED * _open_brackets(columns)
    )
    parted = (before[:-2] + gap + _from_each_on(right)).max(axis=0)
    has_room = ~columns[width - 1].filled & (surplus == 0)
    return np.flatnonzero((surplus > 1) | (joined >= enough) | (has_room & (parted >= enough)))


def _agreements(columns: Sequence[Column], usual: Sequence[Usual], by: int) -> list[Numbers]:
    """For each column how well the cells agree with it that stand `by` places further right, row by row."""
    rows = len(columns[0])
    return [
        _agreement_of(columns[at + by], column)
        if 0 <= at + by < len(columns)
        else np.full(rows, column.agrees(None))
        for at, column in enumerate(usual)
    ]


def _agreement_of(cells: Column, usual: Usual) -> Numbers:
    """How well each cell agrees with what a column usually holds."""
    told = [usual.agrees(value) for value in _distinct(cells)]
    return np.array([*told, usual.agrees(None)])[cells.codes]


def _from_each_on(fits: Sequence[Numbers]) -> Numbers:
    """For each column but the first how well it and all columns after it fit together, row by row."""
    summed: Numbers = np.cumsum(fits[:0:-1], axis=0)[::-1]
    return summed


def _open_brackets(columns: Sequence[Column]) -> Flags:
    """In which rows some cell opens a bracket that it does not close."""
    found = np.zeros(len(columns[0]), bool)
    for column in columns:
        if column.mentions("("):
            opened = [isinstance(v, str) and v.count("(") > v.count(")") for v in _distinct(column)]
            found |= np.array([*opened, False])[column.codes]
    return found


def _distinct(column: Column) -> list[Cell]:
    """The distinct values of a column, whole."""
    values: list[Cell] = column.distinct if isinstance(column.distinct, list) else column.distinct.to_pylist()
    return values


def _begin_with_space(column: Column) -> list[bool]:
    """For each row whether the cell begins with a space, which is what follows a comma inside a text."""
    cells = column.cells.to_pylist() if column.is_text else column.cells
    return [isinstance(cell, str) and cell.startswith(" ") for cell in cells]


def _named_width(table: Table) -> int:
    """The number of columns up to the last one with a header."""
    return max((i + 1 for i, label in enumerate(table.labels) if label), default=0)


def _usual(columns: Sequence[Column], labels: Sequence[str]) -> list[Usual]:
    """For each column a `Usual`, by its other cells, or by its header."""
    status = status_column(labels)
    kind = lru_cache(None, typed=True)(_kind)  # the kind of a cell is needed several times
    return [_of_statuses if i == status else _agreement(column, kind) for i, column in enumerate(columns)]


def status_column(labels: Sequence[str]) -> int | None:
    """The column whose header surely says that it holds the status."""
    return next((i for i, label in enumerate(labels) if clear_field(label) == "status"), None)


@recalled(4_096)
def _agree_with_status(cell: Cell) -> float:
    if cell is None:
        return 0.0
    if is_date(cell):
        return -0.5
    text = as_text(cell)
    if read_answer(text) in ("yes", "no"):
        return 1.0  # as likely the answer to the question of another column
    if is_covered(text) and any(map(str.isalnum, text)):
        return 2.0
    dated = any(map(str.isdigit, text))
    if dated and sum(step.meaning.understood for step in read_steps(text)) > 1:
        return 2.0  # a history: "sent 3 May → test 8 May"
    return 1.0 if status_share([text]) else -0.5


_of_statuses = Usual(_agree_with_status, 2.0)
"""The `Usual` of a column of statuses: known status words agree, whatever its other cells are."""


def fill_short_rows(table: Table) -> tuple[Table, tuple[Repair, ...]]:
    """(table, repairs) with the status moved to its column, in rows that end too early with a status word."""
    status = status_column(table.labels)
    if status is None or not len(table) or len(table) > LARGEST:
        return table, ()
    empty = ~table.columns[status].filled
    last = np.full(len(table), -1)
    for i, column in enumerate(table.columns):
        last[column.filled] = i
    moved = {
        int(row): int(last[row])
        for row in np.flatnonzero(empty & (last > 0) & (last < status))
        if clear_field(table.labels[last[row]]) != "applied_on"
        and _is_only_a_status(as_text(table.columns[last[row]][int(row)]))
    }
    if not moved:
        return table, ()
    cells = [list(column.objects()) for column in table.columns]
    repairs = []
    for row, at in moved.items():
        cells[status][row], cells[at][row] = cells[at][row], None
        sheet = table.sheets[table.origin[row]] or None
        text = as_text(cells[status][row])
        why = "the row is short, and its last cell is the status"
        repairs.append(Repair(int(table.rows[row]), table.headers[status], "", text, why, sheet))
    return replace(table, columns=tuple(map(Column.of, cells))), tuple(repairs)


def _is_only_a_status(text: str) -> bool:
    """Whether a cell is a status and nothing else: no file name, and no "No" below another question."""
    return is_covered(text) and status_share([text]) > 0 and read_answer(text) not in ("yes", "no")


def _agreement(column: Column, kind: Callable[[Cell], str]) -> Usual:
    counts, kinds = defaultdict[str, int](int), Counter[str]()
    for value, times in zip(_distinct(column), column.counts.tolist(), strict=True):
        if times:
            counts[as_text(value)] += times
            kinds[kind(value)] += times
    filled = kinds.total()
    main, often = kinds.most_common(1)[0] if kinds else ("", 0)
    pure = often >= 0.7 * filled and filled > 2
    few = len(counts) <= max(3, 0.4 * filled)

    def agrees(cell: Cell) -> float:
        if cell is None:
            return 0.0 if filled < 0.7 * len(column) else -0.5
        if pure and kind(cell) != main:
            return -1.0
        if few:
            return 1.0 if counts[as_text(cell)] >= max(2, 0.1 * filled) else -0.5
        return 1.0 if pure and main != "text" else 0.0

    return Usual(agrees, 1.0 if few or (pure and main != "text") else 0.0)


def _kind(cell: Cell) -> str:
    if is_date(cell):
        return "date"
    if is_number(cell):
        return "number"
    text = as_text(cell)
    return "link" if text.startswith(("http", "www.")) else "text"


def _best_shift(
    row: list[Cell], width: int, usual: Sequence[Usual], spaced: Sequence[bool]
) -> list[Cell] | None:
    """The row with cells joined, or with a gap put in, if that fits clearly better; None if nothing does.

    `spaced` says which cells begin with a space: a comma that is not a delimiter is followed by one.
    """
    surplus = sum(cell is not None for cell in row[width:])
    kept = [0.0, *accumulate(column.agrees(cell) for column, cell in zip(usual, row, strict=False))]
    enough = kept[-1] + (1.0 if surplus else GAIN)
    opened = any(isinstance(cell, str) and cell.count("(") > cell.count(")") for cell in row)
    if enough > SPACED + opened * CLOSED + sum(column.most for column in usual):
        return None  # the row fits so well that no arrangement could be better by `GAIN`
    ways = list(_joined(row, usual, kept, surplus or 1, spaced, enough - SPACED - opened * CLOSED))
    if not surplus and row[width - 1] is None:
        ways += _spread(row, usual, kept)
    best = max(ways, key=lambda way: way.fit, default=None)
    return _arranged(row, width, best) if best is not None and best.fit >= enough else None


class _Way(NamedTuple):
    """A way to arrange a row: how well it fits, from which cell on, and how many further cells are joined."""

    fit: float
    at: int
    joined: int
    """0 where an empty cell is put in."""


def _joined(
    row: list[Cell],
    usual: Sequence[Usual],
    kept: Sequence[float],
    extra: int,
    spaced: Sequence[bool],
    least: float,
) -> Iterator[_Way]:
    """The ways to join `extra` + 1 neighbours of text, without those that cannot fit as well as `least`.

    `kept[n]` is how well the first n cells fit.
    """
    moved = _moved(row, usual, extra)
    for start in range(len(usual) - extra):
        parts = row[start : start + extra + 1]
        most = kept[start] + usual[start].most + moved[start + 1]
        if most >= least and all(isinstance(part, str) for part in parts):
            texts = list(map(as_text, parts))
            bonus = SPACED if all(spaced[start + 1 : start + extra + 1]) else 0.0
            bonus += CLOSED if _closes_bracket(texts) else 0.0
            fit = kept[start] + usual[start].agrees(", ".join(texts)) + moved[start + 1]
            yield _Way(bonus + fit, start, extra)


def _spread(row: list[Cell], usual: Sequence[Usual], kept: Sequence[float]) -> Iterator[_Way]:
    """Every way to put an empty cell into a row whose last cell is free."""
    moved = _moved(row, usual, -1)
    for at in range(len(usual) - 1):
        yield _Way(kept[at] + usual[at].agrees(None) + moved[at + 1], at, 0)


def _moved(row: list[Cell], usual: Sequence[Usual], by: int) -> list[float]:
    """How well the columns from each one on fit with the cells that stand `by` places further right."""
    cells = [row[at + by] if 0 <= at + by < len(row) else None for at in range(len(usual))]
    fits = [column.agrees(cell) for column, cell in zip(usual, cells, strict=True)]
    return [*accumulate(reversed(fits), initial=0.0)][::-1]


def _arranged(row: list[Cell], width: int, way: _Way) -> list[Cell]:
    """The cells of a row, arranged in this way."""
    at, joined = way.at, way.joined
    if not joined:
        return [*row[:at], None, *row[at : width - 1], *row[width:]]
    text = ", ".join(map(as_text, row[at : at + joined + 1]))
    return [*row[:at], text, *row[at + joined + 1 :], *[None] * joined]


def _closes_bracket(parts: Sequence[str]) -> bool:
    """Whether the first part opens a bracket that a later part closes."""
    opened = parts[0].count("(") > parts[0].count(")")
    return opened and sum(part.count("(") - part.count(")") for part in parts) == 0


def _repair(table: Table, index: int, before: Sequence[Cell], after: Sequence[Cell]) -> Repair:
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    first = changed[0]
    sheet = table.sheets[table.origin[index]] or None
    shown = (
        " | ".join(as_text(before[i]) for i in changed[:4]),
        " | ".join(as_text(after[i]) for i in changed[:4]),
    )
    return Repair(int(table.rows[index]), table.headers[first], *shown, "cells had slipped sideways", sheet)


def _without_overflow(table: Table, width: int) -> Table:
    """The table without columns beyond the headers that are empty after the repair."""
    return table.keep([i for i, c in enumerate(table.columns) if i < width or c.filled.any()])
