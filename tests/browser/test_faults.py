"""What breaks in the middle: the connection, the server, the file under the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, WebSocketRoute, expect

from lib.log.reading import read_log
from tests.browser.conftest import Server
from tests.browser.walking import EXCEPTION, STANDS, go, hand_over, open_sample, settled


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


def test_a_dropped_connection_loses_nothing(page: Page, server):
    """After the connection broke, the page finds back to its session with the log and the ticked step."""
    lines: list[WebSocketRoute] = []

    def through(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    page.route_web_socket("**/_stcore/stream", through)
    page.goto(server.url)
    open_sample(settled(page))
    go(page, "Next steps")
    page.get_by_test_id("stMain").get_by_test_id("stCheckbox").first.locator("label").click()
    expect(page.get_by_role("heading", name="1 done")).to_be_visible()
    lines[-1].close(code=1012)
    page.wait_for_selector("[data-test-connection-state=CONNECTED]")
    go(page, "Overview")
    go(page, "Next steps")
    assert len(lines) == 2
    expect(page.get_by_role("heading", name="1 done")).to_be_visible()


@pytest.fixture(scope="module")
def mortal(
    profile: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Server]]:
    """A page with five applications open, and its server, which each test may kill and start again."""
    server = Server(tmp_path_factory.mktemp("mortal"), cold=True)
    page = profile.new_page()
    page.goto(server.url)
    opened(settled(page), 5)
    yield page, server
    page.close()
    server.stop()


def restart(page: Page, server: Server) -> None:
    """Starts the app again, and waits until the open page has found back to it by itself and has its log."""
    page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])", timeout=40_000)
    server.start()
    page.wait_for_selector("[data-test-connection-state=CONNECTED]", timeout=60_000)
    page.wait_for_function(STANDS, arg=2000, polling=50, timeout=60_000)
    expect(page.get_by_text("5 applications").first).to_be_visible()


def test_a_server_killed_during_an_upload_can_be_used_again(mortal: tuple[Page, Server]):
    """The upload fails with a word, the log that was open stays; after a restart the changed file is read."""
    page, server = mortal
    go(page, "Import")

    def kill(route: Route) -> None:
        server.kill()
        route.abort()

    page.route("**/_stcore/upload_file/**", kill, times=1)
    hand_over(page, log(7))
    expect(page.get_by_text("rror").first).to_be_visible()
    server.start()
    page.reload()
    expect(page.get_by_role("heading", name="5 rows read")).to_be_visible()
    opened(settled(page), 7)
    opened(page, 5)


def test_a_server_killed_during_an_edit_keeps_what_was_saved(mortal: tuple[Page, Server]):
    """What was being written stands in its field after the restart; what was saved survives a reload."""
    page, server = mortal
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


def test_a_server_killed_during_a_download_loses_nothing(mortal: tuple[Page, Server], tmp_path: Path):
    """The file does not arrive; after the restart log and tick are there, and the same click brings it."""
    page, server = mortal
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
    assert len(read_log((tmp_path / "out.xlsx").read_bytes(), "out.xlsx", as_of=date(2026, 3, 5)).log) == 5


def page_in(context: BrowserContext, zone: str) -> Page:
    """A new page of this browser, whose clock shows the time of another place."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": zone})
    return page


def test_a_flight_over_the_date_line_loses_nothing(context: BrowserContext, server: Server):
    """Opened where it is tomorrow already, and again where it is yesterday still: the same log and tick."""
    there = page_in(context, "Pacific/Kiritimati")
    there.goto(server.url)
    opened(settled(there), 20)
    assert there.evaluate("new Date().getTimezoneOffset()") == -14 * 60
    go(there, "Next steps")
    there.get_by_test_id("stMain").get_by_test_id("stCheckbox").first.locator("label").click()
    expect(there.get_by_text(re.compile("steps?, 1 done"))).to_be_visible()
    settled(there).close()
    here = page_in(context, "Pacific/Pago_Pago")
    here.goto(server.url)
    expect(here.get_by_role("heading", name="20 rows read")).to_be_visible()
    assert here.evaluate("new Date().getTimezoneOffset()") == 11 * 60
    for title in ("Overview", "Next steps"):
        go(settled(here), title)
        assert here.locator(EXCEPTION).count() == 0, title
    expect(here.get_by_text(re.compile("steps?, 1 done"))).to_be_visible()
