"""Medians that count waiting, and a clock for what is still open."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight

from lib.log.schema import OUTCOMES, STAGES
from lib.measures.timing import published
from lib.measures.waiting import (
    Median,
    cutoff_note,
    median_by_outcome,
    median_reply,
    naive_median,
    outlook,
    undated_open,
    waiting_clock,
)
from tests.measures.application_frames import applications, seen, simulate


def advice(**row):
    """The advice for one open application in a log without replies."""
    return waiting_clock(seen(applications(row)))["advice"].tolist()


def test_the_median_counts_those_still_waiting():
    """Answers after 2, 4 and 6 days, three silent for 30: half have heard on day 6, and not on day 4."""
    answered = ({"applied_on": 30, "replied_on": 30 - d} for d in (2, 4, 6))
    log = applications(*answered, *({"applied_on": 30} for _ in range(3)))
    assert median_reply(seen(log)).days == 6
    assert naive_median(seen(log)) == 4


def test_a_median_may_not_be_reached():
    """One answer in ten: half never heard."""
    log = applications({"applied_on": 30, "replied_on": 20}, *({"applied_on": 30} for _ in range(9)))
    assert median_reply(seen(log)).days is None


def test_without_replies_there_is_no_median():
    """Neither of the two medians is made up."""
    assert median_reply(seen(applications())) == Median(None, None, None, 0)
    assert naive_median(seen(applications({"applied_on": 9}))) is None


def test_the_median_of_an_outcome_counts_those_still_to_come():
    """Invited after 2, 4 and 9 days, two silent for 5: 1/5, 1/5 and, for all still awaited, 3/5 of it."""
    invited = ({"applied_on": 30, "replied_on": 30 - d, "stage": "screen"} for d in (2, 4, 9))
    log = applications(*invited, *({"applied_on": 5} for _ in range(2)))
    assert median_by_outcome(seen(log)) == {"invited": Median(9, None, None, 3)}


def test_the_range_of_an_outcome_is_that_of_order_statistics():
    """Of rejections after 1 to 100 days half come by day 50; 50 ± 9.8 of a hundred are days 41 to 60."""
    rejected = ({"applied_on": 200, "replied_on": 200 - d, "outcome": "rejected"} for d in range(1, 101))
    assert median_by_outcome(seen(applications(*rejected))) == {"turned_down": Median(50, 41, 60, 100)}


def test_the_median_of_an_outcome_is_read_off_the_curve_of_statsmodels():
    """Half of the cumulative incidence that statsmodels finds, for both outcomes of a simulated log."""
    log = simulate(300, seed=8)
    times = seen(log).reply_times.times
    theirs = CumIncidenceRight(times["days"].to_numpy(), times["event"].cat.codes.to_numpy())
    for place, kind in enumerate(("invited", "turned_down")):
        half = int(theirs.times[theirs.cinc[place] >= theirs.cinc[place][-1] / 2][0])
        assert median_by_outcome(seen(log))[kind].days == half


@pytest.mark.slow
def test_ranges_of_outcomes_hold_the_truth():
    """Exponential waits with a mean of 20 days, seen for at most 120: half of the invitations by day 13."""
    found = [median_by_outcome(seen(simulate(80, seed, invited=0.4)))["invited"] for seed in range(120)]
    assert sum(m.low <= 13 <= m.high for m in found) >= 0.92 * len(found)


@pytest.mark.parametrize(
    ("age", "expected"), [(0, "wait"), (6, "wait"), (7, "follow up"), (30, "follow up"), (61, "let go")]
)
def test_advice_by_age_of_silence(age, expected):
    """Published timing: follow up from day 7, let go past day 60."""
    assert advice(applied_on=age) == [expected]


@pytest.mark.parametrize(
    ("contact", "expected"), [(6, "wait"), (7, "follow up"), (30, "follow up"), (31, "let go"), (-3, "wait")]
)
def test_advice_after_a_conversation_counts_from_the_last_contact(contact, expected):
    """A week after the talk follow up, a month after let go; with an appointment ahead, wait."""
    assert advice(applied_on=80, stage="screen", screen_on=contact) == [expected]


def test_the_clock_shows_open_applications_only():
    """Decided ones are off the clock; open ones without a date are counted beside it; longest wait first."""
    log = applications(
        {"applied_on": 3}, {"applied_on": 9}, {"applied_on": 3, "outcome": "rejected"}, {}, {"applied_on": -2}
    )
    assert waiting_clock(seen(log))["age_days"].tolist() == [9, 3]
    assert undated_open(seen(log)) == 2


def test_advice_does_not_depend_on_the_part_looked_at():
    """A part of a log gets the chances and the advice that its rows have in the whole log."""
    log = simulate(300, seed=3)
    whole = seen(log)
    part, all_of_it = waiting_clock(whole.where(np.arange(300) < 60)), waiting_clock(whole)
    assert part.equals(all_of_it[all_of_it.index < 60])


def test_chances_are_for_first_answers_only():
    """After a conversation the curves of first answers say nothing."""
    clock = waiting_clock(seen(applications({"applied_on": 9, "stage": "screen", "screen_on": 2})))
    assert clock[["chance_positive", "chance_reply_14d"]].isna().all(axis=None)


def test_the_chance_without_a_log_is_the_published_one():
    """9.1% on day 0 (Beta(0.5, 5)), and .49 of it after 14 silent days."""
    view = outlook(seen(applications()))
    assert view.positive[0] == pytest.approx(0.5 / 5.5)
    assert view.positive[14] / view.positive[0] == pytest.approx(0.026 / 0.053, abs=1e-3)


@pytest.mark.slow
def test_chances_follow_the_truth_of_a_long_log():
    """10,000 applications of which 15% are invited after 20 days on average: chances by Bayes' rule."""
    view = outlook(seen(simulate(10_000, seed=6)))
    for age in (0, 10, 25):
        left = np.exp(-(age + 1) / 20)
        silent = 0.5 + 0.5 * left
        assert view.positive[age] == pytest.approx(0.15 * left / silent, abs=0.012)
        assert view.soon[age] == pytest.approx(0.5 * left * (1 - np.exp(-14 / 20)) / silent, abs=0.02)


def test_the_notes_say_what_the_chances_rest_on():
    """A log without dated replies leans on published timing alone, every other one in part; both say so."""
    note = cutoff_note(seen(applications()))
    assert note.startswith("90% of employers who reply do so within 60 days")
    assert "on published timing alone" in note
    whole = seen(simulate(300, seed=1))
    assert "published timing alone" not in cutoff_note(whole)
    part = whole.where(np.arange(300) < 40)
    replies = f"your {whole.reply_times.replies} dated replies"
    assert f"{replies} and, for" in cutoff_note(whole)
    assert f"{replies} of your whole log and, for" in cutoff_note(part)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "outcome": st.sampled_from(OUTCOMES),
                "stage": st.sampled_from(STAGES),
                "applied_on": st.none() | st.integers(-5, 400),
                "screen_on": st.none() | st.integers(-20, 90),
            }
        ),
        max_size=8,
    )
)
def test_every_open_application_gets_advice(rows):
    """On the clock or counted as undated: none is forgotten, and every one has advice and a reason."""
    log = applications(*rows)
    clock = waiting_clock(seen(log))
    assert len(clock) + undated_open(seen(log)) == (log["outcome"] == "open").sum()
    assert clock["advice"].isin(["wait", "follow up", "let go"]).all()
    assert clock["why"].str.endswith(".").all()
    assert clock["brief"].str.len().between(1, 24).all()
    assert (
        clock[["chance_positive", "chance_reply_14d"]]
        .fillna(0)
        .apply(lambda c: c.between(0, 1))
        .all(axis=None)
    )


def test_a_log_that_records_no_answer_waits_as_others_do():
    """Forty silent applications of a log without any answer say nothing; the chance is the published one."""
    view = outlook(seen(applications(*[{"applied_on": day} for day in range(1, 81, 2)])))
    spread = published()["positive_level"]
    assert view.positive[0] == pytest.approx(spread["a"] / (spread["a"] + spread["b"]))
