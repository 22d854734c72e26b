"""Days that can be trusted, and the day that everything is seen from."""

from datetime import date, timedelta

import numpy as np
import pytest

from lib.measures.timeline import propose_as_of
from tests.measures.application_frames import AS_OF, applications, seen

REJECTED = {"outcome": "rejected", "applied_on": 30}


def days_ago(days):
    """Days before `AS_OF`, None for a missing day."""
    return [None if np.isnat(d) else (AS_OF - d.item()).days for d in days]


@pytest.mark.parametrize("sent", [None, -1, "2205-04-01", "0025-04-01"])
def test_an_impossible_day_gives_no_age(sent):
    """Unknown, tomorrow, the year 2205 and the year 25 give no age, never a negative one."""
    assert np.isnan(seen(applications({"applied_on": sent})).age).all()


def test_sent_today_is_zero_days_old():
    """The day itself counts as age 0."""
    assert seen(applications({"applied_on": 0})).age.tolist() == [0]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"replied_on": 20, "screen_on": 15, "closed_on": 5}, 20),
        ({"screen_on": 15, "interview_on": 18, "closed_on": 5}, 18),
        ({"applied_on": 30, "replied_on": 5, "interview_on": 15}, 15),
        ({"applied_on": 30, "replied_on": 20, "interview_on": 40}, 20),
        ({"closed_on": 5}, 5),
        ({}, None),
    ],
    ids=[
        "reply date",
        "earliest stage date",
        "reply after it",
        "impossible stage",
        "closing date",
        "nothing",
    ],
)
def test_the_first_reply_of_a_rejection(dates, expected):
    """The reply date or the earliest stage date, whichever came first, else the day it closed."""
    assert days_ago(seen(applications(REJECTED | dates)).first_reply) == [expected]


def test_the_closing_day_of_an_open_application_is_no_reply():
    """Only a rejection closes with the employer's word."""
    assert np.isnat(seen(applications({"applied_on": 30, "closed_on": 5})).first_reply).all()


def test_when_a_rejection_came():
    """The closing day, else the reply that was the last word: alone, or after the furthest stage's day."""
    log = applications(
        REJECTED | {"closed_on": 4, "replied_on": 9},
        REJECTED | {"replied_on": 9},
        REJECTED | {"replied_on": 9, "stage": "interview"},
        REJECTED | {"replied_on": 9, "stage": "interview", "interview_on": 15},
        REJECTED | {"replied_on": 15, "stage": "interview", "interview_on": 9},
        REJECTED | {"closed_on": 31},
        {"applied_on": 30, "closed_on": 4, "outcome": "withdrawn"},
    )
    assert days_ago(seen(log).turned_down_on) == [4, 9, None, 9, None, None, None]


def test_contact_is_past_and_appointments_are_ahead():
    """An interview next week is an appointment, the call last week the last contact."""
    log = applications({"applied_on": 30, "replied_on": 20, "screen_on": 7, "interview_on": -7})
    assert days_ago(seen(log).last_contact) == [7]
    assert days_ago(seen(log).next_appointment) == [-7]


@pytest.mark.parametrize(("quiet", "back"), [(0, 0), (45, 0), (46, 46)])
def test_a_log_quiet_for_over_45_days_is_read_as_of_its_last_date(quiet, back):
    """45 days of quiet is still today, 46 are not."""
    proposed, _ = propose_as_of(applications({"applied_on": 90, "replied_on": quiet}), AS_OF)
    assert proposed == AS_OF - timedelta(days=back)


@pytest.mark.parametrize(("replied", "back"), [(155, 155), (154, 200), (45, 0)])
def test_a_reply_long_after_the_person_stopped_does_not_carry_the_search_on(replied, back):
    """Sent 200 days ago: answered 45 days later still belongs to it, 46 days later not, lately is today."""
    late = {"applied_on": 200, "outcome": "rejected", "replied_on": replied, "closed_on": replied}
    assert propose_as_of(applications(late), AS_OF)[0] == AS_OF - timedelta(days=back)


def test_slips_of_the_pen_do_not_move_the_day():
    """A reply in 2205 is not the last date of a log."""
    proposed, why = propose_as_of(applications({"applied_on": 60, "replied_on": "2205-01-01"}), AS_OF)
    assert proposed == AS_OF - timedelta(days=60)
    assert "9 weeks ago" in why


def test_a_log_without_dates_is_read_as_of_today():
    """Neither an undated row nor an empty log gives a day of its own."""
    assert propose_as_of(applications({}), AS_OF)[0] == AS_OF
    assert propose_as_of(applications(), date(2020, 1, 1))[0] == date(2020, 1, 1)
