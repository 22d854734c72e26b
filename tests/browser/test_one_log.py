"""What a person does with one log open: a bar, filters, a reflection, a tunnel. One page, left as found."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, leave
from tests.browser.walking import go, listening, open_sample, settled

DRAWING = re.compile(r"/PlotlyChart\.")
"""The address of the code that draws charts."""


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the page has asked for."""
    return []


@pytest.fixture(scope="module")
def sample(tab: Page, server: Server, asked: list[str]) -> Iterator[Page]:
    """A page with the first sample open; the code that draws was there before."""
    with listening(tab, request=lambda request: asked.append(request.url)):
        with tab.expect_response(DRAWING, timeout=30_000):
            tab.goto(server.url)
        yield open_sample(settled(tab))
    leave(tab, server.url)


def test_a_dropped_connection_loses_nothing(sample: Page):
    """After the connection broke, the page finds back to its session with the sample and the ticked step."""
    page = go(sample, "Next steps")
    ticked = page.get_by_test_id("stMain").get_by_test_id("stCheckbox").first.locator("label")
    ticked.click()
    expect(page.get_by_role("heading", name="1 done")).to_be_visible()
    page.evaluate("window.wire.lines.at(-1).close()")
    page.wait_for_function("window.wire.lines.length == 2", timeout=60_000)
    page.wait_for_selector("[data-test-connection-state=CONNECTED]")
    go(page, "Import")
    go(page, "Next steps")
    expect(page.get_by_role("heading", name="1 done")).to_be_visible()
    assert page.evaluate("window.wire.lines.length") == 2


def test_what_is_chosen_in_a_chart_is_listed_right_under_it(sample: Page):
    """The list opens under the figure that it was chosen in, above what explains it."""
    page = go(sample, "Rejections")
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


def test_what_draws_charts_is_fetched_once(sample: Page, asked: list[str]):
    """The drawing code was there before any log was, and the first chart does not fetch it again."""
    expect(go(sample, "Rejections").locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert len([url for url in asked if DRAWING.search(url)]) == 1


def leave_job_boards(page: Page) -> None:
    """Lets the applications through one channel pass, and nothing else."""
    page.get_by_role("button", name="Filter", exact=False).first.click()
    page.get_by_test_id("stPopoverBody").get_by_test_id("stMultiSelect").first.locator("input").click()
    page.get_by_role("option", name="Job board").click()
    expect(page.get_by_text("13 of 58 applications")).to_be_visible()
    page.mouse.click(900, 1500)
    settled(page)


def test_filters_are_kept_and_cleared_at_once(sample: Page):
    """What was chosen on one page holds on each, stands in the address, and is gone after one click.

    A filter that leaves one channel takes the channels from the comparison, and only for its own time.
    """
    page = go(sample, "Rejections")
    compared = page.get_by_role("combobox", name="Compare by")
    expect(compared).to_have_value("How you applied")
    leave_job_boards(page)
    expect(compared).not_to_have_value("How you applied")
    for title in ("Overview", "Response times", "Rejections"):
        go(page, title)
        expect(page.get_by_text("13 of 58 applications")).to_be_visible()
        assert "channel=Job+board" in page.url
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_text("58 applications, all of them")).to_be_visible()
    expect(compared).to_have_value("How you applied")
    settled(page)
    assert "channel" not in page.url


def test_after_saving_the_box_names_the_rejection_of_the_form(sample: Page):
    """What is typed next goes where the page says it goes: to the next rejection, not to the one before."""
    page = go(sample, "Reflect")
    which = page.get_by_test_id("stSelectbox").first.locator("input")
    before = which.input_value()
    page.get_by_label("What you learned").fill("Ask about the team first")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    settled(page)
    expect(page.get_by_text("Not saved yet.")).to_have_count(0)
    expect(which).not_to_have_value(before)
    which.fill("✓")
    page.get_by_role("option").filter(has_text="✓").click()
    settled(page)
    expect(page.get_by_label("What you learned")).to_have_value("Ask about the team first")
