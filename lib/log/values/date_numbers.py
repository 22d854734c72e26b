"""The numbers of many dates at once: readings as arrays, and the calendar over arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np
import numpy.typing as npt

from lib.log.files.arrays import Flags, Numbers
from lib.log.values.date_patterns import Form, Reading

FORMS: tuple[Form, ...] = get_args(Form)
UNIX_DAY = date(1970, 1, 1).toordinal()
_PLACES = {form: place for place, form in enumerate(FORMS)}
_NOTHING = (-1, 0, 0, 0, "", False)


@dataclass(frozen=True)
class Readings:
    """The readings of many distinct values, with one array for each part of a reading."""

    forms: Numbers
    """The index of the form in FORMS, -1 where there is no date."""
    a: Numbers
    b: Numbers
    c: Numbers
    marks: npt.NDArray[np.object_]
    inside: Flags

    @classmethod
    def of(cls, readings: Sequence[Reading | None]) -> Readings:
        """The same readings, None where a value holds no date."""
        told = [_NOTHING if r is None else (_PLACES[r.form], *r[1:6]) for r in readings]
        forms, a, b, c, marks, inside = zip(*told, strict=True) if told else ((),) * len(_NOTHING)
        return cls(
            np.array(forms, np.int64),
            np.array(a, np.int64),
            np.array(b, np.int64),
            np.array(c, np.int64),
            np.array(marks, object),
            np.array(inside, bool),
        )

    def __len__(self) -> int:
        """How many values were read."""
        return len(self.forms)

    def are(self, *forms: Form) -> Flags:
        """Which readings have one of the forms."""
        chosen: Flags = np.array([*(form in forms for form in FORMS), False])[self.forms]
        return chosen

    def lookup(self, table: Mapping[Form, int], other: int) -> Numbers:
        """For each reading the number that `table` has for its form, `other` if it has none."""
        said: Numbers = np.array([*(table.get(form, other) for form in FORMS), other])[self.forms]
        return said

    def marked(self, *marks: str) -> Flags:
        """Which readings have one of the marks."""
        found = np.zeros(len(self), bool)
        for mark in marks:
            found |= self.marks == mark
        return found


def are_days(year: Numbers, month: Numbers, day: Numbers) -> Flags:
    """Whether the calendar has such days."""
    return ~np.isnan(ordinals(year, month, day))


def ordinals(year: Numbers, month: Numbers, day: Numbers) -> npt.NDArray[np.float64]:
    """The days as `date.toordinal` numbers them, NaN where the calendar has no such day."""
    real = (year >= 1) & (year <= 9999) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = (np.where(real, year, 1970) - 1970) * 12 + np.where(real, month, 1) - 1
    starts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    ends = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    real &= starts + day <= ends
    return np.where(real, starts + day - 1 + UNIX_DAY, np.nan)
