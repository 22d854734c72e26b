"""Choosing a bar of a chart, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.walking import go, open_sample, settled


def test_what_is_chosen_in_a_chart_is_listed_right_under_it(visit: Callable[[str], Page]):
    """The list opens under the figure that it was chosen in, above what explains it."""
    page = go(open_sample(visit("/")), "Rejections")
    first, second = page.get_by_test_id("stPlotlyChart").all()[:2]
    second.locator(".barlayer .point path").first.click(force=True)
    listed = page.get_by_test_id("stDataFrame")
    expect(listed).to_have_count(1)
    settled(page)
    above, figure, rows = (e.bounding_box() for e in (first, second, listed.first))
    assert above
    assert figure
    assert rows
    assert above["y"] < figure["y"]
    assert 0 <= rows["y"] - (figure["y"] + figure["height"]) < 60
    reading = page.get_by_role("button", name="How to read this").all()[1].bounding_box()
    assert reading
    assert reading["y"] >= rows["y"] + rows["height"]
