"""The one sentence that opens the overview: what the log says as a whole."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.measures.rates import has_outcome, has_reply, is_positive
from lib.measures.timeline import sent_on
from lib.words.phrases import counted, full_day


def headline(applications: pd.DataFrame, as_of: date) -> str:
    """How many were sent since when, how many were answered and led somewhere, and how many still wait."""
    total = len(applications)
    since = _since(applications, as_of)
    answered = int(has_reply(applications).sum())
    talks = int(is_positive(applications).sum())
    waiting = int(has_outcome(applications, "open").sum())
    offers = int(has_outcome(applications, "offer", "accepted", "declined").sum())
    if not answered:
        return f"{counted(total, 'application')}{since}: no answer recorded, {waiting:,} waiting."
    led = f"{talks:,} led to a conversation or test" + (f" and {offers:,} to an offer" if offers else "")
    return f"{counted(total, 'application')}{since}: {answered:,} answered, {led}, {waiting:,} waiting."


def _since(applications: pd.DataFrame, as_of: date) -> str:
    """The first day sent, and how many of the applications have one where not all do."""
    sent = pd.Series(sent_on(applications, as_of)).dropna()
    if sent.empty:
        return ""
    first = f"since {full_day(sent.min())}"
    return f" {first}" if len(sent) == len(applications) else f" ({len(sent):,} of them dated, {first})"
