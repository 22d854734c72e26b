"""Which comes first, day, month or year: what a column's values allow, and what keeps rows in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lib.log.date_patterns import Reading, is_day
from lib.log.schema import DateOrder

MINORITY = 0.2
"""Up to this share of values that contradict the order of the rest, the order counts as settled."""
FAR_PAST = 15
"""Years before the reading date beyond which a two-digit year is implausible."""


@dataclass(frozen=True)
class Order:
    """The order of a column's dates, and how sure it is."""

    name: DateOrder | None
    day_first: bool
    year_first: bool
    """Whether three numbers of two digits begin with the year."""
    months: bool
    """Whether "Mar-25" is March 2025."""
    decided: bool
    ambiguous: int
    last_year: int
    """The latest year that two digits stand for in this century."""

    def full_year(self, two_digits: int) -> int:
        """The year of two digits: of this century, unless that lies well after the reading date."""
        return 2000 + two_digits if 2000 + two_digits <= self.last_year else 1900 + two_digits


@dataclass(frozen=True)
class _Trial:
    """A column under one order: its days row by row, and how many rows have a day only under this one."""

    days: npt.NDArray[np.float64]
    only: int

    def future(self, as_of: date) -> int:
        return int(np.sum(self.days > as_of.toordinal()))

    def disorder(self) -> tuple[int, int]:
        """(steps against the direction of the rows, steps)."""
        steps = np.diff(self.days[~np.isnan(self.days)])
        return int(min(np.sum(steps > 0), np.sum(steps < 0))), int(np.sum(steps != 0))

    def travel(self) -> float:
        """Days walked from row to row: the truer order walks less."""
        return float(np.abs(np.diff(self.days[~np.isnan(self.days)])).sum())


def choose_order(
    readings: Sequence[Reading | None],
    codes: npt.NDArray[np.intp],
    as_of: date,
    *,
    day_first: bool | None,
    hint: DateOrder | None,
) -> Order:
    """The order that the values settle, else what another column says, else what fits the rows best."""
    numeric = [r for r in readings if r and r.form in ("numeric", "short", "partial")]
    months = _are_months(readings, as_of)
    last_year = as_of.year + 5
    if not numeric:
        return Order(_settled_name(readings), False, False, months, True, 0, last_year)
    year_first = day_first is None and _begins_with_year(readings, as_of)
    first, decided = _day_first(readings, codes, as_of, day_first, hint)
    ambiguous = 0 if decided or year_first else _ambiguous(readings, codes)
    name: DateOrder = "ymd" if year_first else "dmy" if first else "mdy"
    return Order(name, first, year_first, months, decided or not ambiguous, ambiguous, last_year)


def _settled_name(readings: Sequence[Reading | None]) -> DateOrder | None:
    """The order of a column in which every date settles its own."""
    forms = [r.form for r in readings if r]
    named = sum(form in ("named", "named day", "month or day") for form in forms)
    written = sum(r.form in ("ymd", "month") for r in readings if r)
    if not named and not written:
        return None
    return "named" if named > written else "ymd"


def _are_months(readings: Sequence[Reading | None], as_of: date) -> bool:
    """Whether the numbers of "Mar-25" are years: each of them one of the last few."""
    numbers = {r.b for r in readings if r and r.form == "month or day"}
    now = as_of.year % 100
    days = any(r and r.form == "named day" for r in readings)
    return bool(numbers) and not days and all(now - 4 <= number <= now + 1 for number in numbers)


def _begins_with_year(readings: Sequence[Reading | None], as_of: date) -> bool:
    """Whether dates such as 24-03-15 are of 2024: read so, fewer lie in the far past or the future."""
    shorts = [r for r in readings if r and r.form == "short"]
    if not shorts or len(shorts) < sum(bool(r and r.form == "numeric") for r in readings):
        return False
    first = sum(_plausible(2000 + r.a, r.b, r.c, as_of) for r in shorts)
    last = sum(
        _plausible(2000 + r.c, r.a, r.b, as_of) or _plausible(2000 + r.c, r.b, r.a, as_of) for r in shorts
    )
    return first > last


def _plausible(year: int, month: int, day: int, as_of: date) -> bool:
    if not is_day(year, month, day):
        return False
    return as_of.year - FAR_PAST <= year and date(year, month, day).toordinal() <= as_of.toordinal() + 30


def _day_first(
    readings: Sequence[Reading | None],
    codes: npt.NDArray[np.intp],
    as_of: date,
    said: bool | None,
    hint: DateOrder | None,
) -> tuple[bool, bool]:
    """(whether the day comes first, whether that is settled)."""
    if said is not None:
        return said, True
    european, american = _trial(readings, codes, True, as_of), _trial(readings, codes, False, as_of)
    if european.only or american.only:
        share = min(european.only, american.only) / (european.only + american.only)
        if share <= MINORITY:
            return european.only > american.only, True
    if hint in ("dmy", "mdy"):
        return hint == "dmy", True
    dotted = [
        r for r in readings if r and (r.mark == ".." or (r.mark == "." and r.form in ("numeric", "short")))
    ]
    if dotted:
        return True, True
    return _by_rows(european, american, readings, as_of)


def _by_rows(
    european: _Trial, american: _Trial, readings: Sequence[Reading | None], as_of: date
) -> tuple[bool, bool]:
    """The order with nothing in the future, then the one that keeps rows in sequence, then the usual one."""
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
    return not any(r and r.mark in ("/", "float") for r in readings), False


def _trial(
    readings: Sequence[Reading | None], codes: npt.NDArray[np.intp], day_first: bool, as_of: date
) -> _Trial:
    days = np.array([_ordinal(reading, day_first, as_of) for reading in readings] or [np.nan])
    other = np.array([_ordinal(reading, not day_first, as_of) for reading in readings] or [np.nan])
    rows = codes[codes >= 0]
    only = ~np.isnan(days) & np.isnan(other)
    return _Trial(days[rows], int(only[rows].sum()))


def _ordinal(reading: Reading | None, day_first: bool, as_of: date) -> float:
    """The day as a number under one order; days without a year are put into one leap year."""
    if reading is None or reading.inside:
        return np.nan
    if reading.form in ("typed", "ymd", "named"):
        return float(date(reading.a, reading.b, reading.c).toordinal())
    if reading.form not in ("numeric", "short", "partial"):
        return np.nan
    month, day = (reading.b, reading.a) if day_first else (reading.a, reading.b)
    year = {"numeric": reading.c, "short": 2000 + reading.c, "partial": as_of.year - as_of.year % 4 - 4}[
        reading.form
    ]
    return float(date(year, month, day).toordinal()) if is_day(year, month, day) else np.nan


def _ambiguous(readings: Sequence[Reading | None], codes: npt.NDArray[np.intp]) -> int:
    """Rows whose day would be another under the other order."""
    both = np.array(
        [
            bool(r and r.form in ("numeric", "short", "partial") and r.a != r.b and max(r.a, r.b) <= 12)
            for r in readings
        ]
    )
    return int(both[codes[codes >= 0]].sum())
