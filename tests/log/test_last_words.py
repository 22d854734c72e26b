"""The day of the last word: the end and the reply of what has ended, the last contact of what is open."""

from datetime import date

import pytest

from lib.log.reading import read_log
from lib.log.schema import Choices, ImportResult

AS_OF = date(2026, 11, 23)
ROWS = (
    ("North", "2026-09-03", "Rejected", "2026-09-12"),
    ("South", "2026-09-07", "Rejected after phone screen", "2026-09-24"),
    ("West", "2026-10-19", "Phone screen", "2026-11-10"),
    ("East", "2026-10-27", "Applied", "2026-10-29"),
    ("Centre", "2026-09-04", "No response", "2026-10-04"),
    ("Coast", "2026-09-05", "Withdrawn", "2026-09-20"),
)


def read(header: str, rows=ROWS, choices: Choices | None = None) -> ImportResult:
    """A log with a column of days under the header."""
    lines = [f"Company,Role,Applied,Status,{header}", *(f"{c},Clerk,{d},{s},{w}" for c, d, s, w in rows)]
    return read_log("\n".join(lines).encode(), "log.csv", as_of=AS_OF, choices=choices)


def told(result: ImportResult, field: str) -> list[str]:
    """The days of a field, month and day; empty where there is none."""
    return [f"{day:%m-%d}" if day == day else "" for day in result.log.applications[field]]


@pytest.mark.parametrize(
    "header",
    [
        "Last update",
        "Last Updated",
        "Last contact",
        "Last activity",
        "Date of last response",
        "Letzter Kontakt",
        "Dernier contact",
        "Último contacto",
        "Laatste contact",
        "最近联系",
        "最終連絡日",
        "마지막 연락일",
    ],
)
def test_the_last_word_ends_what_has_ended_and_is_the_last_contact_of_the_rest(header):
    """A rejection ends and answers on that day; a conversation had its last contact; silence has none."""
    result = read(header)
    assert told(result, "closed_on") == ["09-12", "09-24", "", "", "", "09-20"]
    assert told(result, "replied_on") == ["09-12", "09-24", "", "", "", ""]
    assert told(result, "last_word_on") == ["09-12", "09-24", "11-10", "", "", ""]


@pytest.mark.parametrize("header", ["Status Date", "Stage date", "Statusdatum"])
def test_the_day_of_a_status_is_the_day_of_its_stage(header):
    """Below "Status date" the day on which a conversation stands is the day of the conversation."""
    result = read(header)
    assert told(result, "screen_on") == ["", "", "11-10", "", "", ""]
    assert told(result, "replied_on") == ["09-12", "09-24", "11-10", "", "", ""]


@pytest.mark.parametrize("header", ["Decision date", "Outcome date"])
def test_a_day_of_the_end_of_what_goes_on_is_the_last_word(header):
    """Who fills "Decision date" in for a phone screen means the last word about it."""
    result = read(header)
    assert told(result, "closed_on")[:3] == ["09-12", "09-24", ""]
    assert told(result, "last_word_on")[2] == "11-10"


@pytest.mark.parametrize(
    "days",
    [
        [f"2026-11-{i + 1:02d} 14:0{i}:3{i}" for i in range(6)],
        ["2026-11-20"] * 6,
        [applied for _, applied, *_ in ROWS],
    ],
    ids=["to the second", "all at once", "the day applied"],
)
def test_a_stamp_of_a_program_is_no_word(days):
    """Times to the second, one day for all rows, the day applied throughout: no employer spoke then."""
    rows = [
        (company, applied, status, day) for (company, applied, status, _), day in zip(ROWS, days, strict=True)
    ]
    result = read("Last Updated", rows)
    assert "last_word_on" not in {match.field for match in result.columns}
    assert told(result, "closed_on") == [""] * 6
    assert "Last Updated" in {
        match.header
        for match in read("Last Updated", rows, Choices(columns={"last_word_on": "Last Updated"})).columns
    }


def test_a_reply_without_a_day_is_a_reply():
    """“Responded” says that they answered, though not when; “in progress” does not."""
    result = read(
        "Notes", [("North", "2026-09-03", "Responded", ""), ("South", "2026-09-04", "In progress", "")]
    )
    assert result.log.applications["answered"].tolist() == [True, False]
