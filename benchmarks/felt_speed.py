"""From a click to the page drawn, as a person sees it, beside an empty Streamlit page in the same run.

A page is drawn when its title stands, its script has ended, and every chart on it has its lines. Its first
words are its title, once the browser has painted it: the page has come, its charts have not. The empty
app has two pages of one title each; it is clicked through by turns with Detour, so that a busy machine
burdens both. Layout shift is Chromium's own measure, of all that moves in the two seconds after a page was
drawn; below 0.1 a person does not notice.

Run: python benchmarks/felt_speed.py [ROWS…]; 60, 1,000 and 10,000 rows if nothing is said
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from page_speed import WARM
from playwright.sync_api import Browser, Page, sync_playwright
from serving import App
from start_speed import CHROMIUM, DONE, FIRST, LONGEST, QUIET, click_to, shown, timed, upload

SIZES = (60, 1_000, 10_000)
VISITED = ("Overview", "Rejections", "Response times", "Focus", "Reflect", "Next steps")
REPEATS = 3
EMPTY = """import streamlit as st
def one(): st.title("One")
def two(): st.title("Two")
st.navigation([st.Page(one, title="One"), st.Page(two, title="Two")]).run()
"""
DRAWN = """() => {
    const app = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    return app && charts.every(chart => chart.querySelector('.main-svg'))
}"""
WATCH = """() => {
    window.shifted = 0
    const add = list => list.getEntries().forEach(entry => { window.shifted += entry.value })
    new PerformanceObserver(add).observe({type: 'layout-shift'})
    const title = () => document.querySelector('h1')?.innerText
    let clicked = null, before = null
    document.addEventListener('click', () => { clicked = performance.now(); before = title() }, true)
    new MutationObserver(() => {
        if (clicked === null || !title() || title() === before) return
        const since = clicked
        clicked = null
        requestAnimationFrame(() => setTimeout(() => { window.titled = performance.now() - since }))
    }).observe(document, {subtree: true, childList: true, characterData: true})
}"""
"""Notes what moves, and how many milliseconds after a click another title is painted."""


@dataclass
class Felt:
    """What a person felt on one page."""

    first: float = 0.0
    """Seconds from the click to the page drawn, the first time with this log."""
    again: list[float] = field(default_factory=list)
    words: float = 0.0
    """Milliseconds from the first click to the page's first words."""
    shift: float = 0.0
    """The greatest layout shift after the page was drawn."""


def click(page: Page, name: str) -> float:
    """Seconds from a click to the page drawn."""

    def come() -> None:
        click_to(page, name)
        shown(page, name)
        page.wait_for_function(DRAWN, timeout=LONGEST, polling="raf")

    return timed(come)


def shift(page: Page) -> float:
    """How much moves in the next two seconds."""
    page.evaluate("window.shifted = 0")
    page.wait_for_timeout(2000)
    moved: float = page.evaluate("window.shifted")
    return moved


def walk(page: Page, empty: Page) -> tuple[dict[str, Felt], list[float]]:
    """Every page a few times, with the empty app's two pages between."""
    felt = {name: Felt() for name in VISITED}
    nothing: list[float] = []
    for turn in range(REPEATS + 1):
        for name in VISITED:
            taken = click(page, name)
            if turn:
                felt[name].again.append(taken)
            else:
                felt[name].first = taken
                felt[name].words = page.evaluate("window.titled")
                felt[name].shift = shift(page)
            nothing.append(click(empty, "Two" if len(nothing) % 2 == 0 else "One"))
    return felt, nothing


def opened(browser: Browser, url: str, title: str) -> Page:
    """A new browser on the first page, watching for what moves."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(url)
    shown(page, title)
    page.wait_for_selector(DONE, timeout=LONGEST)
    time.sleep(WARM)
    page.evaluate(WATCH)
    return page


def table(browser: Browser, app: App, bare: App, rows: int) -> None:
    """A line for each page at this size."""
    page, empty = opened(browser, app.url, FIRST), opened(browser, bare.url, "One")
    taken = timed(lambda: upload(page, rows))
    felt, nothing = walk(page, empty)
    least = statistics.median(nothing)
    times = f"{taken * 1000:.0f} | | {taken / least:.1f}"
    print(f"| {rows:,} | *upload to Import* | | {times} | | |")
    for name, one in felt.items():
        again = statistics.median(one.again)
        times = f"{one.words:.0f} | {one.first * 1000:.0f} | {again * 1000:.0f}"
        times += f" | {one.first / least:.1f} | {again / least:.1f}"
        print(f"| {rows:,} | {name} | {times} | {one.shift:.3f} |", flush=True)
    print(f"| {rows:,} | *empty page* | | | {least * 1000:.0f} | | | |", flush=True)
    page.context.close()
    empty.context.close()


def main() -> None:
    """Prints the table."""
    sizes = [int(a) for a in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        print(
            "| rows | page | first words, ms | first, ms | again, ms | first, times empty "
            "| again, times empty | shift |"
        )
        print("|---:|---|---:|---:|---:|---:|---:|---:|")
        for rows in sizes:
            with App() as app, App(script) as bare:
                table(browser, app, bare, rows)
        browser.close()


if __name__ == "__main__":
    main()
