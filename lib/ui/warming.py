"""The rest of the program is loaded while the first visitor looks for their file.

Plotly, SciPy, the writers of workbooks and the words of every language take a second or two to load; the
first page needs few of them. Streamlit also collects garbage after every run, and with so much loaded that
costs more than most pages: what is there when a visitor arrives is therefore taken out of the collector's
sight, until the next visitor does; what earlier visitors left behind is collected then.
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
"""Seconds left to the first visitor's browser to fetch and draw its page before loading begins."""


def begin() -> None:
    """Starts to load; call once, when the server starts."""
    threading.Thread(target=_load, name="warming", daemon=True).start()


def settle_once() -> None:
    """Settles once for each visitor; call when a page stands."""
    if "settled" not in st.session_state:
        st.session_state["settled"] = True
        settle()


def settle() -> None:
    """Collects what nobody holds any more, and spares everything else from collection until the next call."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _load() -> None:
    time.sleep(FIRST_PAGE)
    opener.warm()
    for module in pkgutil.walk_packages(lib.__path__, "lib."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    # Once through reading, ranking and planning: word lists and libraries load where they are used.
    welcome.answer(datetime.now(UTC).date())
    settle()
