"""What a header says: the field that it names, or something that only looks like a field."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from lib.log import vocabulary
from lib.log.files.sheets import LOOKED_AT
from lib.log.values.recall import recalled

IGNORE = "ignore."
"""Prefix of the vocabulary's lists of headers that look like a field but are not."""

EXACT, TRIMMED, CLOSE, INSIDE = 1.0, 0.92, 0.8, 0.55
CLOSE_RATIO = 84
LONGEST_NAME = 90


@dataclass(frozen=True)
class NameMatch:
    """How well a header names a field or, with the prefix `ignore.`, something else."""

    field: str
    score: float
    reason: str


@recalled(8_192)
def plain(text: str) -> str:
    """The plain form of a name: lower case, words apart, no accents or punctuation, white space folded."""
    text = unicodedata.normalize("NFKC", text[:LOOKED_AT])
    text = _CAMEL.sub(" ", text)
    if text.isascii():
        return " ".join(_NO_NAME.sub(" ", text.lower().replace("'", "").replace("`", "")).split())
    text = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    text = "".join(c for c in text if not unicodedata.combining(c) or 0x3099 <= ord(c) <= 0x309A)
    text = unicodedata.normalize("NFKC", re.sub(r"['’`´]", "", text))
    return " ".join(_NO_NAME.sub(" ", text).split())


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_NO_NAME = re.compile(r"[^\w#%]+|_")


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Plain header name → the fields (and `ignore.` kinds) that it stands for."""
    known: dict[str, list[str]] = {}
    for field, names in vocabulary.load().fields.items():
        for name in (field, *names):
            fields = known.setdefault(plain(name), [])
            if field not in fields:
                fields.append(field)
    return {name: tuple(fields) for name, fields in known.items()}


@recalled(4096)
def match_name(header: str) -> tuple[NameMatch, ...]:
    """Every field that the header may name, each with its best score, best first."""
    if not header or len(header) > 300:
        return ()
    found: dict[str, NameMatch] = {}
    for name, score, reason in _readings(header):
        for field in known_names().get(name, ()):
            if field not in found or found[field].score < score:
                found[field] = NameMatch(field, score, reason)
    return tuple(sorted(found.values(), key=lambda match: -match.score))


def _readings(header: str) -> Iterable[tuple[str, float, str]]:
    """(known name, score, …) that the header may mean: itself, trimmed, spelt differently, a part of it."""
    whole = plain(header)
    if whole in known_names():
        yield whole, EXACT, "the header says so"
        return
    for part, score in _trimmed(header):
        if part in known_names():
            yield part, score, "the header says so"
    if len(whole) <= LONGEST_NAME:
        yield from _close(whole)
        yield from _inside(whole)


def _trimmed(header: str) -> Iterable[tuple[str, float]]:
    """Shorter forms of the header: without brackets, numbers, articles, words for a day, or a second part."""
    yield plain(re.sub(r"[(\[（【].*?[)\]）】]", " ", header)), TRIMMED
    yield plain(re.split(r"\s[-–—|/]\s|:|：|\n|\?|？|\(|（|,", header)[0]), TRIMMED - 0.05
    article, day, of = (vocabulary.either(kind) for kind in ("article", "header_day", "of"))
    yield re.sub(rf"^(?:\d+|{article}) |\s\d+$", "", plain(header)), TRIMMED
    yield re.sub(rf"^(?:{day}) (?:(?:{of}) )?| (?:{day})$", "", plain(header)), TRIMMED - 0.05
    pieces = sorted((plain(piece) for piece in _PIECES.split(header)), key=_names_nothing)
    for rank, piece in enumerate(pieces if len(pieces) > 1 else []):
        if len(piece) > 2 or not piece.isascii():
            yield (
                piece,
                CLOSE - (0.3 * min(rank, 1)),
            )  # the first of several names says best what the column is


def _names_nothing(piece: str) -> bool:
    """Whether a part of a header names no field; used to sort the parts that do to the front."""
    return all(field.startswith(IGNORE) for field in known_names().get(piece, ()))


_PIECES = re.compile(r"[/|\n、]|(?<=[\u3040-\u30ff\u4e00-\u9fff])[-–—](?=[\u3040-\u30ff\u4e00-\u9fff])")
"""A pattern that separates the names in a header; in scripts without spaces a hyphen does, too."""


def _close(whole: str) -> Iterable[tuple[str, float, str]]:
    """Known names that are spelt nearly the same, with their words in any order."""
    if len(whole) < 5:
        return
    words = _sorted_words(whole)
    found = process.extract(
        words, _alike_in_length(len(words)), scorer=fuzz.ratio, score_cutoff=CLOSE_RATIO, limit=3
    )
    for _, ratio, name in found:
        if len(name) >= 4:
            yield name, CLOSE * ratio / 100, f"the header is close to “{name}”"


@cache
def _alike_in_length(length: int) -> dict[str, str]:
    """Known names, their words sorted, that can be similar enough to a text of this length.

    The similarity of two texts is at most 2 × the shorter length / the sum of both lengths.
    """
    least = CLOSE_RATIO / (200 - CLOSE_RATIO)
    return {
        name: words
        for name, words in _names_in_order().items()
        if least * length <= len(words) and least * len(words) <= length
    }


@cache
def _names_in_order() -> dict[str, str]:
    return {name: _sorted_words(name) for name in known_names()}


def _sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def _inside(whole: str) -> Iterable[tuple[str, float, str]]:
    """Known names that are whole words inside a longer header."""
    tokens = whole.split()
    for name in _cjk_parts(whole):
        yield name, INSIDE + 0.25 * len(name) / len(whole), f"the header holds “{name}”"
    if not 2 <= len(tokens) <= 14:
        return
    for start in range(len(tokens)):
        for stop in range(start + 1, min(start + 5, len(tokens) + 1)):
            name = " ".join(tokens[start:stop])
            if name in known_names() and (stop - start) < len(tokens):
                rest = sum(token not in _neutral() for token in tokens[:start] + tokens[stop:])
                last = stop == len(tokens) and not _HEADS.isdisjoint(known_names()[name])
                score = (
                    INSIDE + 0.25 * (stop - start) / (stop - start + rest) - (0.3 if rest and not last else 0)
                )
                yield name, score, f"the header holds “{name}”"


def _cjk_parts(whole: str) -> Iterable[str]:
    """Known names of two or more Chinese or Japanese characters inside a header written without spaces."""
    if not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", whole):
        return
    for start in range(len(whole)):
        for stop in range(start + 2, min(start + 8, len(whole)) + 1):
            if stop - start < len(whole) and whole[start:stop] in known_names():
                yield whole[start:stop]


_HEADS = frozenset(("url", "notes", "salary", "location", "contact", "channel"))
"""Fields whose name at the end of a header says what the column is, whatever comes before it.

For example "Company website URL".
"""


@cache
def _neutral() -> frozenset[str]:
    """Words that add no meaning to a header."""
    with Path(__file__).with_name("contents.toml").open("rb") as handle:
        return frozenset(tomllib.load(handle)["neutral"]["words"])


@recalled(8192)
def may_be_name(text: str) -> bool:
    """Whether a text, or a word of it, is a known name; a row without such a cell is surely no header."""
    whole = plain(text) if len(text) < 120 else ""
    return (
        whole in known_names()
        or any(word in known_names() for word in whole.split())
        or any(_cjk_parts(whole))
    )


def clear_field(header: str) -> str | None:
    """The one field, or ignored kind, that a header surely names; None if it names none or several."""
    matches = match_name(header)
    return matches[0].field if matches and matches[0].score >= 0.75 else None


def may_be_stage(name: str) -> bool:
    """Whether a header names the role in one language and how far it got in another: "Stage"."""
    return {"role", "status"} <= set(known_names().get(plain(name), ()))


def is_numbered_stage(header: str) -> bool:
    """Whether a header is of one of several steps: "Stage 1", "Stage 3 link"."""
    words = plain(header).split()
    return len(words) > 1 and words[1].isdecimal() and may_be_stage(words[0])
