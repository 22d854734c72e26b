"""Which stages of a log are weak or strong beside published figures, where the counts suffice to say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from lib.focus.effects import SearchRates
from lib.focus.ladder import Ladder
from lib.focus.priors import Assumptions
from lib.focus.results import StageCall
from lib.focus.trials import Trials
from lib.log.schema import STAGE_DATES
from lib.measures.funnel import conversions
from lib.measures.rates import Rate, as_known, positive_reply
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import capitalised, share_between


def decided_counts(seen: Seen, ladder: Ladder) -> tuple[Rate, ...]:
    """How many went further at each step of the ladder, of those decided there.

    The first is the rate of positive replies, the later ones are conversions of the funnel. The counts of the
    model are not used: they contain parts of open applications, and a person should see whole numbers.
    """
    later = conversions(seen, ladder.stages)[1:]
    return (as_known(seen, positive_reply(seen)), *(step.rate for step in later))


def steps_told_apart(seen: Seen, ladder: Ladder, counts: Sequence[Rate]) -> tuple[bool, ...]:
    """For each step, whether the log records its two stages separately.

    If all decided applications went further, or nearly all, one column may stand for both stages, and a
    single note for the rest. Then they are separate only if some application has different days for the two.
    """
    dates = {stage: seen.column(STAGE_DATES[stage]) for stage in ladder.stages}
    days_differ = [
        bool((dates[start] != dates[end])[~np.isnat(dates[start]) & ~np.isnat(dates[end])].any())
        for start, end in pairwise(ladder.stages)
    ]
    later = zip(counts[1:], days_differ, strict=True)
    return (True, *(rate.trials - rate.hits >= STOPPED * rate.trials or differ for rate, differ in later))


STOPPED = 0.1
"""The least share that must have stopped at a stage for it to be one of its own, where no days tell."""


def call_stages(
    trials: Trials,
    search: SearchRates,
    counts: Sequence[Rate],
    told_apart: Sequence[bool],
    assumptions: Assumptions,
    *,
    early: bool,
) -> tuple[StageCall, ...]:
    """Each step of the ladder, called weak or strong where its rate is likely below or above the prior mean.

    Args:
        trials: what the model took from the log.
        search: the rates drawn from them.
        counts: how many went further at each step, of those decided there: a call needs enough of them.
        told_apart: whether the log records the two stages of each step separately.
        assumptions: the prior means, and what a call needs.
        early: whether it is too early to rank; then nothing is called.
    """
    ladder = trials.ladder
    first_mean = float((trials.mix * [prior.mean for prior in assumptions.first]).sum())
    published = (first_mean, *(assumptions.prior(step).mean for step in ladder.steps))
    least = (assumptions.sure_first, *(assumptions.sure_later for _ in ladder.steps))
    own = ((search.mix * search.first).sum(axis=1), *search.later.T)
    starts = ("applied", *ladder.stages[:-1])
    enough = [
        not early and rate.trials >= needed and apart
        for rate, needed, apart in zip(counts, least, told_apart, strict=True)
    ]
    return tuple(
        _call(*step, sure=assumptions.sure, tests=trials.counts_tests)
        for step in zip(starts, ladder.stages, counts, own, published, enough, strict=True)
    )


def _call(
    start: str,
    end: str,
    counts: Rate,
    own: np.ndarray,
    published: float,
    enough: bool,
    *,
    sure: float,
    tests: bool,
) -> StageCall:
    below = float((own < published).mean())
    call = _verdict(counts, below, published, sure) if enough else None
    return StageCall(
        start=start,
        end=end,
        counts=counts,
        share=float(np.median(own)),
        published=published,
        below=below,
        call=call,
        sentence=_sentence(start, counts, published, call, tests=tests),
    )


def _verdict(counts: Rate, below: float, published: float, sure: float) -> Literal["weak", "strong"] | None:
    """What to call a step: both the model must be sure, and the counts that the person sees must agree.

    Where nobody knows how many count, the share at both ends must.
    """
    least, most = (counts.hits / trials if trials else 0.0 for trials in (counts.most, counts.trials))
    if below >= sure and most < published:
        return "weak"
    return "strong" if 1 - below >= sure and least > published else None


def _sentence(start: str, counts: Rate, published: float, call: str | None, *, tests: bool) -> str:
    gone = capitalised(onward(start, counts, "went", tests=tests))
    said = f"{gone}; published figures suggest about {published:.0%}."
    if call is None:
        return f"{said} No clear difference yet."
    if call == "weak":
        return f"{said} This stage is weak."
    return f"{said} This stage is strong: keep doing this."


def onward(start: str, counts: Rate, went: str = "led", *, tests: bool = False) -> str:
    """How many of those decided at a stage went further: "9 of 13 (69%) interviews led further".

    `tests`: whether written tests count as the first stage, and are named with it.
    """
    one, many = terms.STAGES[start].one, terms.STAGES[start].many
    if tests and start == "screen":
        one, many = "test or first conversation", "tests or first conversations"
    if not counts.trials:
        return f"no {one} has {'gone' if went == 'went' else 'led'} further or ended yet"
    if counts.trials == 1:
        has = "has" if counts.hits else "has not"
        return f"the one {one} {has} {'gone' if went == 'went' else 'led'} further"
    return f"{share_between(counts.hits, counts.trials, counts.most)} {many} {went} further"
