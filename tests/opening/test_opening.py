"""Files are opened beside the program: as in it where all is well, and with one plain sentence where not."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.files import books, parcels
from lib.log.files.sheets import Book, Column, Sheet
from lib.log.reading import read_book
from lib.log.unreadable import UnreadableLog
from lib.opening import opener, process
from lib.opening.opener import BROKEN_PARCEL, Workers, open_book
from tests.log.files import hostile_files
from tests.log.files.hostile_files import HOSTILE, mutated
from tests.tries import tries

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    p
    for folder in ("tests/data", "sample_data")
    for p in sorted((ROOT / folder).iterdir())
    if p.is_file() and p.suffix != ".json"
]
GOOD = b"Company,Role,Status\nNorth,Clerk,Rejected\nSouth,Cook,Applied\n"
LARGE = b"Company,Role,Status,Notes\n" + b'North,Clerk,Rejected,"two\nlines"\n' * 60_000


def shown(book: Book) -> tuple[object, ...]:
    """Everything a book holds, as plain values with their types."""
    sheets = [
        (s.name, s.height, s.merged, [[repr(cell) for cell in c.objects()] for c in s.columns])
        for s in book.sheets
    ]
    return (book.name, book.format, book.encoding, book.delimiter, book.notes, sheets)


def here(data: bytes, name: str) -> tuple[object, ...]:
    """What opening says without a process of its own."""
    try:
        return shown(books.open_book(data, name))
    except UnreadableLog as refusal:
        return refusal.title, refusal.message


def beside(data: bytes, name: str) -> tuple[object, ...]:
    """The same with one."""
    try:
        return shown(open_book(data, name))
    except UnreadableLog as refusal:
        return refusal.title, refusal.message


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_opened_as_in_the_program_itself(path: Path):
    """Every cell, type, name, note and refusal comes through, in every encoding and format."""
    assert beside(path.read_bytes(), path.name) == here(path.read_bytes(), path.name)


@pytest.mark.parametrize("made", ["xlsx", "xls", "xlsb", "ods"])
def test_every_format_is_opened(made: str):
    """The same small log in four formats gives the same cells."""
    rows = open_book(getattr(hostile_files, made)(), f"log.{made}").sheets[0].rows(0, 3)
    assert rows == hostile_files.ROWS


@pytest.mark.parametrize(("width", "height"), [(499, 2_000), (499, 6_000), (100, 40_000)])
def test_a_wide_and_large_text_is_opened(width: int, height: int):
    """Hundreds of columns fit into the memory of the process, however many blocks it makes."""
    row = ",".join(f"v{i}" for i in range(width)) + "\n"
    assert open_book(row.encode() * height, "log.csv").sheets[0].height == height


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]):
    """What a library would warn of on the screen of a server becomes a note, a refusal or nothing."""
    for path in (path for path in FILES if path.stat().st_size < 50_000):
        with warnings.catch_warnings(), contextlib.suppress(UnreadableLog):
            warnings.simplefilter("error")
            read_book(books.open_book(path.read_bytes(), path.name), as_of=dt.date(2026, 11, 28))
    assert capfd.readouterr() == ("", "")


def test_a_large_text_is_opened():
    """What needs a library's own machinery works inside the limits too."""
    assert open_book(LARGE, "log.csv").sheets[0].height == 60_001


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False),
    st.integers(-(10**30), 10**30),
    st.text(max_size=5),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@tries(50)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=3))
def test_a_parcel_holds_what_was_put_into_it(columns: list[list[object]]):
    """Cells of every type come back as they were; what Arrow has no room for comes back as text."""
    book = Book("x", "xlsx", tuple(Sheet(str(i), (Column.of(c),), len(c)) for i, c in enumerate(columns)))
    back = parcels.unpack(parcels.pack(book))
    for sheet, cells in zip(back.sheets, columns, strict=True):
        for now, before in zip(sheet.columns[0].objects(), Column.of(cells).objects(), strict=True):
            assert (now == before and type(now) is type(before)) or now == str(before)


@tries(50)
@given(st.data())
def test_a_parcel_that_is_not_whole_is_refused(data: st.DataObject):
    """Bytes changed on the way give a book or an error of the kinds that are caught, nothing else."""
    bent = bytearray(parcels.pack(books.open_book(GOOD, "x.csv")))
    for at in data.draw(st.lists(st.integers(0, len(bent) - 1), min_size=1, max_size=4)):
        bent[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(*BROKEN_PARCEL):
        shown(parcels.unpack(pa.py_buffer(bytes(bent))))


@pytest.fixture(scope="module")
def hurried() -> Iterator[None]:
    """Processes that may work a second on a file: what is never done takes no longer to tell."""
    with pytest.MonkeyPatch.context() as patch:
        workers = Workers(seconds=1)
        patch.setattr(opener, "_workers", workers)
        yield
        workers.end()


@pytest.mark.outside
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_met_with_one_sentence(name: str, hurried: None):
    """Within the time that its process may work it is refused or read, and the next file is opened."""
    answer = beside(HOSTILE[name](), name)
    if len(answer) == 2:
        assert all(answer)
        assert len(str(answer[1])) > 30
    assert open_book(GOOD, "good.csv").sheets[0].height == 3


@pytest.mark.parametrize("made", ["xls", "xlsb", "ods", "xlsx"])
@pytest.mark.outside
def test_damaged_workbooks_are_met_with_one_sentence(made: str):
    """Files with some of their bytes changed are read or refused, whatever the parser does."""
    rng, whole = random.Random(1), getattr(hostile_files, made)()
    answers = [beside(mutated(whole, rng), f"log.{made}") for _ in range(12)]
    assert all(len(answer) in (2, 6) for answer in answers)
    assert open_book(GOOD, "good.csv").sheets[0].height == 3


def test_a_process_that_somebody_ended_is_replaced():
    """Ended while it waits or while it works, the file is opened by another one."""
    workers = Workers()
    workers.warm()
    workers._idle[0]._process.kill()
    assert parcels.unpack(workers.open(GOOD, "log.csv")).sheets[0].height == 3
    busy = workers._idle[0]._process
    threading.Timer(0.05, busy.kill).start()
    assert parcels.unpack(workers.open(LARGE, "log.csv")).sheets[0].height == 60_001
    workers.end()


def test_a_file_that_takes_too_long_is_given_up():
    """The process is ended, and the refusal says so."""
    slow = process.Worker(seconds=0.1)
    with pytest.raises(process.Lost) as lost:
        slow.open(HOSTILE["wide.ods"](), "x.ods")
    assert lost.value.refusal is not None
    assert lost.value.refusal.title == "This file takes too long to open"
    slow.end()


def test_a_process_that_waits_for_a_processor_is_not_slow(monkeypatch: pytest.MonkeyPatch):
    """What counts is its own work; one that had to wait for too long is no file's fault, and is said so."""
    monkeypatch.setattr(process, "worked", lambda _: 1.0)
    monkeypatch.setattr(process, "LONGEST", 0.2)
    waiting = process.Worker(seconds=0.1)
    with pytest.raises(process.Lost) as lost:
        waiting.open(HOSTILE["wide.ods"](), "x.ods")
    assert lost.value.refusal is not None
    assert lost.value.refusal.title == "This file has to wait"
    waiting.end()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system's own account of the process")
def test_the_work_of_a_process_is_counted():
    """About as much as the process itself counts; nothing is said of a process that is none."""
    assert process.worked(os.getpid()) == pytest.approx(time.process_time(), abs=0.5)
    assert process.worked(2**30) is None


def test_others_are_served_while_a_file_is_slow(monkeypatch: pytest.MonkeyPatch):
    """A file that keeps one process busy leaves a second one to everybody else."""
    workers = Workers(seconds=2)
    monkeypatch.setattr(opener, "_workers", workers)
    slow = threading.Thread(target=beside, args=(HOSTILE["quotes.csv"](), "x.csv"))
    open_book(GOOD, "good.csv")
    slow.start()
    time.sleep(0.05)
    assert open_book(GOOD, "good.csv").sheets[0].height == 3
    assert slow.is_alive()
    slow.join()
    workers.end()


def run_inside(code: str) -> str:
    """What some code prints in a fresh process."""
    asked = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_the_process_is_small():
    """It loads neither Streamlit nor pandas, which would take most of its memory and of its start."""
    found = run_inside(
        """
        import sys, lib.log.files.worker as worker
        worker._load_ahead()
        print(sorted({"pandas", "streamlit", "plotly", "openpyxl", "scipy"} & set(sys.modules)))
        """
    )
    assert found == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound less, and are watched instead")
def test_the_process_reaches_nothing():
    """No connection, no file, no program and no more than its memory can be had inside."""
    found = run_inside(
        """
        import lib.log.files.worker as worker, socket, subprocess
        worker._load_ahead(); worker._limit()
        for attempt in (socket.socket, lambda: open("/etc/hostname"), lambda: open("/tmp/x", "w"),
                        lambda: subprocess.run(["true"]), lambda: bytearray(2**30)):
            try:
                attempt()
                print("could")
            except (OSError, MemoryError) as error:
                print("not")
        """
    )
    assert found.split() == ["not"] * 5


@pytest.mark.skipif(shutil.which("ps") is None, reason="asks the system's own list of processes")
def test_memory_is_watched_where_it_cannot_be_bounded():
    """The question asked on such systems is answered by a plausible number of bytes."""
    assert 2**24 < process.resident(os.getpid(), "darwin") < 2**36
    assert process.resident(os.getpid(), "linux") == 0


def test_types_beyond_arrow_are_known():
    """A cell of a type that no reader makes is a fault that shows, not a value that changes in silence."""
    odd = np.empty(1, dtype=object)
    odd[0] = dt.UTC
    with pytest.raises(KeyError):
        parcels.pack(Book("x", "xlsx", (Sheet("s", (Column(odd),), 1),)))


def test_a_workbook_whose_last_column_holds_days_opens():
    """Days, numbers, ticks in the last column are cells like others, also in the process that opens files."""
    import io
    from datetime import date

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Company", "Status", "Closed on"])
    sheet.append(["Norvik", "Rejected", date(2026, 11, 1)])
    out = io.BytesIO()
    book.save(out)
    assert len(open_book(out.getvalue(), "log.xlsx").sheets[0].columns) == 3
