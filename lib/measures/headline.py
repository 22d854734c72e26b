"""The one sentence that opens the overview: what the log says as a whole."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.measures.rates import has_outcome, has_reply, is_positive
from lib.measures.timeline import sent_on


def headline(applications: pd.DataFrame, as_of: date) -> str:
    """How many were sent since when, how many were answered and led somewhere, and how many still wait."""
    total = len(applications)
    since = _since(applications, as_of)
    answered = int(has_reply(applications).sum())
    talks = int(is_positive(applications).sum())
    waiting = int(has_outcome(applications, "open").sum())
    offers = int(has_outcome(applications, "offer", "accepted", "declined").sum())
    if not answered:
        return f"{_applications(total)}{since}: no answer recorded, {waiting:,} still open."
    led = f"{talks:,} led to a conversation or test" + (f" and {offers:,} to an offer" if offers else "")
    return f"{_applications(total)}{since}: {answered:,} answered, {led}, {waiting:,} still open."


def _applications(total: int) -> str:
    return f"{total:,} {'application' if total == 1 else 'applications'}"


def _since(applications: pd.DataFrame, as_of: date) -> str:
    """The first day sent, and how many of the applications have one where not all do."""
    sent = pd.Series(sent_on(applications, as_of)).dropna()
    if sent.empty:
        return ""
    first = f"since {sent.min().day} {sent.min():%B %Y}"
    return f" {first}" if len(sent) == len(applications) else f" ({len(sent):,} of them dated, {first})"
