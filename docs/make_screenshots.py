"""Takes the pictures of docs/screenshots: every page with a sample in three looks, and the loop."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from lib.ui.frame import TITLES  # noqa: E402

FOLDER = PROJECT / "docs" / "screenshots"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
LOOKS = {"light": ("light", 1280), "dark": ("dark", 1280), "narrow": ("light", 390)}
TALL = 2400
NO_COMES = date(2026, 11, 23)
"""The Monday on which the "no" of the loop comes, four days after the last row of the sample."""
LATER = NO_COMES + timedelta(days=2)
ON_A_DAY = """
from datetime import date
from lib.ui import session
session.today = lambda: date.fromisoformat("{day}")
import launch
launch.main()
"""
"""Starts the app as if it were another day."""


def free_port() -> int:
    """A port of this machine that nothing uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def serve(port: int, day: date | None = None) -> tuple[subprocess.Popen[bytes], str]:
    """Starts the app, today or on another day, and waits until it answers."""
    how = ["launch.py"] if day is None else ["-c", ON_A_DAY.format(day=day)]
    command = [sys.executable, *how, "--server.port", str(port), "--server.headless", "true"]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
            return process, url
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not start")


@contextmanager
def served(port: int, day: date | None = None) -> Iterator[str]:
    """The address of the app while it runs."""
    process, url = serve(port, day)
    try:
        yield url
    finally:
        process.terminate()
        process.wait(10)


def settled(page: Page) -> None:
    """Waits until the script has run and the charts are drawn."""
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(1500)
    page.wait_for_selector(READY, timeout=60_000)


def picture(page: Page, name: str) -> None:
    """Saves the page, cut below its last element."""
    main = page.locator("[data-testid=stMainBlockContainer]").bounding_box()
    height = min(TALL, int(main["y"] + main["height"]) if main else TALL)
    width = page.viewport_size["width"] if page.viewport_size else 1280
    page.screenshot(
        path=FOLDER / f"{name}.png", clip={"x": 0, "y": 0, "width": width, "height": max(height, 600)}
    )


def tour(browser: Browser, url: str, look: str, sample: str) -> None:
    """Every page in one look, with one sample."""
    scheme, width = LOOKS[look]
    context = browser.new_context(viewport={"width": width, "height": TALL}, color_scheme=scheme)
    page = context.new_page()
    page.goto(url)
    settled(page)
    picture(page, f"start-{look}")
    page.get_by_role("tab", name="Try a sample").click()
    page.get_by_role("button", name=f"{sample}:").click()
    settled(page)
    for title in TITLES:
        if width < 700:
            page.get_by_test_id("stExpandSidebarButton").click()
            page.wait_for_timeout(400)
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
        settled(page)
        if width < 700 and page.get_by_test_id("stSidebarCollapseButton").is_visible():
            page.get_by_test_id("stSidebarCollapseButton").click()
            page.wait_for_timeout(600)
        picture(page, f"{title.lower().replace(' ', '-')}-{look}")
    news(page, look)
    context.close()


def news(page: Page, look: str) -> None:
    """A "no" is recorded, and answered on a calm page."""
    narrow = LOOKS[look][1] < 700
    page.locator(f".st-key-news_{'top' if narrow else 'sidebar'} button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Final round").first.click()
    dialog.get_by_role("button", name="Turned down").click()
    settled(page)
    picture(page, f"record-news-{look}")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="said no").wait_for()
    settled(page)
    picture(page, f"noted-{look}")


def loop(browser: Browser) -> None:
    """A "no", two days later the request for feedback, two answers, the plan, and the spreadsheet."""
    context = browser.new_context(viewport={"width": 1000, "height": 1000}, timezone_id="UTC")
    page, port = context.new_page(), free_port()
    with served(port, NO_COMES) as url:
        page.goto(url)
        page.locator("input[type=file]").first.set_input_files(PROJECT / "sample_data" / "david.csv")
        page.get_by_text("Remembered in this browser").wait_for(timeout=60_000)
        settled(page)
        page.locator(".st-key-news_sidebar button").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Final round").first.click()
        dialog.get_by_role("button", name="Turned down").click()
        dialog.get_by_role("button", name="Save").click()
        page.get_by_role("heading", name="said no").wait_for()
        in_view(page, "loop-1-no")
    with served(port, LATER) as url:
        page.goto(url)
        page.get_by_text("Remembered in this browser").wait_for(timeout=60_000)
        visit(page, "Next steps")
        in_view(page, "loop-2-two-days-later")
        visit(page, "Reflect")
        asked = page.get_by_role("group", name="When you asked for feedback").get_by_role("spinbutton")
        asked.first.click()
        page.keyboard.type(f"{LATER:%Y%m%d}")
        page.get_by_label("What they said").first.fill("The other candidate has led a team of eight.")
        page.get_by_label("What you learned").first.fill("Tell how I led the migration, with the numbers.")
        in_view(page, "loop-3-answered")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_text("Saved. 13 ").wait_for()
        settled(page)
        page.get_by_label("What they said").first.fill("They wanted somebody who knows insurance.")
        page.get_by_label("What you learned").first.fill("Ask early which experience they cannot do without.")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_text("comes first now").wait_for()
        in_view(page, "loop-4-shifted")
        visit(page, "Next steps")
        in_view(page, "loop-5-plan")
        visit(page, "Your applications")
        page.get_by_role("button", name="Your spreadsheet, updated").click()
        page.get_by_role("button", name="Download it").wait_for()
        in_view(page, "loop-6-spreadsheet", end=True)
    context.close()


def visit(page: Page, title: str) -> None:
    """Goes to a page by its link."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
    page.get_by_role("heading", level=1, name=title).wait_for()
    settled(page)


def in_view(page: Page, name: str, *, end: bool = False) -> None:
    """Saves the first or the last screen of a page, without the sidebar and small."""
    settled(page)
    page.get_by_test_id("stMain").evaluate("(main, end) => main.scrollTo(0, end ? 1e6 : 0)", end)
    page.wait_for_timeout(300)
    shown = {"x": 300, "y": 0, "width": 700, "height": 1000}
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=55, clip=shown)


def main() -> None:
    """All looks and the loop, or those named on the command line; `--sample TEXT` picks another sample."""
    sample = "David"
    asked = [a for a in sys.argv[1:] if a in (*LOOKS, "loop")]
    looks = [a for a in asked if a in LOOKS] if asked else list(LOOKS)
    if "--sample" in sys.argv:
        sample = sys.argv[sys.argv.index("--sample") + 1]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        if looks:
            with served(free_port()) as url:
                for look in looks:
                    tour(browser, url, look, sample)
        if "loop" in asked or not asked:
            loop(browser)


if __name__ == "__main__":
    main()
