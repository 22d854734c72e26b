"""A file made for a download stays until the browser has had time to fetch it.

Streamlit makes such a file on the click and tells the browser its address, but drops it when two runs of any
visitor end before the browser asks for it. Where several people use one server at once, downloads fail so.
"""

from __future__ import annotations

import time

from streamlit.runtime.media_file_manager import MediaFileMetadata

SECONDS = 60.0
"""How long a file that nobody refers to is kept at least."""


def keep_downloads(seconds: float = SECONDS) -> None:
    """From now on a file is dropped no sooner than so many seconds after it was first due."""

    def mark(file: MediaFileMetadata) -> None:
        if not hasattr(file, "due"):
            file.due = time.monotonic() + seconds  # type: ignore[attr-defined]

    def is_due(file: MediaFileMetadata) -> bool:
        return hasattr(file, "due") and time.monotonic() >= file.due

    MediaFileMetadata.mark_for_delete = mark  # type: ignore[method-assign, assignment]
    MediaFileMetadata.is_marked_for_delete = property(is_due)  # type: ignore[assignment, method-assign]
