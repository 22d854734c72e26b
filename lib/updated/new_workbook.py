"""A new workbook with the cells of a file whose own format cannot be written."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pandas as pd
from openpyxl import Workbook

from lib.log.files.sheets import Book, Cell
from lib.log.schema import ImportResult
from lib.opening.opener import open_book


def with_cells_of(book: Book) -> bytes:
    """The bytes of a new workbook with every sheet of a book."""
    workbook, titles = Workbook(write_only=True), _titles(book)
    for sheet in book.sheets:
        made = workbook.create_sheet(titles[sheet.name])
        for index in range(sheet.height):
            made.append([_plain(cell) for cell in sheet.row(index)])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _titles(book: Book) -> dict[str, str]:
    """Name of each sheet → its title in a new workbook, which allows fewer characters and no two alike."""
    titles: dict[str, str] = {}
    for number, sheet in enumerate(book.sheets, start=1):
        title = re.sub(r"[\[\]:*?/\\]", "-", sheet.name)[:31].strip("' ") or f"Sheet{number}"
        alike = title.casefold() in {known.casefold() for known in titles.values()}
        titles[sheet.name] = f"{title[:27]} {number}" if alike else title
    return titles


def read_alike(data: bytes, book: Book, result: ImportResult) -> tuple[Book, ImportResult]:
    """The book and how it was read, with the sheets of the new workbook that was made of it."""
    titles = _titles(book)
    if book.encoding is not None:
        book = replace(open_book(data, f"{book.name}.xlsx"), name=book.name)
        titles = {"": book.sheets[0].name}
    else:
        book = replace(book, sheets=tuple(replace(s, name=titles[s.name]) for s in book.sheets))
    applications = result.log.applications
    named = [titles[name if isinstance(name, str) else ""] for name in applications["sheet"]]
    applications = applications.assign(sheet=pd.Series(named, index=applications.index, dtype="str"))
    sheets = tuple(titles.get(name, name) for name in result.source.sheets) or tuple(titles.values())
    source = replace(result.source, sheets=sheets)
    return book, replace(result, log=replace(result.log, applications=applications), source=source)


def _plain(cell: Cell) -> object:
    """The cell's value for a new workbook; text never becomes a formula."""
    if isinstance(cell, str):
        clean = "".join(c for c in cell if c >= " " or c in "\n\t")
        return f"'{clean}" if clean.startswith("=") else clean
    return cell
