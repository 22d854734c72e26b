"""The rates of a job search drawn from what its log says and what is published."""

from __future__ import annotations

import numpy as np

from lib.focus.effects import Search
from lib.focus.priors import Assumptions, Beta
from lib.focus.trials import Trials

RARE_EVENT = 0.5
"""Added to a count of applications: the Jeffreys prior of a Poisson rate."""


def draw_search(trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int) -> Search:
    """`draws` plausible versions of the search behind one log.

    Priors are Beta, updated with the log's successes and failures; paces are Gamma(count + 0.5, weeks).
    """
    priors = (*assumptions.first, *(assumptions.prior(step) for step in trials.ladder.steps))
    hits = np.concatenate([trials.first_hits, trials.later_hits])
    misses = np.concatenate([trials.first_misses, trials.later_misses])
    shares = draw_shares(priors, hits, misses, rng, draws)
    late = trials.late
    asks = draw_shares(
        (assumptions.prior("answer"),),
        np.array([late.answered]),
        np.array([late.asked - late.answered]),
        rng,
        draws,
    )
    return Search(
        mix=trials.mix,
        first=shares[:, : len(assumptions.first)],
        later=shares[:, len(assumptions.first) :],
        steps=trials.ladder.steps,
        pace=rng.gamma(trials.recent + RARE_EVENT, 7 / assumptions.recent_days, draws),
        usual=_usual_pace(trials, assumptions, rng, draws),
        idle=np.full(draws, float(trials.idle_days)),
        known=np.full(draws, late.known),
        answer=asks[:, 0],
        askable=late.askable,
        rejected_late=late.rejections > 0,
        offer_open=trials.offer_open,
        channels_recorded=trials.channels_recorded,
        pauses_recorded=trials.pauses_recorded,
    )


def draw_shares(
    priors: tuple[Beta, ...], hits: np.ndarray, misses: np.ndarray, rng: np.random.Generator, draws: int
) -> np.ndarray:
    """(draws, len(priors)): shares from Beta(a + hits, b + misses)."""
    a = np.array([prior.a for prior in priors]) + hits
    b = np.array([prior.b for prior in priors]) + misses
    return rng.beta(a, b, (draws, len(priors)))


def _usual_pace(
    trials: Trials, assumptions: Assumptions, rng: np.random.Generator, draws: int
) -> np.ndarray | None:
    if trials.usual_weeks < assumptions.usual_least:
        return None
    return rng.gamma(trials.usual + RARE_EVENT, 1 / trials.usual_weeks, draws)
