"""Moving about in the app as a person does, and waiting no longer than it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page, ViewportSize, expect

SAMPLE = re.compile("David:")
EXCEPTION = "[data-testid=stException]"


WINDOW: ViewportSize = {"width": 1280, "height": 1600}
"""A tall window: Streamlit scrolls inside."""


WIRE = """
window.wire = {sent: 0, answered: 0, lines: [], held: null}
const Plain = window.WebSocket
window.WebSocket = class extends Plain {
    constructor(...all) {
        super(...all)
        window.wire.lines.push(this)
        this.addEventListener('message', said => {
            window.wire.answered = performance.now()
            if (!window.wire.held) return
            said.stopImmediatePropagation()
            window.wire.held.push(said.data)
        })
    }
    send(words) {
        window.wire.sent = performance.now()
        super.send(words)
    }
}
"""
"""Notes when the page asked its server for something last, and when it was answered last.

A test may close a line, as a network does that breaks, or hold back for a while what the server says.
"""


LET_THROUGH = """() => {
    const {lines, held} = window.wire
    window.wire.held = null
    for (const data of held) lines.at(-1).dispatchEvent(new MessageEvent('message', {data}))
}"""
"""Gives the page what was held back, in its order."""


STANDS = """quiet => {
    const app = document.querySelector('[data-testid=stApp]')
    const moves = a => a.playState == 'running' && a.effect.getComputedTiming().endTime != Infinity
    if (!app) return false
    const now = performance.now(), wire = window.wire
    if (window.watched?.app !== app) {
        const watched = window.watched = {app, since: now}
        const changes = {subtree: true, childList: true, characterData: true, attributes: true}
        new MutationObserver(() => { watched.since = performance.now() }).observe(app, changes)
    }
    const asked = wire && wire.sent > wire.answered && now - wire.sent < 5000
    const comes = document.querySelector('[data-testid=stSkeleton], body[data-storing]')
    if (app.dataset.testScriptState != 'notRunning' || asked || comes || document.getAnimations().some(moves))
        window.watched.since = now
    return now - Math.max(window.watched.since, wire?.answered || 0) > quiet
}"""
"""Whether the script has run to its end, nothing is on its way, to the browser's database neither, and
nothing on the page has changed or moved for a while."""


def settled(page: Page) -> Page:
    """Waits until the page stands still, however long that takes, also where the script runs twice."""
    page.wait_for_function(STANDS, arg=250, polling=50, timeout=60_000)
    return page


def reload(page: Page) -> Page:
    """Opens the page anew, as a person does who refreshes it."""
    page.reload()
    return settled(page)


@contextmanager
def listening(page: Page, **heard: Callable[[Any], object]) -> Iterator[Page]:
    """Tells what happens on a page for as long as it lasts: the name of an event, and who hears of it."""
    for event, tell in heard.items():
        page.on(event, tell)
    yield page
    for event, tell in heard.items():
        page.remove_listener(event, tell)


ENTRIES = """entries => new Promise((resolve, reject) => {
    const request = indexedDB.open('detour', 1), found = {}
    request.onupgradeneeded = () => request.result.createObjectStore('log')
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
        const transaction = request.result.transaction('log', 'readwrite')
        const store = transaction.objectStore('log')
        for (const [key, value] of Object.entries(entries)) store.put(value, key)
        store.openCursor().onsuccess = (event) => {
            const cursor = event.target.result
            if (cursor) { found[cursor.key] = cursor.value; cursor.continue() }
        }
        transaction.oncomplete = () => { request.result.close(); resolve(found) }
    }
})"""
"""Puts entries into the browser's database; gives back all that it holds then."""


def kept(page: Page) -> str:
    """The name of the file that the browser remembers; nothing where it remembers none."""
    name: str = page.evaluate(ENTRIES, {}).get("file", {}).get("name", "")
    return name


def go(page: Page, title: str) -> Page:
    """Follows the navigation to a page and waits until it stands."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
    wanted = re.compile(r"rows? read|Where your search stands") if title == "Import" else title
    expect(page.get_by_role("heading", level=1, name=wanted)).to_be_visible()
    return settled(page)


def open_sample(page: Page) -> Page:
    """Opens the first sample by its button."""
    page.get_by_role("tab", name="Try a sample").click()
    page.get_by_role("button", name=SAMPLE).click()
    expect(page.get_by_role("heading", name="58 applications")).to_be_visible()
    return settled(page)


def hand_over(page: Page, file: Path | FilePayload) -> None:
    """Gives a file to the uploader, which may stand behind "Open another log"."""
    inputs, behind = page.locator("input[type=file]"), page.get_by_text("Open another log")
    inputs.or_(behind).first.wait_for(state="attached", timeout=30_000)
    if not inputs.count() or not page.get_by_test_id("stFileUploaderDropzone").first.is_visible():
        behind.click()
    inputs.first.set_input_files(file)
