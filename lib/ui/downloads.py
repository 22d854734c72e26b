"""A button for each format of the summary; the file is made on the click."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lib.summary.bundle import Summary
from lib.summary.formats import FORMATS
from lib.ui import turns


def download(
    form: str,
    summary: Summary,
    *,
    key: str,
    label: str | None = None,
    icon: str = ":material/download:",
    primary: bool = False,
) -> None:
    """A button that gives the summary in one of the `FORMATS`, under the format's own name or another."""
    kind = FORMATS[form]
    st.download_button(
        label or kind.label,
        data=partial(_made, form, summary),
        file_name=kind.file_name(summary),
        mime=kind.mime,
        icon=icon,
        type="primary" if primary else "secondary",
        on_click="ignore",
        key=key,
    )


def _made(form: str, summary: Summary) -> str | bytes:
    with turns.computing.turn(turns.Kind.FILE):
        return FORMATS[form].render(summary)
