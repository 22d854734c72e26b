"""Rows that were never sent, though nothing says so in words: a deadline that passed, a day that is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lib.log.canonical import Days
from lib.log.files.sheets import Column, as_text
from lib.log.progress import NOT_APPLIED, OPEN, UNKNOWN, Flags, Standing
from lib.log.table.names import IGNORE, clear_field, plain
from lib.log.understanding import Understanding
from lib.log.values.statuses import read_status
from lib.log.vocabulary import small_words

DEADLINE = IGNORE + "deadline"
MOSTLY = 0.5
"""Share of the rows with a day sent from which a row without one tells something."""


def missed(standing: Standing, known: Understanding, applied: Days | None) -> Standing:
    """The standing with rows as not sent that have no day of sending and say nothing else.

    That is so where the log keeps deadlines beside the days of sending, and where the cell of the day says
    in words that it was not sent ("started, not finished").
    """
    at = known.served.get("applied_on")
    if at is None or applied is None or plain(known.table.labels[at]) in small_words("any_date"):
        return standing
    told = ~np.isnat(applied)
    if told.mean() < MOSTLY:
        return standing
    dated = any(clear_field(label) == DEADLINE for label in known.table.labels)
    words = _denials(known.table.columns[at], ~told)
    blank = ~known.table.columns[at].filled & dated
    silent = ~told & (standing.stage == 0) & ~standing.replied & np.isin(standing.state, [OPEN, UNKNOWN])
    said = known.evidence.status
    quiet = np.ones(len(told), bool) if said is None else ~known.table.columns[said].filled
    unsent = silent & (words | (blank & quiet))
    return replace(standing, state=np.where(unsent, NOT_APPLIED, standing.state).astype(np.int8))


def _denials(column: Column, rows: Flags) -> Flags:
    """The given rows, whose cell is not a day, where the cell says that nothing was sent."""
    said = np.zeros(len(column.values) + 1, bool)
    for code in np.unique(column.codes[rows & column.filled]).tolist():
        said[code] = read_status(as_text(column.values[code])).outcome == "not_applied"
    denied: Flags = said[column.codes] & rows
    return denied
