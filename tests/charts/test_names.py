"""Names and numbers beside the marks."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts import names
from lib.charts.dots import captions
from lib.charts.palette import PALETTES
from lib.words import terms


def test_examples_hold():
    """The examples in the docstrings are true."""
    assert doctest.testmod(names).failed == 0


@given(st.text(max_size=200), st.integers(8, 60))
def test_shortened_names_fit(text, width):
    """A shortened name is never wider than asked for, and a name that fits is left whole."""
    short = names.shorten(text, width)
    assert names.text_width(short) <= width
    assert short == names.clean(text) or "…" in short


@given(st.text(max_size=200))
def test_escaped_names_have_no_tags(text):
    """Nothing that is left of a name can open or close a tag."""
    assert not set("<>") & set(names.escape(text))
    assert not set("<>") & set(names.wrap(text).replace("<br>", ""))


@given(st.text(max_size=300), st.integers(10, 40))
def test_wrapped_lines_fit(text, width):
    """A wrapped name has at most three lines, and none is wider than asked for."""
    rows = names.wrap(text, width).split("<br>")
    assert len(rows) <= 3
    unescaped = [r.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for r in rows]
    assert all(names.text_width(row) <= width for row in unescaped)


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\x07b"])
def test_invisible_characters_are_dropped(text):
    """Characters that turn or hide text do not reach the screen."""
    assert names.clean(text) == "ab"


def test_every_channel_is_named_in_full_beside_the_longest_counts():
    """None of them is cut where it need not be."""
    rows = [(name, "under half so far, 12 replies") for name in terms.CHANNELS.values()]
    told = [line["text"] for line in captions(rows, PALETTES["light"])[::2]]
    assert told == list(terms.CHANNELS.values())
