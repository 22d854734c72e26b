"""The one question is asked where its answer can change what helps, and never once it is answered."""

from dataclasses import replace
from pathlib import Path

import pytest

from lib.focus.asking import WORTH, question
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.trials import count_trials
from lib.log.reading import read_log
from tests.focus.logs import AS_OF, application_log, rejected, seen

ASSUMED = Assumptions()
FILE = Path(__file__).parents[2] / "sample_data" / "david.csv"
DAVID = seen(read_log(FILE.read_bytes(), FILE.name, as_of=AS_OF).log)
"""Fourteen rejections after a conversation, a reason noted for one; feedback and practice are close."""


def test_reasons_that_may_be_known_and_are_not_noted_are_asked_about():
    """The question names the rejections, is worth a click, and its answers move the order."""
    asked = question(count_trials(DAVID, ASSUMED), ASSUMED)
    assert asked is not None
    assert asked.key == "reasons_known"
    assert "these 13 rejections" in asked.text
    assert asked.gain >= WORTH
    assert sum(answer.chance for answer in asked.answers) == pytest.approx(1)
    told = [rank_areas(DAVID, ASSUMED.changed({asked.key: answer.value})) for answer in asked.answers]
    assert [ranking.lead for ranking in told] == ["feedback", "reflect", "reflect"]


def test_an_answer_is_not_asked_for_again():
    """Nor is anything where nothing is ranked, or where no answer would change the order."""
    trials = count_trials(DAVID, ASSUMED)
    assert question(trials, ASSUMED.changed({"reasons_known": 0.5})) is None
    assert question(replace(trials, ended=True), ASSUMED) is None
    alike = [rejected(days=day, channel="board") for day in range(5, 90, 3)]
    assert question(count_trials(seen(application_log(*alike)), ASSUMED), ASSUMED) is None


def test_told_how_they_were_sent_networking_is_ranked():
    """A log without channels leaves networking out, until the person says how they applied."""
    log = seen(application_log(*[rejected(days=day) for day in range(5, 90, 3)]))
    assert not rank_areas(log).area("networking").measurable
    told = rank_areas(log, ASSUMED.changed({"people_now": 0.05})).area("networking")
    assert told.measurable
    assert told.effect > rank_areas(log, ASSUMED.changed({"people_now": 0.7})).area("networking").effect
