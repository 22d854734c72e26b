"""Stages of a log called weak or strong against published figures, where the counts allow it."""

from __future__ import annotations

from typing import Literal

import numpy as np

from lib.focus.effects import Search
from lib.focus.priors import Assumptions
from lib.focus.results import StageCall
from lib.focus.trials import Trials

STAGE_WORD = {
    "applied": "application",
    "screen": "first conversation",
    "interview": "interview",
    "final": "final round",
    "offer": "offer",
}

STAGE_WORDS = {
    "applied": "applications",
    "screen": "first conversations",
    "interview": "interviews",
    "final": "final rounds",
    "offer": "offers",
}


def call_stages(trials: Trials, search: Search, assumptions: Assumptions) -> tuple[StageCall, ...]:
    """Each step of the ladder, called where its own rate is likely below, or above, the prior mean."""
    first_mean = float((trials.mix * [prior.mean for prior in assumptions.first]).sum())
    own_first = (search.mix * search.first).sum(axis=1)
    stages = trials.ladder.stages
    calls = [
        _call(
            "applied", stages[0], trials.first_hits.sum(), trials.first_trials, own_first, first_mean,
            assumptions.sure_first, assumptions.sure,
        )
    ]  # fmt: skip
    for i, step in enumerate(trials.ladder.steps):
        hits, misses = trials.later_hits[i], trials.later_misses[i]
        published = assumptions.prior(step).mean
        calls.append(
            _call(stages[i], stages[i + 1], hits, hits + misses, search.later[:, i], published,
                  assumptions.sure_later, assumptions.sure)
        )  # fmt: skip
    return tuple(calls)


def _call(
    start: str,
    end: str,
    hits: float,
    trials: float,
    own: np.ndarray,
    published: float,
    least: float,
    sure: float,
) -> StageCall:
    below = float((own < published).mean())
    call: Literal["weak", "strong"] | None = None
    if trials >= least:
        call = "weak" if below >= sure else "strong" if 1 - below >= sure else None
    return StageCall(
        start=start,
        end=end,
        hits=float(hits),
        trials=float(trials),
        share=float(np.median(own)),
        published=published,
        below=below,
        call=call,
        sentence=_sentence(start, hits, trials, published, call),
    )


def _sentence(start: str, hits: float, trials: float, published: float, call: str | None) -> str:
    counts = f"{hits:.0f} of about {trials:.0f} {STAGE_WORDS[start]} went further"
    figure = f"published figures suggest about {published:.0%}"
    if call is None:
        return f"{counts}; {figure}. No clear difference yet."
    if call == "weak":
        return f"{counts}; {figure}. This step is weak."
    return f"{counts}; {figure}. This step is strong: keep doing what you do here."
