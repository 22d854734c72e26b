"""A workbook of ours, opened again: the person's own table, and everything that was added to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from lib.log.files.sheets import Book, Sheet, as_text
from lib.log.news import keys_with_news
from lib.log.reflections import Reflection
from lib.log.schema import FIELDS, STAGES, Choices, ImportResult
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.applications_sheet import ADDED, TOLD
from lib.summary.keeping import from_plain, left_out
from lib.summary.workbook import CONTACT_HEADERS, KEEP_NOTE, STEP_HEADERS, TRIAL

HEADER_SEARCHED = 30
"""The header is looked for in this many rows, since somebody may have put lines above it."""


@dataclass(frozen=True)
class AddedColumns:
    """The added columns as they are in the sheet now; they moved with their rows if somebody sorted it."""

    parts: tuple[str, ...]
    """The parts of a reflection whose column is still there."""
    rows: Mapping[int, Reflection]
    """Row of the sheet → the reflection beside it."""

    hidden: frozenset[str]
    """Applications beside which nothing was written, because it was not certain which row is theirs."""

    def over(self, kept: Reflection, key: str, row: int) -> Reflection:
        """`kept`, with the parts that have a column in the sheet as they are there, even if emptied."""
        now = self.rows.get(row, Reflection())
        said = {part: getattr(now, part) for part in self.parts}
        if key in self.hidden:
            said = {part: value for part, value in said.items() if value is not None}
        return replace(kept, **said)


@dataclass(frozen=True)
class Saved:
    """What a workbook of ours holds."""

    book: Book
    """The person's own table alone, ready for `read_book`: no added column, no other sheet."""
    choices: Choices
    """How it was read before; to be given to `read_book` again."""
    kept: Additions
    """Reflections by application, marks, contacts and experiment as they were saved."""
    told: AddedColumns
    as_of: date | None
    file: str
    """The name of the spreadsheet it was made from."""
    now: str | None = None
    """The log when the workbook was saved, packed by `lib.log.snapshots`."""
    left_out: tuple[str, ...] = ()
    """What was kept and cannot be used, in words for the person."""

    def additions(self, result: ImportResult) -> Additions:
        """Everything added, with each reflection at its application in `result`, the re-read `book`.

        If an added column is gone, or several applications share a row, the application is found by its key
        (company, role, day, occurrence). What belongs to an application that is gone is kept.
        """
        applications = result.log.applications
        reflections = dict(self.kept.reflections)
        if len(applications):
            rows, shared = applications["row"], applications["row"].duplicated(keep=False)
            keys = keys_with_news(result.log, self.kept.events)
            for key, row, several in zip(keys, rows, shared, strict=True):
                if several:
                    continue
                reflections[key] = self.told.over(reflections.get(key, Reflection()), key, int(row))
        filled = {key: reflection for key, reflection in reflections.items() if not reflection.empty}
        return replace(self.kept, choices=self.choices, reflections=filled)


def restore(book: Book) -> Saved | None:
    """What a workbook of ours holds, also after somebody edited it; None where it is not one of ours."""
    kept = _kept(book)
    found = _find_table(book, kept)
    if found is None:
        return None
    sheet, header_row = found
    headers = _texts(sheet.row(header_row))
    own = [c for c, header in zip(sheet.columns, headers, strict=True) if not header.startswith(ADDED)]
    name = str(kept.get("file") or book.name)
    table = replace(book, name=name, sheets=(replace(sheet, columns=tuple(own), merged=()),))
    restored = from_plain(kept)
    additions = replace(
        restored, marks=_marks(book, kept, restored.marks), contacts=_contacts(book, restored)
    )
    own_headers = [header for header in headers if not header.startswith(ADDED)]
    return Saved(
        book=table,
        choices=_choices(kept, additions.choices, own_headers, header_row),
        kept=additions,
        told=_told(sheet, headers, header_row, frozenset(_strings(kept.get("hidden")))),
        as_of=_day(kept.get("as_of")),
        file=name,
        now=kept["now"] if isinstance(kept.get("now"), str) else None,
        left_out=left_out(kept, restored) if kept else (),
    )


def _kept(book: Book) -> Mapping[str, Any]:
    """The values of the hidden sheet; empty where it is gone or damaged."""
    for sheet in book.sheets:
        cells = [as_text(cell) for cell in sheet.columns[0].objects()] if sheet.columns else []
        if cells and cells[0] == KEEP_NOTE:
            try:
                kept = json.loads("".join(cells[1:]))
            except (ValueError, RecursionError):
                return {}
            return kept if isinstance(kept, Mapping) else {}
    return {}


def _find_table(book: Book, kept: Mapping[str, Any]) -> tuple[Sheet, int] | None:
    """The sheet with the most of our added headers in one row, and that row; else the sheet named by us."""
    best: tuple[int, Sheet, int] | None = None
    for sheet in book.sheets:
        for index in range(min(sheet.height, HEADER_SEARCHED)):
            count = sum(text.startswith(ADDED) for text in _texts(sheet.row(index)))
            if count and (best is None or count > best[0]):
                best = (count, sheet, index)
    if best is not None:
        return best[1], best[2]
    named = (sheet for sheet in book.sheets if kept and sheet.name == "Applications" and sheet.height)
    return next(((sheet, 0) for sheet in named), None)


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _strings_by_field(value: object) -> dict[str, str | None]:
    """The entries of `value` that are a field with a header or None; anything else is left out."""
    columns = value if isinstance(value, Mapping) else {}
    return {f: h for f, h in columns.items() if f in FIELDS and (h is None or isinstance(h, str))}


def _texts(cells: Sequence[object]) -> list[str]:
    return [" ".join(as_text(cell).split()) for cell in cells]


def _choices(kept: Mapping[str, Any], chosen: Choices, headers: list[str], header_row: int) -> Choices:
    """The choices of the earlier reading, so that a deleted row does not change how the others are read.

    A column that is gone is looked for anew.
    """
    columns = {**_strings_by_field(kept.get("columns")), **chosen.columns}
    if set(headers) <= set(_strings(kept.get("headers"))):
        # A field without a column before gets none now.
        columns = dict.fromkeys(FIELDS) | columns
    still = {name: header for name, header in columns.items() if header is None or header in headers}
    order = kept.get("day_first") if isinstance(kept.get("day_first"), bool) else None
    return replace(
        chosen,
        sheets=None,
        header_row=header_row + 1,
        columns=still,
        day_first=chosen.day_first if chosen.day_first is not None else order,
    )


def _told(sheet: Sheet, headers: list[str], header_row: int, hidden: frozenset[str]) -> AddedColumns:
    parts = {part: headers.index(ADDED + name) for part, name in TOLD.items() if ADDED + name in headers}
    filled = np.zeros(sheet.height, dtype=bool)
    for place in parts.values():
        filled |= sheet.columns[place].filled
    rows = (int(row) for row in np.flatnonzero(filled) if row > header_row)
    cells = {row + 1: {p: sheet.columns[c][row] for p, c in parts.items()} for row in rows}
    return AddedColumns(tuple(parts), {row: _reflection(beside) for row, beside in cells.items()}, hidden)


def _reflection(cells: Mapping[str, object]) -> Reflection:
    stage, feeling = as_text(cells.get("stage")).lower(), cells.get("feeling")
    texts: dict[str, Any] = {
        name: as_text(cells.get(name)) or None for name in ("reason", "feedback", "lesson", "check_in")
    }
    return Reflection(
        stage=next((known for known in STAGES if known == stage), None),
        feedback_asked_on=_day(cells.get("feedback_asked_on")),
        feeling=int(feeling) if isinstance(feeling, int | float) and 1 <= feeling <= 5 else None,
        **texts,
    )


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(cell.strip()) if isinstance(cell, str) else None
    except ValueError:
        return None


def _table(book: Book, headers: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a table of ours as header → cell, in whatever order its columns are now."""
    for sheet in book.sheets:
        names = _texts(sheet.row(0)) if sheet.height else []
        if set(headers[:3]) <= set(names):
            rows = sheet.rows(1, sheet.height)
            return [dict(zip(names, row, strict=True)) for row in rows if any(c is not None for c in row)]
    return []


def _contacts(book: Book, additions: Additions) -> tuple[Contact, ...]:
    """The people on the Contacts sheet as it is now; if the sheet is gone, those that were kept."""
    if not any(set(CONTACT_HEADERS[:3]) <= set(_texts(s.row(0))) for s in book.sheets if s.height):
        return additions.contacts
    return read_contacts(book)


def read_contacts(book: Book) -> tuple[Contact, ...]:
    """The people on a sheet with the headers of our Contacts sheet, in the template or in a workbook."""
    name, organisation, known_from, last, following, state = CONTACT_HEADERS
    return tuple(
        Contact(
            name=as_text(row.get(name)),
            organisation=as_text(row.get(organisation)),
            known_from=as_text(row.get(known_from)),
            last_contact=_day(row.get(last)),
            next_step=as_text(row.get(following)),
            state=as_text(row.get(state)).lower(),
        )
        for row in _table(book, CONTACT_HEADERS)
        if as_text(row.get(name)) or as_text(row.get(organisation))
    )


def _marks(book: Book, kept: Mapping[str, Any], before: tuple[StepMark, ...]) -> tuple[StepMark, ...]:
    """The marks that were kept, updated from the sheet; a step whose row was deleted keeps its mark."""
    marks = {mark.key: mark for mark in before}
    written = _written(kept.get("steps"))
    done, due, what, *_, key = STEP_HEADERS
    for row in _table(book, STEP_HEADERS):
        text, name = as_text(row.get(what)), as_text(row.get(key))
        if not text and not name:
            continue
        if name == TRIAL:
            if not text or not _changed(row, written.get(TRIAL, {})):
                continue
            name = ""  # ticked, moved or reworded it becomes a step of one's own
        name = name or _own_key(text)
        mark = marks.get(name) or StepMark(name, own=name not in written)
        marks[name] = _marked(mark, written.get(name, {}), text, _day(row.get(due)), as_text(row.get(done)))
    return tuple(mark for mark in marks.values() if mark != StepMark(mark.key))


def _written(value: object) -> Mapping[str, Mapping[str, Any]]:
    """Key of a step → what we wrote in its row; entries of any other form are left out."""
    steps = value if isinstance(value, Mapping) else {}
    return {key: step for key, step in steps.items() if isinstance(step, Mapping)}


def _changed(row: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """Whether somebody ticked, moved or reworded the line of the experiment."""
    done, due, what, *_ = STEP_HEADERS
    as_written = StepMark(TRIAL, own=True)
    now = _marked(as_written, written, as_text(row.get(what)), _day(row.get(due)), as_text(row.get(done)))
    return now != as_written


def _marked(mark: StepMark, written: Mapping[str, Any], what: str, due: date | None, done: str) -> StepMark:
    """The mark, changed by whatever now differs in the cells from what we wrote there."""
    if what and what != " ".join(str(written.get("what", "")).split()) and what != written.get("what"):
        mark = replace(mark, what=what)
    if due is not None and due.isoformat() != written.get("due"):
        mark = replace(mark, due=due)
    is_done = done.strip().lower() not in ("", "no", "false", "0")
    # The mark keeps the words of the step, so that it can be shown when a later plan has other steps.
    return mark if is_done == mark.done else replace(mark, done=is_done, what=what or mark.what)


def _own_key(text: str) -> str:
    return "own-" + hashlib.sha256(text.encode()).hexdigest()[:12]
