"""The one-file report, read by html.parser."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from lib.log.reading import read_log
from lib.log.schema import ImportResult
from lib.summary.bundle import build
from lib.summary.report import to_html
from tests.summary.small_logs import AS_OF, HOSTILE, imported, some_rows

pytestmark = pytest.mark.slow

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """The tags of a page, its text outside scripts, and what is not closed as it was opened."""

    def __init__(self, page: bytes):
        super().__init__()
        self.open, self.wrong, self.tags, self.text = [], [], [], []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        """Notes the tag with its attributes."""
        self.tags.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        """Notes whether it closes the last one."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        """Keeps the text a person sees."""
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def named(self, *tags):
        """The attributes of every such tag."""
        return [attrs for tag, attrs in self.tags if tag in tags]


@pytest.fixture(scope="module")
def report(summarise):
    """The report of the small log."""
    return Page(to_html(summarise()))


def test_every_tag_is_closed_and_headings_do_not_skip(report):
    """The page is well formed, says its language, and has one main heading."""
    levels = [int(tag[1]) for tag, _ in report.tags if tag in ("h1", "h2", "h3")]
    assert (report.open, report.wrong) == ([], [])
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert report.named("html")[0]["lang"] == "en"


def test_nothing_is_loaded_from_anywhere(report):
    """No tag refers to a file or an address outside."""
    assert report.named("link", "img", "iframe", "form", "object") == []
    assert [attrs for _, attrs in report.tags if attrs.keys() & {"src", "href", "action"}] == []


def test_every_chart_says_its_takeaway_in_text(report, summarise):
    """Each chart has a caption, a text alternative and its numbers in a table."""
    drawings = [attrs for attrs in report.named("div") if attrs.get("class") == "drawing"]
    assert len(drawings) == len(report.named("figure")) == len(report.named("figcaption")) == 6
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in drawings)
    drafts = [step for step in summarise().plan.steps if step.draft]
    assert len(report.named("details")) == 6 + len(drafts)


def test_paper_is_not_pointed_at(report):
    """No caption tells to point, to select or to see a table: those are for the screen, and not printed."""
    asked = re.findall(r"[^.]*\b(?:[Pp]oint at|[Ss]elect|the table)\b[^.]*", " ".join(report.text))
    assert asked == []


def test_no_chart_can_upload_anything(summarise):
    """The button that would send a chart away is off in every chart."""
    text = to_html(summarise()).decode()
    assert text.count('"showSendToCloud": false') == text.count("Plotly.newPlot(") - text.count(
        "Plotly.newPlot(t"
    )
    assert text.count('"displayModeBar": false') == 6


def test_names_from_the_log_stay_text(summarise, report):
    """A script in a company's name is text, in the page and in the data of its charts."""
    assert "<script>alert" not in to_html(summarise()).decode()
    assert len(report.named("script")) == 1 + 6


@pytest.mark.parametrize("times", [1, 40])
def test_the_size_does_not_grow_with_the_log(times):
    """Forty times the rows, and still under 6 MB."""
    assert len(to_html(build(imported(some_rows() * times), AS_OF))) < 6_000_000


def test_a_log_without_dates_has_a_report_without_the_charts_that_need_them():
    """What cannot be drawn is left out, and what is not known is said, not counted as nothing."""
    result: ImportResult = imported([{"company": HOSTILE}, {"company": "Fernhill"}])
    page = Page(to_html(build(result, AS_OF)))
    assert (page.open, page.wrong) == ([], [])
    text = "".join(page.text)
    assert "2 applications" in text
    assert "not known: no application has a day" in text
    assert "0.0 a week" not in text
    assert "fewer than half" not in text


def test_channels_stand_under_their_names():
    """The report says "Job board", never the word that the log is coded with."""
    rows = [f"Firm {i},2026-03-{i + 1:02d},{('LinkedIn', 'Referral')[i % 2]},Rejected" for i in range(20)]
    data = "\n".join(["Company,Applied,Source,Status", *rows]).encode()
    page = Page(to_html(build(read_log(data, "mine.csv", as_of=AS_OF), AS_OF)))
    assert any("Job board" in text or "job board" in text for text in page.text)
    assert not any(text.strip() in ("board", "site") for text in page.text)


def test_reasons_that_the_areas_give_are_printed_once(summarise):
    """A step whose reason is an area's evidence is marked, so that paper shows it once; others are not."""
    summary = summarise()
    said = tuple(area.because for area in summary.ranking.areas)
    repeated = [step for step in summary.plan.steps if step.why.endswith(said)]
    page = Page(to_html(summary))
    marked = [attrs for attrs in page.named("div") if "repeated" in (attrs.get("class") or "").split()]
    assert 0 < len(marked) == len(repeated) < len(summary.plan.steps)


def test_the_charts_follow_all_the_rest(summarise):
    """Plan, areas and key figures first: the sections stand in this order."""
    sections = [attrs["aria-labelledby"] for attrs in Page(to_html(summarise())).named("section")]
    assert [name for name in sections if name != "today"] == ["plan", "areas", "figures", "charts"]
