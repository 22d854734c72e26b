"""What a browser has asked for stays until it has had time to take it.

Streamlit makes a file for a download on the click and tells the browser its address, but drops the file when
two runs of any visitor end before the browser asks for it. Where several people use one server at once,
downloads fail so. It also drops what waits to be sent when a run begins, answers included: a file chosen in
the moment in which the page runs again was never uploaded, and nobody was told.

Both are mended from outside, by members of two classes that are no public part of Streamlit: only in the
version that they were written for, and each with a test. Neither was reported to Streamlit so far; the tests
are the shortest way to see each, and what a report would hold.
"""

from __future__ import annotations

import time

import streamlit as st
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileMetadata

SECONDS = 60.0
"""How long a file that nobody refers to is kept at least."""

WRITTEN_FOR = "1.67."
"""How the version of Streamlit begins whose members are replaced; another is left as it is."""

_clear = ForwardMsgQueue.clear


def mend(version: str = st.__version__) -> bool:
    """Mends both where this was written for `version`, and says whether it was. Call once, at the start."""
    known = version.startswith(WRITTEN_FOR)
    if known:
        keep_downloads()
        keep_answers()
    return known


def keep_downloads(seconds: float = SECONDS) -> None:
    """From now on a file is dropped no sooner than so many seconds after it was first due."""

    def mark(file: MediaFileMetadata) -> None:
        if not hasattr(file, "due"):
            file.due = time.monotonic() + seconds  # type: ignore[attr-defined]

    def is_due(file: MediaFileMetadata) -> bool:
        return hasattr(file, "due") and time.monotonic() >= file.due

    MediaFileMetadata.mark_for_delete = mark  # type: ignore[method-assign, assignment]
    MediaFileMetadata.is_marked_for_delete = property(is_due)  # type: ignore[assignment, method-assign]


def keep_answers() -> None:
    """From now on a run that begins drops what the last one drew, and no answer that a browser waits for."""

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
