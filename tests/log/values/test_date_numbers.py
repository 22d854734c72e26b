"""The calendar over arrays is the calendar of single days."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.log.values.date_numbers import Readings, are_days, ordinals
from lib.log.values.date_patterns import is_day
from lib.log.values.date_text import read_cell

NUMBERS = st.tuples(
    st.sampled_from([0, 1, 1900, 2000, 2023, 2024, 9999, 10000]), st.integers(0, 13), st.integers(0, 32)
)


@given(st.lists(NUMBERS, min_size=1))
def test_days_are_those_of_the_calendar(parts: list[tuple[int, int, int]]) -> None:
    """A day exists where the calendar has it, and is numbered as `date.toordinal` numbers it."""
    year, month, day = np.array(parts, np.int64).T
    assert are_days(year, month, day).tolist() == [is_day(*part) for part in parts]
    for part, number in zip(parts, ordinals(year, month, day), strict=True):
        assert np.isnan(number) or number == date(*part).toordinal()


def test_readings_keep_their_numbers() -> None:
    """Each reading's form, numbers and mark stand at its place; where there is no date, no form matches."""
    readings = Readings.of([read_cell(cell) for cell in ("3/4/2025", "hello", "2025-04-03", "about 7.20")])
    assert readings.are("numeric", "ymd").tolist() == [True, False, True, False]
    assert readings.are("partial").tolist() == [False, False, False, True]
    assert readings.a.tolist() == [3, 0, 2025, 7]
    assert readings.marked("/", "-").tolist() == [True, False, True, False]
    assert readings.lookup({"numeric": 1}, -1).tolist() == [1, -1, -1, -1]
    assert len(Readings.of([])) == 0
