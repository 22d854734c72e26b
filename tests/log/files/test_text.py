"""Text files: the fast way for large ones and the careful way read the same cells."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.log.files.encodings import decode
from lib.log.files.sheets import Sheet
from lib.log.files.text import read_large, read_text
from tests.tries import tries

CELL = st.text(st.sampled_from("ab1 \",;\n\r\t|'é漢\x0b\u2003=#"), max_size=5)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=6)


def rows_of(sheet: Sheet) -> list[list[object]]:
    """The cells of a sheet up to the last filled row, and in each row up to the last filled cell."""
    rows = [_without_tail(row) for row in sheet.rows(0, sheet.height)]
    return _without_tail(rows)


def _without_tail(items: list[Any]) -> list[Any]:
    while items and not items[-1]:
        items = items[:-1]
    return items


def as_csv(rows: list[list[str]], delimiter: str, end: str) -> bytes:
    """The rows under a header, as a program writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([["Company", "Role", "Status"], *rows])
    return out.getvalue().encode()


@tries(50)
@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
@example([["North", "Clerk", "two\nlines"], ["", "", ""], ["South", "Cook"]], ",", "\n")
@example([[","], [","], [","], [","], [""]], ",", "\n")
def test_both_ways_read_the_same_cells(rows: list[list[str]], delimiter: str, end: str) -> None:
    """Where the fast way reads a file at all, it reads what the careful way reads, row by row."""
    assert_alike(as_csv(rows, delimiter, end))


@tries(50)
@given(st.text(st.sampled_from('ab1 ",;\n\r\t'), max_size=40))
@example('Company,Role\nA "quoted" word,x\n"B""C" d,y\n')
@example('Company,Role\n\n"open, x\nb"",y\n')
def test_both_ways_read_the_same_text(text: str) -> None:
    """The same for text that no program wrote: stray quotation marks, blank lines, odd line ends."""
    assert_alike(("Company,Role,Status\nNorth,Clerk,Applied\n" + text).encode())


def assert_alike(data: bytes) -> None:
    """Read the bytes both ways, where the fast one takes them."""
    fast = read_large(data, least=0)
    if fast is not None:
        sheet, delimiter, notes = read_text(data.decode())
        assert notes == []
        assert delimiter == fast[1]
        assert rows_of(fast[0]) == rows_of(sheet)


def test_a_short_japanese_file_is_read_as_such() -> None:
    """A few lines in Shift-JIS, with few kana, are neither Chinese nor Western text."""
    rows = (
        "企業名,職種,応募日,選考状況",
        "北山商会,営業,2026年3月5日,書類選考中",
        "南川工業,経理,2026年3月7日,お見送り",
    )
    text = "\n".join(rows)
    assert decode(text.encode("shift_jis")) == (text, "shift_jis", [])


def test_a_short_chinese_file_is_read_as_such() -> None:
    """A few lines in GB 18030 are not taken for Japanese or traditional Chinese."""
    text = "公司,岗位,投递日期,状态\n北山贸易,会计,2026年3月5日,已投递\n南川机械,销售,2026年3月7日,未通过\n"
    assert decode(text.encode("gb18030")) == (text, "gb18030", [])


ORDINARY = [[f"North {i}", "Cook", f"2026-01-{i + 1:02}", "Applied", "x"] for i in range(20)]


def read_lines(changed: dict[int, str]) -> tuple[Sheet, list[str]]:
    """Twenty rows, some of their lines written otherwise."""
    lines = ["Company,Role,Date,Status,Notes", *map(",".join, ORDINARY)]
    for number, line in changed.items():
        lines[number] = line
    sheet, _, notes = read_text("\n".join(lines) + "\n")
    return sheet, notes


STRAY = {
    "two stray opening marks": {
        4: 'North,"Cook,2026-01-04,Applied,x',
        12: 'South,"Clerk,2026-01-12,Applied,y',
    },
    "one in each line": {n: f'Inn {n},"5 inch,2026-01-02,Applied,x' for n in range(1, 21)},
    "one at the end": {20: 'East,"Cook,2026-01-20,Rejected,z'},
    "one at the start": {1: '"East,Cook,2026-01-20,Rejected,z'},
}


@pytest.mark.parametrize("name", STRAY)
def test_a_stray_quotation_mark_swallows_no_row_in_silence(name: str) -> None:
    """Every line is a row of its own again, and a note says why."""
    sheet, notes = read_lines(STRAY[name])
    assert sheet.height == 21
    assert [len([c for c in row if c]) for row in sheet.rows(0, 21)] == [5] * 21
    assert len(notes) == 1


def test_lines_inside_a_cell_stay_there() -> None:
    """A note of many lines, with commas and doubled quotation marks, is one cell, and nothing is said."""
    note = "\n".join(f'line {i}, ""quoted"", and more' for i in range(60))
    sheet, notes = read_lines({3: f'North,Cook,2026-01-03,Applied,"{note}"'})
    assert (sheet.height, notes) == (21, [])
    assert str(sheet.row(3)[4]).count("\n") == 59


PIECES = ("a", "b", ",", ",,", '"', '"x"', '""', " ")
"""What lines with stray and doubled quotation marks are made of."""


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join), max_size=12))
def test_every_line_of_a_text_is_in_a_row(lines):
    """However quotation marks are strewn, each physical line is a row or a line of a cell; none is lost.

    At the end lines with nothing but marks and delimiters go, as blank ones do.
    """
    told = ["Company,Role,Status", *lines]
    sheet = read_text("\n".join(told) + "\n")[0]
    breaks = sum(cell.as_py().count("\n") for column in sheet.columns for cell in column.cells)
    counted = sheet.height + breaks
    assert counted <= len(told)
    assert [line for line in told[counted:] if line.strip(' ",')] == []
