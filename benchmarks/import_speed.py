"""How long reading a log takes, beside the bare reading of the same file.

Compared, in one process, on 100,000 rows of eight columns (company, role, applied, status, reply, channel,
location, notes) whose days are written in three ways:

- CSV: `pandas.read_csv(path)` as it is, against `read_log(path.read_bytes(), name)`.
- XLSX: python-calamine's `to_python()` of the one sheet, against the same.

Both are run once to warm up and then by turns; shown are the medians and the median of the ratios, of time as
it passes and of processor time: pandas reads a large file with several threads, and other work on the machine
makes time pass. Then, in processor time: the cost of a row at three sizes, the same where the cost is linear;
reading where no two statuses and no two days are written alike; and the keys of all applications.
For 1,000 rows, as most people have fewer: a log whose words were never read before, and the same log again.
Last, a log of 1,000 rows opened in the program itself, and in the process of its own that the app uses:
that may cost 30 ms more. With `--memory` instead: the most memory that reading takes, beyond what the
imports take.

Run: python benchmarks/import_speed.py [--runs 9] [--memory]
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gc
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import python_calamine
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lib.log.files.books import open_book as open_here
from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.values.recall import forget
from lib.opening.opener import open_book as open_beside

AS_OF = dt.date(2026, 6, 1)
ROWS = 100_000
HEADER = ("Company", "Job title", "Date applied", "Status", "Response date", "Source", "Location", "Notes")
STATUSES = {
    "Applied": 40,
    "Rejected": 30,
    "Rejected after 2nd round": 5,
    "Ghosted": 12,
    "Interview": 5,
    "Phone screen": 4,
    "Withdrawn": 2,
    "Wishlist": 2,
}
ROLES = ("Data analyst", "Cook", "UX designer", "Nurse", "Project manager")
CHANNELS = ("LinkedIn", "Indeed", "Referral", "Company site", "")
PLACES = ("Berlin", "Remote", "London, UK", "Leeds", "")
WORDS = ("spoke", "with", "the", "manager", "about", "team", "size", "pay", "start", "and", "next", "steps")
SHAPE = "{:>28} {:>9} {:>9} {:>7} {:>10} {:>10} {:>7}"


def make_rows(count: int) -> list[list[object]]:
    """Rows of a made-up log, days as dates."""
    rng = random.Random(7)
    companies = [f"Company {i} {rng.choice(('GmbH', 'Inc.', 'Ltd'))}" for i in range(count // 3 + 1)]
    roles = [level + role for level in ("", "Senior ", "Junior ") for role in ROLES]
    statuses, weights = list(STATUSES), list(STATUSES.values())
    rows: list[list[object]] = []
    for i in range(count):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=i * 700 // count)
        reply = day + dt.timedelta(days=rng.randint(1, 40)) if rng.random() < 0.4 else None
        note = f"{i}: {' '.join(rng.choices(WORDS, k=7))}" if rng.random() < 0.5 else ""
        status = rng.choices(statuses, weights)[0]
        place = rng.choice(CHANNELS), rng.choice(PLACES)
        rows.append([rng.choice(companies), rng.choice(roles), day, status, reply, *place, note])
    return rows


def write_csv(path: Path, rows: list[list[object]], width: int = len(HEADER)) -> Path:
    """The rows as CSV: of ten days seven are European, two ISO, and one has a month's name."""
    forms = ["%d/%m/%Y"] * 7 + ["%Y-%m-%d"] * 2 + ["%d %b %Y"]
    with path.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER[:width])
        for index, row in enumerate(rows):
            form = forms[index % 10]
            writer.writerow([cell.strftime(form) if isinstance(cell, dt.date) else cell for cell in row])
    return path


def write_xlsx(path: Path, rows: list[list[object]]) -> Path:
    """The rows as a workbook: of ten days nine are typed, and one is text."""
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Log")
        for index, row in enumerate([list(HEADER), *rows]):
            as_text = index % 10 == 9
            sheet.write_row(
                index, 0, [f"{c:%d %b %Y}" if as_text and isinstance(c, dt.date) else c for c in row]
            )
    return path


def write_worst(path: Path, rows: list[list[object]]) -> Path:
    """The rows as CSV, each status a remark of its own with a day in it, each reply at its own moment."""
    odd = []
    for i, row in enumerate(rows):
        status = f"{row[3]}, told by person {i} on {row[2]:%d %b}"
        moment = f"{row[2]:%d %B %Y} at 10:00:{i // 2000:02}.{i % 2000:04}"
        odd.append([*row[:3], status, moment, *row[5:]])
    return write_csv(path, odd)


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    return both_seconds(run)[0]


def both_seconds(run: Callable[[], object]) -> tuple[float, float]:
    """How long one run takes, as time passes and in processor time of all threads."""
    gc.collect()
    start, busy = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - start, time.process_time() - busy


def usual(run: Callable[[], object], runs: int) -> float:
    """Median of the processor time of several runs after one to warm up."""
    run()
    return statistics.median(both_seconds(run)[1] for _ in range(runs))


def compare(path: Path, bare: Callable[[Path], object], runs: int) -> None:
    """Print the medians of the bare time and of ours, and of their ratio, run by turns."""
    bare(path), read(path)
    pairs = [(both_seconds(lambda: bare(path)), both_seconds(lambda: read(path))) for _ in range(runs)]
    shown = [cell for clock in (0, 1) for cell in _medians([(b[clock], own[clock]) for b, own in pairs])]
    print(SHAPE.format(path.name, *shown))


def _medians(pairs: list[tuple[float, float]]) -> tuple[str, str, str]:
    base, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(own / other for other, own in pairs)
    return f"{base * 1000:.0f} ms", f"{ours * 1000:.0f} ms", f"{ratio:.2f}"


def read(path: Path) -> object:
    """Ours: from the file to the log."""
    return read_log(path.read_bytes(), path.name, as_of=AS_OF)


def bare_workbook(path: Path) -> list[list[object]]:
    """What calamine does alone."""
    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def show_speed(folder: Path, runs: int) -> None:
    """Print the table of speeds."""
    rows = make_rows(ROWS)
    print(f"load {os.getloadavg()[0]:.1f}, medians of {runs} runs by turns")
    print(SHAPE.format(f"{ROWS:,} rows", "bare", "read_log", "ratio", "processor:", "read_log", "ratio"))
    compare(write_csv(folder / "log.csv", rows), pd.read_csv, runs)
    compare(write_xlsx(folder / "log.xlsx", rows), bare_workbook, runs)
    for count in (ROWS // 4, ROWS // 2, ROWS):
        part = write_csv(folder / "part.csv", rows[:count])
        took = usual(partial(read, part), runs)
        print(f"{count:>10,} rows of CSV: {took / count * 1e6:.2f} µs a row")
    worst = write_worst(folder / "worst.csv", rows)
    print(f"no two statuses and replies alike: {both_seconds(lambda: read(worst))[1] * 1000:.0f} ms")
    log = read_log((folder / "log.csv").read_bytes(), "log.csv", as_of=AS_OF).log.applications
    print(f"keys of {len(log):,} applications: {usual(lambda: application_keys(log), runs) * 1000:.0f} ms")


def show_small(folder: Path, runs: int) -> None:
    """Print how long a log of 1,000 rows takes: the first time, without what is kept of words, and again."""
    path = write_csv(folder / "thousand.csv", make_rows(1_000))
    bare = usual(lambda: pd.read_csv(path), 5 * runs)
    again = usual(lambda: read(path), runs)
    new = statistics.median(_first_reading(path) for _ in range(runs))
    print(
        f"1,000 rows of CSV: pandas {bare * 1000:.1f} ms, Detour {new * 1000:.0f} ms where no word was read "
        f"before, {again * 1000:.0f} ms again"
    )


def _first_reading(path: Path) -> float:
    """Processor time of reading a log of which nothing is known from others."""
    forget()
    return both_seconds(lambda: read(path))[1]


def show_opening(folder: Path, runs: int) -> None:
    """Print what a process of its own adds to opening an ordinary log."""
    rows = make_rows(1_000)
    open_beside(b"Company,Role\nNorth,Cook\n", "log.csv")
    for path in (write_csv(folder / "small.csv", rows), write_xlsx(folder / "small.xlsx", rows)):
        data = path.read_bytes()
        ways = (partial(open_here, data, path.name), partial(open_beside, data, path.name))
        within, beside = zip(*([seconds(way) * 1000 for way in ways] for _ in range(runs)), strict=True)
        more = statistics.median(b - a for a, b in zip(within, beside, strict=True))
        print(
            f"{path.name}, 1,000 rows: opened in {statistics.median(within):.1f} ms, in a process of its own "
            f"in {statistics.median(beside):.1f} ms: {more:.1f} ms more, bound 30 ms"
        )


def show_memory(folder: Path) -> None:
    """Print the most memory that reading takes: half a million whole rows, and a million of three columns."""
    for name, count, columns in (("whole", 5 * ROWS, len(HEADER)), ("short", 10 * ROWS - 1, 3)):
        path = folder / f"{name}.csv"
        in_a_process(lambda path=path, n=count, k=columns: write_csv(path, [r[:k] for r in make_rows(n)], k))
        in_a_process(lambda path=path: show_reading(path))


def in_a_process(run: Callable[[], object]) -> None:
    """Run something in a process of its own, so that its memory is counted alone."""
    if (child := os.fork()) == 0:
        run()
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)


def show_reading(path: Path) -> None:
    """Print time and memory of one reading; memory is what the process grew by at most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = seconds(lambda: read(path))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = path.stat().st_size / 2**20
    print(f"{path.name}, {size:.0f} MB: {took:.1f} s, {grown:,.0f} MB of memory at most")


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.memory:
            show_memory(Path(folder))
        else:
            show_speed(Path(folder), given.runs)
            show_small(Path(folder), given.runs)
            show_opening(Path(folder), given.runs)


if __name__ == "__main__":
    main()
