"""Downloads and answers stay on the server until a slow browser has fetched them.

Streamlit makes a file for a download on the click and tells the browser its address, but drops the file when
two runs of any visitor end before the browser asks for it. So downloads fail when several people use one
server. When a run begins, Streamlit also drops what waits to be sent, answers to the browser included. So a
file chosen at that moment is never uploaded, without any message.

Both are mended by replacing members of two internal classes of Streamlit, only in the version that this was
written for, and each with a test. Neither was reported to Streamlit so far; the tests show each in the
shortest way, and are what a report would contain.
"""

from __future__ import annotations

import time

import streamlit as st
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileMetadata

from lib.ui import belonging

SECONDS = 60.0
"""How many seconds a file that no page refers to is kept at least."""

WRITTEN_FOR = "1.67."
"""The first part of the Streamlit version whose members are replaced; other versions are not changed."""

_clear = ForwardMsgQueue.clear


def mend(version: str = st.__version__) -> bool:
    """Mends both if this was written for `version`, and returns whether it was. Call once, at the start."""
    known = version.startswith(WRITTEN_FOR)
    if known:
        keep_downloads()
        keep_answers()
        belonging.mend()
    return known


def keep_downloads(seconds: float = SECONDS) -> None:
    """From now on a file is dropped at the earliest so many seconds after Streamlit would have dropped it."""

    def mark(file: MediaFileMetadata) -> None:
        if not hasattr(file, "due"):
            file.due = time.monotonic() + seconds  # type: ignore[attr-defined]

    def is_due(file: MediaFileMetadata) -> bool:
        return hasattr(file, "due") and time.monotonic() >= file.due

    MediaFileMetadata.mark_for_delete = mark  # type: ignore[method-assign, assignment]
    MediaFileMetadata.is_marked_for_delete = property(is_due)  # type: ignore[assignment, method-assign]


def keep_answers() -> None:
    """From now on a new run drops what the last one drew, but no answer that a browser waits for."""

    def clear(
        queue: ForwardMsgQueue,
        retain_lifecycle_msgs: bool = False,
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        waiting = list(queue._queue)
        _clear(queue, retain_lifecycle_msgs, fragment_ids_this_run)
        if retain_lifecycle_msgs:
            known = {id(message) for message in queue._queue}
            queue._queue += [
                message
                for message in waiting
                if id(message) not in known and (message.WhichOneof("type") or "").endswith("_response")
            ]

    ForwardMsgQueue.clear = clear  # type: ignore[assignment, method-assign]
