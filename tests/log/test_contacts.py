"""A list of people beside the log is found in archives and workbooks, and never taken for the log."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from lib.log.contacts import Acquaintance, find_people
from lib.log.files.archives import write_archive
from lib.log.files.books import open_book
from lib.log.reading import read_book
from lib.log.unreadable import UnreadableLog

LOG = "Company,Role,Date applied,Status\nNorvik,Cook,2026-08-01,Rejected\nSolberg,Cook,2026-08-09,Applied\n"
EXPORT = (
    "Notes:\n"
    '"Some addresses are missing: people choose whether to show them."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ida,Roos,https://example.com/1,,Norvik AB,Chef,05 Mar 2024\n"
    "Ida,Roos,https://example.com/1,,Norvik AB,Chef,05 Mar 2024\n"
    "Tom,Berg,https://example.com/2,,,,02 Jan 2023\n"
    ",,,,Nobody Ltd,,02 Jan 2023\n"
)


def found(data: bytes, name: str) -> tuple[Acquaintance, ...]:
    """The people beside the log of a file."""
    book = open_book(data, name)
    log = read_book(book, as_of=date(2026, 11, 1)).log
    assert set(log.applications["company"]) == {"Norvik", "Solberg"}
    return find_people(book, set(log.applications["sheet"]))


def test_a_networks_export_lists_its_people():
    """Below a few lines of explanation; each once, nobody without a name."""
    data = write_archive([("Job Applications.csv", LOG.encode()), ("Connections.csv", EXPORT.encode())])
    people = found(data, "export.zip")
    assert [(p.name, p.organisation) for p in people] == [("Ida Roos", "Norvik AB"), ("Tom Berg", "")]
    assert {"Connections" in p.listed_in for p in people} == {True}


def test_a_sheet_of_people_is_found_in_another_language():
    """Names in one column, and where they work."""
    book = openpyxl.Workbook()
    for line in LOG.splitlines():
        book.active.append(line.split(","))
    sheet = book.create_sheet("Kontakte")
    sheet.append(["Name", "Firma", "E-Mail", "Kennengelernt"])
    sheet.append(["Ute Lang", "Solberg", "ute@example.com", "Messe"])
    out = io.BytesIO()
    book.save(out)
    assert found(out.getvalue(), "log.xlsx") == (Acquaintance("Ute Lang", "Solberg", "Kontakte"),)


def test_a_log_with_contacts_in_it_is_no_list_of_people():
    """Nor is a file that is nothing but a log."""
    log = "Company,Contact,Email,Date applied,Status\nNorvik,Ida,ida@example.com,2026-08-01,Rejected\n"
    both = [("a.csv", log.encode()), ("b.csv", log.replace("Norvik", "Solberg").encode())]
    assert found(write_archive(both), "two.zip") == ()
    assert find_people(open_book(EXPORT.encode(), "Connections.csv"), ()) == ()


def test_a_list_of_people_alone_is_refused_with_the_way_to_use_it():
    """It is no log; chosen together with one its people are offered."""
    with pytest.raises(UnreadableLog, match="looks like a list of contacts") as refused:
        read_book(open_book(EXPORT.encode(), "Connections.csv"), as_of=date(2026, 11, 1))
    assert refused.value.message.startswith("Choose it together with your log")
