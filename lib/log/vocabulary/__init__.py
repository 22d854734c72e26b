"""The words by which a log is known: headers, statuses, months, channels; a file a language (`nl.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_FOLDER = Path(__file__).parent

Words = Mapping[str, tuple[str, ...]]
"""A meaning → the words that say it, as written in the files."""


@dataclass(frozen=True)
class Vocabulary:
    """What words mean in an application log, in one language or in all of them."""

    fields: Words
    """Field → header names; `ignore.<kind>` → header names that look like a field but are not."""
    statuses: Words
    """Meaning of a status word (see `lib.log.values.meanings`) → phrases."""
    months: Mapping[str, int]
    """Name or abbreviation of a month, as written → 1 to 12."""
    channels: Words
    """Channel → names of ways to apply; the employer's own site is `site`, a job board `board`."""
    answers: Words
    """`yes`, `no`, `tick`, `cross`, `pending` → words and marks."""
    decisions: frozenset[str]
    """Headers that ask what was decided: a "no" below one is a rejection, a "yes" an offer."""
    empty: frozenset[str]
    """Words that stand for an empty cell."""
    totals: tuple[str, ...]
    """Words that begin a totals or legend row."""
    weekdays: frozenset[str]
    """Names and abbreviations of weekdays."""
    bounds: Words
    """`limit`: words before a date that make it a limit ("before"), not a day; `about`: for a rough date."""
    words: Words
    """Other words by their use (`week`, `article`, `ditto`), and the keys that programs write."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load_language(code: str) -> Vocabulary:
    """The vocabulary of one language; raises FileNotFoundError for a language without a file."""
    return _vocabulary([_read(code)])


@cache
def load() -> Vocabulary:
    """The vocabulary of all languages together."""
    return _vocabulary([_read(code) for code in languages()])


def _read(code: str) -> dict[str, Any]:
    with (_FOLDER / f"{code}.toml").open("rb") as handle:
        return tomllib.load(handle)


def _vocabulary(tables: list[dict[str, Any]]) -> Vocabulary:
    return Vocabulary(
        fields=_merge(_flatten(table.get("fields", {})) for table in tables),
        statuses=_merge(table.get("statuses", {}) for table in tables),
        months=_months(tables),
        channels=_merge(table.get("channels", {}) for table in tables),
        answers=_merge(table.get("answers", {}) for table in tables),
        decisions=frozenset(_words(tables, "decisions")),
        empty=frozenset(_words(tables, "empty")),
        totals=_words(tables, "totals"),
        weekdays=frozenset(_words(tables, "weekdays")),
        bounds=_merge(table.get("bounds", {}) for table in tables),
        words=_merge(table.get("words", {}) for table in tables),
    )


@cache
def small_words(kind: str) -> frozenset[str]:
    """The small words of a kind, over all languages."""
    return frozenset(load().words[kind])


@cache
def either(kind: str) -> str:
    """A regular expression for any of the small words of a kind; `*` at a word's end allows any ending."""
    words = sorted(small_words(kind), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)


def _flatten(fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """`{"ignore": {"deadline": […]}}` becomes `{"ignore.deadline": […]}`; lists stay as they are."""
    flat = {name: value for name, value in fields.items() if isinstance(value, list)}
    flat |= {f"ignore.{kind}": names for kind, names in fields.get("ignore", {}).items()}
    return flat


def _merge(tables: Iterable[Mapping[str, list[str]]]) -> Words:
    merged: dict[str, dict[str, None]] = {}
    for table in tables:
        for meaning, words in table.items():
            merged.setdefault(meaning, {}).update(dict.fromkeys(words))
    return MappingProxyType({meaning: tuple(words) for meaning, words in merged.items()})


def _months(tables: list[dict[str, Any]]) -> Mapping[str, int]:
    numbered = {
        word: int(number)
        for table in tables
        for number, words in table.get("months", {}).items()
        for word in words
    }
    return MappingProxyType(numbered)


def _words(tables: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    """The words in the list `words` of table `name` of every file, in order and without repetition."""
    return tuple(dict.fromkeys(word for table in tables for word in table.get(name, {}).get("words", [])))
