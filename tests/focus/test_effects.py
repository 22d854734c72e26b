"""Each formula of the model against values computed by hand."""

from dataclasses import replace

import numpy as np
import pytest

from lib.focus.constants import Constants
from lib.focus.effects import (
    SearchRates,
    area_effects,
    emotions_effect,
    feedback_effect,
    lever_effects,
    networking_effect,
    reach,
    resilience_effect,
)
from lib.focus.priors import Assumptions, Beta
from lib.log.schema import CHANNELS

ASSUMED = Assumptions(
    board=Beta(1.1, 16.9),
    site=Beta(1.5, 16.5),
    conversation_offer=Beta(1.6, 10.4),
    screen_interview=Beta(4.6, 7.4),
    interview_final=Beta(5.8, 6.2),
    final_offer=Beta(5.5, 6.5),
)
CONVERSATION = ("conversation_offer",)


def certain(assumed: Assumptions = ASSUMED, steps: tuple[str, ...] = CONVERSATION) -> Constants:
    """The constants of one draw, at their own values."""
    names = ("gap_closed", "most", "unknown_loss", "mock_finds", "referral_itself", "referral_onward",
             "people_share", "people_step", "prior_weight")  # fmt: skip
    first, later = ([assumed.prior(key) for key in keys] for keys in (CHANNELS, steps))
    good = assumed.good_quantile
    return Constants(
        **{name: np.array([getattr(assumed, name)]) for name in names},
        first=np.array([[beta.mean for beta in first]]),
        later=np.array([[beta.mean for beta in later]]),
        good_first=np.array([[beta.quantile(good) for beta in first]]),
        good_later=np.array([[beta.quantile(good) for beta in later]]),
        pause_days=assumed.pause_days,
        most_idle=assumed.most_idle,
    )


CERTAIN = certain()


def by_channel(**shares: float) -> np.ndarray:
    """Shares in the order of the channels, 0 where not named."""
    return np.array([shares.get(channel, 0.0) for channel in CHANNELS])


def search(**changes: object) -> SearchRates:
    """One draw of an ordinary search: board only, one kind of conversation, pace 2 after 3."""
    ordinary = {
        "mix": by_channel(board=1.0),
        "first": by_channel(board=0.2)[None, :],
        "later": np.array([[0.1]]),
        "steps": CONVERSATION,
        "pace": np.array([2.0]),
        "usual": np.array([3.0]),
        "idle": np.array([0.0]),
        "known": np.array([1.0]),
        "answer": np.array([0.2]),
        "askable": 0,
        "rejected_late": True,
        "offer_open": False,
        "others_mix": by_channel(board=1.0)[None, :],
        "others_slowed": np.array([0.2]),
    }
    return SearchRates(**{**ordinary, **changes})


def test_reach_closes_half_of_the_gap_to_good():
    """From 0.10 towards 0.20 half the gap makes 0.15: one and a half times."""
    assert reach(np.array([[0.10]]), np.array([[0.20]]), CERTAIN) == pytest.approx(np.array([[1.5]]))


@pytest.mark.parametrize(("p", "expected"), [(0.01, 2.0), (0.30, 1.0), (0.0, 2.0)])
def test_reach_never_more_than_doubles_nor_shrinks(p, expected):
    """Far below good the cap holds; above good nothing is gained; a share of nothing is no error."""
    assert reach(np.array([[p]]), np.array([[0.20]]), CERTAIN) == pytest.approx(np.array([[expected]]))


def test_resume_weighs_channels_by_their_share():
    """Half board at 0.05 (good 0.0859), half site at 0.10 (good 0.1155): 0.08785 / 0.075 - 1."""
    half = search(mix=by_channel(board=0.5, site=0.5), first=by_channel(board=0.05, site=0.10)[None, :])
    assert lever_effects(half, CERTAIN)[0, 0] == pytest.approx(0.1713, abs=1e-4)


def test_one_kind_of_conversation_has_no_story():
    """With one step after the first conversation, all of it is the interview lever: 0.1 towards 0.1848."""
    assert lever_effects(search(), CERTAIN)[0, 1:] == pytest.approx([0.0, 0.4239], abs=1e-4)


def test_practice_without_knowing_why_realises_two_fifths():
    """K = 0.4 + 0.6 κ: with no reason recorded the interview lever keeps 0.4 of its gain."""
    assert lever_effects(search(known=np.array([0.0])), CERTAIN)[0, 2] == pytest.approx(
        0.4 * 0.4239, abs=1e-4
    )


def test_remaining_steps_multiply_up_to_the_cap():
    """Interview → final at 0.3 reaches 1.469, final → offer at 0.2 reaches 1.888: together capped at 2."""
    steps = ("screen_interview", "interview_final", "final_offer")
    full = search(later=np.array([[0.5, 0.3, 0.2]]), steps=steps)
    assert lever_effects(full, certain(steps=steps))[0, 1:] == pytest.approx([0.0, 1.0])


def test_networking_moves_cold_applications_to_people():
    """People share 0.20 → 0.35, 0.15 · 0.5 · (0.3 · 1.3 - 0.05) / 0.10."""
    mixed = search(
        mix=by_channel(board=0.8, referral=0.2), first=by_channel(board=0.05, referral=0.3)[None, :]
    )
    assert networking_effect(mixed, CERTAIN) == pytest.approx([0.255])


def test_networking_stops_at_the_target_share():
    """Whoever sends two of five through people already gains nothing from a shift."""
    people = search(
        mix=by_channel(board=0.6, referral=0.4), first=by_channel(board=0.05, referral=0.3)[None, :]
    )
    assert networking_effect(people, CERTAIN) == pytest.approx([0.0])


def test_networking_moves_no_more_than_there_is():
    """With a twentieth of cold applications only that twentieth can move: 0.05 · 0.5 · (0.39 - 0.05) / s."""
    mix, first = by_channel(board=0.05, recruiter=0.95), by_channel(board=0.05, referral=0.3, recruiter=0.6)
    expected = 0.05 * 0.5 * 0.34 / (0.05 * 0.05 + 0.95 * 0.6)
    assert networking_effect(search(mix=mix, first=first[None, :]), CERTAIN) == pytest.approx([expected])


def test_resilience_is_the_way_back_to_the_usual_pace():
    """Three a week before, two now: half as many again."""
    assert resilience_effect(search(), CERTAIN) == pytest.approx([0.5])


@pytest.mark.parametrize("changes", [{"offer_open": True}, {"usual": np.array([1.0])}])
def test_resilience_is_nothing_when_the_pace_rises_or_an_offer_is_there(changes):
    """An offer on the table and a rising pace leave nothing to win back."""
    assert resilience_effect(search(**changes), CERTAIN) == pytest.approx([0.0])


@pytest.mark.parametrize(("idle", "expected"), [(0, 0.0), (14, 1 / 3), (28, 1.0), (50, 1.0)])
def test_emotions_gives_back_the_idle_days(idle, expected):
    """L / (56 - L), L at most 40, never more than twice as many offers."""
    assert emotions_effect(search(idle=np.array([float(idle)])), CERTAIN) == pytest.approx([expected])


@pytest.mark.parametrize("pause_days", [28.0, 40.0, 112.0])
def test_any_window_leaves_days_to_search_in(pause_days):
    """However short the window is made, idle days never fill it."""
    shorter = certain(replace(ASSUMED, pause_days=pause_days, idle_most=50.0))
    idle = search(idle=np.array([50.0]))
    assert 0 <= emotions_effect(idle, shorter)[0] <= 1
    assert np.isfinite(resilience_effect(idle, shorter)).all()


def test_feedback_is_what_not_knowing_costs_times_the_chance_of_an_answer():
    """P = 1 - 0.8² · 0.4 = 0.744; 0.744 · (1 - 0.5) · 0.6 · 0.4239."""
    asked = search(known=np.array([0.5]), askable=2)
    assert feedback_effect(asked, CERTAIN) == pytest.approx([0.0946], abs=1e-4)


def test_feedback_needs_a_rejection_after_a_conversation():
    """With nobody to ask, asking changes nothing."""
    assert feedback_effect(search(rejected_late=False, known=np.array([0.0])), CERTAIN) == pytest.approx(
        [0.0]
    )


@pytest.mark.parametrize(
    ("changes", "column", "effect"),
    [
        ({"channels_recorded": False, "channels_known": False}, 3, 0.15 * 0.5 * (0.3 * 1.3 - 0.1) / 0.1),
        ({"usual": None}, 4, 0.2),
        ({"pauses_recorded": False}, 0, 0.0),
    ],
)
def test_what_cannot_be_measured_is_that_of_other_people_and_said_so(changes, column, effect):
    """Networking without channels, resilience without a usual pace, emotions without rejection days."""
    rates = replace(CERTAIN, first=by_channel(board=0.1, referral=0.3)[None, :])
    found = area_effects(search(first=rates.first, **changes), rates)
    assert not found.measurable[column]
    assert found.areas[0, column] == pytest.approx(effect)


def test_reflect_is_its_largest_lever():
    """Résumé gains nothing at 0.2 through boards, so the interview lever's 0.4239 is the area's effect."""
    assert area_effects(search(), CERTAIN).areas[0, 2] == pytest.approx(0.4239, abs=1e-4)
