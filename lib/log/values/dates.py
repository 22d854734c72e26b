"""Reads a column of dates as a whole: the order of day and month, missing years, zeros lost at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.log.files.arrays import Days, Flags, Numbers
from lib.log.schema import DateOrder
from lib.log.values.date_numbers import Readings, are_days
from lib.log.values.date_order import Order, choose_order
from lib.log.values.date_patterns import Reading
from lib.log.values.date_text import LONGEST_TEXT, cut_time, read_cell, read_text
from lib.log.values.date_years import fill_years, restore_zeros
from lib.log.values.lexicon import empty_words, fold

MANY = 2_000
"""With this many distinct values, times of day are cut off before the dates are read, to have fewer."""
LONGEST_EMPTY = 40
"""No word for "nothing" has more characters."""
SAMPLE = 1_000
"""A column is judged by at most this many distinct values."""

_STAMP = re.compile(r"\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ]\d{1,2}:\d{2}")

EARLIEST_YEAR = 1990
"""An earlier year is kept as written but reported, since no application of a search is that old."""


@dataclass(frozen=True)
class DateColumn:
    """The days of a column, row by row, and what had to be decided about them."""

    days: Days
    """datetime64[D], NaT where there is no day."""
    exact: Flags
    """False where only the month is known; its day is then the first."""
    order: DateOrder | None
    decided: bool
    """Whether something decides the order of day and month; if not, the person is asked."""
    ambiguous: int
    """How many rows would have another day in the other order; 0 if the order is decided."""
    repairs: tuple[tuple[int, str, str, str], ...] = ()
    """(index, before, after, why) of every value that was read differently from what is written."""
    unread: tuple[int, ...] = ()
    """Indices of filled cells without a day."""
    odd: tuple[int, ...] = ()
    """Indices of days after `as_of` or before `EARLIEST_YEAR`: kept as written."""


@dataclass(frozen=True)
class _Cells:
    """A column as its distinct values; `codes` is the index of each row's value, -1 for an empty cell."""

    codes: npt.NDArray[np.intp]
    values: list[object]
    readings: list[Reading | None]
    empty: list[bool] = field(default_factory=list)

    @cached_property
    def numbers(self) -> Readings:
        """The readings as arrays."""
        return Readings.of(self.readings)


def read_dates(
    cells: Sequence[object] | pd.Series | np.ndarray,
    *,
    as_of: date,
    day_first: bool | None = None,
    hint: DateOrder | None = None,
    after: Days | None = None,
    infer_years: bool = True,
) -> DateColumn:
    """The days of a column of cells in row order.

    Args:
        cells: dates, numbers or texts as they stand in the rows.
        as_of: the reading date: a missing year is filled in so that no day is later, and of two orders the
            one without future days is preferred.
        day_first: what the person said about the order of day and month; None if they said nothing.
        hint: the order found in another column of the same file.
        after: for each row the day applied; a missing year is then the first that puts the day on or after.
        infer_years: False leaves days without a year unread.
    """
    typed = _typed_days(cells)
    if typed is not None:
        return _finish(typed, np.ones(len(typed), bool), None, as_of)
    column = _factorize(cells)
    if not column.values:
        rows = len(column.codes)
        return _finish(np.full(rows, "NaT", "datetime64[D]"), np.zeros(rows, bool), None, as_of)
    order = choose_order(column.numbers, column.codes, as_of, day_first=day_first, hint=hint)
    return _assemble(column, order, as_of, after, infer_years)


def read_day(
    cell: object,
    *,
    as_of: date,
    hint: DateOrder | None = None,
    after: date | None = None,
    infer_years: bool = True,
) -> date | None:
    """The day in a single cell, as `read_dates` reads it; None if it has none, or only a month."""
    reading = read_cell(cell)
    if reading is None:
        return None
    if reading.form in ("typed", "ymd", "named"):
        return date(reading.a, reading.b, reading.c)
    if not infer_years and reading.form not in ("numeric", "short"):
        return None
    since = np.array([after], "datetime64[D]") if after else None
    column = read_dates([cell], as_of=as_of, hint=hint, after=since, infer_years=infer_years)
    day = column.days[0].astype(object)
    return day if isinstance(day, date) and column.exact[0] else None


def date_share(cells: Sequence[object] | pd.Series | np.ndarray) -> float:
    """The share of the distinct cells that are dates; numbers that could be amounts count less."""
    if _typed_days(cells) is not None:
        return 1.0
    column = _factorize(_sample(cells))
    weights = [
        _weight(value, reading)
        for value, reading, empty in zip(column.values, column.readings, column.empty, strict=True)
        if not empty
    ]
    if not weights:
        return 0.0
    numbers = [
        float(value)
        for value in column.values
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if len(numbers) > 2 and sum(number % 100 == 0 for number in numbers) > 0.3 * len(numbers):
        return 0.0
    return sum(weights) / len(weights)


def reads_as_day(text: str) -> bool:
    """Whether a text alone is surely a day, as `date_share` says of a column with only this cell."""
    return not _is_empty(text) and _weight(text, read_cell(text)) == 1.0


def _sample(cells: Sequence[object] | pd.Series | np.ndarray) -> list[object]:
    """Distinct cells of a column, evenly chosen if there are more than `SAMPLE`."""
    distinct = list(pd.unique(pd.Series(list(cells), dtype=object)))
    return distinct[:: max(1, len(distinct) // SAMPLE)]


def _weight(value: object, reading: Reading | None) -> float:
    if reading is None or reading.inside:
        return 0.0
    if isinstance(value, date):
        return 1.0
    return 0.5 if reading.form in ("partial", "bare week") or reading.mark in ("serial", "float") else 1.0


def _typed_days(cells: Sequence[object] | pd.Series | np.ndarray) -> Days | None:
    """The days of a column, if it has the type of time stamps already; else None."""
    kind = getattr(cells, "dtype", None)
    if isinstance(cells, pd.Series | np.ndarray) and isinstance(kind, np.dtype) and kind.kind == "M":
        return np.asarray(cells).astype("datetime64[D]")
    return None


def _factorize(cells: Sequence[object] | pd.Series | np.ndarray) -> _Cells:
    """The distinct values of a column, with the reading of each."""
    objects = np.empty(len(cells), dtype=object)
    objects[:] = cells if isinstance(cells, list | tuple) else np.asarray(cells, dtype=object)
    codes, uniques = pd.factorize(objects, use_na_sentinel=True)
    if len(uniques) > MANY and any(isinstance(value, str) and ":" in value for value in uniques):
        day_codes, uniques = pd.factorize(np.array([_without_time(value) for value in uniques], dtype=object))
        codes = np.where(codes < 0, -1, day_codes[codes])
    values = list(uniques)
    readings = [read_text(value) if type(value) is str else read_cell(value) for value in values]
    empty = [reading is None and _is_empty(value) for value, reading in zip(values, readings, strict=True)]
    return _Cells(codes, values, readings, empty)


def _without_time(value: object) -> object:
    """A time stamp without its time, so that many distinct stamps become few distinct days."""
    if not isinstance(value, str) or ":" not in value or len(value) > LONGEST_TEXT:
        return value
    match = _STAMP.match(value)
    return match[1] if match else cut_time(fold(value))


def _is_empty(value: object) -> bool:
    if not isinstance(value, str) or len(bare := value.strip()) > LONGEST_EMPTY:
        return False
    return not bare or fold(bare) in empty_words()


def _parts(readings: Readings, order: Order) -> tuple[Numbers, Numbers, Numbers]:
    """Year, month and day of each distinct value; year 0 where none is written, all 0 where no date is."""
    a, b, c = readings.a, readings.b, readings.c
    none, one = np.zeros_like(a), np.ones_like(a)
    months = (2000 + b, a, one) if order.months else (none, a, b)
    forms = [
        (readings.are("typed", "ymd", "named", "week"), (a, b, c)),
        (readings.are("named day", "bare week"), (none, a, b)),
        (readings.are("month"), (a, b, one)),
        (readings.are("month or day"), months),
        (readings.are("numeric", "short", "partial"), _place_numbers(readings, order)),
    ]
    chosen = [which for which, _ in forms]
    year, month, day = (np.select(chosen, [parts[i] for _, parts in forms], none) for i in range(3))
    return year, month, day


def _place_numbers(readings: Readings, order: Order) -> tuple[Numbers, Numbers, Numbers]:
    """(year, month, day) by the order; a date that is impossible in it is read in the other order."""
    a, b, c = readings.a, readings.b, readings.c
    year = np.where(readings.are("short"), order.full_years(c), np.where(readings.are("partial"), 0, c))
    written = np.where(year == 0, 2000, year)
    month, day = (b, a) if order.day_first else (a, b)
    straight, crossed = are_days(written, month, day), are_days(written, day, month)
    month, day = np.where(straight, month, day), np.where(straight, day, month)
    if order.year_first:
        ahead = readings.are("short") & are_days(2000 + a, b, c)
        year, month, day = np.where(ahead, (2000 + a, b, c), (year, month, day))
        straight |= ahead
    year, month, day = np.where(straight | crossed, (year, month, day), 0)
    return year, month, day


def _assemble(
    column: _Cells,
    order: Order,
    as_of: date,
    after: Days | None,
    infer_years: bool,
) -> DateColumn:
    codes = column.codes
    parts = _parts(column.numbers, order)
    dated = (codes >= 0) & (parts[1] > 0)[codes]
    year, month, day = (np.where(dated, part[codes], 0) for part in parts)
    lost = _lost_zeros(column.numbers, order)
    zeros = np.zeros(len(codes), bool)
    if lost.any():
        suspected = dated & lost[codes]
        day, zeros = restore_zeros(month, day, dated, suspected)
    missing = dated & (year == 0)
    if not infer_years:
        dated = dated & ~missing
    elif missing.any():
        year = fill_years(year, month, day, dated, as_of, after)
    days = _to_days(year, month, day, dated)
    weeks = dated & column.numbers.are("bare week")[codes]
    days[weeks] = _mondays(year[weeks], column.numbers.c[codes[weeks]])
    inexact = column.numbers.are("month")
    if order.months:
        inexact |= column.numbers.are("month or day")
    exact = dated & ~inexact[codes]
    repairs = _repairs(column, order, days, missing & dated, zeros)
    unread = np.flatnonzero((codes >= 0) & ~dated & ~np.array(column.empty)[codes])
    return _finish(days, exact, order, as_of, tuple(repairs), tuple(int(i) for i in unread))


def _lost_zeros(readings: Readings, order: Order) -> Flags:
    """Which values may be month and day as a decimal number that lost its last zero (7.2 for 7.20)."""
    partial, dotted = readings.are("partial"), readings.marked(".")
    if order.day_first or not partial.any():
        return np.zeros(len(readings), bool)
    kept = (partial & dotted & (readings.c == 2) & (readings.b % 10 == 0)).any()
    suspected = partial & (readings.c == 1) & (readings.b >= 1) & (readings.b <= 3)
    lost: Flags = suspected & (readings.marked("float") | (dotted & ~kept))
    return lost


def _to_days(
    year: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64], dated: Flags
) -> Days:
    months = (np.where(dated, year, 1970) - 1970) * 12 + np.where(dated, month, 1) - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]") + (np.where(dated, day, 1) - 1)
    return np.where(dated, days, np.datetime64("NaT", "D"))


def _mondays(year: Numbers, week: Numbers) -> Days:
    """The Monday of each ISO 8601 week: week 1 is that of January 4th."""
    fourth = _to_days(year, np.ones_like(year), np.full_like(year, 4), np.ones(len(year), bool))
    weekday = (fourth.astype(np.int64) + 3) % 7  # 1970 began on a Thursday
    mondays: Days = fourth - weekday + 7 * (week - 1)
    return mondays


def _repairs(
    column: _Cells, order: Order, days: Days, inferred: Flags, zeros: Flags
) -> list[tuple[int, str, str, str]]:
    """(index, before, after, why) of every row whose day is not simply what is written there."""
    swapped = _are_swapped(column.numbers, order)[column.codes]
    weeks = column.numbers.are("week", "bare week")[column.codes] & (column.codes >= 0)
    rows = np.flatnonzero(inferred | zeros | ((swapped | weeks) & ~np.isnat(days)))
    after = np.datetime_as_string(days[rows])
    return [
        (row, str(column.values[code]), str(day), _why(zero, yearless, week))
        for row, code, day, zero, yearless, week in zip(
            rows.tolist(),
            column.codes[rows].tolist(),
            after,
            zeros[rows],
            inferred[rows],
            weeks[rows],
            strict=True,
        )
    ]


def _why(zero_lost: bool, yearless: bool, week: bool) -> str:
    if week:
        return "only the week is written; its Monday was taken"
    if zero_lost:
        return "a zero was lost at the end, and the year inferred"
    return "year inferred" if yearless else "day and month the other way round than in the other rows"


def _are_swapped(readings: Readings, order: Order) -> Flags:
    """Which values can be read only in the other order than that of their column."""
    month, day = (readings.b, readings.a) if order.day_first else (readings.a, readings.b)
    numeric = readings.are("numeric")
    year = np.where(numeric, readings.c, 2000)
    against = (numeric | readings.are("partial")) & ~are_days(year, month, day)
    return against | (readings.are("ymd") & readings.marked("swapped"))


def _finish(
    days: Days,
    exact: Flags,
    order: Order | None,
    as_of: date,
    repairs: tuple[tuple[int, str, str, str], ...] = (),
    unread: tuple[int, ...] = (),
) -> DateColumn:
    with np.errstate(invalid="ignore"):
        odd = (days > np.datetime64(as_of)) | (days < np.datetime64(f"{EARLIEST_YEAR}-01-01"))
    return DateColumn(
        days=days,
        exact=exact,
        order=order.name if order else None,
        decided=order.decided if order else True,
        ambiguous=order.ambiguous if order else 0,
        repairs=repairs,
        unread=unread,
        odd=tuple(int(index) for index in np.flatnonzero(odd)),
    )
