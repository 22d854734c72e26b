"""The error that is raised for every file that cannot be used."""

from __future__ import annotations


class UnreadableLog(ValueError):  # noqa: N818 - a state of the person's file, not a fault of the program
    """A file that cannot be used as a log: what was found (`title`) and what to do about it (`message`)."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message
