"""Counts, shares and days are said in one way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.words.phrases import ago, counted, dated, full_day, named_day, percent, share_of, span

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 replies"), (1, "1 reply"), (2, "2 replies"), (1234, "1,234 replies")]
)
def test_a_count_agrees_with_its_noun(count, said):
    """One is singular, none and several are plural, thousands are grouped."""
    assert counted(count, "reply", "replies") == said


@given(st.integers(0, 4), st.integers(0, 4))
def test_of_fewer_than_five_no_share_is_said(hits, trials):
    """A share of three things says less than the three things."""
    assert "%" not in share_of(min(hits, trials), trials)


@given(st.integers(1, 5000), st.integers(2, 5000))
def test_a_share_is_none_or_all_only_where_it_is(hits, trials):
    """Something is never rounded to nothing, nor nearly all to all."""
    if hits < trials:
        assert percent(hits / trials) not in ("0%", "100%")


@given(st.integers(0, 20000))
def test_a_span_is_a_small_number_of_the_right_length(days):
    """The unit changes before the number grows long, and what is said lies within a fifth of the truth."""
    number, unit = span(days).split()
    size = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit.rstrip("s")]
    assert abs(int(number) * size - days) <= days / 5
    assert int(number) <= 55
    assert unit.endswith("s") == (number != "1")


@given(DAYS, DAYS)
def test_a_day_has_its_year_where_that_is_another_one(day, now):
    """A day of this year needs no year; any other is ambiguous without."""
    assert (str(day.year) in dated(day, now)) == (day.year != now.year)


def test_days_long_past_are_told_in_months_with_their_year():
    """Nobody counts 638 days back."""
    now = date(2026, 11, 1)
    assert ago(now - timedelta(days=638), now) == "21 months ago, on 1 February 2025"
    assert (ago(now, now), ago(now - timedelta(days=1), now)) == ("today", "yesterday")


@given(DAYS)
def test_days_read_back_as_the_day_they_say(day):
    """No month is misnamed, whatever language the computer speaks."""
    assert full_day(day) == f"{day.day} {day:%B} {day.year}"
    assert named_day(day) == f"{day:%a} {day.day} {day:%b} {day.year}"
