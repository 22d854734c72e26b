"""Pauses after rejections, told from a person's ordinary rhythm."""

import numpy as np
import pytest

from lib.focus.pauses import Pauses, draw_pauses, find_gaps, pause_chances, read_pauses
from tests.focus.logs import application_log, rejected, seen, silent

RNG = np.random.default_rng(0)


def every(step, first=0, last=90):
    """An application every `step` days, from `last` days ago to `first`."""
    return [silent(day) for day in range(first, last, step)]


def idle(*rows):
    """Expected idle days of a log of these rows."""
    pauses = read_pauses(seen(application_log(*rows)))
    return draw_pauses(pauses, np.random.default_rng(0), 2000, window=56, recent=28, usual=84).idle.mean()


def test_a_gap_runs_from_the_rejection_to_the_next_application():
    """Rejected 30 days ago, next application 18 days ago: twelve days, ended."""
    gaps = find_gaps(seen(application_log(*every(1, 30), silent(18), rejected("screen", 30))))
    assert (gaps.start.tolist(), gaps.length.tolist(), gaps.ended.tolist()) == ([30], [12], [True])


def test_a_gap_counts_once_from_its_late_rejection():
    """Two rejections in one gap: the one after a conversation starts it."""
    rows = [*every(1, 40), rejected("screen", 35), rejected("applied", 38)]
    gaps = find_gaps(seen(application_log(*rows)))
    assert (gaps.start.tolist(), gaps.late.tolist(), gaps.ended.tolist()) == ([35], [True], [False])


def test_chances_of_a_pause_weigh_both_readings():
    """A gap of one day at half active days: no pause weighs 0.8 · 0.5, one of a day 0.2 · f(1)."""
    days = np.arange(122)
    lengths = days * np.exp(-days / 5.5)
    one = 0.2 * (lengths / lengths.sum())[1] * 0.5
    assert pause_chances(1, True, 0.2, 0.5) == pytest.approx(np.array([0.4, one]) / (0.4 + one))


def test_a_daily_sender_who_stops_for_two_weeks_has_paused():
    """Fourteen silent days after a final round, for somebody who sent every day: eleven beyond the third."""
    rows = [*every(1, 0, 20), *every(1, 34, 90), rejected("final", 34, applied_on=None)]
    assert idle(*rows) == pytest.approx(11, abs=1.5)


def test_a_weekly_sender_who_waits_a_week_has_not():
    """Six days between a rejection and the next application are that person's rhythm."""
    assert idle(*every(7, 0, 160), rejected("applied", 20, applied_on=None)) < 0.5


def test_days_are_counted_in_their_windows():
    """A pause of 20 days that began 40 days ago: 17 idle, 8 in the last 28 days, 12 before them."""
    pauses = Pauses(np.array([40.0]), (np.cumsum(np.eye(21)[20]),))
    days = draw_pauses(pauses, RNG, 5, window=56, recent=28, usual=84)
    assert (days.idle[0], days.recent[0], days.usual[0]) == (17, 8, 12)


def test_a_log_without_rejections_has_no_pauses():
    """Nothing to pause after."""
    assert idle(*every(3)) == 0
