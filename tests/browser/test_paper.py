"""The report on paper: what to do, and why, is one page; the charts come after it."""

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


@pytest.mark.parametrize("sample", ["david", "many_sent", "slowed_down"])
def test_all_but_the_charts_is_one_page(page: Page, sample: str):
    """Without its charts the report is one page; with them the first of several."""
    log = read_log((SAMPLES / f"{sample}.csv").read_bytes(), f"{sample}.csv", as_of=AS_OF)
    page.set_content(to_html(build(log, AS_OF, seed=1)).decode())
    assert pages(page, "A4") > 1
    page.add_style_tag(content=".charts { display: none }")
    assert {paper: pages(page, paper) for paper in ("A4", "Letter")} == {"A4": 1, "Letter": 1}
