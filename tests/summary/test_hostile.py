"""Hostile text in every field and in all that was added: every download shows it and obeys nothing.

What comes out is read by programs of other people, as whoever opens a download does.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import html5lib
import icalendar
import openpyxl
import pytest
import vobject
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lib.__main__ import main
from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.summary import record
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.bundle import Summary, build
from lib.summary.contract import to_json
from lib.summary.formats import FORMATS
from lib.summary.keeping import from_plain, to_plain
from lib.summary.plan import planned_steps
from tests.summary.test_second_readers import without_library

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 23)
EVIL = "evil.example"
TEXTS = (
    f"[click](http://{EVIL}/link)",
    "[run](javascript:alert(1))",
    f"![picture](http://{EVIL}/picture.png)",
    f"<img src=http://{EVIL}/tag.png onerror=alert(1)>",
    f"</td></script><script>fetch('http://{EVIL}/script')</script>",
    f'<a href="http://{EVIL}/plotly">plotly</a>',
    f'=HYPERLINK("http://{EVIL}/formula","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "Acme\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM",
    "Acme\nATTACH:http://evil.example/calendar\nEND:VEVENT",
    'Acme\x00\x07\x1b[31m\x7f\x85\u2028\u2029","b": {"c',
    "\u202ereversed\u2066\u200b\u200d\ufeff",
    f"www.{EVIL} and me@{EVIL} and http://{EVIL}/bare",
    "javascript:alert(1)",
    "file:///etc/passwd",
    f"\\\\{EVIL}\\share\\x",
    "data:text/html,<script>alert(1)</script>",
    f'http://{EVIL}/x" onmouseover="alert(1)',
    "| cell | cell |\n|---|---|\n# heading\n- [x] item\n> quoted\n```",
    "&lt;b&gt; &#x3c;i&#x3e; {{ 7*7 }} {% raw %} ${7*7}",
    "\ud800 half a character",
    "W" * 10_000,
)
HEADERS = ("Company", "Role", "Date applied", "Status", "Source", "Location", "Reason", "Feedback", "URL")
FATES = ("Rejected", "Applied", "Rejected after interview", "Phone screen", "Rejected after final round")


def hostile_log() -> bytes:
    """A log of applications in which each text stands once in each field, under a hostile header as well."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow([*HEADERS, TEXTS[0]])
    for i in range(3 * len(TEXTS)):
        texts = [TEXTS[(i + shift) % len(TEXTS)] for shift in range(8)]
        fate = texts[2] if i % 7 == 6 else FATES[i % 5]
        day = f"2026-{5 + i // 20:02d}-{1 + i % 20:02d}"
        write.writerow([texts[0], texts[1], day, fate, *texts[3:8], texts[2]])
    return out.getvalue().encode("utf-8", "surrogatepass").replace(b"\x00", b"")


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Everything about the hostile log, with hostile steps, people, reflections and a hostile experiment."""
    result = read_log(hostile_log(), f"![file](http:{EVIL}).csv", as_of=AS_OF)
    keys = application_keys(result.log.applications)
    told = {k: Reflection(reason=t, feedback=t, lesson=t) for k, t in zip(keys, TEXTS, strict=False)}
    added = Additions(
        reflections=told,
        marks=tuple(StepMark(f"own/{i}", what=t, due=AS_OF, own=True) for i, t in enumerate(TEXTS)),
        contacts=tuple(Contact(t, t, t, AS_OF, t) for t in TEXTS),
    )
    added = from_plain(json.loads(json.dumps(to_plain(added, private=True))))
    honest = build(result, AS_OF, additions=added)
    trial = honest.experiment
    assert trial is not None
    hostile = replace(trial, change=TEXTS[13], sentence=" ".join(TEXTS)).to_record()
    return replace(honest, additions=replace(added, experiment=hostile))


@pytest.fixture(scope="module")
def files(summary: Summary) -> dict[str, bytes]:
    """Every download of the hostile log by its format, and both of its search records."""
    listed = record.to_record(summary.log, date(2026, 1, 1), AS_OF)
    records = {"record.html": record.to_html(listed), "record.xlsx": record.to_workbook(listed)}
    return {key: made.render(summary) for key, made in FORMATS.items()} | records


def test_a_calendar_holds_nothing_but_the_steps(files: dict[str, bytes], summary: Summary):
    """Two readers find one entry and one alarm for each step, and no property that we did not write."""
    steps = sum(not step.done for step in planned_steps(summary)) + 1
    calendar = icalendar.Calendar.from_ical(files["ics"])
    events = calendar.walk("VEVENT")
    assert len(events) == len(calendar.walk("VALARM")) == steps == len(calendar.subcomponents)
    assert {len(event.subcomponents) for event in events} == {1}
    known = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}
    assert {name for event in events for name in event} == known
    assert {str(alarm["ACTION"]) for alarm in calendar.walk("VALARM")} == {"DISPLAY"}
    assert len(vobject.readOne(files["ics"].decode()).vevent_list) == steps


def test_every_line_of_a_calendar_is_a_line_to_every_reader(files: dict[str, bytes]):
    """However a reader splits lines, each begins with a name of ours or goes on from the one before."""
    names = ("BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP")
    names += ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "ACTION", "TRIGGER")
    lines = files["ics"].decode().splitlines()
    assert [line for line in lines if not line.startswith((" ", *names))] == []
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_markdown_makes_no_link_picture_or_html(files: dict[str, bytes], summary: Summary):
    """CommonMark with tables and bare addresses switched on makes text of every hostile text."""
    for reader in (MarkdownIt("commonmark").enable("table"), MarkdownIt("gfm-like", {"linkify": False})):
        tokens = list(flat(reader.parse(files["md"].decode())))
        kinds = {token.type for token in tokens}
        assert not kinds & {"link_open", "image", "html_block", "html_inline", "fence", "code_block", "hr"}
    own = [step.what for step in planned_steps(summary) if step.own]
    assert len([token for token in tokens if token.type == "list_item_open"]) >= len(own)
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert headings[1:] == [
        "Plan",
        "One change to try",
        "The five areas",
        "What your log says",
        "How it was read",
    ]


def flat(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with those inside them."""
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def test_the_pages_hold_no_foreign_element(files: dict[str, bytes]):
    """A parser that follows the HTML standard finds no address but those of postings, and no handler."""
    for name in ("html", "record.html"):
        page = without_library(files[name])
        tree = html5lib.parse(page, transport_encoding="utf-8", namespaceHTMLElements=False)
        attributes = [(e.tag, key, value) for e in tree.iter() for key, value in e.attrib.items()]
        assert [a for a in attributes if a[1].startswith("on")] == []
        links = [value for _, key, value in attributes if key in ("href", "src", "action", "data", "srcset")]
        assert [link for link in links if not link.startswith((f"http://{EVIL}", "#"))] == []
        assert (name == "record.html") or links == []
        assert [e.tag for e in tree.iter() if e.tag in ("img", "iframe", "object", "form", "base")] == []
        scripts = [e.text or "" for e in tree.iter("script")]
        assert [s for s in scripts if EVIL in s and "Plotly.newPlot" not in s] == []


def test_no_workbook_runs_anything(files: dict[str, bytes]):
    """Text cells are text, marked so that they stay text when edited; no link and no outside reference."""
    for name in ("xlsx", "record.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(files[name]))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
        assert [c.value for c in cells if c.data_type == "f" and EVIL in str(c.value)] == []
        assert [c.value for c in cells if c.hyperlink] == []
        starts = [c for c in cells if c.data_type == "s" and str(c.value).startswith(tuple("=+-@\t\r\n"))]
        assert starts
        assert [c.value for c in starts if not c.quotePrefix] == []
        with zipfile.ZipFile(io.BytesIO(files[name])) as parts:
            outside = [n for n in parts.namelist() if b'TargetMode="External"' in parts.read(n)]
        assert outside == []


def test_the_csv_has_one_row_for_each_application(files: dict[str, bytes], summary: Summary):
    """No text ends a row or a cell early, and no cell begins as a formula does."""
    header, *rows = csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"), newline=""), strict=True)
    assert len(rows) == len(summary.log)
    assert {len(row) for row in rows} == {len(header)}
    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n\uff1d"))] == []


def test_the_json_is_read_back_the_same(files: dict[str, bytes], summary: Summary):
    """Strict JSON in valid UTF-8, with every control character escaped, says what the summary says."""
    text = files["json"].decode("utf-8")
    assert json.loads(text, parse_constant=pytest.fail) == json.loads(json.dumps(to_json(summary)))
    assert [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"] == []
    assert [c for c in text if c in HIDDEN] == []


HIDDEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the reading direction of what follows them."""


@pytest.mark.parametrize("name", ["md", "ics", "html", "record.html"])
def test_nothing_turns_the_words_around_it(files: dict[str, bytes], name: str):
    """What is read as a page or a calendar holds no character that turns or hides the text after it."""
    text = re.sub(r"<script.*?</script>", "", files[name].decode(), flags=re.DOTALL)
    odd = {c for c in text if c in HIDDEN or (unicodedata.category(c) in ("Cc", "Cs") and c not in "\r\n\t")}
    assert odd == set()


def test_the_command_line_writes_every_format(files: dict[str, bytes], tmp_path: Path):
    """The hostile log on disk becomes the same kinds of files, and a readable JSON where it is no log."""
    (tmp_path / "log.csv").write_bytes(hostile_log())
    (tmp_path / "none.csv").write_text(f"{TEXTS[3]},{TEXTS[4]}\n{TEXTS[5]},x\n")
    asked = [part for key in FORMATS for part in ("--format", key)]
    given = [str(tmp_path / "log.csv"), str(tmp_path / "none.csv"), "--as-of", AS_OF.isoformat()]
    assert main([*given, *asked, "--out", str(tmp_path / "out")]) == 2
    assert {p.name for p in (tmp_path / "out").glob("log.csv.*")} == {f"log.csv.{key}" for key in FORMATS}
    for name in ("log.csv.json", "none.csv.json"):
        json.loads((tmp_path / "out" / name).read_bytes())
