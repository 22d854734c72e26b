"""The filters of the Explore pages, in a real browser: chosen, kept from page to page, cleared."""

from __future__ import annotations

from collections.abc import Callable

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


def test_filters_are_kept_and_cleared_at_once(visit: Callable[[str], Page]):
    """What was chosen on one page holds on each, stands in the address, and is gone after one click.

    A filter that leaves one channel takes the channels from the comparison, and only for its own time.
    """
    page = go(open_sample(visit("/")), "Rejections")
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
