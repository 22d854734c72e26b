"""Every assumption can be moved to either of its limits."""

import pytest

from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from tests.focus.logs import application_log, rejected, seen, silent

pytestmark = pytest.mark.slow

LOG = application_log(
    *[rejected("interview", d, channel="referral") for d in range(9, 60, 9)],
    *[rejected("applied", d, channel="board") for d in range(5, 60, 4)],
    *[silent(d, channel="site") for d in (*range(30, 160, 3), 70)],
)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("row", Assumptions().described(), ids=lambda row: row.key)
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_ranking_stands_at_either_limit(row, end):
    """No number that the page lets through breaks an effect, or chances that sum to one."""
    ranking = rank_areas(seen(LOG), Assumptions().changed({row.key: getattr(row, end)}), draws=300)
    assert sum(effect.first for effect in ranking.areas) == pytest.approx(1)
    assert all(0 <= effect.low <= effect.high for effect in ranking.areas)
