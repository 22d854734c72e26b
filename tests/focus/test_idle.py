"""Idle days after rejections, beside those that other days bring."""

import pytest

from lib.focus.idle import Idle, read_idle
from tests.focus.logs import application_log, rejected, seen, silent


def test_idle_days_are_held_against_other_days():
    """Every day something was sent, but for two weeks after the one rejection: twelve idle days."""
    daily = [silent(day) for day in range(120) if not 20 < day < 35]
    found = read_idle(seen(application_log(*daily, rejected("final", 35))), 56)
    assert (found.days, found.excess > 8) == (12, True)


@pytest.mark.parametrize(("days", "ordinary", "excess"), [(10, 4.0, 6.0), (3, 5.0, 0.0)])
def test_the_excess_is_never_negative(days, ordinary, excess):
    """Fewer idle days than on other days are none to win back."""
    assert Idle(days, ordinary).excess == excess
