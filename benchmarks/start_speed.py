"""From the start of the server to the first page, and from an upload to Focus, in a real browser.

Start times are given beside those of an empty Streamlit app in the same browser and run. The last lines hold
the way from an upload to the Focus page on 1,000 rows against its bound: under twice the time of the same
page without a log, plus the bare reading of the file by pandas. The bound is read in two ways:

- In the browser, where a person waits: from choosing the file to Focus, beside a fresh visit to the address
  of Focus without a log. Both are new browser sessions on a warm server, and end with the page on screen.
- On the server alone: all that reading and Focus take there, asked for over the websocket without a browser,
  beside the same page of a visitor without a log.

Run: python benchmarks/start_speed.py [ROWS…]; 100, 1,000, 10,000 and 100,000 rows if nothing is said
"""

from __future__ import annotations

import io
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from page_speed import SIZES, WARM, write_log
from playwright.sync_api import Browser, Page, sync_playwright
from serving import EMPTY, App
from visitor import Visitor

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = ".js-plotly-plot .main-svg"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONGEST = 120_000
BOUND_ROWS = 1_000
REPEATS = 5
FIRST = "What your rejections can tell you"
"""The title of the first page."""


@dataclass(frozen=True)
class Way:
    """Seconds from choosing a file."""

    imported: float
    """Until Import says what was read, and its run has ended."""
    answered: float
    """Until Focus shows its title, its answer and its chart."""
    finished: float
    """Until the run of Focus has ended, with what stands below."""


def timed(do: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def shown(page: Page, title: str, chart: bool = False) -> None:
    """Waits for a page's title, its first chart where it has one, and the end of its run."""
    page.get_by_role("heading", name=title, exact=True, level=1).wait_for(timeout=LONGEST)
    if chart:
        page.locator(CHART).first.wait_for(timeout=LONGEST)
    page.wait_for_selector(DONE, timeout=LONGEST)


def click_to(page: Page, name: str) -> None:
    """Chooses a page in the navigation."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()


def first_visit(browser: Browser, script: Path | None, title: str) -> tuple[float, float]:
    """Seconds until the server answers, and until a browser shows the first page, from the start of both."""
    with App(script) if script else App() as app:
        page = browser.new_context().new_page()
        page.goto(app.url)
        shown(page, title)
        return app.seconds, time.perf_counter() - app.began


def ways(browser: Browser, app: App, rows: int) -> tuple[float, float, float]:
    """Seconds from choosing a file to Import, from there to Overview drawn, and on to Focus drawn."""
    page = arrived(browser, app)

    def go(name: str) -> Callable[[], None]:
        return lambda: (click_to(page, name), shown(page, name, chart=True))[1]

    found = timed(lambda: upload(page, rows)), timed(go("Overview")), timed(go("Focus"))
    page.context.close()
    return found


def arrived(browser: Browser, app: App) -> Page:
    """A new browser session on the first page, its person about to look for their file."""
    page = browser.new_context().new_page()
    page.goto(app.url)
    shown(page, FIRST)
    time.sleep(WARM)
    return page


def upload(page: Page, rows: int) -> None:
    """Chooses a file, and waits until Import stands."""
    file = {"name": "log.csv", "mimeType": "text/csv", "buffer": write_log(rows)}
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_text("See what it says").first.wait_for(timeout=LONGEST)
    page.wait_for_selector(DONE, timeout=LONGEST)


def straight(browser: Browser, app: App, rows: int) -> Way:
    """From choosing a file to Focus, without another page between."""
    page = arrived(browser, app)
    start = time.perf_counter()
    upload(page, rows)
    imported = time.perf_counter() - start
    click_to(page, "Focus")
    page.get_by_role("heading", name="Focus", exact=True, level=1).wait_for(timeout=LONGEST)
    page.locator(CHART).first.wait_for(timeout=LONGEST)
    answered = time.perf_counter() - start
    page.wait_for_selector(DONE, timeout=LONGEST)
    way = Way(imported, answered, time.perf_counter() - start)
    page.context.close()
    return way


def without_log(browser: Browser, app: App) -> float:
    """Seconds until a new browser session shows the address of Focus, no log being open."""
    page = browser.new_context().new_page()
    taken = timed(lambda: (page.goto(f"{app.url}/focus"), shown(page, "Focus")))
    page.context.close()
    return taken


def by_click(browser: Browser, app: App) -> float:
    """Seconds from a click to the same page, in a session that is there already."""
    page = arrived(browser, app)
    taken = timed(lambda: (click_to(page, "Focus"), shown(page, "Focus")))
    page.context.close()
    return taken


def on_server(app: App, rows: int) -> tuple[float, float, float]:
    """Seconds over the websocket of Focus without a log, of reading a file, and of Focus with it."""
    visitor = Visitor(app.url)
    first = visitor.open()
    bare = visitor.visit("focus").seconds
    first = visitor.visit("")
    read = visitor.upload(first, "log.csv", write_log(rows)).seconds
    focus = visitor.visit("focus").seconds
    visitor.leave()
    return bare, read, focus


def bare_read(rows: int) -> float:
    """Seconds of pandas alone with the same file."""
    data = write_log(rows)
    return min(timed(lambda: pd.read_csv(io.BytesIO(data))) for _ in range(5))


def main() -> None:
    """Prints the tables."""
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        print("| cold start | server answers, s | first page shown, s |\n|---|---:|---:|")
        empty = first_visit(browser, script, "Empty")
        ours = first_visit(browser, None, FIRST)
        for name, (answers, page) in (("empty app", empty), ("Detour", ours)):
            print(f"| {name} | {answers:.2f} | {page:.2f} |")
        print(f"| ratio | {ours[0] / empty[0]:.1f} | {ours[1] / empty[1]:.1f} |\n")
        print("| rows | upload to Import, s | on to Overview, s | on to Focus, s |\n|---:|---:|---:|---:|")
        with App() as app:
            for rows in sizes:
                imported, overview, focus = ways(browser, app, rows)
                print(f"| {rows:,} | {imported:.2f} | {overview:.2f} | {focus:.2f} |", flush=True)
            if BOUND_ROWS in sizes:
                bound(browser, app)
        browser.close()


def bound(browser: Browser, app: App) -> None:
    """Says how upload to Focus stands against its bound; every time is the middle of five."""
    bare = bare_read(BOUND_ROWS)
    turns = [
        (without_log(browser, app), by_click(browser, app), straight(browser, app, BOUND_ROWS))
        for _ in range(REPEATS)
    ]
    fresh, clicked = (statistics.median(turn[i] for turn in turns) for i in (0, 1))
    ways = [turn[2] for turn in turns]
    imported = statistics.median(way.imported for way in ways)
    print(f"\nBare pandas read of {BOUND_ROWS:,} rows: {1000 * bare:.1f} ms.")
    print(
        f"Focus without a log: {fresh:.2f} s by its address, {clicked:.2f} s by a click in an open session."
    )
    print(f"\n| {BOUND_ROWS:,} rows | takes, s | bound, s | |\n|---|---:|---:|---|")
    for name, taken in (
        ("browser: file to answer on screen", statistics.median(way.answered for way in ways)),
        ("browser: file to page finished", statistics.median(way.finished for way in ways)),
    ):
        line(name, taken, 2 * fresh + bare)
    runs = [on_server(app, BOUND_ROWS) for _ in range(REPEATS)]
    empty, read, focus = (statistics.median(run[i] for run in runs) for i in range(3))
    line("server: reading and Focus", read + focus, 2 * empty + bare)
    print(f"\nBrowser: {imported:.2f} s of the way is until Import stands.")
    parts = f"reading {1000 * read:.0f}, Focus with it {1000 * focus:.0f}"
    print(f"Server: Focus without a log {1000 * empty:.0f} ms, {parts}.")


def line(name: str, taken: float, allowed: float) -> None:
    """One line of the table: what a way takes, and whether that is within its bound."""
    print(f"| {name} | {taken:.3f} | {allowed:.3f} | {'within' if taken < allowed else 'over'} |")


if __name__ == "__main__":
    main()
