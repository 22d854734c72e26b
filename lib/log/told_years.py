"""Days without a year, in a table whose title or sheet tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from lib.log.table.header import Table
from lib.log.table.margins import Margin
from lib.log.values.dates import DateColumn

Days = np.ndarray[tuple[int], np.dtype[np.datetime64]]
Rows = np.ndarray[tuple[int], np.dtype[np.bool_]]
Read = Callable[[date, Rows], DateColumn]
"""Reads some rows of a column as of a day: a missing year makes no day later than it."""


_LETTERS = re.compile(r"[^\W\d_月日号號일월]")
_FIGURES = re.compile(r"\d+")


def lacks_years(table: Table, at: int) -> bool:
    """Whether no cell of a column of days tells a year, nor a title or the name of a sheet."""
    if any(margin.since or margin.until for margin in table.margins.values()):
        return False
    told = [value for value in table.columns[at].sample if value is not None]
    texts = [value for value in told if isinstance(value, str) and _FIGURES.search(value)]
    return bool(texts) and all(isinstance(value, str) for value in told) and all(map(_is_bare, texts))


def _is_bare(text: str) -> bool:
    """Whether a day has two figures at most, one where its month is a word: "3/12", "3 Dec"."""
    figures = _FIGURES.findall(text)
    return len(figures) <= (1 if _LETTERS.search(text) else 2) and all(len(f) <= 2 for f in figures)


def read_in_years(table: Table, as_of: date, read: Read, bare: Rows) -> DateColumn:
    """A column of days, those of each sheet not later than its title allows; `bare`: rows without a year."""
    everywhere = np.ones(len(table), bool)
    result = read(as_of, everywhere)
    for number, name in enumerate(table.sheets):
        margin = table.margins.get(name)
        if margin is None or not (margin.since or margin.until):
            continue
        rows = table.origin == number
        days = result.days.copy()
        days[rows] = read(_bound(margin, as_of, read, rows), rows).days
        if margin.since is not None and margin.until is None:
            days[rows] = _within(days[rows], bare[rows], margin.since)
        result = replace(result, days=days)
    return result


def _within(days: Days, bare: Rows, since: int) -> Days:
    """The days with those without a year all in one, where that keeps them better in sequence."""
    months = days.astype("datetime64[M]")
    start = np.datetime64(since - 1970, "Y").astype("datetime64[M]") + (
        months - months.astype("datetime64[Y]")
    )
    inside = np.where(bare, start.astype("datetime64[D]") + (days - months), days)
    return inside if _back(inside) < _back(days) else days


def _back(days: Days) -> int:
    """Steps against the direction in which the days run."""
    steps = np.diff(days[~np.isnat(days)]).astype(np.int64)
    return int(min((steps < 0).sum(), (steps > 0).sum()))


def _bound(margin: Margin, as_of: date, read: Read, rows: Rows) -> date:
    """The latest day that a row may have: that of the title, else one by which the rows begin in its year."""
    if margin.until is not None:
        return min(as_of, margin.until)
    since = margin.since or as_of.year
    days = read(min(as_of, date(since, 12, 31)), rows).days
    days = days[~np.isnat(days)]
    first = int(days.min().astype("datetime64[Y]").astype(int)) + 1970 if len(days) else since
    return min(as_of, date(since + max(0, since - first), 12, 31))
