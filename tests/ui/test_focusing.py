"""The answer of the Focus page in two or three words."""

from dataclasses import replace

import pytest

from lib.focus.ranking import rank_areas
from lib.ui.focusing import _badge
from tests.focus.logs import AS_OF, application_log, rejected

RANKING = rank_areas(application_log(*(rejected("interview", days) for days in range(9, 50, 4))), AS_OF)


@pytest.mark.parametrize(
    ("state", "near", "chance", "badge"),
    [
        ("settled", False, 0.85, "A clear lead"),
        ("settled", False, 0.65, "Probably first"),
        ("close", False, 0.58, "Leads, but not for sure"),
        ("close", True, 0.30, "Close call"),
    ],
)
def test_the_badge_says_what_the_sentence_says(state, near, chance, badge):
    """58 against 28 of 100 is a lead that is not sure; only what is near is called close."""
    areas = (replace(RANKING.areas[0], first=chance, effect=0.3), *RANKING.areas[1:])
    assert _badge(replace(RANKING, state=state, near=near, areas=areas))[0] == badge
