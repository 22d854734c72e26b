"""Numbers and names in words."""

from dataclasses import replace
from datetime import date

import pytest

from lib.focus.results import AreaEffect
from lib.measures.rates import Rate
from lib.summary.escaping import plain_markdown
from lib.summary.statements import effect_range, effect_words, per_week, rate_words
from lib.words.phrases import change, named_day

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate(4, 31), "4 of 31 (13%, range 5% to 29%)"),
        (Rate(1, 3), "1 of 3"),
        (Rate(0, 0), "–"),
        (Rate(5, 5), "5 of 5 (range 57% to 100%)"),
    ],
)
def test_counts_come_first_and_stand_alone_under_five(rate, words):
    """A rate reads as counts, then share and range; no share of fewer than five."""
    assert rate_words(rate) == words


def test_changes_carry_their_sign():
    """A change is signed, with a true minus; none is said in words."""
    assert [change(x) for x in (0.41, -0.12, 0.001)] == ["+41%", "−12%", "no change"]


def test_days_and_paces():
    """A day is written without a leading zero, an unknown pace as a dash."""
    assert (named_day(date(2026, 11, 5)), per_week(None), per_week(4.25)) == ("Thu 5 Nov 2026", "–", "4.2")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://a.example/p.png)", "!\\[x\\](http:\\//a.example/p.png)"),
        ("<img src=x>", "&lt;img src=x>"),
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "&#49;. not a list"),
        ("a | b\nc", "a \\| b c"),
        ("C++ (remote)", "C++ (remote)"),
        ("Kern & Co. &lt;b&gt;", "Kern & Co. &amp;lt;b&amp;gt;"),
    ],
)
def test_markdown_shows_text_as_it_is(text, shown):
    """No name from a spreadsheet becomes a link, a picture, HTML, a heading or a table cell."""
    assert plain_markdown(text) == shown


def test_an_effect_at_the_models_end_says_or_more():
    """+100% is the most that the model allows; +41% is not."""
    area = AreaEffect("reflect", "", None, 1.0, 0.25, 1.0, 0.9, True, "", None, None, ())
    assert (effect_words(area), effect_range(area)) == ("+100% or more", "+25% to +100% or more")
    inside = replace(area, effect=0.41, high=0.6)
    assert (effect_words(inside), effect_range(inside)) == ("+41%", "+25% to +60%")
