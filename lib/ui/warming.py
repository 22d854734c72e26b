"""The rest of the program is loaded while the first visitor looks for their file.

Plotly, SciPy, the writers of workbooks and the words of every language take a second or two to load, and the
first page needs few of them. To collect garbage takes longer than most pages when so much is loaded. So
Streamlit's own collection after every run is switched off (`.streamlit/config.toml`), and everything loaded
when a visitor arrives is excluded from collection until another visitor arrives; then what earlier visitors
left behind is collected, at most every 20 seconds.
"""

from __future__ import annotations

import gc
import pkgutil
import threading
import time
from datetime import UTC, datetime
from importlib import import_module

import streamlit as st

import lib
from lib.opening import opener
from lib.ui import welcome

FIRST_PAGE = 1.5
"""Loading begins after this many seconds, in which the first visitor's browser fetches and draws its page."""

SELDOM = 20.0
"""Seconds between two collections that visitors wait for: each stops everybody for a fifth of a second."""


def begin() -> None:
    """Starts to load; call once, when the server starts."""
    threading.Thread(target=_load, name="warming", daemon=True).start()


class _Collecting:
    """When garbage was last collected, and whether somebody came since."""

    last = float("-inf")
    due = False


def settle_once() -> None:
    """Spares what a new visitor found, once for each; call it when a page is complete.

    What earlier ones left is collected too, unless that was done a moment ago: then `settle_later` does it,
    so that many who come at once do not each wait for it.
    """
    if "settled" in st.session_state:
        return
    st.session_state["settled"] = True
    if time.monotonic() - _Collecting.last < SELDOM:
        gc.freeze()
        _Collecting.due = True
    else:
        settle()


def settle_later() -> None:
    """Collects what `settle_once` put off; call it now and then."""
    if _Collecting.due:
        settle()


def settle() -> None:
    """Collects garbage now, and excludes everything that is left from collection until the next call."""
    _Collecting.last, _Collecting.due = time.monotonic(), False
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _load() -> None:
    time.sleep(FIRST_PAGE)
    opener.warm()
    for module in pkgutil.walk_packages(lib.__path__, "lib."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    # Reads, ranks and plans a sample once, because word lists and libraries load when they are first used.
    welcome.answer(datetime.now(UTC).date())
    settle()
