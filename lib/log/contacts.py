"""The people of a list that lies beside the log in its file: a network's export, a sheet of one's own."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lib.log.files.sheets import Book, Sheet, as_text
from lib.log.table.names import match_name, plain

HEADER_WITHIN = 10
"""The header stands in one of these first rows: a network's export begins with a few lines of explanation."""
MOST = 30_000
"""People of one list that are looked at: the most connections that a network allows."""


@dataclass(frozen=True)
class Acquaintance:
    """Somebody on a list of people."""

    name: str
    organisation: str = ""
    """Where they work; "" where the list does not say."""
    listed_in: str = ""
    """The name of the sheet, or of the file in an archive."""


def find_people(book: Book, log: Collection[object]) -> tuple[Acquaintance, ...]:
    """Everybody on the lists of people in a file, each name and employer of a list once.

    `log` are the names of the sheets that the log was read from: they are no lists of people.
    """
    beside = (sheet for sheet in book.sheets if sheet.name not in log) if len(book.sheets) > 1 else ()
    return tuple({person: None for sheet in beside for person in _people_of(sheet)})


def _people_of(sheet: Sheet) -> list[Acquaintance]:
    head = sheet.rows(0, min(HEADER_WITHIN, sheet.height))
    for row, cells in enumerate(head):
        places = _places([plain(as_text(cell)) for cell in cells])
        if places and not _tells_applications(cells):
            return _read(sheet, row + 1, places)
    return []


def _places(headers: Sequence[str]) -> Mapping[str, int]:
    """What a column holds → its place; empty where the headers are not those of a list of people."""
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        for kind, words in _words().items():
            if header in words:
                places.setdefault(kind, place)
    named = "name" in places or {"first", "last"} <= places.keys()
    return places if named and "about" in places else {}


def _tells_applications(cells: Sequence[object]) -> bool:
    """Whether a header is that of a day applied or of a status: then the table is a log."""
    fields = {match.field for cell in cells for match in match_name(as_text(cell)) if match.score >= 0.9}
    return bool(fields & {"applied_on", "status"})


def _read(sheet: Sheet, start: int, places: Mapping[str, int]) -> list[Acquaintance]:
    people = []
    for cells in sheet.rows(start, min(sheet.height, start + MOST)):
        told = {kind: " ".join(as_text(cells[place]).split()) for kind, place in places.items()}
        name = told.get("name") or " ".join(part for k in ("first", "last") if (part := told.get(k, "")))
        if name:
            people.append(Acquaintance(name, told.get("organisation", ""), sheet.name))
    return people


@cache
def _words() -> Mapping[str, frozenset[str]]:
    with Path(__file__).with_name("contacts.toml").open("rb") as handle:
        return {kind: frozenset(words) for kind, words in tomllib.load(handle).items()}
