"""What reaching a good level in each area would change: rates of a search in, effects out.

The unit is the relative change in offers a week: 0.4 means 1.4 times as many. Every formula is that of
`docs/focus.md`; each works on arrays whose first axis is the draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.focus.priors import Assumptions
from lib.log.schema import CHANNELS

AREAS = ("emotions", "feedback", "reflect", "networking", "resilience")
LEVERS = ("resume", "story", "interview")

BOARD, SITE, OUTREACH, REFERRAL = (CHANNELS.index(c) for c in ("board", "site", "outreach", "referral"))
_TINY = 1e-12


@dataclass(frozen=True)
class Search:
    """The rates of one job search, in n draws."""

    mix: np.ndarray
    """(channels,) or (n, channels): share of applications by channel."""
    first: np.ndarray
    """(n, channels): chance that an application reaches a first conversation."""
    later: np.ndarray
    """(n, steps): chance of each later step of the ladder."""
    steps: tuple[str, ...]
    """Names of the priors of those steps."""
    pace: np.ndarray
    """(n,): applications a week now."""
    usual: np.ndarray | None
    """(n,): applications a week before; None where the log is too short to tell."""
    idle: np.ndarray
    """(n,): days of pause after rejections, beyond the third."""
    known: np.ndarray
    """(n,): share of late rejections whose reason is known."""
    answer: np.ndarray
    """(n,): chance that a request for feedback is answered."""
    askable: int
    rejected_late: bool
    """Whether any rejection came after a conversation."""
    offer_open: bool
    channels_recorded: bool = True
    pauses_recorded: bool = True


@dataclass(frozen=True)
class Effects:
    """Effects by draw: `areas` (n, 5) in the order of `AREAS`, `levers` (n, 3) in that of `LEVERS`."""

    areas: np.ndarray
    levers: np.ndarray


def area_effects(search: Search, assumptions: Assumptions) -> Effects:
    """The effect of each area and of each lever of `reflect`; NaN where it cannot be measured."""
    levers = lever_effects(search, assumptions)
    by_area = {
        "emotions": emotions_effect(search, assumptions),
        "feedback": feedback_effect(search, assumptions),
        "reflect": levers.max(axis=1),
        "networking": networking_effect(search, assumptions),
        "resilience": resilience_effect(search, assumptions),
    }
    return Effects(np.column_stack([by_area[area] for area in AREAS]), levers)


def reach(p: np.ndarray, good: float | np.ndarray, assumptions: Assumptions) -> np.ndarray:
    """How many times a share grows when part of its gap to a good level is closed, capped."""
    p = np.maximum(p, _TINY)
    return np.asarray(np.minimum(_closer(p, good, assumptions) / p, assumptions.most))


def _closer(p: np.ndarray, good: float | np.ndarray, assumptions: Assumptions) -> np.ndarray:
    return np.asarray(p + assumptions.gap_closed * np.maximum(0, good - p))


def lever_effects(search: Search, assumptions: Assumptions) -> np.ndarray:
    """(n, 3): what résumé, story and interview depth would change; a ladder of one step has no story."""
    realised = 1 - assumptions.unknown_loss * (1 - search.known)
    story, interview = _step_gains(search, assumptions)
    return np.column_stack([_resume_effect(search, assumptions), story * realised, interview * realised])


def _resume_effect(search: Search, assumptions: Assumptions) -> np.ndarray:
    good = np.array([prior.quantile(assumptions.good_quantile) for prior in assumptions.first])
    now = np.maximum((search.mix * search.first).sum(axis=1), _TINY)
    then = (search.mix * _closer(search.first, good, assumptions)).sum(axis=1)
    return np.asarray(np.minimum(then / now, assumptions.most) - 1)


def _step_gains(search: Search, assumptions: Assumptions) -> tuple[np.ndarray, np.ndarray]:
    """What the step out of the first conversation, and the remaining steps together, would gain."""
    good = [assumptions.prior(step).quantile(assumptions.good_quantile) for step in search.steps]
    reaches = reach(search.later, np.array(good), assumptions)
    if len(search.steps) == 1:
        return np.zeros(len(reaches)), reaches[:, 0] - 1
    rest = np.minimum(reaches[:, 1:].prod(axis=1), assumptions.most)
    return reaches[:, 0] - 1, rest - 1


def networking_effect(search: Search, assumptions: Assumptions) -> np.ndarray:
    """What moving applications from boards and sites to people would change."""
    if not search.channels_recorded:
        return np.full(len(search.first), np.nan)
    mix = np.atleast_2d(search.mix)
    people = mix[:, REFERRAL] + mix[:, OUTREACH]
    cold = mix[:, BOARD] + mix[:, SITE]
    target = np.maximum(people, np.minimum(assumptions.people_share, people + assumptions.people_step))
    moved = np.minimum(target - people, cold)
    from_cold = mix[:, BOARD] * search.first[:, BOARD] + mix[:, SITE] * search.first[:, SITE]
    gain = search.first[:, REFERRAL] * assumptions.referral_onward - from_cold / np.maximum(cold, _TINY)
    now = np.maximum((mix * search.first).sum(axis=1), _TINY)
    effect = moved * assumptions.referral_itself * np.maximum(0, gain) / now
    return np.asarray(np.minimum(effect, assumptions.most - 1))


def resilience_effect(search: Search, assumptions: Assumptions) -> np.ndarray:
    """What returning to the usual pace would change, beyond what pauses after rejections explain."""
    if search.usual is None:
        return np.full(len(search.pace), np.nan)
    if search.offer_open:
        return np.zeros(len(search.pace))
    window = assumptions.pause_days
    paused = search.pace * window / (window - np.minimum(search.idle, assumptions.most_idle))
    return np.asarray(np.clip(search.usual / np.maximum(paused, _TINY), 1, assumptions.most) - 1)


def emotions_effect(search: Search, assumptions: Assumptions) -> np.ndarray:
    """What the days lost to long pauses after rejections would add."""
    if not search.pauses_recorded:
        return np.full(len(search.idle), np.nan)
    idle = np.minimum(search.idle, assumptions.most_idle)
    return np.asarray(np.minimum(idle / (assumptions.pause_days - idle), assumptions.most - 1))


def feedback_effect(search: Search, assumptions: Assumptions) -> np.ndarray:
    """What practice loses for want of knowing what decided, times the chance of finding out."""
    if not search.rejected_late:
        return np.zeros(len(search.answer))
    silent = (1 - search.answer) ** search.askable * (1 - assumptions.mock_finds)
    story, interview = _step_gains(search, assumptions)
    gain = np.minimum((1 + story) * (1 + interview), assumptions.most) - 1
    return np.asarray((1 - silent) * (1 - search.known) * assumptions.unknown_loss * gain)
