"""Reflecting in a real browser: the box and the form speak of the same rejection."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.walking import go, open_sample, settled


def test_after_saving_the_box_names_the_rejection_of_the_form(visit: Callable[[str], Page]):
    """What is typed next goes where the page says it goes: to the next rejection, not to the one before."""
    page = open_sample(visit("/"))
    go(page, "Reflect")
    which = page.get_by_test_id("stSelectbox").first.locator("input")
    before = which.input_value()
    page.get_by_label("What you learned").fill("Ask about the team first")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Saved")).to_be_visible()
    settled(page)
    expect(which).not_to_have_value(before)
    which.fill("✓")
    page.get_by_role("option").filter(has_text="✓").click()
    settled(page)
    expect(page.get_by_label("What you learned")).to_have_value("Ask about the team first")
