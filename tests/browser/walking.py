"""Moving about in the app as a person does, and waiting no longer than it needs."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

PAGES = ("Import", "Overview", "Rejections", "Response times", "Focus", "Reflect", "Next steps")
SAMPLE = re.compile("David")
EXCEPTION = "[data-testid=stException]"


STANDS = """quiet => {
    const app = document.querySelector('[data-testid=stApp]')
    const busy = a => a.playState == 'running' && a.effect.getComputedTiming().endTime != Infinity
    if (!app) return false
    if (window.watched?.app !== app) {
        const watched = window.watched = {app, since: performance.now()}
        const changes = {subtree: true, childList: true, characterData: true, attributes: true}
        new MutationObserver(() => { watched.since = performance.now() }).observe(app, changes)
    }
    if (app.dataset.testScriptState != 'notRunning' || document.getAnimations().some(busy))
        window.watched.since = performance.now()
    return performance.now() - window.watched.since > quiet
}"""
"""Whether the script has run to its end, and nothing on the page has changed or moved for a while."""


def settled(page: Page) -> Page:
    """Waits until the page stands still, however long that takes, also where the script runs twice."""
    page.wait_for_function(STANDS, arg=250, polling=50, timeout=60_000)
    return page


KEPT = """() => new Promise((resolve, reject) => {
    const request = indexedDB.open('detour', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('log')
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
        const asked = request.result.transaction('log').objectStore('log').get('file')
        asked.onsuccess = () => { request.result.close(); resolve(asked.result ? asked.result.name : '') }
    }
})"""


def kept(page: Page) -> str:
    """The name of the file that the browser remembers; nothing where it remembers none."""
    name: str = page.evaluate(KEPT)
    return name


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
    inputs, behind = page.locator("input[type=file]"), page.get_by_text("Open another log")
    inputs.or_(behind).first.wait_for(state="attached", timeout=30_000)
    if not inputs.count() or not page.get_by_test_id("stFileUploaderDropzone").first.is_visible():
        behind.click()
    inputs.first.set_input_files(file)
