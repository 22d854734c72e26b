"""Changes some cells of a text file (CSV, TSV, pasted); every other byte stays the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lib.log.files.encodings import BOMS
from lib.updated.writes import CannotWrite, Value, Writes

Span = tuple[int, int]


@dataclass(frozen=True)
class TextFile:
    """The bytes of a file, its text, and the place of each cell in it."""

    data: bytes
    encoding: str
    delimiter: str

    @cached_property
    def mark(self) -> bytes:
        """The byte order mark at the beginning of the file, b"" without one."""
        return next((bom for bom, _ in BOMS if self.data.startswith(bom)), b"")

    @cached_property
    def codec(self) -> str:
        """The encoding without its mark."""
        if self.mark == b"\xff\xfe":
            return "utf-16-le"
        return "utf-16-be" if self.mark == b"\xfe\xff" else self.encoding

    @cached_property
    def text(self) -> str:
        """The text; raises `CannotWrite` if encoding it again does not give the same bytes."""
        body = self.data[len(self.mark) :]
        try:
            text = body.decode(self.codec)
            whole = text.encode(self.codec) == body
        except (UnicodeError, LookupError):
            whole = False
        if not whole:
            raise CannotWrite("text that does not give its bytes back")
        return text

    @cached_property
    def records(self) -> list[list[Span]]:
        """For each row of the sheet the span of each cell, quotation marks included."""
        field = _field(self.delimiter)
        text, at, records = self.text, 0, []
        if (announced := re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)) is not None:
            records, at = [[announced.span()]], announced.end()
        record: list[Span] = []
        while at < len(text) or record:
            found = field.match(text, at)
            if found is None:
                raise CannotWrite("text that is no table")
            record.append(found.span(1))
            at = found.end()
            if found.group(2) != self.delimiter:
                records.append(record)
                record = []
        return records

    def cell(self, span: Span) -> str:
        """The value of a cell, without its quotation marks."""
        raw = self.text[span[0] : span[1]]
        found = re.fullmatch(r'"((?:[^"]|"")*)"(.*)', raw, re.DOTALL)
        return found.group(1).replace('""', '"') + found.group(2) if found else raw

    @cached_property
    def line_end(self) -> str:
        """The line end that most lines have."""
        ends = Counter(re.findall(r"\r\n|\r|\n", self.text))
        return ends.most_common(1)[0][0] if ends else "\n"

    def write(self, writes: Writes) -> bytes:
        """The file with everything written, in its own encoding; raises `CannotWrite` if that fails."""
        try:
            return self.mark + self._written(writes).encode(self.codec)
        except UnicodeEncodeError as error:
            raise CannotWrite("a character that the file's encoding does not have") from error

    def as_utf8(self, writes: Writes) -> bytes:
        """The file with everything written, as UTF-8 with its mark, if its own encoding lacks a character."""
        return BOMS[0][0] + self._written(writes).encode("utf-8", "replace")

    def _written(self, writes: Writes) -> str:
        edits: list[tuple[int, int, str]] = []
        by_row: dict[int, dict[int, Value]] = {}
        for (row, column), value in writes.within("").items():
            by_row.setdefault(row, {})[column] = value
        for row, columns in by_row.items():
            edits += self._row_edits(row, columns)
        edits += [(*self._line(row), "") for _, row in writes.gone]
        below: dict[int, list[str]] = {}
        for new in writes.new_rows:
            below.setdefault(new.after, []).append(self._new_line(new.after, new.cells))
        for after, lines in below.items():
            edits.append(self._below(after, lines))
        parts, at = [], 0
        for start, stop, text in sorted(edits, key=lambda edit: edit[:2]):
            parts += [self.text[at:start], text]
            at = max(at, stop)
        return "".join([*parts, self.text[at:]])

    def _row_edits(self, row: int, columns: Mapping[int, Value]) -> list[tuple[int, int, str]]:
        if not 1 <= row <= len(self.records):
            raise CannotWrite(f"no row {row}")
        spans, edits = self.records[row - 1], []
        beyond = {column: value for column, value in columns.items() if column >= len(spans)}
        for column, value in columns.items():
            if column < len(spans):
                start, stop = spans[column]
                quoted = self.text[start : start + 1] == '"'
                edits.append((start, stop, self._cell(value, quoted)))
        if beyond:
            added = [self._cell(beyond.get(c), self._quotes(row)) for c in range(len(spans), max(beyond) + 1)]
            end = spans[-1][1] if spans else self._line(row)[0]
            edits.append((end, end, "".join(self.delimiter + text for text in added)))
        return edits

    def _line(self, row: int) -> Span:
        """The span from the start of a row to the start of the next."""
        if not 1 <= row <= len(self.records):
            raise CannotWrite(f"no row {row}")
        stop = self.records[row][0][0] if row < len(self.records) else len(self.text)
        return self.records[row - 1][0][0], stop

    def _quotes(self, row: int) -> bool:
        """Whether every cell of the row has quotation marks."""
        filled = [self.text[start] for start, stop in self.records[row - 1] if stop > start]
        return bool(filled) and all(first == '"' for first in filled)

    def _new_line(self, like: int, cells: Mapping[int, Value]) -> str:
        width = max(len(self.records[like - 1]), max(cells, default=0) + 1)
        quoted = self._quotes(like)
        return self.delimiter.join(self._cell(cells.get(column), quoted) for column in range(width))

    def _below(self, after: int, lines: list[str]) -> tuple[int, int, str]:
        """The edit that adds lines after a row; whether the file ends with a line end does not change."""
        stop = self._line(after)[1]
        ended = self.text[:stop].endswith(("\r", "\n"))
        new = self.line_end.join(lines)
        return stop, stop, new + self.line_end if ended else self.line_end + new

    def _cell(self, value: Value, quoted: bool) -> str:
        text = "" if value is None else str(value)
        needs = any(mark in text for mark in (self.delimiter, '"', "\r", "\n")) or text != text.strip()
        if not (needs or (quoted and text)):
            return text
        return '"' + text.replace('"', '""') + '"'


def _field(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    plain = rf"[^{mark}\r\n]*"
    return re.compile(rf'("(?:[^"]|"")*"{plain}|{plain})({mark}|\r\n|\r|\n|\Z)')
