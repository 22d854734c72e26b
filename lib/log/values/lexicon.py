"""Finds phrases with meanings in text of any language, whatever its case, accents or spelling mistakes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lib.log.files.sheets import LOOKED_AT
from lib.log.values.recall import recalled
from lib.log.vocabulary import either, load, small_words

BOUNDARY = "|"
"""The token that stands for a break inside a text: a comma, a bracket, an arrow, a spaced dash."""

SHORTEST = 6
"""Words with fewer letters are never taken for misspelt known ones: "price" is not "prise"."""
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "đ": "d", "œ": "oe", "ı": "i", "ð": "d"})
_KANA_MARKS = ("\u3099", "\u309a")
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇"
_MARKS = "√×"
_TOKEN = re.compile(
    rf"(?P<east>[{_EAST_ASIAN}])|(?P<word>(?:(?![{_EAST_ASIAN}])[^\W_])+)"
    r"|(?P<break>[,;:()\[\]{}\n→⇒>|•。，；：、（）【】…]|[.!?](?=\s|$)|\s[-–—~]+\s)|(?P<mark>[^\w\s])"
)

_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
"""Where two words meet that a program has joined."""


@cache
def _elision() -> re.Pattern[str]:
    """A pattern for a short word that lost its vowel before the next one ("l'offre")."""
    return re.compile(rf"\b({either('elision')})['’`´](?=[^\W\d_])")


def fold(text: str) -> str:
    """The text without case, accents, width variants and apostrophes."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold().translate(_UNDECOMPOSED)
    text = _elision().sub(r"\1 ", text)
    bare = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) or c in _KANA_MARKS)
    return unicodedata.normalize("NFC", re.sub(r"['’‘`´\u200b\ufe0f]", "", "".join(bare)))


@recalled(64)
def folded_words(kind: str) -> frozenset[str]:
    """The small words of a kind, over all languages, folded."""
    return frozenset(map(fold, small_words(kind)))


@cache
def empty_words() -> frozenset[str]:
    """The folded words that stand for an empty cell, such as "-" and "n/a"."""
    return frozenset(map(fold, load().empty))


def split_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text: words, numbers, single East Asian characters, marks such as ✓, and `BOUNDARY`."""
    return tuple(_tokens(fold(text[:LOOKED_AT])))


def _tokens(folded: str) -> Iterator[str]:
    for match in _TOKEN.finditer(folded):
        if match.lastgroup == "break":
            yield BOUNDARY
        elif match.lastgroup != "mark" or _is_mark(match.group()):
            yield match.group()


def _is_mark(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character) == "So"


@dataclass(frozen=True)
class Found:
    """One phrase found in a text: what it means, and the tokens it covers."""

    meaning: str
    start: int
    stop: int


@dataclass
class _Node:
    """A node in the tree of phrases: the tokens that may follow, and the meaning if a phrase ends here."""

    children: dict[str, _Node] = field(default_factory=dict)
    meaning: str = ""
    alone: bool = False
    """Whether the phrase is found only where no other word stands beside it."""


def _has_neighbour(tokens: tuple[str, ...], start: int, stop: int) -> bool:
    """Whether a word in Latin letters stands right before or after these tokens."""
    beside = (*tokens[max(0, start - 1) : start], *tokens[stop : stop + 1])
    return any(token.isascii() and token.isalpha() for token in beside)


class Lexicon:
    """Phrases and their meanings; `*` at the end of a word allows any ending ("interview*").

    The phrases of `alone` are found only where no other word stands beside them: they are everyday words of
    another language, as "do", which is "đỗ" without its accents, is in English.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], alone: Iterable[str] = ()) -> None:
        self._root = _Node()
        self._alone = frozenset(tuple(_phrase_keys(phrase)) for phrase in alone)
        for meaning, texts in phrases.items():
            for text in texts:
                self._add(meaning, text)
        self._keys = recalled(50_000)(self._find_keys)
        self._begins = recalled(50_000)(self._begins_phrase)
        words = {key.rstrip("*") for key in self._vocabulary()}
        stems = (key[:-1] for key in self._vocabulary() if key.endswith("*"))
        self._stems = tuple(sorted(stems, key=len, reverse=True))
        self._words = words
        self._long_words = sorted(word for word in words if len(word) >= 5 and word.isascii())

    def find(self, text: str) -> tuple[tuple[str, ...], list[Found]]:
        """The tokens of a text, and the phrases in it from left to right, the longest first at each place.

        What is written as programs join words ("phoneScreen") is read as these words, but a name
        ("LinkedIn") only if it is no known word.
        """
        tokens, found = self._found(split_tokens(text))
        if (not found or text[:1].islower()) and (apart := _JOINED.sub(" ", text)) != text:
            return self._found(split_tokens(apart))
        return tokens, found

    def _found(self, tokens: tuple[str, ...]) -> tuple[tuple[str, ...], list[Found]]:
        found, position = list[Found](), 0
        while position < len(tokens):
            match = self._longest(tokens, position) if self._begins(tokens[position]) else None
            if match is not None:
                found.append(match)
            position = match.stop if match else position + 1
        return tokens, found

    def _add(self, meaning: str, phrase: str) -> None:
        node, keys = self._root, _phrase_keys(phrase)
        for key in keys:
            node = node.children.setdefault(key, _Node())
        node.alone = tuple(keys) in self._alone
        if node.meaning not in ("", meaning):
            raise ValueError(f"“{phrase}” means both {node.meaning} and {meaning}")
        node.meaning = meaning

    def _longest(self, tokens: tuple[str, ...], start: int) -> Found | None:
        best = None
        reached = [(self._root, start)]
        while reached:
            node, position = reached.pop()
            longer = node.meaning and (best is None or position > best.stop)
            if longer and not (node.alone and _has_neighbour(tokens, start, position)):
                best = Found(node.meaning, start, position)
            if position < len(tokens) and node.children:
                following = (node.children.get(key) for key in reversed(self._keys(tokens[position])))
                reached += [(child, position + 1) for child in following if child]
        return best

    def _begins_phrase(self, token: str) -> bool:
        """Whether some phrase begins with a token: a fast first test, as most words begin none."""
        return any(key in self._root.children for key in self._keys(token))

    def _find_keys(self, token: str) -> tuple[str, ...]:
        """The tokens of the tree that a token may be, the most literal first; last, misspelt known words."""
        spelt = self._correct(token)
        if not spelt.startswith(self._stems):
            return (spelt,)
        return (spelt, *(f"{stem}*" for stem in self._stems if spelt.startswith(stem)))

    def _correct(self, token: str) -> str:
        if token in self._words or len(token) < SHORTEST or not token.isalpha():
            return token
        if token.startswith(self._stems):
            return token
        squeezed = re.sub(r"(.)\1{2,}", r"\1", token)
        if squeezed in self._words:
            return squeezed
        slips = 1 if len(squeezed) < 8 else 2
        near = process.extractOne(squeezed, self._long_words, scorer=OSA.distance, score_cutoff=slips)
        return near[0] if near and near[0][0] == squeezed[0] else token

    def _vocabulary(self) -> Iterator[str]:
        nodes = [self._root]
        while nodes:
            node = nodes.pop()
            yield from node.children
            nodes += node.children.values()


def _phrase_keys(phrase: str) -> list[str]:
    """The tokens of a phrase, each with its `*` if its ending is open."""
    keys: list[str] = []
    for piece in phrase.split():
        tokens = [token for token in split_tokens(piece.rstrip("*")) if token != BOUNDARY]
        if tokens and piece.endswith("*"):
            tokens[-1] += "*"
        keys += tokens
    if not keys:
        raise ValueError(f"“{phrase}” holds no word")
    return keys
