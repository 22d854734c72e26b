"""Where a sheet's tables start and end, and what their columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from lib.log.files.arrays import Rows
from lib.log.files.sheets import Cell, Column, Sheet, as_text
from lib.log.schema import Repair
from lib.log.table.contents import asked_fields, asks_where, elsewhere, is_date, is_number
from lib.log.table.labels import fold, name_columns
from lib.log.table.margins import Margin, read_margin
from lib.log.table.names import IGNORE, clear_field, known_names, may_be_name, plain
from lib.log.vocabulary import either

SEARCHED = 80
"""The header is looked for in this many rows at the top of a sheet."""
SCANNED = 20_000
"""Only sheets of up to this many rows are searched for further tables with other headers."""
NAME_WORTH = 2.0
"""What a known name adds to the score of a header row; no cell adds more."""
MOST_HINTS = 2
"""At most this many rows below the headers explain columns, a drawn line among them."""
COMMENT = ("#", "//")
"""A comment line begins with one of these."""
Labels = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Columns under their headers: the rows of one table, or of several that were put together."""

    labels: Labels
    """Header texts as written, white space folded; "" for a column without one."""
    columns: tuple[Column, ...]
    rows: np.ndarray[Any, np.dtype[np.int64]]
    """For each row its number in the sheet, 1-based."""
    sheets: tuple[str, ...]
    """The sheets that the rows come from, in order."""
    origin: np.ndarray[Any, np.dtype[np.int32]]
    """For each row the index of its sheet in `sheets`."""
    positions: tuple[int, ...]
    """For each column its 0-based position in the sheet."""
    header_row: int | None
    notes: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    """Cells that were moved before anything was read from them."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Label → field, for columns made from others, so that their field is known; "" for one without a use."""
    margins: Mapping[str, Margin] = field(default_factory=dict)
    """Sheet → what it says about its rows outside of them."""
    is_events: bool = False
    """Whether its rows are surely events of applications, not applications."""

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @cached_property
    def headers(self) -> Labels:
        """The headers made unique: `column N` for a missing one, "(2)" after a repeated one."""
        seen: Counter[str] = Counter()
        unique = []
        for label, position in zip(self.labels, self.positions, strict=True):
            name = label or f"column {position + 1}"
            seen[name] += 1
            unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
        return tuple(unique)

    def take(self, index: np.ndarray[Any, Any]) -> Table:
        """The table with only the given rows, in that order."""
        rows = Rows(index)
        columns = tuple(column.take(rows) for column in self.columns)
        return replace(self, columns=columns, rows=self.rows[index], origin=self.origin[index])

    def keep(self, columns: Sequence[int]) -> Table:
        """The table with only the given columns."""
        return replace(
            self,
            labels=tuple(self.labels[i] for i in columns),
            columns=tuple(self.columns[i] for i in columns),
            positions=tuple(self.positions[i] for i in columns),
        )

    @cached_property
    def filled(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many cells of each row hold something."""
        total = np.zeros(len(self), dtype=np.int64)
        for column in self.columns:
            total += column.filled
        return total


def find_tables(sheet: Sheet, header_row: int | None = None) -> tuple[Table, ...]:
    """The tables of a sheet from top to bottom.

    `header_row` is the person's choice: a row counted from 1, 0 for "no header", None to find it.
    """
    if not sheet.height or not sheet.columns:
        return ()
    found = find_header(sheet) if header_row is None else header_row - 1
    if found is not None and not 0 <= found < sheet.height:
        found = None
    if found is None:
        return _nonempty([_cut(sheet, None, _first_row(sheet), sheet.height)])
    starts = [found, *(_further_headers(sheet, found) if header_row is None else ())]
    stops = [*(_without_title(sheet, start) for start in starts[1:]), sheet.height]
    tops = [(top, _without_hints(sheet, top + 1)) for top in starts]
    return _nonempty([_cut(sheet, top, body, stop) for (top, body), stop in zip(tops, stops, strict=True)])


def _without_hints(sheet: Sheet, start: int) -> int:
    """The first row of applications from `start` on, after a drawn line and a row that explains columns."""
    last = min(sheet.height, start + MOST_HINTS)
    while start < last and _explains([as_text(cell) for cell in sheet.row(start) if cell is not None]):
        start += 1
    return start


def _explains(texts: Sequence[str]) -> bool:
    if texts and all(RULE.match(text) for text in texts):
        return True
    hints = sum(_hint().match(text) is not None for text in texts)
    return hints >= 2 and hints >= 0.5 * len(texts)


RULE = re.compile(r"^:?[-–—=_*~]{2,}:?$")
"""A line drawn under the headers, or between rows."""
RULED = frozenset(":-–—=_*~")
"""The characters that such a line begins with, for a fast first test."""


@cache
def _hint() -> re.Pattern[str]:
    """A pattern for a cell that explains its column: in brackets, "e.g. Acme", "dd/mm/yyyy"."""
    return re.compile(
        rf"^(?:[(\[<][^()\[\]<>]{{2,}}[)\]>]$|(?:{either('for_example')})[ :]|(?:{either('example')})\b"
        r"|[dmytjag]{1,4}(?:[./ -][dmytjag]{1,4}){1,2}$)",
        re.IGNORECASE,
    )


def _without_title(sheet: Sheet, header: int) -> int:
    """Where the table above a further header ends: the header's title and blank rows are not part of it."""
    stop = header
    while stop > 1 and sheet.filled[stop - 1] <= 1 and header - stop < 3:
        stop -= 1
    return stop


def _nonempty(tables: Sequence[Table]) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.columns)


def find_header(sheet: Sheet) -> int | None:
    """The row (from 0) that names the columns: by known names, else as text above cells of other kinds."""
    rows = sheet.rows(0, SEARCHED)
    widths = [sum(cell is not None for cell in row) for row in rows]
    scores = _header_scores(rows, widths)
    best = max(scores, default=0.0)
    if best > 0:
        first = next(index for index, score in enumerate(scores) if score >= 0.7 * best)
        return first + _reaches_down(sheet, first)
    ruled = next((i for i, (row, below) in enumerate(pairwise(rows)) if _is_ruled(row, below)), None)
    return _structural_header(rows) if ruled is None else ruled


def _reaches_down(sheet: Sheet, header: int) -> int:
    """How many rows below the header belong to it, because cells of it are merged with the rows below."""
    ends = [bottom for (top, _), (bottom, _) in sheet.merged if top == header < bottom]
    return 1 if len(ends) >= 2 and set(ends) == {header + 1} else 0


def _header_scores(rows: list[list[Cell]], widths: Sequence[int]) -> list[float]:
    """How much each row looks like a header; 0, without a look, if it is too short to beat a row above it."""
    scores: list[float] = []
    best = 0.0
    for index, row in enumerate(rows):
        against = _rows_like_it(widths, index)
        hopeless = NAME_WORTH * widths[index] - against <= best
        scores.append(0.0 if hopeless else _header_score(row, rows[index + 1 :]) - against)
        best = max(best, scores[-1])
    return scores


def _is_ruled(row: list[Cell], below: list[Cell]) -> bool:
    """Whether the row below is a line drawn under each cell, as in a Markdown table."""
    drawn = [cell is not None and RULE.match(as_text(cell)) is not None for cell in below]
    return sum(drawn) >= 2 and drawn == [cell is not None for cell in row]


def _rows_like_it(widths: Sequence[int], index: int) -> float:
    """What to subtract from a header's score for rows above it of the same width: a header comes first."""
    return 0.7 * sum(width >= 0.8 * widths[index] for width in widths[:index])


def _header_score(row: list[Cell], below: list[list[Cell]]) -> float:
    """How much a row looks like headers: a score for known names, less one for cells that no header has."""
    cells = [(index, cell) for index, cell in enumerate(row) if cell is not None]
    texts = {index: fold(cell) for index, cell in cells if isinstance(cell, str) and len(cell) <= 200}
    if not texts or _is_comment(cells[0][1]) or not any(map(may_be_name, texts.values())):
        return 0.0
    odd = sum(is_date(cell) or is_number(cell) for _, cell in cells)
    fields = [
        (index, field) for index, text in texts.items() if len(text) <= 120 and (field := _known_name(text))
    ]
    fields = [(index, field) for index, field in fields if not _recurs(texts[index], index, row, below)]
    names = {field for _, field in fields if not field.startswith(IGNORE)}
    ignored = sum(field.startswith(IGNORE) for _, field in fields)
    enough = len(names) >= 2 or (names and (ignored or len(cells) <= 3))
    counted = any(_counts_on(cell, index, below) for index, cell in cells)
    if not enough or counted or (odd and (odd >= len(names) or odd >= len(cells) / 2)):
        return 0.0
    return NAME_WORTH * len(names) + 0.7 * ignored + 0.2 * (len(cells) - len(fields)) - 1.5 * odd


def _counts_on(cell: Cell, index: int, below: list[list[Cell]]) -> bool:
    """Whether a cell is a number and the cell below is the next: such cells number rows and are no header."""
    here, after = as_text(cell), as_text(below[0][index]) if below and index < len(below[0]) else ""
    return here.isdecimal() and after.isdecimal() and int(after) == int(here) + 1


def _is_comment(cell: Cell) -> bool:
    text = as_text(cell)
    return len(text) > 2 and text.startswith(COMMENT)


def _known_name(text: str) -> str | None:
    """The field that a text names, or the ignored kind, which headers of other tables may be."""
    if len(text) == 1:
        return None
    return (
        clear_field(text)
        or asked_fields().get(plain(text))
        or ("company" if asks_where(text) else None)
        or (IGNORE + "elsewhere" if plain(text) in _foreign_names() else None)
    )


@cache
def _foreign_names() -> frozenset[str]:
    return frozenset(name for names in elsewhere().values() for name in names)


def _recurs(text: str, index: int, row: list[Cell], below: list[list[Cell]]) -> bool:
    """Whether the text is also a value further down, in a row that does not repeat the header."""
    again = [other for other in below if index < len(other) and isinstance(other[index], str)]
    return any(fold(other[index]) == text and _likeness(other, row) < 0.6 for other in again)


def _likeness(one: Sequence[Cell], other: Sequence[Cell]) -> float:
    """The share of cells that are equal in two rows."""
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a is not None or b is not None]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def _structural_header(rows: list[list[Cell]]) -> int | None:
    """The first full row of different short texts above columns that are not text; None without one."""
    for index, row in enumerate(rows):
        cells = [cell for cell in row if cell is not None]
        if len(cells) < 2 or _is_comment(cells[0]):
            continue
        if any(not isinstance(c, str) or is_date(c) or is_number(c) or len(c) > 50 for c in cells):
            return None
        if len(set(cells)) == len(cells) and _stands_above_types(row, rows[index + 1 :]):
            return index
    return None


def _stands_above_types(row: list[Cell], below: list[list[Cell]]) -> bool:
    for index, cell in enumerate(row):
        under = [other[index] for other in below if other[index] is not None]
        if cell is not None and len(under) > 1 and all(is_date(v) or is_number(v) for v in under[:20]):
            return True
    return False


def _first_row(sheet: Sheet) -> int:
    """The first row of a table without a header: one of the usual width that is not a comment."""
    filled = sheet.filled
    usual = int(np.median(filled[filled > 1])) if (filled > 1).any() else 1
    for index in range(sheet.height):
        first = next((cell for cell in sheet.row(index) if cell is not None), "")
        if filled[index] >= max(1, usual - 2) and not _is_comment(first):
            return index
    return 0


def _further_headers(sheet: Sheet, first: int) -> list[int]:
    """Rows below the header that name columns as well, but other ones."""
    if sheet.height - first > SCANNED:
        return []
    current = sheet.row(first)
    found = []
    ruled = set(_ruled_rows(sheet))
    for index in sorted({*np.flatnonzero(_named_cells(sheet) >= 2).tolist(), *ruled}):
        if index <= first:
            continue
        row = sheet.row(int(index))
        if index in ruled and _renames(row, current):
            found.append(int(index))
            current = row
            continue
        names = {clear_field(fold(cell)) for cell in row if cell is not None}
        if (
            names & {"company", "role"}
            and _renames(row, current)
            and _header_score(row, []) >= 4
            and _known_share(row) >= 0.5
        ):
            found.append(int(index))
            current = row
    return found


def _ruled_rows(sheet: Sheet) -> list[int]:
    """The rows with a line drawn under the whole row, as under the headers of Markdown tables."""
    drawn = np.zeros(sheet.height, bool)
    for column in sheet.columns:
        lines = [isinstance(v, str) and v[:1] in RULED and RULE.match(v) is not None for v in column.values]
        drawn |= np.array([*lines, False], bool)[column.codes]
    above = [int(index) - 1 for index in np.flatnonzero(drawn) if index]
    return [index for index in above if _is_ruled(sheet.row(index), sheet.row(index + 1))]


def _renames(row: Sequence[Cell], current: Sequence[Cell]) -> bool:
    """Whether a row of names has another name for some column than the present header."""
    return any(a is not None and a != b for a, b in zip(row, current, strict=True))


def _known_share(row: list[Cell]) -> float:
    texts = [fold(cell) for cell in row if cell is not None]
    return sum(clear_field(text) is not None for text in texts) / len(texts)


def _named_cells(sheet: Sheet) -> np.ndarray[Any, np.dtype[np.int64]]:
    """For each row, how many of its cells are known header names."""
    total = np.zeros(sheet.height, dtype=np.int64)
    for column in sheet.columns:
        known = [isinstance(v, str) and len(v) < 60 and _is_name(v) for v in column.values]
        rare = [known[i] and count <= 3 for i, count in enumerate(column.counts)]
        total += np.asarray([*rare, False], dtype=bool)[column.codes]
    return total


def _is_name(text: str) -> bool:
    return plain(text) in known_names()


def _cut(sheet: Sheet, header: int | None, start: int, stop: int) -> Table:
    """The table with its header in the given row, without blank rows at its end and without empty columns."""
    labels = name_columns(sheet, header)
    filled = np.flatnonzero(sheet.filled[start:stop])
    stop = start + int(filled[-1]) + 1 if len(filled) else start
    index = np.arange(start, stop)
    columns = [_unmerged(column, sheet, position, index) for position, column in enumerate(sheet.columns)]
    kept = [i for i, column in enumerate(columns) if labels[i] or column.filled.any()]
    return Table(
        labels=tuple(labels[i] for i in kept),
        columns=tuple(columns[i] for i in kept),
        rows=index.astype(np.int64) + 1,
        sheets=(sheet.name,),
        origin=np.zeros(len(index), dtype=np.int32),
        positions=tuple(kept),
        header_row=None if header is None else header + 1,
        margins={sheet.name: read_margin(sheet, header, stop)},
    )


def _unmerged(column: Column, sheet: Sheet, position: int, index: np.ndarray[Any, Any]) -> Column:
    """The column's cells; each merged area is filled down with the value of its first cell."""
    source = index.copy()
    for (top, left), (bottom, right) in sheet.merged:
        if left == right == position and bottom > top and len(index):
            inside = (index > top) & (index <= bottom)
            source[inside] = top
    return column.take(source)
