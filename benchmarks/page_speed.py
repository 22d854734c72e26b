"""How long a rerun of each page takes, and what it sends, against an empty page in the same run.

Prints one row a page and size: the median rerun as a ratio to an empty Streamlit page, and the bytes sent
to the browser. `python benchmarks/page_speed.py [ROWS…]`, 1,000 and 10,000 rows by default.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))
REPEATS = 5


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


def rerun(app: AppTest) -> float:
    """Median seconds of a rerun without any change."""
    app.run()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        app.run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def sent(app: AppTest) -> int:
    """Bytes of everything on the page as it goes to the browser."""

    def weigh(block: object) -> int:
        children = getattr(block, "children", {})
        own = getattr(block, "proto", None)
        size = own.ByteSize() if own is not None and hasattr(own, "ByteSize") else 0
        return size + sum(weigh(child) for child in children.values())

    return weigh(app.main)


def main() -> None:
    """Prints the table."""
    from lib.ui.frame import PAGE_NAMES
    from lib.ui.session import Upload

    empty = rerun(AppTest.from_string("import streamlit as st\nst.title('Empty')", default_timeout=60))
    print(f"empty page: {empty * 1000:.1f} ms\n")
    print("| rows | page | rerun | times the empty page | sent, kB |\n|---:|---|---:|---:|---:|")
    for rows in [int(a) for a in sys.argv[1:]] or [1_000, 10_000]:
        data = write_log(rows)
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
        app.session_state["upload"] = Upload("log.csv", data, f"bench{rows}")
        app.run()
        for page in PAGE_NAMES:
            app.switch_page(f"pages/{page}.py")
            taken = rerun(app)
            figures = f"{taken * 1000:.0f} ms | {taken / empty:.1f} | {sent(app) / 1000:.0f}"
            print(f"| {rows:,} | {page} | {figures} |")


if __name__ == "__main__":
    main()
