"""The frame round every page: its navigation, and the way back to it when a page is opened alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).parent / "assets"
ICON = str(ASSETS / "icon.svg")
LOGO = str(ASSETS / "logo.svg")

WIDEST = 1180
"""Pixels of a page: beyond that lines grow too long to read."""

_SECTIONS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "Your log": (
        (
            "import_log",
            "Import",
            ":material/upload_file:",
            "Open your spreadsheet and check how it was read.",
        ),
    ),
    "Explore": (
        (
            "overview",
            "Overview",
            ":material/route:",
            "How far your applications went, and how they stand.",
        ),
        ("rejections", "Rejections", ":material/alt_route:", "Where you are turned down, and what differs."),
        (
            "response_times",
            "Response times",
            ":material/hourglass_top:",
            "How long replies take, and what to follow up.",
        ),
    ),
    "Decide": (
        ("focus", "Focus", ":material/target:", "Which of five areas to work on next, and how sure that is."),
        ("reflect", "Reflect", ":material/edit_note:", "What each rejection can still tell you."),
        ("next_steps", "Next steps", ":material/checklist:", "A dated plan, and everything to take away."),
    ),
}

PAGE_NAMES = tuple(name for pages in _SECTIONS.values() for name, *_ in pages)


def pages() -> dict[str, list[st.Page]]:
    """The pages by section, as `st.navigation` takes them; Import is the first one shown."""
    return {
        section: [
            st.Page(f"pages/{name}.py", title=title, icon=icon, help=purpose, default=name == "import_log")
            for name, title, icon, purpose in entries
        ]
        for section, entries in _SECTIONS.items()
    }


@contextmanager
def running() -> Iterator[None]:
    """Marks that the frame stands, and keeps the page to a readable width, for as long as it runs."""
    st.session_state["frame"] = True
    try:
        with st.container(horizontal_alignment="center"), st.container(width=WIDEST):
            yield
    finally:
        st.session_state["frame"] = False


def require(page: str) -> None:
    """Builds the frame first when `page` runs without it, then comes back to `page`.

    Streamlit runs the files of `pages/` bare until some visitor has opened `app.py` once; whoever
    opens a page's address on a freshly started server would otherwise see it without the frame.
    """
    if not st.session_state.get("frame"):
        st.session_state["asked_page"] = page
        st.switch_page("app.py")


def go_where_asked() -> None:
    """Goes on to the page that `require` was called from."""
    if page := st.session_state.pop("asked_page", None):
        st.switch_page(f"pages/{page}.py")
