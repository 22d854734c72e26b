"""Job titles in groups: the seniority taken out, the roles that come up often kept, the rest "other"."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lib.log.files.sheets import LOOKED_AT

MOST_GROUPS = 8
MOST_PAIRS = 6
"""How many of the eight groups may be named by two or three words; the others have one, and are wider."""
FEWEST_ROWS = 3
PAIR_SHARE = 0.05
WORD_SHARE = 0.02
LONGEST = 3
ALWAYS = 0.8
"""A phrase is made longer by a word that this share of its titles have beside it."""

OTHER = "other"
NOT_STATED = "no level stated"

Words = tuple[str, ...]

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）")
_GENDER = re.compile(r"\b[mwfdhxi](?:\s*[/|]\s*[mwfdhxin])+\b|(?<=\w)[:*_/·](?:in|innen|e|se|euse|trice)\b")
_BREAK = re.compile(r"\s[-–—]\s|[,;:|@•]|\s/\s|\bat\b")
_WORD = re.compile(r"[^\W_]+[+#]*")


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))


@cache
def _levels() -> dict[str, re.Pattern[str]]:
    return {level: _any_of(words) for level, words in _vocabulary()["levels"].items()}


@cache
def _noise() -> re.Pattern[str]:
    words = [w for words in _vocabulary()["levels"].values() for w in words]
    return _any_of([*words, *_vocabulary()["dropped"]["words"]])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of `words` as a whole; scripts without spaces are matched inside longer text."""
    plain = sorted((w for w in words if ord(w[0]) < 0x2E80), key=len, reverse=True)
    dense = sorted((w for w in words if ord(w[0]) >= 0x2E80), key=len, reverse=True)
    spaced = "|".join(r"[\s-]+".join(map(re.escape, w.split())) for w in plain)
    return re.compile("|".join([rf"\b(?:{spaced})\b", *map(re.escape, dense)]))


def role_groups(applications: pd.DataFrame) -> pd.Series[str]:
    """The role group of each application: at most eight that come up often, `other`, missing without a title.

    "Sr. Data Analyst II (Remote)" is a "data analyst". Titles are compared without seniority, levels,
    work mode and places; phrases of two or three words come first, then single words for what is left.
    """
    codes, titles = pd.factorize(applications["role"])
    places = _place_words(applications["location"])
    phrases = [_phrases(title, places) for title in titles]
    rows = np.bincount(codes[codes >= 0], minlength=len(titles)).tolist()
    names = np.array([*_name_groups(phrases, rows), None], dtype=object)
    return pd.Series(names[codes], index=applications.index, dtype="str")


def role_seniority(applications: pd.DataFrame) -> pd.Series[str]:
    """The level that each title names (intern, junior, senior and so on), else `no level stated`."""
    codes, titles = pd.factorize(applications["role"])
    levels = np.array([*(_read_level(t) for t in titles), None], dtype=object)
    return pd.Series(levels[codes], index=applications.index, dtype="str")


def _read_level(title: str) -> str:
    text = _fold(title[:LOOKED_AT])
    return next((level for level, words in _levels().items() if words.search(text)), NOT_STATED)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", str(text)).casefold().replace(".", " ").replace("&", " ")


def _place_words(locations: pd.Series[str]) -> frozenset[str]:
    """The words that this log uses for places, so that a title's place is not taken for its role."""
    texts = " ".join(str(t) for t in locations.dropna().unique())
    return frozenset(w for w in _WORD.findall(_fold(texts)) if len(w) > 2)


def _phrases(title: str, places: frozenset[str]) -> tuple[Words, ...]:
    """The parts of a title that say something about the role, each as its words."""
    text = _GENDER.sub(" ", _BRACKETS.sub(" ", _fold(title[:LOOKED_AT])))
    parts = (_role_words(_noise().sub(" ", part), places) for part in _BREAK.split(text))
    return tuple(p for p in parts if p)


def _role_words(text: str, places: frozenset[str]) -> Words:
    vocabulary = _vocabulary()
    words = [w for w in _WORD.findall(text) if w not in vocabulary["dropped"]["joining"] and not w.isdigit()]
    known = [w for w in words if w not in places] or words
    spelled = f" {' '.join(vocabulary['same'].get(w, w) for w in known)} "
    for joined, apart in vocabulary["joined"].items():
        spelled = spelled.replace(f" {apart} ", f" {joined} ")
    *first, last = spelled.split() or [""]
    return (*first, vocabulary["same_last"].get(last, last)) if last else ()


def _name_groups(phrases: Sequence[tuple[Words, ...]], rows: Sequence[int]) -> list[str]:
    """A group name for each title: the most frequent phrases first, until there are eight."""
    names = [OTHER] * len(phrases)
    left = {i for i, parts in enumerate(phrases) if parts}
    total = sum(rows[i] for i in left)
    kept = 0
    for size, most, share in ((2, MOST_PAIRS, PAIR_SHARE), (1, MOST_GROUPS, WORD_SHARE)):
        enough = max(FEWEST_ROWS, share * total)
        while kept < most and (found := _most_frequent(phrases, rows, left, size, enough)):
            phrase, members = found
            name = " ".join(_widen(phrase, phrases, rows, members))
            for i in members:
                names[i] = name
            left -= members
            kept += 1
    return names


def _most_frequent(
    phrases: Sequence[tuple[Words, ...]], rows: Sequence[int], left: set[int], size: int, enough: float
) -> tuple[Words, set[int]] | None:
    """The phrase of `size` words that most rows share (twice at the end of a title), and its titles."""
    count: Counter[Words] = Counter()
    late: Counter[Words] = Counter()
    for i in left:
        for phrase in {p for part in phrases[i] for p in _runs(part, size)}:
            count[phrase] += rows[i]
            late[phrase] += rows[i] * any(part[-size:] == phrase for part in phrases[i])
    if not count:
        return None
    best = max(count, key=lambda p: (count[p] + late[p], p))
    if count[best] < enough:
        return None
    return best, {i for i in left if any(best in _runs(part, size) for part in phrases[i])}


def _runs(words: Words, size: int) -> list[Words]:
    return [words[i : i + size] for i in range(len(words) - size + 1)]


def _widen(
    phrase: Words, phrases: Sequence[tuple[Words, ...]], rows: Sequence[int], members: set[int]
) -> Words:
    """`phrase` with the word that nearly all its titles have beside it, "learning engineer" → "machine …"."""
    if len(phrase) == LONGEST:
        return phrase
    total = sum(rows[i] for i in members)
    wider: Counter[Words] = Counter()
    for i in members:
        for longer in {r for part in phrases[i] for r in _runs(part, len(phrase) + 1)}:
            if phrase in (longer[1:], longer[:-1]):
                wider[longer] += rows[i]
    best = max(wider, key=lambda p: (wider[p], p), default=phrase)
    if len(best) == len(phrase) or wider[best] < ALWAYS * total:
        return phrase
    return _widen(best, phrases, rows, members)
