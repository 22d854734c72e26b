"""Hostile text in every field and hostile files through the real uploader: nothing happens but words."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from lib.ui.frame import TITLES
from tests.browser.conftest import Server, leave
from tests.browser.walking import EXCEPTION, go, hand_over, listening, settled

EVIL = "evil.example"
TEXTS = (
    f"[click](http://{EVIL}/link)",
    f"![picture](http://{EVIL}/picture.png)",
    f"<img src=http://{EVIL}/tag.png onerror=alert(1)>",
    f"<script>fetch('http://{EVIL}/script')</script>",
    f'<a href="http://{EVIL}/plotly">plotly</a>',
    f'=HYPERLINK("http://{EVIL}/formula","x")',
    "[run](javascript:alert(1))",
    f"http://{EVIL}/bare and www.{EVIL} and me@{EVIL}",
    "\u202e\u2066reversed\u200b\u200d",
    ":material/bomb: :red[loud] :smile: $\\frac{1}{2}$ `code`",
    "# heading",
    "W" * 10_000,
)
POLICY = "Content Security Policy"
"""Words of a browser that kept a page from something."""
HEADERS = ["Company", "Job title", "Date applied", "Status", "Source", "Location", "Reason", "Feedback"]
FATES = ("Rejected", "Applied", "Rejected after interview", "Phone screen", "Rejected after final round")

MADE = f"""() => [...document.querySelectorAll(
    'img:not([src^="data:image/svg+xml;base64,"]), iframe, object, embed, [onerror], .katex, svg a, ' +
    'a[href*="{EVIL}"], a[href^="javascript:"]')]
    .filter(e => e.closest('[data-testid=stMain], [data-testid=stSidebar]'))
    .filter(e => !e.matches('[data-testid=stSidebarLogo], [data-testid=stHeaderLogo], [data-testid=stLogo]'))
    .map(e => e.outerHTML.slice(0, 200))"""


def hostile_log() -> bytes:
    """Sixty applications; every text of every field is hostile, and so is the name of a column."""
    texts = cycle(TEXTS)
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([*HEADERS, f"![team](http://{EVIL}/header.png)", "Contact"])
    for i in range(60):
        day = f"2026-{3 + i // 20:02d}-{1 + i % 20:02d}"
        fate = next(texts) if i % 12 == 11 else FATES[i % 5]
        rest = [next(texts) for _ in range(4)]
        write.writerow([next(texts), next(texts), day, fate, *rest, TEXTS[i % 3], next(texts)])
    return out.getvalue().encode()


@dataclass
class Visit:
    """What happened while the hostile log was looked at."""

    requests: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    made: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    downloads: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture(scope="module")
def visit(tab: Page, server: Server) -> Visit:
    """Every page with the hostile log open, every expander opened, every download taken."""
    seen = Visit()
    with listening(
        tab,
        request=lambda request: seen.requests.append(request.url),
        popup=lambda popup: seen.events.append(f"popup {popup.url}"),
        dialog=lambda dialog: (seen.events.append(dialog.message), dialog.dismiss()),
        console=lambda said: seen.events.append(said.text) if POLICY in said.text else None,
        framenavigated=lambda frame: seen.requests.append(frame.url),
    ):
        tab.goto(server.url)
        settled(tab)
        name = f"![name](http:{EVIL}).csv"
        hand_over(tab, FilePayload(name=name, mimeType="text/csv", buffer=hostile_log()))
        expect(tab.get_by_role("heading", level=1, name="applications")).to_be_visible()
        settled(tab)
        for title in TITLES:
            look_at(tab, title, seen)
        take_away(tab, seen)
    leave(tab, server.url)
    return seen


def look_at(page: Page, title: str, seen: Visit) -> None:
    """Opens a page and all that can be unfolded on it."""
    go(page, title)
    page.locator("[data-testid=stMain] summary").evaluate_all("folds => folds.forEach(fold => fold.click())")
    settled(page)
    assert page.locator("[data-testid=stMain] details:not([open])").count() == 0
    seen.made[title] = page.evaluate(MADE)
    seen.errors[title] = page.locator(EXCEPTION).count()


def take_away(page: Page, seen: Visit) -> None:
    """Takes every download of Next steps."""
    go(page, "Next steps")
    for label in ("Excel workbook", "Report to print", "Markdown", "Cleaned log as CSV"):
        with page.expect_download() as got:
            page.get_by_role("button", name=label).click()
        seen.downloads[label] = got.value.path().read_bytes()


def test_hostile_text_makes_nothing(visit: Visit):
    """No link, picture, frame or formula comes into being on any page, and no page fails."""
    assert {title: made for title, made in visit.made.items() if made} == {}
    assert set(visit.errors.values()) == {0}


def test_hostile_text_reaches_nobody(visit: Visit, server: Server):
    """Every request goes to the app itself; nothing opens, asks or navigates."""
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:", "about:blank")
    assert [url for url in visit.requests if not url.startswith(ours)] == []
    assert visit.events == []


def test_the_report_opens_without_reaching_anybody(visit: Visit, tab: Page, tmp_path: Path):
    """The report of a hostile log, opened as a file, asks for nothing and makes no element of it.

    It is opened in a tab of its own: the shared one would have to read all code of the app anew.
    """
    (tmp_path / "report.html").write_bytes(visit.downloads["Report to print"])
    asked: list[str] = []
    page = tab.context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: asked.append(said.text) if POLICY in said.text else None)
    page.goto((tmp_path / "report.html").as_uri())
    page.wait_for_timeout(200)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.locator(f"a[href*='{EVIL}'], img[src*='{EVIL}'], [onerror], script[src]").count() == 0
    page.close()


def test_no_download_holds_a_formula(visit: Visit):
    """Text cells of the workbook are text, and no cell of the CSV begins as a formula does."""
    book = openpyxl.load_workbook(io.BytesIO(visit.downloads["Excel workbook"]))
    formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert [f for f in formulas if EVIL in str(f)] == []
    rows = csv.reader(io.StringIO(visit.downloads["Cleaned log as CSV"].decode("utf-8-sig")))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))] == []


def workbook() -> bytes:
    """A small good log as a workbook."""
    book = openpyxl.Workbook()
    for row in (HEADERS[:4], ["Acme", "Analyst", "2026-03-02", "Rejected"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_sheet(*change: bytes, at: bytes) -> bytes:
    """The workbook with the pieces of `change` put before `at` in its first sheet."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            pieces = [old.read(name)]
            if name == "xl/worksheets/sheet1.xml":
                before, _, after = pieces[0].partition(at)
                pieces = [before, *change, at, after]
            with new.open(name, "w") as part:
                part.writelines(pieces)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a megabyte that unpacks to 220 MB."""
    letters = [b"a" * 2**20] * 220
    row = b'<row r="9"><c r="A9" t="inlineStr"><is><t>', *letters, b"</t></is></c></row>"
    return with_sheet(*row, at=b"</sheetData>")


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "empty.csv": lambda: b"",
    "header_only.csv": lambda: ",".join(HEADERS).encode() + b"\n",
    "truncated.xlsx": lambda: workbook()[:2000],
    "bomb.xlsx": bomb,
    "renamed.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "entities.xlsx": lambda: with_sheet(ENTITIES, at=b"<worksheet"),
    "wide.csv": lambda: (",".join(f"c{i}" for i in range(20_000)) + "\n" + "x," * 19_999 + "x\n").encode(),
}


def test_hostile_files_get_a_plain_message(page: Page, server: Server):
    """One after another, as a person tries again: the app says what is wrong, and goes on working."""
    page.goto(server.url)
    settled(page)
    said = {}
    for name, make in REFUSED.items():
        hand_over(page, FilePayload(name=name, mimeType="application/octet-stream", buffer=make()))
        alert = page.get_by_test_id("stAlert").filter(has_text=name)
        expect(alert).to_be_visible(timeout=15_000)
        assert settled(page).locator(EXCEPTION).count() == 0
        said[name] = alert.inner_text()
    assert [name for name, text in said.items() if len(text) <= 40 + len(name)] == []
    hand_over(page, FilePayload(name="good.xlsx", mimeType="application/octet-stream", buffer=workbook()))
    expect(page.get_by_role("heading", name="1 row read: 1 application")).to_be_visible()
