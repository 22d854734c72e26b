"""What was typed last is sent to the app before another page is opened."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_COMPONENT = st.components.v2.component(
    "detour_leaving",
    html="<span></span>",
    js=(Path(__file__).parent / "assets" / "leaving.js").read_text(encoding="utf-8"),
)


def words_first() -> None:
    """Makes the browser follow a link a moment later if a field was just left for it; call on every page."""
    _COMPONENT(key="leaving", height=1)
