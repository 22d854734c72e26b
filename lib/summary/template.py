"""The blank log: a workbook to fill in, with dropdowns and an explanation of every column."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lib.summary.cells import (
    DAY_FORMAT,
    append,
    cell,
    finish_table,
    header_cells,
    offer,
    set_up_print,
    set_widths,
    to_bytes,
)

ROOM = 500
"""How many rows are prepared with dropdowns and date formats."""

STATUSES = (
    ("Saved", "not applied yet; not counted until you change it to Applied"),
    ("Applied", "sent, no reply yet"),
    ("Phone screen", "a first conversation, a recruiter call, an online test"),
    ("Interview", "hiring manager, technical, panel, second round"),
    ("Final round", "final interview, onsite, assessment centre, references"),
    ("Offer", "received, not decided yet"),
    ("Accepted", "an offer you took"),
    ("Declined offer", "an offer you turned down"),
    ("Rejected", "they said no; the days of the rounds say how far you got"),
    ("No reply", "you have stopped waiting"),
    ("Withdrawn", "you did not want to go on"),
)

CHANNELS = (
    ("Job board", "LinkedIn, Indeed and the like"),
    ("Company site", "their own careers page"),
    ("Referral", "somebody inside put your name forward"),
    ("Outreach", "you wrote to a person, or met them"),
    ("Recruiter", "a recruiter or an agency came to you"),
)

EXAMPLE_STATUS = "Example, not applied"
EXAMPLE_DAY = date(2026, 1, 12)

COLUMNS: tuple[tuple[str, int, str, str | date], ...] = (
    ("Company", 24, "The employer’s name", "EXAMPLE, overwrite me"),
    ("Role", 28, "The title as posted", "Data Analyst"),
    ("Applied on", 12, "The day you sent it; without it nothing can be timed", EXAMPLE_DAY),
    ("Channel", 17, "How you found it and got in: choose from the list", "Referral"),
    ("Status", 16, "How it stands: choose from the list", EXAMPLE_STATUS),
    ("First reply on", 12, "Their first reply, yes or no; not the automatic confirmation", date(2026, 1, 19)),
    ("Phone screen on", 12, "First conversation or test", date(2026, 1, 22)),
    ("Interview on", 12, "Interview with the team or the hiring manager", date(2026, 1, 30)),
    ("Final round on", 12, "Final interview, onsite, assessment centre", ""),
    ("Offer on", 12, "The day an offer came", ""),
    ("Closed on", 12, "The day it ended, whoever ended it", date(2026, 2, 4)),
    ("Reason", 28, "Why they said no, in their words or yours", "Wanted more SQL"),
    ("Asked for feedback on", 14, "The day you asked what decided it", date(2026, 2, 5)),
    ("Feedback", 28, "What they answered", "Strong case, slow on window functions"),
    ("What I learned", 28, "One line for next time", "Practise SQL aloud, with a friend"),
    ("Resume version", 14, "A short name for the version you sent", "2026-01"),
    ("Location", 16, "Where the work is, or remote", "Remote"),
    ("Contact", 18, "Who referred you or answered", "Dana (old team)"),
    ("Salary", 14, "As posted", "$80k–$95k"),
    ("Link", 24, "The posting", "https://jobs.northwind.example/4711"),
    ("Notes", 32, "Anything else", "Spoke with Dana first"),
)
"""For each column: header, width in characters, what to write in it, and an example."""

SHEET = "Applications"
OWN_WORD = "Your own word is fine too: you will be asked what it means."


def blank_workbook(made_on: date = EXAMPLE_DAY) -> bytes:
    """An XLSX with an empty log, the legend of its columns, and a sheet for contacts.

    The status of the example row says that it is not an application: if somebody forgets to overwrite it, it
    is set aside, not counted.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    _write_log(sheet)
    _write_legend(book.create_sheet("Legend"))
    _write_contacts(book.create_sheet("Contacts"))
    return to_bytes(book, made_on)


def _write_log(sheet: Worksheet) -> None:
    samples = [[EXAMPLE_DAY if name.endswith(" on") else example] for name, _, _, example in COLUMNS]
    sheet.append(header_cells(sheet, [name for name, *_ in COLUMNS], samples))
    sheet.append([cell(sheet, example or None, "example") for *_, example in COLUMNS])
    set_widths(sheet, [width for _, width, *_ in COLUMNS])
    sheet.row_dimensions[1].height = 32
    finish_table(sheet, 1, len(COLUMNS), ROOM, freeze=1)
    for number, (name, *_) in enumerate(COLUMNS, start=1):
        if name.endswith(" on"):
            _expect_days(sheet, number)
    numbers = {name: number for number, (name, *_) in enumerate(COLUMNS, start=1)}
    # Other words are allowed, since the app reads those too.
    offer(sheet, _area(numbers["Channel"]), [name for name, _ in CHANNELS], OWN_WORD)
    offer(sheet, _area(numbers["Status"]), [name for name, _ in STATUSES], OWN_WORD)


def _area(number: int) -> str:
    letter = get_column_letter(number)
    return f"{letter}2:{letter}{ROOM + 1}"


def _expect_days(sheet: Worksheet, number: int) -> None:
    """Format the column for days; an unlikely year gives a warning but is accepted."""
    sheet.column_dimensions[get_column_letter(number)].number_format = DAY_FORMAT
    rule = DataValidation(
        type="date", operator="between", formula1="36526", formula2="73050", allow_blank=True
    )
    rule.errorStyle, rule.error = "warning", "This column takes a day, such as 2026-03-09."
    rule.add(_area(number))
    sheet.add_data_validation(rule)


def _write_legend(sheet: Worksheet) -> None:
    append(sheet, ["How to fill in the log"], "title")
    append(sheet, ["Only company, day and status matter much; leave empty what you do not know."], "quiet")
    sheet.append([])
    for title, pairs in (
        ("Columns", [(name, what) for name, _, what, _ in COLUMNS]),
        ("Words for the status", list(STATUSES)),
        ("Words for the channel", list(CHANNELS)),
    ):
        append(sheet, [title], "heading")
        for name, what in pairs:
            sheet.append([cell(sheet, name), cell(sheet, what, "wrapped")])
        sheet.append([])
    set_widths(sheet, [26, 80])
    set_up_print(sheet, landscape=False)


def _write_contacts(sheet: Worksheet) -> None:
    headers = ("Name", "Where they work", "How you know them", "Last contact", "Next step", "State")
    append(sheet, headers, "header")
    set_widths(sheet, [24, 26, 30, 14, 40, 12])
    finish_table(sheet, 1, len(headers), 100)
