"""The logs of a private folder, read as their owners would have corrected them; nothing of them is printed.

Beside the logs there may be a folder `labels/` with one JSON file a log, named like it: `verdict` ("log" for
what is to be used), `columns` (field → header, null where there is no such column), `columns_alt` (further
right answers) and `statuses` (text → `outcome`, `stage`). What the importer reads otherwise is corrected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lib.log.files.books import open_book
from lib.log.reading import read_book
from lib.log.schema import ApplicationLog, Choices, ImportResult

CORRECTED = ("applied_on", "status", "replied_on", "closed_on", "channel")
"""Columns that decide what the statements are held against."""


def read_logs(folder: Path, today: date) -> tuple[list[ApplicationLog], int]:
    """Every log in the folder that can be read, and how many files could not or are none."""
    found = [_read(path, today) for path in _files(folder)]
    logs = [log for log in found if log is not None]
    return logs, len(found) - len(logs)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def _read(path: Path, today: date) -> ApplicationLog | None:
    """The log of one file; None where it is refused, labelled as none, or breaks the reader."""
    try:
        label = _label(path)
        if label.get("verdict", "log") != "log":
            return None
        book = open_book(path.read_bytes(), path.name)
        result = read_book(book, as_of=today)
        for _ in range(2 * bool(label)):  # the texts of a corrected status column are known only then
            choices = _corrections(result, label)
            if choices == result.choices:
                break
            result = read_book(book, as_of=today, choices=choices)
    except Exception:
        return None
    return result.log


def _label(path: Path) -> Mapping[str, Any]:
    label = path.parent / "labels" / f"{path.stem}.json"
    return dict(json.loads(label.read_text(encoding="utf-8"))) if label.exists() else {}


def _corrections(result: ImportResult, label: Mapping[str, Any]) -> Choices:
    """What a person who knows the right answers would correct."""
    got = {match.field: match.header for match in result.columns}
    columns: dict[str, str | None] = dict(result.choices.columns)
    for field, right in label.get("columns", {}).items():
        accepted = [_header(right), *map(_header, label.get("columns_alt", {}).get(field, []))]
        if field in CORRECTED and got.get(field) not in accepted and (field != "status" or right is not None):
            columns[field] = _header(right)
    statuses = dict(result.choices.statuses)
    for text, meaning in label.get("statuses", {}).items():
        reading = next((s for s in result.statuses if _folded(s.text) == _folded(text)), None)
        if reading is not None and reading.outcome != meaning["outcome"]:
            statuses[reading.text] = (meaning.get("stage"), meaning["outcome"])
    return Choices(columns=columns, statuses=statuses)


def _header(written: object) -> str | None:
    if isinstance(written, int):
        return f"column {written}"
    return None if written is None else _folded(written)


def _folded(text: object) -> str:
    return " ".join(str(text).split())
