"""What the next applications can bring."""

import numpy as np
import pytest
from scipy.stats import betabinom

from lib.focus.priors import Assumptions
from lib.measures.forecast import applications_for, chance_of_reply, offer_forecast, positive_belief
from lib.measures.timing import published
from tests.measures.application_frames import applications, seen, simulate

EMPTY = applications()
DECIDED = applications(*[{"outcome": "no_reply"}] * 30, *[{"stage": "screen"}] * 3)


def test_without_a_log_the_published_spread_stands():
    """Beta(1.6, 16.4): the chance of a hit in five by scipy's beta-binomial."""
    chance = chance_of_reply(seen(EMPTY))[0]
    assert chance.chance == pytest.approx(1 - betabinom.pmf(0, 5, 1.6, 16.4))
    assert chance.low < chance.chance < chance.high


def test_a_log_updates_the_spread_by_its_counts():
    """3 of 33: Beta(4.6, 46.4)."""
    belief = positive_belief(seen(DECIDED))
    assert (belief.a, belief.b) == pytest.approx((4.6, 46.4))


def test_young_silence_counts_in_part():
    """Silent for 3 days is a third of a miss, as 33% of the published positive replies come by then."""
    belief = positive_belief(seen(applications({"applied_on": 3})))
    assert belief.b == pytest.approx(16.4 + 0.33)


def test_a_withdrawn_application_counts_as_far_as_it_was_seen():
    """Withdrawn after three days, a year ago: a third of a miss, and none without the day."""
    row = {"outcome": "withdrawn", "applied_on": 300}
    assert positive_belief(seen(applications(row | {"closed_on": 297}))).b == pytest.approx(16.4 + 0.33)
    assert positive_belief(seen(applications(row))).b == pytest.approx(16.4)


def test_the_belief_is_unbiased_under_censoring():
    """Of 10,000 half-seen applications of which 15% will be invited, the belief says 15%."""
    belief = positive_belief(seen(simulate(10_000, seed=12)))
    assert belief.a / (belief.a + belief.b) == pytest.approx(0.15, abs=0.008)


def test_more_applications_mean_a_greater_chance():
    """5, 10 and 20 in order."""
    chances = [c.chance for c in chance_of_reply(seen(DECIDED))]
    assert chances == sorted(chances)


def test_the_number_for_four_in_five_is_the_smallest():
    """At the number found the chance is at least 80%, with one fewer it is not."""
    needed = applications_for(seen(DECIDED)).applications
    at, below = (c.chance for c in chance_of_reply(seen(DECIDED), (needed, needed - 1)))
    assert at >= 0.8 > below


def test_weeks_follow_the_pace():
    """At half an application a week, the number doubles into weeks; without a pace there are none."""
    log = applications({"applied_on": 0}, {"applied_on": 27})
    needed = applications_for(seen(log))
    assert needed.weeks == pytest.approx(needed.applications / 0.5)
    assert applications_for(seen(EMPTY)).weeks is None


@pytest.mark.parametrize(("first", "per_week"), [(12, None), (13, 2 * 7 / 14)])
def test_a_first_rush_is_not_carried_on(first, per_week):
    """Thirteen days of log say nothing of weeks to come; two in fourteen days are one a week."""
    needed = applications_for(seen(applications({"applied_on": 0}, {"applied_on": first})))
    assert needed.weeks == (per_week and pytest.approx(needed.applications / per_week))


def test_offers_are_simulated_through_every_step():
    """With no log the chance per application is the product of the published means."""
    chance = offer_forecast(seen(EMPTY), (1,), seed=1)[0].chance
    assert chance == pytest.approx(1.6 / 18 * 4.6 / 12 * 5.8 / 12 * 5.5 / 12, rel=0.1)


def test_a_log_with_one_kind_of_conversation_goes_from_it_to_the_offer():
    """The published mean of conversation to offer, 1.6 in 12."""
    chance = offer_forecast(seen(EMPTY, recorded=["interview"]), (1,), seed=1)[0].chance
    assert chance == pytest.approx(1.6 / 18 * 1.6 / 12, rel=0.1)


def test_the_same_seed_gives_the_same_forecast():
    """And another seed hardly another."""
    log = simulate(80, seed=3)
    assert offer_forecast(seen(log), seed=5) == offer_forecast(seen(log), seed=5)
    first, second = (offer_forecast(seen(log), seed=s)[2].chance for s in (5, 6))
    assert first == pytest.approx(second, rel=0.15)


def test_offers_in_the_log_raise_the_forecast():
    """Two offers of five conversations say more than none of five."""
    talk = {"stage": "screen", "outcome": "rejected"}
    none = offer_forecast(seen(applications(*[talk] * 5), recorded=["screen"]))
    offers = [{"outcome": "declined"}] * 2
    two = offer_forecast(seen(applications(*[talk] * 3, *offers), recorded=["screen"]))
    assert np.all([a.chance < b.chance for a, b in zip(none, two, strict=True)])


def test_the_forecast_starts_from_the_spreads_of_the_ranking():
    """What the forecast and the ranking assume before they see a log is the same."""
    names = {"positive_level": "unknown", "talk_offer": "conversation_offer"}
    steps = ("screen_interview", "interview_final", "final_offer", "interview_offer", "screen_final")
    for ours, theirs in (names | dict(zip(steps, steps, strict=True))).items():
        prior = getattr(Assumptions(), theirs)
        assert (published()[ours]["a"], published()[ours]["b"]) == (prior.a, prior.b)
