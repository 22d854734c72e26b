"""For everybody: rules of accessibility, small screens, the keyboard alone, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from lib.ui.frame import TITLES
from tests.browser.conftest import Server, leave
from tests.browser.walking import WINDOW, go, open_sample, settled

Scheme = Literal["light", "dark"]

WIDTHS = (1280, 768, 390)

AXE = Axe()
BROKEN = """([options, own]) => axe.run({...options, elementRef: true}).then(found => found.violations
    .filter(rule => ['serious', 'critical'].includes(rule.impact))
    .flatMap(rule => rule.nodes
        .filter(node => !(own[rule.id] && node.element.matches(own[rule.id])))
        .map(node => `${rule.id} on ${location.href}: ${node.html.slice(0, 200)}`)))"""
"""The elements that break a serious or critical rule, without those that are Streamlit's own."""

STREAMLITS_OWN = {
    "list": "ul[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems] li",
    "color-contrast": "kbd",
}
"""Findings in what Streamlit draws by itself: its navigation, and the shortcut inside a form's button."""

WIDER = """() => [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain]')]
    .map(e => e.scrollWidth - e.clientWidth).filter(w => w > 0)"""

CLIPPED = """() => [...document.querySelectorAll(
    '[data-testid=stMetricValue] *, [data-testid=stMetricLabel] *, [data-testid=stMetricDelta] *')]
    .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.innerText)"""

MOVING = """() => document.getAnimations().filter(a => a.playState == 'running').length"""


@dataclass
class Tour:
    """What was found on every page on one way through the app."""

    findings: list[str] = field(default_factory=list)
    wide: dict[str, list[int]] = field(default_factory=dict)
    clipped: dict[str, list[str]] = field(default_factory=dict)
    charts: dict[str, list[str]] = field(default_factory=dict)
    moving: dict[str, int] = field(default_factory=dict)
    dark: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    language: str = ""


def findings(page: Page, rules: dict | None = None) -> list[str]:
    """What axe calls serious or critical on the page, without what is Streamlit's own."""
    if page.evaluate("!window.axe"):  # it stays as long as the document, through every page of the app
        page.evaluate(AXE.axe_script)
    options = {"resultTypes": ["violations"], "preload": False, **(rules or {})}
    found: list[str] = page.evaluate(BROKEN, [options, STREAMLITS_OWN])
    return found


def look_at(page: Page, shown: Locator, tour: Tour) -> None:
    """Notes what cannot be read or used, first in the colours in which the page came, then in the others."""
    came: Scheme = "dark" if page.get_by_test_id("stApp").evaluate(IS_DARK) else "light"
    for scheme in (came, OTHER[came]):
        if scheme != came:
            in_colours(page, scheme)
        expect(shown).to_be_visible()
        if scheme == "light":
            tour.findings += findings(page)
        else:
            tour.dark += findings(page, CONTRAST)


def note(page: Page, title: str, tour: Tour) -> None:
    """Notes everything about one page at the width of a laptop."""
    look_at(page, page.get_by_role("heading", level=1), tour)
    charts = page.get_by_test_id("stPlotlyChart").all()
    tour.charts[title] = [chart.get_attribute("aria-label") or "" for chart in charts]
    tour.moving[title] = page.evaluate(MOVING)
    tour.titles[title] = page.title()


def at_widths(page: Page, title: str, tour: Tour) -> None:
    """Notes what does not fit at each width; the page is left as wide as it was found."""
    for width in WIDTHS:
        if width != WINDOW["width"]:
            page.set_viewport_size({"width": width, "height": WINDOW["height"]})
            settled(page)
        tour.wide[f"{title} at {width}"] = at_rest(page, WIDER)
        tour.clipped[f"{title} at {width}"] = at_rest(page, CLIPPED)
    page.set_viewport_size(WINDOW)


def at_rest(page: Page, ask: str) -> list:
    """What is found once the layout has come to rest: a table needs a moment to take a new width."""
    for _ in range(100):
        found: list = page.evaluate(ask)
        if not found:
            break
        page.wait_for_timeout(100)
    return found


def beside(page: Page) -> Iterator[Locator]:
    """What stands in no menu, each as it is open: a popover, the page behind Focus, two dialogs."""
    go(page, "Focus")
    page.get_by_role("button", name="Draft message").first.click()
    yield settled(page).get_by_test_id("stPopoverBody")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="How this is worked out").click()
    expect(page.get_by_role("heading", level=1, name="What this assumes")).to_be_visible()
    fold = settled(page).locator("details", has=page.get_by_text("Seek constructive feedback:"))
    fold.locator("summary").click()
    settled(page)
    yield fold.locator("[data-testid=stExpanderDetails]")
    dialog = page.get_by_role("dialog")
    for name in ("Record news", "Forget everything"):
        page.get_by_test_id("stSidebar").get_by_role("button", name=name).click()
        expect(dialog).to_be_visible()
        settled(page)
        yield dialog
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


@pytest.fixture(scope="module")
def tour(tab: Page, server: Server) -> Tour:
    """One way through every page with a sample, asking for reduced motion, each in dark and in light."""
    page, seen = tab, Tour()
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    page.goto(server.url)
    seen.language = settled(page).evaluate("document.documentElement.lang")
    note(page, "Import", seen)
    open_sample(page)
    for title in TITLES:
        note(go(page, title), title, seen)
        at_widths(page, title, seen)
    for opened in beside(page):
        look_at(page, opened, seen)
    leave(page, server.url)
    return seen


CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
OTHER: dict[Scheme, Scheme] = {"light": "dark", "dark": "light"}
IS_DARK = "app => getComputedStyle(app).colorScheme == 'dark'"


def in_colours(page: Page, scheme: Scheme) -> Page:
    """The page once it has the colours that the device now asks for."""
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
    return settled(page)


def test_no_page_breaks_a_serious_rule(tour: Tour):
    """Axe finds nothing serious or critical on any page but what is Streamlit's own."""
    assert tour.findings == []


def test_no_page_scrolls_sideways(tour: Tour):
    """At the width of a telephone, a tablet and a laptop nothing reaches over the edge."""
    assert {where: wide for where, wide in tour.wide.items() if wide} == {}


def test_no_figure_is_clipped(tour: Tour):
    """The key figures show whole at every width."""
    assert {where: texts for where, texts in tour.clipped.items() if texts} == {}


def test_every_chart_says_its_takeaway(tour: Tour):
    """Each chart has a text alternative that is a sentence with numbers."""
    assert len(tour.charts["Overview"]) == 4
    said = [text for texts in tour.charts.values() for text in texts]
    assert all(re.search(r"\d", text) and text.endswith(".") for text in said)


def test_nothing_moves_where_motion_is_not_wanted(tour: Tour):
    """With reduced motion asked for, a page that stands has no running animation."""
    assert set(tour.moving.values()) == {0}


def test_every_tab_says_where_it_is(tour: Tour):
    """The title of the browser's tab names the page."""
    named = {title: f"{title} · Detour" for title in TITLES if title != "Import"}
    assert tour.titles == {"Import": "Detour", **named}


def test_the_language_is_set(tour: Tour):
    """A screen reader is told that the page is English."""
    assert tour.language == "en"


def test_the_dark_colours_can_be_read(tour: Tour):
    """In the dark every text keeps its contrast."""
    assert tour.dark == []


LONGEST = 120
"""Characters of the name of a thing to press; a region that scrolls has the focus too, and all its words."""


RING = """() => {
    const here = document.activeElement
    if (!here.matches('a, button, summary, [role=tab]')) return null
    const style = getComputedStyle(here)
    return [style.outlineStyle, style.outlineWidth]
}"""
"""The ring round what the keyboard is on; a field shows it by its border."""


def tab_to(page: Page, name: str, limit: int = 200) -> None:
    """Presses the tab key until the thing with this name has the focus; the page stands still before."""
    settled(page)
    label = "(e => e.getAttribute('aria-label') || e.innerText || '')(document.activeElement)"
    for _ in range(limit):
        page.keyboard.press("Tab")
        said = page.evaluate(label)
        if name in said and len(said) < LONGEST:
            assert page.evaluate(RING) in (["solid", "2px"], None), f"no ring round “{name}”"
            return
    raise AssertionError(f"the keyboard does not reach “{name}”")


def test_the_whole_way_by_keyboard(visit: Callable[[str], Page]):
    """Opening a sample, going to Focus, ticking a step and recording a “no” needs no pointer."""
    page = visit("/")
    tab_to(page, "Upload")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="David: good")).to_be_visible()
    tab_to(page, "David: good")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="58 applications")).to_be_visible()
    tab_to(page, "What to focus on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Focus")).to_be_visible()
    tab_to(page, "Turn this into a plan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Next steps")).to_be_visible()
    tab_to(page, "Ask ")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name=re.compile("1 done"))).to_be_visible()
    tab_to(page, "Record news")
    page.keyboard.press("Enter")
    for choice in ("Final round", "Turned down", "Save"):
        tab_to(page, choice)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("said no after the final round"))).to_be_visible()
