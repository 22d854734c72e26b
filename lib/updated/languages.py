"""The language of a log, and its words for statuses and headers that the log does not have yet."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lib.log.schema import STAGES
from lib.log.values.lexicon import fold
from lib.log.vocabulary import languages, load_language

ENGLISH = "en"
AT_OFFER = ("offer", "accepted", "declined")
"""Outcomes whose word need not say the stage."""


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    with Path(__file__).with_name("languages.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _own() -> Mapping[str, frozenset[str]]:
    """Language → the headers and status words that only it has, without case and accents."""
    words = {code: {fold(word.rstrip("*")) for word in _all_words(code)} for code in languages()}
    had_by = Counter(word for own in words.values() for word in own)
    return {code: frozenset(word for word in own if had_by[word] == 1) for code, own in words.items()}


def _all_words(code: str) -> Iterable[str]:
    known = load_language(code)
    for words in (*known.fields.values(), *known.statuses.values()):
        yield from words


def language_of(texts: Iterable[str]) -> str:
    """The language with the most headers and statuses in `texts` that only it has; English if none leads."""
    told = [fold(text) for text in texts]
    counts = {code: sum(text in own for text in told) for code, own in _own().items()}
    best = max(counts, key=lambda code: (counts[code], code == ENGLISH))
    return best if counts[best] else ENGLISH


def word_in(language: str, stage: str, outcome: str) -> str | None:
    """The word of a language for a stage and outcome; None for English, or if the language has no word."""
    known = _words().get(language)
    if known is None:
        return None
    if outcome in AT_OFFER:
        return str(known[outcome])
    reached = STAGES.index(stage) - 1
    if reached < 0:
        return str(known["applied" if outcome == "open" else outcome])
    if reached >= len(known["stages"]):
        return None
    if outcome == "open":
        return str(known["stages"][reached])
    return str(known["after"]).format(end=known[outcome], stage=known["stages_after"][reached])


def header_in(language: str, field: str) -> str | None:
    """The header of a language for a field whose column is added; None if it has none."""
    found: str | None = _words().get(language, {}).get("headers", {}).get(field)
    return found
