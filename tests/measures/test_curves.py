"""The curves equal hand-computed values and other people's implementations."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import proportion_confint

from lib.measures.curves import aalen_johansen, kaplan_meier, wilson

WAITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 2)), min_size=1, max_size=80)


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_is_the_interval_of_statsmodels(trials, part):
    """The Wilson interval equals statsmodels' for every count."""
    hits = round(part * trials)
    expected = proportion_confint(hits, trials, method="wilson")
    assert wilson(hits, trials) == pytest.approx(expected, abs=1e-12)


def test_wilson_of_four_in_thirty_one_by_hand():
    """4 of 31 lies between 5.1% and 28.9%."""
    assert wilson(4, 31) == pytest.approx((0.0513, 0.2885), abs=1e-4)


def test_kaplan_meier_by_hand():
    """Events on days 1 and 3, one censored on day 2 and one on day 3, leave 3/4 and then 3/8 waiting."""
    curve = kaplan_meier(np.array([1, 2, 3, 3]), np.array([True, False, True, False]))
    assert curve.share.tolist() == pytest.approx([0, 1 / 4, 1 / 4, 5 / 8])
    assert curve.at_risk.tolist() == [4, 4, 3, 2]
    assert curve.events == 2


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
@given(WAITS)
def test_kaplan_meier_is_the_curve_of_scipy(waits):
    """Share and log-log band equal scipy's wherever scipy has a band."""
    days, kinds = (np.array(x) for x in zip(*waits, strict=True))
    curve = kaplan_meier(days, kinds > 0)
    theirs: Any = ecdf(CensoredData(days[kinds > 0], right=days[kinds == 0])).cdf
    assert curve.share == pytest.approx(theirs.evaluate(curve.days), abs=1e-9)
    with np.errstate(all="ignore"):
        band = theirs.confidence_interval(method="log-log")
    for ours, edge in ((curve.low, band.low), (curve.high, band.high)):
        expected = edge.evaluate(curve.days)
        known = np.isfinite(expected) & (curve.share > 0) & (curve.share < 1)
        assert ours[known] == pytest.approx(expected[known], abs=1e-9)


def test_aalen_johansen_by_hand():
    """Invited on day 1, turned down on day 2, one left: 1/3 each, where 1 − Kaplan–Meier would say 1/2."""
    days, cause = np.array([1, 2, 5]), np.array([1, 2, 0])
    assert aalen_johansen(days, cause, 1).share.tolist() == pytest.approx(
        [0, 1 / 3, 1 / 3, 1 / 3, 1 / 3, 1 / 3]
    )
    assert aalen_johansen(days, cause, 2).share[-1] == pytest.approx(1 / 3)
    assert kaplan_meier(days, cause == 2).share[-1] == pytest.approx(1 / 2)


@given(WAITS)
def test_aalen_johansen_is_the_curve_of_statsmodels(waits):
    """Cumulative incidence equals statsmodels' for every mixture of outcomes and censoring."""
    days, kinds = (np.array(x) for x in zip(*waits, strict=True))
    if not (kinds > 0).any():
        return
    with np.errstate(all="ignore"):
        theirs = CumIncidenceRight(days, kinds)
    for which in range(1, kinds.max() + 1):
        ours = aalen_johansen(days, kinds, which).share
        assert ours[theirs.times] == pytest.approx(theirs.cinc[which - 1], abs=1e-9)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_band_of_aalen_johansen_rests_on_the_error_of_statsmodels():
    """On 200 waits the half-width on the log-log scale is 1.96 of statsmodels' standard errors."""
    random = np.random.default_rng(1)
    days, kinds = random.integers(0, 50, 200), random.integers(0, 3, 200)
    theirs = CumIncidenceRight(days, kinds)
    share, error = theirs.cinc[0][:-1], theirs.cinc_se[0][:-1]
    curve = aalen_johansen(days, kinds, 1)
    expected = share ** np.exp(1.959964 * error / (share * np.log(share)))
    ours = curve.high[theirs.times[:-1]]
    assert ours[share > 0] == pytest.approx(expected[share > 0], rel=1e-5)


@given(WAITS)
def test_outcomes_add_up_to_any_reply(waits):
    """Invited and turned down together are everybody who had a reply."""
    days, kinds = (np.array(x) for x in zip(*waits, strict=True))
    both = aalen_johansen(days, kinds, 1).share + aalen_johansen(days, kinds, 2).share
    assert both == pytest.approx(kaplan_meier(days, kinds > 0).share, abs=1e-9)


@given(WAITS)
def test_bands_hold_their_curves(waits):
    """0 ≤ low ≤ share ≤ high ≤ 1, without a gap, and the share never falls."""
    days, kinds = (np.array(x) for x in zip(*waits, strict=True))
    for curve in (kaplan_meier(days, kinds > 0), aalen_johansen(days, kinds, 1)):
        edges = np.stack(
            [np.zeros(len(curve.days)), curve.low, curve.share, curve.high, np.ones(len(curve.days))]
        )
        assert (np.diff(edges, axis=0) >= -1e-9).all()
        assert (np.diff(curve.share) >= -1e-12).all()


def test_a_curve_says_nothing_beyond_its_last_day():
    """After the longest wait anybody was followed for, the share is unknown, not carried forward."""
    curve = kaplan_meier(np.array([2, 4]), np.array([True, False]))
    assert curve.at(4).share == pytest.approx(0.5)
    assert curve.at(5).share is None


def test_a_quantile_may_never_be_reached():
    """Half had an answer on day 2; two thirds never did."""
    curve = kaplan_meier(np.array([2, 4]), np.array([True, False]))
    assert curve.quantile(0.5) == 2
    assert curve.quantile(2 / 3) is None


def test_a_day_on_which_one_speaks_for_many_is_the_thin_end():
    """Forty silent for 10 days and one that replied on day 300: it would stand for all that was left."""
    days = np.array([5] * 5 + [10] * 40 + [300])
    curve = kaplan_meier(days, np.array([True] * 5 + [False] * 40 + [True]))
    assert curve.share[-1] == pytest.approx(1)
    assert curve.firm_end == 10
    assert curve.firm.quantile(0.5) is None


def test_a_curve_that_saw_every_reply_has_no_thin_end():
    """Where nobody is still waiting each reply moves it as far as the first."""
    curve = kaplan_meier(np.arange(1, 101), np.full(100, fill_value=True))
    assert curve.firm_end == 100
