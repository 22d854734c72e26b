"""Stretches of time, side by side."""

from datetime import date

import numpy as np
import pytest

from lib.measures.period import Activity, Period, activity_in, by_month, last_period, period_before, sent_in
from tests.measures.application_frames import AS_OF, applications, seen, simulate


def test_the_last_28_days_and_the_28_before():
    """Both include their ends and touch without overlap."""
    last = last_period(AS_OF)
    assert last == Period(date(2026, 10, 27), AS_OF)
    assert period_before(last) == Period(date(2026, 9, 29), date(2026, 10, 26))


def test_what_was_sent_in_a_period():
    """Sent 27 days ago is in the last 28 days, 28 days ago is not, undated is nowhere."""
    log = applications({"applied_on": 27}, {"applied_on": 28}, {})
    assert sent_in(seen(log), last_period(AS_OF)).sum() == 1
    assert sent_in(seen(log), period_before(last_period(AS_OF))).sum() == 1


def test_events_fall_in_the_period_of_their_own_day():
    """Sent before, answered and turned down within."""
    log = applications(
        {"applied_on": 40, "outcome": "rejected", "replied_on": 20},
        {"applied_on": 40, "stage": "screen", "screen_on": 10},
    )
    assert activity_in(seen(log), last_period(AS_OF)) == Activity(applied=0, replies=2, invited=1, rejected=1)
    assert activity_in(seen(log), period_before(last_period(AS_OF))) == Activity(2, 0, 0, 0)


def test_months_between_have_no_share():
    """1 of 2 in September, nothing in October, 0 of 1 in November."""
    log = applications(
        {"applied_on": "2026-09-03", "outcome": "rejected"},
        {"applied_on": "2026-09-30"},
        {"applied_on": "2026-11-02"},
        {},
    )
    months = by_month(seen(log), seen(log).has("rejected"), seen(log).replied | True)
    assert months["label"].tolist() == ["2026-09", "2026-10", "2026-11"]
    assert months[["hits", "trials"]].to_numpy().tolist() == [[1, 2], [0, 0], [0, 1]]
    assert months["share"].tolist() == pytest.approx([0.5, np.nan, 0], nan_ok=True)


def test_months_of_an_empty_log():
    """No row, every column."""
    log = simulate(0, seed=0)
    assert by_month(seen(log), seen(log).replied, seen(log).replied).empty
