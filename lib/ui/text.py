"""Words on the screen: names from a spreadsheet made harmless, numbers made readable."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$&])")
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
_SHORT = re.compile(r"(:)(?=\S)|((?:www))(?=\.)|(?<=\S)(@)(?=\S)", re.IGNORECASE)
_APART = "\u200b"
"""Shown as nothing; parts what would become an icon, a link or an address even behind escapes."""


def plain(text: object, limit: int = 80) -> str:
    r"""`text` as it reads, so that Markdown shows it and never obeys it.

    Control and direction-changing characters are dropped, white space folded, long names cut at
    `limit` characters. What Markdown gives a meaning is escaped, and no more: screen readers read the
    labels of widgets as they are. Addresses and icons are found even behind escapes, so they are parted.

    >>> plain("**Acme** (C++), [x] & Co. - remote")
    '\\*\\*Acme\\*\\* (C++), \\[x\\] \\& Co. - remote'
    """
    shown = _OPENING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", bare(text, limit)))
    return _SHORT.sub(lambda found: found[0] + _APART, shown)


def bare(text: object, limit: int = 80) -> str:
    """`text` for the options of a list, which are never Markdown: folded and cut, nothing escaped.

    >>> bare("1st *reply*\u200b  (date)")
    '1st *reply* (date)'
    """
    shown = "".join(c for c in str(text) if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\t\n")
    shown = " ".join(shown.split())
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


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
