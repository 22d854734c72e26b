"""On simulated searches with known truth the ranges hold it as often as they say."""

import pytest

from benchmarks.coverage import DAYS, run

CURVES = ("any reply, Kaplan–Meier", "invited, Aalen–Johansen", "turned down, Aalen–Johansen")


@pytest.fixture(scope="module")
def found():
    """Every figure over 1,500 seeded searches, by name."""
    return {result.name: result for result in run(logs=1500, seed=7)}


@pytest.mark.slow
def test_95_percent_ranges_hold_the_truth_95_times_in_100(found):
    """Between 93% and 97% of the logs, for every rate and for every day of every curve."""
    covered = {name: result.coverage for name, result in found.items() if result.coverage is not None}
    assert len(covered) == 9 + len(CURVES) * len(DAYS)
    assert {name: c for name, c in covered.items() if not 0.93 <= c <= 0.97} == {}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("curve", CURVES)
def test_curves_are_unbiased_where_young_applications_are_still_open(found, curve, day):
    """The mean of the estimates is the truth, to half a percentage point."""
    result = found[f"{curve}, day {day}"]
    assert result.mean == pytest.approx(result.truth, abs=0.005)


@pytest.mark.parametrize(
    ("name", "side"), [("naive: answered by day 30 of all", -1), ("naive: 1 − KM invited, day 30", 1)]
)
def test_the_naive_figures_are_off(found, name, side):
    """Counting the young as unanswered is too low; taking the other answer for censoring is too high."""
    assert side * (found[name].mean - found[name].truth) > 0.02
