"""What reasons and feedback are about, read with a curated vocabulary."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lib.measures.curves import Days
from lib.measures.seen import Seen

SOURCES = ("reason", "feedback")
MOST_QUOTES = 5
LONGEST_QUOTE = 200

_CLAUSE = re.compile(r"[.;!?\n。；！？]|,\s")
_WORD = re.compile(r"[^\W_]+")
_DENSE = 0x2E80
"""First code point of the scripts that write without spaces."""

Phrase = tuple[int, tuple[str, ...]]
"""The place of a theme in the vocabulary, and the words of one phrase in their order."""


@dataclass(frozen=True)
class Theme:
    """A subject that reasons and feedback are about, with its count, quotes, rows and words."""

    name: str
    count: int
    """How many applications have a reason or feedback about it."""
    quotes: tuple[str, ...]
    """Up to five of the texts, most frequent first, cut at 200 characters."""
    rows: tuple[int, ...]
    """Rows of the source, in the order of the log."""
    words: tuple[str, ...]
    """The words that were recognised."""


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "themes.toml").read_text(encoding="utf-8"))


@cache
def _names() -> tuple[str, ...]:
    return tuple(theme["name"] for theme in _vocabulary()["theme"])


@cache
def _phrases() -> dict[str, list[Phrase]]:
    """Every phrase under the beginning of its first word."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for place, theme in enumerate(_vocabulary()["theme"]):
        for phrase in theme["words"]:
            words = tuple(phrase.split())
            found[words[0].removesuffix("*")].append((place, words))
    return found


@cache
def _dense_phrases() -> tuple[tuple[int, str], ...]:
    return tuple((p, key) for key, phrases in _phrases().items() for p, _ in phrases if ord(key[0]) >= _DENSE)


@cache
def _word_list(table: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole words of a list, and the beginnings of words."""
    words = _vocabulary()[table]
    return frozenset(words), tuple(w.removesuffix("*") for w in words if w.endswith("*"))


def themes(seen: Seen) -> tuple[Theme, ...]:
    """What the reasons and feedback of applications that led to no offer are about, most frequent first.

    One application counts once in a theme, and may count in several. Praise ("strong technical skills, but
    …") does not count; offers and withdrawals are left out.
    """
    texts = seen.applications.loc[~(seen.offered | seen.withdrawn), ["row", *SOURCES]].reset_index(drop=True)
    said = pd.concat([texts[source] for source in SOURCES]).dropna()
    codes, distinct = pd.factorize(said)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for code, text in enumerate(distinct):
        for name, word in recognise(str(text)).items():
            found[name][code] = word
    rows = texts["row"].to_numpy()
    gathered = [_gather(name, found[name], codes, said, rows) for name in _names() if name in found]
    return tuple(sorted(gathered, key=lambda theme: -theme.count))


def _gather(name: str, words: dict[int, str], codes: Days, said: pd.Series[str], rows: Days) -> Theme:
    """One theme, from the distinct texts about it; `words` is code of a text → its words for the theme."""
    speaking = np.isin(codes, list(words))
    places = np.unique(said.index.to_numpy()[speaking])
    frequent = [code for code, _ in Counter(codes[speaking].tolist()).most_common()]
    texts = dict(zip(codes[speaking].tolist(), said[speaking], strict=True))
    return Theme(
        name=name,
        count=len(places),
        quotes=tuple(dict.fromkeys(_cut(str(texts[code])) for code in frequent))[:MOST_QUOTES],
        rows=tuple(int(r) for r in rows[places]),
        words=tuple(dict.fromkeys(words[code] for code in frequent)),
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def recognise(text: str) -> dict[str, str]:
    """Theme → the words for it in a text; praise is left out."""
    found: dict[str, str] = {}
    for words in _clauses(text):
        if words and not (_says(words, "praise") and not _says(words, "lack")):
            for place, phrase in _read_clause(words):
                found.setdefault(_names()[place], phrase)
    return found


def _clauses(text: str) -> Iterator[list[str]]:
    """The words of each clause: cut at full stops, commas and words such as "but"."""
    turns, _ = _word_list("turns")
    for piece in _CLAUSE.split(unicodedata.normalize("NFKC", text).casefold()):
        words = _WORD.findall(piece)
        cuts = [i for i, word in enumerate(words) if word in turns]
        for start, end in pairwise([-1, *cuts, len(words)]):
            yield words[start + 1 : end]


def _says(words: Sequence[str], table: str) -> bool:
    whole, beginnings = _word_list(table)
    return any(word in whole or word.startswith(beginnings) for word in words)


def _read_clause(words: Sequence[str]) -> list[tuple[int, str]]:
    """(theme, words) found in a clause, without words of an earlier theme or a longer phrase."""
    found: list[tuple[int, int, int]] = []
    for start, word in enumerate(words):
        for end in range(1, len(word) + 1):
            for place, phrase in _phrases().get(word[:end], ()):
                if _matches(words[start : start + len(phrase)], phrase):
                    found.append((place, -len(phrase), start))
    taken: set[int] = set()
    read = []
    for place, length, start in sorted(found):
        span = range(start, start - length)
        if taken.isdisjoint(span):
            taken.update(span)
            read.append((place, " ".join(words[i] for i in span)))
    return read + _read_dense("".join(words))


def _matches(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return len(words) == len(phrase) and all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for word, wanted in zip(words, phrase, strict=True)
    )


def _read_dense(text: str) -> list[tuple[int, str]]:
    if text.isascii():
        return []
    return [(place, key) for place, key in _dense_phrases() if key in text]
