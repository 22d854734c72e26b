"""What was typed last reaches the app before the page is left for another."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_COMPONENT = st.components.v2.component(
    "detour_leaving",
    html="<span></span>",
    js=(Path(__file__).parent / "assets" / "leaving.js").read_text(encoding="utf-8"),
)


def words_first() -> None:
    """Has the browser hold a link back for a moment where a field was left for it; call on every page."""
    _COMPONENT(key="leaving", height=1)
