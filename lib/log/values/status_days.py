"""Days inside a status: "Absage am 20.01.2026", "Applied; rejected 3 Feb 2026"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lib.log.files.arrays import Days
from lib.log.files.sheets import LOOKED_AT, Column, as_text
from lib.log.schema import STAGE_DATES, DateOrder
from lib.log.values.date_patterns import may_hold_date
from lib.log.values.dates import DateColumn, read_dates
from lib.log.values.lexicon import fold
from lib.log.values.paths import PathEvent, read_events, read_steps
from lib.log.values.recall import recalled

MOST = 10_000
"""Days are looked for in at most this many distinct status texts."""
ANSWERS = ("rejected", "offer", "accepted", "declined")
"""Outcomes that follow from an answer of the employer."""
ENDS = ("rejected", "withdrawn", "accepted", "declined")
"""Outcomes that end an application on a day."""


def find_order(
    columns: Sequence[Column], as_of: date, day_first: bool | None, hint: DateOrder | None
) -> DateColumn:
    """The order of day and month in the days that stand among the words of some columns."""
    texts = (as_text(value) for column in columns for value in column.values[:MOST])
    return read_dates(
        [found for text in texts for found in _NUMBERS.findall(text)],
        as_of=as_of,
        day_first=day_first,
        hint=hint,
    )


_NUMBERS = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)")


def read_end_days(column: Column, order: DateOrder | None) -> tuple[Days, Days]:
    """(ends, replies): for each row the day on which its status says that it ended, and the day of a reply.

    NaT if the status has no end, or no day with its year. `order` is that of day and month in other columns.
    A rejection is a reply only if no conversation came before it.
    """
    ends = [_end(as_text(value), order) for value in column.values[:MOST]]
    closed = [None if end is None else end.on for end in ends]
    replied = [None if end is None or not _is_first_word(end) else end.on for end in ends]
    return _spread(closed, column), _spread(replied, column)


def read_sent_days(column: Column, order: DateOrder | None) -> Days:
    """For each row the day of the first step in its history; NaT without one."""
    return _spread([_first(as_text(value), order) for value in column.values[:MOST]], column)


def read_step_days(column: Column, order: DateOrder | None) -> dict[str, Days]:
    """Date field → the days of all rows from histories of dated steps; fields without any day are left out.

    The day of a stage is that of its first step, the reply is the first step by the employer, and the end is
    the last step, if that ends the application.
    """
    rows = [_step_days(as_text(value), order) for value in column.values[:MOST]]
    fields = dict.fromkeys(field for row in rows for field in row)
    return {field: _spread([row.get(field) for row in rows], column) for field in fields}


@recalled(20_000)
def _step_days(text: str, order: DateOrder | None) -> Mapping[str, date]:
    days: dict[str, date] = {}
    if not may_hold_date(fold(text[:LOOKED_AT])):
        return days
    if sum(step.meaning.understood for step in read_steps(text)) < 2:
        return days
    dated = [event for event in read_events(text, order) if event.on]
    if len(dated) < 2:
        return days
    for event in sorted(dated, key=lambda event: event.on or date.max):
        stage, on = event.meaning.stage or "applied", event.on or date.max
        if stage == "applied" and event.meaning.outcome == "open" and not event.meaning.replied:
            days.setdefault("applied_on", on)
        if stage in STAGE_DATES:
            days.setdefault(STAGE_DATES[stage], on)
        if stage != "applied" or event.meaning.replied or event.meaning.outcome in ANSWERS:
            days.setdefault("replied_on", on)
    last = max(dated, key=lambda event: event.on or date.min)
    if last.meaning.outcome in ENDS and last.on:
        days["closed_on"] = last.on
    return days


@dataclass(frozen=True)
class Noted:
    """What the end of a note says: how an application stands, and since which day."""

    stage: str
    outcome: str
    on: date


NOTED = 80
"""The end of a note can be a status with its day only if it has at most this many characters."""


@recalled(20_000)
def read_noted_day(text: str, order: DateOrder | None) -> Noted | None:
    """What the last line or clause of a note says, if it is only a status with a day; else None."""
    clause = re.split(r"[;\n]", text)[-1].strip()
    if len(clause) > NOTED or not may_hold_date(fold(clause)):
        return None
    told = read_events(clause, order) if len(read_steps(clause)) == 1 else ()
    if not told or told[0].on is None:
        return None
    meaning = told[0].meaning
    return Noted(meaning.stage or "applied", meaning.outcome, told[0].on)


def _first(text: str, order: DateOrder | None) -> date | None:
    steps = read_events(text, order)
    days = [event.on for event in steps if event.on is not None]
    sent = steps[0].meaning if steps else None
    return min(days) if days and sent is not None and sent.stage == "applied" else None


def _end(text: str, order: DateOrder | None) -> PathEvent | None:
    """The last step in a status text that ends the application and has a day; None without one."""
    if not may_hold_date(fold(text[:LOOKED_AT])):
        return None
    steps = [step for step in read_steps(text) if step.meaning.understood]
    if not steps or steps[-1].meaning.outcome not in ENDS:
        return None
    last = read_events(text, order)[-1]
    return last if last.on is not None else None


def _is_first_word(end: PathEvent) -> bool:
    return end.meaning.outcome == "rejected" and end.meaning.stage == "applied"


def _spread(days: Sequence[date | None], column: Column) -> Days:
    """For each row the day of its text; `days` are those of the first texts, and the others have none."""
    told = np.full(len(column.values) + 1, np.datetime64("NaT", "D"))
    told[: len(days)] = days
    return told[column.codes]
