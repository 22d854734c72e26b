"""Legends: texts that explain the marks below them, "R=rejected, I=interview"."""

from __future__ import annotations

import re

from lib.log.values.lexicon import fold
from lib.log.values.recall import recalled


@recalled(64)
def read_legend(header: str) -> dict[str, str]:
    """Folded mark → word, if a text explains its marks: "R=rejected", "✅ offer · ❌ no", "[x] sent"."""
    pairs = _MARK_AND_WORD.findall(header)
    if len(pairs) < 2:
        pairs = _BOX_AND_WORD.findall(header)
    if len(pairs) < 2:
        pairs = [found.groups() for part in _PARTS.split(header) if (found := _SIGN_AND_WORD.fullmatch(part))]
    return {fold(mark): word for mark, word in pairs} if len(pairs) > 1 else {}


_MARK_AND_WORD = re.compile(
    r"(?<!\w)(\w{1,3}|[^\w\s]) ?[=:] ?([^\W\d][\w'-]*(?: (?!\w{1,3} ?[=:])[^\W\d][\w'-]*)*)"
)
_PARTS = re.compile(r"\s*[·•|;,\n]\s*")
_SIGN_AND_WORD = re.compile(r"(?:[^:]{1,20}: )?([^\w\s!-/:-@\[-`{-~]{1,3})\s+([^\W\d][^=:]{0,80})")
"""A sign such as an emoji, and the words after it."""
_BOX_AND_WORD = re.compile(
    r"(\[.?\])\s*(?:[=:–—-]\s*)?([^\W\d][^\[\]|·•;,\n]{0,80}?)\s*(?=[·•|;,\n\[]|\s{2}|$)"
)
"""A box to tick, and the words after it."""
