"""Moving about in the app as a person does, and waiting no longer than it needs."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

PAGES = ("Import", "Overview", "Rejections", "Response times", "Focus", "Reflect", "Next steps")
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
SAMPLE = re.compile("David")
EXCEPTION = "[data-testid=stException]"


def settled(page: Page) -> Page:
    """Waits until the script has run to its end, also where it runs twice."""
    for _ in range(2):
        page.wait_for_timeout(120)
        page.wait_for_selector(READY, timeout=30_000)
    return page


def go(page: Page, title: str) -> Page:
    """Follows the navigation to a page and waits until it stands."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
    wanted = re.compile(r"rows? read") if title == "Import" else title
    expect(page.get_by_role("heading", level=1, name=wanted)).to_be_visible(timeout=30_000)
    return settled(page)


def open_sample(page: Page) -> Page:
    """Opens the first sample by its button."""
    page.get_by_role("tab", name="Try a sample").click()
    page.get_by_role("button", name=SAMPLE).click()
    expect(page.get_by_role("heading", name="58 applications")).to_be_visible(timeout=30_000)
    return settled(page)


def hand_over(page: Page, file: Path | FilePayload) -> None:
    """Gives a file to the uploader, which may stand behind "Open another log"."""
    inputs = page.locator("input[type=file]")
    if not inputs.count() or not page.get_by_test_id("stFileUploaderDropzone").first.is_visible():
        page.get_by_text("Open another log").click()
    inputs.first.set_input_files(file)
