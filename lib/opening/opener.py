"""Files are opened in a process of their own, so that a bad file does no harm to anybody else.

The parsers of spreadsheets are native code. A malicious or a damaged file can end their process, fill its
memory or keep it busy for minutes. So they run in a second process (`lib.log.files.worker`) with limits on
memory and time, which hands back plain cells.
"""

from __future__ import annotations

import atexit
import threading

import pyarrow as pa  # type: ignore[import-untyped]

from lib.log.files import parcels, safety
from lib.log.files.sheets import Book
from lib.log.files.worker import MAX_SECONDS
from lib.log.unreadable import UnreadableLog
from lib.opening.process import Lost, Worker

MOST_AT_ONCE = 2
"""Two processes open files, so that one slow file does not keep everybody waiting."""
MOST_WAITING = 60
"""How many seconds a file waits for a free process."""
LARGE = 20 * 2**20
"""A process that handled a file of this many bytes is replaced, which frees its memory."""
BROKEN_PARCEL = (ValueError, KeyError, TypeError, AttributeError, OSError, pa.ArrowException)
"""The errors that unpacking a damaged parcel raises."""


class Workers:
    """The processes that open files: at most `MOST_AT_ONCE`, one of them started ahead.

    Each may work `seconds` on one file.
    """

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []

    def open(self, data: bytes, name: str) -> pa.Buffer:
        """The parcel for a file; if the process ends it is tried again: the file may not be the cause."""
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
        return Worker(self._seconds)

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
                self._idle.append(Worker(self._seconds))

    def end(self) -> None:
        """End the processes that are not busy."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()


_workers = Workers()
atexit.register(_workers.end)
warm = _workers.warm


def open_book(data: bytes, name: str) -> Book:
    """Open a file of any format that Detour reads (`lib.log.files.books`), in a process of its own.

    Raises UnreadableLog for a file that is not a spreadsheet or is over a limit, and if its process ended or
    took more time or memory than allowed. The next file is not affected.
    """
    safety.check_size(data)
    try:
        return parcels.unpack(_workers.open(data, name))
    except UnreadableLog:
        raise
    except BROKEN_PARCEL as error:
        raise safety.damaged() from error
