"""Which gaps in a search were pauses after a rejection, and which were this person's ordinary rhythm.

A gap of g days after a rejection is either ordinary (geometric: on each day something is sent with chance
m), or a pause of p days followed by an ordinary wait. The chance of a pause and m are fitted to the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from lib.measures.seen import Seen

LONGEST = 120
"""Days; longer gaps are read as this long."""
PAUSE_SHAPE, PAUSE_SCALE = 2.0, 5.5
"""A pause lasts 11 days on average, Gamma-distributed: assumed, beside recoveries of 3 to 13 days."""
LATE, EARLY = (0.5, 1.5), (0.2, 3.8)
"""Beta belief in a pause after a late and after an early rejection, before the log is seen: assumed."""
ROUNDS = 5
"""Of the fit; it has settled by then."""
UNLIKELY = 0.01
"""Gaps that are pauses less often than this are taken as ordinary."""
GRACE_DAYS = 3
"""Days of a pause that nobody needs to account for."""


@dataclass(frozen=True)
class Gaps:
    """Waits from a rejection to the next application; arrays by gap, days counted back from now."""

    start: np.ndarray
    """Days ago on which the rejection came."""
    length: np.ndarray
    """Days to the next application, or to now."""
    ended: np.ndarray
    """False where the gap is still going on."""
    late: np.ndarray
    """Whether the rejection came after a conversation."""
    active: int
    """Days on which something was sent."""
    span: int
    """Days of search that they are spread over."""


@dataclass(frozen=True)
class Pauses:
    """Gaps that may have been pauses, and how long each pause may have been."""

    start: np.ndarray
    """Days ago on which each began."""
    chances: tuple[np.ndarray, ...]
    """For each gap the chances of a pause of 0, 1, 2, … days, summed up."""


@dataclass(frozen=True)
class PausedDays:
    """Days of pause in each draw."""

    idle: np.ndarray
    """Beyond the third day of each pause, in the window of `emotions`."""
    recent: np.ndarray
    """All of them, in the days of the present pace."""
    usual: np.ndarray
    """All of them, in the weeks of the usual pace."""


def read_pauses(seen: Seen) -> Pauses:
    """The gaps of a log that may have been pauses, with the person's own rhythm fitted."""
    gaps = find_gaps(seen)
    lengths = _fit(gaps)
    kept = [i for i, chances in enumerate(lengths) if 1 - chances[0] >= UNLIKELY]
    return Pauses(gaps.start[kept], tuple(np.cumsum(lengths[i]) for i in kept))


def find_gaps(seen: Seen) -> Gaps:
    """The gap that each day with a rejection fell into, each gap once, from its first late rejection on."""
    sent = np.unique(seen.age)
    sent = sent[~np.isnan(sent)][::-1]
    rejected = seen.since(seen.turned_down_on)
    known = ~np.isnan(rejected) & (len(sent) > 0)
    late, rejected = seen.positive[known], rejected[known]
    after = np.searchsorted(-sent, -rejected, side="right")
    order = np.lexsort((-rejected, ~late, after))
    _, chosen = np.unique(after[order], return_index=True)
    pick = order[chosen]
    resumed = np.append(sent, 0.0)[after[pick]]
    return Gaps(
        start=rejected[pick],
        length=np.minimum(rejected[pick] - resumed, LONGEST),
        ended=after[pick] < len(sent),
        late=late[pick],
        active=len(sent),
        span=int(sent.max()) + 1 if len(sent) else 0,
    )


def draw_pauses(
    pauses: Pauses, rng: np.random.Generator, draws: int, *, window: float, recent: float, usual: float
) -> PausedDays:
    """How many days were pauses, in `draws` plausible readings of the gaps.

    `window` and `recent` are the days back to which idle days and the present pace are counted; `usual` the
    days before the latter that make the usual pace.
    """
    sampled = np.zeros((draws, len(pauses.start)))
    for i, chances in enumerate(pauses.chances):
        sampled[:, i] = np.searchsorted(chances, rng.random(draws) * chances[-1])
    end = pauses.start - sampled
    return PausedDays(
        idle=_overlap(pauses.start - GRACE_DAYS, end, 0, window),
        recent=_overlap(pauses.start, end, 0, recent),
        usual=_overlap(pauses.start, end, recent, recent + usual),
    )


def _overlap(start: np.ndarray, end: np.ndarray, near: float, far: float) -> np.ndarray:
    """Days between `start` and `end` days ago that lie between `near` and `far` days ago, summed by draw."""
    days = np.minimum(start, far) - np.maximum(end, near)
    return np.asarray(np.maximum(days, 0).sum(axis=1))


def _fit(gaps: Gaps) -> list[np.ndarray]:
    """For every gap the chances of a pause of 0, 1, 2, … days: expectation and maximisation in turn."""
    late, early = (a / (a + b) for a, b in (LATE, EARLY))
    paused, found = 0.0, list[np.ndarray]()
    for _ in range(ROUNDS):
        daily = float(np.clip((gaps.active + 0.5) / max(gaps.span - paused, 1), 0.02, 0.98))
        found = _each(gaps, late, early, daily)
        paused = sum(float(chances @ np.arange(len(chances))) for chances in found)
        pauses = np.array([1 - chances[0] for chances in found])
        late, early = _share(pauses[gaps.late], *LATE), _share(pauses[~gaps.late], *EARLY)
    return found


def _each(gaps: Gaps, late: float, early: float, daily: float) -> list[np.ndarray]:
    """The chances for every gap; gaps that are alike are worked out once."""
    kinds = list(zip(gaps.length.astype(int), gaps.ended, gaps.late, strict=True))
    once = {
        (days, ended, is_late): pause_chances(int(days), bool(ended), late if is_late else early, daily)
        for days, ended, is_late in set(kinds)
    }
    return [once[kind] for kind in kinds]


def _share(pauses: np.ndarray, a: float, b: float) -> float:
    return float((a + pauses.sum()) / (a + b + len(pauses)))


def pause_chances(gap: int, ended: bool, chance: float, daily: float) -> np.ndarray:
    """Chances of a pause of 0 to `gap` days given the gap, the chance of any pause, and the daily rhythm.

    With f the lengths of pauses and m the rhythm, an ended gap of g days weighs (1 - chance) m (1-m)^(g-1)
    for no pause and chance f(p) m (1-m)^(g-p-1) for one of p days; one still going on weighs (1-m)^(g-p), and
    a pause that fills it counts all longer ones.
    """
    wait = gap - np.arange(gap + 1)
    ordinary = (1 - daily) ** np.maximum(wait - 1, 0) * daily if ended else (1 - daily) ** wait
    length = _pause_lengths()[: gap + 1].copy()
    if not ended:
        length[gap] = _pause_lengths()[gap:].sum()
    weights = chance * length * ordinary
    weights[0] = (1 - chance) * ordinary[0]
    return np.asarray(weights / weights.sum())


@cache
def _pause_lengths() -> np.ndarray:
    """Chances of a pause of each number of days, before a gap is seen."""
    days = np.arange(LONGEST + 2)
    density = days ** (PAUSE_SHAPE - 1) * np.exp(-days / PAUSE_SCALE)
    return np.asarray(density / density.sum())
