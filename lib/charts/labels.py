"""Names and numbers as a chart shows them: never markup, never too long, counts before shares."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lib.log.schema import Channel, Outcome, Stage

STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {
        "applied": "Applied",
        "screen": "First conversation",
        "interview": "Interview",
        "final": "Final round",
        "offer": "Offer",
    }
)
OUTCOME_NAMES: Mapping[Outcome, str] = MappingProxyType(
    {
        "open": "Waiting",
        "rejected": "Turned down",
        "no_reply": "No reply",
        "withdrawn": "You withdrew",
        "offer": "Offer open",
        "accepted": "Accepted",
        "declined": "You declined",
    }
)
CHANNEL_NAMES: Mapping[Channel, str] = MappingProxyType(
    {
        "board": "Job board",
        "site": "Company site",
        "outreach": "You wrote to them",
        "referral": "Referral",
        "recruiter": "Recruiter",
        "unknown": "Not recorded",
    }
)

AREA_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "emotions": "Process the emotions",
        "feedback": "Seek feedback",
        "reflect": "Reflect and improve",
        "networking": "Keep networking",
        "resilience": "Stay resilient",
    }
)

FEW = 5
"""Of fewer than these no share is said."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


def clean(text: object) -> str:
    """Text on one line, without control, direction-changing and other invisible characters."""
    folded = " ".join(str(text).split())
    return "".join(c for c in folded if unicodedata.category(c) not in _INVISIBLE).strip()


def escape(text: object) -> str:
    """A name as it reads, so that Plotly shows it and never takes it for markup.

    >>> escape("<b>Acme</b> & sons")
    '&lt;b&gt;Acme&lt;/b&gt; &amp; sons'
    """
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_width(text: str) -> int:
    """The width of a text in Latin characters: Chinese, Japanese and Korean ones count twice."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: object, width: int = 40) -> str:
    """A name of at most `width` characters, not escaped; the middle gives way, as names differ at the ends.

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
    """A name cut at `width` characters and escaped: what stands on an axis or beside a mark."""
    return escape(shorten(text, width))


def wrap(text: object, width: int = 48, lines: int = 3) -> str:
    """A whole name over several escaped lines of at most `width` characters, for hovering; the rest cut."""
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


def percent(share: float) -> str:
    """A share as a whole percentage; never 0% or 100% unless it is exactly that.

    >>> percent(0.2), percent(0.001), percent(0.999)
    ('20%', 'under 1%', 'over 99%')
    """
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def count_of(hits: int, trials: int) -> str:
    """Counts first, then the share; of fewer than five no share is worth saying.

    >>> count_of(4, 31), count_of(1, 3), count_of(0, 0)
    ('4 of 31 (13%)', '1 of 3', '0 of 0')
    """
    share = f" ({percent(hits / trials)})" if trials >= FEW else ""
    return f"{hits:,} of {trials:,}{share}"


def number(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> number(1, "application"), number(1200, "reply", "replies")
    ('1 application', '1,200 replies')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence, joined.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    *most, last = list(parts)
    return f"{', '.join(most)} and {last}" if most else last


def capitalise(text: str) -> str:
    """A sentence with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
