"""How far applications get: stages reached, conversion from each to the next, and where each one ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.log.schema import STAGE_DATES, STAGES, Stage
from lib.measures.curves import Days, Flags
from lib.measures.rates import Rate, furthest, has_outcome
from lib.measures.timeline import ages
from lib.measures.timing import silence_cutoff


@dataclass(frozen=True)
class Conversion:
    """How many of those that reached stage `start`, and are no longer undecided there, reached `end`."""

    start: Stage
    end: Stage
    rate: Rate


def reached(applications: pd.DataFrame) -> dict[Stage, int]:
    """How many applications reached each stage, by the furthest stage; a hire counts at every stage."""
    counts = np.bincount(furthest(applications), minlength=len(STAGES))
    at_least = counts[::-1].cumsum()[::-1]
    return {stage: int(n) for stage, n in zip(STAGES, at_least, strict=True)}


def conversions(
    applications: pd.DataFrame,
    recorded: Iterable[Stage],
    as_of: date | None = None,
    cutoff: int | None = None,
) -> tuple[Conversion, ...]:
    """The conversion from each recorded stage to the next one.

    Left out of the trials of a stage: applications that are open at it, and those withdrawn at it. With
    `as_of`, an application that has been silent for longer than the silence cut-off (that of these
    applications, unless it is given) is no longer undecided.
    The first stage and the offer are always part of the ladder: nobody forgets to note an offer.
    """
    ladder = [s for s in STAGES if s in {"applied", "offer", *recorded}]
    undecided = _undecided(applications, as_of, cutoff)
    level = furthest(applications)
    return tuple(
        Conversion(start, end, _conversion(level, undecided, STAGES.index(start), STAGES.index(end)))
        for start, end in pairwise(ladder)
    )


def _conversion(level: Days, undecided: Flags, start: int, end: int) -> Rate:
    onward = level >= end
    return Rate(int(onward.sum()), int(((level >= start) & (onward | ~undecided)).sum()))


def _undecided(applications: pd.DataFrame, as_of: date | None, cutoff: int | None) -> Flags:
    """Where the next stage may still come, or was the person's own choice not to wait for."""
    undecided: Flags = has_outcome(applications, "open", "withdrawn").to_numpy()
    if as_of is None or applications.empty:
        return undecided
    silent = (furthest(applications) == 0) & has_outcome(applications, "open").to_numpy()
    over = silent & (ages(applications, as_of) > (cutoff or silence_cutoff(applications, as_of)))
    still: Flags = undecided & ~over
    return still


def flows(applications: pd.DataFrame) -> pd.DataFrame:
    """Every application once, at its end: the links of a flow from stage to stage and out of it.

    Returns:
        A frame with `source` (a stage), `target` (the next stage, or an outcome), `count` (1 or more) and
        `ends` (True where the target is an outcome: the counts of these rows add up to all applications).
        Stages that nobody stopped at and that no date speaks of are passed over.
    """
    level = furthest(applications)
    passed = [i for i, stage in enumerate(STAGES) if _is_seen(applications, level, i, stage)]
    onward = [(STAGES[a], STAGES[b], int((level >= b).sum()), False) for a, b in pairwise(passed)]
    ended = pd.DataFrame({"stage": level, "outcome": applications["outcome"].astype(str).to_numpy()})
    stops = ended.value_counts(sort=False).sort_index().reset_index()
    ends = [
        (STAGES[s], outcome, int(n), True)
        for s, outcome, n in zip(stops["stage"], stops["outcome"], stops["count"], strict=True)
    ]
    links = [link for link in onward + ends if link[2]]
    table = pd.DataFrame(links, columns=["source", "target", "count", "ends"])
    return table.astype({"count": np.int64, "ends": bool})


def _is_seen(applications: pd.DataFrame, level: Days, index: int, stage: Stage) -> bool:
    if index == 0 or (level == index).any():
        return True
    return bool((level > index).any() and applications[STAGE_DATES[stage]].notna().any())
