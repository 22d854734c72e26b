"""What a status word means in its column: beside the other words there, under headers of one language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from lib.log.files.sheets import Column, as_text
from lib.log.table.contents import held_values
from lib.log.table.names import plain
from lib.log.values.meanings import UNKNOWN, StatusMeaning, find_meanings
from lib.log.vocabulary import languages, load_language

OWN_REFUSAL = StatusMeaning("applied", False, "withdrawn")
"""What a bare refusal means beside a word for rejections."""

NOT_SENT = StatusMeaning(None, True, "not_applied")
"""What a bare "started" means beside "submitted"."""

OWN_HEADERS = 2
"""Headers that only one language has, from which a table is written in it."""
MOST = 1_000
"""Distinct status texts by which a column is judged."""

Read = Callable[[str], StatusMeaning]
"""What gives a status text its meaning."""


def read_own_refusals(column: Column, read: Read) -> Read:
    """`read`, with a bare refusal as the person's own choice where the column also has a word for rejections.

    In a column without such a word "declined" is a rejection.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column)[:MOST]}
    if not any(said and set(said) <= {"rejected", "early"} for said in texts.values()):
        return read
    own = {text for text, said in texts.items() if said == ["refuses"]}
    return lambda text: OWN_REFUSAL if text in own else read(text)


def read_beginnings(column: Column, read: Read) -> Read:
    """`read`, with a bare "started" as a form not sent yet where others in the column are sent.

    In a column that tells of conversations or offers it is the first day in a job.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column)[:MOST]}
    begun = {text for text, said in texts.items() if said == ["begun"]}
    told = {meaning for said in texts.values() for meaning in said}
    if not begun or "applied" not in told or told & {"screen", "interview", "final", "offer", "accepted"}:
        return read
    return lambda text: NOT_SENT if text in begun else read(text)


def read_dropped(column: Column, read: Read) -> Read:
    """`read`, with "discarded" as a posting that the person dropped, where others were only found.

    In any other column it may be either side's doing, and is not understood.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column)[:MOST]}
    dropped = {text for text, said in texts.items() if said == ["dropped"]}
    if not dropped or not any("saved" in said for said in texts.values()):
        return read
    return lambda text: NOT_SENT if text in dropped else read(text)


def read_one_language(labels: Sequence[str], read: Read) -> Read:
    """`read`, with words that tell how an application stands in one language only not understood elsewhere.

    "Red" is a rejection in Turkish: under Turkish headers, and nowhere else.
    """
    foreign = {
        word
        for code in languages()
        for word in load_language(code).words.get("own_only", ())
        if not any(plain(label) in _own_headers(code) for label in labels)
    }
    return lambda text: UNKNOWN if text.strip().casefold() in foreign else read(text)


def writes_day_first(labels: Sequence[str]) -> bool:
    """Whether the headers are of a language in which the day is written before the month."""
    for code in languages():
        if load_language(code).words.get("date_order"):
            own = sum(plain(label) in _own_headers(code) for label in labels)
            if own >= OWN_HEADERS:
                return True
    return False


@cache
def _own_headers(own: str) -> frozenset[str]:
    """Plain headers that one language has and no other."""
    mine, others = (
        {plain(name) for code in codes for names in load_language(code).fields.values() for name in names}
        for codes in ([own], [code for code in languages() if code != own])
    )
    return frozenset(mine - others)
