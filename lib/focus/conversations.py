"""Rejections that came after a conversation: which, how long ago, and whether the reason is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.focus.priors import Assumptions
from lib.measures.curves import Flags
from lib.measures.seen import Seen

_NOTHING = (
    "|unknown|none|no|n/a|na|-|?|not given|no reason|no reason given|none given|no feedback|no feedback given"
    "|generic|generic rejection|form letter|template|standard rejection|automated|automatic|auto reject"
    "|auto-reject|rejected|rejection|unbekannt|keine|keine angabe|kein grund|aucune|aucun|inconnu|ninguno"
    "|desconocido|nessuno|geen|onbekend|brak"
)
SAYS_NOTHING = frozenset(_NOTHING.split("|"))
"""Words in a reason or feedback cell that give no reason."""


@dataclass(frozen=True)
class Lateness:
    """How many rejections came after a conversation, and how many of them are explained or asked about."""

    rejections: int
    explained: int
    """Those whose reason or feedback is recorded."""
    askable: int
    """Those that are recent and unexplained, and where no request for feedback is recorded."""
    asked: int
    """Requests for feedback that are recorded, also about rejections without a conversation."""
    answered: int
    """Requests for feedback that were answered."""

    @property
    def known(self) -> float:
        """Share of the rejections whose reason is recorded; 1 where there are none."""
        return self.explained / self.rejections if self.rejections else 1.0


DECISION_DAYS = 24
"""Days from an application to a decision, the published mean: `decision_days` in `evidence.toml`."""


def lateness(seen: Seen, assumptions: Assumptions) -> Lateness:
    """How many rejections came after a conversation, and what is known of them."""
    late = is_late_rejection(seen)
    asked = ~np.isnat(seen.column("feedback_asked_on"))
    return Lateness(
        rejections=int(late.sum()),
        explained=int((late & is_explained(seen)).sum()),
        askable=int(is_askable(seen, assumptions).sum()),
        asked=int(asked.sum()),
        answered=int((asked & says_something(seen.applications["feedback"])).sum()),
    )


def is_late_rejection(seen: Seen) -> Flags:
    """Whether each application was turned down after a conversation."""
    return seen.rejected & seen.positive


def is_explained(seen: Seen) -> Flags:
    """Whether a reason or feedback that says something is recorded."""
    return says_something(seen.applications["reason"]) | says_something(seen.applications["feedback"])


def is_askable(seen: Seen, assumptions: Assumptions) -> Flags:
    """Whether a rejection after a conversation is recent, unexplained, and nobody was asked about it.

    A rejection without any date counts as recent: the person will know if it is not.
    """
    since = days_since_end(seen)
    lately: Flags = np.isnan(since) | (since <= assumptions.ask_days)
    unasked = np.isnat(seen.column("feedback_asked_on")) & ~is_explained(seen)
    return is_late_rejection(seen) & unasked & lately


def says_something(words: pd.Series) -> Flags:
    """Whether each text gives a reason; False where it is empty or says that there is none."""
    codes, distinct = pd.factorize(words)
    said = [_plain(text) not in SAYS_NOTHING for text in distinct]
    return np.array([*said, False])[codes]


def _plain(text: object) -> str:
    return str(text).strip().strip(".!").casefold()


def days_since_end(seen: Seen) -> np.ndarray:
    """Days since each rejection, NaN where nothing says when it came.

    An unrecorded day is estimated: the last contact, or 24 days after the application (the published mean) if
    that is later, but never after now.
    """
    usual = np.timedelta64(DECISION_DAYS, "D")
    recorded = seen.turned_down_on
    guess = np.fmax(seen.last_contact, seen.sent + usual)
    return seen.since(np.where(np.isnat(recorded), np.minimum(guess, seen.now), recorded))
