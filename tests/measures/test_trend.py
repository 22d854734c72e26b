"""A change over time is called only where rates do not drift as far by themselves."""

import pytest
from scipy import stats

from lib.measures.drift import hits_ahead
from lib.measures.trend import change
from tests.measures.application_frames import applications, seen


def halves(before, after, of=30):
    """So many conversations among the earlier, and among the later applications, all long decided."""
    early = [{"applied_on": 300 - i, "stage": "screen" if i < before else "applied"} for i in range(of)]
    late = [{"applied_on": 200 - i, "stage": "screen" if i < after else "applied"} for i in range(of)]
    return seen(applications(*early, *late))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(3, 4, "as before"), (3, 7, "as before"), (3, 14, "more"), (12, 1, "fewer"), (0, 0, "as before")],
)
def test_only_what_drift_does_not_explain_is_called_a_change(before, after, verdict):
    """3 of 30 and then 7 of 30 happens to a rate that merely drifts; 14 does not."""
    assert change(halves(before, after)).verdict == verdict


def test_the_chance_of_as_many_is_read_off_what_lies_ahead():
    """3 of 30 before, 7 of 30 since: the upper tail, which is fatter than that of a rate that stays."""
    found = change(halves(3, 7))
    assert found.as_many == pytest.approx(hits_ahead(3.5, 27.5, 30)[7:].sum())
    assert found.as_many > stats.betabinom(30, 3.5, 27.5).sf(6)


def test_the_halves_are_counted_by_day():
    """Thirty up to day 271 before now, thirty since."""
    found = change(halves(3, 7))
    assert (found.first.hits, found.first.trials, found.second.hits, found.second.trials) == (3, 30, 7, 30)


def test_too_few_or_all_of_one_day_are_not_compared():
    """Nine applications, or thirty of one day."""
    assert change(seen(applications(*({"applied_on": 100 + i} for i in range(9))))) is None
    assert change(seen(applications(*({"applied_on": 100} for i in range(30))))) is None
