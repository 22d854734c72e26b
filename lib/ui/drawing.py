"""Charts and tables of the filtered applications, made once and kept until something behind them changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib.hand.reader import LogInHand
from lib.measures.seen import Seen
from lib.ui import show, turns

Made = TypeVar("Made")


class Shelf:
    """The charts and tables made of one set of applications, by name."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._made

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """The result of `make`, from now or from an earlier run."""
        if name not in self._made:
            turns.computing.let_others()
            self._made[name] = make()
        made: Made = self._made[name]
        return made


def shelf(hand: LogInHand, seen: Seen) -> Shelf:
    """The shelf of the applications that passed the filters, for this log, day and colours."""
    chosen = "all" if seen.whole is None else _digest(seen.applications)
    return _shelf(hand.version, hand.as_of, chosen, show.scheme())


@st.cache_resource(scope="session", max_entries=6, show_spinner=False)
def _shelf(version: str, as_of: date, chosen: str, scheme: str) -> Shelf:
    return Shelf()


def _digest(applications: pd.DataFrame) -> str:
    """A digest of a set of rows of one log, each identified by its sheet and its place there."""
    codes, sheets = pd.factorize(applications["sheet"])
    parts = (applications["row"].to_numpy().tobytes(), codes.tobytes(), repr(list(sheets)).encode())
    return hashlib.sha256(b"\x1f".join(parts)).hexdigest()
