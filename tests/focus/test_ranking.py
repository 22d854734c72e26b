"""The ranking: states, order, what it must not depend on, and which way it must move."""

from dataclasses import replace

import numpy as np
import pytest

from lib.focus.effects import AREAS, Effects
from lib.focus.priors import Assumptions
from lib.focus.ranking import _larger_guess, _sentence, are_near, lead_of, rank_areas, stand
from lib.focus.results import FIRST_STEP_MINUTES
from lib.focus.trials import count_trials
from tests.focus.logs import ago, application_log, rejected, seen, silent

EARLY = [rejected(days=d, channel="board") for d in range(10, 70, 2)]
STEADY = [silent(d, channel="referral") for d in range(0, 20, 2)]
LATE = [rejected("interview", days=d, channel="referral", screen_on=ago(d + 9)) for d in range(12, 60, 6)]


def ranked(*rows, **more):
    """The ranking of a log of these rows."""
    return rank_areas(seen(application_log(*rows)), **more)


def chances(ranking):
    """P(first) by area."""
    return {effect.area: effect.first for effect in ranking.areas}


def test_chances_of_being_first_sum_to_one():
    """Some area is first in every draw."""
    assert sum(chances(ranked(*EARLY, *LATE)).values()) == pytest.approx(1)


def test_areas_come_in_order_of_their_chance():
    """The likeliest first where it is not close, all five there."""
    areas = ranked(*EARLY, *LATE).areas
    firsts = [effect.first for effect in areas if effect.measurable]
    assert firsts == sorted(firsts, reverse=True)
    assert {effect.area for effect in areas} == set(AREAS)


MEASURED = np.array([True, True, True, False, True])


def test_the_range_holds_the_effect():
    """Low, median and high are the 10th, 50th and 90th percentiles of the draws."""
    for effect in ranked(*EARLY, *LATE).areas:
        assert effect.low <= effect.effect <= effect.high


def test_draws_that_tie_are_shared():
    """Two areas equal in a draw are each first in half of it; what cannot be measured is named last."""
    areas = np.array([[0.4, 0.4, 0.1, 0.3, 0.0]])
    standing = stand(Effects(areas, np.array([[0.1, 0.0, 0.0]]), MEASURED))
    assert standing.first.tolist() == [0.5, 0.5, 0, 0, 0]
    assert standing.order[-1] == "networking"


def test_of_two_that_are_close_the_one_that_brings_more_stands_first():
    """First in 5 draws of 11 by far, in the others nearly as good; never where chances lie 0.15 apart."""
    far, near = [0.0, 0.0, 0.8, 0.0, 0.1], [0.0, 0.0, 0.38, 0.0, 0.4]

    def standing(times):
        areas = np.array([far] * 5 + [near] * times)
        return stand(Effects(areas, np.zeros((5 + times, 3)), MEASURED))

    assert standing(6).first.tolist() == pytest.approx([0, 0, 5 / 11, 0, 6 / 11])
    assert standing(6).brought.tolist() == pytest.approx([0, 0, (5 + 6 * 0.95) / 11, 0, (5 / 8 + 6) / 11])
    assert standing(6).order[:2] == ("reflect", "resilience")
    assert standing(7).order[:2] == ("resilience", "reflect")


@pytest.mark.parametrize("third", [0.0, 0.2, 0.9])
def test_the_lead_is_the_first_of_the_order(third):
    """Alone in front, or tied in chance and told apart by the median: the same as in the whole standing."""
    areas = np.array([[0.4, 0.1, third, 0.7, 0.0], [0.1, 0.6, third, 0.0, 0.0]])
    effects = Effects(areas, np.zeros((2, 3)), MEASURED)
    assert lead_of(effects) == stand(effects).order[0]


@pytest.mark.parametrize(("mature", "state"), [(7, "too early"), (8, "close")])
def test_fewer_than_eight_mature_applications_are_too_early(mature, state):
    """Seven answered applications make no ranking; the eighth does."""
    ranking = ranked(*[rejected(days=d) for d in range(1, mature + 1)], silent(3))
    assert ranking.mature == mature
    assert (ranking.lead is None) == (state == "too early")


def test_an_empty_log_is_too_early_and_no_error():
    """No application at all still gives five areas and a sentence."""
    ranking = rank_areas(seen(application_log({}).where(np.array([False]))))
    assert (ranking.state, len(ranking.areas)) == ("too early", 5)
    assert not any(area.measurable or area.missing for area in ranking.areas)
    assert ranking.sentence.startswith("No row of your log is an application that was sent")


def test_settled_is_a_chance_of_six_in_ten():
    """The state follows P(first) and the threshold that is assumed."""
    ranking = ranked(*EARLY, *LATE)
    chance = ranking.areas[0].first
    below, above = (replace(Assumptions(), settled=chance + step) for step in (-0.01, 0.01))
    assert ranked(*EARLY, *LATE, assumptions=below).state == "settled"
    assert ranked(*EARLY, *LATE, assumptions=above).state == "close"


def test_of_two_that_are_close_the_quicker_first_step_is_suggested():
    """Where everything is close, the quicker first step decides, and the sentence says so."""
    ranking = ranked(*STEADY, *LATE, assumptions=replace(Assumptions(), close=1.0, settled=1.0))
    both = {ranking.lead, ranking.runner_up}
    assert ranking.start_with == min(both, key=FIRST_STEP_MINUTES.get)
    assert "close" in ranking.sentence
    assert ranking.placed[0].area == ranking.start_with
    assert {area.area for area in ranking.placed[:2]} == both
    assert ranking.placed[2:] == ranking.areas[2:]


NOTED = rejected(days=50, reason="Position filled")
"""An early rejection with a reason: the log is one that can hold them."""


def test_late_rejections_without_a_reason_send_to_feedback_first():
    """Asking is worth more where a log notes reasons, but none for these, than where it notes none at all."""
    noted, silent_log = ranked(*STEADY, *LATE, NOTED), ranked(*STEADY, *LATE, rejected(days=50))
    assert noted.area("feedback").effect > silent_log.area("feedback").effect > 0
    assert noted.area("feedback").first > silent_log.area("feedback").first
    assert noted.area("feedback").rows == tuple(range(12, 20))


def test_once_reasons_are_recorded_feedback_hands_over_to_reflect():
    """The same log with every reason written down: feedback falls to nothing, reflect takes its place."""
    known = [{**row, "reason": "More depth in SQL"} for row in LATE]
    before, after = ranked(*STEADY, *LATE, NOTED), ranked(*STEADY, *known, NOTED)
    assert after.lead == "reflect"
    assert after.area("feedback").effect == 0
    assert after.area("reflect").effect > before.area("reflect").effect


def test_a_seed_makes_it_repeatable():
    """The same log, day and seed give the same ranking to the last digit."""
    assert ranked(*EARLY, *LATE, seed=7) == ranked(*EARLY, *LATE, seed=7)
    assert chances(ranked(*EARLY, *LATE, seed=7)) != chances(ranked(*EARLY, *LATE, seed=8))


def test_the_order_of_rows_does_not_matter():
    """A log sorted the other way round is the same search."""
    assert chances(ranked(*EARLY, *LATE)) == chances(ranked(*reversed([*EARLY, *LATE])))


@pytest.mark.parametrize("extra", [1, 4, 12])
def test_more_late_rejections_never_raise_resume(extra):
    """Every one of them is an application that the résumé brought into a conversation."""
    everywhere = replace(Assumptions(), sure=0.5)
    fewer = ranked(*EARLY, assumptions=everywhere)
    more = ranked(*EARLY, *[rejected("screen", channel="board")] * extra, assumptions=everywhere)
    assert more.stages[0].share > fewer.stages[0].share
    assert more.stages[0].below <= fewer.stages[0].below


def test_networking_without_channels_is_not_measurable_and_says_which_column():
    """No channel recorded: out of the ranking, with the column that would bring it in."""
    effect = ranked(*[{**row, "channel": "unknown"} for row in EARLY]).area("networking")
    assert (effect.measurable, effect.first) == (False, 0)
    assert "“Source”" in effect.missing


def test_resilience_needs_two_weeks_before_the_last_four():
    """A search of three weeks has no usual pace; the area says what is missing."""
    effect = ranked(*[rejected(days=d, applied_on=ago(d + 5)) for d in range(1, 16)]).area("resilience")
    assert not effect.measurable
    assert "two weeks" in effect.missing


def test_an_offer_on_the_table_silences_resilience():
    """While an offer waits, sending more is not what to do."""
    rows = [silent(d) for d in range(60, 180)] + [{"outcome": "no_reply"}]
    without, offered = (
        ranked(*rows),
        ranked(*rows, {"applied_on": ago(90), "stage": "offer", "outcome": "offer"}),
    )
    assert without.area("resilience").effect > 0.5
    assert offered.area("resilience").effect == 0


def test_positions_and_rows_name_the_same_applications():
    """Positions point into the log, rows into the person's sheet."""
    log = application_log(*EARLY, *LATE)
    for effect in rank_areas(seen(log)).areas:
        assert log.applications["row"].iloc[list(effect.positions)].tolist() == list(effect.rows)


def test_where_nothing_stands_out_the_sentence_says_so():
    """Nearly every application leads to an offer: no area comes first, whatever the order of nothings."""
    taken = {"stage": "offer", "outcome": "declined", "channel": "referral"}
    rows = [{**taken, "applied_on": ago(d), "closed_on": ago(d - 1)} for d in range(1, 200)]
    ranking = ranked(*rows)
    assert not ranking.stands_out
    assert ranking.sentence.startswith("Nothing stands out")


@pytest.mark.parametrize(
    ("close", "near", "words"), [(1.0, True, " are close: "), (0.0, False, " leads, but not ")]
)
def test_two_are_near_below_the_difference_that_is_called_close(close, near, words):
    """The same log: whether the first two are near is a matter of `close` alone, and the sentence agrees."""
    ranking = rank_areas(seen(application_log(*EARLY, *LATE, *STEADY)), Assumptions(close=close, settled=1.0))
    assert (ranking.state, ranking.near) == ("close", near)
    assert words in ranking.sentence


def test_nobody_begins_with_an_area_whose_best_guess_is_nothing():
    """Practice may help, and pace hardly: however level the two are called, practice is begun with."""
    rows = [rejected("interview", days=d, reason="skills", channel="referral") for d in range(2, 60, 3)]
    ranking = rank_areas(seen(application_log(*rows, *STEADY)), Assumptions(close=1.0, settled=1.0))
    first, second = ranking.areas[:2]
    assert (first.area, second.effect) == ("reflect", 0)
    assert (ranking.near, ranking.start_with) == (False, "reflect")


@pytest.mark.parametrize(
    ("chances", "effects", "near"),
    [
        ((0.40, 0.30), (0.3, 0.2), True),
        ((0.30, 0.40), (0.3, 0.2), True),
        ((0.40, 0.25), (0.3, 0.2), False),
        ((0.16, 0.04), (0.3, 0.2), False),
        ((0.35, 0.38), (0.3, 0.0), False),
    ],
    ids=["ten apart", "the other way", "fifteen apart", "hardly ever", "the second brings nothing"],
)
def test_two_areas_are_level_where_it_is_no_matter_which_comes_first(chances, effects, near):
    """Under .15 apart, both first in .05 and more, and both bring something."""
    areas = ranked(*EARLY, *LATE).areas[:2]
    one, two = (replace(a, first=c, effect=e) for a, c, e in zip(areas, chances, effects, strict=True))
    assert are_near(one, two, 0.15) is near


@pytest.mark.parametrize(
    ("offers", "opening"),
    [
        (1, "You have 1 open offer: decide on it first; pace can wait. "),
        (2, "You have 2 open offers: decide on them first; pace can wait. "),
    ],
)
def test_an_open_offer_opens_the_headline(offers, opening):
    """Whether there is a ranking or not; an offer that was declined does not."""
    offered = {"stage": "offer", "outcome": "offer", "applied_on": ago(40)}
    for others in ([], [rejected("interview", days) for days in range(5, 60, 5)]):
        assert rank_areas(seen(application_log(*[offered] * offers, *others))).sentence.startswith(opening)
        declined = [{**offered, "outcome": "declined"}] * offers
        assert "offer:" not in rank_areas(seen(application_log(*declined, *others))).sentence


def test_a_smaller_best_guess_on_top_is_explained():
    """4% against 7%, though on top in 62 of 100: the sentence says so; never where it would show as equal."""
    first, second, *_ = ranked(*[rejected("interview", days) for days in range(5, 60, 5)]).areas
    small, large = replace(first, effect=0.041), replace(second, effect=0.066, measurable=True)
    assert "larger, but it comes first less often" in _larger_guess(small, large)
    assert _larger_guess(small, replace(large, effect=0.044)) == ""
    assert _larger_guess(large, small) == ""


@pytest.mark.parametrize(
    ("firsts", "said"),
    [
        ((0.42, 0.16), "in 42 of 100 simulations of your search; in 42 of 100 it is an area that your log"),
        ((0.28, 0.22), "is first among what your log can measure, in 28 of 100"),
        ((0.55, 0.35), "in 55 of 100 simulations of your search, and “"),
    ],
)
def test_an_area_that_cannot_be_measured_is_not_hidden(firsts, said):
    """Where it wins more often than the second, or the first, the sentence says in how many of 100."""
    log = seen(application_log(*EARLY, *LATE))
    ranking = rank_areas(log)
    first, second, *rest = ranking.areas
    areas = (
        *(
            replace(area, first=share, effect=0.3)
            for area, share in zip((first, second), firsts, strict=True)
        ),
        *(replace(area, first=0.0, measurable=False) for area in rest),
    )
    assert said in _sentence("close", areas, None, count_trials(log, Assumptions()), Assumptions())
