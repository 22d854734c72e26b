"""The browser loads what charts, tables and fields need while the visitor looks for their file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from lib.ui import session

PARTS = (
    "PageLink", "DateInput", "Checkbox", "PlotlyChart", "DataFrame", "Selectbox", "Metric", "Radio",
    "Multiselect", "TextInput", "ButtonGroup", "Spinner", "ImageList", "StreamlitSyntaxHighlighter",
    "LinkButton",
)  # fmt: skip
"""The parts of Streamlit that our pages need once a log is open, in the order in which they are needed."""

_COMPONENT = st.components.v2.component(
    "detour_ahead",
    html="<span></span>",
    js=(Path(__file__).parent / "assets" / "ahead.js").read_text(encoding="utf-8"),
)


def load() -> None:
    """Makes the browser fetch those parts when it is idle, as long as no log is open."""
    if session.held().upload is None:
        _COMPONENT(key="ahead", data={"scripts": scripts()}, height=1)


@cache
def scripts() -> list[str]:
    """The file names of `PARTS` in the installed Streamlit; a part that it does not have is left out."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return [file.name for part in PARTS for file in folder.glob(f"{part}.*.js")]
