"""Bytes become sheets, and whatever is no spreadsheet is refused in plain words before memory is spent."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from lib.log.files.books import open_book
from lib.log.schema import UnreadableLog

ROWS = [["Company", "Role", "Date applied", "Status"], ["North", "Clerk", "2026-01-02", "Rejected"]]
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(rows: list[list[object]] = ROWS) -> bytes:
    """A workbook of one sheet with the given rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(member: str, edit: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with one of its members changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for item in old.infolist():
            data = old.read(item.filename)
            new.writestr(item.filename, edit(data) if item.filename == member else data)
    return out.getvalue()


def with_cell(reference: bytes, row: bytes) -> bytes:
    """A good workbook with one more cell far away."""
    cell = b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (row, reference)
    return edited(SHEET, lambda xml: xml.replace(b"</sheetData>", cell))


def zipped(name: str) -> bytes:
    """A zip archive with one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


HUGE = b'<row r="9"><c r="A9" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>' % (b"a" * 2**20)


def bomb() -> bytes:
    """A workbook that unpacks to more than any log holds."""
    return edited(
        SHEET, lambda xml: xml.replace(b"</sheetData>", HUGE.replace(b"a" * 2**20, b"a" * 220 * 2**20))
    )


REFUSED = {
    "empty": (b"", "This file is empty"),
    "white space": (b" \n\n\t", "This file is empty"),
    "truncated": (xlsx()[:2000], "This file is damaged"),
    "cell at XFD1048576": (with_cell(b"XFD1048576", b"1048576"), "This sheet is too large"),
    "lower case reference": (with_cell(b"xfd1048576", b"1048576"), "This sheet is too large"),
    "cell at XFD4": (with_cell(b"XFD4", b"4"), "This file is too wide"),
    "entities": (
        edited(SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml),
        "This file is not safe to open",
    ),
    "zip bomb": (
        None,  # made when it is asked for, which takes a second
        "This file is too large",
    ),
    "encrypted workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "This file is protected by a password",
    ),
    "damaged xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This file is damaged"),
    "word document": (zipped("word/document.xml"), "This is not a spreadsheet"),
    "numbers document": (zipped("Index/Document.iwa"), "This is not a spreadsheet"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "This is not a spreadsheet"),
    "pdf": (b"%PDF-1.7 ...", "This is not a spreadsheet"),
    "binary": (bytes(range(256)) * 8 + bytes(4000), "This is not a spreadsheet"),
    "web page": (b"<html><body></body></html>", "This is a web page"),
    "json without a list": (b'{"company": "North"}', "This JSON holds no table"),
    "20,000 columns": (
        b",".join([b"c"] * 20_000) + b"\n" + b",".join([b"x"] * 20_000),
        "This file is too wide",
    ),
    "over a million rows": (b"a,b\n" * 1_000_001, "This file is too long"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_spreadsheet_is_refused(name):
    """The refusal says what was found; nothing else is ever raised."""
    data, title = REFUSED[name]
    data = bomb() if data is None else data
    with pytest.raises(UnreadableLog) as refused:
        open_book(data, "log.xlsx")
    assert refused.value.title == title
    assert refused.value.message.endswith(".")


def test_the_bytes_decide_and_not_the_name():
    """A workbook named .csv is read as a workbook, and text named .xlsx as text."""
    assert open_book(xlsx(), "log.csv").format == "xlsx"
    assert open_book(b"a,b\n1,2\n", "log.xlsx").format == "csv"


def test_cells_of_a_workbook_keep_their_types():
    """Numbers and days stay numbers and days; empty cells are None."""
    sheet = open_book(xlsx([["a", 1.5, dt.date(2026, 1, 2), None, True, "z"]]), "x.xlsx").sheets[0]
    assert sheet.row(0) == ["a", 1.5, dt.date(2026, 1, 2), None, True, "z"]


def test_large_text_is_read_like_small_text():
    """The fast way for large files gives the same cells as the careful one."""
    line = 'North,"Clerk, junior","two\nlines",\n'
    small = open_book(("a,b,c,d\n" + line * 3).encode(), "x.csv").sheets[0]
    large = open_book(("a,b,c,d\n" + line * 40_000).encode(), "x.csv").sheets[0]
    assert large.rows(0, 4) == small.rows(0, 4)
    assert large.height == 40_001


def test_blank_lines_count_as_rows():
    """Rows are numbered as a spreadsheet program numbers them, blank lines and many-line cells included."""
    sheet = open_book(b'a,b\n\n"x\ny",2\n', "x.csv").sheets[0]
    assert [sheet.row(i) for i in range(3)] == [["a", "b"], [None, None], ["x\ny", "2"]]


LINES = (
    '{"company": "North", "status": "Applied"}\n\n{"company": "South", "city": "Bergen"}\n'
    '{"company": "West", "status": "Rej'
)


@pytest.mark.parametrize("name", ["log.jsonl", "log.ndjson", "log.json", "log.txt"])
def test_an_object_on_each_line_is_a_row(name):
    """Keys may differ from line to line, blank lines say nothing, and a line that breaks off is named."""
    book = open_book(LINES.encode(), name)
    rows = [
        ["company", "status", "city"],
        ["North", "Applied", None],
        ["South", None, "Bergen"],
    ]
    assert (book.format, book.sheets[0].rows(0, 9)) == ("json", rows)
    assert book.notes == ("Left out, for it breaks off or is not JSON: line 4.",)


def test_objects_may_be_written_over_several_lines_and_end_in_commas():
    """Objects one after the other are a table whether each has its own line or not."""
    first = '{\n  "company": "North",\n  "when": {\n    "sent": "2026-01-02"\n  }\n},\n'
    text = first + '{"company": "South"}\n# end\n'
    book = open_book(text.encode(), "log.json")
    assert book.sheets[0].rows(0, 9) == [
        ["company", "when.sent"],
        ["North", "2026-01-02"],
        ["South", None],
    ]
    assert book.notes == ("Left out, for it breaks off or is not JSON: line 7.",)


@pytest.mark.parametrize("name", ["pasted.tsv", "paste"])
def test_pasted_cells_say_so(name):
    """Cells pasted from a spreadsheet are text between tabs, and called a paste."""
    book = open_book(b"Company\tRole\nNorth\tClerk\n", name)
    assert (book.format, book.delimiter) == ("paste", "\t")


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#ERROR!", "Err:502"])
def test_an_error_in_a_cell_is_an_empty_cell(error: str):
    """Newer errors, and those of other programs, cost the person nothing but that cell, and are told."""
    cell = f'<row r="9"><c r="A9" t="e"><f>A1&amp;"x"</f><v>{error}</v></c><c r="B9"><v>1</v></c></row>'
    book = open_book(
        edited(SHEET, lambda xml: xml.replace(b"</sheetData>", cell.encode() + b"</sheetData>")), "log.xlsx"
    )
    assert book.sheets[0].row(8)[:2] == [None, 1.0]
    assert error in book.notes[0]


@pytest.mark.parametrize("lost", [1, 20, 400])
def test_a_workbook_whose_parts_lie_elsewhere_is_refused(lost: int):
    """Bytes lost near the beginning leave a table of contents that points before the file."""
    whole = xlsx()
    with pytest.raises(UnreadableLog):
        open_book(whole[:4] + whole[4 + lost :], "log.xlsx")


def test_a_workbook_of_too_many_cells_is_refused():
    """Some millions of cells take longer than anybody waits: it is said how many and what to keep."""
    wide = with_cell(b"SE10100", b"10100")
    with pytest.raises(UnreadableLog, match="10,100 rows and 499 columns, and at most 5,000,000"):
        open_book(wide, "log.xlsx")
