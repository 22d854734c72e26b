"""What is done early or late for the sake of speed, and that nothing is lost by it."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.walking import LET_THROUGH, hand_over, kept, settled

LOG = b"Company,Role,Applied,Status\nNorth,Clerk,2026-11-02,Rejected\nSouth,Cook,2026-11-03,Applied\n"
LONG = b"Company,Role,Applied,Status\n" + b"".join(
    b"Firm %d,Clerk,2026-03-%02d,Rejected\n" % (i, i % 28 + 1) for i in range(2000)
)
FORGET_AT_ONCE = """() => new MutationObserver((_, watching) => {
    const named = b => b.innerText.includes('Forget everything')
    const sure = b => b.innerText.includes('Forget it all')
    const buttons = [...document.querySelectorAll('button')]
    const last = buttons.find(sure), forget = buttons.find(named)
    if (last) watching.disconnect()
    if (last) last.click()
    else if (forget && !window.asked) { window.asked = true; forget.click() }
}).observe(document.body, {subtree: true, childList: true})"""


def read(page: Page) -> None:
    """Opens the little log, and waits until it is read."""
    page.locator("input[type=file]").first.set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": LOG}
    )
    expect(page.get_by_role("heading", name=re.compile("2 applications"))).to_be_visible()


def test_a_log_forgotten_at_once_is_gone_and_can_be_opened_again(visit: Callable[[str], Page]):
    """Pressed while the page is still being drawn, and before the browser has said that the file is kept.

    Neither the file that the browser was given nor what it says afterwards brings the log back.
    """
    page = visit("/")
    page.evaluate(FORGET_AT_ONCE)
    hand_over(page, FilePayload(name="long.csv", mimeType="text/csv", buffer=LONG))
    expect(page.get_by_text("Forgotten: this browser no longer keeps your log.")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(settled(page).get_by_role("heading", name="What your rejections can tell you")).to_be_visible()
    assert kept(page) == ""
    read(page)
    settled(page)
    page.wait_for_timeout(1500)
    expect(page.get_by_text("Remembered in this browser")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=re.compile("2 applications"))).to_be_visible()


def test_a_page_asked_for_while_the_log_is_being_kept_comes(visit: Callable[[str], Page]):
    """Over a slow line the browser says that the file is kept once the page that was asked for is there."""
    page = visit("/")
    read(page)
    page.evaluate("window.wire.held = []")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Reflect", exact=True).evaluate(
        "link => link.click()"  # at once: a person does not wait until the page stands still
    )
    page.wait_for_timeout(3000)
    page.evaluate(LET_THROUGH)
    expect(page.get_by_role("heading", level=1, name="Reflect")).to_be_visible()
    expect(page.get_by_text("Remembered in this browser")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Reflect")).to_be_visible()
