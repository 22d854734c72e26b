"""News as a person records it: on a telephone and on a desk, from the "no" to the updated spreadsheet."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import python_calamine
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.walking import WINDOW, go, hand_over, reload, settled

TODAY = date.today()  # noqa: DTZ011 - the page's own day


def ago(days: int) -> date:
    """A day before today."""
    return TODAY - timedelta(days=days)


def workbook() -> bytes:
    """A log of fifty: one final round, one phone screen, forty silent for over 60 days."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Company", "Role", "Applied", "Status", "Last update", "Source"])
    sheet.append(["Hearth", "Product Designer", ago(59), "Final round", ago(6), "Referral"])
    sheet.append(["Juniper Care", "Service Designer", ago(40), "Phone screen", ago(18), "Recruiter"])
    for i in range(40):
        sheet.append([f"Firm {i}", "UX Designer", ago(70 + i), "Applied", None, "LinkedIn"])
    for i in range(8):
        sheet.append([f"Nope {i}", "UX Designer", ago(50 + i), "Rejected", ago(30 + i), "LinkedIn"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def record(page: Page) -> None:
    """A "no" from yesterday, in five taps, until the calm page stands."""
    page.locator(".st-key-news_top button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Hearth").click()
    dialog.get_by_role("button", name="Turned down").click()
    dialog.get_by_text("Yesterday").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Hearth said no after the final round.")).to_be_visible()


def add_row(page: Page, employer: str) -> None:
    """An application that is in no spreadsheet, by the button beside the table."""
    page.get_by_role("button", name="Add an application").click()
    page.get_by_label("Employer").fill(employer)
    page.get_by_label("Employer").press("Enter")
    settled(page).get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="51 applications")).to_be_visible()
    page.keyboard.press("Escape")


def test_from_a_no_to_the_updated_spreadsheet(page: Page, server: Server):
    """Recorded in five taps; forty let go and taken back; a row added; the file; still there tomorrow.

    All this on a telephone; the day after, the file is opened on a desk.
    """
    page.set_viewport_size({"width": 390, "height": 1000})
    page.goto(server.url)
    hand_over(settled(page), {"name": "search.xlsx", "mimeType": "", "buffer": workbook()})
    settled(page)
    record(page)
    settled(page).get_by_role("link", name="Your applications").last.click()
    page.get_by_text("40 applications have been silent").click()
    settled(page).get_by_role("button", name="Note 40 applications").click()
    expect(page.get_by_text("40 applications noted")).to_be_visible()
    settled(page).locator(".st-key-sweep_undo button").click()
    expect(page.get_by_text("40 applications have been silent")).to_be_visible()
    add_row(settled(page), "Zephyr Tools")
    settled(page).get_by_role("button", name="Your spreadsheet, updated").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "search.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert (sheet["D2"].value, sheet["E2"].value.date()) == ("Rejected after final round", ago(1))
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    assert [len(rows.to_python()), rows.to_python()[-1][0]] == [52, "Zephyr Tools"]
    page.set_viewport_size(WINDOW)
    reload(page)
    go(page, "Your applications")
    expect(page.get_by_text("3 changes since your spreadsheet")).to_be_visible()
    go(page, "Import")
    hand_over(page, {"name": "search.xlsx", "mimeType": "", "buffer": data})
    settled(page)
    go(page, "Your applications")
    expect(page.get_by_role("heading", name="51 applications")).to_be_visible()
    expect(page.get_by_text("since your spreadsheet")).to_have_count(0)


def test_the_first_news_begins_a_log(page: Page, server: Server):
    """No spreadsheet yet: employer, role, what happened; the log is open afterwards."""
    page.goto(server.url)
    settled(page).locator(".st-key-news_sidebar button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Employer").fill("Norvik")
    dialog.get_by_label("Role").fill("Analyst")
    dialog.get_by_label("Role").press("Enter")
    dialog.get_by_role("button", name="Go on").click()
    dialog.get_by_role("button", name="Turned down").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Norvik said no without a conversation.")).to_be_visible()
    expect(page.get_by_text("my applications.csv")).to_be_visible()
