"""The simulated job seekers are as uneven as real ones, and what is true of them is worked out right."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.populations import Fitted, OtherShapes
from benchmarks.truth import AREAS, CHANNELS, LEVERS, Constants, Truth, true_effects
from benchmarks.uneven import draw_uneven


def one(value: float) -> np.ndarray:
    """A constant, in one set."""
    return np.array([value])


CONSTANTS = Constants(
    gap_closed=one(0.5), most=one(2.0), unknown_loss=one(0.6), mock_finds=one(0.6), referral_itself=one(0.5),
    referral_onward=one(1.5), people_share=one(0.4), people_step=one(0.15),
    good={**dict.fromkeys(CHANNELS, one(0.1)), "referral": one(0.2), "conversation_offer": one(0.2)},
)  # fmt: skip
TRUTH = Truth(
    mix=np.array([0.8, 0.0, 0.0, 0.2, 0.0, 0.0]),
    first=np.array([0.05, 0.1, 0.1, 0.2, 0.5, 0.1]),
    later=np.array([0.1]),
    steps=("conversation_offer",),
    pace=4.0,
    usual=6.0,
    idle=14.0,
    known=0.5,
    answer=0.25,
    askable=1,
    rejected_late=True,
    offer_open=False,
)


def effects(truth: Truth) -> dict[str, float]:
    """Every effect of the one set of constants by name."""
    areas, levers = true_effects(truth, CONSTANTS)
    return dict(zip(AREAS, areas[0], strict=True)) | dict(zip(LEVERS, levers[0], strict=True))


def test_the_true_effects_are_those_of_the_formulas():
    """Worked out by hand from the formulas of docs/focus.md."""
    assert effects(TRUTH) == pytest.approx(
        {
            "emotions": 14 / 42,
            "feedback": (1 - 0.75 * 0.4) * 0.5 * 0.6 * 0.5,
            "networking": 0.15 * 0.5 * (0.2 * 1.5 - 0.05) / 0.08,
            "resilience": 0.5,
            "resume": 0.1 / 0.08 - 1,
            "story": 0.0,
            "interview": (0.15 / 0.1 - 1) * (1 - 0.6 * 0.5),
            "reflect": 0.35,
        }
    )


def test_nothing_is_credited_beyond_the_most_or_while_an_offer_waits():
    """A pace of a tenth counts as doubling; with an offer on the table pace can wait."""
    assert effects(replace(TRUTH, pace=0.6))["resilience"] == 1.0
    assert effects(replace(TRUTH, pace=0.6, offer_open=True))["resilience"] == 0.0


def test_paces_and_rates_are_as_uneven_as_in_real_logs():
    """Weekly counts vary by several times their mean, slow-downs regress, rates drift by about .46."""
    rng, found = np.random.default_rng(7), []
    for _ in range(600):
        _, own, ahead = Fitted().pace(rng, 26)
        weeks, rate = rng.poisson(own), Fitted().drift(rng, 26)
        if weeks.sum() >= 20:
            before = weeks[:-4].mean()
            change = np.log(rate[13:].mean() / rate[:13].mean())
            found.append((weeks.var() / weeks.mean(), weeks[-4:].mean() / before, ahead / before, change))
    spread, recent, ahead, change = np.array(found).T
    assert 2.8 < np.median(spread) < 6
    assert 0.35 < np.polyfit(np.log(np.maximum(recent, 0.1)), np.log(ahead), 1)[0] < 0.65
    assert 0.36 < change.std() < 0.56


@pytest.mark.parametrize("population", [Fitted(), OtherShapes()])
def test_a_seeker_keeps_one_search_in_two_spreadsheets(population):
    """Both hold the same applications, the clean one every column; a seed gives the same seeker again."""
    seeker = draw_uneven(population, 3)
    clean, lossy = (list(csv.DictReader(io.StringIO(d.decode()))) for d in (seeker.clean, seeker.lossy))
    assert [row["Company"] for row in clean] == [row["Company"] for row in lossy]
    assert set(lossy[0]) < set(clean[0])
    assert draw_uneven(population, 3).clean == seeker.clean
