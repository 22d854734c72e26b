"""What the next applications can bring."""

import numpy as np
import pytest

from lib.focus.priors import Assumptions
from lib.measures.drift import DRIFT
from lib.measures.forecast import applications_for, chance_of_reply, offer_forecast, positive_belief
from lib.measures.timing import published
from tests.measures.application_frames import applications, seen, simulate

EMPTY = applications()
DECIDED = applications(*[{"outcome": "no_reply"}] * 30, *[{"stage": "screen"}] * 3)


def test_without_a_log_the_published_spread_stands():
    """Beta(0.5, 5) with the drift: the chance of a hit in five by drawing rates, drift and counts."""
    rng = np.random.default_rng(4)
    rate = rng.beta(0.5, 5, 400_000) * np.exp(DRIFT * rng.normal(size=400_000) - DRIFT**2 / 2)
    drawn = 1 - ((1 - np.minimum(rate, 0.98)) ** 5).mean()
    chance = chance_of_reply(seen(EMPTY))[0]
    assert chance.chance == pytest.approx(drawn, abs=3e-3)
    assert chance.low < chance.chance < chance.high


def test_a_log_updates_the_spread_by_its_counts():
    """3 of 33 without a day, so all as fresh: Beta(3.5, 35)."""
    belief = positive_belief(seen(DECIDED))
    assert (belief.a, belief.b) == pytest.approx((3.5, 35))


def test_open_ones_without_a_day_count_half():
    """2 turned down, 6 silent since nobody knows when: from 2 to 8 trials, 5 on average: Beta(.5, 5 + 5)."""
    belief = positive_belief(seen(applications(*[{"outcome": "rejected"}] * 2, *[{}] * 6)))
    assert (belief.a, belief.b) == pytest.approx((0.5, 10))


def test_an_old_application_tells_half_as_much():
    """One conversation 90 days ago, 80 silent ones since: it counts half, they nearly in full."""
    old = {"applied_on": 90, "stage": "screen"}
    belief = positive_belief(seen(applications(old, *[{"applied_on": 0, "outcome": "no_reply"}] * 80)))
    assert (belief.a, belief.b) == pytest.approx((0.5 + 0.5, 5 + 80), rel=1e-3)


def test_young_silence_counts_in_part():
    """Silent for 3 days is a third of a miss, as 33% of the published positive replies come by then."""
    belief = positive_belief(seen(applications({"applied_on": 3})))
    assert belief.b == pytest.approx(5 + 0.33)


def test_a_withdrawn_application_counts_as_far_as_it_was_seen():
    """Withdrawn after three days, long ago: a third of a miss, and none without the day."""
    row = {"outcome": "withdrawn", "applied_on": 300}
    assert positive_belief(seen(applications(row | {"closed_on": 297}))).b == pytest.approx(5 + 0.33)
    assert positive_belief(seen(applications(row))).b == pytest.approx(5)


def test_the_range_of_the_next_forty_holds_what_a_simulation_draws():
    """3 of 33 so far: the 10% and 90% quantiles of a count drawn from rate, drift and chance."""
    rng = np.random.default_rng(5)
    rate = rng.beta(3.5, 35, 400_000) * np.exp(DRIFT * rng.normal(size=400_000) - DRIFT**2 / 2)
    drawn = np.quantile(rng.binomial(40, np.minimum(rate, 0.98)), [0.1, 0.9])
    ahead = positive_belief(seen(DECIDED)).ahead(40)
    assert (ahead.low, ahead.high) == tuple(drawn)


@pytest.mark.slow
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
    assert chance == pytest.approx(0.5 / 5.5 * 5 / 9 * 3 / 9 * 5 / 9.4, rel=0.1)


def test_a_log_with_one_kind_of_conversation_goes_from_it_to_the_offer():
    """The published mean of conversation to offer, 1.3 in 13.3."""
    chance = offer_forecast(seen(EMPTY, recorded=["interview"]), (1,), seed=1)[0].chance
    assert chance == pytest.approx(0.5 / 5.5 * 1.3 / 13.3, rel=0.1)


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


def test_the_forecast_starts_where_the_ranking_does():
    """The later steps are the same, and the first one is centred alike: 9.1% here, 8.2% there."""
    steps = ("screen_interview", "interview_final", "final_offer", "interview_offer", "screen_final")
    for ours, theirs in ({"talk_offer": "conversation_offer"} | dict(zip(steps, steps, strict=True))).items():
        prior = getattr(Assumptions(), theirs)
        assert (published()[ours]["a"], published()[ours]["b"]) == (prior.a, prior.b)
    level = published()["positive_level"]
    assert level["a"] / (level["a"] + level["b"]) == pytest.approx(Assumptions().unknown.mean, abs=0.01)
