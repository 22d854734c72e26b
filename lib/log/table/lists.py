"""Lists below headings that say how their items stand, as on a page of notes: "## Applied", "- Northwind"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lib.log.files import drawn
from lib.log.files.sheets import LOOKED_AT, Column, Sheet, as_text
from lib.log.schema import STAGES
from lib.log.table.contents import is_date
from lib.log.table.header import Table, find_header
from lib.log.table.labels import fold
from lib.log.table.names import clear_field
from lib.log.table.sections import ITEM, SECTION, is_of_applications
from lib.log.values.meanings import find_meanings, is_covered
from lib.log.values.statuses import UNKNOWN, read_status
from lib.log.vocabulary import either, small_words

LONGEST_PAGE = 5_000
"""A page of notes has at most this many lines."""
FEWEST = 3
"""A list has at least so many items."""
MOST_WORDS = 4
"""Words of a heading."""
NAME, DATE = "Application", "Date"
"""Headers of the columns that are made from items."""
LOWEST = 7
"""The level of a heading without marks that tell one."""
MOSTLY = 0.5
"""Share of the lines, from the first heading on, that must be items of these lists."""
HEADING = re.compile(r"^(?:#{1,6}\s|\[.*\]$|\*\*.*\*\*:?$|=+\s)|[:：]$")
_AROUND = "#=*_[]:： \t"
_COUNT = re.compile(r"\s*\(?\d+\)?$")
_DAY_AT_END = re.compile(r"^(.*?\S)\s*(?:\s[-–—:|]+|[,;(])\s*([^\s()][^()]{3,18})\)?$")


@dataclass(frozen=True)
class Item:
    """One item of a list: its row in the sheet, its text, and the heading above it."""

    row: int
    text: str
    heading: str


def find_lists(sheet: Sheet) -> list[Item] | None:
    """The items below headings that say how they stand; None if the sheet holds no such lists."""
    if not 0 < sheet.height <= LONGEST_PAGE or _names_columns(sheet):
        return None
    lines = [[cell for cell in sheet.row(index) if cell is not None] for index in range(sheet.height)]
    texts = [", ".join(map(as_text, cells)).strip()[:LOOKED_AT] for cells in lines]
    items = list(_items(texts))
    headings = {item.heading for item in items}
    if len(items) < FEWEST or not any(is_covered(text) and is_of_applications(text) for text in headings):
        return None
    rows = {item.row for item in items}
    others = [line for index, line in enumerate(texts) if line and index > min(rows) and index not in rows]
    others = [line for line in others if not _is_heading(line)]
    wide = sum(len(cells) > 1 for index, cells in enumerate(lines) if index not in rows)
    return items if len(items) >= MOSTLY * (len(items) + len(others)) and wide < len(items) else None


def _names_columns(sheet: Sheet) -> bool:
    """Whether the sheet has a table with employers or roles, to which numbered rows belong."""
    header = find_header(sheet)
    row = [] if header is None else sheet.row(header)
    return not {"company", "role"}.isdisjoint(clear_field(fold(cell)) for cell in row if cell is not None)


def _items(lines: list[str]) -> Iterator[Item]:
    headings: dict[int, str] = {}
    for row, line in enumerate(lines):
        if (mark := ITEM.match(line)) is not None:
            if (state := _together(headings)) is not None:
                yield Item(row, line[mark.end() :], state)
        elif _is_heading(line):
            level = _level(line)
            headings = {other: text for other, text in headings.items() if other < level}
            headings[level] = _COUNT.sub("", line.strip(_AROUND)).strip(_AROUND)


def _is_heading(line: str) -> bool:
    return bool(line) and (HEADING.search(line) is not None or _names_state(line))


def _level(line: str) -> int:
    """How far below the top of the page a heading is: 1 for "# x", more for those below it."""
    if line.startswith("["):
        return 1 if line.startswith("[[") else 2
    return len(line) - len(line.lstrip("#")) or LOWEST


def _names_state(text: str) -> bool:
    bare = _COUNT.sub("", text.strip(_AROUND)).strip(_AROUND)
    return 0 < len(bare.split()) <= MOST_WORDS and read_status(bare).understood


def _together(headings: dict[int, str]) -> str | None:
    """What the headings above an item say of it: the lowest one with a state, after a stage above that."""
    *above, last = [headings[level] for level in sorted(headings)] or [""]
    stages = [talk for text in above if (talk := _talk(text)) is not None]
    if _names_state(last):
        own = find_meanings(last) == ["refuses"]  # "declined": whose choice it was tell the other headings
        return f"{stages[-1]}: {last}" if stages and not own else last
    return next((text for text in reversed(above) if _names_state(text)), None)


def _talk(heading: str) -> str | None:
    """The stage that a heading is about: "Interviews", or "1st" for a first interview."""
    ordinal = re.fullmatch(f"[1-9](?:{either('day_ending')})", heading, re.IGNORECASE)
    text = next(iter(small_words("numbered_talk"))).format(heading) if ordinal else heading
    meaning = read_status(text) if len(text.split()) <= MOST_WORDS else UNKNOWN
    return (
        text
        if is_covered(text) and meaning.stage in STAGES[1:] and meaning.outcome in ("open", "offer")
        else None
    )


def unroll_lists(sheet: Sheet, items: list[Item]) -> Table:
    """A table with one row for each item: its name, its heading as the status, the day at its end."""
    texts = [cells[0] for cells in drawn.plain_cells([[item.text] for item in items])]
    pairs = [_dated(text) for text in texts]
    names, days = [name for name, _ in pairs], [day for _, day in pairs]
    states = [item.heading for item in items]
    return Table(
        labels=(NAME, SECTION, DATE),
        columns=(Column.of(names), Column.of(states), Column.of(days)),
        rows=np.array([item.row + 1 for item in items], dtype=np.int64),
        sheets=(sheet.name,),
        origin=np.zeros(len(items), dtype=np.int32),
        positions=(0, 1, 2),
        header_row=max(items[0].row, 1),
        notes=("The headings of the lists say how the items below them stand; nothing else was read.",),
        given={SECTION: "status", DATE: "applied_on"},
    )


def _dated(text: str) -> tuple[str, str | None]:
    """The text of an item without the day at its end, and that day."""
    found = _DAY_AT_END.match(text)
    return (found[1], found[2]) if found is not None and is_date(found[2]) else (text, None)
