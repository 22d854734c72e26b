"""The rates of a job search drawn from what its log says and what is published."""

from __future__ import annotations

import numpy as np

from lib.focus.effects import Search
from lib.focus.pauses import PausedDays, draw_pauses
from lib.focus.priors import Assumptions, Beta
from lib.focus.trials import Trials

RARE_EVENT = 0.5
"""Added to a count of applications: the Jeffreys prior of a Poisson rate."""
RATIOS = np.exp(np.linspace(np.log(0.1), np.log(3.0), 32))
"""Present pace over usual pace: the values that are weighed."""
LEAST_EXPOSURE = 0.125
"""Share of a window that counts as searched however many of its days were pauses."""


def draw_search(trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int) -> Search:
    """`draws` plausible versions of the search behind one log.

    Shares are Beta, updated with the log's successes and failures; the two paces are drawn together from
    the counts over the days that were no pauses (`draw_paces`).
    """
    a, b = share_beliefs(trials, assumptions)
    shares = rng.beta(a, b, (draws, len(a)))
    paused = draw_paused(trials, assumptions, rng, draws)
    paces = draw_paces(trials, assumptions, paused, rng)
    answers = draw_answers(trials, assumptions, rng, draws)
    return search_of(trials, assumptions, shares, paused, paces, answers)


def search_of(
    trials: Trials,
    assumptions: Assumptions,
    shares: np.ndarray,
    paused: PausedDays,
    paces: tuple[np.ndarray, np.ndarray | None],
    answers: np.ndarray,
) -> Search:
    """The search whose parts were drawn so."""
    late, channels = trials.late, len(assumptions.first)
    idle = np.minimum(paused.idle, assumptions.most_idle)
    pace, usual = paces
    return Search(
        mix=trials.mix,
        first=shares[:, :channels],
        later=shares[:, channels:],
        steps=trials.ladder.steps,
        pace=pace * (1 - idle / assumptions.pause_days),
        usual=usual,
        idle=idle,
        known=np.full(len(shares), late.known),
        answer=answers,
        askable=late.askable,
        rejected_late=late.rejections > 0,
        offer_open=trials.offer_open,
        channels_recorded=trials.channels_recorded,
        pauses_recorded=trials.pauses_recorded,
    )


def share_beliefs(trials: Trials, assumptions: Assumptions) -> tuple[np.ndarray, np.ndarray]:
    """The Beta of every share, a and b: first conversations by channel, then the later steps."""
    priors = (*assumptions.first, *(assumptions.prior(step) for step in trials.ladder.steps))
    hits = np.concatenate([trials.first_hits, trials.later_hits])
    misses = np.concatenate([trials.first_misses, trials.later_misses])
    return _updated(priors, hits, misses)


def _updated(priors: tuple[Beta, ...], hits: np.ndarray, misses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.array([prior.a for prior in priors]) + hits, np.array([prior.b for prior in priors]) + misses


def draw_shares(
    priors: tuple[Beta, ...], hits: np.ndarray, misses: np.ndarray, rng: np.random.Generator, draws: int
) -> np.ndarray:
    """(draws, len(priors)): shares from Beta(a + hits, b + misses)."""
    return rng.beta(*_updated(priors, hits, misses), (draws, len(priors)))


def draw_paused(trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int) -> PausedDays:
    """The days of pause in the windows that the assumptions set."""
    return draw_pauses(
        trials.pauses, rng, draws,
        window=assumptions.pause_days, recent=assumptions.recent_days, usual=7 * trials.usual_weeks,
    )  # fmt: skip


def draw_answers(
    trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int
) -> np.ndarray:
    """The chance that a request for feedback is answered."""
    answered, silent = trials.late.answered, trials.late.asked - trials.late.answered
    prior = assumptions.prior("answer")
    return rng.beta(prior.a + answered, prior.b + silent, draws)


def draw_paces(
    trials: Trials, assumptions: Assumptions, paused: PausedDays, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray | None]:
    """Applications a week, now and usually, on days that are no pauses; None where no usual pace is known.

    With n and n' the counts, W and W' the weeks without pauses, and r the ratio of the paces (`ratio_prior`):
    p(r) ∝ prior(r) · r^n / (W' + r W)^(n + n' + 0.5), usual | r ~ Gamma(n + n' + 0.5, W' + r W).
    """
    now_weeks = _searched(assumptions.recent_days / 7, paused.recent / 7)
    if trials.usual_weeks < assumptions.usual_least:
        return rng.gamma(trials.recent + RARE_EVENT, 1 / now_weeks), None
    before_weeks = _searched(trials.usual_weeks, paused.usual / 7)
    shape = trials.recent + trials.usual + RARE_EVENT
    spread = before_weeks[:, None] + RATIOS * now_weeks[:, None]
    weight = np.log(ratio_prior(assumptions)) + trials.recent * np.log(RATIOS) - shape * np.log(spread)
    chances = np.exp(weight - weight.max(axis=1, keepdims=True)).cumsum(axis=1)
    at = (chances < rng.random(len(chances))[:, None] * chances[:, -1:]).sum(axis=1)
    ratio = RATIOS[np.minimum(at, len(RATIOS) - 1)]
    usual = rng.gamma(shape, 1 / (before_weeks + ratio * now_weeks))
    return ratio * usual, usual


def _searched(weeks: float, paused: np.ndarray) -> np.ndarray:
    return np.maximum(weeks - paused, weeks * LEAST_EXPOSURE)


def ratio_prior(assumptions: Assumptions) -> np.ndarray:
    """Chances of each of `RATIOS`: some searches hold their pace, the others have mostly slowed down."""
    held = np.exp(-0.5 * (np.log(RATIOS) / assumptions.steady_spread) ** 2)
    moved = np.exp(-0.5 * (np.log(RATIOS / assumptions.slowed_to) / assumptions.slowed_spread) ** 2)
    steady = assumptions.steady
    return np.asarray(steady * held / held.sum() + (1 - steady) * moved / moved.sum())
