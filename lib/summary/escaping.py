"""Text from a spreadsheet made harmless in a download: no hidden characters, no Markdown."""

from __future__ import annotations

import re

_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def visible(text: str) -> str:
    """The text without invisible characters that programs act on; every kind of line break is a line feed.

    Removed are control characters, unpaired surrogates, and characters that change the writing direction.
    """
    return _HIDDEN.sub("", _BREAK.sub("\n", text))


_MARKDOWN = re.compile(r"([\\`*_\[\]|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([#+>=-]|\d+(?=[.)]))")


def plain_markdown(text: str) -> str:
    """The text on one line, escaped so that Markdown shows it as it is: no link, image, heading or HTML."""
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(visible(text).split()))
    escaped = _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")
    unlinked = escaped.replace("://", ":\\//").replace("www.", "www\\.").replace("@", "\\@")
    return _LINE_START.sub(_behind_backslash, unlinked)


def _behind_backslash(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start[:-1]}&#{ord(start[-1])};" if start[-1].isdigit() else f"\\{start}"
