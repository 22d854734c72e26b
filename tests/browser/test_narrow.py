"""On a telephone: nothing lies over the page, and what matters comes soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.conftest import Server, leave
from tests.browser.walking import open_sample, settled


@pytest.fixture(scope="module")
def telephone(tab: Page, server: Server) -> Iterator[Telephone]:
    """A telephone with the first sample open."""
    device = tab.context.new_cdp_session(tab)
    device.send("Emulation.setDeviceMetricsOverride", {**SCREEN, "deviceScaleFactor": 1, "mobile": True})
    device.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    tab.goto(server.url)
    assert tab.evaluate("[innerWidth, matchMedia('(hover: none)').matches]") == [390, True]
    yield Telephone(open_sample(settled(tab)), device)
    device.detach()
    leave(tab, server.url)


SCREEN = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Telephone:
    """The shared tab as on a telephone, which is tapped and never pointed at."""

    page: Page
    device: CDPSession

    def tap(self, target: Locator) -> None:
        """Touches the middle of what stands still in sight, as a finger does."""
        target.click(trial=True)
        box = target.bounding_box()
        assert box
        finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for what, fingers in (("touchStart", [finger]), ("touchEnd", [])):
            self.device.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": fingers})

    def go(self, title: str) -> Page:
        """Chooses a page in the sidebar, which is unfolded for it."""
        page = self.page
        self.tap(page.get_by_test_id("stExpandSidebarButton"))
        self.tap(page.get_by_test_id("stSidebarNav").get_by_role("link", name=title))
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        return settled(page)


def test_the_sidebar_folds_after_a_page_was_chosen(telephone: Telephone):
    """It covers three quarters of the screen, so it makes room for what was asked for."""
    sidebar = telephone.page.get_by_test_id("stSidebar")
    expect(sidebar).not_to_be_in_viewport()
    for title in ("Reflect", "Rejections"):
        telephone.go(title)
        expect(sidebar).not_to_be_in_viewport()


def test_no_button_lies_over_a_chart_where_nothing_hovers(telephone: Telephone):
    """The counts of a chart's first row stand where its button would."""
    page = telephone.page
    if not page.url.endswith("/rejections"):
        telephone.go("Rejections")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert not [bar for bar in page.locator(".modebar").all() if bar.is_visible()]


def test_key_figures_stand_in_columns(telephone: Telephone):
    """Six tiles of one width: three rows on a telephone, two on a laptop."""
    page = telephone.go("Overview")
    expect(page.get_by_test_id("stMetric")).to_have_count(6)
    for width, in_a_row in ((390, 2), (1280, 3)):
        page.set_viewport_size({"width": width, "height": 844})
        settled(page)
        boxes = [tile.bounding_box() for tile in page.get_by_test_id("stMetric").all()]
        assert len({round(box["x"]) for box in boxes if box}) == in_a_row
        assert len({round(box["width"]) for box in boxes if box}) == 1
        assert len({round(box["y"]) for box in boxes if box}) == 6 / in_a_row
