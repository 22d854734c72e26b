"""ZIP archives and JSON: what networks and trackers export is opened within the limits of other files."""

import io
import json
import zipfile
from datetime import date

import pytest

from lib.log.files import safety
from lib.log.files.archives import write_archive
from lib.log.files.books import open_book
from lib.log.reading import read_book
from lib.log.unreadable import UnreadableLog

LOG = b"Company,Role,Applied on,Status\nNorth,Clerk,2026-08-01,Rejected\nSouth,Cook,2026-08-02,Applied\n"
PEOPLE = b"First Name,Last Name,Company,Position,Connected On\nAda,Bole,North,CTO,01 Aug 2026\n"
AS_OF = date(2026, 11, 23)


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_the_log_in_an_archive_is_found_and_other_tables_are_named():
    """Each table is a sheet named after its file; the one that is a log is read, without its neighbours."""
    book = open_book(
        zipped({"Jobs/Applications.csv": LOG, "People.csv": PEOPLE, "me.png": b"\x89PNG"}), "x.zip"
    )
    assert (book.format, [sheet.name for sheet in book.sheets]) == ("zip", ["Jobs/Applications", "People"])
    result = read_book(book, as_of=AS_OF)
    assert (result.source.sheets, len(result.log)) == (("Jobs/Applications",), 2)


def test_what_is_no_table_is_left_out_and_said():
    """A member that cannot be read does not stop the others; archives in archives stay shut."""
    inner = zipped({"a.csv": LOG})
    book = open_book(zipped({"log.csv": LOG, "page.txt": b"<html></html>", "more.csv": inner}), "x.zip")
    assert [sheet.name for sheet in book.sheets] == ["log"]
    assert "page.txt, more.csv" in book.notes[0]


@pytest.mark.parametrize(
    "members",
    [{"a.png": b"\x89PNG"}, {"a.csv": b"<html></html>"}, {f"{n}.csv": LOG for n in range(201)}],
    ids=["no table", "none readable", "too many"],
)
def test_an_archive_without_a_log_is_refused(members):
    """The refusal says what was found in the archive."""
    with pytest.raises(UnreadableLog, match="No spreadsheet is in this archive"):
        open_book(zipped(members), "x.zip")


def test_an_archive_that_grows_beyond_the_limit_is_refused(monkeypatch):
    """Neither one member nor all together unpack beyond the limits, whatever the archive declares."""
    monkeypatch.setattr(safety, "MAX_UNPACKED", 1_000)
    with pytest.raises(UnreadableLog, match="too large"):
        open_book(zipped({"a.csv": LOG * 4, "b.csv": LOG * 10}), "x.zip")


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"data": {"jobs": rows, "page": 1}}])
def test_a_list_of_objects_is_a_table(wrap):
    """Keys are headers; an object in an object is columns of its own."""
    rows = [
        {"company": {"name": "North"}, "role": "Clerk", "applied_on": "2026-08-01", "status": "Rejected"},
        {"company": {"name": "South"}, "role": "Cook", "applied_on": "2026-08-02", "status": "Applied"},
    ]
    result = read_book(open_book(json.dumps(wrap(rows)).encode(), "x.json"), as_of=AS_OF)
    assert result.log.applications["company"].tolist() == ["North", "South"]
    assert result.log.applications["outcome"].tolist() == ["rejected", "open"]


def test_a_board_tells_its_cards_lists_and_moves():
    """The name of a card is taken apart, its list is the status, its moves give the days."""
    moves = [("2026-08-10", "Applied", "Interview"), ("2026-08-20", "Interview", "Rejected")]
    board = {
        "name": "Search",
        "lists": [{"id": "l1", "name": "Rejected"}, {"id": "l2", "name": "Applied"}],
        "cards": [
            {"id": "c1", "name": "(North) Data Analyst", "idList": "l1"},
            {"id": "c2", "name": "(South) Software Engineer", "idList": "l2"},
        ],
        "actions": [
            {
                "type": "createCard",
                "date": "2026-08-01T09:00:00Z",
                "data": {"card": {"id": "c1"}, "list": {"name": "Applied"}},
            },
            {
                "type": "createCard",
                "date": "2026-08-02T09:00:00Z",
                "data": {"card": {"id": "c2"}, "list": {"name": "Applied"}},
            },
            *(
                {
                    "type": "updateCard",
                    "date": f"{day}T10:00:00Z",
                    "data": {"card": {"id": "c1"}, "listBefore": {"name": a}, "listAfter": {"name": b}},
                }
                for day, a, b in moves
            ),
        ],
    }
    log = read_book(open_book(json.dumps(board).encode(), "x.json"), as_of=AS_OF).log.applications
    assert log["company"].tolist() == ["North", "South"]
    first = log.iloc[0]
    days = [f"{first[field]:%m-%d}" for field in ("applied_on", "replied_on", "interview_on", "closed_on")]
    assert (days, first["stage"], first["outcome"]) == (
        ["08-01", "08-10", "08-10", "08-20"],
        "interview",
        "rejected",
    )
    assert f"{log.iloc[1]['applied_on']:%m-%d}" == "08-02"


def test_files_opened_together_are_one_log_where_they_share_headers():
    """Two files of the same headers and name are read together, each under a name of its own."""
    later = LOG.replace(b"North", b"West").replace(b"South", b"East")
    book = open_book(write_archive([("2025.csv", LOG), ("2025.csv", later)]), "2 files.zip")
    assert [sheet.name for sheet in book.sheets] == ["2025", "2025 (2)"]
    assert len(read_book(book, as_of=AS_OF).log) == 4
