"""Brings the person's own spreadsheet up to date: writes it, reads it again, and compares it with the log."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from lib.log.files import drawn
from lib.log.files.sheets import Book
from lib.log.identity import application_keys
from lib.log.news import Events, Living, cell_text, live
from lib.log.schema import ImportResult, UnreadableLog
from lib.opening.opener import open_book
from lib.updated.changes import Change, find_changes
from lib.updated.habits import FORMULA_STARTS
from lib.updated.layout import SheetLayout, find_layouts
from lib.updated.new_workbook import read_alike, with_cells_of
from lib.updated.placing import BESIDE, OWN, WritingPlan
from lib.updated.sheet_xml import parse_sheet
from lib.updated.text_file import TextFile
from lib.updated.workbook_file import WorkbookFile
from lib.updated.writes import CannotWrite, Place, Writes

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
Reread = Callable[[bytes, str], ImportResult]
"""A function that reads the bytes of a file as the original was read, with the same corrections."""


@dataclass(frozen=True)
class Updated:
    """The file to give back, and what to say about it."""

    data: bytes
    name: str
    kind: str
    """`xlsx`, `xlsm`, `csv` or `tsv`."""
    told: int
    """How many applications' changes are in the file."""
    added: int
    removed: int
    columns: tuple[str, ...]
    """Headers of columns that were added at the right end."""
    left: tuple[Change, ...]
    """Changes that have no place in the file; they are listed for the person."""
    notes: tuple[str, ...]
    writes: Writes
    """What was written; everything else in the file is unchanged."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Sentences about the file: which columns were added, which changes have no place in it."""
        said = []
        if self.columns:
            said.append(f"Added at the right end: {' and '.join(f'“{header}”' for header in self.columns)}.")
        for why, changes in self._why_left().items():
            rows = ", ".join(
                f"row {c.row}" if c.row else cell_text(c.after["company"]) or cell_text(c.after["role"])
                for c in changes[:5]
            )
            more = f" and {len(changes) - 5} more" if len(changes) > 5 else ""
            said.append(f"{why} {rows}{more}.")
        if self.left:
            said.append("The list of changes has what is left out, and so has our workbook.")
        return tuple(said)

    def _why_left(self) -> dict[str, list[Change]]:
        """The beginning of a sentence that says why changes were left out → those changes."""
        found: dict[str, list[Change]] = {}
        for change in self.left:
            shared = not change.layout.rows and len(change.layout.table)
            why = "Several applications share a row of your sheet, so it has no place for the news of"
            if not shared:
                why = "Your layout has no place for the news of"
                if change.row is None:
                    why = "A row below your last one would not be read as an application. Left out:"
            found.setdefault(why, []).append(change)
        return found

    @property
    def mime(self) -> str:
        """The media type."""
        return MIME[self.kind]


@dataclass(frozen=True)
class _Original:
    """The file as it was opened."""

    data: bytes
    book: Book
    result: ImportResult
    layouts: tuple[SheetLayout, ...]
    kind: str
    formulas: frozenset[Place]
    notes: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        return self.kind in ("csv", "tsv")

    def written(self, writes: Writes) -> tuple[bytes, tuple[str, ...]]:
        """The bytes with everything written, and what is to be said about them."""
        if not self.is_text:
            return WorkbookFile(self.data).write(writes), ()
        file = TextFile(self.data, self.book.encoding or "utf-8", self.book.delimiter or ",")
        try:
            return file.write(writes), ()
        except CannotWrite:
            _ = file.records
            note = "Your file is now in UTF-8: a character that was added does not exist in its old encoding."
            return file.as_utf8(writes), (note,)


def update(
    data: bytes, book: Book, result: ImportResult, events: Events, reread: Reread, *, name: str | None = None
) -> Updated:
    """The person's file with the news in it, in its own layout and words; only changed cells differ.

    `book` is the opened file and `result` how it was read. A change that cannot be written, or that is not
    read again as the log has it, is left out and listed.
    """
    original = _opened(data, book, result)
    living = live(result.log, events, removed=False)
    changes = find_changes(result, living, original.layouts)
    gone = _gone(result, events)
    ways = {change.name: OWN for change in changes}
    left: dict[str, Change] = {}
    while True:
        told = [change for change in changes if change.name not in left]
        plan = _plan(original, told, ways)
        left |= {change.name: change for change in told if change.name in plan.homeless}
        told = [change for change in told if change.name not in left]
        made = _made(original, told, ways, gone)
        wrong = _unlike(made, original, living, told, gone, reread) if made else told
        if not wrong and made is not None:
            break
        for change in wrong:
            if ways[change.name] == BESIDE or not change.stands_anew or made is None:
                left[change.name] = change
            else:
                ways[change.name] += 1
        if not told:
            break
    return _finished(
        original,
        made or (original.data, WritingPlan(result, True, frozenset()), (), Writes()),
        changes,
        left,
        gone,
        name,
    )


Made = tuple[bytes, WritingPlan, tuple[str, ...], Writes]


def _plan(original: _Original, told: Sequence[Change], ways: Mapping[str, int]) -> WritingPlan:
    plan = WritingPlan(original.result, not original.is_text, original.formulas)
    for change in told:
        plan.tell(change, ways[change.name])
    return plan


def _made(
    original: _Original, told: Sequence[Change], ways: Mapping[str, int], gone: Sequence[tuple[str, int]]
) -> Made | None:
    """The bytes with these changes; None if the file cannot be written at all."""
    plan = _plan(original, told, ways)
    writes = plan.writes(gone)
    if original.is_text:
        writes = _harmless(writes)
    try:
        data, notes = original.written(writes)
    except (CannotWrite, KeyError):
        return None
    return data, plan, notes, writes


def _harmless(writes: Writes) -> Writes:
    """The writes, with an apostrophe before texts that a spreadsheet program would run as a formula."""
    cells = {place: _inert(value) for place, value in writes.cells.items()}
    rows = tuple(replace(r, cells={c: _inert(v) for c, v in r.cells.items()}) for r in writes.new_rows)
    return replace(writes, cells=cells, new_rows=rows)


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _opened(data: bytes, book: Book, result: ImportResult) -> _Original:
    """The file prepared for writing; if its format cannot be written, a new workbook with the same cells."""
    kind = _kind(book)
    notes: tuple[str, ...] = ()
    if kind is None or (kind in ("csv", "tsv") and not _is_table(data, book)):
        data, kind = with_cells_of(book), "xlsx"
        notes = (
            f"Your {book.format.upper()} file is given back as XLSX: its cells are there, its looks are not.",
        )
        book, result = read_alike(data, book, result)
    widths = {sheet.name: len(sheet.columns) for sheet in _raw(data, book).sheets}
    layouts = find_layouts(book, result, widths)
    formulas = frozenset[Place]() if kind in ("csv", "tsv") else _formulas(data, layouts)
    return _Original(data, book, result, layouts, kind, formulas, notes)


def _raw(data: bytes, book: Book) -> Book:
    """The book of the file itself: a workbook of ours has more columns than the log in it."""
    return book if book.encoding is not None else open_book(data, "log.xlsx")


def _kind(book: Book) -> str | None:
    if book.format in ("xlsx", "xlsm"):
        return book.format
    if book.encoding is None:
        return None
    return "tsv" if book.delimiter == "\t" else "csv" if book.delimiter in (",", ";", "|") else None


def _is_table(data: bytes, book: Book) -> bool:
    """Whether the cells of a text file are where the reader found them, so that they can be replaced."""
    sheet = book.sheets[0]
    try:
        file = TextFile(data, book.encoding or "utf-8", book.delimiter or ",")
        records = file.records
    except CannotWrite:
        return False
    if len(records) < sheet.height:
        return False
    told = [[file.cell(span) for span in record] for record in records[: sheet.height]]
    if book.delimiter == "|" and drawn.has_table(file.text):
        told = drawn.plain_cells(told)
    for row in {*range(min(sheet.height, 50)), *range(max(sheet.height - 50, 0), sheet.height)}:
        cells = [cell.strip() for cell in told[row]]
        read = ["" if cell is None else str(cell) for cell in sheet.row(row)]
        if [c for c in cells if c] != [c for c in read if c]:
            return file.delimiter in ",;\t" and row == 0 and file.text.lower().startswith(("sep=", '"sep='))
    return True


def _formulas(data: bytes, layouts: Sequence[SheetLayout]) -> frozenset[Place]:
    """Every cell with a formula in the sheets of the log."""
    file, found = WorkbookFile(data), []
    for layout in layouts:
        part = file.sheet_parts.get(layout.name)
        if part is None:
            continue
        for row in parse_sheet(file.read(part)).rows.values():
            found += [(layout.name, row.number, cell.column) for cell in row.cells if cell.formula]
    return frozenset(found)


def _gone(result: ImportResult, events: Events) -> tuple[tuple[str, int], ...]:
    """Sheet and row of the applications that were removed."""
    removed = {e.application for e in events if e.what == "removed"}
    if not removed:
        return ()
    frame = result.log.applications
    chosen = application_keys(frame).isin(removed)
    rows = frame[chosen][["sheet", "row"]].itertuples(index=False)
    return tuple((s if isinstance(s, str) else "", int(r)) for s, r in rows)


def _unlike(
    made: Made,
    original: _Original,
    living: Living,
    told: Sequence[Change],
    gone: Sequence[tuple[str, int]],
    reread: Reread,
) -> list[Change]:
    """The changes that are not read again as the log has them; all, if other applications changed."""
    try:
        again = reread(made[0], f"again.{original.kind}").log.applications
    except UnreadableLog:
        return list(told)
    expected = _expected(living, told, original, gone)
    if len(again) != len(expected.log):
        return [c for c in told if c.row is None] or [c for c in told if c.stands_anew] or list(told)
    places = {name: i for i, name in enumerate(expected.names)}
    wrong = [c for c in told if not _same(c, again.iloc[places[c.name]])]
    if wrong:
        return wrong
    changed = {event.application for event in living.events}
    others = [i for i, name in enumerate(expected.names) if name not in changed]
    columns = ["company", "role", "stage", "outcome", "applied_on"]
    same = all(_equal(expected.log.applications[c].iloc[others], again[c].iloc[others]) for c in columns)
    return [] if same else [c for c in told if c.stands_anew] or list(told)


def _expected(
    living: Living, told: Sequence[Change], original: _Original, gone: Sequence[tuple[str, int]]
) -> Living:
    """The log that the written file should give: without removed rows, with the new rows written."""
    written = {change.name for change in told}
    frame, count = living.log.applications, len(original.result.log)
    lost = set(gone)
    places = zip(frame["sheet"].tolist(), frame["row"].tolist(), strict=True)
    kept = np.array(
        [
            ((s if isinstance(s, str) else "", r) not in lost if i < count else living.names[i] in written)
            for i, (s, r) in enumerate(places)
        ],
        bool,
    )
    names = tuple(n for n, stays in zip(living.names, kept, strict=True) if stays)
    return Living(replace(living.log, applications=frame[kept].reset_index(drop=True)), names)


def _equal(one: pd.Series, other: pd.Series) -> bool:
    return [cell_text(v) for v in one] == [cell_text(v) for v in other]


def _same(change: Change, again: pd.Series) -> bool:
    """Whether an application is read again as the log has it: its standing, and every edited cell."""
    after = change.after
    standing = all(after[name] == again[name] for name in ("stage", "outcome"))
    fields = (
        cell_text(again[name]) in (cell_text(after[name]).strip(), _inert(cell_text(after[name]).strip()))
        for name in change.fields
    )
    return standing and all(fields)


def _finished(
    original: _Original,
    made: Made,
    changes: Sequence[Change],
    left: Mapping[str, Change],
    gone: Sequence[tuple[str, int]],
    name: str | None,
) -> Updated:
    data, plan, notes, writes = made
    told = [change for change in changes if change.name not in left]
    added = sum(change.row is None for change in told)
    return Updated(
        data=data,
        name=_file_name(name or original.book.name, original.kind),
        kind=original.kind,
        told=len(told) - added,
        added=added,
        removed=len(gone),
        columns=tuple(dict.fromkeys(plan.header(field) for _, field in plan.added)),
        left=tuple(left.values()),
        notes=(*original.notes, *notes),
        writes=writes,
    )


def _file_name(name: str, kind: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() == kind:
        return name
    return f"{stem if dot and len(ending) <= 5 else name}.{kind}"


def changes_csv(changes: Sequence[Change]) -> bytes:
    """The changes as CSV, one line each: row, employer, role, what changed, old value and new value."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["row", "employer", "role", "what", "before", "now"])
    for change in changes:
        head = [change.row or "new", *(_inert(cell_text(change.after[n])) for n in ("company", "role"))]
        for what, before, now in _differences(change):
            writer.writerow([*head, what, _inert(before), _inert(now)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _differences(change: Change) -> list[tuple[str, str, str]]:
    names = [*(("stage", "outcome") if change.stands_anew else ()), *change.days, *change.fields]
    was = change.before
    pairs = [(n, "" if was is None else cell_text(was[n]), cell_text(change.after[n])) for n in names]
    return [pair for pair in pairs if pair[1] != pair[2]]
