"""What a log tells outside the column for it: days in statuses, whose choice it was, totals with words."""

from datetime import date

from lib.log.reading import read_log
from lib.log.schema import Choices

LINES = ["Company,Role,Date applied,Status"]


def read(*lines: str, choices: Choices | None = None):
    """The lines under one header, read as a CSV file."""
    return read_log("\n".join([*LINES, *lines]).encode(), "log.csv", as_of=date(2026, 6, 1), choices=choices)


def test_the_day_in_a_status_is_the_end():
    """A rejection with its day gives the end and, as the first word, the reply."""
    log = read(
        "Quay,Baker,2026-03-02,Rejected 2026-03-09", "Linen,Tailor,2026-03-03,Applied"
    ).log.applications
    assert [str(day)[:10] for day in log["closed_on"]] == ["2026-03-09", "NaT"]
    assert [str(day)[:10] for day in log["replied_on"]] == ["2026-03-09", "NaT"]


def test_declined_beside_rejected_is_withdrawn_unless_the_person_says_otherwise():
    """The person's correction of a status comes before what the other statuses suggest."""
    lines = ("Quay,Baker,2026-03-02,Declined", "Linen,Tailor,2026-03-03,Rejected")
    corrected = read(*lines, choices=Choices(statuses={"Declined": ("applied", "rejected")}))
    assert read(*lines).log.applications["outcome"].tolist() == ["withdrawn", "rejected"]
    assert corrected.log.applications["outcome"].tolist() == ["rejected", "rejected"]


def test_a_total_with_words_beside_it_is_no_application():
    """A row that begins with a total and has a number for its role is none, nor is its remark a status."""
    result = read(
        "Quay,Baker,2026-03-02,Applied", "Linen,Tailor,2026-03-03,Applied", "Total sent,2,,50% open"
    )
    assert [(aside.row, aside.reason) for aside in result.set_aside] == [(4, "total or note")]
    assert [reading.text for reading in result.statuses] == ["Applied"]


def test_a_week_with_its_days_is_a_title():
    """A row that holds a week and its first and last day is the title of the rows below."""
    result = read("Week 1 (2 Mar - 8 Mar),,,", "Quay,Baker,2026-03-02,Applied")
    assert [aside.reason for aside in result.set_aside] == ["total or note"]
