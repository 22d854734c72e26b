"""The whole way in a real browser: open a workbook, correct it, take it away."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as Late

from tests.browser.conftest import Server
from tests.browser.walking import go, settled

PROJECT = Path(__file__).parents[2]


def write_workbook(path: Path) -> None:
    """A small log with a title line, and a column whose name nobody could guess."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["My applications"])
    sheet.append([])
    sheet.append(["Employer", "Job title", "Sent", "How it went", "Zettel"])
    for i in range(24):
        fate = ("Rejected", "Applied", "Rejected after interview", "Ghosted")[i % 4]
        origin = ("LinkedIn", "A friend")[i % 2]
        sheet.append([f"Firma {i}", "Data analyst", f"2026-09-{i + 1:02d}", fate, origin])
    book.save(path)


ROW = 35
"""Pixels of a row of an editable table, its header included."""


def choose(page: Page, row: int, option: str) -> None:
    """Says by hand what the column in this row of the editable table holds (its second column).

    The table is drawn on a canvas, so nothing on the page tells that it takes keys already. The list that
    opens tells it; until then the cell is clicked again, as a person would. The list redraws itself as it is
    searched, and a click on what is just being replaced does nothing; the key takes what the list has marked.
    """
    table = page.get_by_test_id("stDataFrame").first
    opened = page.get_by_test_id("portal").get_by_role("combobox")
    for _ in range(8):
        settled(page)
        table.click(position={"x": 190, "y": ROW * (row + 0.5)})
        page.keyboard.press("Enter")
        with contextlib.suppress(Late):
            opened.wait_for(timeout=5_000)
            break
    opened.fill(option)
    expect(page.get_by_role("option")).to_have_text([option])
    opened.press("Enter")
    expect(opened).to_be_hidden()
    settled(page)


def test_a_workbook_goes_all_the_way(
    visit: Callable[[str], Page], page: Page, server: Server, tmp_path: Path
):
    """Upload by the file chooser, correct a column, download and read both files back.

    On all this way nothing leaves the machine: every request goes to the app itself.
    """
    write_workbook(tmp_path / "mine.xlsx")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit("/")
    with page.expect_file_chooser() as chooser:
        page.get_by_test_id("stFileUploaderDropzone").locator("button").click()
    chooser.value.set_files(tmp_path / "mine.xlsx")
    expect(page.get_by_role("heading", name="24 applications")).to_be_visible()
    settled(page)
    page.get_by_text("Columns", exact=True).click()
    choose(page, 5, "How you applied")
    expect(page.get_by_role("button", name="Back to Detour’s guess")).to_be_visible()
    expect(page.get_by_role("heading", name="24 applications")).to_be_visible()
    go(page, "Next steps")
    with page.expect_download() as got:
        page.get_by_role("button", name="Excel workbook").click()
    got.value.save_as(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert {"Next steps", "Summary", "Applications"} <= set(book.sheetnames)
    assert sum("Firma" in str(row[0]) for row in book["Applications"].iter_rows(values_only=True)) == 24
    with page.expect_download() as got:
        page.get_by_role("button", name="Markdown").click()
    got.value.save_as(tmp_path / "out.md")
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("# Next steps")
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []
