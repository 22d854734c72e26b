"""Reads tables of e-mails: each mail becomes an event of the application that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lib.log.files.sheets import Cell, Column, as_text
from lib.log.table.contents import Contents, marks
from lib.log.table.header import Table
from lib.log.table.names import plain
from lib.log.vocabulary import either, small_words

ADDRESS = re.compile(r"([\w.+-]{1,64})@((?:[\w-]{1,63}\.)+\w{2,})")
MOST_WORDS = 6
"""An employer's name within a subject has at most this many words."""
GIVEN = {"Employer (from the mails)": "company", "Role (from the mails)": "role"}
"""Headers of the columns that are added here → their fields."""


@dataclass(frozen=True)
class _Mail:
    """What one mail says about its sender, and the role that it is about."""

    employer: str
    """The employer's name in the mail; "" if only the address can say it."""
    domain: str
    """The sender's own domain; "" for a mail system or a provider of mailboxes."""
    role: str


@cache
def _employer_in_subject() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{either('mail_to')})\s+(\w[^\n:;,|()–—]*?)\s*[.!?]*\s*(?:[:;,|(–—]|\s-\s|$)", re.I
    )


@cache
def _role_in_subject() -> re.Pattern[str]:
    ends = rf"(?:\s+(?:{either('mail_to')})\s|[:;,|(–—]|\s-\s|$)"
    return re.compile(
        rf"(?:\b(?:{either('mail_for')})\s+(?:(?:{either('article')}|{either('mail_role')})\s+)*|[:–—]\s+|\s-\s+)(\S.*?){ends}",
        re.I,
    )


def name_mails(table: Table) -> Table:
    """The table with columns for employer and role added, if its rows are mails about applications."""
    at = {plain(label): i for i, label in enumerate(table.labels) if label}
    subject = next((at[name] for name in at if name in small_words("mail_subject")), None)
    senders = [at[name] for name in at if name in small_words("mail_sender")]
    if subject is None or not senders or not len(table):
        return table
    texts = [[as_text(cell) for cell in table.columns[i].objects()] for i in (subject, *senders)]
    mails = [_read(line, " ".join(sent)) for line, *sent in zip(*texts, strict=True)]
    employers = _join(mails)
    told = _columns(employers, _spread_roles(employers, [mail.role for mail in mails]))
    given = dict(GIVEN)
    worded = [
        i for i, column in enumerate(table.columns) if i != subject and Contents(column).statuses >= 0.6
    ]
    given |= {table.labels[subject]: "notes" if worded else "status"}
    given |= {table.labels[i]: "" for i in senders}
    days = [i for i, column in enumerate(table.columns) if Contents(column).dates >= 0.8]
    given |= {table.labels[i]: "applied_on" if i == days[0] else "" for i in days}
    given |= {table.labels[i]: "status" for i in worded[:1]}
    return replace(
        table,
        labels=(*table.labels, *GIVEN),
        columns=(*table.columns, *told),
        positions=(*table.positions, *(max(table.positions) + 1 + i for i in range(2))),
        notes=(*table.notes, "Each row is a mail; the mails about one application were put together."),
        given={**table.given, **given},
        is_events=True,
    )


def _columns(employers: Sequence[str], roles: Sequence[str]) -> tuple[Column, Column]:
    made: list[list[Cell]] = [[name or None for name in names] for names in (employers, roles)]
    return Column.of(made[0]), Column.of(made[1])


def _read(subject: str, sender: str) -> _Mail:
    address = ADDRESS.search(sender)
    local, host = (address[1].casefold(), address[2].casefold()) if address else ("", "")
    foreign = any(host == name or host.endswith("." + name) for name in small_words("mail_system"))
    name = _bare(ADDRESS.sub(" ", sender))
    own = "" if foreign else host.rsplit(".", 1)[0].rsplit(".", 1)[-1]
    generic = foreign or not {*re.split(r"[\W_]+", local)}.isdisjoint(small_words("mail_office"))
    signed = generic or (own and own in plain(name).replace(" ", ""))
    named = _employer_in_subject().findall(subject)
    said = [text for text in map(_bare, named) if _is_name(text)]
    employer = said[-1] if said else name if signed and name and not _is_system(name) else ""
    return _Mail(employer, own, _role(subject))


def _role(subject: str) -> str:
    parts = (text.strip(" .!") for text in _role_in_subject().findall(subject))
    return next((text for text in parts if marks()["roles"].mark(text)), "")


def _is_name(text: str) -> bool:
    """Whether words of a subject are a name: each that is not very short begins with a capital or figure."""
    words = [word for word in text.split() if len(word) > 3 or not word.islower()]
    return (
        bool(words)
        and len(words) <= MOST_WORDS
        and all(not word[0].islower() for word in words)
        and not marks()["roles"].mark(text)
    )


def _is_system(name: str) -> bool:
    return any(plain(system.split(".")[0]) in plain(name).split() for system in small_words("mail_system"))


def _bare(name: str) -> str:
    """A sender's name without the department ("Halberd Careers", "Talent team at Oxley")."""
    words = re.sub(r"[<>\"()\[\]]", " ", name).split()
    said = [word.casefold() for word in words]
    at = next((i for i, word in enumerate(said) if word in small_words("at") | small_words("mail_via")), None)
    if at is not None and at + 1 < len(words):
        words = words[:at] if said[at] in small_words("mail_via") else words[at + 1 :]
    while words and plain(words[-1]) in {*small_words("mail_office"), ""}:
        words.pop()
    return " ".join(words).strip(" .,;:-")


def _join(mails: Sequence[_Mail]) -> list[str]:
    """The employer of each mail, spelt the same in all mails with its name or its address."""
    names = Counter(mail.employer for mail in mails if mail.employer)
    by_domain: dict[str, Counter[str]] = {}
    for mail in mails:
        if mail.domain and mail.employer:
            by_domain.setdefault(mail.domain, Counter())[mail.employer] += 1
    found = []
    for mail in mails:
        name = mail.employer
        if not name and mail.domain:
            known = by_domain[mail.domain].most_common(1) if mail.domain in by_domain else []
            alike = [other for other in names if plain(other).replace(" ", "").startswith(mail.domain)]
            name = known[0][0] if known else alike[0] if alike else mail.domain.capitalize()
        spellings = [other for other in names if plain(other) == plain(name)]
        found.append(max(spellings, key=lambda other: names[other], default=name))
    return found


def _spread_roles(employers: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The role of each mail: its own, else the only one or the next one in mails of the same employer."""
    named: dict[str, list[int]] = {}
    for i, (employer, role) in enumerate(zip(employers, roles, strict=True)):
        if role:
            named.setdefault(employer, []).append(i)
    return [
        role or (roles[min(near, key=lambda j: abs(i - j))] if (near := named.get(employer)) else "")
        for i, (employer, role) in enumerate(zip(employers, roles, strict=True))
    ]
