"""Rows that were never sent, though their status does not say so: by a deadline, a note or a bracket."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from lib.log.files.arrays import Days, Flags
from lib.log.files.sheets import LOOKED_AT, Column, as_text
from lib.log.progress import NOT_APPLIED, OPEN, UNKNOWN, Standing
from lib.log.schema import OUTCOMES
from lib.log.table.names import IGNORE, clear_field, plain
from lib.log.understanding import Understanding
from lib.log.values.meanings import says_unsent
from lib.log.values.statuses import read_answer, read_status
from lib.log.vocabulary import small_words

DEADLINE = IGNORE + "deadline"
MOSTLY = 0.5
"""Share of the rows with a day sent from which a row without one tells something."""
MOST = 10_000
"""Notes and brackets are looked through in logs of at most this many rows; nobody has more."""


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
    unheard = ~told & (standing.stage == 0) & ~standing.replied
    silent = unheard & np.isin(standing.state, [OPEN, UNKNOWN])
    given_up = unheard & (standing.state == OUTCOMES.index("withdrawn"))
    said = known.evidence.status
    quiet = np.ones(len(told), bool) if said is None else ~known.table.columns[said].filled
    unsent = (silent & (words | (blank & quiet))) | (given_up & words)
    return replace(standing, state=np.where(unsent, NOT_APPLIED, standing.state).astype(np.int8))


def told_beside(standing: Standing, known: Understanding) -> Standing:
    """The standing with rows as not sent that say so outside their status, if nothing came of them.

    A note says so at its beginning ("Nicht gesendet"), a name in brackets: "Northwind (not applied)".
    """
    unsent = np.zeros(len(standing.state), bool)
    if len(unsent) > MOST:
        return standing
    for name, says in (("notes", says_unsent), ("company", _in_brackets), ("role", _in_brackets)):
        at = known.served.get(name)
        if at is not None and at != known.evidence.status:
            column = known.table.columns[at]
            said = np.array([*(says(as_text(value)) for value in column.values), False])
            unsent |= said[column.codes]
    silent = (standing.stage == 0) & ~standing.replied & np.isin(standing.state, [OPEN, UNKNOWN])
    return replace(standing, state=np.where(unsent & silent, NOT_APPLIED, standing.state).astype(np.int8))


def _in_brackets(name: str) -> bool:
    return any(map(says_unsent, _BRACKETED.findall(name[:LOOKED_AT])))


_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{2,60})[)）\]]")


def _denials(column: Column, rows: Flags) -> Flags:
    """The given rows, whose cell is not a day, where the cell says that nothing was sent."""
    said = np.zeros(len(column.values) + 1, bool)
    for code in np.unique(column.codes[rows & column.filled]).tolist():
        text = as_text(column.values[code])
        said[code] = read_answer(text) == "no" or read_status(text).outcome == "not_applied"
    denied: Flags = said[column.codes] & rows
    return denied
