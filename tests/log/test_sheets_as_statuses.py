"""Workbooks that keep a sheet for each state."""

import io
from datetime import date

from openpyxl import Workbook

from lib.log.reading import read_log


def book(*names: str) -> bytes:
    """A workbook with one application on each sheet."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for number, name in enumerate(names):
        sheet = made.create_sheet(name)
        sheet.append(["Company", "Role", "Date applied"])
        sheet.append([f"Firm {number}", "Cook", date(2026, 3, 2 + number)])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_names_of_sheets_say_how_applications_stand():
    """Without a status column, sheets called after states give them."""
    result = read_log(book("Active", "Rejected"), "log.xlsx", as_of=date(2026, 6, 1))
    assert result.log.applications["outcome"].tolist() == ["open", "rejected"]


def test_three_states_make_a_status_as_two_do():
    """A plural and a state that is hardly one are read all the same."""
    result = read_log(book("In progress", "Rejected", "Offers"), "log.xlsx", as_of=date(2026, 6, 1))
    assert result.log.applications["outcome"].tolist() == ["open", "rejected", "offer"]


def test_names_of_months_say_nothing():
    """Sheets called after months are read together, and no column is made of their names."""
    result = read_log(book("March", "April"), "log.xlsx", as_of=date(2026, 6, 1))
    assert "Sheet" not in result.headers


def test_sheets_that_call_the_same_fields_otherwise_are_read_together():
    """Headers that changed from one month to the next do not part a log."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for month, names in (
        ("March", ("Company", "Role", "Date")),
        ("April", ("Employer", "Position", "Applied on")),
    ):
        sheet = made.create_sheet(month)
        sheet.append([*names, "Status"])
        sheet.append([f"Firm in {month}", "Cook", date(2026, 3, 2), "Applied"])
    held = io.BytesIO()
    made.save(held)
    result = read_log(held.getvalue(), "log.xlsx", as_of=date(2026, 6, 1))
    assert result.log.applications["company"].tolist() == ["Firm in March", "Firm in April"]
