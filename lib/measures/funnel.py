"""How far applications get: stages reached, conversion from each to the next, and where each one ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.log.schema import STAGE_DATES, STAGES, Stage
from lib.measures.curves import Days, Flags
from lib.measures.rates import Rate
from lib.measures.seen import Seen

NOT_FURTHER_DAYS = 60
"""Days without a further word by which a conversation did not lead further."""


@dataclass(frozen=True)
class Conversion:
    """How many of those that reached stage `start`, and are no longer undecided there, reached `end`."""

    start: Stage
    end: Stage
    rate: Rate


def reached(seen: Seen) -> dict[Stage, int]:
    """How many applications reached each stage, by the furthest stage; a hire counts at every stage."""
    counts = np.bincount(seen.level, minlength=len(STAGES))
    at_least = counts[::-1].cumsum()[::-1]
    return {stage: int(n) for stage, n in zip(STAGES, at_least, strict=True)}


def reached_as_told(seen: Seen) -> dict[Stage, int]:
    """How many applications reached each stage by the log's own words, written tests included as a step."""
    return reached(Seen(replace(seen.told, first_is_test=False), seen.as_of))


def conversions(seen: Seen, recorded: Iterable[Stage] | None = None) -> tuple[Conversion, ...]:
    """The conversion from each recorded stage to the next one; `recorded` are those of the log if not given.

    Left out of the trials of a stage: applications that are open at it, and those withdrawn at it. One that
    was answered in another way than by an invitation, has been silent for longer than the silence cut-off,
    or for 60 days after a conversation, is decided; so the first step counts as the reply rates do.
    The first stage and the offer are always part of the ladder: nobody forgets to note an offer.
    """
    known = seen.log.recorded if recorded is None else recorded
    ladder = [s for s in STAGES if s in {"applied", "offer", *known}]
    undecided = _undecided(seen)
    return tuple(
        Conversion(start, end, _conversion(seen.level, undecided, STAGES.index(start), STAGES.index(end)))
        for start, end in pairwise(ladder)
    )


def _conversion(level: Days, undecided: Flags, start: int, end: int) -> Rate:
    onward = level >= end
    return Rate(int(onward.sum()), int(((level >= start) & (onward | ~undecided)).sum()))


def _undecided(seen: Seen) -> Flags:
    """Which applications may still reach the next stage, or were withdrawn by the person before it."""
    over = np.where(seen.positive, seen.quiet > NOT_FURTHER_DAYS, seen.mature)
    still: Flags = (seen.open | seen.withdrawn) & ~(seen.open & over)
    return still


def standings(seen: Seen) -> np.ndarray:
    """How each application stands: its outcome, or "no_reply" where it is silent past the silence cut-off.

    So the flow counts as the tally does. A log that keeps no answers tells nothing by its silence.
    """
    silent = seen.open & ~seen.positive & ~seen.replied & (seen.age > seen.cutoff)
    outcome = seen.applications["outcome"].astype(str).to_numpy(dtype=object)
    return np.where(silent & seen.answers_recorded, "no_reply", outcome)


def flows(seen: Seen) -> pd.DataFrame:
    """Every application once, at its end: the links of a flow from stage to stage and out of it.

    Returns:
        A frame with `source` (a stage), `target` (the next stage, or an outcome), `count` (1 or more) and
        `ends` (True where the target is an outcome: the counts of these rows add up to all applications).
        Stages that nobody stopped at and that no date speaks of are passed over.
    """
    level = seen.level
    passed = [i for i, stage in enumerate(STAGES) if _is_shown(seen, i, stage)]
    onward = [(STAGES[a], STAGES[b], int((level >= b).sum()), False) for a, b in pairwise(passed)]
    ended = pd.DataFrame({"stage": level, "outcome": standings(seen)})
    stops = ended.value_counts(sort=False).sort_index().reset_index()
    ends = [
        (STAGES[s], outcome, int(n), True)
        for s, outcome, n in zip(stops["stage"], stops["outcome"], stops["count"], strict=True)
    ]
    links = [link for link in onward + ends if link[2]]
    table = pd.DataFrame(links, columns=["source", "target", "count", "ends"])
    return table.astype({"count": np.int64, "ends": bool})


def _is_shown(seen: Seen, index: int, stage: Stage) -> bool:
    if index == 0 or (seen.level == index).any():
        return True
    return bool((seen.level > index).any() and not np.isnat(seen.column(STAGE_DATES[stage])).all())
