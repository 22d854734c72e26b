"""Names from a spreadsheet on the screen: shown as they are, and never obeyed as Markdown."""

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
