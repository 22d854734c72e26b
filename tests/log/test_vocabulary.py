"""The word lists themselves: complete, and free of contradictions."""

from __future__ import annotations

import ast
import re
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import pytest

from lib.log import vocabulary
from lib.log.rows import REASONS
from lib.log.schema import CHANNELS, FIELDS, LOG_COLUMNS, OUTCOMES, STAGES
from lib.log.table.names import plain
from lib.log.values.channels import read_channel
from lib.log.values.lexicon import Lexicon
from lib.log.values.statuses import read_answer

DESIGNED = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "zh", "ja", "ko", "ru", "tr", "uk")
ESSENTIAL = (
    "company",
    "role",
    "applied_on",
    "status",
    "replied_on",
    "interview_on",
    "channel",
    "notes",
    "location",
)


@pytest.mark.parametrize("code", DESIGNED)
def test_every_language_names_the_essential_fields(code: str) -> None:
    """Each language of the design has names for the fields that most logs hold."""
    fields = vocabulary.load_language(code).fields

    assert [field for field in ESSENTIAL if not fields.get(field)] == []


@pytest.mark.parametrize("code", DESIGNED)
def test_every_language_has_the_words_of_an_outcome(code: str) -> None:
    """Each language can say applied, interview, offer, rejected, no reply, withdrawn and saved."""
    statuses = vocabulary.load_language(code).statuses
    said = (
        "saved",
        "applied",
        "waiting",
        "screen",
        "interview",
        "offer",
        "accepted",
        "rejected",
        "no_reply",
        "withdrawn",
    )

    assert [meaning for meaning in said if not statuses.get(meaning)] == []


def test_no_phrase_has_two_meanings() -> None:
    """Over all languages together a status phrase and a channel name mean one thing."""
    Lexicon(vocabulary.load().statuses)
    Lexicon(vocabulary.load().channels)


def test_every_field_and_channel_is_one_of_the_schema() -> None:
    """The tables name fields and channels that exist."""
    fields = {name for name in vocabulary.load().fields if not name.startswith("ignore.")}

    assert fields <= set(FIELDS)
    assert set(vocabulary.load().channels) <= set(CHANNELS)


def test_every_month_has_a_name_in_every_language() -> None:
    """Each of the twelve months is named in each language of the design (shared names are in one file)."""
    assert set(vocabulary.load().months.values()) == set(range(1, 13))


def test_a_word_for_yes_is_no_word_for_no() -> None:
    """No answer is both: the first table that holds it decides, and the core words are where they belong."""
    assert [read_answer(word) for word in ("yes", "Ja", "oui", "sí", "是", "はい")] == ["yes"] * 6
    assert [read_answer(word) for word in ("no", "nein", "non", "否", "いいえ", "nie")] == ["no"] * 6
    assert read_channel("yes") == "unknown"


def _constants(source: str) -> list[tuple[int, str]]:
    """The strings of a module with their lines; docstrings are none of them."""
    tree = ast.parse(source)
    prose = {
        id(node.value)
        for body in (getattr(node, "body", None) for node in ast.walk(tree))
        if isinstance(body, list)
        for node in body
        if isinstance(node, ast.Expr)
    }
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [(node.lineno, node.value) for node in strings if id(node) not in prose]


def _names() -> set[str]:
    """Names that the code gives to fields, stages, meanings and kinds."""
    words = vocabulary.load()
    named = {*STAGES, *OUTCOMES, *CHANNELS, *LOG_COLUMNS, *REASONS, *words.fields, *words.statuses}
    named |= {*words.answers, *words.bounds, *words.words, *(name.split(".")[-1] for name in words.fields)}
    return named | {f.name for f in dataclass_fields(vocabulary.Vocabulary)}


OURS = {
    # names of things, of columns that Detour makes, of kinds of cells
    "schema.py": {"text", "day", "column", "dates", "sent"},
    "notes.py": {"in", "hold"},
    "questions.py": {
        "no header",
        "sent",
        "not sent",
        "application",
        "header",
        "column",
        "dates",
        "mean",
        "hold",
    },
    "layouts.py": {"company", "date", "status", "ignore", "application"},
    "events.py": {"application", "rank", "state"},
    "ragged.py": {"date", "number", "link", "text"},
    "contents.py": {"roles", "companies", "places", "people", "pages", "org", "co", "de", "fr", "jobs"},
    "titles.py": {"roles", "column"},
    "lists.py": {"application", "date", "#"},
    "header.py": {"column", "#"},
    "columns.py": {"column"},
    "canonical.py": {"ignore"},
    "contacts.py": {"name", "first", "last", "about", "organisation"},
    "mails.py": {"roles"},
    "later_news.py": {"added", "removed"},
    "selection.py": {"application"},
    "names.py": {"ignore"},
    "date_patterns.py": {"day"},
    "dates.py": {"ignore"},
    "books.py": {"paste", "pasted"},
    # what spreadsheets, programs and Python write
    "parcels.py": {"name", "refused"},
    "archives.py": {"md", "zip", "w"},
    "workbooks.py": {"index", "w", "application", "column"},
    "rows.py": {"false", "no", "0", "#"},
    "sheets.py": {"true", "false"},
    "status_columns.py": {"#", "0", "1", "√✓✔☑×✗✘xX❌✅"},
    "progress.py": {"x", "1", "ok"},
    "paths.py": {"date", "on"},
    "text.py": {"c", "error", "sep", "ignore"},
    "reach.py": {"r", "c", "0"},
    "lexicon.py": {"o", "i", "l", "d", "so"},
    "__init__.py": {"ignore"},
}
"""Strings that are in the code for another reason than as a word of logs."""
SAID = ("news.py", "notes.py", "telling.py", "records.py")
"""Modules with other words: those by which news are told and kept, and the keys of a program's boards."""


def all_words() -> frozenset[str]:
    """Every word, phrase and mark of every file, without the `*` that leaves its end open."""
    waiting: list[Any] = [vocabulary._read(code) for code in vocabulary.languages()]
    for table in waiting:
        table.get("words", {}).pop("date_order", None)
    found: set[str] = set()
    while waiting:
        part = waiting.pop()
        waiting += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        found |= {part.rstrip("*")} if isinstance(part, str) else set()
    return frozenset(found)


@pytest.mark.slow
def test_no_word_of_the_vocabulary_stands_in_the_code() -> None:
    """A word by which something in a log is recognised is data: no module holds one, nor in a pattern."""
    words = {plain(word) for word in all_words()} - {""}
    found = []
    modules = Path(vocabulary.__file__).parents[1].rglob("*.py")
    for path in (path for path in modules if path.name not in SAID):
        known = {plain(name) for name in _names() | OURS.get(path.name, set())}
        for line, text in _constants(path.read_text(encoding="utf-8")):
            pieces = re.split(r"[|()?:]+", text) if "|" in text else [text]
            said = {plain(re.sub(r"\\[a-z]|[\\\[\]+*^$.,\s]", " ", piece)) for piece in pieces}
            said = {piece for piece in said if len(piece) > 1 or text == piece}
            found += [f"{path.name}:{line}: {word}" for word in sorted(said & words - known)]
    assert found == []
