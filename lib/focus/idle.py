"""Idle days after rejections, and how many there would be if the rejections had come on other days."""

from __future__ import annotations

from dataclasses import dataclass
from math import e, log

import numpy as np

from lib.measures.pace import active_days, idle_days
from lib.measures.seen import Seen

PAUSING = 0.15
"""The share of people whom rejections make stop, before anything is known of their log; an assumption."""


@dataclass(frozen=True)
class Idle:
    """Days of pause after rejections, and how far rejections explain them."""

    days: int
    """Idle days in the window, counted from the fourth day of each pause."""
    ordinary: float
    """How many there would be on average if the same rejections had come on other days."""
    rarely: float
    """The share, 0 to 1, of such other days with at least as many idle days."""

    @property
    def excess(self) -> float:
        """Days beyond the ordinary, never negative."""
        return max(0.0, self.days - self.ordinary)

    @property
    def chance(self) -> float:
        """The chance that rejections make this person stop.

        Its odds are those of `PAUSING` times the most that a finding with p = `rarely` can count,
        1 / (-e p ln p).
        Source: Sellke, Bayarri & Berger (2001), The American Statistician 55, 62–71.
        """
        if not self.excess or self.rarely >= 1 / e:
            return 0.0
        odds = PAUSING / (1 - PAUSING) / (-e * self.rarely * log(self.rarely))
        return odds / (1 + odds)


def read_idle(seen: Seen, window: int) -> Idle:
    """The idle days of the last `window` days, beside those if the rejections had come on other days.

    For that, all rejections of the window are shifted by the same number of days (what passes its end comes
    back at its start), once for every possible number.
    """
    active = active_days(seen)
    rejected = np.unique(seen.turned_down_on[~np.isnat(seen.turned_down_on)])
    days = idle_days(rejected, active, seen.now, window)
    if not days:
        return Idle(0, 0.0, 1.0)
    first = max(active[0], seen.now - window)
    span = int((seen.now - first).astype(int)) + 1
    place = (rejected[rejected >= first] - first).astype(np.int64)
    others = [
        idle_days(np.unique(first + (place + shift) % span), active, seen.now, window)
        for shift in range(1, span)
    ]
    as_many = 1 + sum(other >= days for other in others)
    return Idle(days, float(np.mean(others)) if others else 0.0, as_many / (len(others) + 1))
