"""Names from a spreadsheet on the screen: shown as they are, never read as Markdown."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$&])")
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
_SHORT = re.compile(r"(:)(?=\S)|((?:www))(?=\.)|(?<=\S)(@)(?=\S)", re.IGNORECASE)
_APART = "\u200b"
"""An invisible character, put into text that Markdown would make an icon or a link even when escaped."""


def plain(text: object, limit: int = 80) -> str:
    r"""`text` escaped, so that Markdown shows it as it is.

    Control and direction-changing characters are dropped, white space is folded, and names are cut at `limit`
    characters. Only what has a meaning in Markdown is escaped, since screen readers read widget labels with
    their escapes. Addresses and icons work even when escaped, so an invisible character is put into them.

    >>> plain("**Acme** (C++), [x] & Co. - remote")
    '\\*\\*Acme\\*\\* (C++), \\[x\\] \\& Co. - remote'
    """
    shown = _OPENING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", bare(text, limit)))
    return _SHORT.sub(lambda found: found[0] + _APART, shown)


def bare(text: object, limit: int = 80) -> str:
    """`text` for the options of a list, which are not Markdown: folded and cut, but not escaped.

    >>> bare("1st *reply*\u200b  (date)")
    '1st *reply* (date)'
    """
    shown = "".join(c for c in str(text) if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\t\n")
    shown = " ".join(shown.split())
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"
