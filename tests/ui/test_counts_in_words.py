"""Sentences of pages that begin with counts: right for none, one, all and many."""

from types import SimpleNamespace

import pandas as pd
import pytest

from lib.ui.as_read import how_they_stand, set_aside_title
from lib.ui.clock import _asked
from lib.ui.comparing import _alike
from lib.ui.editing import _waiting


@pytest.mark.parametrize(
    ("advice", "undated", "said"),
    [
        (["follow up"] * 2 + ["let go"], 0, "2 to follow up, 1 to stop waiting for"),
        (["let go"] * 5, 0, "all to stop waiting for"),
        (["wait"] * 2, 0, "both to wait for"),
        (["wait"], 0, "to wait for"),
        (["wait"], 1, "1 to wait for, 1 without a usable date"),
        (["follow up"] * 6, 0, "all to follow up (the first 5 matter most)"),
    ],
)
def test_what_the_clock_asks_is_counted_only_where_it_differs(advice, undated, said):
    """No "5 applications waiting: 5 to stop waiting for"."""
    assert _asked(pd.DataFrame({"advice": advice}), undated) == said


@pytest.mark.parametrize(
    ("waiting", "of", "said"),
    [
        (3, 5, ", 3 of them waiting"),
        (5, 5, ", all of them waiting"),
        (0, 5, ", none of them waiting"),
        (1, 1, ", waiting"),
        (0, 1, ""),
        (0, 0, ""),
    ],
)
def test_how_many_wait(waiting, of, said):
    """No "1 application, 1 of them waiting"."""
    assert _waiting(waiting, of) == said


def test_rates_that_are_all_alike_are_a_sentence():
    """None or all of 12: there is no difference to look for; where one differs, nothing is said."""
    of = lambda *hits: SimpleNamespace(table=pd.DataFrame({"hits": hits, "trials": 6}))  # noqa: E731
    assert _alike(of(0, 0), "had a reply") == "None of 12 had a reply, so there is nothing to compare."
    assert _alike(of(6, 6), "had a reply") == "All 12 had a reply, so there is nothing to compare."
    assert _alike(of(0, 1), "had a reply") == ""


def test_why_rows_were_set_aside_is_said_as_in_their_table():
    """One reason has one name."""
    line = SimpleNamespace(reason="exact duplicate")
    said = set_aside_title(SimpleNamespace(set_aside=(line, line)))
    assert said == "Set aside: 2 rows, exactly the same as an earlier row"


def test_silence_after_a_conversation_is_counted_apart():
    """Of three that ended without a word, one had a conversation before; all four are counted once."""
    log = pd.DataFrame(
        {"outcome": ["no_reply"] * 3 + ["open"], "stage": ["applied", "interview", "applied", "applied"]}
    )
    assert how_they_stand(log) == "1 waiting, 2 without a reply, 1 without a word after a conversation"
