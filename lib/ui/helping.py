"""The documents that come with Detour, as its help: read from where it is installed, with no network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import streamlit as st

DOCS = Path(__file__).parents[2] / "docs"
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "guide": "A tour",
        "faq": "Questions",
        "reading": "What Detour reads",
        "how-it-ranks": "How it ranks",
        "measures": "What each number means",
        "security": "Where your data stays",
    }
)
"""Document → what it is called in the help."""
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?://)([\w.-]+\.md)?(#[\w-]*)?[^)]*\)")


def show() -> None:
    """One document at a time; which one stands in the address."""
    chosen = st.segmented_control(
        "Part of the help",
        list(PARTS),
        format_func=lambda name: PARTS[name],
        default=next(iter(PARTS)),
        required=True,
        key="part",
        bind="query-params",
        label_visibility="collapsed",
    )
    st.markdown(document(str(chosen)))


@cache
def document(name: str) -> str:
    """A document as the screen shows it: without title and pictures, its links to others as their names."""
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    body = text.partition("\n")[2] if text.startswith("# ") else text
    return _LINK.sub(_named, _PICTURE.sub("", body)).strip()


def _named(link: re.Match[str]) -> str:
    """A link to another document as words: in the help that one is a part above, named as there."""
    name = (link[2] or "").removesuffix(".md")
    return f"{link[1]} (“{PARTS[name]}”)" if name in PARTS and PARTS[name] != link[1] else link[1]
