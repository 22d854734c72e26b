"""Mutate ugly files and samples at random and read them: a log with every row, or a refusal.

Run: python tests/fuzz/fuzz_reader.py [--minutes 10] [--seed 0]
Prints what failed, keeps the bytes in a temporary file, and ends with status 1 if anything did.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lib.log.reading import read_log  # noqa: E402
from lib.log.schema import UnreadableLog  # noqa: E402

AS_OF = date(2026, 6, 1)
SPLICES = (
    b'"',
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=1+1",
    b"31/31/2026",
    b"2205",
)
WORDS = (
    b"Company",
    b"Status",
    b"Rejected",
    b"Total",
    b"Date applied",
    b"2026-01-02",
    b"1e400",
    b"nan",
    "挂".encode(),
    b"\xe9",
)


def seeds() -> list[bytes]:
    """The files to start from: everything in tests/data and sample_data."""
    folders = (ROOT / "tests" / "data", ROOT / "sample_data")
    paths = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path.read_bytes() for path in paths if path.is_file() and path.suffix not in (".json", ".py")]


def mutate(data: bytes, rng: random.Random) -> bytes:
    """The bytes with a few of them cut, doubled, swapped, replaced or spliced."""
    for _ in range(rng.randint(1, 8)):
        at, length = rng.randrange(len(data) + 1), rng.randint(1, 40)
        piece = data[at : at + length]
        change = rng.randrange(6)
        if change == 0:
            data = data[:at] + data[at + length :]
        elif change == 1:
            data = data[:at] + piece * rng.randint(2, 5) + data[at:]
        elif change == 2:
            data = data[:at] + rng.choice(SPLICES) + data[at:]
        elif change == 3:
            data = data[:at] + rng.choice(WORDS) + data[at + length :]
        elif change == 4:
            lines = data.split(b"\n")
            rng.shuffle(lines)
            data = b"\n".join(lines)
        else:
            data = data[: max(at, 1)]
    return data


def try_one(data: bytes, name: str) -> str | None:
    """What is wrong with the reading of these bytes; None where all is well."""
    try:
        result = read_log(data, name, as_of=AS_OF)
    except UnreadableLog:
        return None
    except Exception:
        return traceback.format_exc()
    if result.rows_read != len(result.log) + len(result.set_aside):
        return (
            f"{result.rows_read} rows read, {len(result.log)} applications, {len(result.set_aside)} set aside"
        )
    return None


def main() -> int:
    """Fuzz for the given time; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rng, start, files = random.Random(given.seed), time.monotonic(), seeds()
    tried = failed = 0
    while time.monotonic() - start < given.minutes * 60:
        data = mutate(rng.choice(files), rng)
        wrong = try_one(data, rng.choice(("log.csv", "log.xlsx", "pasted.tsv")))
        tried += 1
        if wrong:
            failed += 1
            kept = Path(tempfile.gettempdir()) / f"fuzz_{given.seed}_{tried}.bin"
            kept.write_bytes(data)
            print(f"{kept}\n{wrong}")
    print(f"{tried} files tried, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
