"""How far a sheet reaches is known before it is laid out, however its cells are written."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from lib.log.files.reach import SPARE, bound_reach, column_number, holds_declaration, measure_reach
from lib.log.reading import read_log
from lib.log.schema import UnreadableLog

REFERENCES = st.from_regex(r"[A-Z]{1,3}[1-9][0-9]{0,8}", fullmatch=True)


def sheet(*cells: str) -> bytes:
    """The XML of a sheet with one row that holds the given cells."""
    row = "".join(f"<c {cell}><v>1</v></c>" for cell in cells)
    return f"<worksheet><sheetData><row r='1'>{row}</row></sheetData></worksheet>".encode()


@given(st.lists(REFERENCES, min_size=1))
def test_the_quick_look_says_what_the_close_one_says(references):
    """Cells in the usual writing are found as far away as they are, or left to the close look."""
    data = sheet(*(f'r="{reference}" s="12345678"' for reference in references))
    bound, exact = bound_reach(data), measure_reach(data)
    assert bound is None or bound == exact


@pytest.mark.parametrize("cell", ["r='A1'", 's="1" r="A1"', 'r = "A1"', "", 'r="AAA1"', 'r="a1"'])
def test_unusual_cells_get_a_close_look(cell):
    """Other quotes, spacing, order, far columns or no reference at all are nothing for the quick look."""
    assert bound_reach(sheet(cell)) is None


def test_cells_without_reference_follow_one_another():
    """Three cells without a reference after column C reach at most column F."""
    assert measure_reach(sheet('r="C7"', "", 's="2"', "")) == (7, 6)


def test_a_reference_cut_off_is_left_to_the_next_piece():
    """A piece that ends within a reference is judged by the cells before it."""
    data = sheet('r="B2"') + b'<c r="ZZ'
    assert bound_reach(data) == (2, 2)
    assert len(b'<c r="ZZ') < SPARE


def test_columns_count_as_spreadsheets_count_them():
    """A is 1, Z 26, AA 27, XFD 16384."""
    assert [column_number(letters) for letters in (b"A", b"Z", b"AA", b"XFD")] == [1, 26, 27, 16_384]


def test_declarations_are_found():
    """A document type is one; a comment is none."""
    assert holds_declaration(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')
    assert not holds_declaration(b"<a><!-- c --></a>")


@pytest.mark.parametrize("far", ['<c r="ALL1048576"><v>1</v></c>', "<c><v>1</v></c>" * 20_000])
def test_a_far_away_cell_is_refused_before_memory_is_spent(far):
    """A cell far down in row 1, and twenty thousand cells without a reference, end in a refusal."""
    plain, mended = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write_row(0, 0, ["Company", "Role"])
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(mended, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name, data.replace(b"</row>", far.encode() + b"</row>") if "sheet1" in name else data
            )
    with pytest.raises(UnreadableLog):
        read_log(mended.getvalue(), "log.xlsx", as_of=date(2026, 6, 1))


def test_a_table_far_from_the_corner_keeps_its_place():
    """Rows and columns left of and above the first used cell count: a table at C4 begins in row 4."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        page.write_row(3, 2, ["Company", "Role", "Status"])
        page.write_row(4, 2, ["Acme", "Cook", "Rejected"])
    result = read_log(made.getvalue(), "log.xlsx", as_of=date(2026, 6, 1))
    assert (result.source.header_row, list(result.log.applications["row"])) == (4, [5])
