"""Fifty visitors on one process, then some on two behind nginx: no error, and nobody's data elsewhere.

Each visitor opens the app, uploads a log that carries their own marker, walks through every page twice, in an
order of their own and with pauses as a reader makes them, and downloads everything. Whatever any page, table,
figure or file of theirs holds is searched for the markers of all others. A fixed number of visitors and
clicks, then it stops.

Run: make load, or python tests/load/many_visitors.py [--visitors 50] [--pause 15] [--behind-nginx 10]
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "benchmarks"), str(PROJECT / "tests" / "load")]

import proxy  # noqa: E402
from serving import SPARING, App  # noqa: E402
from visitor import Shown, Visitor  # noqa: E402

MARKER = re.compile(rb"Kestrel(\d{3})")
ROWS = 200


@dataclass
class Tally:
    """What all visitors saw together."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    own: Counter[int] = field(default_factory=Counter)
    """Visitor → in how many answers their own marker stood."""
    downloads: Counter[int] = field(default_factory=Counter)
    """Visitor → files taken away."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, seconds: float) -> None:
        """Keeps how long something took."""
        with self.lock:
            self.seconds.setdefault(what, []).append(seconds)


def write_log(number: int) -> bytes:
    """A log of 200 applications in which every company carries the visitor's marker."""
    rng = random.Random(number)
    lines = ["Company,Role,Date applied,Source,Status,First reply,Contact,Reason"]
    for i in range(ROWS):
        sent = date(2026, 1, 5) + timedelta(days=i + rng.randint(0, 3))
        status = rng.choice(["Applied", "Rejected", "Rejected after interview", "Phone screen", "Ghosted"])
        reply = sent + timedelta(days=rng.randint(2, 30)) if status not in ("Applied", "Ghosted") else ""
        source = rng.choice(["LinkedIn", "Referral", "Company website"])
        name = f"Kestrel{number:03d} {i}"
        lines.append(f"{name},Analyst,{sent},{source},{status},{reply},Ann {name},Told by {name}")
    return "\n".join(lines).encode()


def search(number: int, where: str, parts: Sequence[bytes], tally: Tally) -> None:
    """Looks for markers: the visitor's own are counted, any other is a fault."""
    found = {int(m) for part in parts for m in MARKER.findall(part)}
    with tally.lock:
        tally.own[number] += number in found
        tally.foreign += [f"visitor {number}, {where}: {other}" for other in found - {number}]


def unpacked(content: bytes) -> list[bytes]:
    """A download as text: the parts of a workbook, or the file itself with its folded lines joined."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return [book.read(name) for name in book.namelist()]
    return [content.replace(b"\r\n ", b"")]


def come(url: str, number: int, pause: float, tally: Tally, empty: str = "") -> None:
    """One visitor, from the first page to the last download; `empty` is an app to compare with."""
    rng = random.Random(1000 + number)
    try:
        time.sleep(rng.uniform(0, 5 * pause))
        beside = Visitor(empty) if empty else None
        if beside is not None:
            beside.open()
        walk(Visitor(url), number, rng, pause, tally, beside)
        if beside is not None:
            beside.leave()
    except Exception as error:
        with tally.lock:
            tally.faults.append(f"visitor {number}: {type(error).__name__}: {error}")


def walk(
    visitor: Visitor, number: int, rng: random.Random, pause: float, tally: Tally, beside: Visitor | None
) -> None:
    """Upload, every page in an order of their own and a rerun of each, every download.

    After each rerun the same visitor has the app `beside` run again: one and the same load on both.
    """

    def look() -> None:
        time.sleep(rng.uniform(0.5, 1.5) * pause)

    def see(what: str, where: str, shown: Shown) -> Shown:
        tally.note(what, shown.seconds)
        search(number, where, shown.raw, tally)
        return shown

    first = see("first page", "start", visitor.open())
    look()
    see("upload", "import", visitor.upload(first, f"Kestrel{number:03d}.csv", write_log(number)))
    for page in rng.sample(list(visitor.pages), len(visitor.pages)):
        look()
        see("page opened", page, visitor.visit(page))
        look()
        shown = see("rerun", page, visitor.rerun())
        if beside is not None:
            tally.note("rerun of an empty app", beside.rerun().seconds)
        if any(shown.of_kind("download_button")) and page == "next_steps":
            fetch(visitor, shown, number, tally)
    visitor.leave()


def fetch(visitor: Visitor, shown: Shown, number: int, tally: Tally) -> None:
    """Every download of a page."""
    start = time.perf_counter()
    files = visitor.downloads(shown)
    tally.note("all downloads", time.perf_counter() - start)
    with tally.lock:
        tally.downloads[number] += len(files)
    for label, content in files.items():
        search(number, label, unpacked(content), tally)


def crowd(url: str, visitors: int, pause: float, empty: str = "") -> Tally:
    """So many visitors at once."""
    tally = Tally()
    with ThreadPoolExecutor(visitors) as pool:
        for number in range(visitors):
            pool.submit(come, url, number, pause, tally, empty)
    return tally


def report(tally: Tally, visitors: int) -> bool:
    """Prints the figures; whether all is well."""
    print("| what | times | median, ms | 95 of 100 within, ms |\n|---|---:|---:|---:|")
    for what, seconds in tally.seconds.items():
        high = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
        print(f"| {what} | {len(seconds)} | {statistics.median(seconds) * 1000:.0f} | {high * 1000:.0f} |")
    sys.stdout.flush()
    took, seen = tally.downloads.total(), tally.own.total()
    print(f"\n{visitors} visitors, {took} downloads, own marker seen {seen} times, ", end="")
    print(f"foreign markers {len(tally.foreign)}, errors {len(tally.faults)}")
    for line in (*tally.foreign[:10], *tally.faults[:10]):
        print("  ", line)
    # A visitor who saw too little proves nothing: each must find themselves, and all must take the same away.
    whole = len(+tally.own) == visitors and len(set(tally.downloads.values())) == 1
    print(f"each visitor saw their own log and took {took / visitors:g} files: {'yes' if whole else 'NO'}")
    return not tally.foreign and not tally.faults and whole and len(tally.downloads) == visitors


def empty_script(folder: Path) -> Path:
    """The smallest app, spared from collection as ours is."""
    script = folder / "empty.py"
    script.write_text(SPARING)
    return script


def one_process(visitors: int, pause: float) -> bool:
    """The crowd on one process, and the memory that each visitor costs."""
    with tempfile.TemporaryDirectory() as folder, App(empty_script(Path(folder))) as empty, App() as app:
        alone = crowd(app.url, 1, 0.5)
        before, peak, done = app.memory(), [0.0], threading.Event()
        used, began = app.processor(), time.perf_counter()

        def watch() -> None:
            while not done.wait(0.5):
                peak[0] = max(peak[0], app.memory())

        watching = threading.Thread(target=watch)
        watching.start()
        tally = crowd(app.url, visitors, pause, empty.url)
        used, took = app.processor() - used, time.perf_counter() - began
        done.set()
        watching.join()
    print(f"One process, {visitors} visitors, {ROWS} rows each, {pause:g} s between clicks\n")
    fine = report(tally, visitors) and not alone.faults
    print(f"memory: {before:.0f} MB after one visitor, {peak[0]:.0f} MB at the most, ", end="")
    print(f"{(peak[0] - before) / visitors:.1f} MB a visitor")
    print(
        f"processor: {used / visitors:.1f} s a visitor, {used / took:.0%} of one core over {took:.0f} s; ",
        end="",
    )
    print(f"load of the machine, others included: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    return no_fault_logged(app) and fine


def two_processes(visitors: int, pause: float) -> bool:
    """The crowd on two processes behind nginx, as docs/running-for-others.md sets it up."""
    if shutil.which("nginx") is None:
        print("\nnginx is not installed: two processes were not tried")
        return True
    with (
        App() as one,
        App() as two,
        tempfile.TemporaryDirectory() as folder,
        proxy.Nginx(Path(folder), (one.port, two.port)) as front,
    ):
        tally = crowd(front.url, visitors, pause)
        shares = front.shares()
    print(f"\nTwo processes behind nginx, {visitors} visitors; requests to each: {shares}\n")
    fine = report(tally, visitors)
    return no_fault_logged(one, two) and fine and all(shares)


def no_fault_logged(*apps: App) -> bool:
    """Whether the servers' own logs hold no traceback."""
    logs = [app.errors for app in apps if "Traceback" in app.errors]
    print(f"servers with a traceback in their log: {len(logs)} of {len(apps)}")
    for log in logs:
        print(log[-1500:])
    return not logs


def main() -> int:
    """Both parts; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--pause", type=float, default=15.0, help="seconds between clicks, on average")
    parser.add_argument("--behind-nginx", type=int, default=10, metavar="VISITORS")
    given = parser.parse_args()
    fine = [one_process(given.visitors, given.pause)] if given.visitors else []
    fine += [two_processes(given.behind_nginx, given.pause / 3)] if given.behind_nginx else []
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
