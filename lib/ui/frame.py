"""The frame round every page: the list of pages, and links to them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parents[2] / "pages"
ASSETS = Path(__file__).parent / "assets"
ICON = str(ASSETS / "icon.svg")
LOGO = str(ASSETS / "logo.svg")

WIDEST = 1180
"""The greatest width of a page in pixels: beyond it lines are too long to read."""

_SECTIONS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "Your log": (
        (
            "import_log",
            "Import",
            ":material/upload_file:",
            "Open your spreadsheet and check how it was read.",
        ),
        (
            "your_applications",
            "Your applications",
            ":material/table:",
            "Search, edit and add to your log, and take your spreadsheet back.",
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
TITLES = tuple(title for pages in _SECTIONS.values() for _, title, *_ in pages)
"""The pages of the menu, from above."""


def at(name: str) -> str:
    """The file of a page, which links to it need."""
    return str(FOLDER / f"{name}.py")


def pages() -> dict[str, list[st.Page]]:
    """The pages by section, as `st.navigation` takes them; Import is the first one shown."""
    listed = {
        section: [
            st.Page(at(name), title=title, icon=icon, help=purpose, default=name == "import_log")
            for name, title, icon, purpose in entries
        ]
        for section, entries in _SECTIONS.items()
    }
    # Shown only after news was recorded, so it is in no menu.
    listed["Your log"].append(st.Page(at("recorded"), title="Noted", visibility="hidden"))
    # Linked below the log, where it is in nobody's way.
    listed["Your log"].append(st.Page(at("help"), title="Help", icon=":material/help:", visibility="hidden"))
    # Reached from Focus, so it is in no menu.
    listed["Decide"].append(st.Page(at("assumptions"), title="What this assumes", visibility="hidden"))
    return listed


def ask_for(page: str) -> None:
    """Asks for `page` to be shown in the next run; for callbacks, which cannot change the page themselves."""
    st.session_state["asked_page"] = page


def go_where_asked() -> None:
    """Goes to the page that a callback asked for."""
    if page := st.session_state.pop("asked_page", None):
        st.switch_page(at(page))
