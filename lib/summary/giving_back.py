"""The person's own file with the news in it, whether they opened a spreadsheet or a workbook of ours."""

from __future__ import annotations

from datetime import date

from lib.log.files.sheets import Book
from lib.log.news import Events
from lib.log.reading import read_book
from lib.log.schema import ImportResult
from lib.opening.opener import open_book
from lib.summary.roundtrip import restore
from lib.updated.spreadsheet import Updated, update


def give_back(data: bytes, book: Book, result: ImportResult, events: Events, as_of: date) -> Updated:
    """The bytes that were opened with every event written into them.

    `book` is the person's table as it was opened, `result` how it was read; what is written is read again in
    the same way. For a workbook of ours it is the sheet with their applications.
    """

    def reread(again: bytes, name: str) -> ImportResult:
        opened = open_book(again, name)
        saved = restore(opened)
        return read_book(saved.book if saved else opened, as_of=as_of, choices=result.choices)

    return update(data, book, result, events, reread)
