"""Which comes first, day, month or year: what a column's values allow, and what keeps rows in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lib.log.date_patterns import Reading, is_day
from lib.log.schema import DateOrder

Numbers = npt.NDArray[np.int64]
UNIX_DAY = date(1970, 1, 1).toordinal()
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
    european, american = _trials(readings, codes, as_of)
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


def _trials(
    readings: Sequence[Reading | None], codes: npt.NDArray[np.intp], as_of: date
) -> tuple[_Trial, _Trial]:
    """The column with the day first, and with the month first."""
    known = [(index, r) for index, r in enumerate(readings) if r and not r.inside and r.form in _YEARS]
    numbers = np.array([(_YEARS[r.form], r.a, r.b, r.c) for _, r in known], np.int64).reshape(-1, 4)
    places = np.array([index for index, _ in known], np.intp)
    kind, a, b, c = numbers.T
    leap_year = as_of.year - as_of.year % 4 - 4
    settled, year = kind == 0, np.choose(kind, [a, c, 2000 + c, np.full(len(c), leap_year)])
    trials = []
    for first, second in ((a, b), (b, a)):
        days = np.full(len(readings) + 1, np.nan)
        days[places] = ordinals(year, np.where(settled, b, second), np.where(settled, c, first))
        trials.append(days)
    rows = codes[codes >= 0]
    european, american = trials[0][rows], trials[1][rows]
    return _Trial(european, _only(european, american)), _Trial(american, _only(american, european))


def _only(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> int:
    return int((~np.isnan(one) & np.isnan(other)).sum())


_YEARS = {"typed": 0, "ymd": 0, "named": 0, "numeric": 1, "short": 2, "partial": 3}
"""Where the year of a day with all its numbers stands: first, last, last in two digits, nowhere."""


def ordinals(year: Numbers, month: Numbers, day: Numbers) -> npt.NDArray[np.float64]:
    """The days as `date.toordinal` numbers them, NaN where the calendar has no such day."""
    real = (year >= 1) & (year <= 9999) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = (np.where(real, year, 1970) - 1970) * 12 + np.where(real, month, 1) - 1
    starts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    ends = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    real &= starts + day <= ends
    return np.where(real, starts + day - 1 + UNIX_DAY, np.nan)


def _ambiguous(readings: Sequence[Reading | None], codes: npt.NDArray[np.intp]) -> int:
    """Rows whose day would be another under the other order."""
    both = np.array(
        [
            bool(r and r.form in ("numeric", "short", "partial") and r.a != r.b and max(r.a, r.b) <= 12)
            for r in readings
        ]
    )
    return int(both[codes[codes >= 0]].sum())
