"""Text files: text is split into records, and records become a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

from lib.log.files import drawn
from lib.log.files.arrays import TEXT
from lib.log.files.encodings import BOMS, LOST_LETTER
from lib.log.files.sheets import Column, Sheet, from_rows
from lib.log.unreadable import UnreadableLog
from lib.words.phrases import agreeing, counted

MAX_COLUMNS = 500
MAX_ROWS = 1_000_000
DELIMITERS = ",;\t|"
LARGE = 1_000_000
"""Text of this many bytes or more is read by the fast reader, if it is well formed."""
LARGEST_RECORD = 2**22
"""A record with more bytes than this is left to the slow reader."""
AHEAD = 2**25
"""Bytes that the parser may reserve: a block for each column, before it has read a single cell."""
TOGETHER = 16
"""So many blocks are joined as soon as they are read."""
FEWEST_CELLS = 3
"""A line of this many cells or more is one of the table; fewer may be anything."""
LEAST_WIDTH = 5
"""With this many columns, a cell whose lines have as many delimiters as records must be records."""
MAX_LINES_IN_CELL = 400
"""A quoted cell with more lines than this means a quotation mark that was never closed."""

MARKUP = r"<(!doctype|html|\?xml|table|meta|head|script)|[\[{]\s*[\[{\"]"
"""A pattern for the beginning of web pages and JSON."""


def find_delimiter(text: str) -> tuple[str, int]:
    """(delimiter, number of cells): the one that splits the first records most evenly."""
    head = _head(text)
    scored = [(*_evenness(head, delimiter), delimiter) for delimiter in DELIMITERS]
    score, width, delimiter = max(scored, key=lambda entry: entry[0])
    return (delimiter, width) if score > 0 else (",", 1)


def _head(text: str, size: int = 60_000) -> str:
    """The beginning of the text, cut at the end of a line."""
    return text if len(text) <= size else text[: text.rfind("\n", 0, size) + 1] or text[:size]


def _evenness(head: str, delimiter: str) -> tuple[float, int]:
    """(fit, usual width) of a delimiter: the fit is the share of records with that width, times the width."""
    records = [r for r in islice(_records(head, delimiter), 200) if any(cell.strip() for cell in r)]
    widths = Counter(len(record) for record in records)
    if not records:
        return 0.0, 1
    width, _ = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width == 1:
        return 0.0, 1
    near = sum(count for w, count in widths.items() if abs(w - width) <= 1 and w > 1)
    exact = widths[width]
    share = (exact + 0.3 * (near - exact)) / len(records)
    return share * (1 - 0.5 / width), width


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(60_000_000)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=False)


def read_text(text: str, name: str = "") -> tuple[Sheet, str, list[str]]:
    """(sheet of text cells, delimiter, notes about what had to be repaired).

    One record is one row: a cell may contain line breaks, and a blank line is a blank row, as in spreadsheet
    programs.
    """
    notes: list[str] = []
    text, announced, skipped = _without_separator_line(_with_line_ends(text))
    delimiter = _chosen(announced, text, notes)
    text = drawn.with_long_lines(text) if delimiter == "|" else text
    is_drawn = delimiter == "|" and drawn.has_table(text)
    records = _split(drawn.without_prose(text) if is_drawn else text, delimiter, notes)
    records = drawn.plain_cells(records) if is_drawn else _split_otherwise(records, delimiter, notes)
    _check_size(records)
    while records and not any(records[-1]):
        records.pop()
    records = [[]] * skipped + _unwrap(records, delimiter)
    return from_rows(records, name), delimiter, notes


def _with_line_ends(text: str) -> str:
    """The text with usual line ends, where it has only those that some programs alone know."""
    return text if "\n" in text or "\r" in text else _RARE_ENDS.sub("\n", text)


_RARE_ENDS = re.compile("[\u2028\u2029\x85]")


def _chosen(announced: str | None, text: str, notes: list[str]) -> str:
    """The delimiter that the first line announces, unless it splits nothing and another one does."""
    found, width = find_delimiter(text)
    if announced is None or width == 1 or found == announced or _evenness(_head(text), announced)[1] > 1:
        return announced or found
    notes.append(f"The first line announces “{announced}”, but the cells are separated by “{found}”.")
    return found


def _split_otherwise(records: list[list[str]], delimiter: str, notes: list[str]) -> list[list[str]]:
    """The records, with those split again whose cells another delimiter separates, into as many as usual."""
    widths = Counter(len(record) for record in records if len(record) >= FEWEST_CELLS)
    width = widths.most_common(1)[0][0] if widths else 0
    mended = [_split_by_another(record, width, delimiter) for record in records]
    odd = [new for new, old in zip(mended, records, strict=True) if new is not old]
    if odd:
        usual = "a tab" if delimiter == "\t" else f"“{delimiter}”"
        lines = f"{counted(len(odd), 'line')} {agreeing(len(odd), 'has', 'have')}"
        split = f"{agreeing(len(odd), 'was', 'were')} split at it"
        notes.append(f"{lines} another sign between the cells than {usual}, and {split}.")
    return mended


def _split_by_another(record: list[str], width: int, delimiter: str) -> list[str]:
    if len(record) > width / 2 or not any(record):
        return record
    whole = delimiter.join(record)
    for other in DELIMITERS.replace(delimiter, "").replace("|", ""):
        if whole.count(other) >= width - 1 and len(cells := next(_records(whole, other))) == width:
            return cells
    return record


def _without_separator_line(text: str) -> tuple[str, str | None, int]:
    """Remove Excel's first line `sep=;`, and return the delimiter that it names."""
    match = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    if match is None:
        return text, None, 0
    return text[match.end() :], match.group(1), 1


def _split(text: str, delimiter: str, notes: list[str]) -> list[list[str]]:
    """All records; if a quotation mark is never closed, each line is read on its own."""
    records = list(_records(text, delimiter))
    if '"' not in text or (_is_well_quoted(text, delimiter) and not _swallowed(records, delimiter)):
        return records
    mended = list(_read_by_lines(text, delimiter))
    if mended == records:
        return records
    notes.append("A quotation mark is opened and never closed; the lines after it were read one by one.")
    return mended


def _is_well_quoted(text: str, delimiter: str) -> bool:
    """Whether every quotation mark that opens a cell is closed at the end of that cell."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _swallowed(records: list[list[str]], delimiter: str) -> bool:
    """Whether some cell contains lines that look like records."""
    return any(
        "\n" in cell and _holds_records(cell, delimiter, len(record)) for record in records for cell in record
    )


def _holds_records(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell with line breaks must be records: too many lines, or as many delimiters as they have."""
    breaks, marks = cell.count("\n"), cell.count(delimiter)
    if breaks > MAX_LINES_IN_CELL:
        return True
    return marks >= breaks * max(width - 1, 1) if width >= LEAST_WIDTH else breaks > 1 and marks > 3 * breaks


def _read_by_lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of a text, one line after the other."""
    for quoted, lines in groupby(_logical_lines(text, delimiter), key=lambda line: '"' in line):
        if quoted:
            yield from chain.from_iterable(_records(line, delimiter) for line in lines)
        else:
            yield from csv.reader(lines, delimiter=delimiter)


def _logical_lines(text: str, delimiter: str) -> Iterator[str]:
    """Lines, joined while a quotation mark is open, unless it stays open for over twenty lines."""
    lines = text.splitlines()
    index = 0
    while index < len(lines):
        end = _closing_line(lines, index, delimiter)
        if end is None:
            yield lines[index].replace('"', "")
            index += 1
        else:
            yield "\n".join(lines[index : end + 1])
            index = end + 1


def _closing_line(lines: list[str], start: int, delimiter: str) -> int | None:
    """The line on which every quotation mark opened since `start` is closed again."""
    marks = 0
    for index in range(start, min(start + 20, len(lines))):
        marks += lines[index].count('"')
        if marks % 2 == 0:
            whole = "\n".join(lines[start : index + 1])
            return index if index == start or _is_record(whole, delimiter) else None
    return None


def _is_record(text: str, delimiter: str) -> bool:
    """Whether several lines are one correctly quoted record."""
    records = list(_records(text, delimiter))
    return len(records) == 1 and _is_well_quoted(text, delimiter) and not _swallowed(records, delimiter)


def _unwrap(records: list[list[str]], delimiter: str) -> list[list[str]]:
    """The records, with those split again whose whole line was quoted once too often and is in one cell."""
    filled = sum(map(any, records))
    if not filled or sum(len(r) == 1 and delimiter in r[0] for r in records) < 0.8 * filled:
        return records
    return [next(_records(r[0], delimiter), []) if len(r) == 1 else r for r in records]


def read_large(data: bytes, name: str = "", least: int = LARGE) -> tuple[Sheet, str] | None:
    """(sheet, delimiter) of large, regular UTF-8 text, read fast; None where the slow reader is needed.

    That is if a quotation mark stays open, a record is wider than the first ones, lines are quoted once too
    often, or the text has marks of its own (a `sep=` line, Markdown).
    """
    data = data.removeprefix(BOMS[0][0])
    if len(data) < least or b"\0" in data or (b"<" in data and b"<<<<<<< " in data):
        return None
    marks = np.flatnonzero(np.frombuffer(data, np.uint8) == ord('"'))
    if len(marks) % 2:
        return None
    try:
        head = _head(data[:80_000].decode("utf-8", errors="ignore"))
        if not data.isascii() and LOST_LETTER in data.decode("utf-8"):
            return None
    except UnicodeDecodeError:
        return None
    if _without_separator_line(head)[2] or re.match(MARKUP, head.lstrip().lower()):
        return None
    delimiter = find_delimiter(head)[0]
    first = list(_records(head, delimiter))
    if _unwrap(first, delimiter) is not first:
        return None
    if not _quotes_alternate(data, marks, delimiter):
        return None
    sheet = _parse_large(data, delimiter, max(map(len, first)), name)
    return None if sheet is None else (sheet, delimiter)


def _quotes_alternate(data: bytes, marks: np.ndarray[Any, Any], delimiter: str) -> bool:
    """Whether quotation marks, at the places `marks`, open and close in turn at the two ends of a cell."""
    octets = np.frombuffer(data, np.uint8)
    opened, closed = marks[0::2] - 1, marks[1::2] + 1
    beside = np.zeros(256, bool)
    beside[np.frombuffer(f'{delimiter}\r\n"'.encode(), np.uint8)] = True
    before, after = octets[opened[opened >= 0]], octets[closed[closed < len(octets)]]
    return bool(beside[before].all() and beside[after].all())


def _parse_large(data: bytes, delimiter: str, width: int, name: str) -> Sheet | None:
    if width > MAX_COLUMNS:
        return None
    places = [str(place) for place in range(width)]
    try:
        blocks = pa_csv.open_csv(
            pa.BufferReader(data),
            pa_csv.ReadOptions(
                use_threads=False, block_size=min(LARGEST_RECORD, AHEAD // width), column_names=places
            ),
            pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False),
            pa_csv.ConvertOptions(column_types=dict.fromkeys(places, TEXT), strings_can_be_null=False),
        )
        table = pa.concat_tables(_joined(blocks))
    except (pa.ArrowInvalid, MemoryError):  # the slow reader may do better
        return None
    if len(table) > MAX_ROWS:
        raise too_long()
    whole = (c.chunk(0) if c.num_chunks == 1 else c.combine_chunks() for c in table.columns)
    return Sheet(name, tuple(map(Column, whole)), len(table))


def _joined(blocks: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The blocks, as tables of `TOGETHER` each, whose columns lie in one piece.

    Each block keeps more memory than its cells need, and of many columns there are many small blocks.
    """
    left = iter(blocks)
    while some := list(islice(left, TOGETHER)):
        yield pa.Table.from_batches(some).combine_chunks()
        some.clear()  # before the next ones are read


def _check_size(records: list[list[str]]) -> None:
    if len(records) > MAX_ROWS:
        raise too_long()
    if max(map(len, records), default=0) > MAX_COLUMNS:
        raise too_wide(max(map(len, records)))


def too_long() -> UnreadableLog:
    """The refusal of a table with more rows than any job search has."""
    return UnreadableLog(
        "This file is too long", f"It has more than {MAX_ROWS:,} rows. Keep only the rows of your search."
    )


def too_wide(columns: int) -> UnreadableLog:
    """The refusal of a table with more columns than a log has."""
    return UnreadableLog(
        "This file is too wide",
        f"It has {columns:,} columns; a log has fewer than {MAX_COLUMNS}. Keep only the columns "
        "of your search.",
    )
