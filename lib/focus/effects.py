"""How much reaching a good level in each area would change: rates of a search in, effects out.

The unit is the relative change in offers a week: 0.4 means 1.4 times as many. The formulas are those of
`docs/focus.md`; all work on arrays whose first axis is the draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.focus.constants import Constants
from lib.log.schema import CHANNELS

AREAS = ("emotions", "feedback", "reflect", "networking", "resilience")
LEVERS = ("resume", "story", "interview")

BOARD, SITE, OUTREACH, REFERRAL = (CHANNELS.index(c) for c in ("board", "site", "outreach", "referral"))
_TINY = 1e-12


@dataclass(frozen=True)
class SearchRates:
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
    """(n,): applications a week in the weeks to come, if nothing changes."""
    usual: np.ndarray | None
    """(n,): applications a week before; None where the log is too short to tell."""
    idle: np.ndarray
    """(n,): days of pause that rejections are the cause of, counted from the fourth of each pause."""
    known: np.ndarray
    """(n,): share of late rejections whose reason is known."""
    answer: np.ndarray
    """(n,): chance that a request for feedback is answered."""
    askable: int
    rejected_late: bool
    """Whether any rejection came after a conversation."""
    offer_open: bool
    others_mix: np.ndarray
    """(n, channels): how other people send; used where the log does not say."""
    others_slowed: np.ndarray
    """(n,): the relative gap between other people's usual and present pace; used where `usual` is None."""
    channels_recorded: bool = True
    channels_known: bool = True
    """Whether the log or the person says how the applications were sent."""
    pauses_recorded: bool = True


@dataclass(frozen=True)
class Effects:
    """Effects by draw: `areas` (n, 5) in the order of `AREAS`, `levers` (n, 3) in that of `LEVERS`."""

    areas: np.ndarray
    levers: np.ndarray
    measurable: np.ndarray
    """(5,): whether the log holds what each area is measured by. If not, its effect is that of people in
    general: it is not shown, but it may still be the largest."""
    doubt: float = 0.0
    """The share of draws in which any area may be the first, whatever these effects say."""


def area_effects(search: SearchRates, c: Constants) -> Effects:
    """The effect of each area and of each lever of `reflect`."""
    levers = lever_effects(search, c)
    by_area = {
        "emotions": emotions_effect(search, c),
        "feedback": feedback_effect(search, c),
        "reflect": levers.max(axis=1),
        "networking": networking_effect(search, c),
        "resilience": resilience_effect(search, c),
    }
    measurable = {
        "emotions": search.pauses_recorded,
        "networking": search.channels_known,
        "resilience": search.usual is not None,
    }
    return Effects(
        np.column_stack([by_area[area] for area in AREAS]),
        levers,
        np.array([measurable.get(area, True) for area in AREAS]),
    )


def reach(p: np.ndarray, good: np.ndarray, c: Constants) -> np.ndarray:
    """(n, k): by what factor shares `p` grow when part of their gap to `good` is closed; `c.most` at most."""
    p = np.maximum(p, _TINY)
    return np.asarray(np.minimum(_closer(p, good, c) / p, c.most[:, None]))


def _closer(p: np.ndarray, good: np.ndarray, c: Constants) -> np.ndarray:
    return np.asarray(p + c.gap_closed[:, None] * np.maximum(0, good - p))


def lever_effects(search: SearchRates, c: Constants) -> np.ndarray:
    """(n, 3): what résumé, story and interview would change; story is 0 if one step leads to the offer."""
    realised = 1 - c.unknown_loss * (1 - search.known)
    story, interview = _step_gains(search, c)
    return np.column_stack([_resume_effect(search, c), story * realised, interview * realised])


def _resume_effect(search: SearchRates, c: Constants) -> np.ndarray:
    now = np.maximum((search.mix * search.first).sum(axis=1), _TINY)
    then = (search.mix * _closer(search.first, c.good_first, c)).sum(axis=1)
    return np.asarray(np.minimum(then / now, c.most) - 1)


def _step_gains(search: SearchRates, c: Constants) -> tuple[np.ndarray, np.ndarray]:
    """What the step after the first conversation would gain, and what all later steps would together."""
    reaches = reach(search.later, c.good_later, c)
    if len(search.steps) == 1:
        return np.zeros(len(reaches)), reaches[:, 0] - 1
    rest = np.minimum(reaches[:, 1:].prod(axis=1), c.most)
    return reaches[:, 0] - 1, rest - 1


def networking_effect(search: SearchRates, c: Constants) -> np.ndarray:
    """(n,): what sending some applications through people, not boards and sites, would change."""
    mix = np.atleast_2d(search.mix if search.channels_recorded else search.others_mix)
    people = mix[:, REFERRAL] + mix[:, OUTREACH]
    cold = mix[:, BOARD] + mix[:, SITE]
    target = np.maximum(people, np.minimum(c.people_share, people + c.people_step))
    moved = np.minimum(target - people, cold)
    from_cold = mix[:, BOARD] * search.first[:, BOARD] + mix[:, SITE] * search.first[:, SITE]
    gain = search.first[:, REFERRAL] * c.referral_onward - from_cold / np.maximum(cold, _TINY)
    now = np.maximum((mix * search.first).sum(axis=1), _TINY)
    effect = moved * c.referral_itself * np.maximum(0, gain) / now
    return np.asarray(np.minimum(effect, c.most - 1))


def resilience_effect(search: SearchRates, c: Constants) -> np.ndarray:
    """(n,): what returning to the usual pace would change."""
    if search.usual is None:
        return np.asarray(np.minimum(search.others_slowed, c.most - 1))
    if search.offer_open:
        return np.zeros(len(search.pace))
    return np.asarray(np.clip(search.usual / np.maximum(search.pace, _TINY), 1, c.most) - 1)


def emotions_effect(search: SearchRates, c: Constants) -> np.ndarray:
    """(n,): what using the days lost to long pauses after rejections would add."""
    if not search.pauses_recorded:
        return np.zeros(len(search.idle))
    idle = np.minimum(search.idle, c.most_idle)
    return np.asarray(np.minimum(idle / (c.pause_days - idle), c.most - 1))


def feedback_effect(search: SearchRates, c: Constants) -> np.ndarray:
    """(n,): what finding out reasons would change, where there were rejections after a conversation.

    It is the gain from practice that is lost while reasons are unknown, times the chance to find them out.
    """
    if not search.rejected_late:
        return np.zeros(len(search.answer))
    silent = (1 - search.answer) ** search.askable * (1 - c.mock_finds)
    story, interview = _step_gains(search, c)
    gain = np.minimum((1 + story) * (1 + interview), c.most) - 1
    return np.asarray((1 - silent) * (1 - search.known) * c.unknown_loss * gain)
