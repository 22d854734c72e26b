"""Which fields, stages, outcomes and channels there are (`TABLE`), and what an import returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import pandas as pd

from lib.log.unreadable import UnreadableLog as UnreadableLog

Stage = Literal["applied", "screen", "interview", "final", "offer"]
Outcome = Literal["open", "rejected", "no_reply", "withdrawn", "offer", "accepted", "declined"]
Channel = Literal["board", "site", "outreach", "referral", "recruiter", "unknown"]
DateOrder = Literal["dmy", "mdy", "ymd", "named"]

STAGES: tuple[Stage, ...] = ("applied", "screen", "interview", "final", "offer")
OUTCOMES: tuple[Outcome, ...] = (
    "open",
    "rejected",
    "no_reply",
    "withdrawn",
    "offer",
    "accepted",
    "declined",
)
CHANNELS: tuple[Channel, ...] = ("board", "site", "outreach", "referral", "recruiter", "unknown")


@dataclass(frozen=True)
class Field:
    """What a column of the person's spreadsheet can hold, and how much it helps to recognise a log."""

    name: str
    kind: Literal["text", "day", "channel", "feeling"] = "text"
    stage: Stage | None = None
    """The stage whose day it holds."""
    weight: float = 0.1
    """How much finding it in a table speaks for the table being a log."""
    by_cells: float = 0.0
    """The highest score by cells alone, where the header does not help."""
    looks: str = "its cells look like it"
    """Why a column was taken for it by its cells, for the person."""
    asked: str = ""
    """The question to ask if more than one column may hold it; "" for a field that is not asked about."""
    main: bool = False
    """Whether nearly every log has it, and its cells alone can be recognised."""
    reflected: bool = False
    """Whether the person can fill it in later, in the app."""


TABLE: tuple[Field, ...] = (
    Field(
        "company",
        weight=3.0,
        by_cells=0.6,
        looks="its cells look like names of employers",
        main=True,
        asked="Which column holds the employer?",
    ),
    Field(
        "role",
        weight=2.0,
        by_cells=0.5,
        looks="its cells look like titles of jobs",
        asked="Which column holds the role?",
    ),
    Field(
        "applied_on",
        "day",
        weight=3.0,
        by_cells=0.5,
        looks="its cells are dates",
        main=True,
        asked="Which column says when you applied?",
    ),
    Field(
        "status",
        weight=2.5,
        by_cells=0.5,
        looks="its cells are status words",
        main=True,
        asked="Which column says how it stands?",
    ),
    Field("replied_on", "day", weight=1.0, asked="Which column says when they first answered?"),
    Field("last_word_on", "day", asked="Which column says when you last heard from them?"),
    Field("screen_on", "day", stage="screen", weight=0.7),
    Field("interview_on", "day", stage="interview", weight=0.7),
    Field("final_on", "day", stage="final", weight=0.7),
    Field("offer_on", "day", stage="offer", weight=0.7),
    Field("closed_on", "day", asked="Which column says when it ended?"),
    Field(
        "channel",
        "channel",
        weight=0.5,
        by_cells=0.35,
        looks="its cells are ways to apply",
        asked="Which column says how you applied?",
    ),
    Field("feedback_asked_on", "day", reflected=True),
    Field("feedback", reflected=True),
    Field("reason", reflected=True, asked="Which column says why you were turned down?"),
    Field("lesson", reflected=True),
    Field("notes", weight=0.2, by_cells=0.3, looks="its cells are sentences"),
    Field("feeling", "feeling", reflected=True),
    Field("resume_version", asked="Which column says which résumé you sent?"),
    Field("location", weight=0.3, by_cells=0.35, looks="its cells are places"),
    Field("seniority"),
    Field(
        "contact",
        by_cells=0.3,
        looks="its cells are e-mail addresses",
        asked="Which column names the person you were in touch with?",
    ),
    Field("salary", weight=0.2),
    Field("url", weight=0.5, by_cells=0.45, looks="its cells are links"),
)
"""Every field, in the order of the log's columns."""

FIELD: Mapping[str, Field] = MappingProxyType({known.name: known for known in TABLE})
"""Name of a field → the field."""

FIELDS = tuple(FIELD)
"""What a column of the person's spreadsheet can hold."""

DATE_FIELDS = tuple(known.name for known in TABLE if known.kind == "day")
"""Fields that hold a day."""

TEXT_FIELDS = tuple(known.name for known in TABLE if known.kind == "text")
"""Fields kept as written, trimmed; `status` is the text that `stage` and `outcome` were read from."""

STAGE_DATES: Mapping[Stage, str] = MappingProxyType({f.stage: f.name for f in TABLE if f.stage is not None})
"""Stage → the field that says when it happened."""

FIELD_STAGES: Mapping[str, Stage] = MappingProxyType({name: stage for stage, name in STAGE_DATES.items()})
"""Field → the stage whose day it holds."""

_AFTER_STATUS = FIELDS.index("status") + 1
READ_FROM_STATUS = ("stage", "stage_known", "outcome", "answered")
"""Columns that come after the status, and are worked out from it and other columns.

`answered` says whether the employer answered at all, with any answer on any day.
"""
LOG_COLUMNS = ("row", "sheet", *FIELDS[:_AFTER_STATUS], *READ_FROM_STATUS, *FIELDS[_AFTER_STATUS:])
"""Every column of the canonical log, in order; all are always there, missing where unknown."""

EXTRA = "extra: "
"""Prefix of a source column that serves no field: carried along, and offered as a segment."""

STAGE_TYPE = pd.CategoricalDtype(list(STAGES), ordered=True)
OUTCOME_TYPE = pd.CategoricalDtype(list(OUTCOMES))
CHANNEL_TYPE = pd.CategoricalDtype(list(CHANNELS))

SetAsideReason = Literal[
    "blank",
    "not an application",
    "not applied yet",
    "repeated header",
    "total or note",
    "exact duplicate",
    "no company and no role",
]


@dataclass(frozen=True)
class Source:
    """Where the rows came from, in words that a person recognises in their own file."""

    file: str
    format: str
    """`csv`, `tsv`, `xlsx`, `xlsm`, `xls`, `xlsb`, `ods` or `paste`."""
    sheets: tuple[str, ...] = ()
    """The sheets that were read; empty for text."""
    all_sheets: tuple[str, ...] = ()
    """Every sheet of the workbook, in its own order."""
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    """Row number of the header, counted from 1 as in spreadsheet programs; None without a header."""


@dataclass(frozen=True)
class ColumnMatch:
    """One column of the source and the field it serves."""

    field: str
    header: str
    """As written, white space folded; `column N` where the column has no header."""
    position: int
    """0-based position in the sheet's table."""
    reason: str
    """Why, for a person: "the header says so", "its cells are dates"."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True)
class ColumnUse:
    """One column of the source: what it was taken for, how sure that is, and why."""

    header: str
    field: str | None
    """The field that the column holds; None if it holds none."""
    confidence: float
    """How likely that is right, 0 to 1."""
    why: str
    """Why it was taken for that, or why it is not used, for the person."""
    is_stage: bool = False
    """Whether it holds no field, but says how far each application got."""


@dataclass(frozen=True)
class StatusReading:
    """One distinct status text, what it was taken to mean, and how many rows say it."""

    text: str
    stage: Stage | None
    stage_known: bool
    outcome: str
    """An outcome, `not_applied` (saved, drafted, skipped), or `unknown` if it was not understood."""
    rows: int


@dataclass(frozen=True)
class SetAside:
    """A row that is not an application, with the reason and its cells."""

    row: int
    reason: SetAsideReason
    cells: tuple[str, ...]
    sheet: str | None = None


FOLDED = "row"
"""The `column` of a repair that says that a row was added to an application in an earlier row."""


@dataclass(frozen=True)
class Repair:
    """A value that was read differently from what is written."""

    row: int
    column: str
    before: str
    after: str
    why: str
    sheet: str | None = None


@dataclass(frozen=True)
class Choices:
    """What the person corrected; everything else is found by the reader."""

    sheets: tuple[str, ...] | None = None
    header_row: int | None = None
    """1-based row of the header, or 0: "there is no header"."""
    columns: Mapping[str, str | None] = field(default_factory=dict)
    """Field → header (as in `ColumnMatch.header`), or None: "no column holds this"."""
    statuses: Mapping[str, tuple[Stage | None, str]] = field(default_factory=dict)
    """Status text → (stage, outcome); the outcome may be `not_applied`."""
    day_first: bool | None = None
    sent: bool | None = None
    """Whether rows without the day or tick that others have, and without anything else, were sent."""
    outcomes: bool | None = None
    """Whether the log records answers at all; if False, silence in it means nothing."""

    def corrected(self, change: Choices) -> Choices:
        """These choices, replaced by those of `change` where it has any."""
        said = {name: value for name, value in vars(change).items() if value is not None}
        said["columns"] = {**self.columns, **change.columns}
        said["statuses"] = {**self.statuses, **change.statuses}
        return replace(self, **said)

    def settle(self, change: Choices) -> bool:
        """Whether the person has already chosen something for what `change` would correct."""
        single = ("sheets", "header_row", "day_first", "sent", "outcomes")
        return (
            any(getattr(change, name) is not None and getattr(self, name) is not None for name in single)
            or not change.columns.keys().isdisjoint(self.columns)
            or not change.statuses.keys().isdisjoint(self.statuses)
        )


ASKED = 7
"""At most this many questions are asked; the others are listed."""
About = Literal["column", "status", "sheet", "dates", "rows", "outcomes"]


@dataclass(frozen=True)
class Answer:
    """One answer to a question: a short value, the words that the person reads, and what it corrects."""

    value: str
    label: str
    change: Choices


@dataclass(frozen=True)
class Question:
    """A question that only the person can answer: one line, its answers, and the one assumed until then."""

    about: About
    text: str
    answers: tuple[Answer, ...]
    default: str
    """The `value` of the answer that is assumed until the person answers."""
    rows: int
    """How many rows the answer touches: the most consequential question comes first."""
    field: str | None = None
    header: str | None = None
    """The column that the question is about, as its header is shown."""
    value: str | None = None
    """The text in the cells that the question is about."""

    @property
    def name(self) -> str:
        """A name that no other question about the same file has."""
        return " ".join(part for part in (self.about, self.field, self.value) if part)

    def is_answered(self, choices: Choices) -> bool:
        """Whether the person has answered it."""
        return any(choices.settle(answer.change) for answer in self.answers)


@dataclass(frozen=True)
class ApplicationLog:
    """The canonical log: one row is one application (columns of `LOG_COLUMNS`, then `EXTRA` columns)."""

    applications: pd.DataFrame
    recorded: frozenset[Stage]
    """The stages that some status word or stage date of this log names."""
    has_outcomes: bool = True
    """Whether the log records answers; if not, an open application may have had one."""
    silence_told: bool = False
    """Whether the person said that applications without an answer in the log had none."""
    first_is_test: bool = False
    """Whether the first step that this log records is a written test (`lib.log.written_tests`)."""

    def __len__(self) -> int:
        """The number of applications."""
        return len(self.applications)

    def where(self, kept: pd.Series) -> ApplicationLog:
        """The log with only the applications where `kept` is true; `recorded` does not change."""
        return replace(self, applications=self.applications[kept].reset_index(drop=True))

    @property
    def extras(self) -> tuple[str, ...]:
        """The person's further columns, which serve no field, with their prefix `EXTRA`."""
        return tuple(c for c in self.applications.columns if c.startswith(EXTRA))


@dataclass(frozen=True)
class ImportResult:
    """A log, and everything that the reader understood, assumed, repaired or set aside."""

    log: ApplicationLog
    source: Source
    headers: tuple[str, ...]
    """Every column of the table that was read, in order."""
    columns: tuple[ColumnMatch, ...]
    statuses: tuple[StatusReading, ...]
    date_order: DateOrder | None
    rows_read: int
    set_aside: tuple[SetAside, ...]
    repairs: tuple[Repair, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    """Plain sentences worth knowing: hidden sensitive columns, near duplicates, dates in the future."""
    original: pd.DataFrame
    """The source table as it was: one row per row read, typed cells, and unique headers; the index holds row
    number and sheet. Sensitive columns are left out."""
    choices: Choices = field(default_factory=Choices)
    uses: tuple[ColumnUse, ...] = ()
    """Every column that may be shown, in order, with its use."""

    @property
    def folded(self) -> int:
        """How many rows were added, as events, to an application in an earlier row."""
        return sum(repair.column == FOLDED for repair in self.repairs)
