"""From the start of the server to the first page, and from an upload to Focus, in a real browser.

Every time is given beside that of an empty Streamlit app in the same browser and run. The last lines hold the
way from an upload to the Focus page on 1,000 rows against its bound: under twice the time of the same page
without a log, plus the bare reading of the file by pandas.

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
from pathlib import Path

import pandas as pd
from page_speed import SIZES, WARM, write_log
from playwright.sync_api import Browser, Page, sync_playwright
from serving import EMPTY, App

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONGEST = 120_000
BOUND_ROWS = 1_000


def timed(do: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def shown(page: Page, title: str, chart: bool = False) -> None:
    """Waits for a page's title, its first chart where it has one, and the end of its run."""
    page.get_by_role("heading", name=title, exact=True, level=1).wait_for(timeout=LONGEST)
    if chart:
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=LONGEST)
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
    page = browser.new_context().new_page()
    page.goto(app.url)
    shown(page, "What your rejections can tell you")
    time.sleep(WARM)
    file = {"name": "log.csv", "mimeType": "text/csv", "buffer": write_log(rows)}

    def upload() -> None:
        page.locator("input[type=file]").first.set_input_files(file)
        page.get_by_text("See what it says").first.wait_for(timeout=LONGEST)
        page.wait_for_selector(DONE, timeout=LONGEST)

    def go(name: str) -> Callable[[], None]:
        return lambda: (click_to(page, name), shown(page, name, chart=True))[1]

    found = timed(upload), timed(go("Overview")), timed(go("Focus"))
    page.context.close()
    return found


def without_log(browser: Browser, app: App) -> float:
    """Seconds from a click to the Focus page of a session without a log, the middle of three."""
    page = browser.new_context().new_page()
    page.goto(app.url)
    shown(page, "What your rejections can tell you")
    times = []
    for _ in range(3):
        click_to(page, "Focus")
        shown(page, "Focus")
        click_to(page, "Import")
        shown(page, "What your rejections can tell you")
        times.append(timed(lambda: (click_to(page, "Focus"), shown(page, "Focus"))))
        click_to(page, "Import")
        shown(page, "What your rejections can tell you")
    page.context.close()
    return statistics.median(times)


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
        ours = first_visit(browser, None, "What your rejections can tell you")
        for name, (answers, page) in (("empty app", empty), ("Detour", ours)):
            print(f"| {name} | {answers:.2f} | {page:.2f} |")
        print(f"| ratio | {ours[0] / empty[0]:.1f} | {ours[1] / empty[1]:.1f} |\n")
        print("| rows | upload to Import, s | on to Overview, s | on to Focus, s | upload to Focus, s |")
        print("|---:|---:|---:|---:|---:|")
        with App() as app:
            found = {rows: ways(browser, app, rows) for rows in sizes}
            bare_page = without_log(browser, app)
        for rows, (upload, overview, focus) in found.items():
            print(f"| {rows:,} | {upload:.2f} | {overview:.2f} | {focus:.2f} | {upload + focus:.2f} |")
        if BOUND_ROWS in found:
            bound(bare_page, bare_read(BOUND_ROWS), found[BOUND_ROWS])
        browser.close()


def bound(bare_page: float, bare: float, found: tuple[float, float, float]) -> None:
    """Says how upload to Focus compares to its bound."""
    allowed = 2 * (bare_page + bare)
    print(
        f"\nFocus without a log {bare_page:.2f} s, pandas alone {bare:.3f} s: the bound is {allowed:.2f} s."
    )
    print(f"Focus with {BOUND_ROWS:,} rows opens in {found[2]:.2f} s, after an upload of {found[0]:.2f} s.")


if __name__ == "__main__":
    main()
