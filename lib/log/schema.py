"""The vocabulary of an application log: fields, stages, outcomes, channels, and what an import returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import pandas as pd

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

DATE_FIELDS = (
    "applied_on",
    "replied_on",
    "screen_on",
    "interview_on",
    "final_on",
    "offer_on",
    "closed_on",
    "feedback_asked_on",
)
"""Fields that hold a day."""

STAGE_DATES: Mapping[Stage, str] = MappingProxyType(
    {"screen": "screen_on", "interview": "interview_on", "final": "final_on", "offer": "offer_on"}
)
"""Stage → the field that says when it happened."""

TEXT_FIELDS = (
    "company",
    "role",
    "status",
    "feedback",
    "reason",
    "lesson",
    "notes",
    "resume_version",
    "location",
    "seniority",
    "contact",
    "salary",
    "url",
)
"""Fields kept as written, trimmed; `status` is the text that `stage` and `outcome` were read from."""

LOG_COLUMNS = (
    "row",
    "sheet",
    "company",
    "role",
    "applied_on",
    "status",
    "stage",
    "stage_known",
    "outcome",
    "replied_on",
    "screen_on",
    "interview_on",
    "final_on",
    "offer_on",
    "closed_on",
    "channel",
    "feedback_asked_on",
    "feedback",
    "reason",
    "lesson",
    "notes",
    "feeling",
    "resume_version",
    "location",
    "seniority",
    "contact",
    "salary",
    "url",
)
"""Every column of the canonical log, in order; all are always there, missing where unknown."""

EXTRA = "extra: "
"""Prefix of a source column that serves no field: carried along, and offered as a segment."""

FIELDS = tuple(c for c in LOG_COLUMNS if c not in ("row", "sheet", "stage", "stage_known", "outcome"))
"""What a column of the person's spreadsheet can hold."""

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


class UnreadableLog(ValueError):  # noqa: N818 - a state of the person's file, not a fault of the program
    """A file that cannot be used as a log: what was found (`title`) and what to do about it (`message`)."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message


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
    """1-based, as the spreadsheet program counts; None where there is no header."""


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
class StatusReading:
    """One distinct status text, what it was taken to mean, and how many rows say it."""

    text: str
    stage: Stage | None
    stage_known: bool
    outcome: str
    """An outcome, `not_applied` (saved, drafted, skipped), or `unknown` where not understood."""
    rows: int


@dataclass(frozen=True)
class SetAside:
    """A row that is no application, why, and what it holds."""

    row: int
    reason: SetAsideReason
    cells: tuple[str, ...]
    sheet: str | None = None


FOLDED = "row"
"""The column of the repair that says that a row is an event of an application in an earlier row."""


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
class Question:
    """Something that only the person knows: one line, its answers, and the answer assumed meanwhile."""

    key: str
    """What the answer changes: `day_first`, `header`, `sheets`, `status:<text>`, `column:<field>`, `year`."""
    text: str
    options: tuple[tuple[str, str], ...]
    """(value, label) pairs; the value is what `Choices` takes."""
    default: str
    rows: int
    """How many rows the answer touches: the most consequential question comes first."""


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


@dataclass(frozen=True)
class ApplicationLog:
    """The canonical log: one row is one application (columns of `LOG_COLUMNS`, then `EXTRA` columns)."""

    applications: pd.DataFrame
    recorded: frozenset[Stage]
    """Stages that some status word or stage date of this log refers to."""

    def __len__(self) -> int:
        """The number of applications."""
        return len(self.applications)

    def where(self, kept: pd.Series) -> ApplicationLog:
        """The applications where `kept` is true, the recorded stages unchanged."""
        return replace(self, applications=self.applications[kept].reset_index(drop=True))

    @property
    def extras(self) -> tuple[str, ...]:
        """The carried-along columns, with their prefix."""
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
    """The source table as it was: one row per row read, every column under its (unique) header, cells typed;
    its columns `row` and `sheet` are in the index. Sensitive columns are left out."""
    choices: Choices = field(default_factory=Choices)

    @property
    def folded(self) -> int:
        """How many rows beyond the first of an application were put together with it, as its events."""
        return sum(repair.column == FOLDED for repair in self.repairs)
