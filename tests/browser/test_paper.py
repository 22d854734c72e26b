"""The report on paper: what to do, and why, is one page; the charts come after it."""

import functools
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lib.log.reading import read_log
from lib.summary.bundle import build
from lib.summary.report import to_html

SAMPLES = Path(__file__).parents[2] / "sample_data"
AS_OF = date(2026, 11, 25)


def pages(page: Page, paper: str) -> int:
    """How many pages the browser prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=False)))


SHEETS = {"A4": (182, 277), "Letter": (188, 259)}
"""Paper → millimetres between its margins, across and down."""

SPLIT = """height => [...document.querySelectorAll('figure')]
    .filter(f => getComputedStyle(f).breakInside != 'avoid' || f.getBoundingClientRect().height > height)
    .map(f => f.innerText.slice(0, 80))"""
WIDE = "width => [...document.querySelectorAll('figure svg')].filter(s => s.clientWidth > width).length"


@functools.cache
def report(sample: str) -> str:
    """The report of a sample."""
    log = read_log((SAMPLES / f"{sample}.csv").read_bytes(), f"{sample}.csv", as_of=AS_OF)
    return to_html(build(log, AS_OF, seed=1)).decode()


def test_no_chart_is_split_or_cut_on_paper(page: Page):
    """Each chart with its words fits a page of A4 and of Letter, and may not be broken over two."""
    page.set_content(report("david"))
    assert pages(page, "A4") > 1
    page.emulate_media(media="print")
    for across, down in SHEETS.values():
        page.set_viewport_size({"width": round(across / 25.4 * 96), "height": 1000})
        assert page.evaluate(SPLIT, down / 25.4 * 96) == []
        assert page.evaluate(WIDE, across / 25.4 * 96) == 0


@pytest.mark.parametrize("sample", ["david", "many_sent", "slowed_down"])
def test_all_but_the_charts_is_one_page(page: Page, sample: str):
    """Without its charts, which begin on a new page, the report is one page."""
    page.set_content(re.sub(r"<script.*?</script>", "", report(sample), flags=re.DOTALL))
    page.add_style_tag(content=".charts { display: none }")
    assert {paper: pages(page, paper) for paper in SHEETS} == {"A4": 1, "Letter": 1}
