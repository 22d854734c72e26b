"""Pages are computed one at a time, and those that take long let the others go first.

Python runs one thread at a time. Where the pages of many visitors compute at once, their threads change every
few milliseconds, so that each page is finished late, and each change costs time as well. So every page waits
for its turn: first those that were seen before, which are quick, then those opened for the first time, then
files to download, then what nobody waits for yet.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from itertools import count

PATIENCE = 3.0
"""Seconds that somebody waits for their turn at most; then they compute beside the others.

So nobody waits for ever for a page that waits for something else. What is done ahead waits until nobody
computes.
"""


class Kind(IntEnum):
    """What is computed, the quickest first."""

    AGAIN = 0
    FIRST = 1
    FILE = 2
    AHEAD = 3


Place = tuple[Kind, int, threading.Event]


class Turns:
    """One place to compute, and the queue for it: by kind, then by arrival."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: list[Place] = []
        self._arrivals = count()
        self._mine = threading.local()

    @contextmanager
    def turn(self, kind: Kind) -> Iterator[None]:
        """The body is run while nobody else's is; within another turn of the same thread it is just run."""
        if getattr(self._mine, "kind", None) is not None:
            yield
            return
        self._mine.kind, self._mine.arrival = kind, next(self._arrivals)
        self._take()
        try:
            yield
        finally:
            self._leave()
            self._mine.kind = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While the body waits for something else, others have their turn; without a turn it is just run."""
        held = getattr(self._mine, "holds", False)
        self._leave()
        try:
            yield
        finally:
            if held:
                self._take()

    def let_others(self) -> None:
        """Wait for those of a quicker kind; without a turn it does nothing.

        Call it where nothing is held that another visitor may wait for.
        """
        if not getattr(self._mine, "holds", False):
            return
        with self._lock:
            quicker = bool(self._waiting) and self._waiting[0][0] < self._mine.kind
        if quicker:
            self._leave()
            self._take()

    def _take(self) -> None:
        with self._lock:
            if not self._taken:
                self._taken = self._mine.holds = True
                return
            place = (self._mine.kind, self._mine.arrival, threading.Event())
            heapq.heappush(self._waiting, place)
        patience = None if self._mine.kind is Kind.AHEAD else self._patience
        self._mine.holds = place[2].wait(patience) or not self._gave_up(place)

    def _gave_up(self, place: Place) -> bool:
        """Takes a place out of the queue; whether it was still in it."""
        with self._lock:
            if place not in self._waiting:
                return False
            self._waiting.remove(place)
            heapq.heapify(self._waiting)
            return True

    def _leave(self) -> None:
        if not getattr(self._mine, "holds", False):
            return
        self._mine.holds = False
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting)[2].set()
            else:
                self._taken = False


computing = Turns()
