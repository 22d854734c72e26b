"""The order of day, month and year in a column: what its values allow, and what keeps rows in sequence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lib.log.files.arrays import Numbers
from lib.log.schema import DateOrder
from lib.log.values.date_numbers import Readings, ordinals
from lib.log.values.date_patterns import Form

MINORITY = 0.2
"""Up to this share of values that contradict the order of the rest, the order counts as settled."""
DAYS_A_YEAR = 365.25
FAR_PAST = 15
"""A two-digit year that lies further back than this many years is implausible."""


@dataclass(frozen=True)
class Order:
    """The order of a column's dates, and how sure it is."""

    name: DateOrder | None
    day_first: bool
    year_first: bool
    """Whether the year comes first in dates of three two-digit numbers."""
    months: bool
    """Whether "Mar-25" is March 2025."""
    decided: bool
    ambiguous: int
    last_year: int
    """The latest year that two digits stand for in this century."""

    def full_years(self, two_digits: Numbers) -> Numbers:
        """Full years for two-digit ones: in this century, unless that is well after the reading date."""
        return np.where(2000 + two_digits <= self.last_year, 2000 + two_digits, 1900 + two_digits)


@dataclass(frozen=True)
class _Trial:
    """A column read in one order: the day of each row, and how many rows have a day only in this order."""

    days: npt.NDArray[np.float64]
    only: int

    def future(self, as_of: date) -> int:
        return int(np.sum(self.days > as_of.toordinal()))

    def disorder(self) -> tuple[int, int]:
        """(steps against the direction of the rows, steps)."""
        steps = np.diff(self.days[~np.isnan(self.days)])
        return int(min(np.sum(steps > 0), np.sum(steps < 0))), int(np.sum(steps != 0))

    def travel(self) -> float:
        """The sum of days between neighbouring rows; it is smaller in the right order."""
        return float(np.abs(np.diff(self.days[~np.isnan(self.days)])).sum())


def choose_order(
    readings: Readings,
    codes: npt.NDArray[np.intp],
    as_of: date,
    *,
    day_first: bool | None,
    hint: DateOrder | None,
) -> Order:
    """The order that the values decide, else that of another column, else the one that fits the rows best."""
    months = _are_months(readings, as_of)
    last_year = as_of.year + 5
    if not readings.are(*_NUMERIC).any():
        return Order(_settled_name(readings), False, False, months, True, 0, last_year)
    year_first = day_first is None and _begins_with_year(readings, as_of, usual=hint == "ymd")
    first, decided = _day_first(readings, codes, as_of, day_first, hint)
    ambiguous = 0 if decided or year_first else _ambiguous(readings, codes)
    name: DateOrder = "ymd" if year_first else "dmy" if first else "mdy"
    return Order(name, first, year_first, months, decided or not ambiguous, ambiguous, last_year)


def _settled_name(readings: Readings) -> DateOrder | None:
    """The order of a column in which every date decides it alone; None for any other column."""
    named = int(readings.are("named", "named day", "month or day").sum())
    written = int(readings.are("ymd", "month").sum())
    if not named and not written:
        return None
    return "named" if named > written else "ymd"


def _are_months(readings: Readings, as_of: date) -> bool:
    """Whether the numbers of "Mar-25" are years, which is so if all are years of the recent past."""
    numbers = readings.b[readings.are("month or day")]
    now = as_of.year % 100
    if not len(numbers) or readings.are("named day").any():
        return False
    return bool(((now - 4 <= numbers) & (numbers <= now + 1)).all())


def _begins_with_year(readings: Readings, as_of: date, *, usual: bool) -> bool:
    """Whether dates such as 24-03-15 begin with the year: then fewer are in the far past or the future.

    Where as many are either way, they do if that is `usual` in the language, or in another column.
    """
    shorts = readings.are("short")
    if not shorts.any() or shorts.sum() < readings.are("numeric").sum():
        return False
    a, b, c = readings.a[shorts], readings.b[shorts], readings.c[shorts]
    first = _are_plausible(2000 + a, b, c, as_of)
    last = _are_plausible(2000 + c, a, b, as_of) | _are_plausible(2000 + c, b, a, as_of)
    return bool(first.sum() > last.sum() or (usual and first.sum() == last.sum() > 0))


def _are_plausible(year: Numbers, month: Numbers, day: Numbers, as_of: date) -> npt.NDArray[np.bool_]:
    near = ordinals(year, month, day) <= as_of.toordinal() + 30
    return near & (as_of.year - FAR_PAST <= year)


def _day_first(
    readings: Readings,
    codes: npt.NDArray[np.intp],
    as_of: date,
    said: bool | None,
    hint: DateOrder | None,
) -> tuple[bool, bool]:
    """(whether the day comes first, whether that is settled)."""
    if said is not None:
        return said, True
    european, american = _trials(readings, codes, as_of)
    if european.only or american.only:
        share = min(european.only, american.only) / (european.only + american.only)
        if share <= MINORITY:
            return european.only > american.only, True
    if hint in ("dmy", "mdy"):
        return hint == "dmy", True
    dotted = readings.marked("..") | (readings.marked(".") & readings.are("numeric", "short"))
    if dotted.any():
        return True, True
    return _by_rows(european, american, readings, as_of)


def _by_rows(european: _Trial, american: _Trial, readings: Readings, as_of: date) -> tuple[bool, bool]:
    """As `_day_first`: the order without future days, else the one that keeps rows in order, else usual."""
    ahead = european.future(as_of), american.future(as_of)
    if ahead[0] != ahead[1] and min(ahead) == 0:
        return ahead[0] < ahead[1], True
    (back, steps), (american_back, american_steps) = european.disorder(), american.disorder()
    worse, better = max(back, american_back), min(back, american_back)
    if min(steps, american_steps) >= 3 and (worse >= 2 * better + 2 or (better == 0 and worse >= 1)):
        return back < american_back, True
    walked = european.travel(), american.travel()
    if max(walked) >= 2 * min(walked) and max(walked) > 0:
        return walked[0] < walked[1], False
    return not readings.marked("/", "float").any(), False


def _trials(readings: Readings, codes: npt.NDArray[np.intp], as_of: date) -> tuple[_Trial, _Trial]:
    """The column read with the day first, and read with the month first."""
    kind = readings.lookup(_YEARS, -1)
    a, b, c = readings.a, readings.b, readings.c
    leap_year = as_of.year - as_of.year % 4 - 4
    settled, year = kind == 0, np.choose(np.maximum(kind, 0), [a, c, 2000 + c, np.full(len(c), leap_year)])
    unknown = (kind < 0) | readings.inside
    trials = []
    for first, second in ((a, b), (b, a)):
        days = ordinals(year, np.where(settled, b, second), np.where(settled, c, first))
        trials.append(np.where(unknown, np.nan, days))
    rows = codes[codes >= 0]
    european, american = (_beside(trial[rows], kind[rows]) for trial in trials)
    return _Trial(european, _only(european, american)), _Trial(american, _only(american, european))


def _beside(days: npt.NDArray[np.float64], kind: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The days, those without a year in the year that puts them nearest to the last one that has it."""
    bare = kind == _YEARS["partial"]
    written = ~bare & ~np.isnan(days)
    if not bare.any() or not written.any():
        return days
    last = np.maximum.accumulate(np.where(written, np.arange(len(days)), -1))
    anchors = days[np.where(last < 0, np.flatnonzero(written)[0], last)]
    years = np.round((anchors - days) / DAYS_A_YEAR)
    return np.where(bare, days + years * DAYS_A_YEAR, days)


def _only(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> int:
    return int((~np.isnan(one) & np.isnan(other)).sum())


_NUMERIC: tuple[Form, ...] = ("numeric", "short", "partial")
_YEARS: dict[Form, int] = {"typed": 0, "ymd": 0, "named": 0, "numeric": 1, "short": 2, "partial": 3}
"""Form of a date → where its year is: 0 first, 1 last, 2 last with two digits, 3 missing."""


def _ambiguous(readings: Readings, codes: npt.NDArray[np.intp]) -> int:
    """How many rows would have another day in the other order."""
    a, b = readings.a, readings.b
    both = readings.are(*_NUMERIC) & (a != b) & (np.maximum(a, b) <= 12)
    return int(both[codes[codes >= 0]].sum())
