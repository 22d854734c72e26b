"""Rates count what their definitions say, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.schema import OUTCOMES, STAGES, ApplicationLog
from lib.measures import rates
from lib.measures.rates import Rate
from lib.measures.seen import Seen
from tests.measures.application_frames import AS_OF, applications, seen, simulate

FIELDS = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(OUTCOMES),
        "stage": st.sampled_from(STAGES),
        "applied_on": st.integers(-5, 90),
    }
)
SEVEN = applications(*({"outcome": outcome, "applied_on": 5} for outcome in OUTCOMES))


def test_rejection_rate_leaves_open_and_withdrawn_out():
    """Of one application at each outcome, five are decided and one of them is rejected."""
    assert rates.rejection_rate(seen(SEVEN)) == Rate(1, 5)


def test_turned_down_so_far_counts_every_application():
    """The same seven applications: one of seven was turned down so far."""
    assert rates.turned_down_so_far(seen(SEVEN)) == Rate(1, 7)


def test_a_rate_without_trials_is_unknown():
    """0 of 0 has no share and no range."""
    assert (Rate(0, 0).share, Rate(0, 0).low, Rate(0, 0).high) == (None, None, None)


def test_more_hits_than_trials_are_refused():
    """A rate above one is a mistake of the caller."""
    with pytest.raises(ValueError, match="2 of 1"):
        Rate(2, 1)


def test_young_silence_is_no_failure():
    """Silent for 10 and for 40 days, answered after 3: only the last two are mature at a cut-off of 30."""
    log = applications({"applied_on": 10}, {"applied_on": 40}, {"applied_on": 10, "replied_on": 7})
    assert seen(log, cutoff=30).mature.tolist() == [False, True, True]
    assert rates.any_reply(seen(log, cutoff=30)) == Rate(1, 2)


def test_the_cut_off_day_itself_is_still_waiting():
    """Mature is older than the cut-off, not as old."""
    assert not seen(applications({"applied_on": 30}), cutoff=30).mature.any()


@pytest.mark.parametrize(
    "row",
    [{}, {"applied_on": "2205-01-01"}, {"applied_on": "0025-03-01"}, {"applied_on": -3}],
    ids=["undated", "far future", "year 25", "after as_of"],
)
def test_silence_of_unknown_age_is_not_mature(row):
    """Without a usable date of sending, silence says nothing."""
    assert not seen(applications(row), cutoff=30).mature.any()


def test_withdrawn_is_as_old_as_on_its_day():
    """Withdrawn after 40 days of silence is mature, after 5 days or on an unknown day it is not."""
    withdrawn = {"outcome": "withdrawn", "applied_on": 60}
    log = applications(withdrawn | {"closed_on": 20}, withdrawn | {"closed_on": 55}, withdrawn)
    assert seen(log, cutoff=30).mature.tolist() == [True, False, False]


def test_positive_replies_reached_a_conversation():
    """A rejection after an interview was a positive reply first; a plain rejection was none."""
    log = applications(
        {"outcome": "rejected", "stage": "interview"}, {"outcome": "rejected"}, {"applied_on": 3}
    )
    assert rates.positive_reply(seen(log, cutoff=30)) == Rate(1, 2)


def test_an_offer_is_a_reply_whatever_its_stage_says():
    """An accepted offer noted at `applied` reached every stage."""
    log = applications({"outcome": "accepted"})
    assert seen(log).level.tolist() == [4]
    assert seen(log).replied.all()


def test_outcome_counts_name_every_outcome():
    """One of each, and zeros in an empty log."""
    assert rates.outcome_counts(seen(SEVEN)) == dict.fromkeys(OUTCOMES, 1)
    assert rates.outcome_counts(seen(SEVEN.iloc[:0])) == dict.fromkeys(OUTCOMES, 0)


@given(st.lists(FIELDS, max_size=12), st.integers(0, 12))
def test_a_merged_log_is_the_sum_of_its_parts(rows, cut):
    """Every rate of a log is the rate of its two parts added up."""
    log = applications(*rows)
    whole, one, other = (seen(part, cutoff=30) for part in (log, log.iloc[:cut], log.iloc[cut:]))
    for measure in (rates.rejection_rate, rates.turned_down_so_far, rates.any_reply):
        assert measure(whole) == measure(one) + measure(other)


@given(st.lists(FIELDS, max_size=12))
def test_counts_nest(rows):
    """Positive replies are replies, replies are mature, and rejections are decided."""
    log = applications(*rows)
    positive, replied, mature = seen(log).positive, seen(log).replied, seen(log, cutoff=30).mature
    assert not (positive & ~replied).any()
    assert not (replied & ~mature).any()
    assert rates.rejection_rate(seen(log)).trials <= len(log)


def test_rows_in_another_order_give_the_same_rates():
    """No rate depends on the order of the rows or on their index."""
    log = simulate(60, seed=3)
    shuffled = log.sample(frac=1, random_state=1)
    assert rates.any_reply(seen(shuffled, cutoff=30)) == rates.any_reply(seen(log, cutoff=30))


@pytest.mark.parametrize(("young", "said"), [(1, False), (2, True)])
def test_a_young_log_says_that_its_reply_rates_will_fall(young, said):
    """Two of four open and two days old are more than a third, one of three is not."""
    log = applications(*[{"outcome": "rejected"}] * 2, *[{"applied_on": 2}] * young)
    note = rates.young_note(seen(log, cutoff=30))
    assert (note is not None) == said
    assert not said or f"{young} of {2 + young} applications are too recent" in note


def test_old_silence_and_withdrawals_are_not_young():
    """Open for longer than the cut-off counts as unanswered; withdrawn is the person's own doing."""
    log = applications(*[{"applied_on": 40}] * 3, *[{"outcome": "withdrawn", "applied_on": 2}] * 3)
    assert rates.young_note(seen(log, cutoff=30)) is None


def test_nothing_falls_where_there_is_no_rate_or_no_day():
    """Three sent yesterday make no rate yet, and undated silence is not recent."""
    assert rates.young_note(seen(applications(*[{"applied_on": 1}] * 3), cutoff=30)) is None
    assert rates.young_note(seen(applications({"outcome": "rejected"}, {}, {}, {}), cutoff=30)) is None


def test_a_log_without_days_gives_two_ends():
    """Four of six answered, twenty more silent since nobody knows when: between 4 of 26 and 4 of 6."""
    log = applications(*[{"stage": "screen"}] * 4, *[{"outcome": "no_reply"}] * 2, *[{}] * 20)
    rate = rates.as_known(seen(log), rates.any_reply(seen(log)))
    assert rate == Rate(4, 6, 20)
    assert rate.share is None
    assert (rate.low, rate.high) == (Rate(4, 26).low, Rate(4, 6).high)


def test_a_few_missing_days_leave_a_rate_as_it_is():
    """One of the three open applications has no day."""
    log = applications({"stage": "screen", "outcome": "rejected"}, {"applied_on": 90}, {"applied_on": 99}, {})
    assert rates.as_known(seen(log), rates.any_reply(seen(log))) == Rate(1, 3)


def test_without_any_answer_recorded_there_is_no_rate():
    """0 of 21 is no rate where the log keeps no answers; it is one where the person says that none came."""
    frame = applications(*[{"applied_on": 200}] * 21)
    silent = Seen(ApplicationLog(frame, frozenset(STAGES), has_outcomes=False), AS_OF)
    assert rates.as_known(silent, rates.positive_reply(silent)) == Rate(0, 0)
    assert rates.as_known(seen(frame), rates.positive_reply(seen(frame))) == Rate(0, 21)


def test_one_answer_in_a_log_that_keeps_none_says_nothing_of_the_others():
    """1 of 21 is no rate until nearly all that are old enough are told of; 3 of 23 then is one."""

    def known(*answers: dict) -> Seen:
        frame = applications(*answers, *[{"applied_on": 200}] * 2, {"applied_on": 2})
        return Seen(ApplicationLog(frame, frozenset(STAGES), has_outcomes=False), AS_OF)

    one = known({"applied_on": 90, "outcome": "rejected"})
    assert (rates.as_known(one, rates.any_reply(one)), one.answers_recorded) == (Rate(0, 0), False)
    told = [{"applied_on": 200, "outcome": "no_reply"}] * 18
    nearly = known(*told, *[{"applied_on": 90, "outcome": "rejected"}] * 3)
    assert (rates.as_known(nearly, rates.any_reply(nearly)), nearly.answers_recorded) == (Rate(3, 23), True)
