"""What a status word means in its column, judged by the other words there and the language of the headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from lib.log.files.arrays import Flags
from lib.log.files.sheets import Column, as_text
from lib.log.schema import DateOrder
from lib.log.table.contents import held_values
from lib.log.table.names import plain
from lib.log.values.lexicon import folded_words, split_tokens
from lib.log.values.meanings import (
    UNKNOWN,
    StatusMeaning,
    asks,
    asks_what_came,
    find_meanings,
    read_answer,
    read_status,
)
from lib.log.vocabulary import languages, load_language, small_words

OWN_REFUSAL = StatusMeaning("applied", False, "withdrawn")
"""What a bare refusal means beside a word for rejections."""

REJECTED = StatusMeaning("applied", False, "rejected")
"""What a bare "no" means that an employer answered."""

NOT_SENT = StatusMeaning(None, True, "not_applied")
"""What a bare "started" means beside "submitted"."""

OWN_HEADERS = 2
"""A table is in a language if it has this many headers that only this language has."""
MANY_JOBS = 3
"""Nobody starts this many jobs in one search."""
FEWEST_UNDATED, NEARLY_ALL = 2, 0.9
"""A word of so many rows without a day of sending tells something where this share of other rows has one."""
MOST = 1_000
"""A column is judged by at most this many distinct status texts."""

Read = Callable[[str], StatusMeaning]
"""A function from a status text to its meaning."""


def read_own_refusals(column: Column, read: Read) -> Read:
    """`read`, but a plain "declined" is the person's own choice if the column also has a word for rejections.

    In a column without such a word it is a rejection.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column, MOST)}
    if not any(said and set(said) <= {"rejected", "early"} for said in texts.values()):
        return read
    own = {text for text, said in texts.items() if said == ["refuses"]}
    return lambda text: OWN_REFUSAL if text in own else read(text)


def read_beginnings(column: Column, dated: Flags, read: Read) -> Read:
    """`read`, but a plain "started" is a form not sent yet, if other applications in the column are "sent".

    In a column with conversations or offers it is the first day in a job, unless the days of sending, or how
    often it is said, tell otherwise: `dated` are the rows that have such a day.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column, MOST)}
    begun = {text for text, said in texts.items() if said == ["begun"]}
    told = {meaning for said in texts.values() for meaning in said}
    if not begun:
        return read
    unsent = begun & _never_dated(column, dated, 1)
    if not told & {"offer", "accepted"}:
        forms = "applied" in told and not told & {"screen", "interview", "final"}
        often = {text for text in begun if (column.codes == _code(column, text)).sum() >= MANY_JOBS}
        unsent |= begun if forms else often
    return lambda text: NOT_SENT if text in unsent else read(text)


def read_undated(column: Column, dated: Flags, read: Read) -> Read:
    """`read`, but a word whose rows never have a day of sending, as others do, is about what was not sent.

    That is for words that are not understood, that only say that something is going on, or by which either
    side may judge ("disqualified"); it is asked about.
    """
    unsent = undated_words(column, dated, read)
    return (lambda text: NOT_SENT if text in unsent else read(text)) if unsent else read


def undated_words(column: Column, dated: Flags, read: Read = read_status) -> set[str]:
    """The status texts that `read_undated` takes as not sent."""
    alone = _never_dated(column, dated, FEWEST_UNDATED)
    vague = {t for t in alone if find_meanings(t) == ["progress"] or _is_judgement(t)}
    return vague | {t for t in alone if not read(t).understood}


def _is_judgement(text: str) -> bool:
    """Whether a status says no more than that person and posting do not fit, whoever says so."""
    words = " ".join(token for token in split_tokens(text) if token.isalnum())
    return words in folded_words("judgement")


def _never_dated(column: Column, dated: Flags, fewest: int) -> set[str]:
    """Status texts of at least so many rows without any day, if nearly all rows with other texts have one."""
    told = column.codes >= 0
    rows = np.bincount(column.codes[told], minlength=len(column.values))
    days = np.bincount(column.codes[told & dated], minlength=len(column.values))
    without = (rows >= fewest) & (days == 0)
    others = rows[days > 0].sum()
    if len(rows) > MOST or not others or days.sum() < NEARLY_ALL * others or others < rows[without].sum():
        return set()
    return {as_text(column.values[code]) for code in np.flatnonzero(without).tolist()}


def _code(column: Column, text: str) -> int:
    return next(code for code, value in enumerate(column.values) if as_text(value) == text)


def read_dropped(column: Column, read: Read) -> Read:
    """`read`, but "discarded" is a posting that the person dropped, if other postings were only found.

    In any other column either side may have discarded the application, so the word is not understood.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column, MOST)}
    dropped = {text for text, said in texts.items() if said == ["dropped"]}
    if not dropped or not any("saved" in said for said in texts.values()):
        return read
    return lambda text: NOT_SENT if text in dropped else read(text)


def read_ends_of_postings(column: Column, read: Read) -> Read:
    """`read`, but "closed" and "withdrawn" end a posting that nothing was sent to, if no word says "sent".

    That is so where every other word of the column that is understood says that nothing was sent yet.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column, MOST)}
    ends = {text for text, said in texts.items() if said in (["closed"], ["withdrawn"])}
    others = [read(text) for text in texts if text not in ends]
    told = [meaning for meaning in others if meaning.understood]
    if not ends or not told or any(meaning.outcome != "not_applied" for meaning in told):
        return read
    return lambda text: NOT_SENT if text in ends else read(text)


def read_open_adverts(column: Column, read: Read) -> Read:
    """`read`, but "open" is said of the advert where the column has "applied" beside "found" or "new".

    It is called for a log without days of sending; the person is asked.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column, MOST)}
    adverts = {text for text in texts if plain(text) in small_words("advert_state")}
    others = [said for text, said in texts.items() if text not in adverts]
    saved = any("saved" in said for said in texts.values())
    if not saved or ["applied"] not in others:
        return read
    return lambda text: NOT_SENT if text in adverts else read(text)


def read_program_states(column: Column, read: Read) -> Read:
    """`read`, but "failed" is a form that a program could not send, where no employer ever answered.

    It is called for a log whose moments of sending a program wrote; the person is asked.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column, MOST)}
    states = {text for text in texts if plain(text) in small_words("program_state")}
    told = {meaning for text, said in texts.items() if text not in states for meaning in said}
    if "applied" not in told or told - _BEFORE_ANSWERS:
        return read
    return lambda text: NOT_SENT if text in states else read(text)


_BEFORE_ANSWERS = {"applied", "saved", "confirmed", "waiting", "unbegun", "applying", "done"}
"""Meanings of words that no employer is needed for."""


def read_boxes(header: str, legend: Mapping[str, str], read: Read) -> Read:
    """`read`, but a box without a tick ("[ ]") below "Status" is what was not sent; no `legend` explains it.

    Below a header that asks for something it is a plain no.
    """
    if asks(header) or asks_what_came(header):
        return read
    boxes = small_words("unticked") - legend.keys()
    return lambda text: NOT_SENT if text.strip() in boxes else read(text)


def may_be_unsent(text: str) -> bool:
    """Whether a status is one that only the other words of its column, or its header, make one not sent."""
    words = small_words("advert_state") | small_words("program_state")
    return plain(text) in words or text.strip() in small_words("unticked")


def read_noes(column: Column, header: str, replied: np.ndarray[Any, np.dtype[np.bool_]], read: Read) -> Read:
    """`read`, with a bare "no" as a rejection where the column holds what employers answered.

    That is so where most of those rows have the day of a reply, or below "Reply" where others say more, and
    none is a bare "yes": silence has a blank there, or words of its own.
    """
    answers = {as_text(value): read_answer(as_text(value)) for value in held_values(column, MOST)}
    noes = {text for text, answer in answers.items() if answer == "no" and not read(text).replied}
    if not noes or header.strip().endswith(("?", "？")):
        return read
    codes = [code for code, value in enumerate(column.values) if as_text(value) in noes]
    rows = np.isin(column.codes, codes)
    dated = rows & replied
    further = sum(answer is None for answer in answers.values())
    below_reply = asks_what_came(header)
    told = any(read(text).outcome == "no_reply" for text, answer in answers.items() if answer is None)
    silent = below_reply and further and "yes" not in answers.values() and (told or not column.filled.all())
    if 2 * dated.sum() < rows.sum() and not silent:
        return read
    return lambda text: REJECTED if text in noes else read(text)


def read_one_language(labels: Sequence[str], read: Read) -> Read:
    """`read`, but words that are a status in one language only are not understood under other headers.

    For example "red" is a rejection in Turkish, but only under Turkish headers.
    """
    foreign = {
        word
        for code in languages()
        for word in load_language(code).words.get("own_only", ())
        if not any(plain(label) in _own_headers(code) for label in labels)
    }
    return lambda text: UNKNOWN if text.strip().casefold() in foreign else read(text)


def usual_order(labels: Sequence[str]) -> DateOrder | None:
    """The order in which the language of the headers writes day, month and year; None where none is usual."""
    for code in languages():
        if usual := load_language(code).words.get("date_order"):
            own = sum(plain(label) in _own_headers(code) for label in labels)
            if own >= OWN_HEADERS:
                return "ymd" if "ymd" in usual else "dmy"
    return None


def language_of(labels: Sequence[str]) -> str | None:
    """The language that most headers are of which no other has; None where fewer than two tell one."""
    plain_labels = [plain(label) for label in labels]
    counts = {code: sum(label in _own_headers(code) for label in plain_labels) for code in languages()}
    code = max(counts, key=counts.__getitem__)
    return code if counts[code] >= OWN_HEADERS else None


@cache
def _own_headers(own: str) -> frozenset[str]:
    """Headers, in plain form, that only the language `own` has."""
    mine, others = (
        {plain(name) for code in codes for names in load_language(code).fields.values() for name in names}
        for codes in ([own], [code for code in languages() if code != own])
    )
    return frozenset(mine - others)
