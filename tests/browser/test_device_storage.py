"""The browser's half of remembering (storage.js) on a blank page: the app is played by the test.

What the app makes of what it hears is tested without a browser in tests/hand; that both halves fit
together is seen on whole pages in test_return.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walking import ENTRIES

SCRIPT = (Path(__file__).parents[2] / "lib/ui/assets/storage.js").read_text(encoding="utf-8")
ORIGIN = "http://blank.test/"
BETWEEN = "about:blank"
"""Where a page is between two tests."""
BLANK = """<!doctype html><title>blank</title>
<div data-testid="stApp" data-test-script-state="notRunning" data-test-connection-state="CONNECTED"></div>"""
LOAD = """async script => {
    const file = new Blob([script], {type: 'text/javascript'})
    const {default: component} = await import(URL.createObjectURL(file))
    window.heard = []
    const setTriggerValue = (what, value) => window.heard.push([what, value])
    window.send = data => component({data, setTriggerValue})
}"""
FILE = {"digest": "d1", "name": "mine.csv", "bytes": "YWI=", "opening": "o1"}
FAILING = """which => {
    IDBObjectStore.prototype[which] = () => { throw new DOMException('', 'QuotaExceededError') }
}"""
SLOW = """() => {
    const clear = IDBObjectStore.prototype.clear
    IDBObjectStore.prototype.clear = function () {
        const wait = () => { if (window.let_go) clear.call(this); else this.get('file').onsuccess = wait }
        wait()
    }
}"""


class Tab:
    """One tab of a browser, with the storage script and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.come()

    def come(self) -> None:
        """Opens the page, or opens it anew."""
        self.page.goto(ORIGIN)
        self.page.evaluate(LOAD, SCRIPT)

    def send(self, wait: bool = True, **data: Any) -> None:
        """The app sends this; the tab does it."""
        self.page.evaluate("data => window.send(data)", data)
        if wait:
            self.page.wait_for_function("!document.body.hasAttribute('data-storing')")

    def heard(self) -> list[list[Any]]:
        """What the app was told since it was last asked for."""
        said: list[list[Any]] = self.page.evaluate("window.heard.splice(0)")
        return said

    def keeps(self) -> dict[str, Any]:
        """What the browser's database holds."""
        entries: dict[str, Any] = self.page.evaluate(ENTRIES, {})
        return entries

    def keep(self, additions: str, **more: Any) -> None:
        """The app wants these additions kept."""
        self.send(digest="d1", additions=additions, token="t", joined=None, **more)


@pytest.fixture(scope="module")
def two_pages(browser: Browser) -> Iterator[list[Page]]:
    """Two pages of a browser that shows nothing but blank ones, and whose clock the tests set."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    context.clock.install()
    yield [context.new_page(), context.new_page()]
    context.close()


@pytest.fixture
def pages(two_pages: list[Page]) -> Iterator[list[Page]]:
    """The two pages of a browser that was never here."""
    yield two_pages
    for page in two_pages:
        if page.url != BETWEEN:
            page.goto(BETWEEN)  # without the script: nothing writes any more
    session = two_pages[0].context.new_cdp_session(two_pages[0])
    session.send("Storage.clearDataForOrigin", {"origin": ORIGIN, "storageTypes": "all"})
    session.detach()


@pytest.fixture
def tab(pages: list[Page]) -> Tab:
    """A tab that has kept a log with some additions, and has said so."""
    one = Tab(pages[0])
    one.keep("A", file=FILE)
    one.page.clock.fast_forward(2000)
    assert one.heard() == [["kept", "d1"]]
    return one


def test_what_is_kept_is_given_back_once_to_each_session(tab: Tab):
    """Another page of the same browser gets file and additions; asked again by the same session, nothing."""
    tab.come()
    tab.send(ask="s1")
    assert tab.heard() == [["restored", {"keep": True, "file": FILE, "additions": "A"}]]
    tab.send(ask="s1")
    assert tab.heard() == []
    tab.send(ask="s2")
    assert [what for what, _ in tab.heard()] == ["restored"]


def test_additions_to_another_file_are_not_given_back(tab: Tab):
    """A file stands in the database beside what was added to an earlier one: only the file comes."""
    other = {**FILE, "digest": "d2"}
    tab.page.evaluate(ENTRIES, {"file": other})
    tab.come()
    tab.send(ask="s1")
    assert tab.heard() == [["restored", {"keep": True, "file": other, "additions": None}]]


def test_kept_is_said_only_while_the_page_is_at_rest(pages: list[Page]):
    """Not while the page is drawn, and not right after a key or a click; a second later it is."""
    tab = Tab(pages[0])
    drawing = "state => document.querySelector('[data-testid=stApp]').dataset.testScriptState = state"
    tab.page.evaluate(drawing, "running")
    tab.keep("A", file=FILE)
    tab.page.clock.fast_forward(5000)
    assert tab.heard() == []
    tab.page.evaluate(drawing, "notRunning")
    tab.page.keyboard.press("a")
    tab.page.clock.fast_forward(900)
    assert tab.heard() == []
    tab.page.clock.fast_forward(3000)
    assert tab.heard() == [["kept", "d1"]]


def test_forgotten_is_said_once_the_browser_has_deleted(tab: Tab):
    """While it deletes, nothing is said; when it is told, nothing is kept."""
    tab.page.evaluate(SLOW)
    tab.send(wait=False, forget="f1", keep=True)
    tab.page.wait_for_timeout(100)
    assert tab.heard() == []
    tab.page.evaluate("window.let_go = true")
    tab.page.wait_for_function("!document.body.hasAttribute('data-storing')")
    assert tab.heard() == [["forgotten", {"id": "f1"}]]
    assert tab.keeps() == {}


def test_a_page_left_while_it_deletes_gives_nothing_back(tab: Tab):
    """The next page goes on with the deletion before anything else, and restores nothing."""
    tab.page.evaluate(SLOW)
    tab.send(wait=False, forget="f1", keep=True)
    tab.page.wait_for_function("localStorage.getItem('detour.forget')")
    tab.come()
    tab.send(ask="s1")
    assert tab.heard() == []
    assert tab.keeps() == {}


def test_a_deletion_that_fails_is_never_called_one(tab: Tab):
    """The app hears why, and the next page tries again."""
    tab.page.evaluate(FAILING, "clear")
    tab.send(forget="f1", keep=True)
    assert tab.heard() == [["forgotten", {"id": "f1", "problem": "QuotaExceededError"}]]
    tab.come()
    tab.send(ask="s1")
    assert (tab.heard(), tab.keeps()) == ([], {})


def test_a_full_storage_is_said_and_can_be_emptied(tab: Tab):
    """The room runs out: the reason is told, what was kept stays whole, and it can be forgotten."""
    tab.page.evaluate(FAILING, "put")
    tab.keep("B")
    assert tab.heard() == [["refused", "QuotaExceededError"]]
    assert tab.keeps()["additions"]["text"] == "A"
    tab.send(forget="f1", keep=True)
    assert tab.heard() == [["forgotten", {"id": "f1"}]]
    assert tab.keeps() == {}


def test_a_browser_without_a_database_says_so(pages: list[Page]):
    """Whatever is asked for, the answer is a reason, never silence."""
    tab = Tab(pages[0])
    tab.page.evaluate("Object.defineProperty(window, 'indexedDB', {get() { throw new Error('no') }})")
    tab.send(ask="s1")
    tab.keep("A", file=FILE)
    assert tab.heard() == [["refused", "Error"], ["refused", "Error"]]


def test_switched_off_it_stays_off_until_a_file_is_to_be_kept(tab: Tab):
    """Off: nothing is kept, and the next page hears that it is off. A file that comes later is kept again."""
    tab.send(forget="f1", keep=False)
    tab.come()
    tab.send(ask="s1")
    assert tab.heard() == [["restored", {"keep": False, "file": None, "additions": None}]]
    tab.keep("A", file=FILE)
    tab.come()
    tab.send(ask="s2")
    assert tab.heard() == [["restored", {"keep": True, "file": FILE, "additions": "A"}]]


def test_what_another_tab_added_is_told_and_never_overwritten(tab: Tab, pages: list[Page]):
    """Two tabs began with A. One wrote B; the other, about to write C, hears of B and A, and joins them."""
    other = Tab(pages[1])
    other.send(ask="s2")
    other.heard()
    tab.keep("B")
    other.keep("C")
    ((what, newer),) = other.heard()
    assert (what, newer["text"], newer["base"]) == ("newer", "B", "A")
    assert other.keeps()["additions"]["text"] == "B"
    other.send(digest="d1", additions="B and C", token="t", joined=newer["stamp"])
    assert (other.heard(), other.keeps()["additions"]["text"]) == ([], "B and C")


def test_what_one_tab_forgot_no_other_writes_again(tab: Tab, pages: list[Page]):
    """A tab that still sends its file, since it never heard that it was kept, hears that it is gone."""
    other = Tab(pages[1])
    other.send(forget="f1", keep=True)
    tab.keep("B", file=FILE)
    assert tab.heard() == [["refused", "elsewhere"]]
    assert tab.keeps() == {}


def test_another_log_in_another_tab_stays(tab: Tab, pages: list[Page]):
    """The browser remembers the log opened last; additions to an earlier one are refused."""
    other = Tab(pages[1])
    opened_last = {**FILE, "digest": "d2", "opening": "o2"}
    other.send(digest="d2", additions="Z", token="t", joined=None, file=opened_last)
    tab.keep("B")
    assert tab.heard() == [["refused", "elsewhere"]]
    assert tab.keeps()["file"] == opened_last


def test_a_server_that_came_back_is_told(tab: Tab):
    """The app runs again once it is connected, but not over words that only this page holds."""
    connect = "state => document.querySelector('[data-testid=stApp]').dataset.testConnectionState = state"
    for state in ("PINGING_SERVER", "CONNECTED"):
        tab.page.evaluate(connect, state)
    assert [what for what, _ in tab.heard()] == ["connected"]
    tab.page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), {value: 'Half'}))"
    )
    for state in ("PINGING_SERVER", "CONNECTED"):
        tab.page.evaluate(connect, state)
    assert tab.heard() == []
    assert re.match("Half", tab.page.locator("textarea").input_value())
