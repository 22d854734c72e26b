"""Whether rejections make somebody stop is judged by their own rhythm, over the whole log."""

import numpy as np
import pytest

from lib.focus.pausing import NO_WAITS, PAUSING, Waits, read_pausing
from tests.focus.logs import ago, application_log, rejected, seen, silent

NOES = (35, 60, 85)


def pausing(*rows):
    """What a log of these rows says of pauses after rejections."""
    return read_pausing(seen(application_log(*rows)))


def test_somebody_who_sends_once_a_week_is_not_said_to_pause():
    """Gaps of a week follow every day of such a search, a day with a rejection or not."""
    weekly = [silent(day) for day in range(0, 120, 7)]
    assert pausing(*weekly, *[rejected(days=day) for day in (18, 27, 36)]).chance < PAUSING


def test_a_search_that_stops_after_each_late_rejection_does():
    """Every day something was sent, but for two weeks after each of three late rejections."""
    days = [day for day in range(120) if not any(no - 14 < day <= no for no in NOES)]
    found = pausing(*map(silent, days), *[rejected("final", no, applied_on=ago(119)) for no in NOES])
    assert found.chance > 0.95
    assert found.idle(56) == pytest.approx((35 - 3 - 21) + (56 - 46), abs=0.1)


def test_holidays_at_other_times_are_no_reaction():
    """The same two weeks off, but the rejections came while things were sent."""
    days = [day for day in range(120) if not any(no - 14 < day <= no for no in NOES)]
    noes = [rejected("final", no + 6, applied_on=ago(119)) for no in NOES]
    assert pausing(*map(silent, days), *noes).chance < PAUSING


def test_a_conversation_does_not_end_a_pause():
    """Whoever talks to somebody but sends nothing has still stopped sending."""
    days = [day for day in range(120) if not any(no - 14 < day <= no for no in NOES)]
    noes = [rejected("final", no, applied_on=ago(119)) for no in NOES]
    talks = [{**silent(118), "stage": "screen", "screen_on": ago(no - 5)} for no in NOES]
    assert pausing(*map(silent, days), *noes, *talks).chance > 0.95


def test_without_a_rejection_or_a_rhythm_nothing_is_learned():
    """Then it is as likely as for others, and no day is a pause."""
    for rows in ([silent(day) for day in range(30)], [silent(40), rejected(days=3)]):
        found = pausing(*rows)
        assert (found.chance, found.idle(56)) == (PAUSING, 0.0)


def test_days_of_pause_are_counted_inside_a_window():
    """Ten days from 30 to 20 days ago, half likely: 3.5 beyond the third, 1 day of it within 22."""
    waits = Waits(np.array([30]), np.array([20]), np.array([0.5]))
    assert (waits.days(0, 56, 3), waits.days(0, 22), waits.days(30, 60)) == (3.5, 1.0, 0.0)
    assert NO_WAITS.days(0, 56) == 0
