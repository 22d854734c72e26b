"""The answer of the Focus page in two or three words."""

from dataclasses import replace

import pytest

from lib.focus.ranking import rank_areas
from lib.measures.rates import Rate
from lib.ui.focusing import _badge, _effect_sentence
from tests.focus.logs import application_log, rejected, seen

RANKING = rank_areas(seen(application_log(*(rejected("interview", days) for days in range(9, 50, 4)))))


@pytest.mark.parametrize(
    ("state", "near", "chance", "badge"),
    [
        ("settled", False, 0.85, "Clearly ahead"),
        ("settled", False, 0.65, "Probably first"),
        ("close", False, 0.58, "Ahead, but not for sure"),
        ("close", True, 0.30, "Two are close"),
    ],
)
def test_the_badge_says_what_the_sentence_says(state, near, chance, badge):
    """58 against 28 of 100 is a lead that is not sure; only what is near is called close."""
    areas = (replace(RANKING.areas[0], first=chance, effect=0.3), *RANKING.areas[1:])
    assert _badge(replace(RANKING, state=state, near=near, areas=areas))[0] == badge


def test_no_lead_is_clear_that_hinges_on_one_number_or_on_no_success():
    """90 of 100, but one assumption nearby turns it, or nothing in the log has succeeded so far."""
    areas = (replace(RANKING.areas[0], first=0.9, effect=0.3), *RANKING.areas[1:])
    clear = replace(RANKING, state="settled", areas=areas)
    failed = tuple(replace(call, counts=Rate(0, call.counts.trials)) for call in RANKING.stages)
    assert _badge(clear)[0] == "Clearly ahead"
    assert _badge(clear, hinges=True)[0] == "Probably first"
    assert _badge(replace(clear, stages=failed))[0] == "Probably first"


@pytest.mark.parametrize(
    ("low", "middle", "high", "said"),
    [
        (0.1, 0.3, 0.5, "**About 30% more offers a week**, most likely between 10% and 50%."),
        (
            0.42,
            1.0,
            1.0,
            "**A lot more offers a week**, most likely 42% or more. How much, your log cannot say.",
        ),
        (
            0.34,
            0.79,
            1.0,
            "**About 79% more offers a week**, most likely 34% or more. How much at most",
        ),
        (
            0.0,
            0.24,
            1.0,
            "**About 24% more offers a week**, perhaps nothing. How much at most",
        ),
        (0.0, 0.0, 1.0, "**Probably little to gain**, though a lot is possible, too."),
        (0.0, 0.0, 0.04, "**Probably little to gain**: up to 4% more offers a week."),
    ],
)
def test_where_the_model_ends_no_figure_is_said(low, middle, high, said):
    """Twice as many offers is the most that the model allows, not what the log shows."""
    effect = replace(RANKING.area("feedback"), low=low, effect=middle, high=high)
    assert _effect_sentence(effect).startswith(said)
