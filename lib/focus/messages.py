"""Short drafts of messages, filled with the names and days of one application; never sent by the app.

The texts lie in `letters/`, one file a language; which languages there are is what lies there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

LETTERS = Path(__file__).parent / "letters"
FIRST = "en"
"""The language of a draft before another is chosen."""


@dataclass(frozen=True)
class Recipient:
    """Who a message goes to and what it is about; None where the row does not say."""

    contact: str | None = None
    company: str | None = None
    role: str | None = None
    applied_on: date | None = None
    heard_on: date | None = None
    """The last day on which the employer was in touch."""


class Draft(str):
    """A draft as text, which can be had in another language; written back and saved it is text alone."""

    __slots__ = ("_about", "_day", "_kind")
    _kind: str
    _about: Recipient
    _day: date | None

    def __new__(cls, kind: str, about: Recipient, day: date | None = None, language: str = FIRST) -> Draft:
        """The draft of one kind; `day` is the one that it speaks of."""
        made = super().__new__(cls, _written(kind, about, day, language))
        made._kind, made._about, made._day = kind, about, day
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What a copy of it is made from."""
        return (self._kind, self._about, self._day)

    def in_language(self, language: str) -> Draft:
        """The same in another of `languages()`."""
        return Draft(self._kind, self._about, self._day, language)


def in_language(draft: str, language: str) -> str:
    """A draft in another language; what the person wrote themselves stays as it is."""
    return draft.in_language(language) if isinstance(draft, Draft) else draft


def languages() -> Mapping[str, str]:
    """Code of every language that drafts are written in → its own name, English first."""
    codes = sorted((file.stem for file in LETTERS.glob("*.toml")), key=lambda code: (code != FIRST, code))
    return {code: str(load_letters(code)["name"]) for code in codes}


@cache
def load_letters(language: str) -> Mapping[str, Any]:
    """The texts of one language; see `letters/en.toml`."""
    return tomllib.loads((LETTERS / f"{language}.toml").read_text(encoding="utf-8"))


def _written(kind: str, about: Recipient, day: date | None, language: str) -> str:
    texts = load_letters(language)
    known = {
        "position": _either(texts, "position", role=about.role),
        "employer": _either(texts, "employer", company=about.company),
        "on": _on(texts, "on", day),
        "of": _on(texts, "of", day),
    }
    letter = texts[kind]
    name = texts["someone"] if about is SOMEONE else about.contact
    greeting = texts["hello_name"].format(contact=name) if name else texts["hello"]
    said = [text.format(**known) for text in (letter["subject"], *letter["body"])]
    return "\n\n".join([f"Subject: {said[0]}", greeting, *said[1:], texts["signature"]])


SOMEONE = Recipient()
"""Somebody whom the person has to find first: a place in brackets stands for the name."""


def _on(texts: Mapping[str, Any], name: str, day: date | None) -> str:
    """A day in a sentence, "on" it or "of" it where a language tells them apart; nothing without one."""
    if day is None:
        return ""
    wording = str(texts.get(name, texts["on"]))
    number = texts.get("first", "1") if day.day == 1 else day.day  # French "1er"
    return wording.format(day=number, month=texts["months"][day.month - 1])


def _either(texts: Mapping[str, Any], name: str, **known: str | None) -> str:
    """The wording with what is known, or the one without."""
    [(what, value)] = known.items()
    return str(texts[f"{name}_{what}"]).format(**known) if value else str(texts[name])


def recipient(application: Mapping[str, Any] | pd.Series, heard_on: date | None = None) -> Recipient:
    """The recipient of a message about one row of the log."""
    return Recipient(
        contact=name_of(_text(application["contact"])),
        company=_text(application["company"]),
        role=_text(application["role"]),
        applied_on=_day(application["applied_on"]),
        heard_on=heard_on,
    )


def feedback_request(to: Recipient) -> Draft:
    """Asks what decided it, once and politely."""
    return Draft("feedback_request", to, to.heard_on)


def follow_up(to: Recipient) -> Draft:
    """Asks whether there is news of an application."""
    return Draft("follow_up", to, to.applied_on)


def after_conversation(to: Recipient) -> Draft:
    """Asks for the next step after a conversation that has gone quiet."""
    return Draft("after_conversation", to, to.heard_on)


def thank_you(to: Recipient) -> Draft:
    """Says thank you within days of a conversation."""
    return Draft("thank_you", to, to.heard_on)


def keep_door_open(to: Recipient) -> Draft:
    """Thanks an employer that said no after a final round, so that they think of the person again."""
    return Draft("keep_door_open", to)


def touch_point(to: Recipient) -> Draft:
    """A short word, months later, to people who know the person from a final round."""
    return Draft("touch_point", to)


def withdraw(to: Recipient) -> Draft:
    """Ends an application from the person's side."""
    return Draft("withdraw", to)


def again(name: str) -> Draft:
    """A second message to somebody who has not answered the first."""
    return Draft("again", Recipient(name))


def reconnect(to: Recipient) -> Draft:
    """Picks up a contact that has gone quiet."""
    return Draft("reconnect" if to.company or to.role else "reconnect_person", to)


def ask_insider(to: Recipient, *, waiting: bool) -> Draft:
    """Asks somebody who works where the person applied what matters there."""
    return Draft("insider_open" if waiting else "insider_before", to)


def looking() -> Draft:
    """Tells somebody whom the person worked with what they are looking for."""
    return Draft("looking", SOMEONE)


def introduction() -> Draft:
    """Asks somebody who works at an employer a question before applying there."""
    return Draft("introduction", SOMEONE)


def mock_interview() -> Draft:
    """Asks somebody who hires for an hour of practice."""
    return Draft("mock_interview", SOMEONE)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, pd.Timestamp) and not pd.isna(value) else None


def name_of(contact: str | None) -> str | None:
    """The name in a contact cell, without address, number and anything in brackets; None without one."""
    if contact is None:
        return None
    for mark in ("<", "(", ",", ";", "/", "|", " - "):
        contact = contact.split(mark)[0]
    words = contact.split()
    if not words or len(words) > 4 or not all(_is_name(word) for word in words):
        return None
    return " ".join(words)


PARTICLES = frozenset(
    ("von", "van", "de", "der", "den", "la", "le", "du", "di", "da", "dos", "del", "bin", "al")
)


def _is_name(word: str) -> bool:
    """Whether a word can be part of a name: not an address, a number, or in lower case ("old team at")."""
    if "@" in word or any(c.isdigit() for c in word):
        return False
    return word in PARTICLES or not word[0].islower()
