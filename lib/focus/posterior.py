"""The rates of a job search drawn from what its log says and what is published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from lib.focus.constants import Constants, draw_constants
from lib.focus.effects import OUTREACH, REFERRAL, Effects, SearchRates, area_effects
from lib.focus.priors import Assumptions
from lib.focus.trials import Trials
from lib.focus.unevenness import OTHERS, UNEVENNESS

LEVEL = 2.0
"""Shape of the Gamma of people's levels round the published mean: the larger, the more alike they are."""
CHANNEL_SPREAD = 0.35
"""Coefficient of variation of a person's rate in one channel round what their level gives there."""
OTHERS_MIX = np.array([0.60, 0.22, 0.06, 0.06, 0.06, 1e-9])
"""How people send on average, by channel."""
SAME_MIX = 3.0
"""Strength of the Dirichlet round `OTHERS_MIX`: the larger, the more alike people send."""
OTHERS_SLOWED = 0.5
"""Standard deviation among people of log(usual pace / present pace)."""
RARE_EVENT = 0.5
"""Added to a count of applications: the Jeffreys prior of a Poisson rate."""
UNNOTED = (1.0, 2.0)
"""(a, b) of a Beta: the share of unnoted reasons that the person knows all the same."""
RETURNS = 4.0
"""Strength of the Beta of how far the present pace returns to the usual one by itself (0 to 1)."""
UNWANTED = 3.0
"""The same, where the person says that nothing outside the search slowed it down."""
OUTSIDE = 0.27
"""How much of a slow-down has its cause outside the search, by the chances of the answers in `asking.py`."""
SEARCHED = 0.125
"""The least share of the recent days, and of the usual weeks, that counts as searched."""


@dataclass(frozen=True)
class Draws:
    """Plausible versions of one search, each with constants of its own."""

    search: SearchRates
    constants: Constants
    doubt: float = 0.0
    """The share of draws that say nothing of the order (`Untold.doubt`)."""

    @property
    def effects(self) -> Effects:
        """What each area would change in each version."""
        return replace(area_effects(self.search, self.constants), doubt=self.doubt)


def draw(trials: Trials, assumptions: Assumptions, seed: int, draws: int) -> Draws:
    """`draws` plausible versions of the search behind one log.

    Each part has its own stream of random numbers, so that results for two logs, or two sets of assumptions,
    differ only because these do.
    """
    constants = draw_constants(assumptions, trials.ladder.steps, seed, draws)

    def stream(name: str) -> np.random.Generator:
        return np.random.default_rng(_seeds(seed, name))

    stops = stream("idle").random(draws) < trials.pausing.chance
    pace, usual = draw_paces(trials, assumptions, stream("paces"), stops)
    late_share = trials.untold.draw(assumptions, stream("untold"), draws)
    late = trials.late
    return Draws(
        SearchRates(
            mix=trials.mix,
            first=draw_first(trials, constants, stream("first"), stream("undated").random(draws), late_share),
            later=draw_later(trials, constants, assumptions, stream("later"), late_share),
            steps=trials.ladder.steps,
            pace=pace,
            usual=usual,
            idle=draw_idle(trials, assumptions, stops),
            known=draw_known(trials, assumptions, stream("known"), draws),
            answer=draw_answers(trials, assumptions, stream("answers"), draws),
            askable=late.askable,
            rejected_late=late.rejections > 0,
            offer_open=trials.offer_open,
            others_mix=draw_mix(assumptions, stream("mix"), draws),
            others_slowed=np.maximum(np.exp(OTHERS_SLOWED * stream("slowed").normal(size=draws)), 1) - 1,
            channels_known=trials.channels_recorded or assumptions.is_set("people_now"),
            channels_recorded=trials.channels_recorded,
            pauses_recorded=trials.pauses_recorded,
        ),
        constants,
        trials.untold.doubt,
    )


@cache
def _seeds(seed: int, name: str) -> np.random.SeedSequence:
    """Where a stream begins; kept, because to work it out takes longer than most streams."""
    return np.random.SeedSequence([seed, *name.encode()])


def draw_first(
    trials: Trials, c: Constants, rng: np.random.Generator, unknown: np.ndarray, late: np.ndarray
) -> np.ndarray:
    """(n, channels): the chance of a first conversation.

    The person's own level m is Gamma(2, 2) times the published one, updated with all channels together;
    the rate of a channel is Beta round m times the published one, updated with its own successes and
    failures. `unknown` (n,) is the share, in each draw, of the applications without a day that are failures;
    `late` (n,) that of the rejections of unknown stage that came after a conversation.
    """
    talked = late[:, None] * trials.untold.by_channel
    hits = trials.first_hits + talked
    failed = np.maximum(trials.first_misses - talked, 0)  # none is left where the counts were moved
    misses = failed + unknown[:, None] * trials.first_unknown
    shape = LEVEL * c.prior_weight
    tried = (c.first * (hits + misses)).sum(axis=1)
    level = rng.gamma(shape + hits.sum(axis=1)) / (shape + tried)
    mean = np.clip(level[:, None] * c.first, 1e-4, 0.9)
    strength = np.maximum((1 - mean) / (CHANNEL_SPREAD**2 * mean) - 1, 2) * c.prior_weight[:, None]
    a, b = mean * strength + hits, (1 - mean) * strength + misses
    return np.asarray(rng.beta(a, b))


def draw_later(
    trials: Trials, c: Constants, assumptions: Assumptions, rng: np.random.Generator, late: np.ndarray
) -> np.ndarray:
    """(n, steps): the chance of each later step, Beta round the published mean, updated.

    Of the rejections of unknown stage, the share `late` (n,) ended at the first conversation.
    """
    strength = np.array([assumptions.prior(step).strength for step in trials.ladder.steps])
    weight = strength * c.prior_weight[:, None] / assumptions.prior_weight
    misses = np.tile(trials.later_misses, (len(late), 1))
    misses[:, 0] += late * trials.untold.by_channel.sum()
    a, b = c.later * weight + trials.later_hits, (1 - c.later) * weight + misses
    return np.asarray(rng.beta(a, b))


def draw_known(trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int) -> np.ndarray:
    """(n,): the share of the late rejections whose reason the person knows.

    It is those with a reason in the log, and of the others as many as the person says. Before the person says
    so it is none of the others; but if the log holds no reasons at all, perhaps because it has no place for
    them, it is a share drawn from Beta(1, 2).
    """
    noted = trials.late.known
    if assumptions.is_set("reasons_known"):
        return np.full(draws, noted + (1 - noted) * assumptions.reasons_known)
    if trials.reasons_recorded:
        return np.full(draws, noted)
    return np.asarray(noted + (1 - noted) * rng.beta(*UNNOTED, draws))


def draw_mix(assumptions: Assumptions, rng: np.random.Generator, draws: int) -> np.ndarray:
    """(n, channels): how other people send, with the share through people that this person gave, if any."""
    mix = rng.dirichlet(SAME_MIX * OTHERS_MIX, draws)
    if not assumptions.is_set("people_now"):
        return np.asarray(mix)
    people = np.isin(np.arange(len(OTHERS_MIX)), (OUTREACH, REFERRAL))
    told, now = assumptions.people_now, mix[:, people].sum(axis=1, keepdims=True)
    scale = np.where(people, told / np.maximum(now, 1e-9), (1 - told) / np.maximum(1 - now, 1e-9))
    return np.asarray(mix * scale)


def draw_answers(
    trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int
) -> np.ndarray:
    """The chance that a request for feedback is answered."""
    answered, silent = trials.late.answered, trials.late.asked - trials.late.answered
    prior = assumptions.prior("answer")
    return rng.beta(prior.a + answered, prior.b + silent, draws)


def draw_idle(trials: Trials, assumptions: Assumptions, stops: np.ndarray) -> np.ndarray:
    """(n,): days of pause that rejections are the cause of; 0 where none make this person stop (`stops`).

    What the person says had a cause outside the search is no part of it.
    """
    other = assumptions.pause_wanted if assumptions.is_set("pause_wanted") else 0.0
    idle = min(trials.pausing.idle(assumptions.pause_days), assumptions.most_idle)
    return np.where(stops, (1 - other) * idle, 0.0)


def draw_paces(
    trials: Trials, assumptions: Assumptions, rng: np.random.Generator, stops: np.ndarray
) -> tuple[np.ndarray, np.ndarray | None]:
    """(n,) each: applications a week to come, and as usual (None where no usual pace is known).

    Both are paces on days that are no pauses after rejections; `stops` (n,) says where there are such. Weekly
    counts vary 1 + c · pace times as much as a Poisson, c being this person's unevenness, so counts and weeks
    are divided by that. The coming pace lies between the present and the usual one (`draw_return`).
    """
    draws, weeks, waits = len(stops), assumptions.recent_days / 7, trials.pausing.waits
    start, end = assumptions.recent_days, assumptions.recent_days + 7 * trials.usual_weeks
    uneven = rng.choice(UNEVENNESS, draws, p=trials.unevenness)
    spread = 1 + uneven * (trials.recent + trials.usual + 2) / (weeks + trials.usual_weeks + 0.5)
    searched = _searched(weeks, waits.days(0, start) / 7, stops)
    now = rng.gamma(trials.recent / spread + RARE_EVENT) * spread / searched
    if trials.usual_weeks < assumptions.usual_least:
        return now, None
    searched = _searched(trials.usual_weeks, waits.days(start, end) / 7, stops)
    usual = rng.gamma(trials.usual / spread + RARE_EVENT) * spread / searched
    back = draw_return(assumptions, rng, uneven)
    return back * usual + (1 - back) * now, usual


def _searched(weeks: float, paused: float, stops: np.ndarray) -> np.ndarray:
    """(n,): the weeks that were no pauses."""
    return np.maximum(weeks - np.where(stops, paused, 0.0), weeks * SEARCHED)


def draw_return(assumptions: Assumptions, rng: np.random.Generator, uneven: np.ndarray) -> np.ndarray:
    """(n,): how far the present pace returns to the usual one by itself.

    A slow-down that is part of uneven weeks passes, a change of another kind stays. Over people the way back
    is half, so both kinds are as large where weeks are as uneven as those of others: with even weeks more of
    a slow-down is a change. Once the person has said how much of it had a cause outside the search, that much
    passes, and of the rest as much as leaves the mean as it was.
    """
    passes = uneven / (uneven + OTHERS)
    if not assumptions.is_set("pause_wanted"):
        return _part(rng, passes, RETURNS)
    told = assumptions.pause_wanted
    return told + (1 - told) * _part(rng, (passes - OUTSIDE) / (1 - OUTSIDE), UNWANTED)


def _part(rng: np.random.Generator, mean: np.ndarray, strength: float) -> np.ndarray:
    """Beta with these means, each kept away from 0 and 1."""
    mean = np.clip(mean, 0.02, 0.98)
    return np.asarray(rng.beta(strength * mean, strength * (1 - mean)))
