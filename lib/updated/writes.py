"""What to write into a spreadsheet: cells, new rows, emptied rows, headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | date | int | None
"""The value of a written cell: text, a day, a number; None empties it."""
Place = tuple[str, int, int]
"""(sheet, row, column): sheet is "" in a text file, rows count from 1, columns from 0."""


class CannotWrite(ValueError):  # noqa: N818 - a state of the person's file, not a fault of the program
    """A cell cannot be written: it has a formula, or its place does not exist."""


@dataclass(frozen=True)
class NewRow:
    """A row below the last one."""

    sheet: str
    after: int
    """Number (from 1) of the row that it follows and whose style it has."""
    cells: Mapping[int, Value]


@dataclass(frozen=True)
class Writes:
    """Everything to write into one file."""

    cells: Mapping[Place, Value] = field(default_factory=dict)
    new_rows: tuple[NewRow, ...] = ()
    gone: tuple[tuple[str, int], ...] = ()
    """Sheet and number of the rows that were removed."""

    def within(self, sheet: str) -> dict[tuple[int, int], Value]:
        """The cells of one sheet, by row and column."""
        return {(row, column): value for (name, row, column), value in self.cells.items() if name == sheet}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that are written to."""
        named: Iterable[str] = (
            *(place[0] for place in self.cells),
            *(row.sheet for row in self.new_rows),
            *(sheet for sheet, _ in self.gone),
        )
        return tuple(dict.fromkeys(named))
