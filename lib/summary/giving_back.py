"""The person's own file with the news written into it, whether it is a spreadsheet or a workbook of ours."""

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
    """The file that was opened, with every event written into it.

    `data` are its bytes, `book` is the person's table in it, `result` how that was read. What was written is
    read again in the same way as a check. In a workbook of ours the sheet with the applications is changed.
    """

    def reread(again: bytes, name: str) -> ImportResult:
        opened = open_book(again, name)
        saved = restore(opened)
        return read_book(saved.book if saved else opened, as_of=as_of, choices=result.choices)

    return update(data, book, result, events, reread)
