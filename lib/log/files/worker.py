"""The program of the process that opens files: it takes one file after another, and answers with parcels.

`lib.opening` runs it as `python -m lib.log.files.worker`. A request is the length of the file's name and of
its bytes, then both. The answer is the length of a parcel (`lib.log.files.parcels`), then the parcel. Once it
has loaded what it needs, the process can open no more files or connections, and its memory is limited.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import struct
import sys
from importlib import import_module
from typing import Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]

from lib.log.files import books, encodings, parcels, safety
from lib.log.files.sheets import Book, Column, Sheet
from lib.log.unreadable import UnreadableLog

resource: Any = None
with contextlib.suppress(ImportError):  # missing on Windows, where `lib.opening` watches memory from outside
    resource = import_module("resource")

REQUEST = struct.Struct(">IQ")
ANSWER = struct.Struct(">Q")
MAX_MEMORY = 2**30
"""The memory, in bytes, that the process may use, everything loaded included."""
MAX_SECONDS = 20
"""How many seconds opening one file may take."""


def main() -> None:
    """Answer one request after the other, until no more come or one has left the process broken."""
    requests, answers = _streams()
    _load_ahead()
    _limit()
    while (request := _receive(requests)) is not None:
        _limit_time()
        parcel, is_sound = open_one(*request)
        answers.write(ANSWER.pack(parcel.size))
        answers.write(parcel)
        answers.flush()
        if not is_sound:
            return
        del request, parcel


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """(requests, answers) as streams; whatever a library prints is thrown away."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return sys.stdin.buffer, answers


class _WithoutPandas:
    """An import hook that hides pandas, which Arrow would load to see whether a list is a pandas one."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


def _load_ahead() -> None:
    """Load decoders and encoding detection now: at their first use no file could be opened any more."""
    sys.meta_path.insert(0, _WithoutPandas)
    pa.enable_signal_handlers(False)  # they open files of their own
    from charset_normalizer import from_bytes
    from charset_normalizer.constant import IANA_SUPPORTED

    for encoding in (*IANA_SUPPORTED, *encodings.LEGACY, "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        with contextlib.suppress(LookupError):
            codecs.lookup(encoding)
    from_bytes("Zurück von der Küste".encode("cp1252") * 9).best()
    books.open_book(b"Company,Role\nNorth,Cook\n", "log.csv")
    one_of_each = Column.of([kind.min if hasattr(kind, "min") else kind() for kind, _ in parcels.KINDS])
    parcels.pack(Book("", "", (Sheet("", (one_of_each,), len(one_of_each)),)))


def _limit() -> None:
    """Limit memory; from here on the process can open no file and no connection, and leave no core dump."""
    if resource is None:
        return
    highest = max(map(int, os.listdir("/dev/fd"))) if os.path.isdir("/dev/fd") else 8
    for kind, most in (
        ("RLIMIT_AS", MAX_MEMORY),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", highest),
    ):
        with contextlib.suppress(ValueError, OSError, AttributeError):  # not every system knows each of them
            resource.setrlimit(getattr(resource, kind), (most, most))


def _limit_time() -> None:
    """Let the system end this process if it runs on after the program that should end it is gone."""
    if resource is None:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime) + 2 * MAX_SECONDS
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _receive(requests: BinaryIO) -> tuple[bytes, str] | None:
    head = requests.read(REQUEST.size)
    if len(head) < REQUEST.size:
        return None
    name, data = REQUEST.unpack(head)
    named = requests.read(name).decode("utf-8", "replace")
    content = requests.read(data)
    return (content, named) if len(content) == data else None


def open_one(data: bytes, name: str) -> tuple[pa.Buffer, bool]:
    """(parcel, can go on): the parcel for one file, and whether this process can take another one."""
    try:
        return parcels.pack(books.open_book(data, name)), True
    except UnreadableLog as refusal:
        return parcels.pack_refusal(refusal), True
    except (MemoryError, pa.ArrowMemoryError):
        return parcels.pack_refusal(safety.too_much()), False
    except BaseException:  # a panic in a parser's native code is not an Exception
        return parcels.pack_refusal(safety.damaged()), False


if __name__ == "__main__":
    main()
