"""Rejections that do not say how far they got, and whether knowing would change the advice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lib.focus.ladder import recorded_ladder
from lib.focus.priors import Assumptions
from lib.focus.ranking import effects_of, lead_of
from lib.focus.results import SEED, LostStages
from lib.focus.trials import Trials, count_trials
from lib.log.schema import ApplicationLog, Stage
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import untold

DRAWS = 2000


def lost_stages(
    seen: Seen,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    seed: int = SEED,
    trials: Trials | None = None,
) -> LostStages | None:
    """What changes if some rejections of unknown stage came after a conversation; None if there are none.

    Their number is the published share of them. Those with the longest waits are put at the first recorded
    stage, and the log is ranked again. `trials` are the log's counts, worked out here if not given.
    """
    bare = seen.rejected & ~seen.stage_known
    total = int(bare.sum())
    if not total:
        return None
    moved = max(1, round(total * assumptions.lost_share))
    positions = _longest_waits(seen, bare)[:moved]
    told = with_stage(seen.log, positions, recorded_ladder(seen.log).stages[0])
    now = trials or count_trials(seen, assumptions)
    first, then = (
        lead_of(effects_of(counted_so, assumptions, seed=seed, draws=DRAWS), assumptions.close)
        for counted_so in (now, count_trials(Seen(told, seen.as_of, today=seen.today), assumptions))
    )
    ranked = now.mature >= assumptions.too_early
    rows = seen.applications["row"].to_numpy()[positions]
    return LostStages(
        total=total,
        moved=len(positions),
        lead=then if ranked else None,
        changes=ranked and first != then,
        rows=tuple(rows.tolist()),
        positions=tuple(positions.tolist()),
        sentence=_sentence(total, len(positions), first, then, seen.first_step)
        if ranked
        else _unranked(total),
    )


def with_stage(log: ApplicationLog, positions: np.ndarray, stage: Stage) -> ApplicationLog:
    """The log with the applications at `positions` put at `stage`, as if the log said so."""
    applications = log.applications.copy()
    applications.loc[applications.index[positions], "stage"] = stage
    applications.loc[applications.index[positions], "stage_known"] = True
    return replace(log, applications=applications, recorded=log.recorded | {stage})


def _longest_waits(seen: Seen, bare: np.ndarray) -> np.ndarray:
    """Positions of the rejections in `bare`, the longest wait first, undated ones last."""
    waited = seen.turned_down_on - seen.sent
    days = np.where(np.isnat(waited), -1.0, waited.astype(float))
    positions = np.flatnonzero(bare)
    return np.asarray(positions[np.argsort(-days[positions], kind="stable")])


def _sentence(total: int, moved: int, first: str, then: str, step: str) -> str:
    one = "it" if total == 1 else f"{moved} of them"
    supposed = f"{untold(total)}. If {one} came after a {step}, as some do in published logs, "
    if first == then:
        return f"{supposed}the first area stays the same."
    which = "it" if total == 1 else "this one" if moved == 1 else f"these {moved}"
    return f"{supposed}“{terms.AREAS[then].title}” would come first: say how far {which} got."


def _unranked(total: int) -> str:
    return f"{untold(total)}. No area is ranked yet; knowing it will make the first ranking surer."
