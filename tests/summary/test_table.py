"""The cleaned log as CSV, read back by the csv module and pandas."""

import csv
import io

import pytest

from lib.log.schema import LOG_COLUMNS, ApplicationLog
from lib.summary.table import inert, set_aside_csv, to_csv
from lib.updated.habits import FORMULA_STARTS
from tests.summary.small_logs import frame

pytestmark = pytest.mark.slow


def read(rows):
    """The CSV of the given rows, as the csv module reads it."""
    text = to_csv(ApplicationLog(frame(rows), frozenset())).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_row_comes_first_and_private_columns_do_not_come():
    """The CSV has the canonical columns in their order, without the check-in and the lone sheet's name."""
    header = list(read([{"company": "Fernhill", "feeling": 2}])[0])
    assert header == [c for c in LOG_COLUMNS if c not in ("feeling", "sheet")]


def test_days_are_iso_and_missing_cells_empty():
    """A day is written as in ISO 8601, and a missing one as nothing."""
    (row,) = read([{"applied_on": "2026-03-09"}])
    assert (row["applied_on"], row["replied_on"], row["company"]) == ("2026-03-09", "", "")


def test_several_sheets_bring_the_sheet_column():
    """Where rows of several sheets stand together, each says which sheet it is from."""
    rows = read([{"sheet": "May"}, {"sheet": "June"}])
    assert [row["sheet"] for row in rows] == ["May", "June"]


def test_no_cell_begins_a_formula():
    """Text that a spreadsheet program would run stands behind an apostrophe."""
    rows = read([{"company": f"{start}1+1"} for start in FORMULA_STARTS])
    assert [row["company"][0] for row in rows] == ["'"] * len(FORMULA_STARTS)
    assert inert("C++ (x)") == "C++ (x)"


def test_starts_with_the_byte_order_mark():
    """Spreadsheet programs read the file as UTF-8 because it says so."""
    assert to_csv(ApplicationLog(frame([{"company": "Straße"}]), frozenset())).startswith(b"\xef\xbb\xbf")


def test_cells_with_breaks_and_quotes_come_back():
    """Line breaks, quotes and commas inside a cell survive."""
    text = 'two\nlines, "quoted"; and; more'
    assert read([{"notes": text}])[0]["notes"] == text


def test_set_aside_rows_come_with_their_cells(result):
    """Each row that is no application is there with where it stood, why, and what it holds."""
    rows = list(csv.reader(io.StringIO(set_aside_csv(result).decode("utf-8-sig"), newline="")))
    assert rows[0][:4] == ["sheet", "row", "reason", "company"]
    assert rows[1:] == [["", "26", "total or note", "Total", "'=SUM(A1:A9)"]]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("Acme;=1+1", "Acme;'=1+1"),
        ("Acme\t@SUM(1)", "Acme\t'@SUM(1)"),
        ("Acme\n+1", "Acme\n'+1"),
        ('Acme; "=1+1', "Acme; \"'=1+1"),
        ("Notes:\n- one\n- two", "Notes:\n- one\n- two"),
        ("A-B; C", "A-B; C"),
    ],
)
def test_no_cell_runs_whatever_separator_the_file_is_opened_with(cell: str, written: str):
    """An apostrophe stands before every sign that would begin a formula, and nowhere else."""
    assert inert(cell) == written
