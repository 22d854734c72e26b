"""Waits end with the first word, with a withdrawal, or not yet."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from lib.log.schema import OUTCOMES, STAGES
from tests.measures.application_frames import AS_OF, applications, seen, simulate

REJECTED = {"applied_on": 20, "outcome": "rejected"}
DAY = st.none() | st.integers(-10, 90)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(OUTCOMES),
            "stage": st.sampled_from(STAGES),
            "applied_on": DAY | st.just("2205-01-01") | st.just("0025-01-01"),
            "replied_on": DAY,
            "interview_on": DAY,
            "closed_on": DAY,
        }
    ),
    max_size=12,
)


def waits(*rows):
    """The (days, event) of each timed row, and how many were left out."""
    found = seen(applications(*rows)).reply_times
    return list(zip(found.times["days"], found.times["event"], strict=True)), found.left_out


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"applied_on": 12}, (12, "silent")),
        ({"applied_on": 90, "outcome": "no_reply", "closed_on": 30}, (90, "silent")),
        ({"applied_on": 20, "outcome": "withdrawn", "closed_on": 5}, (15, "silent")),
        (REJECTED | {"closed_on": 5}, (15, "turned_down")),
        (
            {"applied_on": 20, "outcome": "rejected", "stage": "interview", "closed_on": 5},
            (15, "turned_down"),
        ),
        (
            {"applied_on": 20, "outcome": "rejected", "stage": "screen", "screen_on": 9, "closed_on": 5},
            (11, "invited"),
        ),
        ({"applied_on": 20, "stage": "screen", "replied_on": 20}, (0, "invited")),
        ({"applied_on": 20, "replied_on": 13}, (7, "answered")),
        ({"applied_on": 20, "outcome": "accepted", "replied_on": 13}, (7, "invited")),
    ],
)
def test_how_a_wait_ends(row, expected):
    """Days to the first word, or to the end of the observation, and its kind."""
    assert waits(row) == ([expected], 0)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"applied_on": 20, "outcome": "rejected"},
        {"applied_on": 20, "stage": "interview"},
        {"applied_on": 20, "replied_on": 25},
        {"applied_on": 20, "replied_on": -2},
        {"applied_on": "2205-01-01"},
        {"applied_on": "0025-01-01", "replied_on": 3},
        {"applied_on": 20, "outcome": "withdrawn"},
        {"applied_on": 20, "stage": "interview", "interview_on": -5},
    ],
)
def test_a_wait_without_usable_days_is_left_out_and_counted(row):
    """Never put at zero: undated answers, answers before the application, the future, impossible years."""
    assert waits(row) == ([], 1)


@given(ROWS)
def test_every_application_is_timed_or_left_out(rows):
    """No row vanishes, and no wait is negative or longer than the log could know."""
    found = seen(applications(*rows)).reply_times
    assert len(found.times) + found.left_out == len(rows)
    assert found.times["days"].between(0, 20 * 365).all()


@given(ROWS)
def test_curves_of_any_log_are_shares(rows):
    """Whatever the log holds, the curves exist or are None, and stay between 0 and 1."""
    log = applications(*rows)
    any_reply, outcomes = seen(log).reply_curve, seen(log).competing
    assert (any_reply is None) == (outcomes is None)
    for curve in (any_reply, *((outcomes.invited, outcomes.turned_down) if outcomes else ())):
        assert curve is None or (curve.share.min() >= 0 and curve.share.max() <= 1 + 1e-9)


def test_without_a_dated_reply_there_is_no_curve():
    """Silence alone draws nothing, an empty log neither."""
    assert seen(applications({"applied_on": 30})).reply_curve is None
    assert seen(simulate(0, seed=0)).competing is None


def test_the_reply_curve_is_that_of_scipy_on_a_whole_log():
    """From dates to curve, equal to scipy on days taken by hand from the same frame."""
    log = simulate(150, seed=5)
    sent, reply = log["applied_on"], log["replied_on"]
    age = (np.datetime64(AS_OF) - sent).dt.days
    came = (reply - sent).dt.days.dropna()
    theirs = ecdf(CensoredData(came, right=age[reply.isna()])).cdf
    curve = seen(log).reply_curve
    assert curve.share == pytest.approx(theirs.evaluate(curve.days))


def test_competing_outcomes_share_one_risk_set():
    """Of three waits one was invited on day 3 and one turned down on day 5: a third each."""
    log = applications(
        {"applied_on": 10, "stage": "screen", "replied_on": 7},
        {"applied_on": 10, "outcome": "rejected", "replied_on": 5},
        {"applied_on": 10},
    )
    curves = seen(log).competing
    assert (curves.n, curves.left_out) == (3, 0)
    assert curves.invited.at(10).share == pytest.approx(1 / 3)
    assert curves.turned_down.at(4).share == 0
    assert curves.turned_down.at(5).share == pytest.approx(1 / 3)


def test_the_order_of_rows_does_not_matter():
    """The curve of a shuffled log is the same curve."""
    log = simulate(80, seed=2)
    shuffled = log.sample(frac=1, random_state=4)
    assert seen(shuffled).reply_curve.share == pytest.approx(seen(log).reply_curve.share)
