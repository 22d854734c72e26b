"""A ZIP of several files, such as web sites export: each table in it becomes a sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath

from lib.log.files import safety
from lib.log.files.sheets import Book, Sheet
from lib.log.unreadable import UnreadableLog

MOST_FILES = 200
"""At most so many files of an archive are opened; the export of one person's applications has a few dozen."""
TABLES = (
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".md",
    ".json",
    ".jsonl",
    ".ndjson",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
)
"""Endings of files that may hold a table."""
SMALLEST = 3
"""A file with fewer bytes cannot hold a table."""


def read_archive(data: bytes, name: str, read: Callable[[bytes, str], Book]) -> Book:
    """All tables of an archive as one book, a sheet for each, named after its file.

    `read` opens one member. A member that is not a table is left out and named in the notes; archives inside
    archives are not opened. Raises UnreadableLog if no member holds a table, or if they are too many or too
    large together.
    """
    archive = safety.open_archive(data)
    members = [member for member in archive.infolist() if _may_hold_table(member)]
    if not members:
        raise _no_table("It holds no table.")
    if len(members) > MOST_FILES:
        raise _no_table(f"It holds {len(members):,} files, and at most {MOST_FILES} are opened.")
    sheets: list[Sheet] = []
    left: list[str] = []
    told: list[str] = []
    unpacked = 0
    for member in members:
        content = _unpack(archive, member, safety.MAX_UNPACKED - unpacked)
        unpacked += len(content)
        try:
            book = read(content, PurePosixPath(member.filename).name)
            sheets += _named(book, member.filename)
            told += [f"{member.filename}: {note}" for note in book.notes]
        except UnreadableLog:
            left.append(member.filename)
    if not sheets:
        raise _no_table("None of the files in it is a table.")
    if left:
        told.append(f"Left out of the archive, for they hold no table: {', '.join(left)}.")
    return Book(name, "zip", tuple(sheets), notes=tuple(told))


def write_archive(files: Sequence[tuple[str, bytes]]) -> bytes:
    """The bytes of an archive with these (name, bytes), so that files opened together are read as one."""
    out = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            path = PurePosixPath(name.replace("\\", "/").split("/")[-1] or "file")
            free = next(n for n in _numbered(path) if n not in names)
            names.add(free)
            archive.writestr(zipfile.ZipInfo(free), content)
    return out.getvalue()


def _numbered(path: PurePosixPath) -> Iterator[str]:
    """The file name, then the same name with (2), (3) and so on, for names that are taken."""
    yield str(path)
    yield from (f"{path.stem} ({number}){path.suffix}" for number in count(2))


def _may_hold_table(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return (
        not member.is_dir() and not hidden and path.suffix.lower() in TABLES and member.file_size >= SMALLEST
    )


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> bytes:
    """The bytes of one member, never more than the budget, whatever the archive declares."""
    limit = min(budget, safety.MAX_FILE)
    try:
        with archive.open(member) as file:
            content = file.read(limit + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise safety.damaged() from error
    except Exception as error:  # decompressors raise errors of their own types
        raise safety.damaged() from error
    if len(content) > limit:
        raise safety.too_big_unpacked()
    return content


def _named(book: Book, file: str) -> list[Sheet]:
    """The sheets of a member, named after its file, and after file and sheet if there are several."""
    stem = PurePosixPath(file).with_suffix("").as_posix()
    if len(book.sheets) == 1:
        return [replace(book.sheets[0], name=stem)]
    return [replace(sheet, name=f"{stem}: {sheet.name}") for sheet in book.sheets]


def _no_table(found: str) -> UnreadableLog:
    return UnreadableLog(
        "No spreadsheet is in this archive",
        f"{found} Unpack it, and upload the spreadsheet with your applications.",
    )
