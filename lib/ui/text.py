"""Words on the screen: names from a spreadsheet made harmless, numbers made readable."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$&])")
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
_SHORT = re.compile(r"(:)(?=\S)|((?:www))(?=\.)|(?<=\S)(@)(?=\S)", re.IGNORECASE)
_APART = "\u200b"
"""Shown as nothing; parts what would otherwise become an icon, a link or an address after escapes are read."""


def plain(text: object, limit: int = 80) -> str:
    r"""`text` as it reads, so that Markdown shows it and never obeys it.

    Control and direction-changing characters are dropped, white space folded, long names cut at
    `limit` characters. What Markdown gives a meaning is escaped, and no more: screen readers read the
    labels of widgets as they are. Addresses and icons are found even behind escapes, so they are parted.

    >>> plain("**Acme** (C++), [x] & Co. - remote")
    '\\*\\*Acme\\*\\* (C++), \\[x\\] \\& Co. - remote'
    """
    shown = "".join(c for c in str(text) if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\t\n")
    shown = " ".join(shown.split())
    if len(shown) > limit:
        shown = shown[: limit - 1].rstrip() + "…"
    shown = _OPENING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", shown))
    return _SHORT.sub(lambda found: found[0] + _APART, shown)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "application"), count(1200, "application"), count(2, "reply", "replies")
    ('1 application', '1,200 applications', '2 replies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def day(value: object) -> str:
    """A date as people say it, the same for every reader.

    >>> from datetime import date
    >>> day(date(2026, 3, 4))
    '4 March 2026'
    """
    return f"{value.day} {value:%B %Y}"  # type: ignore[attr-defined]
