"""Removes days of stages that a form filled in by itself, since no stage was reached on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from lib.log.canonical import Dates
from lib.log.files.arrays import Days, Flags
from lib.log.files.sheets import Column
from lib.log.progress import OPEN, STATES, read_words
from lib.log.schema import STAGE_DATES, Choices
from lib.log.understanding import Understanding
from lib.log.values.statuses import StatusMeaning

FEWEST = 3
"""A column needs this many days before it can be recognised as filled in by a form."""
NEARLY_ALL = 0.8
"""A form fills in at least this share of the rows."""
UNCHANGED = 0.5
"""A form wrote the days if this share of them are in rows whose status says that nothing happened."""
NO_REPLY = STATES.index("no_reply")


def without_form_defaults(
    known: Understanding, dates: Dates, read: Callable[[str], StatusMeaning], choices: Choices
) -> tuple[Understanding, Dates]:
    """What was understood, and the days, without stage days that a form filled in.

    A form filled them in if they are the day applied in every row, or if nearly every row has one and most of
    these rows have a status that says that nothing happened. In the second case days that only occur beside
    other statuses are kept.
    """
    applied = dates.fields.get("applied_on")
    if dates.fields.keys().isdisjoint(STAGE_DATES.values()):
        return known, dates
    quiet = _nothing_happened(known, read)
    left = dict(dates.fields)
    for field in STAGE_DATES.values():
        days = dates.fields.get(field)
        if days is None or field in choices.columns or (told := ~np.isnat(days)).sum() < FEWEST:
            continue
        if applied is not None and (days[told] == applied[told]).all():
            known = known.without(field)
            del left[field]
        elif told.mean() >= NEARLY_ALL and (told & quiet).sum() >= UNCHANGED * told.sum():
            filled = quiet | np.isin(days, _prefilled(days[told & quiet]))
            left[field] = np.where(filled, np.datetime64("NaT", "D"), days)
            known = _emptied(known, field, days, filled)
    return known, replace(dates, fields=left)


def _prefilled(days: Days) -> Days:
    """The days that several rows have in which nothing happened."""
    found, times = np.unique(days, return_counts=True)
    return found[times >= FEWEST]


def _nothing_happened(known: Understanding, read: Callable[[str], StatusMeaning]) -> Flags:
    """Which rows have a status that says only that they were sent, or that nobody answered."""
    at = known.evidence.status
    if at is None:
        return np.zeros(len(known.table), bool)
    said = read_words(known.table.columns[at], read)
    quiet: Flags = (said.stage == 0) & said.known & np.isin(said.state, [OPEN, NO_REPLY]) & ~said.replied
    return quiet


def _emptied(known: Understanding, field: str, days: Days, rows: Flags) -> Understanding:
    """What was understood, with `rows` emptied in the columns that have these days."""
    stages = {stage for stage, name in STAGE_DATES.items() if name == field}
    at = {mark.position for mark in known.evidence.stages if mark.stage in stages and mark.outcome is None}
    columns = list(known.table.columns)
    for position in at | {known.served[field]} if field in known.served else at:
        cells = columns[position].objects().copy()
        cells[rows & ~np.isnat(days)] = None
        columns[position] = Column.of(cells)
    table = replace(known.table, columns=tuple(columns))
    return replace(known, candidate=replace(known.candidate, table=table))
