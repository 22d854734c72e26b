"""The files of this session, each opened and read once; nobody may change the values that are kept."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.hand.held import Upload
from lib.hand.reader import LogAsTold, Opened, Reader
from lib.log.schema import Choices, ImportResult
from lib.summary.additions import Additions
from lib.ui import turns


class CachedReader(Reader):
    """A reader that keeps its results: a file is opened once, and read again only after a change."""

    def open(self, upload: Upload) -> Opened:
        """The cells of a file; raises `UnreadableLog` if it cannot be opened."""
        return _opened(upload.digest, upload.name, upload)

    def read(self, upload: Upload, choices: Choices, now: date) -> ImportResult:
        """The log of a file, read with these corrections; raises `UnreadableLog` if there is none in it."""
        with turns.computing.turn(turns.Kind.FIRST):
            return _read(upload.digest, upload.name, repr(choices), now, upload, choices)

    def tell(self, version: str, result: ImportResult, added: Additions, now: date) -> LogAsTold:
        """The log with the person's news and reflections; `version` identifies everything it is made from."""
        return _told(version, now, result, added)


PLAIN = Reader()
CACHED = CachedReader()


@st.cache_resource(scope="session", max_entries=2, show_spinner="Opening your spreadsheet")
def _opened(digest: str, name: str, _upload: Upload) -> Opened:
    with turns.computing.aside():  # another process works on it
        return PLAIN.open(_upload)


@st.cache_resource(scope="session", max_entries=4, show_spinner="Reading your applications")
def _read(
    digest: str, name: str, corrected: str, now: date, _upload: Upload, _choices: Choices
) -> ImportResult:
    return Reader.read(CACHED, _upload, _choices, now)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _told(version: str, now: date, _result: ImportResult, _added: Additions) -> LogAsTold:
    return PLAIN.tell(version, _result, _added, now)
