"""Names for charts: never read as markup, never too long."""

from __future__ import annotations

import unicodedata

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


def clean(text: object) -> str:
    """Text on one line, without control, direction-changing and other invisible characters."""
    folded = " ".join(str(text).split())
    return "".join(c for c in folded if unicodedata.category(c) not in _INVISIBLE).strip()


def escape(text: object) -> str:
    """A name escaped, so that Plotly shows it as it is and never reads it as markup.

    >>> escape("<b>Acme</b> & sons")
    '&lt;b&gt;Acme&lt;/b&gt; &amp; sons'
    """
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_width(text: str) -> int:
    """The width of a text in Latin characters: Chinese, Japanese and Korean ones count twice."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: object, width: int = 40) -> str:
    """A name of at most `width` characters, not escaped; cut in the middle, as names differ at the ends.

    >>> shorten("Senior associate analyst, part 12", 18)
    'Senior ass…part 12'
    """
    name = clean(text)
    if text_width(name) <= width:
        return name
    tail = _within(name[::-1], width * 2 // 5)[::-1].lstrip()
    head = _within(name, width - 1 - text_width(tail)).rstrip()
    return f"{head}…{tail}"


def _within(text: str, width: int) -> str:
    """The start of a text that is at most `width` wide."""
    used = 0
    for i, character in enumerate(text):
        used += text_width(character)
        if used > width:
            return text[:i]
    return text


def short(text: object, width: int = 40) -> str:
    """A name shortened to `width` characters and escaped, for an axis or beside a mark."""
    return escape(shorten(text, width))


def wrap(text: object, width: int = 48, lines: int = 3) -> str:
    """A long name, escaped, on up to `lines` lines of at most `width` characters, for hovering."""
    rows = [""]
    for word in clean(text).split(" "):
        for piece in _pieces(word, width):
            joined = f"{rows[-1]} {piece}".strip()
            if text_width(joined) <= width:
                rows[-1] = joined
            else:
                rows.append(piece)
    rows = [*rows[: lines - 1], shorten(" ".join(rows[lines - 1 :]), width)] if len(rows) > lines else rows
    return "<br>".join(escape(row) for row in rows)


def _pieces(word: str, width: int) -> list[str]:
    size = width if text_width(word) == len(word) else max(width // 2, 1)
    return [word[i : i + size] for i in range(0, len(word), size)] or [""]
