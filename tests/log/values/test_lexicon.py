"""Phrases found in free text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.values import recall
from lib.log.values.lexicon import Lexicon, fold, split_tokens

WORDS = Lexicon(
    {"no": ["rejected", "not selected"], "talk": ["interview*", "一面"], "not": ["not"], "yes": ["selected"]}
)


def meanings(text: str) -> list[str]:
    """What the phrases in a text mean, from left to right."""
    return [found.meaning for found in WORDS.find(text)[1]]


def test_the_longest_phrase_wins() -> None:
    """The words “not selected” are one phrase, not a denial and a success."""
    assert meanings("Sadly not selected") == ["no"]


def test_a_star_leaves_the_ending_open() -> None:
    """The phrase “interview*” is also interviews and interviewing."""
    assert meanings("interviewing, interviews") == ["talk", "talk"]


def test_a_phrase_does_not_cross_a_break() -> None:
    """A comma, a bracket or a spaced dash parts two phrases."""
    assert meanings("not, selected") == ["not", "yes"]
    assert meanings("not - selected") == ["not", "yes"]


@pytest.mark.parametrize(
    "slip", ["reejected", "rejcted", "rejectd", "reeeejected", "rejectedd", "REJECTED!!", "rejeted"]
)
def test_a_slip_of_the_keyboard_is_forgiven(slip: str) -> None:
    """One letter too many, too few, or in the wrong place changes no meaning."""
    assert meanings(slip) == ["no"]


def test_another_word_is_no_slip() -> None:
    """Short words and words that begin with another letter stand for themselves."""
    assert meanings("projected elected nota") == []


def test_some_words_mean_something_only_alone() -> None:
    """What is an everyday word of another language counts only where no other word stands beside it."""
    words = Lexicon({"offer": ["đỗ"], "paper": ["es"], "no": ["raté*", "test raté"]}, ["đỗ", "es", "raté*"])
    found = {text: [word.meaning for word in words.find(text)[1]] for text in (
        "Đỗ", "đỗ 12/3", "Đỗ, ok", "do not apply", "ES提出", "es gab", "rated", "rated well", "test raté",
    )}  # fmt: skip
    assert found == {
        "Đỗ": ["offer"], "đỗ 12/3": ["offer"], "Đỗ, ok": ["offer"], "do not apply": [],
        "ES提出": ["paper"], "es gab": [], "rated": ["no"], "rated well": [], "test raté": ["no"],
    }  # fmt: skip


def test_words_that_a_program_joined_are_parted() -> None:
    """“interviewRejected” is two words; a name that is a known word stays one."""
    assert meanings("interviewRejected") == ["talk", "no"]
    assert meanings("NotSelected") == ["no"]
    words = Lexicon({"board": ["linkedin"], "no": ["in"]})
    assert [word.meaning for word in words.find("LinkedIn")[1]] == ["board"]


def test_east_asian_text_needs_no_spaces() -> None:
    """Characters are matched one by one, inside longer text."""
    assert meanings("昨天一面了") == ["talk"]
    assert split_tokens("HR面 2次") == ("hr", "面", "2", "次")


def test_folding_forgets_case_accents_and_width() -> None:
    """What looks alike is alike."""
    assert fold("ＲÉSUMÉ Łódź") == "resume lodz"
    assert fold("l'étude didn’t") == "l etude didnt"


def test_a_phrase_with_two_meanings_is_refused() -> None:
    """A contradiction in the word lists is an error, not a coin toss."""
    with pytest.raises(ValueError, match="both"):
        Lexicon({"a": ["same words"], "b": ["Same words"]})


@given(st.text(max_size=80))
def test_found_phrases_lie_inside_the_text_and_apart(text: str) -> None:
    """Phrases come in order, within the tokens, and do not overlap."""
    tokens, found = WORDS.find(text)

    edges = [edge for word in found for edge in (word.start, word.stop)]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(tokens)


def test_words_of_a_log_are_forgotten():
    """What was kept of the words of somebody's log, to read them once, is gone when they are forgotten."""
    kept: Any = WORDS._keys
    WORDS.find("rejected by Zyzzyva")
    assert kept.cache_info().currsize > 0
    recall.forget()
    assert kept.cache_info().currsize == 0
