"""Files are opened in a process of their own: what a file does there, it does to nobody else.

The parsers of spreadsheets are native code, and a file made for it, or cut off on the way, can end their
process, fill its memory or keep it busy for minutes. So they run beside the program, in
`lib.log.files.worker`, which may take so much memory and so much time, and which hands back plain cells.
"""

from __future__ import annotations

import atexit
import threading

import pyarrow as pa  # type: ignore[import-untyped]

from lib.log.files import parcels, safety
from lib.log.files.sheets import Book
from lib.log.unreadable import UnreadableLog
from lib.opening.process import Lost, Worker

MOST_AT_ONCE = 2
"""One process opens files, and a second one those of everybody else while a file keeps the first busy."""
MOST_WAITING = 60
"""Seconds to wait for one of them."""
LARGE = 20 * 2**20
"""A process that handled so many bytes is replaced: what it took of memory is given back."""
BROKEN_PARCEL = (ValueError, KeyError, TypeError, AttributeError, OSError, pa.ArrowException)
"""What unpacking a parcel says that is not whole."""


class Workers:
    """The processes there are: at most so many, one of them loaded ahead."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []

    def open(self, data: bytes, name: str) -> pa.Buffer:
        """The parcel for a file; a process that ends is asked once more, in case somebody else ended it."""
        if not self._places.acquire(timeout=MOST_WAITING):
            raise safety.too_busy()
        try:
            return self._try(data, name)
        except Lost as lost:
            if lost.refusal is not None:
                raise lost.refusal from None
            return self._try_again(data, name)
        finally:
            self._places.release()

    def _try_again(self, data: bytes, name: str) -> pa.Buffer:
        try:
            return self._try(data, name)
        except Lost as lost:
            raise (lost.refusal or safety.stopped()) from None

    def _try(self, data: bytes, name: str) -> pa.Buffer:
        asked = self._take()
        try:
            parcel = asked.open(data, name)
        except BaseException:
            asked.end()
            self.warm()
            raise
        self._give_back(asked, is_used_up=len(data) + parcel.size > LARGE)
        return parcel

    def _take(self) -> Worker:
        with self._lock:
            while self._idle:
                if (found := self._idle.pop()).is_alive:
                    return found
                found.end()
        return Worker()

    def _give_back(self, used: Worker, *, is_used_up: bool) -> None:
        with self._lock:
            if not is_used_up and not self._idle:
                self._idle.append(used)
                return
        used.end()
        self.warm()

    def warm(self) -> None:
        """Start a process, unless one waits already."""
        with self._lock:
            if not self._idle:
                self._idle.append(Worker())

    def end(self) -> None:
        """End those that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()


_workers = Workers()
atexit.register(_workers.end)
warm = _workers.warm


def open_book(data: bytes, name: str) -> Book:
    """Open a file of any format that Detour reads (`lib.log.files.books`), in a process of its own.

    Raises UnreadableLog for a file that is no spreadsheet or is over a limit, and where its process ended or
    took more time or memory than it may; the next file is opened as if nothing had happened.
    """
    safety.check_size(data)
    try:
        return parcels.unpack(_workers.open(data, name))
    except UnreadableLog:
        raise
    except BROKEN_PARCEL as error:
        raise safety.damaged() from error
