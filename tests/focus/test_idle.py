"""Idle days after rejections count only where the rejections explain them."""

import pytest

from lib.focus.idle import Idle, read_idle
from tests.focus.logs import application_log, rejected, seen, silent


def idle(*rows):
    """The idle days of a log of these rows in the last eight weeks."""
    return read_idle(seen(application_log(*rows)), 56)


def test_somebody_who_sends_once_a_week_is_not_said_to_pause():
    """Gaps of a week follow every day of such a search, a day with a rejection or not."""
    weekly = [silent(day) for day in range(0, 120, 9)]
    found = idle(*weekly, *[rejected(days=day) for day in (18, 27, 36)])
    assert found.days > 0
    assert found.chance < 0.25


def test_a_search_that_stops_after_its_only_rejection_is():
    """Every day something was sent, but for two weeks after the one rejection."""
    daily = [silent(day) for day in range(120) if not 20 < day < 35]
    found = idle(*daily, rejected("final", 35))
    assert (found.days, found.excess > 8) == (12, True)
    assert found.chance > 0.25


@pytest.mark.parametrize(("days", "ordinary", "excess"), [(10, 4.0, 6.0), (3, 5.0, 0.0)])
def test_the_excess_is_never_negative(days, ordinary, excess):
    """Fewer idle days than on other days are none to win back."""
    assert Idle(days, ordinary, 0.01).excess == excess


def test_what_other_days_bring_as_often_has_no_cause():
    """Above 1 in e the bound says nothing; at 1 in 100 it is worth eight to one at most."""
    assert Idle(10, 4.0, 0.5).chance == 0
    assert Idle(10, 4.0, 0.01).chance == pytest.approx(1 / (1 + 0.85 / 0.15 * 0.1252), abs=1e-3)
