"""The answer of the Focus page in two or three words."""

from dataclasses import replace

import pytest

from lib.focus.ranking import rank_areas
from lib.measures.rates import Rate
from lib.ui.focusing import _badge, _because
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


def test_what_is_to_be_kept_is_said_where_its_numbers_stand():
    """The same counts are not said twice in one card."""
    said = replace(
        RANKING.areas[0], because="3 of 9 went on. A reason is known.", strong="3 of 9 went on: keep this."
    )
    assert _because(said) == "3 of 9 went on: keep this. A reason is known."
    assert _because(replace(said, strong="Your pace holds.")) == said.because
