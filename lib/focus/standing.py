"""What stands at the end of a search: offers that still wait for an answer, and a job that was taken."""

from __future__ import annotations

import numpy as np

from lib.measures.curves import Flags
from lib.measures.seen import Seen

OFFER_DAYS = 21
"""Days from which on an offer no longer stands by itself: it is asked about."""
GONE_ON_DAYS = 7
"""An application sent so many days after an offer says that it was not taken."""
NEW_SEARCH_DAYS = 30
"""Applications sent so many days after a job was taken belong to another search."""


def standing_offers(seen: Seen) -> Flags:
    """Which applications hold an offer that still waits for an answer; one without a day is taken to."""
    return seen.has("offer") & ~lapsed_offers(seen)


def lapsed_offers(seen: Seen) -> Flags:
    """Which hold an offer that is over 21 days old, or that the person has gone on applying after."""
    since = seen.since(_settled_on(seen))
    lapsed: Flags = (since > OFFER_DAYS) | (since - _latest_sent(seen) > GONE_ON_DAYS)
    return seen.has("offer") & lapsed


def has_ended(seen: Seen) -> bool:
    """Whether a job was taken, and nothing was sent a month and more after that."""
    taken = seen.has("accepted")
    since = seen.since(_settled_on(seen))[taken]
    gone_on = since - _latest_sent(seen) > NEW_SEARCH_DAYS
    return bool(taken.any() and not gone_on.all())


def _settled_on(seen: Seen) -> np.ndarray:
    """The day of the offer, else the latest word of the employer's, else the day it was closed."""
    offered, closed = seen.column("offer_on"), seen.column("closed_on")
    known = np.where(np.isnat(offered), seen.last_contact, offered)
    return np.where(np.isnat(known), closed, known)


def _latest_sent(seen: Seen) -> float:
    """Days since the last application; infinite where no day is known."""
    return float(np.nanmin(seen.age)) if not np.isnan(seen.age).all() else np.inf
