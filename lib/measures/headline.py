"""The one sentence that opens the overview: what the log says as a whole."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.measures.rates import has_outcome, has_reply, is_positive
from lib.measures.timeline import sent_on


def headline(applications: pd.DataFrame, as_of: date) -> str:
    """How many were sent since when, how many were answered and led somewhere, and how many still wait."""
    total = len(applications)
    sent = pd.Series(sent_on(applications, as_of)).dropna()
    since = f" since {sent.min().day} {sent.min():%B %Y}" if len(sent) else ""
    answered = int(has_reply(applications).sum())
    talks = int(is_positive(applications).sum())
    waiting = int(has_outcome(applications, "open").sum())
    offers = int(has_outcome(applications, "offer", "accepted", "declined").sum())
    led = f"{talks:,} led to a conversation or test" + (f" and {offers:,} to an offer" if offers else "")
    return (
        f"{total:,} {'application' if total == 1 else 'applications'}{since}: {answered:,} answered, "
        f"{led}, {waiting:,} still open."
    )
