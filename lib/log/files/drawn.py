"""Tables drawn in Markdown: text around them holds no cells, and marks and links are no part of a cell."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_DRAWN = re.compile(r"^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|", re.MULTILINE)
"""The line under the header of a Markdown table."""
_SHORT = frozenset("|:- \t")
"""The characters of such a line; it may have only one or two dashes for each column."""
_LONGEST_LINE = 2_000
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})(?: \"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(\*\*|__|~~|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_STRUCK = re.compile(r"~~(?=\S)[^\n]{1,500}?(?<=\S)~~")
"""Words that were struck out: where others stand beside them, only these hold."""
_WHOLE = re.compile(r"([*_])(?=[^\s*_])([^*_\n]{1,500})(?<=\S)\1")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ESCAPED = "\ue000"
"""Stands for a bar that is part of a cell while the text is split at bars."""
REPEATED = 0.5
"""Links are told by their addresses where at most this share of their texts differ ("Link", "Link")."""


def has_table(text: str) -> bool:
    """Whether the text has a table drawn in Markdown, by the line of dashes below its header."""
    return _DRAWN.search(text) is not None


def with_long_lines(text: str) -> str:
    """The text with short lines under the headers of tables ("|-|-|") as long as others, to be known as such.

    Such a line is the second of its table; further down it is a row that says nothing.
    """
    if "|-" not in text and "|:-" not in text and "| -" not in text:
        return text
    lines = text.splitlines(keepends=True)
    for at in range(1, len(lines)):
        is_second = "|" in lines[at - 1] and (at == 1 or "|" not in lines[at - 2])
        if is_second and len(lines[at]) <= _LONGEST_LINE and _SHORT.issuperset(lines[at].strip()):
            lines[at] = re.sub("-+", "---", lines[at])
    return "".join(lines)


def without_prose(text: str) -> str:
    """The text without the bars in lines that are not rows, and with bars of cells kept from being split at.

    Rows begin with a bar if those of the drawn table do.
    """
    text = text.replace(r"\|", _ESCAPED)
    if not re.search(r"^[ \t]*\|[ \t]*:?-{3,}", text, re.MULTILINE):
        return text
    lines = text.splitlines(keepends=True)
    return "".join(line if line.lstrip().startswith("|") else line.replace("|", " ") for line in lines)


def plain_cells(records: Sequence[Sequence[str]]) -> list[list[str]]:
    """The records with what a reader of the drawn page sees: "Acme" for "**[Acme](https://acme.example)**".

    Links that all read alike are given by their addresses, since these are what tells them apart.
    """
    told = _told_by_address(records)
    return [[_plain(cell, at in told) for at, cell in enumerate(record)] for record in records]


def _told_by_address(records: Sequence[Sequence[str]]) -> set[int]:
    """The positions of cells that are links with nearly the same text in every row."""
    texts: dict[int, list[str]] = {}
    for record in records:
        for at, cell in enumerate(record):
            if (link := _LINK.fullmatch(cell.strip())) is not None:
                texts.setdefault(at, []).append(link.group(1).strip().casefold())
    return {at for at, said in texts.items() if len(said) > 1 and len(set(said)) <= REPEATED * len(said)}


def _plain(cell: str, by_address: bool) -> str:
    text = cell.replace(_ESCAPED, "|")
    if "](" in text:
        text = _LINK.sub(lambda link: link.group(2 if by_address or not link.group(1).strip() else 1), text)
    if "~~" in text:
        text = left if (left := _STRUCK.sub("", text)).strip() else text
    if not _MARKED.isdisjoint(text):
        text = _STRONG.sub(r"\2", text)
        text = whole.group(2) if (whole := _WHOLE.fullmatch(text.strip())) else text
    if "<" in text:
        text = _BREAK.sub("\n", text)
    return html.unescape(text) if "&" in text else text


_MARKED = frozenset("*_~`")
