"""Fills in what is missing from dates, by the rows around them: years, and zeros at the end of numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from lib.log.files.arrays import Flags, Numbers

Seasons = npt.NDArray[np.float64]

YEAR_DAYS = 366
"""Days without a year are compared as days of a leap year, which has this many."""
_DAYS_BEFORE_MONTH = np.array([0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335])
EARLY_TOLERANCE = 3
"""An event may be up to this many days before the day applied and still belong to the application."""


def fill_years(
    year: Numbers,
    month: Numbers,
    day: Numbers,
    dated: Flags,
    as_of: date,
    after: npt.NDArray[np.datetime64] | None = None,
) -> Numbers:
    """The year of every row; if none is written, the one that puts it nearest to the rows before it.

    A day is never put after `as_of`. If `after` has a day for the row, it is put on or after that day, in the
    first year possible.
    """
    filled = year.copy()
    rows = np.flatnonzero(dated)
    season = _season(month[rows], day[rows])
    turns = np.round((np.unwrap(season, period=YEAR_DAYS) - season) / YEAR_DAYS).astype(np.int64)
    written = year[rows] > 0
    anchors = _nearest_anchor(year[rows] - turns, written)
    if anchors is None:
        anchors = np.full(len(rows), _latest_start(season, turns, as_of))
    filled[rows] = np.where(written, year[rows], anchors + turns)
    if after is not None:
        _follow(filled, month, day, np.flatnonzero(dated & (year == 0)), after)
    return np.where(dated & (year == 0) & (filled < 1), 1, filled)


def _season(month: Numbers, day: Numbers) -> Seasons:
    """Day of a leap year, from 1."""
    return (_DAYS_BEFORE_MONTH[month] + day).astype(np.float64)


def _nearest_anchor(base: Numbers, written: Flags) -> Numbers | None:
    """For each row the base year of the nearest row above with a written year, or else below it."""
    if not written.any():
        return None
    positions = np.where(written, np.arange(len(base)), -1)
    last = np.maximum.accumulate(positions)
    return base[np.where(last < 0, np.flatnonzero(written)[0], last)]


def _latest_start(season: Seasons, turns: Numbers, as_of: date) -> int:
    """The latest year in which the rows can begin with at most one in ten of them after `as_of`."""
    today = float(_season(np.array([as_of.month]), np.array([as_of.day]))[0])
    years = as_of.year - turns - (season > today)
    return int(np.quantile(years, 0.1, method="lower"))


def _follow(
    filled: Numbers,
    month: Numbers,
    day: Numbers,
    rows: npt.NDArray[np.intp],
    after: npt.NDArray[np.datetime64],
) -> None:
    """Change the years of `rows` in `filled` so that their days are on or after those in `after`."""
    rows = rows[~np.isnat(after[rows])]
    if not len(rows):
        return
    starts = after[rows].astype("datetime64[D]") - EARLY_TOLERANCE
    start_year = starts.astype("datetime64[Y]").astype(np.int64) + 1970
    start_month = starts.astype("datetime64[M]").astype(np.int64) % 12 + 1
    start_day = (starts - starts.astype("datetime64[M]")).astype(np.int64) + 1
    earlier = _season(month[rows], day[rows]) < _season(start_month, start_day)
    filled[rows] = start_year + earlier


def restore_zeros(month: Numbers, day: Numbers, dated: Flags, suspected: Flags) -> tuple[Numbers, Flags]:
    """(days, changed) with the zero that decimal numbers lost: 7.2 between 7.19 and 7.27 is 20 July."""
    rows, wanted = np.flatnonzero(dated & ~suspected), np.flatnonzero(dated & suspected)
    season = _season(month, day)
    place = np.searchsorted(rows, wanted)
    padded = np.concatenate([[np.nan], season[rows], [np.nan]])
    before, later = padded[place], padded[place + 1]
    sign = -1.0 if _falls(season[rows]) else 1.0
    tens = day[wanted] * 10
    as_written = _disorder(season[wanted], before, later, sign)
    with_zero = _disorder(season[wanted] + tens - day[wanted], before, later, sign)
    better = (with_zero < as_written) & (tens <= np.where(month[wanted] == 2, 29, 30))
    restored, changed = day.copy(), np.zeros(len(day), bool)
    restored[wanted[better]] = tens[better]
    changed[wanted[better]] = True
    return restored, changed


def _falls(season: Seasons) -> bool:
    """Whether the rows run from the latest to the earliest."""
    return bool(np.sum(np.sign(_turned(np.diff(season)))) < 0)


def _turned(difference: Seasons) -> Seasons:
    """Differences of days of the year, at most half a year: from December to January is a short way."""
    half = YEAR_DAYS / 2
    return (difference + half) % YEAR_DAYS - half


def _disorder(candidates: Seasons, before: Seasons, later: Seasons, sign: float) -> Seasons:
    """How many days each candidate is out of order with the certain rows before and after it."""
    back = np.maximum(0, -sign * _turned(candidates - before))
    ahead = np.maximum(0, -sign * _turned(later - candidates))
    return np.asarray(np.nan_to_num(back) + np.nan_to_num(ahead))
