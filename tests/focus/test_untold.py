"""How many rejections of unknown stage came after a conversation is drawn, not taken for none."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from lib.focus.posterior import draw
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.settling import what_would_settle
from lib.focus.trials import count_trials
from lib.focus.untold import SAYS, STRENGTH, Untold
from tests.focus.logs import application_log, rejected, seen

ASSUMED = Assumptions()


def shares(count, told, assumptions=ASSUMED):
    """The share of late ones among so many, drawn."""
    return Untold(np.zeros(6), count, told).draw(assumptions, np.random.default_rng(0), 20_000)


def test_the_share_follows_both_beta_binomials():
    """Held to scipy's: ten rejections, none of them told."""
    late = np.arange(11)
    share = ASSUMED.lost_share
    chance = stats.betabinom(10, STRENGTH * share, STRENGTH * (1 - share)).pmf(late)
    chance *= [stats.betabinom(k, SAYS, SAYS).pmf(0) for k in late]
    drawn = np.bincount(np.round(10 * shares(10, 0)).astype(int), minlength=11) / 20_000
    np.testing.assert_allclose(drawn, chance / chance.sum(), atol=0.012)


def test_who_tells_the_stage_of_many_hides_few():
    """Of twenty told and twenty untold ones, hardly any more are late; of none told, more."""
    assert shares(20, 20).mean() < shares(20, 0).mean()
    assert set(shares(0, 5)) == {0.0}


def test_a_share_that_the_person_set_is_taken():
    """Then nothing is drawn."""
    assert set(shares(10, 0, ASSUMED.changed({"lost_share": 0.4}))) == {0.4}


def test_a_log_that_tells_no_stages_makes_no_sure_calls():
    """One draw in four says nothing: the chances still add up to one, and none is over .8."""
    rows = [rejected(days=day, channel="board", stage_known=False) for day in range(2, 90, 2)]
    log = seen(application_log(*rows))
    assert Untold(np.zeros(6), 3, 3).doubt == 0.0
    chances = [area.first for area in rank_areas(log).areas]
    assert sum(chances) == pytest.approx(1)
    assert min(chances) >= 0.05
    assert max(chances) <= 0.8
    assert "how far you got" in what_would_settle(log).sentence


def test_untold_stages_make_conversations_likelier_and_later_steps_rarer():
    """Forty plain rejections: some may have come after a conversation."""
    plain = [rejected(days=day, channel="board") for day in range(10, 90, 2)]
    told, untold = (
        draw(count_trials(seen(application_log(*rows)), ASSUMED), ASSUMED, 1, 4000).search
        for rows in (plain, [{**row, "stage_known": False} for row in plain])
    )
    assert untold.first[:, 0].mean() > 1.5 * told.first[:, 0].mean()
    assert untold.later[:, 0].mean() < told.later[:, 0].mean()


def test_counts_can_be_moved_below_what_stages_could_be_untold():
    """What would flip the order supposes more first conversations, so fewer failures than untold ones."""
    rows = [rejected(days=day, stage_known=False, channel="board") for day in range(10, 90, 2)]
    counted = count_trials(seen(application_log(*rows)), ASSUMED)
    fewer = replace(counted, first_misses=counted.first_misses * 0.1)
    drawn = draw(fewer, ASSUMED.changed({"lost_share": 0.9}), 1, 500).search.first
    assert ((drawn >= 0) & (drawn <= 1)).all()
