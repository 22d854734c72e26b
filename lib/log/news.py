"""What happened since the spreadsheet was saved: events kept beside the log, and the log with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from lib.log.identity import application_keys
from lib.log.schema import (
    CHANNELS,
    DATE_FIELDS,
    FIELDS,
    STAGE_DATES,
    STAGES,
    ApplicationLog,
    Stage,
)

ENDED = ("rejected", "no_reply", "withdrawn", "accepted", "declined")
"""News that ends an application; each is the outcome that it has from then on."""
STANDINGS = (*ENDED, "offer", "invited", "open")
"""News that says how an application stands."""
TOLD = ("stage", "stage_known", "outcome", "replied_on", "last_word_on", *STAGE_DATES.values(), "closed_on")
"""Columns of the log that such news fills in."""
HEARD = ("rejected", "invited", "offer")
"""News that is an answer of the employer."""
ROWS = ("added", "removed")
WHATS = (*STANDINGS, *ROWS, "edited", "asked")
"""The kinds of events; `asked` is a question from a conversation, which changes no column."""
EDITABLE = tuple(name for name in FIELDS if name not in ("status", "feeling"))
"""Fields whose cells can be edited; the status is not one, since it changes by news."""
NEW = "new-"
"""The name of an application that is in no spreadsheet yet begins with this."""


@dataclass(frozen=True)
class Event:
    """One thing that happened to one application, or one cell that the person changed."""

    application: str
    """Its key (`application_keys`) in the spreadsheet as read; `new-…` if it is not in the spreadsheet."""
    what: str
    """One of `WHATS`."""
    on: date | None
    """The day it happened; None where nobody knows."""
    recorded_on: date
    stage: Stage | None = None
    """How far it had got, or the stage that it is invited to; None keeps what the log says."""
    due: date | None = None
    """The day for which an invitation is."""
    field: str | None = None
    """For an edited cell its field, one of `EDITABLE`; for a question how it went, `well` or `weak`."""
    value: str | None = None
    """For an edited cell its new text (days as ISO text, "" if emptied); for a question its words."""
    before: str | None = None
    """What the spreadsheet said when this was recorded; if it changes later, the person is asked."""

    @cached_property
    def key(self) -> str:
        """Identifies the event; the same event recorded twice, for example in two tabs, has the same key."""
        told = (self.application, self.what, self.on, self.stage, self.due, self.field, self.value)
        text = "\x1f".join("" if part is None else str(part) for part in told)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


Events = tuple[Event, ...]


class Cells:
    """The cells of a table of applications, to read and write one by one as fast as in a list."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._columns: dict[str, list[Any]] = {}
        self._written: set[str] = set()

    def __getitem__(self, at: tuple[int, str]) -> Any:
        """The cell of a place and a column."""
        return self._column(at[1])[at[0]]

    def __setitem__(self, at: tuple[int, str], value: object) -> None:
        """Writes one cell; the original table is not changed."""
        self._column(at[1])[at[0]] = value
        self._written.add(at[1])

    def _column(self, name: str) -> list[Any]:
        if name not in self._columns:
            self._columns[name] = self._frame[name].tolist()
        return self._columns[name]

    def table(self) -> pd.DataFrame:
        """The table with all changes; its columns have their original types."""
        written = {
            name: pd.Series(self._columns[name], index=self._frame.index, dtype=self._frame[name].dtype)
            for name in self._frame.columns
            if name in self._written
        }
        return self._frame.assign(**written)


@dataclass(frozen=True)
class Disagreement:
    """An application about which a later spreadsheet disagrees with the recorded events."""

    application: str
    row: int
    events: Events
    """The events that are not applied until the person says which is right."""
    says: str
    """What the spreadsheet says: a stage and an outcome, or the text of the cell."""


@dataclass(frozen=True)
class Living:
    """A log with its news applied, and the names that events use for its applications."""

    log: ApplicationLog
    names: tuple[str, ...]
    """For each application of `log` its name in events (`Event.application`)."""
    disagreements: tuple[Disagreement, ...] = ()
    events: Events = ()


def with_news(log: ApplicationLog, events: Sequence[Event]) -> ApplicationLog:
    """The log with all news applied, as every measure sees it: rows, cells, and how applications stand."""
    return live(log, events).log


def live(log: ApplicationLog, events: Sequence[Event], *, removed: bool = True) -> Living:
    """The log with its news; `removed=False` keeps the rows that were removed.

    Events about applications that are not in the log are ignored: their row may come back.
    """
    names = list(_names(log))
    if not events:
        return Living(log, tuple(names))
    cells = Cells(_with_new_rows(log.applications, events, names))
    places = {name: i for i, name in enumerate(names)}
    refused: list[Disagreement] = []
    usual = usual_certainty(log.applications)
    for name, told in by_application(events).items():
        if (i := places.get(name)) is not None:
            refused += apply(cells, i, told, usual)
    gone = {e.application for e in events if e.what == "removed"} if removed else set()
    kept = np.array([name not in gone for name in names], bool)
    stages = {e.stage for e in events if e.stage is not None and e.application in places}
    table = cells.table()[kept].reset_index(drop=True)
    after = replace(log, applications=table, recorded=log.recorded | stages)
    left = tuple(n for n, stays in zip(names, kept, strict=True) if stays)
    return Living(after, left, tuple(refused), tuple(events))


def _names(log: ApplicationLog) -> tuple[str, ...]:
    """The keys of the applications as read, worked out once for a log and kept with it."""
    kept: dict[str, Any] = vars(log)
    if "_names" not in kept:
        kept["_names"] = tuple(application_keys(log.applications))
    names: tuple[str, ...] = kept["_names"]
    return names


def by_application(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events of each application, in their order."""
    told: dict[str, list[Event]] = {}
    for event in events:
        told.setdefault(event.application, []).append(event)
    return told


def _with_new_rows(applications: pd.DataFrame, events: Sequence[Event], names: list[str]) -> pd.DataFrame:
    """A copy of the table with an empty row for each application that was added; `names` grows with it."""
    new = list(dict.fromkeys(e.application for e in events if e.what == "added"))
    if not new:
        return applications
    last = int(applications["row"].max()) if len(applications) else 1
    row: dict[str, Any] = dict.fromkeys(applications.columns)
    sheet = applications["sheet"].iloc[-1] if len(applications) else None
    row |= {"sheet": sheet, "stage": "applied", "stage_known": True, "outcome": "open", "channel": "unknown"}
    added = pd.DataFrame([row | {"row": last + 1 + i} for i in range(len(new))])
    added = added.astype(applications.dtypes.to_dict())
    names += new
    return pd.concat([applications, added], ignore_index=True)


Certainty = Mapping[tuple[str, str], bool]


def usual_certainty(applications: pd.DataFrame) -> Certainty:
    """(stage, outcome) → whether the stage of most such applications of this log is certain."""
    known: Any = applications.groupby(["stage", "outcome"], observed=True)["stage_known"].mean()
    return {(str(stage), str(outcome)): share >= 0.5 for (stage, outcome), share in known.items()}


def apply(cells: Cells, i: int, told: Sequence[Event], usual: Certainty) -> list[Disagreement]:
    """Apply the events of one application to its row; returns those that the spreadsheet disagrees with."""
    refused = []
    standings = [e for e in told if e.what in STANDINGS]
    edits: dict[str, Event] = {e.field: e for e in told if e.what == "edited" and e.field in EDITABLE}
    if standings:
        said, was = says(cells, i), {name: cells[i, name] for name in TOLD}
        for event in standings:
            _tell(cells, i, event, usual)
        if standings[0].before not in (None, said) and says(cells, i) != said:
            refused.append(Disagreement(told[0].application, int(cells[i, "row"]), (*standings,), said))
            for name, value in was.items():
                cells[i, name] = value
    for field, event in edits.items():
        said = cell_text(cells[i, field])
        if event.before not in (None, said) and event.value != said:
            refused.append(Disagreement(event.application, int(cells[i, "row"]), (event,), said))
        else:
            cells[i, field] = _typed(field, event.value or "")
    return refused


IDENTITY = ("company", "role", "applied_on")
"""Fields that an application's key is made from."""


def renames(one: Sequence[Event], other: Sequence[Event]) -> bool:
    """Whether some application has another key with the events `one` than with `other`."""
    apart = {e.key: e for e in one}.items() ^ {e.key: e for e in other}.items()
    return any(e.what in ROWS or e.field in IDENTITY for _, e in apart)


def keys_with_news(log: ApplicationLog, events: Sequence[Event]) -> tuple[str, ...]:
    """For each application as read, its key with the news applied; a removed one keeps its key."""
    keys = list(_names(log))
    if events:
        told = live(log, events)
        now = dict(zip(told.names, application_keys(told.log.applications), strict=True))
        keys = [now.get(key, key) for key in keys]
    return tuple(keys)


def says(cells: Cells, i: int) -> str:
    """How one application stands, as an event keeps it: "interview open"."""
    return f"{cells[i, 'stage']} {cells[i, 'outcome']}"


def cell_text(value: object) -> str:
    """A cell of the log as an event keeps it: days as ISO text, "" for a missing value."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _typed(field: str, text: str) -> object:
    if field in DATE_FIELDS:
        return _timestamp(text)
    if field == "channel":
        return text if text in CHANNELS else "unknown"
    return text or None


def _timestamp(text: str) -> pd.Timestamp | Any:
    try:
        return pd.Timestamp(date.fromisoformat(text))
    except ValueError:
        return pd.NaT


def _tell(cells: Cells, i: int, event: Event, usual: Certainty) -> None:
    """Apply one piece of news to a row: how the application stands after it, and the days it gives."""
    day = pd.Timestamp(event.on) if event.on else pd.NaT
    _tell_stage(cells, i, event)
    at_once = cells[i, "stage"] == "applied" or event.what in ("invited", "offer")
    if event.what in HEARD:
        if at_once and not _heard(cells, i):
            cells[i, "replied_on"] = day
        cells[i, "last_word_on"] = max(filter(pd.notna, (cells[i, "last_word_on"], day)), default=pd.NaT)
    cells[i, "outcome"] = _outcome(event.what, cells[i, "stage"])
    cells[i, "closed_on"] = day if event.what in ENDED and event.what != "no_reply" else pd.NaT
    if event.what in ENDED and event.stage is None and cells[i, "stage"] == "applied":
        cells[i, "stage_known"] = usual.get(("applied", event.what), event.what == "no_reply")
    if event.what == "offer":
        cells[i, "offer_on"] = day
    if event.what == "invited" and event.due and event.stage and event.stage in STAGE_DATES:
        cells[i, STAGE_DATES[event.stage]] = pd.Timestamp(event.due)


def _outcome(what: str, stage: Stage) -> str:
    """The outcome after the news; to withdraw with an offer in hand is to decline it.

    An invitation does not change an offer.
    """
    if stage == "offer" and what in ("withdrawn", "invited"):
        return "declined" if what == "withdrawn" else "offer"
    return "open" if what == "invited" else what


def _tell_stage(cells: Cells, i: int, event: Event) -> None:
    stage = "offer" if event.what in ("offer", "accepted", "declined") else event.stage
    if stage is None:
        return
    further = STAGES.index(stage) >= STAGES.index(cells[i, "stage"])
    if further or event.what != "invited":
        cells[i, "stage"], cells[i, "stage_known"] = stage, True


def _heard(cells: Cells, i: int) -> bool:
    """Whether the log knows of an earlier day on which the employer was in touch."""
    return any(pd.notna(cells[i, name]) for name in ("replied_on", *STAGE_DATES.values()))


def new_name(events: Sequence[Event], company: str, role: str, recorded_on: date) -> str:
    """A name for an application that is in no spreadsheet, different for each that is added."""
    number = sum(e.what == "added" for e in events)
    text = "\x1f".join((company, role, recorded_on.isoformat(), str(number)))
    return NEW + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def record(events: Sequence[Event], log: ApplicationLog, *told: Event) -> Events:
    """The events with `told` added, each with what the spreadsheet says at this moment (`before`).

    A cell that is edited again has one event, and one that is edited back to its old text has none.
    """
    places = {name: i for i, name in enumerate(_names(log))}
    cells, kept = Cells(log.applications), {_slot(event): event for event in events}
    for event in told:
        i = places.get(event.application)
        event = replace(event, before=_said(cells, i, event))
        kept.pop(_slot(event), None)
        if event.what != "edited" or i is None or event.value != event.before:
            kept[_slot(event)] = event
    return tuple(kept.values())


def _slot(event: Event) -> str:
    """A key that only one event can have: a cell has one text, and nothing happens twice in the same way."""
    return f"{event.application} {event.field}" if event.what == "edited" else event.key


def _said(cells: Cells, i: int | None, event: Event) -> str | None:
    if i is None:
        return None
    if event.what == "edited" and event.field:
        return cell_text(cells[i, event.field])
    return says(cells, i) if event.what in STANDINGS else None


def undo(events: Sequence[Event], keys: Iterable[str]) -> Events:
    """The events without those in `keys`; without an added row, all events about it go as well."""
    undone = set(keys)
    gone = {e.application for e in events if e.key in undone and e.what == "added"}
    return tuple(e for e in events if e.key not in undone and e.application not in gone)


def hold(events: Sequence[Event], log: ApplicationLog, application: str) -> Events:
    """The events, those of one application confirmed: they apply whatever the spreadsheet says now."""
    i, cells = {name: i for i, name in enumerate(_names(log))}.get(application), Cells(log.applications)
    return tuple(replace(e, before=_said(cells, i, e)) if e.application == application else e for e in events)
