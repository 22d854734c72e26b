"""The person's own spreadsheet with news in it: only changed cells differ, and it reads as the log does."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from benchmarks.updated_files import other_changes, some_news, try_file
from lib.log import news
from lib.log.files.books import open_book
from lib.log.identity import application_keys
from lib.log.news import Event, record, with_news
from lib.log.reading import read_book
from lib.updated.spreadsheet import changes_csv, update
from tests.tries import tries

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 28)
DAY = date(2026, 11, 27)


def updated(data: bytes, name: str, *told, events=None):
    """The file with news: each of `told` is (place of the application, what, further parts)."""
    book = open_book(data, name)
    result = read_book(book, as_of=AS_OF)
    keys = application_keys(result.log.applications).tolist()
    made = [Event(keys[place], what, DAY, AS_OF, **more) for place, what, more in told]
    events = record(events or (), result.log, *made)

    def reread(again, as_name):
        return read_book(open_book(again, as_name), as_of=AS_OF, choices=result.choices)

    return update(data, book, result, events, reread), with_news(result.log, events)


def added(company: str, day: str = "2026-11-20", **more: str) -> tuple[Event, ...]:
    """The events of a row that is in no spreadsheet."""
    name = news.new_name((), company, "", AS_OF)
    cells = {"company": company, "role": "Analyst", "applied_on": day, **more}
    edits = (Event(name, "edited", None, AS_OF, field=f, value=v) for f, v in cells.items())
    return (Event(name, "added", None, AS_OF), *edits)


def test_a_status_gets_the_commonest_word_with_that_meaning():
    """Not "Rejected" where the person writes "Absage", and only in that cell."""
    data = (
        "Firma;Stelle;Beworben am;Status;Absage am\r\n"
        "Nordwerk;Köchin;01.10.2026;Beworben;\r\n"
        "Ardel;Köchin;03.10.2026;Absage;15.10.2026\r\n"
        "Quell;Köchin;05.10.2026;Absage;16.10.2026"
    ).encode("cp1252")
    made, _ = updated(data, "log.csv", (0, "rejected", {}))
    line = "Nordwerk;Köchin;01.10.2026;Absage;27.11.2026".encode("cp1252")
    assert made.data == data.replace("Nordwerk;Köchin;01.10.2026;Beworben;".encode("cp1252"), line)
    assert (made.told, made.columns, made.left) == (1, (), ())


def test_a_new_line_follows_the_last_one_and_ends_as_it_did():
    """No line end at the end of the file before, none after; marks and encoding stay."""
    data = b"\xef\xbb\xbf" + "Company,Role,Applied,Status\nÅrdel,Cook,2026-10-01,Applied".encode()
    made, _ = updated(data, "log.csv", events=added("Ostra, Inc."))
    assert made.data == data + b'\n"Ostra, Inc.",Analyst,2026-11-20,Applied'


def test_a_whole_way_goes_on_with_its_own_separator():
    """The next word, after what stands between the others."""
    data = (
        b"Company,Role,Applied,Status\n"
        b"Norvik,Cook,2026-10-01,Applied -> Interview\n"
        b"Ardel,Cook,2026-10-02,Applied -> Interview -> Rejected\n"
        b"Quell,Cook,2026-10-03,Applied -> Rejected\n"
    )
    made, _ = updated(data, "log.csv", (0, "rejected", {}))
    assert b"Norvik,Cook,2026-10-01,Applied -> Interview -> Rejected" in made.data
    assert made.left == ()


def test_stage_columns_get_the_tick_that_the_others_have():
    """No status column: the tick of the stage, and that of the end."""
    data = (
        "Company,Role,Applied,Phone screen,Interview,Rejected\n"
        "Norvik,Cook,2026-10-01,✓,,\n"
        "Ardel,Cook,2026-10-02,✓,✓,✓\n"
        "Quell,Cook,2026-10-03,,,✓\n"
    ).encode()
    made, _ = updated(data, "log.csv", (0, "rejected", {"stage": "interview"}))
    assert "Norvik,Cook,2026-10-01,✓,✓,✓" in made.data.decode()
    assert made.left == ()


def test_a_log_of_events_gets_a_row():
    """One row for the news, named as the others of that application."""
    lines = ["Company,Role,Date,Status"]
    for company in ("Norvik", "Ardel", "Quell"):
        lines += [f"{company},Cook,2026-10-01,Applied", f"{company},Cook,2026-10-09,Interview"]
    lines += ["Quell,Cook,2026-10-12,Rejected"]
    data = ("\n".join(lines) + "\n").encode()
    made, _ = updated(data, "log.csv", (0, "rejected", {}))
    assert made.data == data + b"Norvik,Cook,2026-11-27,Rejected\n"


def test_without_a_place_columns_are_added_at_the_right_end_and_said():
    """A log of nothing but names and days gets a status, and the day of the last word."""
    data = b"Company,Role,Applied\nNorvik,Cook,2026-10-01\nArdel,Cook,2026-10-02\n"
    made, _ = updated(data, "log.csv", (1, "rejected", {}))
    assert made.data == (
        b"Company,Role,Applied,Status,Last word\nNorvik,Cook,2026-10-01\n"
        b"Ardel,Cook,2026-10-02,Rejected,2026-11-27\n"
    )
    assert made.columns == ("Status", "Last word")


def test_a_standing_without_a_word_of_ones_own_is_told_in_the_language_of_the_log():
    """German headers, no invitation yet: German words, in small letters where all of them are."""
    data = (
        "Firma;Stelle;Beworben am;Status;Absage am\n"
        "Nordwerk;Köchin;01.10.2026;beworben;\n"
        "Ardel;Köchin;03.10.2026;absage;15.10.2026\n"
        "Quell;Köchin;05.10.2026;beworben;\n"
    ).encode()
    invited = {"stage": "interview", "due": date(2026, 12, 3)}
    made, _ = updated(data, "log.csv", (0, "rejected", {"stage": "final"}), (2, "invited", invited))
    assert "Nordwerk;Köchin;01.10.2026;absage nach endrunde;27.11.2026" in made.data.decode()
    assert "Quell;Köchin;05.10.2026;vorstellungsgespräch;" in made.data.decode()


def test_the_day_goes_into_the_notes_where_no_column_holds_it_and_is_read_again():
    """No column is added; what stood in the notes stays; a second time nothing is written."""
    data = (
        b"Company,Role,Applied,Status,Notes\n"
        b"Norvik,Cook,2026-10-01,Applied,met Ann\n"
        b"Ardel,Cook,2026-10-02,Rejected,\n"
        b"Quell,Cook,2026-10-03,Interview,\n"
    )
    invited = {"stage": "interview", "due": date(2026, 12, 3)}
    made, told = updated(data, "log.csv", (0, "rejected", {}), (2, "invited", invited))
    assert b"Norvik,Cook,2026-10-01,Rejected,met Ann; Rejected 2026-11-27" in made.data
    assert made.columns == ()
    again = read_book(open_book(made.data, "log.csv"), as_of=AS_OF).log.applications
    assert again["closed_on"].tolist() == told.applications["closed_on"].tolist()
    assert again["replied_on"][0] == told.applications["replied_on"][0]


def test_equal_rows_that_are_applications_of_their_own_are_told_apart():
    """Without employers equal rows may be different applications: only one of them gets the news."""
    data = b"Role,Applied\n" + b"Cook,2026-10-02\n" * 3 + b"Clerk,2026-10-03\n"
    made, _ = updated(data, "log.csv", (1, "rejected", {}))
    assert made.data.count(b"Rejected") == 1
    assert made.left == ()


def test_what_the_old_encoding_cannot_hold_makes_the_file_utf8_and_that_is_said():
    """A new employer in Chinese in a Windows-1252 file."""
    data = "Firma;Stelle;Beworben am;Status\nNordwärts;Köchin;01.10.2026;Beworben\n".encode("cp1252")
    made, _ = updated(data, "log.csv", events=added("北方公司"))
    assert "北方公司" in made.data.decode("utf-8-sig")
    assert "UTF-8" in made.notes[0]


def test_nothing_that_is_written_runs_as_a_formula():
    """A name that begins like a formula gets an apostrophe in text; in a workbook it is text."""
    data = b"Company,Role,Applied,Status\nNorvik,Cook,2026-10-01,Applied\n"
    made, _ = updated(data, "log.csv", events=added('=HYPERLINK("x")', notes="@sum"))
    assert b"\"'=HYPERLINK(" in made.data
    made, _ = updated(workbook(), "log.xlsx", events=added("=1+1"))
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(made.data)).active for c in row]
    assert [c.data_type for c in cells if c.value == "=1+1"] == ["s"]


def workbook(formula_status: bool = False) -> bytes:
    """A log with looks: formats, formulas, a width, validation, conditional colours, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Log 2026"
    sheet.append(["Company", "Role", "Date applied", "Status", "Days", "Closed on"])
    for number, status in enumerate(["Applied", "Interview", "Rejected", "Applied"], start=2):
        shown = f'=IF(A{number}="","","{status}")' if formula_status else status
        days = f"=TODAY()-C{number}"
        closed = date(2026, 10, 20) if status == "Rejected" else None
        sheet.append([f"Firm {number}", "Analyst", date(2026, 10, number), shown, days, closed])
        sheet.cell(number, 1).font = Font(bold=True)
        sheet.cell(number, 4).fill = PatternFill("solid", fgColor="FFEEDD")
        for column in (3, 6):
            sheet.cell(number, column).number_format = "dd.mm.yyyy"
    sheet.column_dimensions["A"].width = 31
    sheet.freeze_panes = "B2"
    offered = DataValidation(type="list", formula1='"Applied,Interview,Rejected"')
    offered.add("D2:D99")
    sheet.add_data_validation(offered)
    sheet.conditional_formatting.add("D2:D99", CellIsRule("equal", ['"Rejected"'], font=Font(italic=True)))
    other = book.create_sheet("Ideas")
    other["B2"] = "Ask Tom"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_keeps_its_looks_and_its_formulas():
    """Status and day are written in their formats, the new row looks like the last, the rest is as it was."""
    data = workbook()
    made, _ = updated(data, "log.xlsx", (0, "rejected", {}), events=added("Ostra"))
    assert other_changes(data, made) == ()
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Log 2026"]
    assert (sheet["D2"].value, sheet["D2"].fill.fgColor.rgb) == ("Rejected", "00FFEEDD")
    assert (sheet["F2"].value.date(), sheet["F2"].number_format) == (DAY, "dd.mm.yyyy")
    assert [sheet.cell(6, c).value for c in (1, 2, 4)] == ["Ostra", "Analyst", "Applied"]
    assert sheet["C6"].value.date() == date(2026, 11, 20)
    assert (sheet["A6"].font.b, sheet["C6"].number_format) == (True, "dd.mm.yyyy")
    assert sheet["E2"].value == "=TODAY()-C2"
    assert sheet.column_dimensions["A"].width == 31
    assert sheet.data_validations.dataValidation[0].sqref.ranges


def test_a_formula_is_never_overwritten():
    """Where the status is a formula, it stays, and nothing is lost: the news is told or listed."""
    data = workbook(formula_status=True)
    made, _ = updated(data, "log.xlsx", (0, "rejected", {}))
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Log 2026"]
    assert all(str(sheet.cell(row, 4).value).startswith("=IF(") for row in range(2, 6))
    assert other_changes(data, made) == ()
    assert made.told + len(made.left) == 1


def test_macros_stay():
    """The part of a workbook that holds macros is the same to the byte."""
    import zipfile

    data = io.BytesIO(workbook())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x01macro\x02" * 99)
    made, _ = updated(data.getvalue(), "log.xlsm", (0, "rejected", {}))
    assert (made.name, made.kind) == ("log.xlsm", "xlsm")
    assert zipfile.ZipFile(io.BytesIO(made.data)).read("xl/vbaProject.bin") == b"\x01macro\x02" * 99


def test_a_removed_row_goes_from_text_and_is_emptied_in_a_workbook():
    """In a workbook nothing below moves; its formulas stay."""
    data = b"Company,Role,Applied,Status\nNorvik,Cook,2026-10-01,Applied\nArdel,Cook,2026-10-02,Applied\n"
    made, _ = updated(data, "log.csv", (0, "removed", {}))
    assert made.data == b"Company,Role,Applied,Status\nArdel,Cook,2026-10-02,Applied\n"
    made, told = updated(workbook(), "log.xlsx", (1, "removed", {}))
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Log 2026"]
    assert [sheet.cell(3, c).value for c in (1, 2, 3, 4)] == [None] * 4
    assert sheet["A4"].value == "Firm 4"
    assert len(told) == 3


def test_other_formats_come_back_as_xlsx_and_that_is_said():
    """A table in Markdown: its cells are there, and the note says so."""
    data = (
        b"Company | Role | Applied | Status\n--- | --- | --- | ---\n"
        b"Norvik | Cook | 2026-10-01 | Applied\nArdel | Cook | 2026-10-02 | Rejected\n"
    )
    made, _ = updated(data, "log.md", (0, "rejected", {}))
    if made.kind == "xlsx":
        assert "XLSX" in made.notes[0]
    again = read_book(open_book(made.data, made.name), as_of=AS_OF).log.applications
    assert again["outcome"].tolist() == ["rejected", "rejected"]


def test_the_sheets_of_an_archive_get_titles_that_a_workbook_allows():
    """A table in a folder of a ZIP is a sheet with a slash in its name, which XLSX does not know."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Jobs/Job: applications.csv", "Company,Role,Date applied\nNorvik,Cook,2026-10-01\n")
    made, _ = updated(out.getvalue(), "export.zip", (0, "rejected", {}))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(made.data)).worksheets
    assert ("/" in sheet.title, sheet["D2"].value, made.left) == (False, "Rejected", ())


def test_a_column_of_file_names_before_the_added_status_stays():
    """A row that is empty after “resume_final.pdf” is not a short one whose status stands there."""
    rows = "".join(f"Firm {i},Cook,2026-10-0{i + 1},resume_final.pdf,\n" for i in range(5))
    data = f"Company,Role,Date applied,Resume name,Questions\n{rows}".encode()
    made, told = updated(data, "log.csv", (0, "rejected", {}))
    assert made.left == ()
    assert told.applications["stage"].eq("applied").all()


def test_a_table_in_markdown_with_marks_comes_back_with_them():
    """Only the changed cell differs: bold names and links stay as they were written."""
    data = (
        b"# Search\n\n| Company | Role | Applied | Status |\n|---|---|---|---|\n"
        b"| **[Norvik](https://n.example)** | Cook | 2026-10-01 | `Applied` |\n"
        b"| Ardel | Cook | 2026-10-02 | Rejected |\n"
    )
    made, _ = updated(data, "log.md", (0, "rejected", {}))
    assert (made.kind, b"**[Norvik](https://n.example)**" in made.data) == ("csv", True)
    again = read_book(open_book(made.data, made.name), as_of=AS_OF).log.applications
    assert again["outcome"].tolist() == ["rejected", "rejected"]


def test_what_finds_no_place_is_listed():
    """A board with a column for each state cannot hold it; the list of changes does."""
    data = b"Applied,Interview,Rejected\nNorvik,Ardel,Quell\nOstra,,Tern\nHearth,,\n"
    made, _ = updated(data, "log.csv", (0, "rejected", {}))
    assert made.data == data
    (left,) = made.left
    assert changes_csv([left]).decode("utf-8-sig").splitlines()[1].split(",")[1] == "Norvik"


WORDS = {
    "Applied": ("applied", "open"),
    "Rejected": ("applied", "rejected"),
    "Interview": ("interview", "open"),
    "No response": ("applied", "no_reply"),
    "Rejected after interview": ("interview", "rejected"),
    "": ("applied", "open"),
}
LOOKS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t"),
        "line_end": st.sampled_from(["\n", "\r\n"]),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
        "quoted": st.booleans(),
        "ended": st.booleans(),
        "columns": st.sets(st.sampled_from(["Reply date", "Closed on", "Notes", "Source"])),
        "statuses": st.lists(st.sampled_from(sorted(WORDS)), min_size=4, max_size=9),
    }
)


def text_log(looks: dict) -> bytes:
    """A log as somebody's program might save it."""
    extra = sorted(looks["columns"])
    rows = [["Company", "Role", "Date applied", "Status", *extra]]
    for number, status in enumerate(looks["statuses"], start=1):
        note = 'said "maybe", later' if number == 2 else "é"
        cells = {"Notes": note, "Source": "LinkedIn", "Reply date": "", "Closed on": ""}
        rows.append([f"Firm {number}", "Analyst", f"2026-09-{number:02}", status, *(cells[c] for c in extra)])

    def cell(text: str) -> str:
        needs = looks["quoted"] or any(c in text for c in f'"{looks["delimiter"]}')
        return '"' + text.replace('"', '""') + '"' if needs else text

    text = looks["line_end"].join(looks["delimiter"].join(map(cell, row)) for row in rows)
    return (text + looks["line_end"] * looks["ended"]).encode(looks["encoding"])


@tries(12)
@given(looks=LOOKS, seed=st.integers(0, 10_000))
def test_any_text_file_reads_as_the_log_and_nothing_else_of_it_changes(looks, seed):
    """Whatever delimiter, encoding, line end, quotation: every other byte stays, every change is told."""
    data = text_log(looks)
    outcome = try_file(data, "log.csv", AS_OF, seed)
    assert outcome.others == ()
    assert outcome.left == 0


@tries(8)
@given(seed=st.integers(0, 10_000), formulas=st.booleans())
def test_any_news_leaves_every_other_cell_of_a_workbook(seed, formulas):
    """Cells, styles, formulas, validations and other sheets are the same to the byte."""
    outcome = try_file(workbook(formulas), "log.xlsx", AS_OF, seed)
    assert outcome.others == ()
    assert formulas or outcome.left == 0


@pytest.mark.parametrize("name", ["david.csv", "many_sent.csv", "slowed_down.csv", "messy_europe.xlsx"])
def test_the_samples_take_news_of_every_kind(name):
    """All of it, and nothing else changes."""
    from pathlib import Path

    data = (Path(__file__).parents[2] / "sample_data" / name).read_bytes()
    outcome = try_file(data, name, AS_OF + timedelta(days=1))
    assert (outcome.left, outcome.others) == (0, ())


def test_news_of_every_kind_is_drawn():
    """The trial itself tells of every kind, so that counts of zero mean something."""
    result = read_book(
        open_book(
            text_log(
                {
                    "delimiter": ",",
                    "line_end": "\n",
                    "encoding": "utf-8",
                    "quoted": False,
                    "ended": True,
                    "columns": set(),
                    "statuses": ["Applied"] * 9,
                }
            ),
            "x.csv",
        ),
        as_of=AS_OF,
    )
    seen = {e.what for seed in range(20) for e in some_news(result, AS_OF, seed)}
    assert seen >= {"rejected", "invited", "offer", "accepted", "declined", "withdrawn", "no_reply", "added"}
