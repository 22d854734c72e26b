"""Coming back: the workbook in a fresh browser, a refresh, two tabs, and forgetting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Server, leave
from tests.browser.walking import ENTRIES, EXCEPTION, go, kept, reload, settled

Entries = dict[str, dict[str, str]]
STAYS = "Remembered in this browser"
FORGET = "Forget everything on this device"


def forget(page: Page) -> None:
    """Forgets everything: asked once, and answered."""
    page.get_by_role("button", name=FORGET).click()
    page.get_by_role("button", name="Forget it all").click()


FORGOTTEN = "Forgotten: this browser no longer keeps your log."


def write_log(path: Path, rows: int) -> Path:
    """A log with late rejections that nobody has explained, and enough answers to rank."""
    fates = ("Rejected", "Applied", "Rejected after interview", "Phone screen", "Rejected")
    first = date(2026, 3, 2)
    lines = ["Company,Role,Date applied,Status,Source"]
    for i in range(rows):
        day = first + timedelta(days=i * 180 // rows)
        lines.append(f"Firma {i},Data analyst,{day},{fates[i % 5]},{('LinkedIn', 'Referral')[i % 2]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def upload(page: Page, path: Path, rows: int) -> None:
    """Opens a file on the Import page and waits for its heading."""
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.get_by_role("heading", name=f"{rows:,} applications")).to_be_visible()
    settled(page)


def tell_and_tick(page: Page) -> None:
    """Reflects on one rejection, and ticks the first step of the plan."""
    go(page, "Reflect")
    page.get_by_label("What you learned").fill("Bring an example")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    settled(page)
    go(page, "Next steps")
    tick_first(page)
    expect(page.get_by_text(re.compile(r"steps?, 1 done"))).to_be_visible()
    settled(page)


def tick_first(page: Page) -> None:
    """Ticks the first step of the plan."""
    page.get_by_test_id("stMain").get_by_test_id("stCheckbox").first.locator("label").click()


def everything_is_there(page: Page) -> None:
    """The tick on Next steps, the reflection on Reflect."""
    go(page, "Next steps")
    expect(page.get_by_text(re.compile(r"steps?, 1 done"))).to_be_visible()
    assert page.locator(EXCEPTION).count() == 0
    go(page, "Reflect")
    page.get_by_role("combobox", name="Which rejection").fill("✓")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("option", name=re.compile("✓")).click()
    settled(page)
    expect(page.get_by_label("What you learned")).to_have_value("Bring an example")


@pytest.fixture(scope="module")
def remembered(tab: Page, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Entries:
    """What a browser keeps that has opened a log of thirty."""
    tab.goto(server.url)
    upload(settled(tab), write_log(tmp_path_factory.mktemp("log") / "mine.csv", 30), 30)
    expect(tab.get_by_text(STAYS)).to_be_visible()
    entries: Entries = tab.evaluate(ENTRIES, {})
    leave(tab, server.url)
    return entries


def come_back(page: Page, server: Server, remembered: Entries) -> Page:
    """The first page of somebody whose browser has kept a log of thirty."""
    page.goto(f"{server.url}/_stcore/health")
    assert page.evaluate(ENTRIES, remembered) == remembered
    page.goto(server.url)
    expect(page.get_by_role("heading", name="30 applications")).to_be_visible()
    return settled(page)


TOMORROW, YESTERDAY = ("Pacific/Kiritimati", -14 * 60), ("Pacific/Pago_Pago", 11 * 60)
"""Two places whose days differ at any hour, and the minutes that their clocks lag behind."""


def fly(traveller: CDPSession, place: tuple[str, int]) -> None:
    """The clock of the page shows the time of another place."""
    traveller.send("Emulation.setTimezoneOverride", {"timezoneId": place[0]})


def lag(page: Page) -> int:
    """The minutes that the clock of the page lags behind that of Greenwich."""
    return int(page.evaluate("new Date().getTimezoneOffset()"))


def test_a_refresh_and_a_workbook_both_bring_everything_back(
    page: Page, server: Server, remembered: Entries, tmp_path: Path
):
    """Reflect, tick, refresh: all there. Download, open in a fresh browser: all there.

    It is so after a flight over the date line: what was written where it is tomorrow already is refreshed
    where it is yesterday still.
    """
    traveller = page.context.new_cdp_session(page)
    fly(traveller, TOMORROW)
    come_back(page, server, remembered)
    assert lag(page) == TOMORROW[1]
    tell_and_tick(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="Excel workbook").click()
    got.value.save_as(tmp_path / "out.xlsx")
    fly(traveller, YESTERDAY)
    reload(page)
    assert lag(page) == YESTERDAY[1]
    everything_is_there(page)
    traveller.detach()
    leave(page, server.url)  # now it is a browser that was never here
    page.goto(server.url)
    expect(settled(page).get_by_role("heading", name="30 applications")).to_have_count(0)
    upload(page, tmp_path / "out.xlsx", 30)
    everything_is_there(page)


def nothing_is_kept(page: Page) -> None:
    """Opened anew, the page has no log, and the browser has none either."""
    reload(page)
    assert kept(page) == ""
    expect(page.get_by_role("heading", name="30 applications")).to_have_count(0)


def test_two_tabs_keep_what_each_adds_and_forget_together(
    page: Page, server: Server, remembered: Entries, tmp_path: Path
):
    """Both tabs' additions are there after a refresh; what one tab forgets, the other does not write again.

    Remembering that was switched off stays off over a refresh, and can be switched on again.
    """
    other = come_back(page, server, remembered).context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("heading", name="30 applications")).to_be_visible()
    settled(other)
    go(other, "Next steps")
    tick_first(other)
    expect(other.get_by_text(re.compile(r"steps?, 1 done"))).to_be_visible()
    settled(other)
    page.bring_to_front()
    go(page, "Reflect")
    page.get_by_label("What you learned").fill("Bring an example")
    page.get_by_role("button", name="Save and go on").click()
    settled(page)
    reload(page)
    everything_is_there(page)

    other.bring_to_front()
    forget(other)
    expect(other.get_by_text(FORGOTTEN)).to_be_visible()
    page.bring_to_front()
    go(page, "Next steps")
    page.get_by_text("Done: 1 step").click()
    settled(page).get_by_test_id("stMain").locator("label", has=page.locator("input:checked")).first.click()
    expect(page.get_by_text("In another tab this log was forgotten")).to_be_visible()
    other.close()
    nothing_is_kept(page)

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Import").click()
    upload(settled(page), write_log(tmp_path / "mine.csv", 30), 30)
    page.get_by_text("Remember on this device").click()
    expect(page.get_by_text("Nothing stays on this device")).to_be_visible()
    nothing_is_kept(page)
    upload(page, tmp_path / "mine.csv", 30)
    page.get_by_text("Remember on this device").click()
    expect(page.get_by_text(STAYS)).to_be_visible()
    assert kept(page) == "mine.csv"


@pytest.fixture(scope="module")
def back(tab: Page, server: Server, remembered: Entries) -> Iterator[Page]:
    """Somebody who came back, and whose log each test leaves open."""
    yield come_back(tab, server, remembered)
    leave(tab, server.url)


def test_what_is_typed_survives_a_change_of_page(back: Page):
    """Typed and not saved, then a link tapped right out of the field, then back: it is there, each time."""
    page = go(back, "Reflect")
    for words, title in (("Half", "Next steps"), ("Half a thou", "Import"), ("Half a thought", "Focus")):
        page.get_by_label("What you learned").fill(words)
        go(page, title)
        go(page, "Reflect")
        expect(page.get_by_label("What you learned")).to_have_value(words)


def test_a_sample_never_takes_the_place_of_ones_own_log(back: Page):
    """A sample opened over it and closed again, or refreshed away: the own log is there."""
    page = go(back, "Import")
    page.get_by_role("tab", name="Try a sample").click()
    page.get_by_role("button", name=re.compile("David")).click()
    expect(page.get_by_role("heading", name="58 applications")).to_be_visible()
    settled(page)
    reload(page)
    expect(page.get_by_role("heading", name="30 applications")).to_be_visible()


def test_an_updated_spreadsheet_is_recognised_after_a_refresh(back: Page, tmp_path: Path):
    """The log came back by itself, the new version is compared with it, and says what is new."""
    page, mine = back, write_log(tmp_path / "mine.csv", 30)
    text = mine.read_text().replace("Firma 1,Data analyst", "Firma One,Data analyst")
    text = (
        text.replace("2026-03-08,Applied", "2026-03-08,Rejected") + "Neu,Cook,2026-10-01,Applied,LinkedIn\n"
    )
    (tmp_path / "later.csv").write_text(text)
    upload(page, tmp_path / "later.csv", 31)
    expect(page.get_by_text(re.compile(r"new, \d changed: \d turned down"))).to_be_visible()
