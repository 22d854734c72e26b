"""Changes single cells in the XML of a workbook's sheet; every other byte stays the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from lib.updated.writes import CannotWrite, Value

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot contain."""


@dataclass(frozen=True)
class XmlCell:
    """The place of one cell in the XML."""

    column: int
    start: int
    stop: int
    style: str | None
    formula: bool


@dataclass
class XmlRow:
    """The place of one row in the XML, and its cells from left to right."""

    number: int
    start: int
    opened: int
    """Where its first tag ends."""
    closing: int = 0
    """Where its closing tag starts; for an empty row with a single tag, where that ends."""
    stop: int = 0
    style: str | None = None
    cells: list[XmlCell] = field(default_factory=list)

    def at(self, column: int) -> XmlCell | None:
        """The cell of one column."""
        place = bisect_left(self.cells, column, key=lambda cell: cell.column)
        found = self.cells[place] if place < len(self.cells) else None
        return found if found is not None and found.column == column else None


@dataclass
class SheetXml:
    """The XML of a sheet with the places of its rows and cells."""

    data: bytes
    rows: dict[int, XmlRow] = field(default_factory=dict)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    """(first column, last column, style), columns counted from 0."""
    rows_end: tuple[int, int] = (0, 0)
    """Start and end of the tag that closes the list of rows."""
    prefix: str = ""
    dimension: tuple[int, int] | None = None
    """Start and end of the attribute that says how far the sheet reaches; None without it."""

    def style_at(self, row: int, column: int) -> str | None:
        """The style of a cell: its own, else its row's, else its column's."""
        known = self.rows.get(row)
        if known is not None:
            if (cell := known.at(column)) is not None:
                return cell.style
            if known.style is not None:
                return known.style
        return next((s for first, last, s in self.column_styles if first <= column <= last), None)


def parse_sheet(data: bytes) -> SheetXml:
    """The places of all rows and cells of a sheet; its XML must be UTF-8."""
    sheet = SheetXml(data)
    parser = expat.ParserCreate()
    handler = _Handler(sheet, parser)
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.Parse(data, True)
    return sheet


class _Handler:
    """Notes where rows and cells begin and end while the XML is parsed."""

    def __init__(self, sheet: SheetXml, parser: expat.XMLParserType) -> None:
        self.sheet, self.parser = sheet, parser
        self.row: XmlRow | None = None
        self.cell: tuple[int, int, str | None, int] | None = None
        self.has_formula = False
        self.last_row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Called for each opening tag."""
        local, at = name.rpartition(":")[2], self.parser.CurrentByteIndex
        if local == "c" and self.row is not None:
            last = self.row.cells[-1].column if self.row.cells else -1
            column = column_of(attributes["r"]) if "r" in attributes else last + 1
            self.cell = (column, at, attributes.get("s"), tag_end(self.sheet.data, at))
            self.has_formula = False
        elif local == "f" and self.cell is not None:
            self.has_formula = True
        elif local == "row":
            number = int(attributes.get("r", self.last_row + 1))
            style = attributes.get("s") if attributes.get("customFormat") in ("1", "true") else None
            self.row = XmlRow(number, at, tag_end(self.sheet.data, at), style=style)
            self.last_row = number
        elif local == "sheetData":
            self.sheet.prefix = name[: -len("sheetData")]
        elif local == "col" and "style" in attributes:
            span = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.sheet.column_styles.append((*span, attributes["style"]))
        elif local == "dimension":
            self.sheet.dimension = at, tag_end(self.sheet.data, at)

    def end(self, name: str) -> None:
        """Called for each closing tag."""
        local, at, data = name.rpartition(":")[2], self.parser.CurrentByteIndex, self.sheet.data
        if local == "c" and self.cell is not None and self.row is not None:
            column, start, style, opened = self.cell
            stop = opened if data[opened - 2 : opened] == b"/>" else data.index(b">", at) + 1
            self.row.cells.append(XmlCell(column, start, stop, style, self.has_formula))
            self.cell = None
        elif local == "row" and self.row is not None:
            self.row.closing, self.row.stop = _closing(data, at, self.row.opened)
            self.row.cells.sort(key=lambda cell: cell.column)
            self.sheet.rows[self.row.number] = self.row
            self.row = None
        elif local == "sheetData":
            self.sheet.rows_end = (at, data.index(b">", at) + 1) if data[at : at + 2] == b"</" else (at, at)


def _closing(data: bytes, at: int, opened: int) -> tuple[int, int]:
    if data[opened - 2 : opened] == b"/>":
        return opened, opened
    return at, data.index(b">", at) + 1


def tag_end(data: bytes, start: int) -> int:
    """The end of the tag that starts at `start`; a ">" inside an attribute does not end it."""
    found = _TAG.match(data, start)
    if found is None:
        raise CannotWrite("a tag that does not end")
    return found.end()


_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def column_of(reference: str) -> int:
    """The column, counted from 0, of a cell reference.

    >>> column_of("A1"), column_of("AB12")
    (0, 27)
    """
    number = 0
    for letter in reference.upper():
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(column: int) -> str:
    """The letters of a column that is counted from 0.

    >>> letters_of(0), letters_of(27)
    ('A', 'AB')
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Written:
    """A cell to be written: its value and its style."""

    value: Value
    style: str | None
    serial: int | None = None
    """The number of a day, if the style shows a number as a day; else None."""


Cells = Mapping[tuple[int, int], Written]


def patch(sheet: SheetXml, cells: Cells) -> bytes:
    """The XML with `cells` written, which are by row (from 1) and column (from 0).

    Raises `CannotWrite` if one of them has a formula.
    """
    edits: list[tuple[int, int, bytes]] = []
    by_row: dict[int, dict[int, Written]] = {}
    for (number, column), written in sorted(cells.items()):
        by_row.setdefault(number, {})[column] = written
    fresh: list[bytes] = []
    for number, columns in by_row.items():
        row = sheet.rows.get(number)
        if row is not None:
            edits += _row_edits(sheet, row, columns)
            continue
        new = _new_row(sheet, number, columns)
        later = [known.start for n, known in sheet.rows.items() if n > number]
        if later:
            edits.append((min(later), min(later), new))
        else:
            fresh.append(new)
    if fresh:
        edits.append(_at_end(sheet, b"".join(fresh)))
    edits += _wider(sheet, cells)
    return _spliced(sheet.data, edits)


def _spliced(data: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    parts, at = [], 0
    for start, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [data[at:start], new]
        at = stop
    return b"".join([*parts, data[at:]])


def _row_edits(sheet: SheetXml, row: XmlRow, columns: Mapping[int, Written]) -> list[tuple[int, int, bytes]]:
    edits: list[tuple[int, int, bytes]] = []
    inserted: dict[int, bytes] = {}
    empty = row.stop == row.opened
    for column, written in columns.items():
        known = row.at(column)
        if known is not None and known.formula:
            raise CannotWrite(f"{letters_of(column)}{row.number} holds a formula")
        made = _cell(sheet.prefix, row.number, column, written)
        if known is not None:
            edits.append((known.start, known.stop, made))
        elif written.value is not None:
            at = next((cell.start for cell in row.cells if cell.column > column), row.closing)
            inserted[at] = inserted.get(at, b"") + made
    if empty and inserted:
        opening = sheet.data[row.start : row.stop]
        tag = opening[:-2].rstrip() + b">"
        edits.append(
            (row.start, row.stop, tag + b"".join(inserted.values()) + f"</{sheet.prefix}row>".encode())
        )
    else:
        edits += [(at, at, new) for at, new in inserted.items()]
    if inserted and not empty and (spans := _SPANS.search(sheet.data, row.start, row.opened)) is not None:
        edits.append((spans.start(), spans.end(), b""))  # says how far the row reaches, now wrongly
    return edits


_SPANS = re.compile(rb"\s+spans=(?:\"[^\"]*\"|'[^']*')")


def _new_row(sheet: SheetXml, number: int, columns: Mapping[int, Written]) -> bytes:
    cells = b"".join(_cell(sheet.prefix, number, c, w) for c, w in sorted(columns.items()))
    return f'<{sheet.prefix}row r="{number}">'.encode() + cells + f"</{sheet.prefix}row>".encode()


def _at_end(sheet: SheetXml, rows: bytes) -> tuple[int, int, bytes]:
    """The edit that adds rows below all others, also in a sheet without rows."""
    start, stop = sheet.rows_end
    if start != stop:
        return start, start, rows
    opening = re.compile(rb"<[\w:]*sheetData[^>]*/>").search(sheet.data)
    if opening is None:
        raise CannotWrite("a sheet without a place for rows")
    name = f"{sheet.prefix}sheetData"
    return opening.start(), opening.end(), f"<{name}>".encode() + rows + f"</{name}>".encode()


def _wider(sheet: SheetXml, cells: Cells) -> list[tuple[int, int, bytes]]:
    """The edit of the attribute that says how far the sheet reaches, if it reaches further now."""
    if sheet.dimension is None or not cells:
        return []
    start, stop = sheet.dimension
    found = re.search(rb"ref=[\"']([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?[\"']", sheet.data[start:stop])
    if found is None:
        return []
    left, top, right, bottom = (part.decode() if part else None for part in found.groups())
    last_row = max(int(bottom or top or 1), *(row for row, _ in cells))
    last_column = max(column_of(right or left or "A"), *(column for _, column in cells))
    wide = f'ref="{left}{top}:{letters_of(last_column)}{last_row}"'.encode()
    same = (int(bottom or top or 1), column_of(right or left or "A")) == (last_row, last_column)
    return [] if same else [(start + found.start(), start + found.end(), wide)]


def _cell(prefix: str, row: int, column: int, written: Written) -> bytes:
    reference, style = f"{letters_of(column)}{row}", f" s={quoteattr(written.style)}" if written.style else ""
    name, value = f"{prefix}c", written.value
    if value is None or value == "":
        return f'<{name} r="{reference}"{style}/>'.encode()
    number = written.serial if written.serial is not None else value
    if isinstance(number, int):
        return f'<{name} r="{reference}"{style}><{prefix}v>{number}</{prefix}v></{name}>'.encode()
    text = value.isoformat() if isinstance(value, date) else _UNWRITABLE.sub("", str(value))
    kept = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(text)}</{prefix}t></{prefix}is>'
    return f'<{name} r="{reference}"{style} t="inlineStr">{kept}</{name}>'.encode()
