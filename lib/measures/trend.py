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
"""Applications old enough for an answer from which a change over time is spoken of."""
RARE = 0.05
"""A count this unlikely, had the rate only drifted as rates do, is called a change."""


@dataclass(frozen=True)
class Change:
    """Conversations of the earlier and of the later half, and how unusual the later count is."""

    first: Rate
    second: Rate
    middle: date
    """The last day of the first half."""
    as_many: float
    """Chance of so many or more in the second half, had the rate of the first only drifted."""
    as_few: float
    """Chance of so few or fewer."""

    @property
    def verdict(self) -> Literal["more", "as before", "fewer"]:
        """What is said of it."""
        if self.as_many <= RARE:
            return "more"
        return "fewer" if self.as_few <= RARE else "as before"


def old_enough(seen: Seen) -> Flags:
    """Mature applications past the silence cut-off: among younger ones only the answered ones would count."""
    return seen.mature & (seen.age > seen.cutoff)


def change(seen: Seen, hit: Flags | None = None) -> Change | None:
    """The two halves of the applications that are old enough, by the day of sending.

    `hit` is who got a conversation, if not as the log has it. None with fewer than ten, or all of one day.
    """
    used = old_enough(seen)
    days, hits = seen.sent[used], (seen.positive if hit is None else hit)[used]
    if len(days) < FEWEST or len(np.unique(days)) < 2:
        return None
    middle = np.sort(days)[(len(days) - 1) // 2]
    later = days > middle
    first, second = (Rate(int(hits[part].sum()), int(part.sum())) for part in (~later, later))
    return _compare(first, second, middle.item())


def _compare(first: Rate, second: Rate, middle: date) -> Change:
    """How the second half looks from the first, whose rate may have drifted on the way."""
    if not second.trials:
        return Change(first, second, middle, 1.0, 1.0)
    chances = hits_ahead(first.hits + 0.5, first.trials - first.hits + 0.5, second.trials)
    as_many, as_few = float(chances[second.hits :].sum()), float(chances[: second.hits + 1].sum())
    return Change(first, second, middle, as_many, as_few)
