"""A short log leans on published timing, a long one on itself."""

import numpy as np
import pytest

from lib.measures.timing import HORIZON, own_weight, published, published_shares
from tests.measures.application_frames import applications, seen, simulate

EMPTY = applications()


def test_without_replies_the_published_shares_stand():
    """The published corners: 8% of the positive replies on the day itself, 33% by day 3, 95% by day 60."""
    share_by = seen(EMPTY).positive_by
    assert share_by([0, 3, 14, 60]) == pytest.approx([0.08, 0.33, 0.72, 0.95])


def test_without_replies_silence_lasts_sixty_days():
    """Published replies reach nine in ten after day 60, the longest cut-off there is."""
    assert seen(EMPTY).cutoff == 60


def test_quick_employers_shorten_the_cut_off():
    """200 replies that all came within 5 days: the cut-off is the least there is, 14 days."""
    quick = applications(*({"applied_on": 70, "replied_on": 65, "outcome": "rejected"} for _ in range(200)))
    assert seen(quick).cutoff == 14


def test_twenty_replies_weigh_as_much_as_the_published_curve():
    """N / (n + 20): nothing at none, half at twenty."""
    assert (own_weight(0), own_weight(20), own_weight(60)) == (0, 0.5, 0.75)


def test_the_blend_by_hand():
    """Ten invitations on day 2 and nobody left waiting: a third of the weight on 1, two thirds on 0.247."""
    log = applications(*({"applied_on": 70, "replied_on": 68, "stage": "screen"} for _ in range(10)))
    assert seen(log).positive_by(2) == pytest.approx(1 / 3 * 1 + 2 / 3 * (0.08 + 2 / 3 * 0.25))


def test_a_log_seen_for_a_week_goes_on_as_published():
    """Half invited on day 2, the rest silent on day 7: more is expected, in the published proportion."""
    invited = ({"applied_on": 7, "replied_on": 5, "stage": "screen"} for _ in range(20))
    log = applications(*invited, *({"applied_on": 7} for _ in range(20)))
    still_waiting = 0.5 / (1 - 6.3 / 15.6 * 0.35)
    own = 1 / (1 + still_waiting * 0.42 / 0.58)
    assert seen(log).positive_by(7) == pytest.approx(own / 2 + 0.58 / 2)


def test_own_timing_counts_once_the_log_has_seen_it_out():
    """With ten more that are silent for 130 days, day 2 holds all of the person's own positive replies."""
    invited = ({"applied_on": 70, "replied_on": 68, "stage": "screen"} for _ in range(10))
    log = applications(*invited, *({"applied_on": 130} for _ in range(10)))
    assert seen(log).positive_by(2) == pytest.approx(1 / 3 * 1 + 2 / 3 * (0.08 + 2 / 3 * 0.25))


def test_arrivals_rise_from_the_curve_to_one():
    """The share that has come never falls, and is 1 at the horizon."""
    arrivals = seen(simulate(200, seed=1)).positive_arrivals
    assert len(arrivals) == HORIZON + 1
    assert (np.diff(arrivals) >= -1e-12).all()
    assert arrivals[-1] == pytest.approx(1)


def test_a_missing_age_has_no_share():
    """NaN in, NaN out; ages beyond the horizon are 1."""
    share_by = seen(EMPTY).positive_by
    assert np.isnan(share_by(np.nan))
    assert share_by(5000) == 1


def test_a_young_log_is_not_taken_for_a_quick_one():
    """Seen for 20 days only, replies that take 30 days on average do not make 90% come by day 20."""
    young = simulate(400, seed=8, mean_days=30, span=20)
    curves = seen(young).competing
    assert len(curves.invited.days) == 20
    assert seen(young).positive_by(19) < 0.85


def test_follow_up_falls_between_day_seven_and_ten():
    """Published timing says day 7; slow employers move it to day 10 and no further."""
    slow = applications(*({"applied_on": 200, "replied_on": 150, "stage": "screen"} for _ in range(100)))
    assert seen(EMPTY).follow_up_day == 7
    assert seen(slow).follow_up_day == 10


@pytest.mark.parametrize("name", ["positive", "any", "later"])
def test_published_lines_are_monotone_shares(name):
    """Corners in order, shares between 0 and 1."""
    steps = np.diff(published_shares(name))
    assert (steps >= 0).all() or (steps <= 0).all()
    assert 0 <= published_shares(name).min() <= published_shares(name).max() <= 1


def test_every_published_figure_has_its_source():
    """What it says, source, year and class stand beside each figure."""
    assert all({"says", "source", "year", "class"} <= figure.keys() for figure in published().values())
