"""Searches that differ in one number: only what depends on it differs."""

from dataclasses import replace

import numpy as np
import pytest

from lib.focus.posterior import draw_search
from lib.focus.priors import Assumptions
from lib.focus.redrawing import Redrawing
from lib.focus.trials import count_trials
from tests.focus.logs import application_log, rejected, seen, silent

ASSUMED = Assumptions()
ROWS = [
    *[silent(d, channel="board") for d in range(0, 90, 2)],
    rejected("interview", 20),
    rejected("screen", 50),
]
TRIALS = count_trials(seen(application_log(*ROWS)), ASSUMED)
PARTS = ("first", "later", "pace", "usual", "idle", "answer")


def differing(one, other) -> set[str]:
    """The drawn parts in which two searches differ."""
    return {part for part in PARTS if not np.array_equal(getattr(one, part), getattr(other, part))}


@pytest.mark.parametrize(
    ("moved", "part"),
    [
        ({"board": 0.1}, "first"),
        ({"interview_final": 0.3}, "later"),
        ({"steady": 0.9}, None),
        ({"answer": 0.4}, "answer"),
        ({"gap_closed": 0.9}, None),
    ],
)
def test_a_moved_assumption_changes_only_its_own_part(moved, part):
    """Every other part of the search is the same to the last digit; effects alone change no draw."""
    draws = Redrawing(seed=1, draws=200)
    before, after = (draws.search(TRIALS, assumed) for assumed in (ASSUMED, ASSUMED.changed(moved)))
    expected = {"pace", "usual"} if "steady" in moved else {part} - {None}
    assert differing(before, after) == expected


def test_a_moved_share_leaves_the_other_channels_alone():
    """One more first conversation through boards changes that column and no other."""
    draws = Redrawing(seed=1, draws=200)
    more = replace(TRIALS, first_hits=TRIALS.first_hits + (TRIALS.mix == TRIALS.mix.max()))
    same = draws.search(TRIALS, ASSUMED).first == draws.search(more, ASSUMED).first
    assert same.all(axis=0).tolist() == (TRIALS.mix != TRIALS.mix.max()).tolist()


def test_a_moved_count_of_the_present_pace_changes_only_the_paces():
    """How many were sent lately says nothing of how many conversations came of it."""
    draws = Redrawing(seed=1, draws=200)
    slower = replace(TRIALS, recent=TRIALS.recent // 2)
    assert differing(draws.search(TRIALS, ASSUMED), draws.search(slower, ASSUMED)) == {"pace", "usual"}


def test_the_search_is_the_one_of_the_ranking():
    """Drawn in one stream or in several, every part has the same mean: within four standard errors."""
    ours = Redrawing(seed=1, draws=4000).search(TRIALS, ASSUMED)
    theirs = draw_search(TRIALS, ASSUMED, np.random.default_rng(2), 4000)
    for part in PARTS:
        one, other = getattr(ours, part), getattr(theirs, part)
        error = np.hypot(one.std(axis=0), other.std(axis=0)) / np.sqrt(4000)
        assert (abs(one.mean(axis=0) - other.mean(axis=0)) <= 4 * error + 1e-12).all(), part


def test_another_seed_draws_another_search():
    """Nothing is kept from one seed to the next."""
    one, other = (Redrawing(seed, 200).search(TRIALS, ASSUMED) for seed in (1, 2))
    assert {"first", "later", "pace", "usual", "answer"} <= differing(one, other)
