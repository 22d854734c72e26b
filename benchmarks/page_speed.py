"""How long a rerun of each page takes, and what it sends, against an empty app in the same run.

All are real servers; a visitor without a browser goes to each page, runs it again a few times, and
takes the middle. "Opened" is the first time that a page is asked for with this log. They are asked by turns,
so that a busy machine burdens all alike. A second empty app spares its memory from garbage collection, as
Detour does: against it, what remains is the pages' own work.

Run: python benchmarks/page_speed.py [ROWS…]; 100, 1,000, 10,000 and 100,000 rows if nothing is said
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from serving import EMPTY, SPARING, App
from visitor import Shown, Visitor

REPEATS = 9
SIZES = (100, 1_000, 10_000, 100_000)
WARM = 4.0
"""Seconds for the app to load ahead, as it does while a person looks for their file."""


def write_log(rows: int) -> bytes:
    """A log of so many applications, seeded: realistic in channels, stages and silences."""
    rng = np.random.default_rng(7)
    first = date(2025, 1, 6)
    lines = ["Company,Role,Applied,Channel,Status,First reply,Location"]
    channels = rng.choice(
        ["LinkedIn", "Company website", "Referral", "Recruiter"], rows, p=[0.6, 0.25, 0.08, 0.07]
    )
    fates = rng.choice(
        ["Applied", "Rejected", "Ghosted", "Rejected after interview", "Phone screen", "Offer"],
        rows,
        p=[0.45, 0.3, 0.1, 0.08, 0.06, 0.01],
    )
    for i in range(rows):
        sent = first + timedelta(days=int(i * 600 / rows))
        answered = fates[i] not in ("Applied", "Ghosted")
        reply = (sent + timedelta(days=int(rng.gamma(2, 6)))).isoformat() if answered else ""
        city = ("Berlin", "Lyon", "Remote")[i % 3]
        lines.append(f"Company {i},Data analyst {i % 7},{sent},{channels[i]},{fates[i]},{reply},{city}")
    return "\n".join(lines).encode()


def middle(runs: list[Shown]) -> float:
    """Median seconds."""
    return statistics.median(run.seconds for run in runs)


def measure(visitor: Visitor, empties: list[Visitor], page: str) -> tuple[Shown, list[list[Shown]]]:
    """The page opened; then its reruns, and those of each empty app between them."""
    opened = visitor.visit(page)
    turns = [[one.rerun() for one in (visitor, *empties)] for _ in range(REPEATS)]
    return opened, [list(runs) for runs in zip(*turns, strict=True)]


def table(app: App, empties: list[Visitor], rows: int) -> None:
    """One line for each page at this size."""
    visitor = Visitor(app.url)
    first = visitor.open()
    time.sleep(WARM)
    uploaded = visitor.upload(first, "log.csv", write_log(rows))
    took = uploaded.seconds * 1000
    print(f"| {rows:,} | *upload to Import* | {took:.0f} | | | | {uploaded.size / 1000:.0f} |")
    for page in visitor.pages:
        opened, runs = measure(visitor, empties, page)
        ours, *others = map(middle, runs)
        ratios = " | ".join(f"{ours / other:.1f}" for other in others)
        figures = (
            f"{opened.seconds * 1000:.0f} | {ours * 1000:.0f} | {ratios} | {runs[0][-1].size / 1000:.0f}"
        )
        print(f"| {rows:,} | {page or 'import'} | {figures} |", flush=True)
    visitor.leave()


def write_empty(folder: Path, name: str, code: str) -> Path:
    """An empty app as a script in a folder of its own."""
    script = folder / name / "empty.py"
    script.parent.mkdir()
    script.write_text(code)
    return script


def main() -> None:
    """Prints the table."""
    sizes = [int(a) for a in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with (
            App(write_empty(folder, "plain", EMPTY)) as plain,
            App(write_empty(folder, "sparing", SPARING)) as sparing,
        ):
            empties = [Visitor(plain.url), Visitor(sparing.url)]
            for empty in empties:
                empty.open()
            print("| rows | page | opened, ms | rerun, ms | times empty | times sparing | sent, kB |")
            print("|---:|---|---:|---:|---:|---:|---:|")
            for rows in sizes:
                with App() as app:
                    table(app, empties, rows)
                    print(
                        f"| {rows:,} | *memory of the server* | {app.memory():.0f} MB | | | | |", flush=True
                    )
            for empty in empties:
                empty.leave()


if __name__ == "__main__":
    main()
