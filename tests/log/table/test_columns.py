"""Which column holds which field: names first, then cells, and never a date that is no such date."""

import pytest

from lib.log.files.sheets import Column, from_rows
from lib.log.table.columns import is_sensitive, match_columns
from lib.log.table.contents import Contents
from lib.log.table.header import find_tables
from lib.log.table.names import match_name


def matched(*rows: tuple[object, ...]) -> dict[str, str]:
    """Field → header of the first table in the rows."""
    table = find_tables(from_rows(rows))[0]
    found = match_columns(table, [Contents(column) for column in table.columns], {})
    return {match.field: match.header for match in found}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("COMPANY_NAME", "company"),
        ("companyName", "company"),
        ("Company Name - link to their page", "company"),
        ("Postion Title", "role"),
        ("Company website URL", "url"),
        ("Response? (Y/N)", "status"),
        ("Bewerbung abgeschickt am", "applied_on"),
        ("Date of first interview", "interview_on"),
        ("批次-岗位-部门", "role"),
        ("Ferme", "company"),
        ("Farmacia", "company"),
        ("Bäckerei", "company"),
        ("No que deu", "status"),
        ("Posting closes", "ignore.deadline"),
        ("Recruitment Process", "ignore.question"),
        ("Skąd ogłoszenie", "channel"),
        ("Came from", "channel"),
        ("Heard about it", "channel"),
        ("Discovery", "channel"),
        ("How I found it", "channel"),
        ("How I found out about it", "channel"),
        ("Where was it found", "channel"),
        ("When did you apply?", "applied_on"),
        ("Traffic light", "status"),
        ("Şirket / Kurum", "company"),
        ("Дата отклика", "applied_on"),
        ("지원 경로", "channel"),
        ("Ngày nộp CV", "applied_on"),
        ("Tanggal melamar", "applied_on"),
    ],
)
def test_a_header_announces_its_field(header, field):
    """Case, underscores, spelling slips and trimmings do not hide what a header says."""
    assert match_name(header)[0].field == field


@pytest.mark.parametrize(
    "header",
    ["Company size", "Last edited time", "Last modified", "Expected response date", "Deadline", "Days since"],
)
def test_false_friends_are_no_fields(header):
    """A header that only holds the word of a field is not taken for it."""
    assert match_name(header)[0].field.startswith("ignore.")


def test_one_column_serves_one_field():
    """Of two headers for one field the better filled is taken, and the other is left as it is."""
    found = matched(("Company", "Source", "Channel"), ("North", "LinkedIn", ""), ("South", "Indeed", ""))
    assert found == {"company": "Company", "channel": "Source"}


def test_the_cells_overrule_the_header():
    """A column of days under "Response" is when they replied; one of words is how it stands."""
    days = matched(("Company", "Sent", "Response"), ("North", "2026-01-02", "2026-01-09"))
    words = matched(("Company", "Sent", "Response"), ("North", "2026-01-02", "Rejected"))
    assert (days.get("replied_on"), words.get("status")) == ("Response", "Response")


def test_no_interview_is_a_reply_and_no_posting_an_application():
    """Only a column that says so is the day of a reply, or the day applied."""
    found = matched(
        ("Company", "Role", "Date posted", "Interview date", "Last contact", "Status"),
        ("North", "Clerk", "2026-01-02", "2026-01-09", "2026-02-01", "Rejected"),
    )
    assert not {"applied_on", "replied_on", "closed_on"} & set(found)


@pytest.mark.parametrize(
    ("label", "cells"),
    [
        ("Portal password", ["a", "b"]),
        ("Passwort", ["geheim"]),
        ("Call me", ["+44 20 7946 0958", "(555) 123-4567"]),
        ("x", ["078-05-1120", "219-09-9999"]),
    ],
)
def test_private_columns_are_recognised(label, cells):
    """Passwords, telephone numbers and numbers of identity papers are told by header or by cells."""
    assert is_sensitive(label, Contents(Column.of(cells)))


@pytest.mark.parametrize(
    ("label", "cells"),
    [("Salary", ["50000", "60000"]), ("Date", ["2026-01-02"]), ("Reference", ["109431", "1420711"])],
)
def test_ordinary_numbers_are_not_private(label, cells):
    """Pay, days and reference numbers stay."""
    assert not is_sensitive(label, Contents(Column.of(cells)))


def test_a_packed_history_is_no_name_and_a_name_stands_for_both():
    """Lists of what happened are no role, and a column called "Name" tells the rows apart."""
    history = "[{'stage': 'Applied'}, {'stage': 'Rejected'}]"
    found = matched(
        ("Name", "Date", "Stage", "Stage history"),
        ("North", "2026-01-02", "Rejected", history),
        ("South", "2026-01-03", "Applied", "[{'stage': 'Applied'}]"),
    )
    assert "Name" in (found.get("company"), found.get("role"))
    assert (found["status"], "Stage history" in found.values()) == ("Stage", False)


def test_when_a_form_was_sent_is_not_when_an_application_was():
    """A column called timestamp is the day applied only where no other is."""
    rows = [("3/6/2026", "Acme", "3/5/2026", "Rejected"), ("3/18/2026", "Bode", "3/14/2026", "Applied")]
    assert matched(("Timestamp", "Company", "When did you apply?", "Status"), *rows)["applied_on"] == (
        "When did you apply?"
    )
    assert matched(("Timestamp", "Company", "Town", "Status"), *rows)["applied_on"] == "Timestamp"


def test_a_day_told_in_words_is_the_day_applied():
    """Under a header that says so, "Applied on 5 March" is a day."""
    rows = [("Acme", "Applied on site on Mar 5"), ("Bode", "Applied on Mar 9"), ("Cord", "Applied Mar 12")]
    assert matched(("Company", "Applied"), *rows)["applied_on"] == "Applied"


@pytest.mark.parametrize("header", ["Relevant experience", "Funding stage"])
def test_what_is_asked_or_funded_is_no_field(header):
    """What an advert asks for and how an employer is funded say nothing of the application."""
    rows = [("Acme", "Clerk", "Seed"), ("Bode", "Cook", "Series A")]
    assert header not in matched(("Company", "Position", header), *rows).values()


def test_a_name_is_the_employers_where_nothing_else_is():
    """A "Name" without an employer beside it is not the role, unless its cells are titles of jobs."""
    rows = [("Amberline", "2026-01-04", "Rejected"), ("Birch Two", "2026-01-05", "Applied")]
    assert matched(("Name", "Date", "Stage"), *rows)["company"] == "Name"
    titles = [("Data analyst", "2026-01-04", "Rejected"), ("Cook assistant", "2026-01-05", "Applied")]
    assert matched(("Name", "Date", "Stage"), *titles)["role"] == "Name"


def test_titles_of_jobs_are_the_role_whatever_their_header_says():
    """Where no column is called after the role, the one with titles of jobs in it is."""
    rows = [("North", "2026-01-04", "Data analyst"), ("South", "2026-01-05", "Product manager")]
    assert matched(("company", "applied", "type"), *rows)["role"] == "type"


def test_a_stage_without_a_title_in_it_is_no_role():
    """A "Stage" is an internship in French, and elsewhere how far something is."""
    rows = [("North", "Series A", "Open associate role"), ("South", "Growth", "Product manager")]
    assert matched(("Company", "Stage", "Role/Reason"), *rows)["role"] == "Role/Reason"


def test_a_day_that_is_due_is_no_day_of_application():
    """A header that hints at a deadline is not overruled by its cells being days."""
    rows = [("North", "Clerk", "2026-01-14", "Applied"), ("South", "Cook", "2026-01-15", "Applied")]
    assert "applied_on" not in matched(("Company", "Role", "Next step due", "Status"), *rows)


def test_the_same_in_every_row_is_no_role_under_a_header_that_only_resembles_one():
    """A "Projects" with the name of one board in all rows is not what was applied for."""
    rows = [
        (f"Firm {i}", title, "Job hunt", "2026-01-04") for i, title in enumerate(("Cook", "Clerk", "Nurse"))
    ]
    assert matched(("Company", "Name", "Projects", "Date applied"), *rows).get("role") != "Projects"


def test_cells_tell_where_headers_are_questions():
    """In what is a log by two of its columns, the best remaining one is the status, though unnamed."""
    rows = [("North", "Clerk", "2026-01-04", "phone screen"), ("South", "Cook", "2026-01-05", "rejected")]
    header = ("Company", "Role", "Date applied", "Whatever came of that one")
    assert matched(header, *rows)["status"] == header[3]


def test_nothing_is_guessed_in_a_table_that_is_hardly_a_log():
    """One known column alone makes no log of which the rest could be guessed."""
    rows = [("Clerk", "Amberline", "4"), ("Cook", "Birch Two", "5")]
    assert "company" not in matched(("Role", "Whatever else there is", "Stars"), *rows)
