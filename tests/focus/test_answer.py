"""The answer in one sentence, one reason in the person's own numbers, and sizes in words."""

from dataclasses import replace

import numpy as np
import pytest

from lib.focus.answer import answer, effect_in_words
from lib.focus.grouping import GROUPS
from lib.focus.hinges import explained, hinges
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.steps import first_steps
from lib.focus.trials import count_trials
from lib.words import terms
from tests.focus.logs import ago, application_log, rejected, seen, silent

LATE = seen(
    application_log(
        *(rejected("interview", days) for days in range(9, 50, 4)),
        *(silent(days) for days in range(1, 29, 4)),
    )
)
RANKING = rank_areas(LATE)
ASSUMED = Assumptions()


def test_the_answer_names_the_area_to_start_with_and_its_own_evidence():
    """One plain sentence; its reason is the first of the evidence of that very area."""
    said = answer(RANKING, LATE, ASSUMED)
    first = RANKING.area(RANKING.start_with)
    assert first.name[1:] in said.headline
    assert first.because.startswith(said.reason)
    assert said.sure == RANKING.sentence


def test_an_offer_that_waits_comes_before_any_area():
    """Deciding on it is the headline; the area follows it."""
    offer = {
        "stage": "offer",
        "outcome": "offer",
        "company": "Best",
        "applied_on": ago(9),
        "offer_on": ago(2),
    }
    log = seen(application_log(offer, *(rejected("interview", days) for days in range(9, 50, 4))))
    said = answer(rank_areas(log), log, ASSUMED)
    assert said.headline.startswith("You have 1 open offer")
    assert said.reason.startswith("After that, ")


@pytest.mark.parametrize("rows", [[silent(3)], [rejected("applied", 20), silent(2)], []])
def test_what_cannot_be_ranked_is_said_in_a_sentence_and_a_reason(rows):
    """Nothing recorded, too short, or empty: a whole sentence, and what is lacking."""
    log = seen(application_log(*rows))
    said = answer(rank_areas(log), log, ASSUMED)
    assert said.headline.endswith(".")
    assert said.reason
    assert not said.sure


@pytest.mark.parametrize("rows", [[silent(3)], [rejected("final", 5)], []])
def test_every_area_has_a_first_step_whatever_the_log(rows):
    """Also feedback where nobody can be asked, and emotions where nothing was turned down."""
    log = seen(application_log(*rows))
    steps = first_steps(log, rank_areas(log))
    assert list(steps) == list(terms.AREAS)
    assert all(step.area == area and step.what and step.minutes for area, step in steps.items())


@pytest.mark.parametrize(
    ("low", "middle", "high", "said"),
    [
        (0.1, 0.3, 0.5, "About a third more offers (+30%). Most likely between +10% and +50%."),
        (0.34, 0.79, 1.0, "About three quarters more offers (+79%). Most likely from +34% to twice as"),
        (0.0, 0.24, 1.0, "About a quarter more offers (+24%). Most likely from no change to twice as"),
        (0.42, 1.0, 1.0, "At least twice as many offers. Most likely +42% or more; how much more"),
        (0.0, 0.0, 1.0, "Probably no change; at best twice as many offers or more."),
        (0.0, 0.0, 0.31, "Probably no change; at best a third more offers (+31%)."),
        (0.0, 0.0, 0.01, "Hardly any change: at most +1%."),
        (0.0, 0.0, 0.0, "Nothing to gain here at the moment."),
    ],
)  # fmt: skip
def test_sizes_are_words_with_their_numbers(low, middle, high, said):
    """No figure is said where the model ends: twice as many is what it allows, not what the log shows."""
    effect = replace(RANKING.area("feedback"), low=low, effect=middle, high=high)
    assert effect_in_words(effect).startswith(said)


def test_each_assumption_is_in_one_group():
    """So each stands once on the page."""
    grouped = [key for _, keys in GROUPS for key in keys]
    assert sorted(grouped) == sorted(one.key for one in ASSUMED.described())


def test_the_order_hangs_on_what_explains_it_and_not_on_what_is_set():
    """Of a log whose late rejections have no reason, the order hangs on what their reasons are worth."""
    found = hinges(RANKING, count_trials(LATE, ASSUMED), ASSUMED)
    assert found
    assert list(found.values()) == sorted(found.values(), reverse=True)
    key = next(key for key in found if key not in ("answer", "reasons_known"))
    told = ASSUMED.changed({key: getattr(ASSUMED, key) * 1.01})
    assert key not in hinges(rank_areas(LATE, told), count_trials(LATE, told), told)


def test_what_is_explained_is_the_squared_correlation():
    """Held to numpy's own."""
    rng = np.random.default_rng(0)
    cause = rng.normal(size=300)
    outcome = (cause + rng.normal(size=300) > 0).astype(float)
    assert explained(cause, outcome) == pytest.approx(np.corrcoef(cause, outcome)[0, 1] ** 2, abs=1e-5)
