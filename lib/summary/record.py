"""The search record: what was applied for in a range of dates, as job centres ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from openpyxl import Workbook

from lib.log.schema import ApplicationLog
from lib.summary.cells import append, finish_table, header_cells, set_widths, to_bytes
from lib.summary.rendering import render
from lib.words import terms
from lib.words.phrases import agreeing, counted, named_day

HEADERS = ("Date", "Employer", "Role", "How applied", "Outcome", "Evidence")


@dataclass(frozen=True)
class RecordLine:
    """One application of the record."""

    day: date
    employer: str
    role: str
    how: str
    outcome: str
    evidence: str
    """The posting's address as written in the log; "" where there is none."""

    @property
    def link(self) -> str | None:
        """`evidence` if it is a web address, None for any other text."""
        is_web = self.evidence.lower().startswith(("https://", "http://"))
        return self.evidence if is_web and len(self.evidence.split()) == 1 else None


@dataclass(frozen=True)
class Record:
    """The applications from `start` to `end`, both included, in the order in which they were sent."""

    start: date
    end: date
    lines: tuple[RecordLine, ...]
    undated: int
    """How many applications of the log have no date, and so are in no record."""


def to_record(log: ApplicationLog, start: date, end: date) -> Record:
    """The record of a range of dates; raises ValueError when it ends before it starts."""
    if end < start:
        raise ValueError(f"{end} is before {start}")
    applications = log.applications
    sent = applications["applied_on"]
    within = sent.between(pd.Timestamp(start), pd.Timestamp(end))
    kept = applications[within].sort_values("applied_on", kind="stable")
    columns = ("applied_on", "company", "role", "channel", "outcome", "url")
    rows = zip(*(kept[name].astype(object) for name in columns), strict=True)
    return Record(start, end, tuple(_line(*row) for row in rows), int(sent.isna().sum()))


def _line(
    day: pd.Timestamp, company: object, role: object, how: object, outcome: object, url: object
) -> RecordLine:
    return RecordLine(
        day.date(),
        _text(company),
        _text(role),
        terms.CHANNELS.get(how, ""),  # type: ignore[call-overload]
        terms.labels(terms.OUTCOMES).get(outcome, ""),  # type: ignore[call-overload]
        _text(url),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _heading(record: Record) -> str:
    return f"Job search record, {named_day(record.start)} to {named_day(record.end)}"


def _note(record: Record) -> str:
    sent = f"{counted(len(record.lines), 'application')}."
    if not record.undated:
        return sent
    have = agreeing(record.undated, "has", "have")
    return f"{sent} {record.undated:,} more in the log {have} no date and cannot be placed."


def to_workbook(record: Record) -> bytes:
    """The record as an XLSX with typed dates."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Search record"
    append(sheet, [_heading(record)], "title")
    append(sheet, [_note(record)])
    sheet.append([])
    rows = [
        (line.day, line.employer, line.role, line.how, line.outcome, line.evidence) for line in record.lines
    ]
    sheet.append(header_cells(sheet, HEADERS, zip(*rows, strict=True)))
    for row in rows:
        append(sheet, row, "wrapped")
    set_widths(sheet, (12, 28, 34, 18, 16, 40))
    finish_table(sheet, 4, len(HEADERS), len(record.lines))
    return to_bytes(book, record.end)


def to_html(record: Record) -> bytes:
    """The record as one HTML file that prints on A4 and Letter; it loads nothing and runs nothing."""
    return render("record.html", record=record, headers=HEADERS, heading=_heading(record), note=_note(record))
