"""The one sentence that opens the overview: what the log says as a whole."""

from __future__ import annotations

import pandas as pd

from lib.measures.seen import Seen
from lib.words.phrases import counted, full_day


def headline(seen: Seen) -> str:
    """How many were sent since when, how many were answered and led somewhere, and how many still wait."""
    total, since = len(seen), _since(seen)
    answered, talks = int(seen.replied.sum()), int(seen.positive.sum())
    waiting, offers = int(seen.open.sum()), int(seen.offered.sum())
    if not answered:
        return f"{counted(total, 'application')}{since}: no reply recorded, {waiting:,} waiting."
    led = f"{talks:,} led to a conversation" + (f" and {offers:,} to an offer" if offers else "")
    return f"{counted(total, 'application')}{since}: {answered:,} answered, {led}, {waiting:,} waiting."


def _since(seen: Seen) -> str:
    """The first day sent, and how many of the applications have one where not all do."""
    sent = pd.Series(seen.sent).dropna()
    if sent.empty:
        return ""
    first = f"since {full_day(sent.min())}"
    return f" {first}" if len(sent) == len(seen) else f" ({len(sent):,} of them dated, {first})"
