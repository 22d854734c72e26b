"""Offers stand for a while, a job ends the search, and a log without any answer is not ranked."""

from datetime import timedelta

import pytest

from lib.focus.ranking import rank_areas
from lib.focus.standing import has_ended, lapsed_offers, standing_offers
from lib.focus.steps import plan
from lib.focus.today import today_card
from lib.measures.funnel import conversions
from lib.measures.rates import Rate
from lib.measures.seen import Seen
from tests.focus.logs import AS_OF, ago, application_log, rejected, seen, silent

OFFER = {"stage": "offer", "outcome": "offer", "company": "Ostra", "applied_on": ago(60)}
TAKEN = {**OFFER, "outcome": "accepted", "closed_on": ago(10)}


@pytest.mark.parametrize(
    ("day", "sent", "stands"),
    [(21, 30, True), (22, 30, False), (12, 5, True), (13, 5, False), (None, 30, True)],
    ids=["three weeks", "older", "sent a week after", "sent later", "no day"],
)
def test_an_offer_stands_for_three_weeks_or_until_the_search_goes_on(day, sent, stands):
    """21 days, or an application sent more than 7 days after it; without a day it is taken to stand."""
    dated = {} if day is None else {"offer_on": ago(day)}
    log = seen(application_log({**OFFER, **dated}, silent(sent)))
    assert standing_offers(log).tolist() == [stands, False]
    assert lapsed_offers(log).tolist() == [not stands, False]


def test_a_lapsed_offer_is_asked_about():
    """The plan asks what became of it before anything else."""
    rows = [rejected(days=day) for day in range(5, 45, 4)]
    log = seen(application_log({**OFFER, "offer_on": ago(50)}, *rows, silent(3)))
    assert "what became of the offer from Ostra" in plan(log, rank_areas(log)).steps[0].what


def test_an_offer_of_a_log_that_ended_long_ago_is_asked_about():
    """Nine days old on the last day of the log, and months since: it is not urged but asked about."""
    offered = {**OFFER, "offer_on": ago(9)}
    log = application_log(offered, *[rejected(days=day) for day in range(12, 60, 4)])
    kept, ended = (Seen(log, AS_OF, today=AS_OF + timedelta(days=gap)) for gap in (0, 90))
    assert rank_areas(kept).sentence.startswith("You have 1 open offer: decide on it first")
    assert rank_areas(ended).sentence.startswith("Does the offer of Ostra still stand? Note what")
    assert lapsed_offers(ended)[0]
    steps = plan(ended, rank_areas(ended), start=AS_OF + timedelta(days=90)).steps
    assert any("what became of the offer from Ostra" in step.what for step in steps)
    assert not any("decide" in step.key for step in steps)


def test_a_job_ends_the_search():
    """Nothing is ranked, and the plan is to withdraw what is open, to thank, and to keep what worked."""
    log = seen(
        application_log(TAKEN, silent(20, company="Tarn"), *[rejected(days=d) for d in range(15, 60, 4)])
    )
    ranking = rank_areas(log)
    assert (ranking.state, ranking.lead, ranking.today) == ("ended", None, None)
    assert "You took a job at Ostra" in ranking.sentence
    made = plan(log, ranking)
    assert [step.key.split("/")[1] for step in made.steps] == ["withdraw", "thank", "keep"]
    assert "Tarn" in made.steps[0].what
    assert made.experiment is None


def test_a_search_begun_after_a_job_is_another_one():
    """Applications sent more than a month after the job was taken go on being ranked."""
    taken = {**TAKEN, "applied_on": ago(300), "closed_on": ago(200)}
    assert not has_ended(seen(application_log(taken, silent(5))))
    assert has_ended(seen(application_log(taken, silent(190))))


def test_without_any_answer_nothing_is_ranked():
    """21 open applications say nothing about success: the first question is which were answered."""
    log = seen(application_log(*[silent(day) for day in range(60, 123, 3)]))
    ranking = rank_areas(log)
    assert (ranking.state, ranking.lead) == ("not recorded", None)
    assert "which of these 21 were answered" in ranking.sentence
    assert [call.call for call in ranking.stages] == [None] * len(ranking.stages)
    assert not any(area.measurable for area in ranking.areas)
    assert ranking.areas[0].area == "emotions"
    assert plan(log, ranking).steps[0].key == "reflect/answered"


def test_a_conversation_that_nobody_speaks_of_for_two_months_led_nowhere():
    """Sixty days without a word count, dated or not; where no day is known nothing is said."""
    talk = {"stage": "interview"}
    log = seen(
        application_log(
            {**talk, "applied_on": ago(100), "interview_on": ago(61)},
            {**talk, "applied_on": ago(100), "interview_on": ago(60)},
            {**talk, "applied_on": ago(91)},
            {**talk, "applied_on": ago(90)},
            talk,
            {**talk, "applied_on": ago(100), "interview_on": ago(90), "final_on": ago(-3)},
        )
    )
    assert conversions(log, {"interview"})[1].rate == Rate(0, 2)


@pytest.mark.parametrize(
    ("feelings", "shown"), [((2, 1), True), ((2, 4), False), ((3, 1), False), ((1,), False)]
)
def test_two_low_check_ins_in_a_row_bring_the_card(feelings, shown):
    """The latest two of 1 or 2; one alone does so after a final round only."""
    rows = [rejected(days=10 + 3 * place, feeling=feeling) for place, feeling in enumerate(feelings)]
    assert (today_card(seen(application_log(*rows, silent(1)))) is not None) == shown


def test_one_low_check_in_after_a_final_round_brings_the_card():
    """A final round lost twelve days ago, and a feeling of 1."""
    rows = [rejected("final", 12, feeling=1), silent(1)]
    assert today_card(seen(application_log(*rows))) is not None
