"""Cells as they were read: a book of sheets, a sheet of columns, a column of typed cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a cell can hold; None where it is empty."""


TRIMMED = "\ufeff\u200b \t\r\n\xa0\u3000"
"""White space, and marks nobody sees, that surround a cell's text."""


class Column:
    """The cells of one column, kept once; everything about them is worked out over their distinct values.

    Cells are an Arrow array where all of them are text, else a numpy array of objects.
    """

    def __init__(self, cells: pa.Array | np.ndarray[Any, Any]) -> None:
        self.cells = cells

    @classmethod
    def of(cls, cells: Iterable[object]) -> Column:
        """A column of the given Python values; "" and None are empty."""
        listed = list(cells)
        try:
            return cls(pa.array(listed, type=pa.string()).fill_null(""))
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
            array = np.empty(len(listed), dtype=object)
            array[:] = listed
            return cls(array)

    def __len__(self) -> int:
        """The number of cells, empty ones included."""
        return len(self.cells)

    def __getitem__(self, index: int) -> Cell:
        """One cell, None where it is empty."""
        cell = self.cells[index]
        return tidy(cell.as_py() if isinstance(cell, pa.Scalar) else cell)

    @property
    def is_text(self) -> bool:
        """Whether all cells are text."""
        return not isinstance(self.cells, np.ndarray)

    @cached_property
    def filled(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which cells hold something other than white space."""
        if isinstance(self.cells, np.ndarray) or self.is_factored:
            return self.codes >= 0
        some = pc.and_not(pc.greater(pc.binary_length(self.cells), 0), pc.utf8_is_space(self.cells))
        return np.asarray(some.to_numpy(zero_copy_only=False))

    @cached_property
    def _factors(self) -> tuple[np.ndarray[Any, np.dtype[np.int32]], list[Cell]]:
        if isinstance(self.cells, np.ndarray):
            codes, raw = pd.factorize(self.cells)
            return _renumber(codes.astype(np.int32), raw.tolist())
        encoded = pc.utf8_trim(self.cells, TRIMMED).dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        values = encoded.dictionary.to_pylist()
        if "" not in values:
            return codes, values
        empty = values.index("")
        del values[empty]
        return np.where(codes == empty, -1, codes - (codes > empty)).astype(np.int32), values

    @property
    def codes(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """For each cell the index of its value in `values`, -1 where it is empty."""
        return self._factors[0]

    @property
    def values(self) -> list[Cell]:
        """The distinct values, text trimmed, in order of appearance."""
        return self._factors[1]

    @property
    def is_factored(self) -> bool:
        """Whether the distinct values are known already, and so cost nothing."""
        return "_factors" in self.__dict__

    @cached_property
    def counts(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many cells hold each of `values`."""
        codes = self.codes
        return np.bincount(codes[codes >= 0], minlength=len(self.values))

    @cached_property
    def sample(self) -> list[Cell]:
        """Up to 300 non-empty cells, spread evenly over the column: enough to tell what it holds."""
        where = np.flatnonzero(self.filled)
        if len(where) > 300:
            where = where[np.linspace(0, len(where) - 1, 300).astype(int)]
        return [self[int(i)] for i in where]

    def take(self, rows: np.ndarray[Any, Any]) -> Column:
        """The cells of the given rows, in that order; what was worked out about their values is kept."""
        if len(rows) == len(self) and (not len(rows) or (rows[0] == 0 and bool((np.diff(rows) == 1).all()))):
            return self
        if isinstance(self.cells, np.ndarray):
            taken = Column(self.cells[rows])
        elif len(rows) and rows[-1] - rows[0] == len(rows) - 1 and bool((np.diff(rows) == 1).all()):
            taken = Column(self.cells.slice(int(rows[0]), len(rows)))
        else:
            taken = Column(self.cells.take(pa.array(rows)))
        if self.is_factored:
            taken.__dict__["_factors"] = (self.codes[rows], self.values)
        return taken

    def texts(self) -> pd.Series:
        """The cells as trimmed text, missing where empty."""
        if isinstance(self.cells, np.ndarray) or (self.is_factored and len(self.values) < len(self) / 4):
            shown = pd.array([as_text(value) for value in self.values], dtype="str")
            return pd.Series(shown.take(self.codes, allow_fill=True))
        trimmed = pc.utf8_trim(self.cells, TRIMMED).cast(pa.large_string())
        filled = self.filled
        if not filled.all():
            trimmed = pc.if_else(pa.array(filled), trimmed, pa.scalar(None, pa.large_string()))
        return pd.Series(pd.array(trimmed, dtype="str"))

    def as_read(self) -> pd.Series:
        """The cells with their types: text of a text file as text, a workbook's as objects.

        Missing where empty.
        """
        if isinstance(self.cells, np.ndarray):
            return pd.Series(self.objects(), dtype=object)
        held = self.cells.cast(pa.large_string())
        if not self.filled.all():
            held = pc.if_else(pa.array(self.filled), held, pa.scalar(None, pa.large_string()))
        return pd.Series(pd.array(held, dtype="str"))

    def objects(self) -> np.ndarray[Any, Any]:
        """The cells as Python objects, None where empty."""
        values = np.empty(len(self.values) + 1, dtype=object)
        values[:-1] = self.values
        cells: np.ndarray[Any, Any] = values[self.codes]
        return cells


@dataclass(frozen=True)
class Sheet:
    """One sheet: all its columns from A on, and all its rows from 1 on."""

    name: str
    columns: tuple[Column, ...]
    height: int
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Merged areas, ((first row, first column), (last row, last column)), 0-based."""

    def row(self, index: int) -> list[Cell]:
        """The cells of one row, 0-based."""
        return [column[index] for column in self.columns]

    def rows(self, start: int, stop: int) -> list[list[Cell]]:
        """The cells of some rows."""
        return [self.row(index) for index in range(start, min(stop, self.height))]

    @cached_property
    def filled(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many cells of each row hold something."""
        total = np.zeros(self.height, dtype=np.int64)
        for column in self.columns:
            total += column.filled
        return total


@dataclass(frozen=True)
class Book:
    """A file that was opened: its sheets, what format it turned out to be, and how its text was stored."""

    name: str
    format: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[str, ...] = ()


def _renumber(
    codes: np.ndarray[Any, np.dtype[np.int32]], raw: list[Any]
) -> tuple[np.ndarray[Any, np.dtype[np.int32]], list[Cell]]:
    """Codes and values after tidying: values that became alike share a code, and empty ones have none."""
    tidied = [tidy(value) for value in raw]
    if all(after is before for after, before in zip(tidied, raw, strict=True)):
        return codes, tidied
    values: list[Cell] = []
    numbers: dict[tuple[type, Cell], int] = {}
    remap = np.full(len(raw) + 1, -1, dtype=np.int32)
    for index, value in enumerate(tidied):
        if value is not None:
            number = numbers.setdefault((type(value), value), len(values))
            if number == len(values):
                values.append(value)
            remap[index] = number
    return remap[codes], values


def tidy(value: object) -> Cell:
    """A cell's value without its dressing: text trimmed, empty and not-a-number as None."""
    if isinstance(value, str):
        return value.strip(TRIMMED) or None
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value  # type: ignore[return-value]


def as_text(value: object) -> str:
    """A cell as a person sees it: no time where there is none, no decimals where there are none."""
    if type(value) is str:
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value).strip()


def from_rows(rows: Sequence[Sequence[object]], name: str = "") -> Sheet:
    """A sheet of the given rows; short rows are padded with empty cells."""
    width = max(map(len, rows), default=0)
    padded = [list(row) + [None] * (width - len(row)) for row in rows]
    return Sheet(name, tuple(Column.of(cells) for cells in zip(*padded, strict=True)), len(rows))
