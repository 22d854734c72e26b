"""What runs inside the process that opens files: one file after another comes in, one parcel each goes out.

Run as `python -m lib.log.files.worker` by `lib.opening`. A request is the length of the file's name and of
its bytes, then both; the answer is the length of a parcel (`lib.log.files.parcels`), then that. Once it has
loaded what it needs, the process can open no further file or connection, nor take more memory than it may.
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

from lib.log.files import books, parcels, safety, text
from lib.log.files.sheets import Book, Column, Sheet
from lib.log.unreadable import UnreadableLog

resource: Any = None
with contextlib.suppress(ImportError):  # not on Windows, where `lib.opening` watches from outside
    resource = import_module("resource")

REQUEST = struct.Struct(">IQ")
ANSWER = struct.Struct(">Q")
MAX_MEMORY = 2**30
"""Bytes of memory that opening one file may take, everything loaded included."""
MAX_SECONDS = 20
"""How long opening one file may take."""


def main() -> None:
    """Answer one request after the other, until no more come or one of them left something broken."""
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
    """Where requests come from and answers go; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return sys.stdin.buffer, answers


class _WithoutPandas:
    """Answers as if pandas were not there: Arrow would load it, to see whether a list is one of its own."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


def _load_ahead() -> None:
    """Load what is otherwise loaded where it is used: the decoders, and the guesser of encodings."""
    sys.meta_path.insert(0, _WithoutPandas)
    pa.enable_signal_handlers(False)  # they take files of their own
    from charset_normalizer import from_bytes
    from charset_normalizer.constant import IANA_SUPPORTED

    for encoding in (*IANA_SUPPORTED, *text.LEGACY, "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        with contextlib.suppress(LookupError):
            codecs.lookup(encoding)
    from_bytes("Zurück von der Küste".encode("cp1252") * 9).best()
    books.open_book(b"Company,Role\nNorth,Cook\n", "log.csv")
    one_of_each = Column.of([kind.min if hasattr(kind, "min") else kind() for kind, _ in parcels.KINDS])
    parcels.pack(Book("", "", (Sheet("", (one_of_each,), len(one_of_each)),)))


def _limit() -> None:
    """Bound memory; from here on no file, no connection and no core dump can be made."""
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
    """Let the system end this process should it go on when nobody is there to end it."""
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
    """The parcel for one file, and whether this process can go on after it."""
    try:
        return parcels.pack(books.open_book(data, name)), True
    except UnreadableLog as refusal:
        return parcels.pack_refusal(refusal), True
    except (MemoryError, pa.ArrowMemoryError):
        return parcels.pack_refusal(safety.too_much()), False
    except BaseException:  # whatever a parser's native code throws: its panics are no Exception
        return parcels.pack_refusal(safety.damaged()), False


if __name__ == "__main__":
    main()
