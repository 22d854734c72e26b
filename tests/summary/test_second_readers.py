"""The report, the search record and the calendar, read by strict readers of other people."""

from datetime import date
from pathlib import Path

import html5lib
import pytest
import vobject
from plotly.offline import get_plotlyjs

from lib.log.reading import read_log
from lib.summary.bundle import Summary, build
from lib.summary.calendar import to_ics
from lib.summary.record import to_html as record_page
from lib.summary.record import to_record
from lib.summary.report import to_html

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 23)
SAMPLE = Path(__file__).parents[2] / "sample_data" / "david.csv"


LIBRARY = get_plotlyjs().encode()


def without_library(page: bytes) -> bytes:
    """The page without the text of Plotly's library: a strict reader needs ten seconds for it."""
    return page.replace(LIBRARY, b"")


def test_the_library_cannot_end_its_script():
    """What is cut out is one whole script: no end tag stands in it."""
    assert b"</script" not in LIBRARY.lower()
    assert b"<!--" not in LIBRARY


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Everything about one sample."""
    return build(read_log(SAMPLE.read_bytes(), SAMPLE.name, as_of=AS_OF), AS_OF)


def mistakes(page: bytes) -> list[str]:
    """What the HTML standard calls a parse error; the bundled chart library, which is one script, aside."""
    parser = html5lib.HTMLParser()
    parser.parse(without_library(page), transport_encoding="utf-8")
    return [code for _, code, _ in parser.errors if code != "invalid-codepoint"]


def test_the_report_and_the_record_are_valid_html(summary: Summary):
    """A parser that follows the HTML standard finds no error in either page."""
    assert mistakes(to_html(summary)) == []
    assert mistakes(record_page(to_record(summary.log, date(2026, 1, 1), AS_OF))) == []


def test_the_parser_would_find_an_error():
    """A tag that is not closed counts as an error."""
    assert mistakes(b"<!doctype html><title>x</title><p><b>not closed</p>")


def test_another_calendar_reads_every_entry(summary: Summary):
    """Another reader finds an all-day entry with an alarm for each step, and one for the review."""
    entries = vobject.readOne(to_ics(summary).decode()).vevent_list
    due = sorted(step.due for step in summary.plan.steps)
    assert sorted(entry.dtstart.value for entry in entries)[: len(due)] == due
    assert len({entry.uid.value for entry in entries}) == len(entries) == len(due) + 1
    assert all(hasattr(entry, "valarm") for entry in entries)
