"""Cells of the workbooks we write: typed, styled by purpose, and never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lib.updated.habits import FORMULA_STARTS

LONGEST_TEXT = 32_767
"""What one cell holds in Excel; a longer text is cut there and ends in an ellipsis."""

PAPER_A4 = 9
LINE_HEIGHT = 15
HIGHEST_ROW = 180
"""The highest row, in points; a longer text scrolls inside its cell."""
DAY_FORMAT = "yyyy-mm-dd"
INK, ACCENT, ADDED = "1F2933", "1F5F74", "F3ECDC"

_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {"alignment": Alignment(vertical="top", wrap_text=True)},
    "number": {"alignment": Alignment(vertical="top", horizontal="right", indent=1)},
    "label": {"alignment": Alignment(horizontal="left")},
    "title": {"font": Font(bold=True, size=16, color=ACCENT)},
    "heading": {"font": Font(bold=True, size=12, color=ACCENT)},
    "quiet": {"font": Font(color="5B6B75"), "alignment": Alignment(vertical="top", wrap_text=True)},
    "header": {
        "font": Font(bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor=ACCENT),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    "added header": {
        "font": Font(bold=True, color=INK),
        "fill": PatternFill("solid", fgColor="E5CF9C"),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    "added": {"fill": PatternFill("solid", fgColor=ADDED)},
    "example": {"font": Font(italic=True, color="7A868E"), "alignment": Alignment(vertical="top")},
}


def cell(sheet: Any, value: object, look: str = "plain", number_format: str | None = None) -> Cell:
    """One cell for `sheet.append`: a day is a date, a number a number, and every text is only text."""
    typed = plain_value(value)
    made = Cell(sheet, row=1, column=1)
    if isinstance(typed, str):
        _put_text(made, typed)
    else:
        made.value = typed
    if look == "wrapped" and isinstance(typed, int | float | datetime) and not isinstance(typed, bool):
        look = "number"  # the text in the next column must not touch it
    for name, style in _LOOKS[look].items():
        setattr(made, name, style)
    if isinstance(typed, datetime):
        made.number_format = DAY_FORMAT if typed.time() == time() else f"{DAY_FORMAT} hh:mm"
    if number_format and isinstance(typed, int | float | datetime):
        made.number_format = number_format
    return made


def _put_text(made: Cell, text: str) -> None:
    """Store `text` so that it stays text, even after somebody opens the cell and presses Enter."""
    made.value = text
    made.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        made.quotePrefix = True


def plain_value(value: object) -> str | bool | int | float | datetime | time | timedelta | None:
    """The value in a type of spreadsheets: None for missing, days as midnight, no control characters."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value) or value is pd.NA:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime):
        return _in_calendar(value.replace(tzinfo=None))
    if isinstance(value, date):
        return _in_calendar(datetime(value.year, value.month, value.day))  # noqa: DTZ001 - a day has no zone
    if isinstance(value, bool | int | time | timedelta) or (
        isinstance(value, float) and abs(value) != float("inf")
    ):
        return value
    return _clean(str(value))


def _in_calendar(moment: datetime) -> datetime | str:
    """The moment, or as text if it is before March 1900: Excel's calendar is wrong before that."""
    return moment if moment.year > 1900 else moment.date().isoformat()


def _clean(text: str) -> str:
    kept = ILLEGAL_CHARACTERS_RE.sub("", text).encode("utf-8", "replace").decode()
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"


def filled(sheet: Any, values: Iterable[object], look: str = "plain") -> list[Cell | None]:
    """The cells of a row; None for empty ones, since long tables are written faster without them."""
    return [None if plain_value(value) is None else cell(sheet, value, look) for value in values]


def header_cells(
    sheet: Any,
    headers: Sequence[object],
    samples: Iterable[Iterable[object]],
    look: str = "header",
    *,
    filtered: bool = True,
) -> list[Cell]:
    """The cells of a header, aligned like the column below: right over numbers and days, else left.

    `samples` are some values of each column. In a table with a filter the text leaves room for its button.
    """
    made = [cell(sheet, name, look) for name in headers]
    for head, values in zip(made, samples, strict=False):
        if _stand_right(values):
            head.alignment = Alignment(
                horizontal="right", vertical="center", wrap_text=True, indent=2 if filtered else 1
            )
    return made


def _stand_right(values: Iterable[object]) -> bool:
    """Whether most of the filled values are numbers or days, which spreadsheet programs align right."""
    filled = [typed for typed in map(plain_value, values) if typed is not None]
    return sum(not isinstance(typed, str | bool) for typed in filled) * 2 > len(filled)


def append(sheet: Any, values: Iterable[object], look: str = "plain") -> None:
    """Add one row below the last, all cells alike."""
    sheet.append(filled(sheet, values, look))


def append_wrapped(sheet: Any, row: int, values: Sequence[object], widths: Sequence[float]) -> None:
    """Add `row` with its texts wrapped in columns of `widths`, as high as its longest text needs."""
    fit_height(sheet, row, values, widths)
    append(sheet, values, "wrapped")


def fit_height(sheet: Any, row: int, values: Sequence[object], widths: Sequence[float]) -> None:
    """Make `row` as high as its longest text needs in columns of `widths`.

    The height is set because not every spreadsheet program fits heights when it opens a file.
    """
    wanted = max((_lines(value, width) for value, width in zip(values, widths, strict=False)), default=1)
    sheet.row_dimensions[row].height = min(LINE_HEIGHT * wanted + 2, HIGHEST_ROW)


def _lines(value: object, width: float) -> int:
    if not isinstance(value, str):
        return 1
    return sum(1 + int(len(part) * 1.1 // width) for part in value.split("\n"))


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Column widths in characters, from the first column on."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_up_print(sheet: Any, *, header_row: int | None = None, landscape: bool = True) -> None:
    """One page wide on A4, the header on each page, the page number below."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&A, page &P of &N"
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"


def finish_table(sheet: Any, header_row: int, columns: int, rows: int, *, freeze: int = 0) -> None:
    """Header frozen (and the first `freeze` columns), a filter on every column, print set up."""
    sheet.freeze_panes = f"{get_column_letter(freeze + 1)}{header_row + 1}"
    sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(columns)}{header_row + max(rows, 1)}"
    set_up_print(sheet, header_row=header_row)


def print_nothing(sheet: Any, header_row: int) -> None:
    """Leaves a table without a row out of what is printed: its area is a blank cell below the header."""
    sheet.print_title_rows = None
    sheet.print_area = f"A{header_row + 2}"


def offer(sheet: Any, area: str, values: Iterable[str], note: str | None = None) -> None:
    """Add a dropdown with `values` to `area`; with a `note` other words are allowed, and it is shown then."""
    rule = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
    if note:
        rule.errorStyle, rule.error = "warning", note
    rule.add(area)
    sheet.data_validations.append(rule)


def to_bytes(book: Workbook, made_on: date) -> bytes:
    """The workbook's file, the same bytes for the same content: its time stamps are all `made_on`."""
    book.properties.creator = "Detour"
    out, stamp = io.BytesIO(), (max(made_on.year, 1980), made_on.month, made_on.day, 0, 0, 0)
    book.save(out)
    settled, moment = io.BytesIO(), f"{made_on}T00:00:00Z".encode()
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment, content)
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, content)
    return settled.getvalue()
