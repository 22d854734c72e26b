"""On a telephone: nothing lies over the page, and what matters comes soon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server
from tests.browser.walking import new_visitor, open_sample, settled


@pytest.fixture(scope="module")
def telephone(browser: Browser, server: Server) -> Iterator[Page]:
    """A telephone with the first sample open."""
    context = new_visitor(browser, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(server.url)
    yield open_sample(settled(page))
    context.close()


def tap(page: Page, title: str) -> Page:
    """Chooses a page in the sidebar, which is unfolded for it."""
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).tap()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return settled(page)


def test_the_sidebar_folds_after_a_page_was_chosen(telephone: Page):
    """It covers three quarters of the screen, so it makes room for what was asked for."""
    expect(telephone.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    for title in ("Overview", "Focus"):
        tap(telephone, title)
        expect(telephone.get_by_test_id("stSidebar")).not_to_be_in_viewport()


def test_no_button_lies_over_a_chart_where_nothing_hovers(telephone: Page):
    """The counts of a chart's first row stand where its button would."""
    tap(telephone, "Rejections")
    expect(telephone.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert not [bar for bar in telephone.locator(".modebar").all() if bar.is_visible()]


def test_key_figures_stand_in_columns(telephone: Page):
    """Six tiles of one width: two rows on a laptop, three on a telephone."""
    tap(telephone, "Overview")
    expect(telephone.get_by_test_id("stMetric")).to_have_count(6)
    for width, in_a_row in ((1280, 3), (390, 2)):
        telephone.set_viewport_size({"width": width, "height": 844})
        settled(telephone)
        boxes = [tile.bounding_box() for tile in telephone.get_by_test_id("stMetric").all()]
        assert len({round(box["x"]) for box in boxes if box}) == in_a_row
        assert len({round(box["width"]) for box in boxes if box}) == 1
        assert len({round(box["y"]) for box in boxes if box}) == 6 / in_a_row
