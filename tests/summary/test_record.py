"""The search record, read back from HTML by html.parser and from XLSX by openpyxl."""

import io
from datetime import date
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest

from lib.log.schema import ApplicationLog
from lib.summary.record import HEADERS, to_html, to_record, to_workbook
from tests.summary.small_logs import HOSTILE, frame

pytestmark = pytest.mark.slow

ROWS = [
    {
        "company": HOSTILE,
        "role": "Analyst",
        "applied_on": "2026-09-30",
        "channel": "referral",
        "outcome": "rejected",
    },
    {"company": "Late", "applied_on": "2026-10-01", "url": "https://jobs.late.example/7"},
    {"company": "Early", "applied_on": "2026-09-01", "url": "javascript:alert(1)"},
    {"company": "Undated"},
]
MONTH = (date(2026, 9, 1), date(2026, 9, 30))


def record(start=MONTH[0], end=MONTH[1]):
    """The record of September."""
    return to_record(ApplicationLog(frame(ROWS), frozenset()), start, end)


class Cells(HTMLParser):
    """The table cells of a page, its tags and its links."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.tags, self.links, self.inside = [], [], [], False
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        """Notes the tag, its links, and the start of a cell."""
        self.tags.append(tag)
        self.inside = self.inside or tag == "td"
        self.cells += [""] if tag == "td" else []
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag):
        """Notes the end of a cell."""
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        """Adds to the cell."""
        if self.inside:
            self.cells[-1] += data


def test_both_ends_of_the_range_count_and_days_are_in_order():
    """Both the first and the last day belong to it, earliest first; what has no date is counted."""
    lines = record().lines
    assert [(line.day.day, line.employer) for line in lines] == [(1, "Early"), (30, HOSTILE)]
    assert record().undated == 1


def test_a_range_that_ends_before_it_starts_is_refused():
    """There is no record of a negative range."""
    with pytest.raises(ValueError, match="is before"):
        record(MONTH[1], MONTH[0])


def test_html_shows_every_cell_and_runs_nothing():
    """The page holds the cells as text; only a web address is a link; nothing is loaded."""
    page = Cells(to_html(record()))
    assert page.cells[:6] == ["2026-09-01", "Early", "", "Not recorded", "Waiting", "javascript:alert(1)"]
    assert page.cells[7] == HOSTILE
    assert (page.links, {"script", "img", "link"} & set(page.tags)) == ([], set())


def test_html_links_the_posting():
    """A web address leads to the posting."""
    assert Cells(to_html(record(end=date(2026, 10, 1)))).links == ["https://jobs.late.example/7"]


def test_workbook_has_typed_days_and_no_formula():
    """The XLSX has a header, one row an application, days as days and text as text."""
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook(record()))).active
    rows = list(sheet.iter_rows(min_row=4))
    assert tuple(cell.value for cell in rows[0]) == HEADERS
    assert rows[1][0].value == pd.Timestamp(2026, 9, 1)
    assert (rows[2][1].value, rows[2][1].data_type) == (HOSTILE, "s")
