"""Takes the animated picture of README: from the sample to what to do next, and a "no" that is recorded.

Run: python docs/make_tour.py
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from make_screenshots import CHROMIUM, FOLDER, free_port, served, settled
from PIL import Image
from playwright.sync_api import Page, sync_playwright

FILE = FOLDER / "tour.gif"
SIZE = {"width": 960, "height": 640}
MILLISECONDS = 2500
"""How long each picture stands."""
COLOURS = 96
MOST_BYTES = 3_000_000


def shot(page: Page) -> Image.Image:
    """What the window shows, once the script has run and the charts are drawn."""
    settled(page)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def tour(page: Page) -> Iterator[Image.Image]:
    """A dozen pictures of the way through the app."""
    yield shot(page)
    page.get_by_role("button", name="Try it with David’s log").click()
    yield shot(page)
    for title in ("Overview", "Rejections", "Response times", "Focus", "Next steps"):
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
        page.get_by_role("heading", level=1, name=title).wait_for()
        yield shot(page)
        if title in ("Overview", "Focus"):
            page.get_by_test_id("stMain").evaluate("main => main.scrollBy(0, 420)")
            yield shot(page)
    page.locator(".st-key-news_sidebar button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Final round").first.click()
    dialog.get_by_role("button", name="Turned down").click()
    yield shot(page)
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="said no").wait_for()
    yield shot(page)


def main() -> None:
    """Writes the picture; fails where it is too large for a page."""
    with served(free_port()) as url, sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        page = browser.new_context(viewport=SIZE).new_page()  # type: ignore[arg-type]
        page.goto(url)
        pictures = [picture.quantize(COLOURS, dither=Image.Dither.NONE) for picture in tour(page)]
    pictures[0].save(
        FILE, save_all=True, append_images=pictures[1:], duration=MILLISECONDS, loop=0, optimize=True
    )
    print(f"{len(pictures)} pictures, {FILE.stat().st_size:,} bytes")
    if FILE.stat().st_size > MOST_BYTES:
        raise SystemExit("too large")


if __name__ == "__main__":
    main()
