"""Who can be written to: whether a contact cell names a person, and a letter ready for a mail program."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
"""A mail address; looked for where a word begins only, or one long word would take seconds."""
_UNREAD = re.compile(
    r"(?:^|[^a-z])(?:not?|do[-_. ]?not|ne[-_. ]?pas|keine?)[-_. ]?"
    r"(?:reply|respond|response|antwort|repondre)"
    r"|mailer[-_. ]?daemon|postmaster|bounce|notifications?@|automated@|system@",
    re.IGNORECASE,
)
"""Addresses that nobody reads."""
_NOBODY = (
    "|-|–|—|?|n/a|na|n.a.|none|none named|none given|no name|no contact|nobody|not found|not "
    "named|not given|not known|not available|not listed|unknown|unnamed|anonymous|tbd|tba|tbc|to be "
    "determined|null|nil|x|xxx|hr|hr team|hr department|human resources|recruiting|recruiting "
    "team|recruitment|recruitment team|talent acquisition|talent team|hiring team|hiring "
    "manager|recruiter|team|careers|jobs|unbekannt|keine|keine angabe|nicht "
    "bekannt|personalabteilung|inconnu|aucun|desconocido|ninguno|sconosciuto|nessuno|onbekend|geen|brak|desconhecido|nenhum|无|不详|なし|不明"
)
NOBODY = frozenset(_NOBODY.split("|"))
"""Contact cells that name nobody."""
OWN_SHARE = 0.5
"""An address beside more than this share of a log's employers is the person's own."""
FEWEST = 3
"""A log with fewer employers than this cannot tell which address is the person's own."""


def address(contact: object) -> str | None:
    """The mail address in a contact cell, None without one or where nobody reads it ("noreply@…")."""
    found = _ADDRESS.search(contact) if isinstance(contact, str) else None
    return found.group() if found and not _UNREAD.search(found.group()) else None


def is_somebody(contact: object) -> bool:
    """Whether a contact cell names somebody who can be written to: no placeholder, no unread address."""
    if not isinstance(contact, str) or " ".join(contact.split()).casefold().strip(" .") in NOBODY:
        return False
    return not _UNREAD.search(contact) or bool(_name_beside(contact))


def _name_beside(contact: str) -> str:
    """The text beside an unread address: "Ann Bole <noreply@…>" names a person all the same."""
    rest = re.sub(r"[<>()\[\]]", " ", _ADDRESS.sub(" ", contact)).strip(" ,;:-")
    return "" if _UNREAD.search(rest) or rest.casefold() in NOBODY else rest


def own_addresses(applications: pd.DataFrame) -> frozenset[str]:
    """The person's own addresses: those beside most employers of a log."""
    found = applications["contact"].map(lambda cell: (address(cell) or "").casefold())
    beside = applications["company"].groupby(found).nunique().drop("", errors="ignore")
    employers = applications["company"].nunique()
    return frozenset(beside.index[beside > OWN_SHARE * employers]) if employers >= FEWEST else frozenset()


def can_be_asked(applications: pd.DataFrame) -> pd.Series[bool]:
    """For each application whether its contact is somebody other than the person themselves."""
    own = own_addresses(applications)
    cells = applications["contact"]
    return cells.map(lambda cell: is_somebody(cell) and (address(cell) or "").casefold() not in own).astype(
        bool
    )


def can_do_a_favour(applications: pd.DataFrame) -> pd.Series[bool]:
    """As `can_be_asked`, without contacts who decide about an application that is still open there."""
    talking = applications["stage"].isin(["screen", "interview", "final", "offer"])
    return can_be_asked(applications) & ~(talking & applications["outcome"].isin(["open", "offer"]))


def mail_link(letter: str, to: str | None = None) -> str:
    r"""A letter for the person's own mail program: a `mailto:` address with its subject and its text.

    >>> mail_link("Subject: A question\n\nHello,", "ann@norvik.example")
    'mailto:ann@norvik.example?subject=A%20question&body=Hello%2C'
    """
    first, _, text = letter.partition("\n\n")
    subject = first.removeprefix("Subject: ")
    return f"mailto:{_escaped(to or '', '@')}?subject={_escaped(subject)}&body={_escaped(text)}"


_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _escaped(text: str, also: Sequence[str] | str = "") -> str:
    """The text escaped for an address, its line ends in the form that mail programs know (CRLF)."""
    kept = _PLAIN | frozenset("".join(also).encode())
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "replace")
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in lines)
