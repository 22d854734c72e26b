"""Cells as they were read: a book of sheets, a sheet of columns, a column of typed cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a cell can hold; None where it is empty."""


class Column:
    """The cells of one column, kept once; everything about them is worked out over their distinct values.

    Cells are either an Arrow array of text (from text files) or a numpy array of objects (from workbooks).
    """

    def __init__(self, cells: pa.Array | np.ndarray[Any, Any]) -> None:
        self.cells = cells

    @classmethod
    def of(cls, cells: Iterable[object]) -> Column:
        """A column of the given Python values; "" and None are empty."""
        listed = list(cells)
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
        """Whether the cells came from a text file, where nothing has a type."""
        return not isinstance(self.cells, np.ndarray)

    @cached_property
    def filled(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which cells hold something other than white space."""
        if isinstance(self.cells, np.ndarray):
            return self.codes >= 0
        some = pc.and_not(pc.greater(pc.binary_length(self.cells), 0), pc.utf8_is_space(self.cells))
        return np.asarray(some.to_numpy(zero_copy_only=False))

    @cached_property
    def _factors(self) -> tuple[np.ndarray[Any, np.dtype[np.int32]], list[Cell]]:
        codes, raw = self._raw_factors()
        values: list[Cell] = []
        renumbered: dict[Any, int] = {}
        remap = np.full(len(raw) + 1, -1, dtype=np.int32)
        for index, value in enumerate(map(tidy, raw)):
            if value is not None:
                key = (type(value), value)
                remap[index] = renumbered.setdefault(key, len(values))
                if remap[index] == len(values):
                    values.append(value)
        return remap[codes], values

    def _raw_factors(self) -> tuple[np.ndarray[Any, Any], list[Any]]:
        if isinstance(self.cells, np.ndarray):
            codes, raw = pd.factorize(self.cells)
            return codes, list(raw)
        encoded = self.cells.dictionary_encode()
        return encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()

    @property
    def codes(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """For each cell the index of its value in `values`, -1 where it is empty."""
        return self._factors[0]

    @property
    def values(self) -> list[Cell]:
        """The distinct values, text trimmed, in order of appearance."""
        return self._factors[1]

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
        """The cells of the given rows, in that order; -1 gives an empty cell."""
        if isinstance(self.cells, np.ndarray):
            taken = self.cells[rows]
            if len(rows) and rows.min() < 0:
                taken[rows < 0] = None
            return Column(taken)
        if len(rows) and rows.min() < 0:
            return Column(pc.fill_null(self.cells.take(pa.array(rows, mask=rows < 0)), ""))
        return Column(self.cells.take(pa.array(rows)))

    def texts(self) -> pd.Series:
        """The cells as trimmed text, missing where empty."""
        if isinstance(self.cells, np.ndarray):
            shown = pd.array([as_text(v) for v in self.values], dtype="str")
            return pd.Series(shown.take(self.codes, allow_fill=True))
        trimmed = pc.utf8_trim_whitespace(self.cells)
        held = pc.if_else(pa.array(self.filled), trimmed, pa.scalar(None, trimmed.type))
        return pd.Series(pd.array(held.cast(pa.large_string()), dtype="str"))

    def objects(self) -> np.ndarray[Any, Any]:
        """The cells as Python objects, None where empty."""
        values = np.empty(len(self.values) + 1, dtype=object)
        values[:-1] = self.values
        return values[self.codes]


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


def tidy(value: object) -> Cell:
    """A cell's value without its dressing: text trimmed, empty and not-a-number as None."""
    if isinstance(value, str):
        return value.strip("\ufeff\u200b \t\r\n\xa0") or None
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value  # type: ignore[return-value]


def as_text(value: object) -> str:
    """A cell as a person sees it: no time where there is none, no decimals where there are none."""
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
