"""Where in the person's file each part of an application is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lib.log.files.sheets import Book, Cell, Sheet, as_text
from lib.log.schema import Choices, ImportResult, UnreadableLog
from lib.log.table.header import Table
from lib.log.table.selection import pick_log
from lib.log.table.status_columns import StatusColumns
from lib.log.understanding import Understanding, understand


@dataclass(frozen=True)
class SheetLayout:
    """One sheet of the log: its table, and which of its columns say what."""

    name: str
    """The sheet's name in the log; "" for a text file."""
    sheet: Sheet
    known: Understanding
    width: int
    """How many columns the sheet has in the file itself, including those added by us."""

    @property
    def table(self) -> Table:
        """The table as it was read."""
        return self.known.table

    @property
    def evidence(self) -> StatusColumns:
        """The columns that say how applications stand."""
        return self.known.evidence

    @cached_property
    def rows(self) -> Mapping[int, int]:
        """Row number → place in the table; rows with several applications are left out."""
        numbers = self.table.rows.tolist()
        places = {number: place for place, number in enumerate(numbers)}
        return places if len(places) == len(numbers) else {}

    @property
    def last_row(self) -> int:
        """The row after which new rows are added."""
        last = int(self.table.rows.max()) if len(self.table) else self.table.header_row or 0
        free = last >= self.sheet.height or not self.sheet.filled[last:].any()
        return last if free or not self.sheet.filled[last : last + 1].any() else self.sheet.height

    @cached_property
    def alike(self) -> Mapping[int, tuple[int, ...]]:
        """Row → the other rows that are equal to it: the same application, written down twice."""
        codes = [column.codes for column in self.table.columns]
        rows: dict[tuple[int, ...], list[int]] = {}
        for place, number in enumerate(self.table.rows.tolist()):
            rows.setdefault(tuple(int(code[place]) for code in codes), []).append(number)
        return {
            n: tuple(other for other in same if other != n)
            for same in rows.values()
            if len(same) > 1
            for n in same
        }

    def column(self, field: str) -> int | None:
        """The place in the table of the column that holds a field."""
        return self.known.served.get(field)

    def position(self, at: int) -> int:
        """The 0-based column in the sheet of a column of the table."""
        return self.table.positions[at]

    def cell(self, row: int, at: int) -> Cell:
        """A cell of the table, by row number and column position in the table."""
        return self.table.columns[at][self.rows[row]]

    def stands(self, row: int, at: int) -> bool:
        """Whether the cell is in the sheet where its row and column say, not moved, joined or split."""
        position = self.position(at)
        if row not in self.rows or position >= len(self.sheet.columns):
            return False
        raw = self.sheet.columns[position][row - 1] if row <= self.sheet.height else None
        return as_text(raw) == as_text(self.cell(row, at)) and not self._merged(row - 1, position)

    def _merged(self, row: int, column: int) -> bool:
        return any(
            top <= row <= bottom and left <= column <= right
            for (top, left), (bottom, right) in self.sheet.merged
        )

    @cached_property
    def plain(self) -> bool:
        """Whether the last row is where the table says, so that a row like it can be added below."""
        if not len(self.table):
            return self.table.header_row is not None
        last = int(self.table.rows[-1])
        return bool(self.rows) and all(
            self.stands(last, at) or self._merged(last - 1, self.position(at))
            for at in self.known.served.values()
        )


def find_layouts(book: Book, result: ImportResult, width: Mapping[str, int]) -> tuple[SheetLayout, ...]:
    """The layout of each sheet that the log was read from, in their order."""
    is_text = book.encoding is not None
    layouts = []
    for sheet in book.sheets:
        if not is_text and sheet.name not in result.source.sheets:
            continue
        choices = result.choices if is_text else replace(result.choices, sheets=(sheet.name,))
        known = _understood(book, result, choices)
        if known is not None:
            name = "" if is_text else sheet.name
            wide = max(width.get(sheet.name, 0), len(sheet.columns))
            layouts.append(SheetLayout(name, sheet, known, wide))
    return tuple(layouts)


def _understood(book: Book, result: ImportResult, choices: Choices) -> Understanding | None:
    """The table of one sheet, read as the whole log was, with the columns that were found there."""
    headers = {match.field: match.header for match in result.columns}
    for columns in ({**headers, **choices.columns}, choices.columns):
        try:
            told = replace(choices, columns=columns)
            return understand(pick_log(book, told)[0], told)
        except (UnreadableLog, KeyError, ValueError):
            continue
    return None


def texts(layout: SheetLayout, at: int) -> Sequence[str]:
    """The distinct texts of a column, the most common first."""
    column = layout.table.columns[at]
    order = sorted(range(len(column.values)), key=lambda i: -int(column.counts[i]))
    return [as_text(column.values[i]) for i in order]
