"""Mutate ugly files and samples at random and read them: a log with every row, or a refusal.

Run: python tests/fuzz/fuzz_reader.py [--minutes 10] [--seed 0]
Prints what failed, keeps the bytes in a temporary file, and ends with status 1 if anything did.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
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


def wrapped(data: bytes, files: list[bytes], rng: random.Random) -> bytes:
    """The bytes in an archive beside another file, or as one text of a board or of a list of records."""
    if rng.random() < 0.5:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
            archive.writestr("Jobs/Applications.csv", data)
            archive.writestr(rng.choice(("b.csv", "c.json", "d.xlsx", "e.zip")), rng.choice(files)[:20_000])
        return out.getvalue()
    lines = [line.split(",") for line in data.decode("utf-8", "replace").splitlines()[:60]]
    records = [dict(zip(lines[0] if lines else [], line, strict=False)) for line in lines[1:]]
    if rng.random() < 0.5:
        return json.dumps(
            rng.choice((records, {"jobs": records}, {str(i): r for i, r in enumerate(records)}))
        ).encode()
    cards = [{"id": i, "name": " - ".join(line[:2]), "idList": i % 3} for i, line in enumerate(lines)]
    lists = [{"id": i, "name": name} for i, name in enumerate(("Applied", "Interview", "Rejected"))]
    moves = [
        {"type": "updateCard", "date": "2026-01-02", "data": {"card": {"id": i}, "listAfter": lists[i % 3]}}
        for i in range(0, len(cards), 2)
    ]
    return json.dumps({"lists": lists, "cards": cards, "actions": moves}).encode()


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
        if rng.random() < 0.3:
            data = wrapped(data, files, rng)
            data = mutate(data, rng) if rng.random() < 0.5 else data
        wrong = try_one(data, rng.choice(("log.csv", "log.xlsx", "pasted.tsv", "log.zip", "log.json")))
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
