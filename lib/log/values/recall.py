"""What was understood of the words of a log, kept so that the same words are not read twice, and forgotten.

Every function that keeps words of somebody's log does so by `recalled`: only what is known here can be
emptied when somebody wants to be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Understood = TypeVar("Understood")

_kept: list[Callable[[], None]] = []


def recalled(most: int) -> Callable[[Callable[Given, Understood]], Callable[Given, Understood]]:
    """Keeps what a function made of so many arguments, those used last, until `forget`."""

    def keep(read: Callable[Given, Understood]) -> Callable[Given, Understood]:
        keeping = lru_cache(maxsize=most)(read)
        _kept.append(keeping.cache_clear)
        return cast("Callable[Given, Understood]", keeping)

    return keep


def forget() -> None:
    """Forgets the words of every log; those that are needed again are read again."""
    for empty in _kept:
        empty()
