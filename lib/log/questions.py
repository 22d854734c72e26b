"""What only the person knows, and what is worth telling them: one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from lib.log.canonical import Dates
from lib.log.events import Events
from lib.log.files.sheets import Book
from lib.log.progress import UNKNOWN, Standing
from lib.log.rows import KEPT
from lib.log.schema import (
    DATE_FIELDS,
    FIELD,
    OUTCOMES,
    Answer,
    Choices,
    ColumnMatch,
    ImportResult,
    Question,
    StatusReading,
)
from lib.log.table.contents import is_empty
from lib.log.table.names import match_name
from lib.log.table.status_columns import SURE
from lib.log.understanding import Understanding, second_claims
from lib.log.values.dates import read_dates
from lib.log.values.meanings import asks, read_answer, read_status
from lib.words import terms
from lib.words.phrases import agreeing, counted

MOST_STATUSES = 12
"""Status texts asked about at most."""
UNSURE = 0.5
"""Confidence below which a column that matters is asked about."""


@dataclass(frozen=True)
class Asked:
    """What the questions and notes are made from."""

    known: Understanding
    standing: Standing
    dates: Dates
    verdict: np.ndarray[Any, np.dtype[np.int8]]
    events: Events | None
    twins: int
    """Applications with the same company, role and day as another."""
    other_sheets: tuple[str, ...]
    book: Book
    as_of: date


def ask(asked: Asked, result: ImportResult) -> tuple[Question, ...]:
    """The questions, the one that touches most rows first."""
    found = [*_about_header(asked), *_about_dates(asked), *_about_columns(asked, result)]
    found += [*_about_statuses(result), *_about_sheets(asked)]
    return tuple(sorted(found, key=lambda question: -question.rows))


def _about_header(asked: Asked) -> Iterable[Question]:
    table = asked.known.table
    if table.header_row is not None or not asked.known.candidate.matches:
        return
    first = int(table.rows[0])
    answers = (
        Answer("no header", "Yes, there are no headers", Choices(header_row=0)),
        Answer("header", f"No, row {first} holds the headers", Choices(header_row=first)),
    )
    yield Question("rows", "No row names the columns. Is that so?", answers, "no header", len(table))


def _about_dates(asked: Asked) -> Iterable[Question]:
    if rows := asked.dates.undecided:
        text = f"Is 03/04 the 3rd of April or March 4th? It matters for {counted(rows, 'row')}."
        default = "mdy" if asked.dates.order == "mdy" else "dmy"
        answers = (
            Answer("dmy", "The 3rd of April", Choices(day_first=True)),
            Answer("mdy", "March 4th", Choices(day_first=False)),
        )
        yield Question("dates", text, answers, default, rows)


def _about_columns(asked: Asked, result: ImportResult) -> Iterable[Question]:
    """Columns that matter and were found by their content alone, or had an equal."""
    kept = int((asked.verdict == KEPT).sum())
    for match in result.columns:
        rivals = second_claims(asked.known, match)
        doubtful = match.field in ("applied_on", "company") and match.confidence < UNSURE
        if match.field in ("applied_on", "company", "role", "status") and (rivals or doubtful):
            headers: list[str | None] = [match.header, *rivals]
            if match.field != "company":
                headers.append(None)
            if len(headers) > 1:
                yield _about_column(match, headers, kept)


def _about_column(match: ColumnMatch, headers: Iterable[str | None], rows: int) -> Question:
    """The question which column holds a field; None among the headers stands for "none of them"."""
    answers = tuple(
        Answer(
            header or "", f"“{header}”" if header else "None of them", Choices(columns={match.field: header})
        )
        for header in headers
    )
    text = f"{FIELD[match.field].asked} “{match.header}” was taken."
    return Question("column", text, answers, match.header, rows, match.field, match.header)


def _about_statuses(result: ImportResult) -> Iterable[Question]:
    header = next((match.header for match in result.columns if match.field == "status"), "")
    unknown = [
        reading
        for reading in result.statuses
        if reading.outcome == "unknown" or (read_answer(reading.text) == "no" and not asks(header))
    ]
    for reading in unknown[:MOST_STATUSES]:
        if reading.rows:
            yield _about_status(reading, header)


def _about_status(reading: StatusReading, header: str) -> Question:
    answers = tuple(
        Answer(outcome, terms.READINGS[outcome].label, Choices(statuses={reading.text: (None, outcome)}))
        for outcome in (*OUTCOMES, "not_applied")
    )
    short = reading.text if len(reading.text) <= 60 else reading.text[:57] + "…"
    says = agreeing(reading.rows, "says", "say")
    text = f"What does “{short}” mean? {counted(reading.rows, 'row')} {says} it."
    return Question("status", text, answers, "open", reading.rows, "status", header or None, reading.text)


def _about_sheets(asked: Asked) -> Iterable[Question]:
    read = asked.known.table.sheets
    if not asked.other_sheets:
        return
    taken = Answer(" + ".join(read), "These: " + ", ".join(read), Choices(sheets=read))
    alone = [Answer(n, f"Only “{n}”", Choices(sheets=(n,))) for n in (*read, *asked.other_sheets)]
    answers = alone if len(read) == 1 else [taken, *(a for a in alone if a.value not in read)]
    text = f"Which sheet holds your applications? {_listed(read)} was read."
    yield Question("sheet", text, tuple(answers), answers[0].value, 0, header=answers[0].value)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def note(asked: Asked, result: ImportResult) -> tuple[str, ...]:
    """Plain sentences worth knowing about how the file was read."""
    applications = result.log.applications
    notes = [
        *asked.book.notes,
        *asked.known.table.notes,
        *_on_hidden(asked),
        *_on_events(asked, applications),
    ]
    notes += [*_on_dates(asked, applications), *_on_undated(asked), *_on_statuses(asked), *_on_twins(asked)]
    return tuple(notes)


def _on_hidden(asked: Asked) -> Iterable[str]:
    if asked.known.hidden:
        names = _listed(asked.known.table.headers[i] for i in sorted(asked.known.hidden))
        yield f"Left out because it looks private (passwords, identity or telephone numbers): {names}."


def _on_events(asked: Asked, applications: pd.DataFrame) -> Iterable[str]:
    if asked.events is not None:
        rows = len(asked.events.order)
        yield (
            f"{counted(rows, 'row')} are events of {len(applications):,} applications; each "
            "application was put together."
        )
    if asked.known.evidence.stages:
        headers = _listed(asked.known.table.headers[mark.position] for mark in asked.known.evidence.stages)
        yield f"How far each application got is read from these columns too: {headers}."


def _on_dates(asked: Asked, applications: pd.DataFrame) -> Iterable[str]:
    if asked.dates.months:
        yield (
            f"{counted(asked.dates.months, 'row')} say only the month you applied, so no response "
            "time is worked out for them."
        )
    days = {field: applications[field].to_numpy() for field in DATE_FIELDS}
    told = {field: cells for field, cells in days.items() if not np.isnat(cells).all()}
    today = np.datetime64(asked.as_of)
    future = sum(
        int((told[field] > today).sum())
        for field in ("applied_on", "replied_on", "closed_on")
        if field in told
    )
    if future:
        yield (
            f"{future:,} dates lie after {asked.as_of:%d %B %Y}; they stay as written and are not used "
            "for durations."
        )
    early = int((days["replied_on"] < days["applied_on"]).sum()) if "replied_on" in told else 0
    if early:
        yield (
            f"In {counted(early, 'row')} a reply comes before the application; they stay as written and are "
            "not used for durations."
        )
    odd = sum(map(_odd_years, told.values()))
    if odd:
        yield (
            f"{odd:,} dates have a year that cannot be right; they stay as written and are not used for "
            "durations."
        )


def _on_undated(asked: Asked) -> Iterable[str]:
    """What stands where a day of applying should, and is none ("2 weeks ago")."""
    at = _sent_column(asked.known)
    if at is None or asked.events is not None:
        return
    column = asked.known.table.columns[at]
    days = asked.dates.fields.get("applied_on")
    lost = column.filled & (asked.verdict == KEPT) & (True if days is None else np.isnat(days))
    texts = pd.Series(column.shown(np.flatnonzero(lost)), dtype=object)
    distinct = texts.unique()
    dayless = distinct[np.isnat(read_dates(distinct, as_of=asked.as_of).days)] if len(distinct) else distinct
    unread = texts[texts.isin([text for text in dayless if not _says_otherwise(text)])]
    if len(unread):
        header = asked.known.table.headers[at]
        hold, example = "holds" if len(unread) == 1 else "hold", unread.iloc[0][:40]
        yield f"{counted(len(unread), 'row')} of “{header}” {hold} no day, such as “{example}”."


def _sent_column(known: Understanding) -> int | None:
    """The column of the day of applying; where no column was taken for it, one that is surely called so."""
    if "applied_on" in known.served:
        return known.served["applied_on"]
    taken = {*known.served.values(), *(mark.position for mark in known.evidence.stages)}
    for at in known.shown:
        best = next(iter(match_name(known.table.labels[at])), None)
        if best is not None and best.field == "applied_on" and best.score >= SURE and at not in taken:
            return at
    return None


def _says_otherwise(text: str) -> bool:
    """Whether a text without a day is an answer, a status or a word for nothing."""
    return is_empty(text) or read_answer(text) is not None or read_status(text).understood


def _odd_years(days: np.ndarray[Any, Any]) -> int:
    early, late = np.datetime64("1990-01-01", "us"), np.datetime64("2100-01-01", "us")
    return int((days < early).sum() + (days > late).sum())


def _on_statuses(asked: Asked) -> Iterable[str]:
    unknown = int(((asked.standing.state == UNKNOWN) & (asked.verdict == KEPT)).sum())
    if unknown:
        yield (
            f"The status of {counted(unknown, 'row')} is not understood; until you say what it means, "
            f"{agreeing(unknown, 'it counts', 'they count')} as waiting."
        )


def _on_twins(asked: Asked) -> Iterable[str]:
    if asked.twins:
        yield (
            f"{counted(asked.twins, 'row')} have the same employer, role and day as another; all are kept."
        )
