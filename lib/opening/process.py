"""The process that opens files, as the program sees it: a file goes in, a parcel comes out, or it gives up.

This is the one module of `lib` that starts a process and reads a clock: every opening of a file needs both.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
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
LONGEST = 3 * MAX_SECONDS
"""Seconds on the clock after which a file is given up whatever kept its process waiting. A busy machine lets
a process run a part of the time only: a good file must not pay for that."""
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
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
"""How a process ends that the system ended because its time was used up."""
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
        if status == OUT_OF_TIME:
            return [safety.too_slow()]
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
        start, before = time.monotonic(), worked(self._process.pid)
        while not done.wait(LOOK_EVERY):
            waited = time.monotonic() - start
            if (refusal := self._used_up(waited, before)) is not None:
                why.append(refusal)
                self._process.kill()
                return

    def _used_up(self, waited: float, before: float | None) -> UnreadableLog | None:
        """Why the process is to be ended after so many seconds on the clock; None where it may go on."""
        now = worked(self._process.pid)
        spent = waited if before is None or now is None else now - before
        if spent > self._seconds:
            return safety.too_slow()
        if waited > LONGEST:
            return safety.too_busy()
        return safety.too_much() if resident(self._process.pid) > MAX_MEMORY else None

    def end(self) -> None:
        """End the process, even if it is busy."""
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(OSError):  # what was not sent any more
                stream.close()


def worked(process: int) -> float | None:
    """How many seconds a process has had a processor for itself; None where the system does not say."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    times = told.rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def resident(process: int, system: str = sys.platform) -> int:
    """How many bytes of memory a process uses; 0 on systems that limit it anyway."""
    if (asking := RESIDENT.get(system)) is None:
        return 0
    asked = subprocess.run(  # noqa: S603 - the system's own program, and a number
        [part.format(process) for part in asking], capture_output=True, text=True, check=False
    )
    numbers = re.findall(r"\d[\d.,\s']*", asked.stdout)
    return int(re.sub(r"\D", "", numbers[-1])) * 1024 if numbers else 0
