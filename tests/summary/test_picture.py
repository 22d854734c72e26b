"""The picture to share: what it shows is counted right, named for everybody, and inside its frame."""

import io
import re
from collections import Counter
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lib.charts.palette import LIGHT
from lib.charts.poster import LETTER, square, wide
from lib.log.schema import OUTCOME_TYPE, OUTCOMES, STAGE_TYPE, STAGES
from lib.summary.formats import FORMATS
from tests.charts.chart_frames import frame, seen
from tests.tries import tries

pytestmark = pytest.mark.slow

KINDS = ("png", "square.png", "svg", "sankey.txt")


def ended(*ends):
    """Applications that got as far as (stage) and stand at (outcome)."""
    found, stands = zip(*ends, strict=True)
    kinds = {
        "stage": pd.Series(found).astype(STAGE_TYPE),
        "outcome": pd.Series(stands).astype(OUTCOME_TYPE),
    }
    return seen(frame(len(ends), **kinds))


@pytest.fixture
def files(summarise):
    """The pictures of the small log."""
    summary = summarise()
    return summary, {key: FORMATS[key].render(summary) for key in KINDS}


def test_three_counts_stand_beside_the_flow():
    """Of four applications three led to a conversation and one to an offer: 4, 3, 1."""
    poster = wide(
        ended(("applied", "rejected"), ("screen", "open"), ("interview", "rejected"), ("offer", "accepted")),
    )
    texts = [w.text for w in poster.words]
    for count, what in (
        ("4", "applications"),
        ("3", "led to a conversation"),
        ("1", "led to an offer"),
    ):
        assert texts[texts.index(what) - 1] == count
    assert {"Accepted 1", "Waiting 1", "Turned down 1"} <= set(texts)


def test_a_log_without_applications_has_a_picture_that_says_so(summarise):
    """Nothing to draw is said, not failed over."""
    assert wide(summarise().seen.where([False] * len(summarise().log))) is None


@tries(12)
@given(st.lists(st.tuples(st.sampled_from(STAGES), st.sampled_from(OUTCOMES)), min_size=1, max_size=60))
def test_nothing_reaches_over_the_edge(ends):
    """Whatever the log, every shape and every word lies inside the picture, wide and square."""
    for poster in (wide(ended(*ends)), square(ended(*ends))):
        corners = [point for shape in poster.shapes for point in shape.points]
        corners += [(w.x, w.y - w.size) for w in poster.words]
        corners += [
            (w.x + LETTER * w.size * len(w.text), w.y) for w in poster.words if w.y < poster.height - 60
        ]
        assert all(0 <= x <= poster.width and 0 <= y <= poster.height for x, y in corners)


def test_no_employer_role_or_person_is_named(files):
    """Not one word of the log itself is in the SVG or the text: only names of ours."""
    summary, made = files
    own = {
        str(value)
        for column in ("company", "role", "contact", "location")
        for value in summary.log.applications[column].dropna()
    }
    assert own
    for key in ("svg", "sankey.txt"):
        assert [word for word in own if word in made[key].decode()] == []


def test_the_pictures_have_their_sizes_and_colours(files):
    """1200 × 630 and 1200 × 1200; the bar of all applications has the colour of its stage."""
    _, made = files
    for key, size in (("png", (1200, 630)), ("square.png", (1200, 1200))):
        image = Image.open(io.BytesIO(made[key])).convert("RGB")
        assert image.size == size
        colours = Counter(image.get_flattened_data())
        wanted = LIGHT.stages["applied"]
        assert colours[tuple(int(wanted[i : i + 2], 16) for i in (1, 3, 5))] > 500


def test_the_svg_is_one_file_that_loads_nothing(files):
    """Well-formed, with its text alternative, and without a link, a script or a style."""
    _, made = files
    root = ElementTree.fromstring(made["svg"])
    assert {e.tag.split("}")[1] for e in root.iter()} == {"svg", "rect", "polygon", "text"}
    assert root.get("aria-label").endswith(".")
    assert not [k for e in root.iter() for k in e.attrib if "href" in k or k.startswith("on") or k == "style"]


def test_sankeymatic_reads_a_flow_in_which_nothing_is_lost(files):
    """Lines as it documents them, no name for two things, and what comes into a stage goes out of it."""
    summary, made = files
    flow, colours = made["sankey.txt"].decode().strip().split("\n\n")
    links = [
        re.fullmatch(r"([A-Z][\w ]*) \[(\d+)\] ([A-Z][\w ]*)", line).groups() for line in flow.split("\n")
    ]
    into, out = Counter(), Counter()
    for source, count, target in links:
        out[source] += int(count)
        into[target] += int(count)
    assert out["Applied"] == len(summary.log)
    assert all(into[name] == out[name] for name in out if name != "Applied")
    named = [re.fullmatch(r":([A-Z][\w ]*) #[0-9A-F]{6}", line)[1] for line in colours.split("\n")]
    assert sorted(named) == sorted(into.keys() | out.keys())


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("", "detour-2026-11-23.xlsx"),
        ("Anna Müller", "detour-anna-müller-2026-11-23.xlsx"),
        ('../../etc: "x"\n<b>', "detour-etc-x-b-2026-11-23.xlsx"),
    ],
)
def test_a_file_is_named_after_the_person_and_the_day(summarise, name, file):
    """Letters and digits of the name, nothing that a file system or a header could take for more."""
    assert FORMATS["xlsx"].file_name(summarise(name=name)) == file.replace(
        "2026-11-23", str(summarise().made_on)
    )


def test_the_report_carries_the_name(summarise):
    """It stands in the first line, as text whatever it holds."""
    page = FORMATS["html"].render(summarise(name="Anna <b>")).decode()
    assert '<p class="quiet">Anna &lt;b&gt;, ' in page
