"""How long reading a log takes, beside the bare reading of the same file in the same process.

Prints, for 100,000 rows of CSV and of XLSX, the time of the bare reader, of `read_log`, and their ratio,
and then the cost of a row at three sizes, which stays the same where the cost is linear.
Run: python benchmarks/import_speed.py
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import python_calamine
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lib.log import read_log

AS_OF = dt.date(2026, 6, 1)
HEADER = (
    "Company",
    "Job title",
    "Date applied",
    "Status",
    "Source",
    "Location",
    "Response date",
    "Notes",
    "Salary",
    "URL",
)
STATUSES = (
    "Applied",
    "Rejected",
    "Rejected after 2nd round",
    "Ghosted",
    "Interview",
    "Phone screen",
    "Withdrawn",
    "Wishlist",
)
WEIGHTS = (40, 30, 5, 12, 5, 4, 2, 2)
SHAPE = "{:>28} {:>9} {:>9} {:>7}"


def make_rows(count: int) -> list[list[object]]:
    """Rows of a made-up log, days as dates."""
    rng = random.Random(7)
    companies = [f"Company {i} {rng.choice(('GmbH', 'Inc.', 'Ltd'))}" for i in range(count // 3 + 1)]
    roles = [
        f"{level}{role}"
        for level in ("", "Senior ", "Junior ")
        for role in ("Data analyst", "Cook", "UX designer")
    ]
    first = dt.date(2024, 1, 1)
    rows: list[list[object]] = []
    for i in range(count):
        day = first + dt.timedelta(days=i * 700 // count)
        reply = day + dt.timedelta(days=rng.randint(1, 40)) if rng.random() < 0.4 else None
        note = f"note {i}" if rng.random() < 0.5 else ""
        status = rng.choices(STATUSES, WEIGHTS)[0]
        source = rng.choice(("LinkedIn", "Indeed", "Referral", "Company site"))
        place, pay = rng.choice(("Berlin", "Remote", "London, UK")), rng.choice(("50000", "60,000", ""))
        link = f"https://jobs.example.com/{i}"
        rows.append(
            [rng.choice(companies), rng.choice(roles), day, status, source, place, reply, note, pay, link]
        )
    return rows


def as_csv(rows: list[list[object]]) -> bytes:
    """The rows as CSV with European dates."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([f"{c:%d/%m/%Y}" if isinstance(c, dt.date) else c for c in row] for row in rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[list[object]]) -> bytes:
    """The rows as a workbook with typed days."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Log")
    for index, row in enumerate([HEADER, *rows]):
        sheet.write_row(index, 0, list(row))
    book.close()
    return out.getvalue()


def fastest(run: Callable[[], object], times: int = 5) -> float:
    """Seconds of the fastest of several runs."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def compare(name: str, data: bytes, bare: Callable[[], object], times: int) -> None:
    """Print the bare time, ours, and the ratio."""
    base, ours = fastest(bare, times), fastest(lambda: read_log(data, name, as_of=AS_OF), times)
    print(SHAPE.format(name, f"{base * 1000:.0f} ms", f"{ours * 1000:.0f} ms", f"{ours / base:.2f}"))


def bare_workbook(data: bytes) -> list[list[object]]:
    """What calamine does alone."""
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def main() -> None:
    """Print the table."""
    rows = make_rows(100_000)
    print(SHAPE.format("100,000 rows", "bare", "read_log", "ratio"))
    text = as_csv(rows)
    compare("log.csv", text, lambda: pd.read_csv(io.BytesIO(text)), 5)
    book = as_xlsx(rows)
    compare("log.xlsx", book, lambda: bare_workbook(book), 2)
    for count in (25_000, 50_000, 100_000):
        part = as_csv(rows[:count])
        seconds = fastest(lambda part=part: read_log(part, "log.csv", as_of=AS_OF), 3)
        print(f"{count:>10,} rows of CSV: {seconds / count * 1e6:.1f} µs a row")


if __name__ == "__main__":
    main()
