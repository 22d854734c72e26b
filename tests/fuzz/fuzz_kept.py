"""Alter what a browser or a workbook of ours kept, at random, and open it: no fault, and the loss is said.

Run: python tests/fuzz/fuzz_kept.py [--minutes 10] [--seed 0]
Prints what failed, with the number that makes it again (`try_one(number)`); ends with status 1 if it did.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import traceback
import zipfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lib.hand.arrival import received  # noqa: E402
from lib.hand.held import Held, upload_of  # noqa: E402
from lib.hand.kept import joined, packed, unpacked  # noqa: E402
from lib.hand.reader import Reader  # noqa: E402
from lib.log import snapshots  # noqa: E402
from lib.log.identity import application_keys  # noqa: E402
from lib.log.news import Event  # noqa: E402
from lib.log.reading import read_log  # noqa: E402
from lib.log.reflections import Reflection  # noqa: E402
from lib.log.schema import Choices, UnreadableLog  # noqa: E402
from lib.summary.additions import Additions, Contact, StepMark  # noqa: E402
from lib.summary.bundle import Summary, build  # noqa: E402
from lib.summary.formats import FORMATS  # noqa: E402
from lib.summary.keeping import to_plain  # noqa: E402
from lib.summary.workbook import to_workbook  # noqa: E402

AS_OF = date(2026, 6, 1)
LOG = "\n".join(
    [
        "Company,Role,Date applied,Status,First reply,Source,Reason",
        *(
            f"House {i},Clerk {i % 3},{date(2026, 1, 5) + timedelta(days=3 * i)},"
            f"{('Rejected', 'Applied', 'Rejected after interview', 'Phone screen')[i % 4]},"
            f"{date(2026, 2, 5) + timedelta(days=3 * i) if i % 4 != 1 else ''},LinkedIn,Too junior"
            for i in range(24)
        ),
    ]
).encode()
JUNK: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        10**40,
        "",
        "x",
        "\ud800",
        "\0",
        "=1+1",
        "2026-02-30",
        "9999-12-31",
        "0001-01-01",
    ),
    *([], [[]], {}, {"": ""}, {"key": {"key": []}}, [1, "two", None], "rejected", "interview", "screen"),
    *("y" * 200_000, ["z"] * 3_000, "\u202e[x](javascript:alert(1))", "company", ["Applications"], 7, 2**31),
)
"""What stands where something else was kept."""


@cache
def whole() -> Additions:
    """Something of every kind that can be added to the log."""
    log = read_log(LOG, "log.csv", as_of=AS_OF).log
    keys = list(application_keys(log.applications))
    trial = build(read_log(LOG, "log.csv", as_of=AS_OF), AS_OF).experiment
    taken = snapshots.take("log.csv", AS_OF, log, log)
    return Additions(
        choices=Choices(columns={"reason": None}, statuses={"Applied": (None, "open")}, day_first=True),
        reflections={key: Reflection("interview", "Too junior", lesson="Ask", feeling=2) for key in keys[:4]},
        events=(
            Event(keys[1], "rejected", AS_OF, AS_OF, stage="screen"),
            Event(keys[5], "no_reply", AS_OF, AS_OF),
            Event(keys[6], "edited", None, AS_OF, field="role", value="Cook", before="Clerk 0"),
        ),
        marks=(StepMark("own-1", due=AS_OF, what="Call", own=True), StepMark("a", done=True, done_on=AS_OF)),
        contacts=(Contact("Ada", "House 1", "school", AS_OF, "write"),),
        experiment=trial.to_record() if trial else None,
        earlier=snapshots.pack(taken) if taken else None,
        assumed={"mix_days": 60.0},
    )


@cache
def ours() -> bytes:
    """The workbook of the log, with everything added."""
    result = read_log(LOG, "log.csv", as_of=AS_OF, choices=whole().choices)
    return to_workbook(build(result, AS_OF, additions=whole()))


def altered(value: Any, rng: random.Random) -> Any:
    """A JSON value with one of its parts replaced, gone, doubled or renamed."""
    if not isinstance(value, dict | list) or not value or rng.random() < 0.15:
        return rng.choice(JUNK)
    if isinstance(value, dict):
        key = rng.choice(list(value))
        rest = {k: v for k, v in value.items() if k != key}
        return rng.choice(
            (
                lambda: rest,
                lambda: {**value, key: altered(value[key], rng)},
                lambda: {**value, key: altered(value[key], rng)},
                lambda: {**rest, str(rng.choice(JUNK))[:9]: value[key]},
                lambda: {**value, key: [value[key]]},
            )
        )()
    at = rng.randrange(len(value))
    return rng.choice(
        (
            lambda: value[:at] + value[at + 1 :],
            lambda: [*value[:at], altered(value[at], rng), *value[at + 1 :]],
            lambda: value + value[at : at + 1] * rng.randint(1, 300),
        )
    )()


def kept_text(rng: random.Random) -> str:
    """What a browser kept, altered as JSON or as text."""
    value: Any = to_plain(whole(), private=True)
    for _ in range(rng.randint(1, 6)):
        value = altered(value, rng)
    text = json.dumps(value)
    at = rng.randrange(len(text) + 1)
    return rng.choice((text, text, text, text[:at], text[:at] + rng.choice('{}[]",:0\\') + text[at + 1 :]))


def altered_workbook(rng: random.Random) -> bytes:
    """Our workbook after somebody, or something, edited it."""
    if rng.random() < 0.2:
        return bent(ours(), rng)
    book = openpyxl.load_workbook(io.BytesIO(ours()))
    for _ in range(rng.randint(1, 4)):
        sheet = rng.choice(book.worksheets)
        change = rng.randrange(6)
        if change == 0 and len(book.worksheets) > 1:
            book.remove(sheet)
        elif change == 1:
            sheet.delete_rows(rng.randint(1, 5), rng.randint(1, 3))
        elif change == 2:
            sheet.insert_cols(rng.randint(1, 4))
        elif change == 3:
            sheet.delete_cols(rng.randint(1, 6))
        else:
            edit(sheet, rng)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edit(sheet: Any, rng: random.Random) -> None:
    """Puts something else into some cells, also into those with what was kept."""
    for _ in range(rng.randint(1, 5)):
        cell = sheet.cell(rng.randint(1, max(sheet.max_row, 1)), rng.randint(1, max(sheet.max_column, 1)))
        scalars = [j for j in JUNK if isinstance(j, str | int | float | bool | None) and "\0" not in str(j)]
        put = rng.choice((*scalars, AS_OF, kept_text(rng)[:30_000]))
        text = put[:32_000].replace("\ud800", "?") if isinstance(put, str) else put
        cell.value = text if not isinstance(text, int) or abs(text) < 2**60 else str(text)


def bent(file: bytes, rng: random.Random) -> bytes:
    """A workbook with some bytes of one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(file)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    name = rng.choice(sorted(members))
    at = rng.randrange(len(members[name]))
    members[name] = (
        members[name][:at] + rng.randbytes(rng.randint(0, 4)) + members[name][at + rng.randint(0, 6) :]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member, data in members.items():
            new.writestr(member, data)
    return out.getvalue()


def opened(rng: random.Random) -> Held:
    """What is held after a browser, or a person, gave something altered back."""
    if rng.random() < 0.4:
        return Held().open("detour.xlsx", altered_workbook(rng), AS_OF)
    file: Any = packed(upload_of("log.csv", LOG, opened_on=AS_OF), opening="x")
    if rng.random() < 0.3:
        file = altered(file, rng)
    left, lost = unpacked(file, kept_text(rng))
    held = (Held().bring(left) if left is not None else Held().open("log.csv", LOG, AS_OF)).without(lost)
    assert all(isinstance(words, str) and len(words) < 300 for words in lost)
    return joined(held, kept_text(rng), kept_text(rng)) if rng.random() < 0.3 else held


def try_one(number: int, every: int = 12) -> str | None:
    """What is wrong with opening what this number makes; every so often each download is made, too."""
    rng, reader = random.Random(number), Reader()
    try:
        held = received(opened(rng), reader, AS_OF)
        hand = reader.log(held, AS_OF)
        if hand is not None:
            summary = Summary(hand.result, hand.seen, held.additions, start=AS_OF)
            for key in FORMATS if number % every == 0 else ("json",):
                FORMATS[key].render(summary)
            Held(held.upload, held.additions).text.encode()
    except UnreadableLog:
        return None
    except Exception:
        return traceback.format_exc()
    return None


def main() -> int:
    """Fuzz for the given time; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    start, tried, failed = time.monotonic(), 0, 0
    while time.monotonic() - start < given.minutes * 60:
        number = given.seed * 10**9 + tried
        tried += 1
        if wrong := try_one(number):
            failed += 1
            print(f"{number}\n{wrong}", flush=True)
    print(f"{tried} tried, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
