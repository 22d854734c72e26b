"""The word lists themselves: complete, and free of contradictions."""

from __future__ import annotations

import pytest

from lib.log import vocabulary
from lib.log.schema import CHANNELS, FIELDS
from lib.log.values.channels import read_channel
from lib.log.values.lexicon import Lexicon
from lib.log.values.statuses import read_answer

DESIGNED = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "zh", "ja", "ko", "ru", "tr")
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
