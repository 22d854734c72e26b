"""What a visitor forgot, or left behind with a closed tab, is taken out of the server's memory.

Streamlit keeps what a session uploaded, computed and offered for download until its tab is closed, and a
closed tab's session until the next visitor comes. What is forgotten here is gone: from Streamlit's stores,
from what was kept of words that were read before, and from what `warming` spares of collection.
"""

from __future__ import annotations

import asyncio
import threading

from streamlit import runtime
from streamlit.runtime import caching
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SessionState

from lib.log.values import recall
from lib.ui import belonging, warming

EVERY = 20.0
"""Seconds between two looks for sessions whose tab was closed and did not come back."""
SOON = 1.0
"""Seconds after which a page that forgot has run to its end, and holds nothing of what it showed before."""


def uploads() -> None:
    """Drops the files that this session's uploader holds; the one in hand was taken out of it."""
    if (running := get_script_run_ctx()) is not None:
        running.uploaded_file_mgr.remove_session_files(running.session_id)


def session() -> None:
    """Drops everything that the server holds of this session beside its state."""
    running = get_script_run_ctx()
    if running is None:
        return
    uploads()
    inner = getattr(running.session_state, "_state", None)
    if isinstance(inner, SessionState):
        _empty(inner)
    caching.clear_session_data_cache(running.session_id)
    caching.clear_session_resource_cache(running.session_id)
    if runtime.exists():
        belonging.drop(running.session_id)
        timer = threading.Timer(SOON, rest)
        timer.daemon = True
        timer.start()


def _empty(state: SessionState) -> None:
    """Drops what stands in the state: values, choices, and what the callbacks of widgets would be given."""
    state.clear()
    state._new_widget_state.widget_metadata.clear()


def rest() -> None:
    """Drops what no session holds any more: words that were read, and rings of objects."""
    recall.forget()
    warming.settle()


async def keep_freeing() -> None:
    """Closes sessions whose tab has been gone for too long to come back; runs as long as the server."""
    while True:
        await asyncio.sleep(EVERY)
        if runtime.exists():
            await asyncio.to_thread(rest if close_left() else warming.settle_later)


def close_left() -> int:
    """Closes the sessions that nobody can come back to; how many there were."""
    storage = getattr(runtime.get_instance()._session_mgr, "_session_storage", None)
    stored = getattr(storage, "_cache", None)
    if not isinstance(stored, TTLCache):
        return 0
    before = {info.session.id: info.session for info in stored._data.values()}
    stored.expire()
    left = [session for name, session in before.items() if name not in stored]
    for session in left:
        belonging.drop(session.id)
        session.shutdown()
        _empty(
            session.session_state
        )  # Streamlit's own loop may hold the session until somebody else does something
    return len(left)
