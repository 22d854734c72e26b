"""Checks on a workbook before it is loaded: its size, far-away cells, XML entities, encryption."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from lib.log.files import reach
from lib.log.files.text import MAX_COLUMNS, too_wide
from lib.log.unreadable import UnreadableLog

MAX_FILE = 50 * 2**20
MAX_UNPACKED = 200 * 2**20
MAX_AREA = 30_000_000
"""The most cells between A1 and the last cell used, since the reader loads all of them into memory."""
MAX_SHEETS = 500
"""A sheet for every day of a year is fine; thousands are not a job search, and each takes time."""
NOTHING = b"\0 \t\r\n"
CHUNK = 2**18


def check_size(data: bytes) -> None:
    """Refuse an empty file and one above the limit."""
    if not data[:1_000].strip(NOTHING) and not data.strip(NOTHING):
        raise UnreadableLog("This file is empty", "Save your spreadsheet again and upload that.")
    if len(data) > MAX_FILE:
        raise UnreadableLog(
            "This file is too large", "It is over 50 MB. Keep only the sheet with your applications."
        )


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive inside a workbook file, its declared sizes checked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise damaged() from error
    if sum(member.file_size for member in members) > MAX_UNPACKED or len(members) > 10_000:
        raise too_big_unpacked()
    if any(member.flag_bits & 1 for member in members):
        raise encrypted()
    return archive


def damaged() -> UnreadableLog:
    """The refusal of a file that is cut off or is not what its name says."""
    return UnreadableLog(
        "This file is damaged",
        "It may have been cut off on the way. Open it in your spreadsheet program, save it as "
        "XLSX or CSV, and upload that.",
    )


def encrypted() -> UnreadableLog:
    """The refusal of a file with a password."""
    return UnreadableLog(
        "This file is protected by a password", "Save a copy without a password, or as CSV, and upload that."
    )


def too_big_unpacked() -> UnreadableLog:
    """The refusal of a file that grows beyond the limit when it is unpacked."""
    return UnreadableLog(
        "This file is too large", "Unpacked it is over 200 MB. Keep only the sheet with your applications."
    )


def too_much() -> UnreadableLog:
    """The refusal of a file that takes more memory than opening one may."""
    return UnreadableLog(
        "This file is too large",
        "Opening it takes more memory than a log of applications needs. Copy the part with your applications "
        "into a new spreadsheet, and upload that.",
    )


def stopped() -> UnreadableLog:
    """The refusal of a file that made the process reading it crash."""
    return UnreadableLog(
        "This file cannot be opened",
        "It is damaged, or holds far more than a log of applications does. Open it in your spreadsheet "
        "program, copy the part with your applications into a new spreadsheet, and upload that.",
    )


def too_slow() -> UnreadableLog:
    """The refusal of a file that takes longer than opening one may."""
    return UnreadableLog(
        "This file takes too long to open",
        "Detour gave up after 20 seconds of work. Copy the part with your applications into a new "
        "spreadsheet, and upload that.",
    )


def too_busy() -> UnreadableLog:
    """The refusal of a file that waited too long on a busy machine: the file itself may be good."""
    return UnreadableLog(
        "This file has to wait", "The machine is busy with other work at the moment. Try again in a minute."
    )


def too_far(rows: int, columns: int) -> UnreadableLog:
    """The refusal of a sheet with something in a far-away corner."""
    return UnreadableLog(
        "This sheet is too large",
        f"Something stands far away from the rest: its area is {rows:,} rows by {columns:,} "
        "columns. Copy the part with "
        "your applications into a new sheet, and upload that.",
    )


def check_sheets(count: int) -> None:
    """Refuse a workbook with more sheets than any job search has."""
    if count > MAX_SHEETS:
        raise UnreadableLog(
            "This workbook has too many sheets",
            f"It has {count:,}. Keep only the sheets with your applications, at most {MAX_SHEETS}.",
        )


def check_members(archive: zipfile.ZipFile, pattern: str) -> None:
    """Unpack the members whose name matches, piece by piece, and check their content."""
    total = 0
    for member in archive.infolist():
        if re.search(pattern, member.filename, re.IGNORECASE):
            total += _check_member(archive, member, MAX_UNPACKED - total)


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> int:
    size, rows, columns, is_clear = 0, 0, 0, "sheets/" in member.filename.lower()
    is_sheet = is_clear
    for piece in _pieces(archive, member):
        size += len(piece)
        if size > budget:
            raise too_big_unpacked()
        if reach.holds_declaration(piece):
            raise UnreadableLog(
                "This file is not safe to open", "It defines entities of its own, as no spreadsheet does."
            )
        bound = reach.bound_reach(piece) if is_clear else None
        is_clear = bound is not None
        rows, columns = max(rows, bound[0] if bound else 0), max(columns, bound[1] if bound else 0)
    if is_sheet and not (is_clear and rows * columns <= MAX_AREA):
        check_area(*reach.measure_reach(b"".join(_whole(archive, member))))
    return size


def check_binary_sheets(archive: zipfile.ZipFile) -> None:
    """Check how far the sheets of an XLSB workbook reach: its row and cell records say so."""
    for member in archive.infolist():
        if re.search(r"^xl/worksheets/.*\.bin$", member.filename, re.IGNORECASE):
            check_area(*_reach(b"".join(_whole(archive, member))))


def _whole(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        yield archive.read(member)
    except Exception as error:  # a decompressor can raise anything on a damaged archive
        raise damaged() from error


def _reach(data: bytes) -> tuple[int, int]:
    """The last row and column of an XLSB sheet; record 0 is a row, 1 to 11 are cells ([MS-XLSB] 2.3)."""
    at, rows, columns = 0, 1, 1
    while at + 2 < len(data):
        kind, at = _variable(data, at, 2)
        size, at = _variable(data, at, 4)
        if kind <= 11 and size >= 4 and at + 4 <= len(data):
            number = int.from_bytes(data[at : at + 4], "little") + 1
            rows, columns = (max(rows, number), columns) if kind == 0 else (rows, max(columns, number))
        at += size
    return rows, columns


def _variable(data: bytes, at: int, longest: int) -> tuple[int, int]:
    """(number, next position) of a number that is written seven bits to a byte."""
    number = 0
    for place in range(longest):
        if at >= len(data):
            break
        octet = data[at]
        at += 1
        number |= (octet & 0x7F) << (7 * place)
        if octet < 0x80:
            break
    return number, at


def check_repeats(archive: zipfile.ZipFile) -> None:
    """Check the repeated rows and cells of an ODS file, since the reader loads each repetition."""
    for member in archive.infolist():
        if member.filename == "content.xml":
            for piece in _pieces(archive, member):
                _check_repeats(piece)


def _check_repeats(piece: bytes) -> None:
    for row in re.finditer(rb'number-rows-repeated="(\d{4,})"', piece):
        stop = piece.find(b"</table:table-row>", row.end())
        if b"office:value" in piece[row.end() : stop] or b"<text:p" in piece[row.end() : stop]:
            check_area(int(row.group(1)), MAX_COLUMNS)
    for cell in re.finditer(rb'number-columns-repeated="(\d{4,})"[^>]*office:value', piece):
        check_area(1_000, int(cell.group(1)))


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes in pieces that overlap a little, so that nothing is missed at a boundary."""
    tail = b""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                yield tail + piece
                tail = piece[-200:]
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
        struct.error,
    ) as error:
        raise damaged() from error
    except (
        Exception
    ) as error:  # zlib.error and others: a decompressor can raise anything on a damaged archive
        raise damaged() from error


def check_area(rows: int, columns: int) -> None:
    """Refuse a sheet that would be too large when it is loaded into memory."""
    if rows * columns > MAX_AREA:
        raise too_far(rows, columns) if rows > 1 else too_wide(columns)
    if columns > 16 * MAX_COLUMNS:
        raise too_wide(columns)
