"""The filters of the Explore pages, in a real browser: chosen, kept from page to page, cleared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import go, open_sample, settled


def leave_job_boards(page: Page) -> None:
    """Lets the applications through one channel pass, and nothing else."""
    page.get_by_role("button", name="Filter", exact=False).first.click()
    page.get_by_test_id("stPopoverBody").get_by_test_id("stMultiSelect").first.locator("input").click()
    page.get_by_role("option", name="Job board").click()
    expect(page.get_by_text("13 of 58 applications")).to_be_visible()
    page.mouse.click(900, 1500)
    settled(page)


@pytest.mark.parametrize("title", ["Overview", "Rejections", "Response times"])
def test_filters_are_kept_and_cleared_at_once(visit: Callable[[str], Page], title: str):
    """What was chosen on one page holds on each, stands in the address, and is gone after one click."""
    page = open_sample(visit("/"))
    leave_job_boards(go(page, "Overview"))
    if title != "Overview":
        go(page, title)
    expect(page.get_by_text("13 of 58 applications")).to_be_visible()
    assert "channel=Job+board" in page.url
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_text("58 applications, all of them")).to_be_visible()
    settled(page)
    assert "channel" not in page.url


def test_what_to_compare_by_comes_back_after_a_filter(visit: Callable[[str], Page]):
    """A filter that leaves one channel takes the channels from the comparison, and only for its own time."""
    page = go(open_sample(visit("/")), "Rejections")
    chosen = page.get_by_role("combobox", name="Compare by")
    expect(chosen).to_have_value("Channel")
    leave_job_boards(page)
    expect(chosen).not_to_have_value("Channel")
    page.get_by_role("button", name="Clear filters").click()
    expect(chosen).to_have_value("Channel")
