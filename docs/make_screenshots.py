"""Takes the pictures of docs/screenshots: every page with a sample, light and dark, wide and narrow."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "docs" / "screenshots"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
PAGES = (
    "Import",
    "Your applications",
    "Overview",
    "Rejections",
    "Response times",
    "Focus",
    "Reflect",
    "Next steps",
)
LOOKS = {"light": ("light", 1280), "dark": ("dark", 1280), "narrow": ("light", 390)}
TALL = 2400


def serve() -> tuple[subprocess.Popen[bytes], str]:
    """Starts the app on a free port and waits until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "launch.py", "--server.port", str(port), "--server.headless", "true"]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
            return process, url
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not start")


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
    page.get_by_role("button", name=sample).click()
    settled(page)
    for title in PAGES:
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


def main() -> None:
    """All looks, or those named on the command line; `--sample TEXT` picks another sample."""
    sample = "David"
    looks = [a for a in sys.argv[1:] if a in LOOKS] or list(LOOKS)
    if "--sample" in sys.argv:
        sample = sys.argv[sys.argv.index("--sample") + 1]
    FOLDER.mkdir(parents=True, exist_ok=True)
    process, url = serve()
    try:
        with sync_playwright() as playwright:
            quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
            for look in looks:
                tour(browser, url, look, sample)
    finally:
        process.terminate()


if __name__ == "__main__":
    main()
