"""What is to be written into a spreadsheet: cells, rows below the last one, rows emptied, headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | date | int | None
"""What a written cell holds: text, a day, a number; None empties it."""
Place = tuple[str, int, int]
"""Sheet ("" in a text file), 1-based row, 0-based column."""


class CannotWrite(ValueError):  # noqa: N818 - a state of the person's file, not a fault of the program
    """A cell that holds a formula, or a place that is not there."""


@dataclass(frozen=True)
class NewRow:
    """A row below the last one."""

    sheet: str
    after: int
    """1-based number of the row that it follows and whose looks it takes."""
    cells: Mapping[int, Value]


@dataclass(frozen=True)
class Writes:
    """Everything that is to be written into one file."""

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
