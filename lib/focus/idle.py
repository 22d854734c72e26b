"""Idle days after rejections, and how many there would be if the rejections had come on other days.

The numbers are for sentences; whether rejections are the cause is judged in `pausing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.measures.pace import active_days, idle_days
from lib.measures.seen import Seen


@dataclass(frozen=True)
class Idle:
    """Days of pause after rejections, beside what is usual."""

    days: int
    """Idle days in the window, counted from the fourth day of each pause."""
    ordinary: float
    """How many there would be on average if the same rejections had come on other days."""

    @property
    def excess(self) -> float:
        """Days beyond the ordinary, never negative."""
        return max(0.0, self.days - self.ordinary)


def read_idle(seen: Seen, window: int) -> Idle:
    """The idle days of the last `window` days, beside those if the rejections had come on other days.

    For that, all rejections of the window are shifted by the same number of days (what passes its end comes
    back at its start), once for every possible number.
    """
    active = active_days(seen)
    rejected = np.unique(seen.turned_down_on[~np.isnat(seen.turned_down_on)])
    days = idle_days(rejected, active, seen.now, window)
    if not days:
        return Idle(0, 0.0)
    first = max(active[0], seen.now - window)
    span = int((seen.now - first).astype(int)) + 1
    place = (rejected[rejected >= first] - first).astype(np.int64)
    others = [
        idle_days(np.unique(first + (place + shift) % span), active, seen.now, window)
        for shift in range(1, span)
    ]
    return Idle(days, float(np.mean(others)) if others else 0.0)
