"""The blank log."""

import io

import openpyxl
import pytest

from lib.log.reading import read_log
from lib.log.values.statuses import read_status
from lib.summary.template import CHANNELS, COLUMNS, STATUSES, blank_workbook
from tests.summary.small_logs import AS_OF

pytestmark = pytest.mark.slow


@pytest.fixture
def book():
    """The template as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(blank_workbook()))


def test_status_and_channel_are_dropdowns(book):
    """Both lists reach far down, and other words are allowed with a note."""
    rules = {str(rule.sqref): rule for rule in book["Applications"].data_validations.dataValidation}
    assert rules["E2:E501"].formula1 == f'"{",".join(name for name, _ in STATUSES)}"'
    assert rules["D2:D501"].formula1 == f'"{",".join(name for name, _ in CHANNELS)}"'
    assert rules["E2:E501"].errorStyle == "warning"


def test_every_column_is_explained_and_has_room(book):
    """The legend speaks of each column of the log."""
    told = [row[0].value for row in book["Legend"].iter_rows()]
    assert [cell.value for cell in book["Applications"][1]] == [name for name, *_ in COLUMNS]
    assert {name for name, *_ in COLUMNS} <= set(told)


@pytest.mark.parametrize("word", [name for name, _ in STATUSES])
def test_every_status_of_the_list_is_understood(word):
    """No word that we offer is one that the reader has to ask about."""
    assert read_status(word).outcome != "unknown"


def filled(*rows):
    """The template with these rows below its example."""
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook()))
    for row in rows:
        book["Applications"].append(row)
    out = io.BytesIO()
    book.save(out)
    return read_log(out.getvalue(), "log.xlsx", as_of=AS_OF)


def test_the_example_is_set_aside():
    """Whoever forgets the example row does not find it among their applications."""
    days = ("2026-10-01", "2026-10-08", "2026-10-15")
    result = filled(*(["Fernhill", f"Analyst {d}", d, "Job board", "Applied"] for d in days))
    assert list(result.log.applications["role"]) == [f"Analyst {d}" for d in days]
    assert [line.row for line in result.set_aside] == [2]


def test_every_column_is_read_as_what_it_says():
    """A filled template needs no correction."""
    rows = [
        [f"Co {n}", "Analyst", f"2026-10-0{n}", "Referral", "Rejected", *([None] * 6), "Budget"]
        for n in (1, 2, 3)
    ]
    fields = {match.header: match.field for match in filled(*rows).columns}
    assert fields["Applied on"] == "applied_on"
    assert (fields["Channel"], fields["Status"], fields["Reason"]) == ("channel", "status", "reason")
