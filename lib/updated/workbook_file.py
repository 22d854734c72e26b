"""Changes cells of an XLSX or XLSM file; every part of it without such a cell stays the same."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

from lib.updated.sheet_xml import (
    SheetXml,
    Written,
    parse_sheet,
    patch,
)
from lib.updated.writes import CannotWrite, Value, Writes

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)])
"""Numbers of the built-in formats that show a day."""
STYLES_SAMPLED = 400
"""A column's usual style for days is looked for in this many of its last rows."""


@dataclass
class WorkbookFile:
    """The parts of a workbook, by name, and what is needed to write into its sheets."""

    data: bytes
    parts: dict[str, bytes] = field(default_factory=dict)
    """Parts that were changed."""

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The file itself."""
        return zipfile.ZipFile(io.BytesIO(self.data))

    def read(self, name: str) -> bytes:
        """One part as it is now."""
        return self.parts[name] if name in self.parts else self.archive.read(name)

    @cached_property
    def book_part(self) -> str:
        """The name of the part that lists the sheets."""
        for relation in ElementTree.fromstring(self.read("_rels/.rels")):  # noqa: S314 - checked when opened
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
        return "xl/workbook.xml"

    @cached_property
    def book(self) -> Any:
        """The list of sheets."""
        return ElementTree.fromstring(self.read(self.book_part))  # noqa: S314 - checked when opened

    @cached_property
    def sheet_parts(self) -> Mapping[str, str]:
        """Name of each sheet → the part that holds it."""
        targets = _targets(self, self.book_part)
        sheets = (e for e in self.book.iter() if e.tag.rpartition("}")[2] == "sheet")
        return {s.get("name", ""): targets[i] for s in sheets if (i := _relation_id(s)) in targets}

    @cached_property
    def starts_in_1904(self) -> bool:
        """Whether days are counted from 1904 on, as old programs for the Mac did."""
        settings = (e for e in self.book.iter() if e.tag.rpartition("}")[2] == "workbookPr")
        return any(e.get("date1904") in ("1", "true") for e in settings)

    @cached_property
    def day_styles(self) -> frozenset[str]:
        """The numbers of the cell styles that show a number as a day."""
        name = next((n for n in self.archive.namelist() if n.lower().endswith("xl/styles.xml")), None)
        if name is None:
            return frozenset()
        root = ElementTree.fromstring(self.read(name))  # noqa: S314 - checked when opened
        formats = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter(f"{_MAIN}numFmt")}
        styles = root.find(f"{_MAIN}cellXfs")
        shown = enumerate(styles if styles is not None else ())
        return frozenset(str(i) for i, style in shown if _shows_day(style.get("numFmtId", "0"), formats))

    def serial(self, day: date) -> int:
        """The number of a day in this workbook."""
        return (day - (date(1904, 1, 1) if self.starts_in_1904 else date(1899, 12, 30))).days

    def write(self, writes: Writes) -> bytes:
        """The file with everything written; raises `CannotWrite` if a cell to write has a formula."""
        for name in writes.sheets:
            part = self.sheet_parts.get(name)
            if part is None:
                raise CannotWrite(f"no sheet {name}")
            sheet = parse_sheet(_as_utf8(self.read(part)))
            self.parts[part] = patch(sheet, _Styling(self, sheet).cells(writes, name))
            self._stretch_tables(part, writes, name)
        self._recalculate()
        return self._zipped()

    def _stretch_tables(self, part: str, writes: Writes, sheet: str) -> None:
        """Extend a table that ends with the last row by the new rows, as spreadsheet programs do."""
        new = [row for row in writes.new_rows if row.sheet == sheet]
        if not new:
            return
        last, end = min(row.after for row in new), max(numbered(new).values())
        for target in _targets(self, part).values():
            if not re.search(r"/tables?/[^/]*\.xml$", target) or target not in self.archive.namelist():
                continue
            data = self.read(target)
            if b"totalsRowCount" not in data:
                self.parts[target] = re.sub(rb'(ref="[A-Z]+\d+:[A-Z]+)%d"' % last, rb'\g<1>%d"' % end, data)

    def _recalculate(self) -> None:
        """Make programs work out all formulas on opening, since the cells that they use may have changed."""
        if not any(b"<f" in self.read(part) for part in self.sheet_parts.values()):
            return
        data = self.read(self.book_part)
        if b"fullCalcOnLoad" in data:
            return
        told = re.sub(rb"<((?:\w+:)?calcPr)\b", rb'<\1 fullCalcOnLoad="1"', data, count=1)
        self.parts[self.book_part] = told

    def _zipped(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for entry in self.archive.infolist():
                content = self.parts.get(entry.filename)
                if content is None:
                    content = self.archive.read(entry)
                written.writestr(entry, content)
        return out.getvalue()


def numbered(rows: tuple[Any, ...] | list[Any]) -> dict[int, int]:
    """Place of each new row of one sheet → its row number: they follow each other in their order."""
    numbers: dict[int, int] = {}
    for place, row in enumerate(rows):
        numbers[place] = row.after + 1 + sum(other.after == row.after for other in rows[:place])
    return numbers


def _targets(file: WorkbookFile, part: str) -> dict[str, str]:
    """Relation → the part it leads to."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in file.archive.namelist():
        return {}
    found = {}
    for relation in ElementTree.fromstring(file.read(relations)):  # noqa: S314 - checked when opened
        target = relation.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        found[relation.get("Id", "")] = whole
    return found


def _relation_id(sheet: Any) -> str:
    named = (value for key, value in sheet.attrib.items() if key == _RELATION or key.endswith("}id"))
    return next(named, "")


def _shows_day(number: str, formats: Mapping[str | None, str]) -> bool:
    if number in formats:
        code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", formats[number]).lower()
        return "d" in code or ("m" in code and "y" in code)
    return number.isdigit() and int(number) in _DATE_FORMATS


def _as_utf8(data: bytes) -> bytes:
    """The XML as UTF-8; it is unchanged if it is that already, as from nearly every program."""
    head = data[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', data.decode("utf-16"), count=1).encode()
    found = re.match(rb"<\?xml[^>]*encoding=[\"']([\w-]+)[\"']", head.removeprefix(b"\xef\xbb\xbf"))
    name = found.group(1).decode().lower() if found else "utf-8"
    if name in ("utf-8", "us-ascii", "ascii"):
        return data
    return re.sub(r'encoding=["\'][\w-]+["\']', 'encoding="UTF-8"', data.decode(name), count=1).encode()


@dataclass
class _Styling:
    """The styles of written cells: as before, else as in the cell above; days as the column shows them."""

    file: WorkbookFile
    sheet: SheetXml

    def cells(self, writes: Writes, name: str) -> dict[tuple[int, int], Written]:
        """Every cell that is written to the sheet, new and emptied rows included."""
        cells = {
            (row, column): self._written(row, column, value, row)
            for (row, column), value in writes.within(name).items()
        }
        new = [row for row in writes.new_rows if row.sheet == name]
        for place, number in numbered(new).items():
            cells |= self._new_row(number, new[place].after, new[place].cells)
        for sheet, row in writes.gone:
            known = self.sheet.rows.get(row) if sheet == name else None
            for cell in known.cells if known else ():
                if not cell.formula:
                    cells[row, cell.column] = Written(None, cell.style)
        return cells

    def _new_row(self, number: int, like: int, values: Mapping[int, Value]) -> dict[tuple[int, int], Written]:
        if (row := self.sheet.rows.get(number)) is not None and any(c.formula for c in row.cells):
            raise CannotWrite(f"row {number} holds a formula")
        above = self.sheet.rows.get(like)
        looks = (
            {cell.column: Written(None, cell.style) for cell in above.cells if cell.style} if above else {}
        )
        told = {column: self._written(number, column, value, like) for column, value in values.items()}
        return {(number, column): written for column, written in (looks | told).items()}

    def _written(self, row: int, column: int, value: Value, like: int) -> Written:
        """The cell with its style; a day as a number where a style shows it, else as text."""
        known = self.sheet.rows.get(row)
        own = known.at(column) if known is not None else None
        style = own.style if own is not None else self.sheet.style_at(like, column)
        if not isinstance(value, date):
            return Written(value, style)
        if style not in self.file.day_styles:
            style = self._usual_day_style(column) or style
        return Written(value, style, self.file.serial(value) if style in self.file.day_styles else None)

    def _usual_day_style(self, column: int) -> str | None:
        """The style in which the column, or else any column of the sheet, shows days; None without one."""
        rows = list(self.sheet.rows.values())[-STYLES_SAMPLED:]
        here = Counter(c.style for row in rows if (c := row.at(column)) is not None)
        anywhere = Counter(c.style for row in rows for c in row.cells)
        for counted in (here, anywhere):
            shown = [style for style, _ in counted.most_common() if style in self.file.day_styles]
            if shown:
                return shown[0]
        return None
