"""The one sentence that opens the overview: what the log says as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lib.measures.seen import Seen
from lib.measures.tally import Tally, tally
from lib.words.phrases import agreeing, counted, full_day


def headline(seen: Seen) -> str:
    """A sentence: how many applications were sent, since when, and where they stand; counts add up to all."""
    total, since, where = len(seen), _since(seen), tally(seen)
    if not total:
        return "No application yet."
    if not seen.replied.any() and not seen.has("no_reply").any():
        return f"{counted(total, 'application')}{since}: no reply recorded."
    return (
        f"{counted(total, 'application')}{since}: {', '.join(_parts(where, seen.cutoff, seen.first_step))}."
    )


def _parts(where: Tally, cutoff: int, step: str) -> Iterator[str]:
    yield f"{f'{where.yes:,}' if where.yes else 'none'} led to a {step}{_of_these(where)}"
    if where.no or not where.yes:
        yield f"{where.no:,} turned down{' without one' if where.yes else ''}"
    if where.answered:
        yield f"{where.answered:,} answered in another way"
    if where.silent:
        yield f"{where.silent:,} without a reply"
    if where.young:
        yield f"{where.young:,} too recent to tell (up to {counted(cutoff, 'day')})"
    if where.undated:
        yield f"{where.undated:,} waiting since a day that your log does not say"
    if where.ended:
        yield f"{where.ended:,} ended by you"


def _of_these(where: Tally) -> str:
    """What became of the conversations, in words; "" if that is not known yet."""
    offers = f"{where.offers:,} to an offer" if where.offers else ""
    later = f"{where.no_after:,} {agreeing(where.no_after, 'was', 'were')} turned down later"
    parts = [part for part in (offers, later if where.no_after else "") if part]
    return f" ({', '.join(parts)})" if parts else ""


def _since(seen: Seen) -> str:
    """Words for the first day sent and, if some applications have no day, for how many have one."""
    sent = pd.Series(seen.sent).dropna()
    if sent.empty:
        return ""
    first = f"since {full_day(sent.min())}"
    return f" {first}" if len(sent) == len(seen) else f" ({len(sent):,} of them dated, {first})"
