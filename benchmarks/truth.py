"""What would truly help a job seeker: the effects of the five areas, worked out from true rates.

Written apart from `lib/focus`, after the formulas of `docs/focus.md`, so that a benchmark does not change
with what it measures. Arrays begin with one entry for each set of constants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

AREAS = ("emotions", "feedback", "reflect", "networking", "resilience")
LEVERS = ("resume", "story", "interview")
CHANNELS = ("board", "site", "outreach", "referral", "recruiter", "unknown")
BOARD, SITE, OUTREACH, REFERRAL = range(4)

FIRST: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "board": (1.1, 16.9), "site": (1.5, 16.5), "outreach": (1.9, 16.1),
        "referral": (4.2, 7.8), "recruiter": (6.0, 4.0), "unknown": (1.6, 16.4),
    }
)  # fmt: skip
"""Beta of a first conversation by channel, as first designed."""
LATER: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "screen_interview": (4.6, 7.4), "interview_final": (5.8, 6.2), "final_offer": (5.5, 6.5),
        "interview_offer": (2.6, 9.4), "conversation_offer": (1.6, 10.4),
    }
)  # fmt: skip
"""Beta of the later steps, as first designed."""
WINDOW, MOST_IDLE = 56.0, 40.0
"""Days in which pauses count, and the most idle days among them."""
GOOD = 0.75
"""A good level is what one job seeker in four reaches."""


@dataclass(frozen=True)
class Constants:
    """What nobody can read from a log, in n sets: arrays (n,), `good` by channel or step."""

    gap_closed: Numbers
    most: Numbers
    unknown_loss: Numbers
    mock_finds: Numbers
    referral_itself: Numbers
    referral_onward: Numbers
    people_share: Numbers
    people_step: Numbers
    good: Mapping[str, Numbers]


@dataclass(frozen=True)
class Truth:
    """The true rates of one search, as they are on the day it is looked at."""

    mix: Numbers
    """Share of applications by channel."""
    first: Numbers
    """Chance of a first conversation by channel."""
    later: Numbers
    steps: tuple[str, ...]
    pace: float
    """Applications a week to come, if nothing changes, on days that are no pauses after rejections."""
    usual: float | None
    idle: float
    """Days of pause that rejections caused, beyond the third of each."""
    known: float
    """Share of the rejections after a conversation of which the person knows what decided."""
    answer: float
    askable: int
    rejected_late: bool
    offer_open: bool


def beta_good(mean: Numbers, strength: Numbers) -> Numbers:
    """The good level of shares that are Beta-distributed with this mean and strength."""
    from scipy.special import betaincinv

    return np.asarray(betaincinv(mean * strength, (1 - mean) * strength, GOOD))


def fixed() -> Constants:
    """The constants at the values that they were first given, one set."""
    good = {
        name: beta_good(np.array([a / (a + b)]), np.array([a + b]))
        for name, (a, b) in (FIRST | LATER).items()
    }
    values = [0.5, 2.0, 0.6, 0.6, 0.5, 1.3, 0.4, 0.15]
    return Constants(*(np.array([value]) for value in values), good)


def true_effects(truth: Truth, constants: Constants) -> tuple[Numbers, Numbers]:
    """The effect of each area (n, 5) and of each lever of `reflect` (n, 3); 0 where nothing can change."""
    c, one = constants, np.ones(len(constants.gap_closed))
    story, interview = _step_gains(truth, c)
    practised = 1 - c.unknown_loss * (1 - truth.known)
    levers = np.column_stack([_resume(truth, c), story * practised, interview * practised])
    by_area = {
        "emotions": one * min(truth.idle / (WINDOW - min(truth.idle, MOST_IDLE)), 99.0),
        "feedback": _feedback(truth, c, story, interview),
        "reflect": levers.max(axis=1),
        "networking": _networking(truth, c),
        "resilience": one * _slowed(truth),
    }
    most = (c.most - 1)[:, None]
    return np.minimum(np.column_stack([by_area[a] for a in AREAS]), most), levers


def _closer(p: Numbers, good: Numbers, c: Constants) -> Numbers:
    return p + c.gap_closed * np.maximum(0, good - p)


def _resume(truth: Truth, c: Constants) -> Numbers:
    good = [c.good[channel] for channel in CHANNELS]
    then = sum(w * _closer(s, g, c) for w, s, g in zip(truth.mix, truth.first, good, strict=True))
    now = max(float(truth.mix @ truth.first), 1e-9)
    return np.asarray(np.minimum(then / now, c.most) - 1)


def _step_gains(truth: Truth, c: Constants) -> tuple[Numbers, Numbers]:
    reaches = [
        np.minimum(_closer(p, c.good[step], c) / max(p, 1e-9), c.most)
        for p, step in zip(truth.later, truth.steps, strict=True)
    ]
    if len(reaches) == 1:
        return np.zeros(len(c.most)), reaches[0] - 1
    return reaches[0] - 1, np.minimum(np.prod(reaches[1:], axis=0), c.most) - 1


def _feedback(truth: Truth, c: Constants, story: Numbers, interview: Numbers) -> Numbers:
    if not truth.rejected_late:
        return np.zeros(len(c.most))
    found = 1 - (1 - truth.answer) ** truth.askable * (1 - c.mock_finds)
    gain = np.minimum((1 + story) * (1 + interview), c.most) - 1
    return np.asarray(found * (1 - truth.known) * c.unknown_loss * gain)


def _networking(truth: Truth, c: Constants) -> Numbers:
    people = truth.mix[REFERRAL] + truth.mix[OUTREACH]
    cold = truth.mix[BOARD] + truth.mix[SITE]
    target = np.maximum(people, np.minimum(c.people_share, people + c.people_step))
    from_cold = truth.mix[[BOARD, SITE]] @ truth.first[[BOARD, SITE]] / max(cold, 1e-9)
    gain = np.maximum(0, truth.first[REFERRAL] * c.referral_onward - from_cold)
    now = max(float(truth.mix @ truth.first), 1e-9)
    return np.asarray(np.minimum(target - people, cold) * c.referral_itself * gain / now)


def _slowed(truth: Truth) -> float:
    if truth.usual is None or truth.offer_open:
        return 0.0
    return max(truth.usual / max(truth.pace, 1e-9), 1.0) - 1
