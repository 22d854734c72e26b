"""Opens the bytes of a file, or pasted cells, as a book of sheets."""

from __future__ import annotations

import re

from lib.log.files import archives, encodings, records, safety, text, workbooks
from lib.log.files.sheets import Book
from lib.log.unreadable import UnreadableLog

SIGNATURES = {
    b"%PDF": "It is a PDF. Copy its table into a spreadsheet, and upload that.",
    b"\x89PNG": "It is a picture. Upload the spreadsheet itself, as XLSX or CSV.",
    b"\xff\xd8\xff": "It is a picture. Upload the spreadsheet itself, as XLSX or CSV.",
    b"GIF8": "It is a picture. Upload the spreadsheet itself, as XLSX or CSV.",
    b"{\\rtf": "It is a text document. Copy its table into a spreadsheet, and upload that.",
    b"\x1f\x8b": "It is a compressed file. Unpack it and upload the spreadsheet inside.",
    b"7z\xbc\xaf": "It is a compressed file. Unpack it and upload the spreadsheet inside.",
    b"Rar!": "It is a compressed file. Unpack it and upload the spreadsheet inside.",
    b"SQLite format 3": "It is a database. Export the table as CSV, and upload that.",
}


ZIPPED = b"PK\x03\x04"


def open_book(data: bytes, name: str) -> Book:
    """Open a file of any supported format, recognised by its bytes, not by its name.

    Text (CSV, TSV, pasted cells) gives one sheet of text cells; a workbook gives all its sheets with typed
    cells, an archive a sheet for each table in it, JSON one for each list of records. Raises UnreadableLog,
    with what was found and what to do, for a file without a table or over a limit.
    """
    safety.check_size(data)
    if data.startswith(ZIPPED) and workbooks.is_archive(data):
        return archives.read_archive(data, name, _open_member)
    return _open_member(data, name)


def _open_member(data: bytes, name: str) -> Book:
    """Open a file that is not an archive of several files."""
    format_name = workbooks.find_format(data, name)
    if format_name is not None:
        sheets, told = workbooks.read_workbook(data, format_name)
        return Book(name, format_name, sheets, notes=told)
    _refuse_other_files(data)
    if (large := text.read_large(data)) is not None:
        return Book(name, _text_format(name, large[1]), (large[0],), "utf-8", large[1])
    content, encoding, damage = encodings.decode(data)
    _refuse_markup(content)
    if _is_json(content):
        tables, left_out = records.read_records(content)
        return Book(name, "json", tables, notes=(*damage, *left_out))
    sheet, delimiter, notes = text.read_text(_without_conflicts(content, damage))
    return Book(name, _text_format(name, delimiter), (sheet,), encoding, delimiter, (*damage, *notes))


def _refuse_other_files(data: bytes) -> None:
    for signature, advice in SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableLog("This is not a spreadsheet", advice)


def _refuse_markup(content: str) -> None:
    """Raise UnreadableLog for a web page: it is text, but not a table."""
    head = content[:2000].lstrip().lower()
    if re.match(r"<(!doctype|html|\?xml|table|meta|head|script)", head):
        raise UnreadableLog(
            "This is a web page",
            "Open it in your spreadsheet program, save it as XLSX or CSV, and upload that.",
        )


def _is_json(content: str) -> bool:
    head = content[:2000].lstrip("\ufeff \t\r\n")
    begins = re.match(r"[\[{]\s*[\[{\"]", head) is not None
    return begins and (content.rstrip()[-1:] in "]}" or records.is_in_lines(content))


def _without_conflicts(content: str, notes: list[str]) -> str:
    """The text without the marks of a merge conflict; both versions are kept."""
    if "<<<<<<< " not in content or not re.search(r"^<{7} ", content, re.MULTILINE):
        return content
    notes.append("The file holds the marks of an unfinished merge; both versions of those rows were read.")
    return re.sub(r"^(<{7} .*|={7}|>{7} .*)\r?$", "", content, flags=re.MULTILINE)


def _text_format(name: str, delimiter: str) -> str:
    lower = name.lower()
    if lower.startswith(("paste", "pasted")):
        return "paste"
    return "tsv" if delimiter == "\t" or lower.endswith((".tsv", ".tab")) else "csv"
