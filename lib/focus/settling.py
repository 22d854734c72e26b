"""How many further answered applications would settle the ranking."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lib.focus.effects import SearchRates
from lib.focus.posterior import draw
from lib.focus.priors import Assumptions
from lib.focus.ranking import DRAWS as RANKED
from lib.focus.ranking import VERSIONS, effects_of, first_chances, stand
from lib.focus.results import SEED, Settle
from lib.focus.trials import Trials, count_trials
from lib.log.schema import CHANNELS
from lib.measures.searches import is_over
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import counted

SIZES = (10, 20, 40, 80)
FUTURES = 16
"""How many possible continuations of the log are tried for each number of further applications."""
DRAWS = 300
STAGES_FIRST = (
    "Most of your rejections do not say how far you got. Noting that would make this surer than more "
    "applications would."
)
"""What is said of a log in which more applications of the same kind could not settle it."""
SURE = 0.80
"""The ranking counts as settled from this chance of being first on."""


def what_would_settle(
    seen: Seen,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    seed: int = SEED,
    trials: Trials | None = None,
) -> Settle:
    """The smallest number of answered applications after which the first place is expected to be settled.

    `trials` are the log's counts, worked out here if not given.
    """
    trials = trials or count_trials(seen, assumptions)
    if trials.ended or is_over(seen):
        return Settle(None, 0.0, "A search that has ended needs no more applications.")
    if not trials.answers_recorded:
        return Settle(
            None, 0.0, "Noting which of your applications were answered would make a ranking possible."
        )
    if trials.mature < assumptions.too_early:
        lacking = math.ceil(assumptions.too_early) - trials.mature
        sentence = f"{counted(lacking, 'more application')} with a reply would make a first ranking possible."
        return Settle(lacking, 0.0, sentence)
    now = stand(effects_of(trials, assumptions, seed=seed, draws=RANKED), assumptions.close)
    if now.first.max() >= SURE:
        first = terms.AREAS[now.order[0]].title
        sentence = f"“{first}” is well ahead; more applications alone would hardly change that."
        return Settle(None, float(now.first.max()), sentence)
    expected = float(now.first.max())
    if trials.untold.doubt:
        return Settle(None, expected, STAGES_FIRST)
    search = draw(trials, assumptions, seed, FUTURES).search
    for size in SIZES:
        futures = _futures(trials, search, size, np.random.default_rng(seed + size))
        leads = [_lead(future, assumptions, seed) for future in futures]
        expected = float(np.mean(leads))
        if expected >= SURE:
            return Settle(size, expected, _sentence(size, expected))
    return Settle(None, expected, _sentence(None, expected))


def _lead(trials: Trials, assumptions: Assumptions, seed: int) -> float:
    """The largest chance of being first that an area has."""
    return float(first_chances(effects_of(trials, assumptions, seed=seed, draws=DRAWS)).max())


def _futures(trials: Trials, search: SearchRates, size: int, rng: np.random.Generator) -> list[Trials]:
    """The counts after `size` more answered applications, once for each draw of the search."""
    return [
        _grown(trials, first, later, size, rng)
        for first, later in zip(search.first, search.later, strict=True)
    ]


def _grown(
    trials: Trials, first: np.ndarray, later: np.ndarray, size: int, rng: np.random.Generator
) -> Trials:
    sent = rng.multinomial(size, trials.mix)
    hits = np.array([rng.binomial(sent[c], first[c]) for c in range(len(CHANNELS))])
    arrived, onward, stopped = int(hits.sum()), [], []
    for chance in later:
        going = int(rng.binomial(arrived, chance))
        onward.append(going)
        stopped.append(arrived - going)
        arrived = going
    return replace(
        trials,
        first_hits=trials.first_hits + hits,
        first_misses=trials.first_misses + sent - hits,
        later_hits=trials.later_hits + onward,
        later_misses=trials.later_misses + stopped,
    )


def _sentence(size: int | None, expected: float) -> str:
    if size is None:
        return (
            f"Even {SIZES[-1]} more applications with a reply would hardly settle it: the choice "
            "depends on what is assumed as much as on your log."
        )
    return (
        f"About {counted(size, 'more application')} with a reply would probably settle it: one "
        f"area would then come first in {round(100 * expected)} of 100 {VERSIONS}."
    )
