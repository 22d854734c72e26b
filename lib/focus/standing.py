"""How a search ends: offers that still wait for an answer, and whether a job was taken."""

from __future__ import annotations

import numpy as np

from lib.measures.curves import Flags
from lib.measures.seen import Seen

OFFER_DAYS = 21
"""After this many days an offer is no longer assumed to be open, and the person is asked."""
GONE_ON_DAYS = 7
"""An application sent over this many days after an offer means that the offer was not taken."""
NEW_SEARCH_DAYS = 30
"""An application sent over this many days after a job was taken belongs to a new search."""


def standing_offers(seen: Seen) -> Flags:
    """Which applications have an offer that still waits for an answer, those without a day included."""
    return seen.has("offer") & ~lapsed_offers(seen)


def lapsed_offers(seen: Seen) -> Flags:
    """Which have an offer that is over 21 days old, or after which the person went on applying.

    In a log that ended long ago every offer is as old as the log at least.
    """
    return seen.has("offer") & (_old(seen) | _gone_on(seen))


def unsure_offers(seen: Seen) -> Flags:
    """Which have an offer that is over 21 days old while nothing shows that the person went on without it."""
    return seen.has("offer") & _old(seen) & ~_gone_on(seen)


def _old(seen: Seen) -> Flags:
    since = np.nan_to_num(seen.since(_settled_on(seen)))
    old: Flags = since + seen.ended_days_ago > OFFER_DAYS
    return old


def _gone_on(seen: Seen) -> Flags:
    sent = seen.since(seen.all.sent)  # a later search shows it, too, where one of several is looked at
    latest = float(np.nanmin(sent)) if not np.isnan(sent).all() else np.inf
    later: Flags = seen.since(_settled_on(seen)) - latest > GONE_ON_DAYS
    return later


def has_ended(seen: Seen) -> bool:
    """Whether a job was taken, and nothing was sent over a month later."""
    taken = seen.has("accepted")
    since = seen.since(_settled_on(seen))[taken]
    gone_on = since - _latest_sent(seen) > NEW_SEARCH_DAYS
    return bool(taken.any() and not gone_on.all())


def _settled_on(seen: Seen) -> np.ndarray:
    """The day of the offer, else the employer's latest word, else the day the application was closed."""
    offered, closed = seen.column("offer_on"), seen.column("closed_on")
    known = np.where(np.isnat(offered), seen.last_contact, offered)
    return np.where(np.isnat(known), closed, known)


def _latest_sent(seen: Seen) -> float:
    """Days since the last application; infinite where no day is known."""
    return float(np.nanmin(seen.age)) if not np.isnan(seen.age).all() else np.inf
