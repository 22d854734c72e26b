"""Where all applications stand, each counted once: the counts add up to what was sent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.measures.seen import Seen


@dataclass(frozen=True)
class Tally:
    """How many applications stand where; all but `no_after` and `offers` add up to `sent`."""

    sent: int
    yes: int
    """Reached a conversation or test, whatever came of it."""
    no_after: int
    """Those in `yes` that were turned down later."""
    offers: int
    """Those in `yes` that led to an offer: open, accepted or declined."""
    no: int
    """Turned down without a conversation."""
    answered: int
    """Answered in some other way, neither yes nor no so far."""
    silent: int
    """No answer: noted as none, or silent past the silence cut-off."""
    young: int
    """Silent, and too recent to tell."""
    undated: int
    """Silent since a day that nobody knows."""
    ended: int
    """Withdrawn by the person before any answer."""

    @property
    def turned_down(self) -> int:
        """All rejections, before and after a conversation."""
        return self.no + self.no_after


def tally(seen: Seen) -> Tally:
    """Where every application stands; "no reply" as its status counts, whatever day stands beside it."""
    first = [
        seen.positive,
        seen.rejected,
        seen.withdrawn,
        seen.replied & ~seen.has("no_reply"),
        seen.has("no_reply") | (seen.age > seen.cutoff),
        ~np.isnan(seen.age),
        np.ones(len(seen), dtype=bool),
    ]
    place = np.argmax(first, axis=0) if len(seen) else np.zeros(0, dtype=np.int64)
    yes, no, ended, answered, silent, young, undated = np.bincount(place, minlength=len(first)).tolist()
    no_after, offers = int((seen.positive & seen.rejected).sum()), int(seen.offered.sum())
    return Tally(len(seen), yes, no_after, offers, no, answered, silent, young, undated, ended)
