"""The day of an employer's last word, and what it says of the end, the reply and the last contact."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import numpy as np

from lib.log.files.arrays import Days, Flags
from lib.log.files.sheets import Column, as_text
from lib.log.progress import Standing, answered
from lib.log.schema import OUTCOMES, STAGE_DATES, STAGES, DateOrder
from lib.log.table.names import plain
from lib.log.values.status_days import ENDS, MOST, Noted, read_noted_day
from lib.log.vocabulary import small_words

FEWEST = 4
"""A column needs this many days before they can be recognised as written by a program."""
AT_ONCE = 0.6
"""If this share of rows have the same moment, a program wrote it into many rows at once."""
SECONDS = 0.5
"""If this share of moments have seconds, a program wrote them."""


def is_stamp(column: Column, days: Days, applied: Days | None) -> bool:
    """Whether a program wrote these days: with seconds, into many rows at once, or equal to the day applied.

    Such a stamp says when a row was saved, and nothing about an employer.
    """
    told = ~np.isnat(days)
    if told.sum() < FEWEST:
        return False
    _, times = np.unique(days[told], return_counts=True)
    if times.max() >= AT_ONCE * told.sum():
        return True
    if applied is not None and (days[told] == applied[told]).all():
        return True
    return is_to_the_second(column)


def is_to_the_second(column: Column) -> bool:
    """Whether most moments have seconds, as a program writes them."""
    moments = [value for value in column.sample if value is not None]
    return bool(moments) and sum(map(_to_the_second, moments)) >= SECONDS * len(moments)


def _to_the_second(value: object) -> bool:
    if isinstance(value, dt.datetime):
        return value.second != 0 or value.microsecond != 0
    clock = _CLOCK.search(as_text(value))
    return clock is not None and clock[1] != "00"


_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}:(\d{2})")


def spread(days: Mapping[str, Days], standing: Standing, label: str) -> dict[str, Days]:
    """The days of all fields, filled in from the day of the last word.

    For an application that has ended this is the day of the end, and of the reply if no earlier one is known;
    for an open one it is the last contact. A row that was never answered has no last word. Under a header
    such as "Status date" it is also the day of the stage reached.
    """
    last = days["last_word_on"]
    told = ~np.isnat(last) & ~(last < _of(days, "applied_on", last))
    ended, heard = _is(standing, ENDS), answered(standing)
    found = dict(days)
    found["closed_on"] = _filled(days, "closed_on", last, told & ended)
    if plain(label) in small_words("status_day"):
        for stage, field in STAGE_DATES.items():
            here = told & ~ended & (standing.stage == STAGES.index(stage))
            found[field] = _filled(found, field, last, here)
        ended |= heard
    known = np.fmin.reduce([_of(days, field, last) for field in STAGE_DATES.values()])
    found["replied_on"] = _filled(found, "replied_on", last, told & heard & ended & np.isnat(known))
    found["last_word_on"] = np.where(told & heard, last, np.datetime64("NaT", "D"))
    return found


def fill_from_notes(
    days: Mapping[str, Days], standing: Standing, column: Column, order: DateOrder | None
) -> dict[str, Days]:
    """The days, with missing ones filled in from the ends of notes such as "Rejected 2026-11-27".

    A note counts only if it agrees with the status: it gives the day of the end or of the present stage.
    """
    found = dict(days)
    if len(column) > MOST:
        return found
    noted = [read_noted_day(as_text(value), order) for value in column.values]
    told: dict[tuple[str, str, str], list[dt.date | None]] = {}
    for at, note in enumerate(noted):
        if note is not None:
            for field in _fields_of(note):
                rows = told.setdefault((field, note.outcome, note.stage), [None] * len(noted))
                rows[at] = note.on
    for (field, outcome, stage), values in told.items():
        on: Days = np.array([*values, None], "datetime64[D]")[column.codes]
        alike = _is(standing, (outcome,))
        if field not in ("closed_on", "replied_on"):
            alike &= standing.stage == STAGES.index(stage)
        found[field] = _filled(found, field, on, alike & ~np.isnat(on))
    return found


def _fields_of(note: Noted) -> tuple[str, ...]:
    """The date fields that a note fills in: of an end, of a rejection as the first word, of a stage."""
    if note.outcome in ENDS:
        return (
            ("closed_on", "replied_on")
            if note.outcome == "rejected" and note.stage == "applied"
            else ("closed_on",)
        )
    at_stage = note.outcome in ("open", "offer") and note.stage in STAGE_DATES
    return (STAGE_DATES[note.stage],) if at_stage else ()  # type: ignore[index]


def move_open_ends(days: Mapping[str, Days], standing: Standing) -> dict[str, Days]:
    """The days, with end days of open applications turned into days of the last word.

    Some people fill in "Decision date" for applications that go on; there it is the day of the last word.
    """
    if "closed_on" not in days or "last_word_on" in days:
        return dict(days)
    closed = days["closed_on"]
    going_on = ~np.isnat(closed) & _is(standing, ("open",)) & (standing.stage > 0)
    if not going_on.any():
        return dict(days)
    nothing = np.datetime64("NaT", "D")
    return {
        **days,
        "closed_on": np.where(going_on, nothing, closed),
        "last_word_on": np.where(going_on, closed, nothing),
    }


def _is(standing: Standing, outcomes: tuple[str, ...]) -> Flags:
    return np.isin(standing.state, [OUTCOMES.index(outcome) for outcome in outcomes])


def _of(days: Mapping[str, Days], field: str, like: Days) -> Days:
    """The days of a field, NaT throughout where the log does not have it."""
    return days[field] if field in days else np.full(len(like), np.datetime64("NaT", "D"))


def _filled(days: Mapping[str, Days], field: str, last: Days, rows: Flags) -> Days:
    """The days of a field, with the last word filled in for those of `rows` that have none."""
    before = _of(days, field, last)
    return np.where(rows & np.isnat(before), last, before)
