"""Workbooks: XLSX, XLSM, XLS, XLSB and ODS files become sheets of typed cells."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import islice
from operator import itemgetter

import python_calamine

from lib.log.files import safety
from lib.log.files.sheets import Column, Sheet
from lib.log.files.text import MAX_COLUMNS, MAX_ROWS, too_long, too_wide
from lib.log.unreadable import UnreadableLog
from lib.words.phrases import counted

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS_AT_ONCE = 500
"""So few rows are read at a time that their cells stay in the processor's cache until they are in columns."""
MAX_CELLS = 5_000_000
"""The most cells of one workbook: a hundred thousand applications of fifty columns. More would take longer
than anybody waits, since each cell of a workbook becomes an object of its own."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def find_format(data: bytes, name: str) -> str | None:
    """The workbook format of the bytes, whatever the file's name; None if they are not a workbook."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise safety.encrypted()
        return "xls"
    if not data.startswith(ZIP):
        return None
    return _zipped_format(safety.open_archive(data), name)


def _zipped_format(archive: zipfile.ZipFile, name: str) -> str:
    members = set(archive.namelist())
    if "xl/workbook.bin" in members:
        return "xlsb"
    if any(member.lower() == "xl/workbook.xml" for member in members):
        return "xlsm" if name.lower().endswith(".xlsm") else "xlsx"
    if "content.xml" in members:
        if b"manifest:encryption-data" in _member(archive, "META-INF/manifest.xml"):
            raise safety.encrypted()
        return "ods"
    raise UnreadableLog("This is not a spreadsheet", _unzipped(members))


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip of files, and not a document of an office program, which is a zip too."""
    members = {member.lower() for member in safety.open_archive(data).namelist()}
    parts = ("xl/", "word/", "ppt/", "meta-inf/", "index/")
    office = any(member.startswith(parts) or member.endswith(".iwa") for member in members)
    return not office and "content.xml" not in members


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
        return b""  # what cannot be unpacked holds nothing that is looked for here


def _unzipped(members: set[str]) -> str:
    """Advice on a zip archive that is not a workbook, by what it contains."""
    if any(member.startswith("word/") for member in members):
        return "It is a Word document. Copy its table into a spreadsheet, and upload that."
    if any(member.endswith(".iwa") for member in members):
        return (
            "It is an Apple Numbers file. In Numbers choose File, Export To, Excel or CSV, and upload that."
        )
    return "It is a zip archive. Unpack it and upload the spreadsheet inside."


def read_workbook(data: bytes, format_name: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """(sheets, notes) of a workbook: cells with their types, formulas as their last values."""
    _check(data, format_name)
    if format_name not in ("xlsx", "xlsm"):
        return _read(data), ()
    try:
        return _read(data), ()
    except UnreadableLog:
        known, found = _with_known_errors(data)
        if not found:
            raise
        named = ", ".join(sorted(found))
        return _read(known), (
            f"Cells that hold an error of the spreadsheet program ({named}) count as empty.",
        )


_ERROR = re.compile(
    rb"(<(?:\w+:)?c\s[^>]{0,200}\bt=[\"']e[\"'][^>]{0,200}>(?:<(?:\w+:)?f[^>]{0,200}(?:/>|>[^<]{0,9000}</(?:\w+:)?f>))?"
    rb"<(?:\w+:)?v>)([^<]{1,40})(?=</)"
)
"""A cell of an XLSX sheet with an error value; two groups: all before the value, and the value."""
KNOWN_ERRORS = {b"#NULL!", b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A"}
"""The error values that the parser knows; it refuses a whole workbook for any other."""


def _with_known_errors(data: bytes) -> tuple[bytes, set[str]]:
    """(workbook, unknown errors): every error that the parser does not know is replaced by one it knows."""
    found: set[str] = set()

    def known(match: re.Match[bytes]) -> bytes:
        if match[2] in KNOWN_ERRORS:
            return match[0]
        found.add(match[2].decode("utf-8", "replace"))
        return match[1] + b"#N/A"

    out = io.BytesIO()
    archive = safety.open_archive(data)
    with zipfile.ZipFile(out, "w") as written:
        for name in archive.namelist():
            content = _member(archive, name)
            written.writestr(name, _ERROR.sub(known, content) if b"sheetData" in content else content)
    return out.getvalue(), found


def _read(data: bytes) -> tuple[Sheet, ...]:
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = workbook.sheet_names
        safety.check_sheets(len(names))
        room, sheets = MAX_CELLS, []
        for name in names:
            sheets.append(_read_sheet(workbook, name, room))
            room -= sheets[-1].height * len(sheets[-1].columns)
        return tuple(sheets)
    except python_calamine.PasswordError as error:
        raise safety.encrypted() from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        if isinstance(error, UnreadableLog):
            raise
        raise safety.damaged() from error


def _check(data: bytes, format_name: str) -> None:
    if format_name != "xls":
        members = safety.open_archive(data).namelist()
        safety.check_sheets(sum("sheets/" in member and not member.endswith(".rels") for member in members))
    if format_name in ("xlsx", "xlsm"):
        safety.check_members(safety.open_archive(data), r"^xl/.*\.xml$|^\[Content_Types\]")
    elif format_name == "ods":
        safety.check_members(safety.open_archive(data), r"^content\.xml$")
        safety.check_repeats(safety.open_archive(data))
    elif format_name == "xlsb":
        safety.check_members(safety.open_archive(data), r"^xl/")
        safety.check_binary_sheets(safety.open_archive(data))


def _read_sheet(workbook: python_calamine.CalamineWorkbook, name: str, room: int) -> Sheet:
    try:
        source = workbook.get_sheet_by_name(name)
    except python_calamine.WorksheetNotFound:
        return Sheet(name, (), 0)
    if source.start is None or source.end is None:
        return Sheet(name, (), 0)
    height = source.end[0] + 1
    if height > MAX_ROWS:
        raise too_long()
    if source.width * height > room:
        raise _too_many_cells(source.width, height)
    columns = (*(Column.blank(height) for _ in range(source.start[1])), *_read_columns(source))
    while columns and columns[-1].is_blank:
        columns = columns[:-1]
    if len(columns) > MAX_COLUMNS:
        raise too_wide(len(columns))
    return Sheet(name, columns, height, tuple(source.merged_cell_ranges or ()))


def _too_many_cells(width: int, height: int) -> UnreadableLog:
    return UnreadableLog(
        "This workbook holds too many cells",
        f"It has a sheet of {counted(height, 'row')} and {counted(width, 'column')}, and at most "
        f"{MAX_CELLS:,} cells are read. "
        "Keep only the rows and columns of your search; something far from the rest counts too, so clear "
        "what stands below or to the right of them.",
    )


def _read_columns(source: python_calamine.CalamineSheet) -> tuple[Column, ...]:
    """The columns from the first used one on, read some rows at a time, so that few objects exist at once."""
    parts: list[list[Column]] = [[] for _ in range(source.width)]
    rows = source.iter_rows()
    while part := list(islice(rows, ROWS_AT_ONCE)):
        for index, column in enumerate(parts):
            column.append(Column.of(map(itemgetter(index), part)))
    return tuple(map(Column.joined, parts))
