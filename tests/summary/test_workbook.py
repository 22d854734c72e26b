"""The workbook, read back by openpyxl and by python-calamine."""

import io
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from lib.log.identity import application_keys
from lib.log.reflections import Reflection
from lib.summary.additions import Additions, Contact
from lib.summary.bundle import build
from lib.summary.workbook import KEEP_SHEET, to_workbook
from tests.summary.small_logs import AS_OF, HOSTILE, imported

pytestmark = pytest.mark.slow

SHEETS = ["Next steps", "Summary", "Applications", "Rows set aside", "Contacts", "About", KEEP_SHEET]


@pytest.fixture(scope="module")
def book(summarise):
    """The workbook of the small log."""
    return openpyxl.load_workbook(io.BytesIO(to_workbook(summarise())))


def test_the_sheets_in_their_order(book):
    """The plan comes first; what the app needs to read it again is hidden at the end."""
    assert book.sheetnames == SHEETS
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 6 + ["hidden"]


def test_no_cell_is_a_formula_or_an_error(book):
    """Whatever a cell says, no spreadsheet program computes it."""
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "b"}
    assert book["Applications"]["A5"].value == HOSTILE
    assert book["Applications"]["A5"].quotePrefix


def test_days_are_days_and_numbers_are_numbers(book):
    """Dates and counts are typed, with a format that shows them."""
    sheet = book["Applications"]
    assert (sheet["C2"].value, sheet["C2"].number_format) == (pd.Timestamp(2026, 8, 3), "yyyy-mm-dd")
    rates = {row[0].value: row for row in book["Summary"].iter_rows() if row[0].value}
    assert [cell.value for cell in rates["Turned down so far"][1:4]] == [18, 24, 0.75]
    assert rates["Turned down so far"][3].number_format == "0%_)"


def test_every_original_row_and_column_comes_first(summarise):
    """A second reader finds the person's own table, then the added columns."""
    data = to_workbook(summarise())
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Applications").to_python()
    assert rows[0][:7] == [
        "company",
        "role",
        "applied_on",
        "status",
        "replied_on",
        "closed_on",
        "Detour: applied on",
    ]
    assert all(str(header).startswith("Detour: ") for header in rows[0][6:])
    assert len(rows) == 1 + 24
    assert rows[1][:4] == ["Company 0", "Analyst", date(2026, 8, 3), "rejected"]


def test_tables_are_frozen_filtered_and_fit_the_page(book):
    """Each table keeps its header in sight and on every printed page, one page wide."""
    for name in ("Next steps", "Applications", "Rows set aside", "Contacts"):
        sheet = book[name]
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert (sheet.print_title_rows, sheet.page_setup.fitToWidth) == ("$1:$1", 1)


def test_a_header_stands_over_numbers_and_days_as_they_do(book):
    """Right over numbers and days, left over words and over weeks, which are set to the left."""
    sides = {cell.value: cell.alignment.horizontal for name in SHEETS for cell in header_cells_of(book[name])}
    right = ("Due", "Minutes", "Row", "Change", "Count", "Share", "Applications", "Applied", "Turned down")
    assert {name: sides[name] for name in right} == dict.fromkeys(right, "right")
    left = ("Done", "What to do", "Area", "Why", "Rate", "Stage", "Week", "Because", "company")
    assert {name: sides[name] for name in left} == dict.fromkeys(left)


def header_cells_of(sheet):
    """The cells with the fill of a header."""
    return [cell for row in sheet for cell in row if cell.value and cell.font.b and cell.fill.patternType]


def test_weeks_are_days_that_read_as_weeks(book):
    """A Monday written "week of 19 Oct 2026": a spreadsheet program can sort and chart it."""
    cells = [row[0] for row in book["Summary"] if "week of" in row[0].number_format]
    days = [cell.value for cell in cells]
    assert days == sorted(days)
    assert {day.weekday() for day in days} == {0}


def test_the_charts_are_the_programs_own(summarise):
    """The summary has native charts, not pictures."""
    names = zipfile.ZipFile(io.BytesIO(to_workbook(summarise()))).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) == 4
    assert not any(name.startswith("xl/media") for name in names)


def test_set_aside_rows_keep_their_cells(book):
    """A row that is no application is listed with its number, its reason and what it holds."""
    rows = list(book["Rows set aside"].iter_rows(values_only=True))
    assert rows == [("Row", "Why", "company", "role"), (26, "total or note", "Total", "=SUM(A1:A9)")]


@pytest.mark.parametrize("private", [False, True])
def test_check_ins_leave_only_when_switched_on(result, private):
    """A private check-in is in the workbook only where the person says so, in no sheet otherwise."""
    key = application_keys(result.log.applications).iloc[0]
    told = Additions(reflections={key: Reflection(feeling=2, check_in="slept badly", reason="budget")})
    data = to_workbook(build(result, AS_OF, additions=told, private=private))
    text = "".join(str(c.value) for s in openpyxl.load_workbook(io.BytesIO(data)) for r in s for c in r)
    assert ("slept badly" in text, "feeling (1 to 5)" in text, "budget" in text) == (private, private, True)


def test_contacts_are_listed(result):
    """The people are on a sheet of their own, last contact as a day."""
    people = (Contact("Dana Ruiz", "Northwind", "old team", date(2026, 9, 1), "coffee"),)
    book = openpyxl.load_workbook(
        io.BytesIO(to_workbook(build(result, AS_OF, additions=Additions(contacts=people))))
    )
    assert [cell.value for cell in book["Contacts"][2]] == [
        "Dana Ruiz", "Northwind", "old team", pd.Timestamp(2026, 9, 1), "coffee", None,
    ]  # fmt: skip


def test_the_same_log_gives_the_same_bytes(summarise):
    """The file depends on the log and the day only."""
    assert to_workbook(summarise()) == to_workbook(summarise())


def test_odd_cells_are_written_as_they_can_be():
    """Control characters go, an endless text is cut, a day before 1900 is written out."""
    rows = [{"company": "Nul\x00 Ltd", "notes": "x" * 40_000, "role": "=1+1"}]
    result = imported(rows)
    result.original["founded"] = [date(1850, 1, 2)]
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook(build(result, AS_OF))))["Applications"]
    cells = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["company"], cells["role"], cells["founded"]) == ("Nul Ltd", "=1+1", "1850-01-02")
    assert (len(cells["notes"]), cells["notes"][-1]) == (32_767, "…")
