"""A spreadsheet becomes an application log."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lib.log.cleaning import read_book, read_log
    from lib.log.reading import open_book
    from lib.log.schema import (
        ApplicationLog,
        Choices,
        ColumnMatch,
        ImportResult,
        Question,
        Repair,
        SetAside,
        Source,
        StatusReading,
        UnreadableLog,
    )
    from lib.log.sheets import Book

__all__ = [
    "ApplicationLog",
    "Book",
    "Choices",
    "ColumnMatch",
    "ImportResult",
    "Question",
    "Repair",
    "SetAside",
    "Source",
    "StatusReading",
    "UnreadableLog",
    "open_book",
    "read_book",
    "read_log",
]

_HOMES = {
    "read_book": "cleaning",
    "read_log": "cleaning",
    "open_book": "reading",
    "Book": "sheets",
}


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: whoever needs only the types does not pay for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"lib.log.{_HOMES.get(name, 'schema')}"), name)
