"""Gives every spreadsheet of a folder back with news in it, and counts whether anything else changed.

`python -m benchmarks.updated_files FOLDER [--as-of DAY]`: for private files; it prints counts, no names.
"""

from __future__ import annotations

import argparse
import io
import random
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lib.log import news
from lib.log.files.books import open_book
from lib.log.identity import application_keys
from lib.log.news import Event, Events, record
from lib.log.reading import read_book
from lib.log.schema import ImportResult, UnreadableLog
from lib.updated.sheet_xml import SheetXml, parse_sheet
from lib.updated.spreadsheet import Updated, update
from lib.updated.text_file import TextFile
from lib.updated.workbook_file import WorkbookFile, numbered
from lib.updated.writes import Writes

KINDS = ("rejected", "rejected", "no_reply", "withdrawn", "invited", "offer", "accepted", "declined")
MOST = 12
"""Pieces of news for one file."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    asked: int
    left: int
    others: tuple[str, ...]
    """What changed beside the cells that were written; empty where nothing did."""
    columns: int


def some_news(result: ImportResult, as_of: date, seed: int) -> Events:
    """News of every kind about applications of a log, and one new row."""
    chance = random.Random(seed)
    keys = application_keys(result.log.applications).tolist()
    told: list[Event] = []
    for name in chance.sample(keys, min(MOST, len(keys))):
        what, day = chance.choice(KINDS), as_of - timedelta(days=chance.randint(0, 9))
        stage = chance.choice(("screen", "interview", "final")) if what == "invited" else None
        told.append(Event(name, what, day, as_of, stage=stage))  # type: ignore[arg-type]
    new = news.new_name((), "New", "Row", as_of)
    told.append(Event(new, "added", None, as_of))
    cells = {"company": "Zephyr Tools", "role": "Analyst", "applied_on": as_of.isoformat()}
    told += [Event(new, "edited", None, as_of, field=name, value=value) for name, value in cells.items()]
    return record((), result.log, *told)


def try_file(data: bytes, name: str, as_of: date, seed: int = 0) -> Outcome:
    """News about one file, written into it; raises `UnreadableLog` where the file is no log."""
    book = open_book(data, name)
    result = read_book(book, as_of=as_of)
    events = some_news(result, as_of, seed)

    def reread(again: bytes, as_name: str) -> ImportResult:
        return read_book(open_book(again, as_name), as_of=as_of, choices=result.choices)

    made = update(data, book, result, events, reread)
    asked = len({e.application for e in events})
    return Outcome(asked, len(made.left), other_changes(data, made), len(made.columns))


def other_changes(data: bytes, made: Updated) -> tuple[str, ...]:
    """What differs from the first file beside the cells that were written."""
    if made.kind in ("csv", "tsv"):
        return _in_text(data, made)
    return _in_workbook(data, made) if data.startswith(b"PK\x03\x04") and b"xl/" in data else ()


def _in_text(data: bytes, made: Updated) -> tuple[str, ...]:
    """Taken back byte by byte, the written file is the first one again."""
    known = open_book(data, made.name)
    file = TextFile(data, known.encoding or "utf-8", known.delimiter or ",")
    if not made.data.startswith(file.mark) or any("UTF-8" in note for note in made.notes):
        return ("encoding",)
    again = TextFile(made.data, file.encoding, file.delimiter)
    records, gone = list(again.records), {row for _, row in made.writes.gone}
    kept = [row for row in range(1, len(file.records) + 1) if row not in gone]
    new = {row for place, row in numbered(made.writes.new_rows).items()}
    written = [spans for at, spans in enumerate(records, 1) if at + len(gone) not in new]
    cells = made.writes.within("")
    for row, spans in zip(kept, written, strict=True):
        was = [file.text[a:b] for a, b in file.records[row - 1]]
        now = [again.text[a:b] for a, b in spans]
        same = all(now[c] == was[c] for c in range(len(was)) if (row, c) not in cells)
        if not same:
            return (f"row {row}",)
    line_ends = [Counter(c for c in t.text if c in "\r\n") for t in (file, again)]
    return () if not line_ends[0] or set(line_ends[0]) == set(line_ends[1]) else ("line ends",)


def _in_workbook(data: bytes, made: Updated) -> tuple[str, ...]:
    """Every part but those of written sheets is the same, and in those every cell that was not written."""
    first, second = WorkbookFile(data), WorkbookFile(made.data)
    written = {first.sheet_parts[name]: name for name in made.writes.sheets}
    found = []
    if first.archive.namelist() != second.archive.namelist():
        found.append("parts")
    for part in first.archive.namelist():
        one, other = first.archive.read(part), second.archive.read(part)
        if part in written:
            found += _in_sheet(parse_sheet(one), parse_sheet(other), made.writes, written[part])
        elif one != other and not (part == first.book_part or "/tables/" in part):
            found.append(part)
    with zipfile.ZipFile(io.BytesIO(made.data)) as whole:
        found += ["archive"] if whole.testzip() else []
    return tuple(found)


def _in_sheet(one: SheetXml, other: SheetXml, writes: Writes, name: str) -> list[str]:
    cells = set(writes.within(name))
    new = [row for row in writes.new_rows if row.sheet == name]
    fresh, gone = set(numbered(new).values()), {row for sheet, row in writes.gone if sheet == name}
    before, after = _raw(one), _raw(other)
    touched = {p for p in {*before, *after} if p in cells or p[0] in fresh or p[0] in gone}
    found = [f"cell {p}" for p in {*before, *after} - touched if before.get(p) != after.get(p)]
    if one.data[one.rows_end[0] :] != other.data[other.rows_end[0] :]:
        found.append("what follows the rows")
    return found


def _raw(sheet: SheetXml) -> dict[tuple[int, int], bytes]:
    return {
        (row.number, c.column): sheet.data[c.start : c.stop] for row in sheet.rows.values() for c in row.cells
    }


def main() -> None:
    """Try every file of a folder and print counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 28))
    parser.add_argument("--verbose", action="store_true", help="name the files in which something is wrong")
    given = parser.parse_args()
    tried: list[Outcome] = []
    refused = failed = 0
    for path in sorted(p for p in given.folder.rglob("*") if p.is_file()):
        try:
            tried.append(try_file(path.read_bytes(), path.name, given.as_of))
        except UnreadableLog:
            refused += 1
            continue
        except Exception as error:  # one file must not hide the others
            failed += 1
            print(
                f"failed: {type(error).__name__} {error if given.verbose else ''}", path.name * given.verbose
            )
            continue
        if given.verbose and (tried[-1].others or tried[-1].left):
            print(path.name, tried[-1])
    asked, left = sum(t.asked for t in tried), sum(t.left for t in tried)
    print(f"{len(tried)} files written, {refused} refused, {failed} failed")
    print(f"{asked - left} of {asked} changes are in the files as the log has them, {left} were left out")
    print(f"{sum(bool(t.others) for t in tried)} files in which anything else changed")
    print(f"{sum(t.columns > 0 for t in tried)} files with a column added")


if __name__ == "__main__":
    main()
