"""Cells as they were read: a book of sheets, a sheet of columns, a column of typed cells.

pandas is imported where it is used, so that the process that opens files, which does not need it, starts
without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from lib.log.files import arrays
from lib.log.files.arrays import TEXT, Codes, Flags, Rows

if TYPE_CHECKING:
    import pandas as pd

Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a cell can hold; None where it is empty."""


LOOKED_AT = 500
"""How many characters of a cell are looked at to understand it (all are kept), so that a very long cell takes
no more time than others."""
Objects = np.ndarray[Any, np.dtype[np.object_]]
TRIMMED = "\ufeff\u200b" + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""White space and invisible characters that are removed from both ends of a cell's text."""


TRUTHS = {True: object(), False: object()}
"""What stands for a yes and a no while the distinct values of a column are told apart."""
MEANT = {id(mark): truth for truth, mark in TRUTHS.items()}


class Column:
    """The cells of one column; everything about them is worked out from their distinct values.

    The cells are an Arrow array if all of them are text, else a numpy array of objects.
    """

    def __init__(self, cells: pa.Array | Objects) -> None:
        self._cells = cells

    @classmethod
    def of(cls, cells: Iterable[object]) -> Column:
        """A column of the given Python values; "" and None are empty."""
        listed = list(cells)
        try:
            return cls(pa.array(listed, type=TEXT).fill_null(""))
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
            array = np.empty(len(listed), dtype=object)
            array[:] = listed
            return cls(array)

    @classmethod
    def blank(cls, length: int) -> Column:
        """A column of empty cells."""
        return cls(pa.array([""], TEXT).take(pa.array(np.zeros(length, np.int64))))

    @classmethod
    def joined(cls, columns: Sequence[Column]) -> Column:
        """The cells of several columns, one below the other."""
        if all(column.is_text for column in columns):
            return cls(pa.concat_arrays([column.cells for column in columns]))
        return cls(np.concatenate([np.asarray(column.cells, dtype=object) for column in columns]))

    def __len__(self) -> int:
        """The number of cells, empty ones included."""
        return len(self._cells)

    def __getitem__(self, index: int) -> Cell:
        """One cell, None where it is empty."""
        cell = self.cells[index]
        return tidy(cell.as_py() if isinstance(cell, pa.Scalar) else cell)

    def between(self, start: int, stop: int) -> list[Cell]:
        """The cells of some rows that follow each other, None where they are empty."""
        some = self.cells[start:stop]
        return [tidy(cell) for cell in (some.to_pylist() if self.is_text else some.tolist())]

    @property
    def cells(self) -> Any:
        """The cells as they were read."""
        return self._cells

    @property
    def is_text(self) -> bool:
        """Whether all cells are text."""
        return not isinstance(self._cells, np.ndarray)

    @cached_property
    def trimmed(self) -> pa.Array:
        """The cells of a column of text without the white space around them."""
        return pc.utf8_trim(self.cells, TRIMMED) if arrays.is_loose(self.cells) else self.cells

    @cached_property
    def filled(self) -> Flags:
        """Which cells hold something other than white space."""
        return arrays.is_held(self.trimmed) if self.is_text else self.codes >= 0

    @property
    def is_blank(self) -> bool:
        """Whether all cells are empty, found without working out the distinct values."""
        if self.is_text:
            return not self.filled.any()
        return all(tidy(cell) is None for cell in self.cells)

    @cached_property
    def _factors(self) -> tuple[Codes, pa.Array | list[Cell]]:
        return self._factorize()

    def _factorize(self) -> tuple[Codes, pa.Array | list[Cell]]:
        """The codes, and the distinct values as an Arrow array or a list."""
        if self.is_text:
            return arrays.encode(self.trimmed, has_empty=not self.filled.all())
        import pandas as pd

        cells = self.cells
        truths = np.fromiter((type(cell) is bool for cell in cells), bool, len(cells))
        if truths.any():  # kept apart: to Python, and to pandas, True is 1 and False is 0
            cells = cells.copy()
            cells[truths] = [TRUTHS[cell] for cell in cells[truths]]
        codes, raw = pd.factorize(cells)
        return _renumber(codes.astype(np.int32), [MEANT.get(id(value), value) for value in raw])

    @property
    def codes(self) -> Codes:
        """For each cell the index of its value in `values`, -1 where it is empty."""
        return self._factors[0]

    @cached_property
    def values(self) -> list[Cell]:
        """The distinct values in order of appearance; text is trimmed and cut to `LOOKED_AT` characters."""
        distinct = self.distinct
        if isinstance(distinct, list):
            return [glance(value) for value in distinct]
        if len(distinct) and arrays.lengths(distinct).max() > LOOKED_AT:
            distinct = pc.utf8_slice_codeunits(distinct, 0, LOOKED_AT)
        values: list[Cell] = distinct.to_pylist()
        return values

    @property
    def distinct(self) -> pa.Array | list[Cell]:
        """The distinct values, as an Arrow array if all cells are text, which makes no Python objects."""
        return self._factors[1]

    @property
    def is_factored(self) -> bool:
        """Whether the distinct values are worked out already."""
        return "_factors" in self.__dict__

    @cached_property
    def alike(self) -> Codes:
        """For each cell a number, the same for cells that differ at most in case; -1 where it is empty."""
        codes, distinct = self._factors
        if isinstance(distinct, list):
            import pandas as pd

            folded = np.array([as_text(value).casefold() for value in distinct], dtype=object)
            numbers = pd.factorize(folded)[0].astype(np.int32)
        else:
            numbers = arrays.encode(pc.utf8_lower(distinct), has_empty=False)[0]
        return np.append(numbers, np.int32(-1))[codes]

    @cached_property
    def counts(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many cells hold each of `values`."""
        codes = self.codes
        return np.bincount(codes[codes >= 0], minlength=len(self.distinct))

    @cached_property
    def sample(self) -> list[Cell]:
        """Up to 300 non-empty cells, spread evenly over the column, each cut to `LOOKED_AT` characters."""
        where = np.flatnonzero(self.filled)
        if len(where) > 300:
            where = where[np.linspace(0, len(where) - 1, 300).astype(int)]
        if self.is_text:
            texts: list[Cell] = arrays.take(self.trimmed, Rows(where)).to_pylist()
            return list(map(glance, texts))
        return [glance(tidy(cell)) for cell in self.cells[where].tolist()]

    def mentions(self, words: str) -> bool:
        """Whether some cell may contain `words`: a fast first test, for words that are rare."""
        if self.is_text:
            return arrays.hold(self.cells, words.encode())
        return any(isinstance(value, str) and words in value for value in self.distinct)

    def take(self, rows: np.ndarray[Any, Any] | Rows) -> Column:
        """The cells of the given rows, in that order; results for the distinct values are reused."""
        wanted = rows if isinstance(rows, Rows) else Rows(rows)
        if len(wanted) == len(self) and (not len(self) or (wanted.is_range and wanted.index[0] == 0)):
            return self
        return _Taken(self, wanted)

    def texts(self) -> pd.Series:
        """The cells as trimmed text, missing where empty."""
        import pandas as pd

        if not self.is_text:
            shown = pd.array([as_text(value) for value in self.distinct], dtype="str")
            return pd.Series(shown.take(self.codes, allow_fill=True))
        return pd.Series(pd.array(self._or_missing(self.trimmed), dtype="str"))

    def as_read(self) -> pd.Series:
        """The cells with their types, missing where empty: text for a text file, objects for a workbook."""
        import pandas as pd

        if not self.is_text:
            return pd.Series(self.objects(), dtype=object)
        return pd.Series(pd.array(self._or_missing(self.cells), dtype="str"))

    def _or_missing(self, texts: pa.Array) -> pa.Array:
        """The texts, missing where a cell is empty."""
        return texts if self.filled.all() else arrays.where(self.filled, texts)

    def shown(self, rows: np.ndarray[Any, Any]) -> list[str]:
        """The given cells as a person sees them, "" where they are empty."""
        if self.is_text:
            texts: list[str] = arrays.take(self.trimmed, Rows(rows)).to_pylist()
            return texts
        return [as_text(cell) for cell in self.take(rows).objects().tolist()]

    def objects(self) -> Objects:
        """The cells as Python objects, None where empty."""
        if self.is_text and (not self.is_factored or len(self) < len(self.distinct)):
            return np.array([text or None for text in self.trimmed.to_pylist()], dtype=object)
        distinct = self.distinct if isinstance(self.distinct, list) else self.distinct.to_pylist()
        values = np.empty(len(distinct) + 1, dtype=object)
        values[:-1] = distinct
        cells: Objects = values[self.codes]
        return cells


class _Taken(Column):
    """Some cells of another column, fetched only when they are needed."""

    def __init__(self, whole: Column, rows: Rows) -> None:
        self._whole, self._rows = whole, rows

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def cells(self) -> Any:
        return arrays.take(self._whole.cells, self._rows)

    @property
    def is_text(self) -> bool:
        return self._whole.is_text

    @cached_property
    def trimmed(self) -> pa.Array:
        return arrays.take(self._whole.trimmed, self._rows)

    @cached_property
    def filled(self) -> Flags:
        filled: Flags = arrays.take(self._whole.filled, self._rows)
        return filled

    def _factorize(self) -> tuple[Codes, pa.Array | list[Cell]]:
        if not self._whole.is_factored:
            return super()._factorize()
        return arrays.take(self._whole.codes, self._rows), self._whole.distinct

    @cached_property
    def values(self) -> list[Cell]:
        if self._whole.is_factored and self.distinct is self._whole.distinct:
            return self._whole.values
        return super().values

    @property
    def is_factored(self) -> bool:
        return "_factors" in self.__dict__ or self._whole.is_factored


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
        stop = min(stop, self.height)
        return [
            list(row) for row in zip(*(column.between(start, stop) for column in self.columns), strict=True)
        ]

    @cached_property
    def filled(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many cells of each row hold something."""
        total = np.zeros(self.height, dtype=np.int64)
        for column in self.columns:
            total += column.filled
        return total


@dataclass(frozen=True)
class Book:
    """A file that was opened: its sheets, its format, and how its text was stored."""

    name: str
    format: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[str, ...] = ()


def _renumber(
    codes: np.ndarray[Any, np.dtype[np.int32]], raw: list[Any]
) -> tuple[np.ndarray[Any, np.dtype[np.int32]], list[Cell]]:
    """Codes and values after `tidy`: values that became equal share a code, and empty ones get -1."""
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


def glance(value: Cell) -> Cell:
    """A cell's value, text cut to `LOOKED_AT` characters."""
    return value[:LOOKED_AT] if isinstance(value, str) else value


def tidy(value: object) -> Cell:
    """A cell's value with text trimmed, and None for an empty text or not-a-number."""
    if isinstance(value, str):
        return value.strip(TRIMMED) or None
    if value is None or (isinstance(value, float | dt.datetime) and value != value):
        return None  # not a number, or pandas' "not a time": neither equals itself
    return value  # type: ignore[return-value]


def as_text(value: object) -> str:
    """A cell as a person sees it: a day at midnight without the time, a whole number without decimals."""
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
