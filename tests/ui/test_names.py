"""Names out of a spreadsheet, made harmless."""

import string

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lib.ui.names import plain


@given(st.text(alphabet=st.sampled_from(string.punctuation + "ab \n\t1é公\u202e\u200b"), max_size=40))
def test_markdown_shows_a_name_as_it_is(text: str):
    """Whatever a name holds, Markdown makes nothing of it but text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse("x " + plain(text))
    inner = [child.type for token in tokens for child in token.children or []]
    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert set(inner) <= {"text", "text_special"}


def test_a_long_name_is_cut():
    """No name takes more than its limit."""
    assert plain("a" * 10_000, 20) == "a" * 19 + "…"


def test_direction_marks_and_zero_width_characters_are_dropped():
    """Characters that change the direction or hide between others do not reach the screen."""
    assert plain("A\u202eB\u200bC\u0000") == "ABC"
