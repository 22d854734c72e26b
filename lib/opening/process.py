"""The process that opens files, as the program sees it: a file goes in, a parcel comes out, or it gives up.

This is the one module of `lib` that starts a process and reads a clock: every opening of a file needs both.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
import time
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

import pyarrow as pa  # type: ignore[import-untyped]

from lib.log.files import safety, worker
from lib.log.files.worker import ANSWER, MAX_MEMORY, MAX_SECONDS, REQUEST
from lib.log.unreadable import UnreadableLog

MAX_PARCEL = 512 * 2**20
LOOK_EVERY = 0.1
"""Seconds between two checks of a busy process."""
SPARING = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "RUST_BACKTRACE": "0",
}
"""Environment of the process. Memory is limited, so none is reserved ahead; a crash writes no long report,
which would take seconds and which nobody reads."""
ENDED_BY_OTHERS = (0, -9, -15)
"""Exit codes of a process that something else ended, or that ended by itself between two files."""
RESIDENT = {
    "win32": ("tasklist", "/FO", "CSV", "/NH", "/FI", "PID eq {}"),
    "darwin": ("ps", "-o", "rss=", "-p", "{}"),
}
"""Commands that print the memory of a process (in kB, the last number) on systems that cannot limit it."""


class Lost(Exception):  # noqa: N818 - what became of a process, not a fault of the program
    """The process gave no answer; `refusal` says why, where that is known."""

    def __init__(self, refusal: UnreadableLog | None = None) -> None:
        super().__init__()
        self.refusal = refusal


class Worker:
    """One process that opens files, one after the other."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._seconds = seconds
        self._process = subprocess.Popen(  # noqa: S603 - our own module, in this very Python
            [sys.executable, "-X", "utf8", "-m", worker.__name__],
            cwd=Path(worker.__file__).parents[worker.__name__.count(".")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | SPARING,
        )
        self._requests = cast(IO[bytes], self._process.stdin)
        self._answers = cast(BufferedReader, self._process.stdout)

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def open(self, data: bytes, name: str) -> pa.Buffer:
        """The parcel for a file; raises Lost if the process ends, or takes too long or too much memory."""
        done, why = threading.Event(), list[UnreadableLog]()
        threading.Thread(target=self._watch, args=(done, why), name="opening a file", daemon=True).start()
        try:
            self._send(data, name.encode("utf-8", "replace"))
            return self._receive()
        except (OSError, EOFError) as error:
            raise Lost(*(why or self._own_end())) from error
        finally:
            done.set()

    def _own_end(self) -> list[UnreadableLog]:
        """The refusal of a file that made the process end; empty if something else ended it."""
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return []
        return [] if status in ENDED_BY_OTHERS else [safety.stopped()]

    def _send(self, data: bytes, name: bytes) -> None:
        self._requests.write(REQUEST.pack(len(name), len(data)) + name)
        self._requests.write(data)
        self._requests.flush()

    def _receive(self) -> pa.Buffer:
        head = self._answers.read(ANSWER.size)
        if len(head) < ANSWER.size:
            raise EOFError
        (size,) = ANSWER.unpack(head)
        if size > MAX_PARCEL:
            raise Lost(safety.too_much())
        parcel = pa.allocate_buffer(size)  # where Arrow wants its numbers to begin
        if self._answers.readinto(memoryview(parcel)) < size:
            raise EOFError
        return parcel

    def _watch(self, done: threading.Event, why: list[UnreadableLog]) -> None:
        """End the process when it has used up its time or its memory."""
        limit = time.monotonic() + self._seconds
        while not done.wait(LOOK_EVERY):
            if time.monotonic() > limit:
                why.append(safety.too_slow())
            elif resident(self._process.pid) > MAX_MEMORY:
                why.append(safety.too_much())
            if why:
                self._process.kill()
                return

    def end(self) -> None:
        """End the process, even if it is busy."""
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(OSError):  # what was not sent any more
                stream.close()


def resident(process: int, system: str = sys.platform) -> int:
    """How many bytes of memory a process uses; 0 on systems that limit it anyway."""
    if (asking := RESIDENT.get(system)) is None:
        return 0
    asked = subprocess.run(  # noqa: S603 - the system's own program, and a number
        [part.format(process) for part in asking], capture_output=True, text=True, check=False
    )
    numbers = re.findall(r"\d[\d.,\s']*", asked.stdout)
    return int(re.sub(r"\D", "", numbers[-1])) * 1024 if numbers else 0
