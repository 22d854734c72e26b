"""Turns other layouts (side by side, fields in rows, boards, calendars) into one row per application."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np

from lib.log.files.sheets import Cell, Column, Sheet, as_text
from lib.log.table.contents import Contents, is_date, is_number
from lib.log.table.header import Table
from lib.log.table.labels import fold
from lib.log.table.names import clear_field, may_be_stage, plain
from lib.log.values.statuses import read_status
from lib.log.vocabulary import either, load, small_words
from lib.words.phrases import counted

CALENDAR_COLUMNS = 5
"""A row with this many dates, if they are most of its cells, is the head of a calendar."""


@dataclass(frozen=True)
class ColumnGroups:
    """Groups of columns that repeat under the same headers."""

    shared: tuple[int, ...]
    """Columns that all groups have in common."""
    members: tuple[tuple[int, ...], ...]
    """For each group its columns, in the order of the first group."""


def base_name(label: str) -> str:
    """A header without the number that distinguishes it from its repetitions."""
    return re.sub(f"^(?:{either('ordinal')}) ", "", plain(_numerals().sub(" ", label)))


@cache
def _numerals() -> re.Pattern[str]:
    """A pattern for numbers before or after a name: figures, Chinese numerals, ordinals."""
    ending = either("day_ending")
    chinese = "[一二三四五六七八九十]"
    return re.compile(rf"{chinese}$|^第?{chinese}|[ _#-]*\d+(?:{ending}|\.)?[ _]*|\(\d+\)")


def find_groups(labels: Sequence[str]) -> ColumnGroups | None:
    """The groups of columns, if each row holds several applications; None if each row is one application.

    That is so if two or more headers are repeated together, and one of them is the employer or the role.
    """
    bases = [base_name(label) for label in labels]
    counts = Counter(base for base in bases if base)
    times = max(counts.values(), default=0)
    repeated = [base for base, count in counts.items() if count == times >= 2]
    if len(repeated) < 2 or not _identifies(repeated):
        return None
    members = [tuple(_nth(bases, base, time) for base in repeated) for time in range(times)]
    spans = [(min(group), max(group)) for group in members]
    if any(before[1] >= after[0] for before, after in pairwise(spans)):
        return None
    between = [list(range(before[1] + 1, after[0])) for before, after in pairwise(spans)]
    if any(between) and not spans[0][0]:
        return None  # tables side by side, each with columns of its own
    grouped = {i for group in members for i in group}
    return ColumnGroups(tuple(i for i in range(len(labels)) if i not in grouped), tuple(members))


def _identifies(bases: Sequence[str]) -> bool:
    """Whether the repeated headers include one that identifies an application."""
    fields = {"status" if may_be_stage(base.split()[0]) else clear_field(base) for base in bases}
    return (
        bool(fields & {"company", "role"})
        and bool(fields & {"applied_on", "status", "role"})
        and len(fields) > 1
    )


def _nth(bases: Sequence[str], base: str, time: int) -> int:
    return [i for i, other in enumerate(bases) if other == base][time]


def stack_groups(table: Table, groups: ColumnGroups) -> Table:
    """A table with one row for each group: the shared cells and its own; empty later groups are left out."""
    pieces = []
    for time, members in enumerate(groups.members):
        columns = [*groups.shared, *members]
        piece = replace(
            table.keep(columns), labels=tuple(table.labels[i] for i in [*groups.shared, *groups.members[0]])
        )
        if time:
            used = sum(
                (table.columns[i].filled.astype(int) for i in members), np.zeros(len(table), dtype=int)
            )
            piece = piece.take(np.flatnonzero(used > 0))
        pieces.append(
            replace(piece, positions=tuple(table.positions[i] for i in [*groups.shared, *groups.members[0]]))
        )
    stacked = concatenate(pieces)
    order = np.lexsort((np.arange(len(stacked)), stacked.rows, stacked.origin))
    ordered = stacked.take(order)
    by_position = sorted(range(len(ordered.columns)), key=lambda i: ordered.positions[i])
    return replace(
        ordered.keep(by_position),
        notes=(
            *table.notes,
            (
                f"Each row holds up to {counted(len(groups.members), 'application')} side by side; each "
                "was read as one."
            ),
        ),
    )


def concatenate(tables: Sequence[Table]) -> Table:
    """Tables with the same columns, one below the other."""
    first = tables[0]
    names = list(dict.fromkeys(name for table in tables for name in table.sheets))
    origin = [np.array([names.index(s) for s in t.sheets], dtype=np.int32)[t.origin] for t in tables]
    return replace(
        first,
        columns=tuple(join_columns([t.columns[i] for t in tables]) for i in range(len(first.columns))),
        rows=np.concatenate([t.rows for t in tables]),
        sheets=tuple(names),
        origin=np.concatenate(origin),
        notes=tuple(dict.fromkeys(note for table in tables for note in table.notes)),
        margins={name: margin for table in tables for name, margin in table.margins.items()},
        repairs=tuple(repair for table in tables for repair in table.repairs),
    )


def join_columns(columns: Sequence[Column]) -> Column:
    """The cells of several columns, one below the other."""
    if len(columns) == 1:
        return columns[0]
    return Column(np.concatenate([column.objects() for column in columns]))


def combine(tables: Sequence[Table], fields: Sequence[dict[int, str]]) -> Table:
    """Tables with partly different columns as one: columns with the same header, else field, are joined."""
    labels: list[str] = []
    positions: list[int] = []
    keys: list[tuple[str, str | None]] = []
    places: list[list[int]] = []
    for table, served in zip(tables, fields, strict=True):
        place = [_meet(keys, plain(label), served.get(i)) for i, label in enumerate(table.labels)]
        for i, at in enumerate(place):
            if at is None or at in place[:i]:
                place[i] = len(keys)
                keys.append((plain(table.labels[i]), served.get(i)))
                labels.append(table.labels[i])
                positions.append(table.positions[i])
        places.append([at for at in place if at is not None])
    widened = [_widen(t, place, labels, positions) for t, place in zip(tables, places, strict=True)]
    return concatenate(widened)


def _meet(keys: Sequence[tuple[str, str | None]], name: str, field: str | None) -> int | None:
    """The earlier column that has this name, or else holds this field; None without one."""
    for at, (known, _) in enumerate(keys):
        if name and known == name:
            return at
    return next((at for at, (_, served) in enumerate(keys) if field is not None and served == field), None)


def _widen(table: Table, place: Sequence[int], labels: Sequence[str], positions: Sequence[int]) -> Table:
    blank = Column(np.full(len(table), None, dtype=object))
    columns = [blank] * len(labels)
    for i, at in enumerate(place):
        columns[at] = table.columns[i]
    return replace(table, columns=tuple(columns), labels=tuple(labels), positions=tuple(positions))


def turn_sideways(sheet: Sheet) -> Sheet | None:
    """The sheet with rows and columns exchanged; None unless its first column names three fields."""
    if not len(sheet.columns) >= 2 or not 3 <= sheet.height <= 60:
        return None
    names = [
        clear_field(fold(cell))
        for cell in (sheet.columns[0][i] for i in range(sheet.height))
        if cell is not None
    ]
    fields = {name for name in names if name and not name.startswith("ignore.")}
    if len(fields) < 3 or not fields & {"company", "role"} or sum(map(bool, names)) < 0.7 * len(names):
        return None
    columns = tuple(Column.of(sheet.row(i)) for i in range(sheet.height))
    return Sheet(sheet.name, columns, len(sheet.columns))


BEFORE = "status before"
"""The given "field" of the column with the state before a change; it is not one of `FIELDS`."""


def _transitions() -> list[list[str]]:
    """Pairs of headers, in plain form: of the state before a change, and of the state after it."""
    return [pair.split(" > ") for pair in load().words["transition"]]


def name_transitions(table: Table) -> Table:
    """The table with the state after each change as its status, if it has columns for both states.

    If no column names the employer, the number of the application is used in its place.
    """
    at = {plain(label): i for i, label in enumerate(table.labels)}
    pair = next((pair for pair in _transitions() if set(pair) <= set(at)), None)
    if pair is None or any(Contents(table.columns[at[name]]).statuses < 0.6 for name in pair):
        return table
    given = {table.labels[at[pair[1]]]: "status", table.labels[at[pair[0]]]: BEFORE}
    if not {clear_field(label) for label in table.labels} & {"company", "role"}:
        given |= {table.labels[i]: "company" for name, i in at.items() if name in small_words("numbered")}
    return replace(table, given={**table.given, **given})


def find_board(table: Table) -> bool:
    """Whether the columns are states ("Applied", "Rejected") and their cells the applications in them."""
    if len(table.labels) < 3 or not all(table.labels) or not len(table):
        return False
    states = sum(read_status(label).understood for label in table.labels)
    fields = {clear_field(label) for label in table.labels}
    if states < 0.8 * len(table.labels) or fields & {"company", "role", "status"}:
        return False
    cells = [cell for column in table.columns for cell in column.sample]
    names = [c for c in cells if isinstance(c, str) and len(c) > 2 and not is_date(c) and not is_number(c)]
    contents = Contents(Column.of(names))
    return len(names) >= 0.9 * len(cells) and contents.answers < 0.2 and contents.statuses < 0.3


def unroll_board(table: Table) -> Table:
    """A table with one row for each filled cell of a board: the application, and the state of its column."""
    cells = [
        (int(table.rows[index]), *_on_card(column[int(index)], label))
        for column, label in zip(table.columns, table.labels, strict=True)
        for index in np.flatnonzero(column.filled)
    ]
    numbers, *told = zip(*sorted(cells, key=lambda cell: cell[0]), strict=True)
    columns = tuple(map(Column.of, told))
    kept = [0, 1, *(i for i in (2, 3) if columns[i].filled.any())]
    return replace(
        table,
        labels=tuple(("Company", "Status", "Date", "Notes")[i] for i in kept),
        columns=tuple(columns[i] for i in kept),
        rows=np.array(numbers, dtype=np.int64),
        origin=np.zeros(len(numbers), dtype=np.int32),
        positions=tuple(kept),
        notes=(
            *table.notes,
            "The sheet is a board with a column for each state: each cell was read as one entry.",
        ),
    )


_REMARK = re.compile(r"\s*[(（]([^()（）]{2,80})[)）]\s*\W*$")


def _on_card(cell: Cell, state: str) -> tuple[Cell, str, str | None, str | None]:
    """The name on a card of a board, its state, and the day or the remark in brackets after the name.

    A remark that says how far it got belongs to the state: "Rejected" and "(after phone screen)".
    """
    text = as_text(cell)
    found = _REMARK.search(text)
    if found is None:
        return cell, state, None, None
    name, remark = text[: found.start()], found[1].strip()
    if is_date(remark):
        return name, state, remark, None
    told, stands = read_status(f"{state} ({remark})"), read_status(state)
    further = told.outcome == stands.outcome and told.stage_known and told.stage != stands.stage
    return name, f"{state} ({remark})" if further else state, None, remark


def find_calendar(sheet: Sheet) -> int | None:
    """The row (from 0) with the dates of a calendar: a date in most columns, text below; None without one."""
    for index, row in enumerate(sheet.rows(0, 6)):
        dated = [i for i, cell in enumerate(row) if is_date(cell)]
        filled = sum(cell is not None for cell in row)
        if len(dated) >= CALENDAR_COLUMNS and len(dated) >= 0.6 * filled and _text_below(sheet, index, dated):
            return index
    return None


def _text_below(sheet: Sheet, header: int, columns: Sequence[int]) -> bool:
    cells = [
        cell for row in sheet.rows(header + 1, header + 15) for i in columns if (cell := row[i]) is not None
    ]
    return bool(cells) and sum(isinstance(c, str) and not is_date(c) for c in cells) >= 0.8 * len(cells)


def unroll_calendar(sheet: Sheet, header: int) -> Table:
    """A table with one row for each filled cell of a calendar: the cell's text, and the day above it.

    If the cells are status words, each belongs to the name at the start of its row; else each is an employer.
    """
    days = sheet.row(header)
    dated = [i for i, cell in enumerate(days) if is_date(cell)]
    cells = [
        (index + 1, sheet.columns[0][index], days[i], sheet.columns[i][index])
        for index in range(header + 1, sheet.height)
        for i in dated
        if sheet.columns[i].filled[index]
    ]
    marks = Contents(Column.of(cell for *_, cell in cells))
    if dated[0] > 0 and max(marks.statuses, marks.answers) > 0.6:
        return _calendar_table(
            sheet, header, ("Company", "Date", "Status"), [(r, n, d, m) for r, n, d, m in cells]
        )
    return _calendar_table(
        sheet, header, ("Company", "Date"), [(r, _unnumbered(c), d) for r, _, d, c in cells]
    )


def _unnumbered(cell: Cell) -> str:
    return re.sub(r"^\d{1,4}\s*[.)\]:-]\s*", "", as_text(cell))


def _calendar_table(
    sheet: Sheet, header: int, labels: tuple[str, ...], rows: Sequence[tuple[object, ...]]
) -> Table:
    numbers, *columns = zip(*rows, strict=True)
    return Table(
        labels=labels,
        columns=tuple(map(Column.of, columns)),
        rows=np.array(numbers, dtype=np.int64),
        sheets=(sheet.name,),
        origin=np.zeros(len(rows), dtype=np.int32),
        positions=tuple(range(len(labels))),
        header_row=header + 1,
        notes=(
            "The sheet is a calendar with days across the top: each filled cell was read as one "
            "entry on its day.",
        ),
    )
