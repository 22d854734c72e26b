"""Whether conversations have become more or fewer: the later half of a search beside the earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from lib.measures.curves import Flags
from lib.measures.drift import hits_ahead
from lib.measures.rates import Rate
from lib.measures.seen import Seen

FEWEST = 10
"""A change over time is looked for from this many applications old enough for an answer on."""
RARE = 0.05
"""A count is called a change if ordinary drift would bring it with no more than this chance."""


@dataclass(frozen=True)
class Halves:
    """The rate of conversations in the earlier and the later half, and how unusual the later count is."""

    first: Rate
    second: Rate
    middle: date
    """The last day of the first half."""
    last: date
    """The last day of the second half: what was sent later is too recent to count."""
    as_many: float
    """Chance of at least the second half's count, if the first half's rate had only drifted."""
    as_few: float
    """Chance of at most the second half's count, if the first half's rate had only drifted."""

    @property
    def verdict(self) -> Literal["more", "as before", "fewer"]:
        """Whether the later half brought more conversations, fewer, or neither for certain."""
        if self.as_many <= RARE:
            return "more"
        return "fewer" if self.as_few <= RARE else "as before"


def old_enough(seen: Seen) -> Flags:
    """Mature applications past the silence cut-off; of younger ones only those with an answer are mature."""
    return seen.mature & (seen.age > seen.cutoff)


def change(seen: Seen, hit: Flags | None = None) -> Halves | None:
    """The earlier and the later half of the applications that are old enough, by the day of sending.

    `hit` says which got a conversation; without it the log does. None for fewer than ten applications, or if
    all were sent on one day.
    """
    used = old_enough(seen)
    days, hits = seen.sent[used], (seen.positive if hit is None else hit)[used]
    if len(days) < FEWEST or len(np.unique(days)) < 2:
        return None
    middle = np.sort(days)[(len(days) - 1) // 2]
    later = days > middle
    first, second = (Rate(int(hits[part].sum()), int(part.sum())) for part in (~later, later))
    return _compare(first, second, middle.item(), days.max().item())


def _compare(first: Rate, second: Rate, middle: date, last: date) -> Halves:
    """How likely the second half's count is, given the first half's rate and its ordinary drift."""
    if not second.trials:
        return Halves(first, second, middle, last, 1.0, 1.0)
    chances = hits_ahead(first.hits + 0.5, first.trials - first.hits + 0.5, second.trials)
    as_many, as_few = float(chances[second.hits :].sum()), float(chances[: second.hits + 1].sum())
    return Halves(first, second, middle, last, as_many, as_few)
