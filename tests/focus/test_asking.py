"""The one question is asked where its answer can change what helps, and never once it is answered."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lib.focus.asking import WORTH, question
from lib.focus.posterior import draw_return
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.trials import count_trials
from lib.focus.unevenness import OTHERS
from lib.log.reading import read_log
from tests.focus.logs import AS_OF, application_log, rejected, seen, silent

ASSUMED = Assumptions()
FILE = Path(__file__).parents[2] / "sample_data" / "david.csv"


@pytest.fixture(scope="module")
def david():
    """Fourteen rejections after a conversation, a reason noted for one; feedback and practice are close."""
    return seen(read_log(FILE.read_bytes(), FILE.name, as_of=AS_OF).log)


def test_reasons_that_may_be_known_and_are_not_noted_are_asked_about(david):
    """The question names the rejections, is worth a click, and its answers move the order."""
    asked = question(count_trials(david, ASSUMED), ASSUMED)
    assert asked is not None
    assert asked.key == "reasons_known"
    assert "these 13 rejections" in asked.text
    assert asked.gain >= WORTH
    assert sum(answer.chance for answer in asked.answers) == pytest.approx(1)
    told = [rank_areas(david, ASSUMED.changed({asked.key: answer.value})) for answer in asked.answers]
    assert [ranking.lead for ranking in told] == ["feedback", "reflect", "reflect"]


def test_an_answer_is_not_asked_for_again(david):
    """Nor is anything where nothing is ranked, or where no answer would change the order."""
    trials = count_trials(david, ASSUMED)
    assert question(trials, ASSUMED.changed({"reasons_known": 0.5})) is None
    assert question(replace(trials, ended=True), ASSUMED) is None
    alike = [rejected(days=day, channel="board") for day in range(5, 90, 3)]
    alike += [silent(day, channel="board") for day in range(1, 25, 3)]
    assert question(count_trials(seen(application_log(*alike)), ASSUMED), ASSUMED) is None


def test_told_how_they_were_sent_networking_is_ranked():
    """A log without channels leaves networking out, until the person says how they applied."""
    log = seen(application_log(*[rejected(days=day) for day in range(5, 90, 3)]))
    assert not rank_areas(log).area("networking").measurable
    told = rank_areas(log, ASSUMED.changed({"people_now": 0.05})).area("networking")
    assert told.measurable
    assert told.effect > rank_areas(log, ASSUMED.changed({"people_now": 0.7})).area("networking").effect


SLOWED = Path(__file__).parents[2] / "sample_data" / "slowed_down.csv"


def test_whoever_slowed_down_is_asked_whether_that_was_wanted():
    """“Yes” leaves nothing for the pace to gain; “No” makes it worth more than before the question."""
    log = seen(read_log(SLOWED.read_bytes(), SLOWED.name, as_of=AS_OF).log)
    asked = question(count_trials(log, ASSUMED), ASSUMED)
    assert asked is not None
    assert asked.key == "pause_wanted"
    assert "outside your search" in asked.text
    no, part, yes = (ASSUMED.changed({asked.key: answer.value}) for answer in asked.answers)
    effects = [rank_areas(log, told).area("resilience").effect for told in (no, ASSUMED, part, yes)]
    assert effects[0] > effects[1] >= effects[2] > effects[3] == 0
    assert question(count_trials(log, ASSUMED), no) is None


def test_a_search_has_slowed_down_below_half_of_its_usual_pace():
    """Ten weeks with 20 applications and four with 3 or 4: .75 a week is under half of 2, 1 is not."""
    before = [silent(days) for day in range(28, 98, 7) for days in (day, day + 6)]
    for recent, slow in ((3, True), (4, False)):
        trials = count_trials(seen(application_log(*before, *[silent(1)] * recent)), ASSUMED)
        assert (trials.usual, trials.usual_weeks, trials.recent) == (20, 10, recent)
        assert trials.slowed(ASSUMED) is slow
    assert not replace(trials, recent=0, offer_open=True).slowed(ASSUMED)


@pytest.mark.parametrize(
    ("told", "even", "mean"),
    [
        (None, 1, 0.5),
        (0.0, 1, 0.23 / 0.73),
        (0.3, 1, 0.3 + 0.7 * 0.23 / 0.73),
        (1.0, 1, 1.0),
        (None, 1 / 3, 0.25),
    ],
)
def test_the_way_back_to_the_usual_pace_follows_the_answer(told, even, mean):
    """Half where weeks are as uneven as others', a quarter at a third of that; then what is told."""
    assumed = ASSUMED if told is None else ASSUMED.changed({"pause_wanted": told})
    drawn = draw_return(assumed, np.random.default_rng(0), np.full(40_000, OTHERS * even))
    assert drawn.mean() == pytest.approx(mean, abs=0.01)
