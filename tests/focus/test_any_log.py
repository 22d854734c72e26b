"""Whatever a log holds, the ranking, the plan and the what-ifs answer."""

from hypothesis import given
from hypothesis import strategies as st

from lib.focus.lost import lost_stages
from lib.focus.ranking import rank_areas
from lib.focus.steps import plan
from lib.focus.variants import compare_versions
from lib.log.schema import CHANNELS, OUTCOMES, STAGES
from tests.focus.logs import AS_OF, ago, application_log, seen
from tests.tries import tries

DAYS = st.one_of(st.none(), st.integers(-30, 400).map(ago))
WORDS = st.one_of(st.none(), st.sampled_from(["A", "=1+1", "Ana <b>", "n/a", "  "]))
ROWS = st.fixed_dictionaries(
    {
        "stage": st.one_of(st.none(), st.sampled_from(STAGES)),
        "outcome": st.one_of(st.none(), st.sampled_from(OUTCOMES)),
        "channel": st.one_of(st.none(), st.sampled_from(CHANNELS)),
        "stage_known": st.booleans(),
        **dict.fromkeys(("applied_on", "closed_on", "replied_on", "interview_on", "feedback_asked_on"), DAYS),
        **dict.fromkeys(("company", "role", "contact", "reason", "feedback", "resume_version"), WORDS),
    }
)


@tries(12)
@given(st.lists(ROWS, min_size=1, max_size=30), st.sets(st.sampled_from(STAGES)))
def test_any_log_has_a_ranking_and_a_plan(rows, recorded):
    """Missing dates, stages and names, dates ahead: five areas, sane numbers, one to seven steps."""
    log = application_log(*rows, recorded=frozenset(recorded))
    ranking = rank_areas(seen(log), draws=200)
    assert len(ranking.areas) == 5
    assert all(0 <= e.low <= e.effect <= e.high <= 4 for e in ranking.areas)
    assert all(step.due > AS_OF for step in plan(seen(log), ranking).steps)
    assert 1 <= len(plan(seen(log), ranking).steps) <= 7
    lost_stages(seen(log))
    compare_versions(seen(log))
