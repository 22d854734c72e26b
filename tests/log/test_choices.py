"""What the person corrects is what is read."""

from datetime import date

import pandas as pd
import pytest

from lib.log.files.books import open_book
from lib.log.reading import read_book
from lib.log.schema import Choices, ImportResult, UnreadableLog

TABLE = """\
Firm,Post,Sent,Other day,State
North,Clerk,03/04/2026,01/02/2026,Zzz
South,Cook,05/04/2026,02/02/2026,Applied
"""


def read(text: str = TABLE, **corrections) -> ImportResult:
    """The table with the person's corrections."""
    return read_book(
        open_book(text.encode(), "log.csv"), as_of=date(2026, 6, 1), choices=Choices(**corrections)
    )


def test_a_column_can_be_chosen():
    """The chosen column holds the field, with full confidence."""
    result = read(columns={"applied_on": "Other day"})
    match = next(match for match in result.columns if match.field == "applied_on")
    assert (match.header, match.confidence, match.reason) == ("Other day", 1.0, "you chose it")


def test_a_column_can_be_refused():
    """A field that no column holds stays empty."""
    assert read(columns={"status": None}).log.applications["status"].isna().all()


def test_a_status_can_be_placed():
    """A word that nobody knows means what the person says, and is asked about until then."""
    assert "Zzz" in [question.value for question in read().questions]
    result = read(statuses={"Zzz": ("interview", "rejected")})
    first = result.log.applications.iloc[0]
    assert (first["stage"], first["outcome"]) == ("interview", "rejected")
    assert "Zzz" not in [question.value for question in result.questions]


def test_saved_can_be_said_of_a_status():
    """A status placed under "not applied yet" sets its rows aside."""
    assert [aside.reason for aside in read(statuses={"Zzz": (None, "not_applied")}).set_aside] == [
        "not applied yet"
    ]


@pytest.mark.parametrize(("day_first", "month"), [(True, 4), (False, 3)])
def test_the_order_of_day_and_month_can_be_said(day_first, month):
    """03/04 is the 3rd of April or the 4th of March, as the person says."""
    days = read(day_first=day_first).log.applications["applied_on"]
    assert days.iloc[0] == pd.Timestamp(2026, month, 7 - month)


def test_the_header_can_be_named():
    """A header row of the person's choice is taken; 0 means there is none."""
    assert read(header_row=0).source.header_row is None
    assert read("note\n" + TABLE, header_row=2).source.header_row == 2


def test_an_unknown_sheet_is_said_to_be_unknown():
    """A sheet that does not exist is named in the refusal."""
    with pytest.raises(UnreadableLog, match="no sheet “2019”"):
        read(sheets=("2019",))


def test_the_original_keeps_every_row_and_cell():
    """The source table comes back as it was, row numbers in its index."""
    original = read().original
    assert original.index.get_level_values("row").tolist() == [2, 3]
    assert original["Other day"].tolist() == ["01/02/2026", "02/02/2026"]
