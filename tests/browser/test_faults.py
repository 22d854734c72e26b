"""What breaks in the middle: the server, the file under the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from lib.log.reading import read_log
from tests.browser.conftest import Server, leave
from tests.browser.walking import STANDS, go, hand_over, settled


def log(rows: int) -> FilePayload:
    """A log of so many rejections, always under the same name."""
    lines = [f"Firma {i},Analyst,2026-03-{i + 1:02d},Rejected" for i in range(rows)]
    text = "\n".join(["Company,Role,Date applied,Status", *lines])
    return FilePayload(name="mine.csv", mimeType="text/csv", buffer=text.encode())


def opened(page: Page, rows: int) -> None:
    """Hands the log over and waits until it stands."""
    hand_over(page, log(rows))
    expect(page.get_by_role("heading", name=f"{rows} rows read")).to_be_visible()
    settled(page)


@pytest.fixture(scope="module")
def mortal(tab: Page, place: Server) -> Iterator[tuple[Page, Server]]:
    """The shared tab, and its server, which each test may kill and start again.

    Nothing was loaded in the server yet when the tab opened a page, and not the first one.
    """
    place.kill()
    place.start(cold=True)
    tab.goto(place.url + "/focus")
    yield settled(tab), place
    leave(tab, place.url)


def test_every_page_stands_up_on_a_cold_server(mortal: tuple[Page, Server]):
    """The address of a page may be the very first thing opened: it stands in its frame."""
    page, _ = mortal
    expect(page.get_by_role("heading", level=1, name="Focus")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_count(8)


@pytest.fixture(scope="module")
def logged(mortal: tuple[Page, Server]) -> tuple[Page, Server]:
    """The same with five applications open."""
    page, server = mortal
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Import").click()
    expect(page.get_by_role("heading", name="What your rejections can tell you")).to_be_visible()
    opened(settled(page), 5)
    return page, server


def restart(page: Page, server: Server) -> None:
    """Starts the app again, and waits until the open page has found back to it by itself and has its log."""
    page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])", timeout=40_000)
    server.start(cold=True)
    page.wait_for_selector("[data-test-connection-state=CONNECTED]", timeout=60_000)
    page.wait_for_function(STANDS, arg=2000, polling=50, timeout=60_000)
    expect(page.get_by_text(re.compile("[57] applications")).first).to_be_visible()


def test_a_server_killed_during_an_upload_can_be_used_again(logged: tuple[Page, Server]):
    """The upload fails with a word, the log that was open stays; after a restart the changed file is read."""
    page, server = logged
    go(page, "Import")

    def kill(route: Route) -> None:
        server.kill()
        route.abort()

    page.route("**/_stcore/upload_file/**", kill, times=1)
    hand_over(page, log(7))
    expect(page.get_by_text("rror").first).to_be_visible()
    server.start(cold=True)
    page.reload()
    expect(page.get_by_role("heading", name="5 rows read")).to_be_visible()
    opened(settled(page), 7)


def test_a_server_killed_during_an_edit_keeps_what_was_saved(logged: tuple[Page, Server]):
    """What was being written stands in its field after the restart; what was saved survives a reload."""
    page, server = logged
    go(page, "Reflect")
    lesson, save = (
        page.get_by_label("What you learned"),
        page.get_by_role("button", name="Save and go on"),
    )
    lesson.fill("Bring an example")
    save.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    settled(page)
    lesson.fill("Ask about the team")
    server.kill()
    expect(save).to_be_disabled()
    restart(page, server)
    expect(lesson).to_have_value("Ask about the team")
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Reflect")).to_be_visible()
    settled(page)
    page.get_by_role("combobox", name="Which rejection").fill("✓")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Escape")


def test_a_server_killed_during_a_download_loses_nothing(logged: tuple[Page, Server], tmp_path: Path):
    """The file does not arrive; after the restart log and tick are there, and the same click brings it."""
    page, server = logged
    go(page, "Next steps")
    page.get_by_test_id("stMain").get_by_test_id("stCheckbox").first.locator("label").click()
    expect(page.get_by_text(re.compile("steps?, 1 done"))).to_be_visible()
    settled(page)

    held: list[Route] = []
    workbook = page.get_by_role("button", name="Excel workbook")
    page.context.route("**/media/*.xlsx", lambda route: held.append(route), times=1)
    workbook.click()
    while not held:
        page.wait_for_timeout(50)
    server.kill()
    held[0].abort()
    restart(page, server)
    expect(page.get_by_text(re.compile("steps?, 1 done"))).to_be_visible()
    with page.expect_download() as got:
        workbook.click()
    got.value.save_as(tmp_path / "out.xlsx")
    read = read_log((tmp_path / "out.xlsx").read_bytes(), "out.xlsx", as_of=date(2026, 3, 8))
    assert len(read.log) in (5, 7)
