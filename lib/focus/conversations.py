"""Rejections that came after a conversation: which, how lately, whether asked about and explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.focus.days import days_since
from lib.focus.priors import Assumptions
from lib.measures.rates import has_outcome, is_positive
from lib.measures.timeline import as_day, last_contact_on, sent_on, turned_down_on

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
    """Rejections after a conversation, counted."""

    rejections: int
    explained: int
    """Of these, those whose reason or feedback is recorded."""
    askable: int
    """Of these, recent and unexplained ones where no ask is recorded."""
    asked: int
    """Requests for feedback recorded, whatever the stage."""
    answered: int
    """Requests that brought feedback."""

    @property
    def known(self) -> float:
        """Share of the rejections whose reason is recorded; 1 where there are none."""
        return self.explained / self.rejections if self.rejections else 1.0


DECISION_DAYS = 24
"""Days from an application to a decision, the published mean: `decision_days` in `evidence.toml`."""


def lateness(applications: pd.DataFrame, as_of: date, assumptions: Assumptions) -> Lateness:
    """How many rejections came after a conversation, and what is known of them."""
    late = is_late_rejection(applications)
    asked = applications["feedback_asked_on"].notna()
    return Lateness(
        rejections=int(late.sum()),
        explained=int((late & is_explained(applications)).sum()),
        askable=int(is_askable(applications, as_of, assumptions).sum()),
        asked=int(asked.sum()),
        answered=int((asked & says_something(applications["feedback"])).sum()),
    )


def is_late_rejection(applications: pd.DataFrame) -> pd.Series[bool]:
    """Whether each application was turned down after a conversation."""
    return has_outcome(applications, "rejected") & is_positive(applications)


def is_explained(applications: pd.DataFrame) -> pd.Series[bool]:
    """Whether a reason or feedback that says something is recorded."""
    return says_something(applications["reason"]) | says_something(applications["feedback"])


def is_askable(applications: pd.DataFrame, as_of: date, assumptions: Assumptions) -> pd.Series[bool]:
    """Whether a rejection after a conversation is recent, unexplained, and nobody was asked about it.

    Where nothing says when it came, it counts as recent: the person knows better than the log.
    """
    since = days_since_end(applications, as_of)
    lately: NDArray[np.bool_] = np.isnan(since) | (since <= assumptions.ask_days)
    unasked = applications["feedback_asked_on"].isna() & ~is_explained(applications)
    return is_late_rejection(applications) & unasked & lately


def says_something(words: pd.Series) -> pd.Series[bool]:
    """Whether each text gives a reason rather than saying that there is none."""
    codes, distinct = pd.factorize(words)
    said = [_plain(text) not in SAYS_NOTHING for text in distinct]
    return pd.Series(np.array([*said, False])[codes], index=words.index)


def _plain(text: object) -> str:
    return str(text).strip().strip(".!").casefold()


def days_since_end(applications: pd.DataFrame, as_of: date) -> np.ndarray:
    """Days since each rejection, NaN where nothing says when it came.

    Where its day is not recorded it is estimated: the last contact, or the published 24 days from
    application to decision where that is later, and never after `as_of`.
    """
    usual = np.timedelta64(DECISION_DAYS, "D")
    recorded = turned_down_on(applications, as_of)
    guess = np.fmax(last_contact_on(applications, as_of), sent_on(applications, as_of) + usual)
    ended = np.where(np.isnat(recorded), np.minimum(guess, as_day(as_of)), recorded)
    return days_since(ended, as_of)
