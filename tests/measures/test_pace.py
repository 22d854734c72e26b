"""Weeks, pace and pauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measures.pace import active_days, idle_days_after_rejections, pace, weekly
from tests.measures.application_frames import AS_OF, applications, seen, simulate


def sent(*days):
    """Applications sent so many days ago."""
    return [{"applied_on": d} for d in days]


def rejected(*days):
    """Rejections so many days ago, of applications sent long before."""
    return [{"applied_on": 100, "outcome": "rejected", "closed_on": d} for d in days]


def going_on(day):
    """Applications sent so many days ago and every third day since."""
    return sent(day, *range(0, day, 3))


def test_weeks_are_iso_weeks_of_their_year():
    """Monday 29 December 2025 is in week 1 of 2026, the day before in week 52 of 2025."""
    weeks = weekly(seen(applications({"applied_on": "2025-12-28"}, {"applied_on": "2025-12-29"})))
    assert weeks["label"].tolist()[:2] == ["2025-W52", "2026-W01"]
    assert weeks["applied"].tolist()[:2] == [1, 1]


def test_weeks_without_anything_are_there():
    """Sent three weeks ago and today, answered last week: four rows, two of them without an application."""
    log = applications({"applied_on": 21, "outcome": "rejected", "replied_on": 7}, {"applied_on": 0})
    weeks = weekly(seen(log))
    assert weeks["applied"].tolist() == [1, 0, 0, 1]
    assert weeks["replies"].tolist() == [0, 0, 1, 0]
    assert weeks["rejected"].tolist() == [0, 0, 1, 0]


def test_weeks_add_up_to_the_dated_applications():
    """Every application with a usable date is in one week, one in the year 2205 in none."""
    log = applications(*sent(0, 3, 8, 40), {"applied_on": "2205-01-01"}, {})
    assert weekly(seen(log))["applied"].sum() == 4


def test_an_undated_log_has_no_weeks():
    """The columns are there, the rows are not."""
    columns = ["week_start", "label", "applied", "replies", "rejected"]
    assert weekly(seen(applications({}))).columns.tolist() == columns
    assert weekly(seen(applications())).empty


def test_pace_is_a_weekly_mean_over_28_days():
    """Eight in the last 28 days are 2 a week; the one sent 28 days ago belongs to the weeks before."""
    found = pace(seen(applications(*sent(0, 1, 2, 3, 4, 5, 6, 27, 28))))
    assert (found.recent, found.per_week, found.usual_per_week) == (8, 2.0, None)


@pytest.mark.parametrize(
    ("days", "per_week", "over"),
    [((0, 2, 4, 6, 9), 3.5, 10), ((0, 1, 1), 3.0, 7), ((0, 26), 14 / 27, 27), ((0, 40), 0.25, 28)],
)
def test_a_young_log_is_divided_by_its_own_days(days, per_week, over):
    """Five in ten days are 3.5 a week, not 1.2; three in two days are 3 and not 10.5."""
    found = pace(seen(applications(*sent(*days))))
    assert (found.per_week, found.days) == (pytest.approx(per_week), over)


def test_without_a_date_the_pace_is_that_of_28_days():
    """Nothing is known to have been sent in them."""
    found = pace(seen(applications({})))
    assert (found.per_week, found.days) == (0.0, 28)


def test_the_usual_pace_needs_two_weeks_before():
    """Six applications in the 14 days before the last 28 days: 3 a week over 2 weeks."""
    found = pace(seen(applications(*sent(28, 30, 32, 34, 36, 41))))
    assert (found.usual_per_week, found.usual_weeks) == (3.0, 2)


def test_the_usual_pace_looks_back_22_weeks_at_most():
    """What was sent before that does not count."""
    found = pace(seen(applications(*sent(28, 400))))
    assert (found.usual_per_week, found.usual_weeks) == (1 / 22, 22)


def test_a_conversation_and_an_ask_are_activity_and_a_rejection_is_not():
    """Sent, talked, asked; what the employer does is not the person's doing."""
    log = applications(
        {"applied_on": 40, "screen_on": 30, "feedback_asked_on": 10, "closed_on": 12, "outcome": "rejected"}
    )
    assert [(AS_OF - d.item()).days for d in active_days(seen(log))] == [40, 30, 10]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (sent(30) + going_on(20), 0),
        (rejected(30) + sent(30) + going_on(20), 7),
        (rejected(28) + sent(30) + going_on(20), 5),
        (rejected(27) + sent(30) + going_on(20), 0),
        (rejected(32) + sent(30) + going_on(20), 7),
        (rejected(33) + sent(30) + going_on(20), 0),
        (rejected(23) + sent(23) + going_on(20), 0),
        (rejected(9) + sent(9), 6),
        (rejected(70) + sent(70) + going_on(50), 6),
        (rejected(90) + sent(90), 40),
    ],
    ids=[
        "no rejection",
        "pause of ten days",
        "rejected two days into it",
        "rejected later",
        "rejected two days before",
        "rejected earlier",
        "three days",
        "still going on",
        "only the last 56 days",
        "forty at most",
    ],
)
def test_idle_days_after_a_rejection(rows, expected):
    """Days beyond the third, from the rejection to the next activity, in pauses that began around it."""
    assert idle_days_after_rejections(seen(applications(*rows))) == expected


def test_a_weekly_rhythm_is_no_pause():
    """Who applies on Mondays only, and is rejected on Mondays, does not pause from Tuesday to Sunday."""
    mondays = list(range(0, 84, 7))
    assert idle_days_after_rejections(seen(applications(*sent(*mondays), *rejected(*mondays)))) == 0


def test_a_free_sunday_is_no_pause():
    """Six days a week, rejected on a Saturday: the free day costs nothing."""
    worked = [d for d in range(60) if d % 7 != 1]
    assert idle_days_after_rejections(seen(applications(*sent(*worked), *rejected(2, 9)))) == 0


@given(st.lists(st.tuples(st.integers(-3, 120), st.none() | st.integers(-3, 120)), max_size=12))
def test_idle_days_stay_within_their_window(days):
    """Between 0 and 40, whatever the log holds."""
    rows = [{"applied_on": a, "outcome": "rejected" if c else "open", "closed_on": c} for a, c in days]
    assert 0 <= idle_days_after_rejections(seen(applications(*rows))) <= 40


def test_empty_logs_have_no_pace():
    """Nothing sent, nothing usual, nothing idle."""
    found = pace(seen(simulate(0, seed=0)))
    assert (found.per_week, found.usual_per_week, found.idle_days) == (0, None, 0)
