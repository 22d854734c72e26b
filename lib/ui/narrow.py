"""What only the browser knows: how wide the screen is, and whether anything can hover over it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_COMPONENT = st.components.v2.component(
    "detour_narrow",
    html="<span></span>",
    css=(_ASSETS / "narrow.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "narrow.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def fit() -> None:
    """Closes a phone's sidebar after a choice, and fits tiles and charts to it; call on every page."""
    _COMPONENT(key="narrow", height=1)
