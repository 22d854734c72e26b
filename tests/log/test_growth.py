"""No cell, header or file is slow out of proportion: ten times as long takes about ten times as much."""

from __future__ import annotations

import csv
import importlib
import io
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

import lib.log
from lib.focus.addressees import address
from lib.log.files.sheets import LOOKED_AT
from lib.log.reading import read_log
from lib.log.schema import UnreadableLog
from lib.log.table.names import match_name, plain
from lib.log.values.channels import read_channel
from lib.log.values.date_text import read_text
from lib.log.values.meanings import find_meanings, read_answer, read_status
from lib.log.values.paths import read_events, read_path
from lib.log.values.stage_cells import read_stage_cell
from lib.measures.roles import role_groups
from lib.updated.habits import separator

pytestmark = pytest.mark.slow

SEEDS = (
    *"a 1-([|'`=é挂º\n→\u00a0",
    *("1 ", "a ", "a, ", "1/", "1.", " - ", "a@", "a.", "{(", "l'", "a|", "[[", '{"a":'),
    *("Jan ", "https://a.", "www.", "rejected ", "2026-01-01 "),
)
"""What adversarial strings are made of, by repeating it."""

PARSERS: dict[str, Callable[[str], object]] = {
    "status": read_status,
    "answer": read_answer,
    "meanings": find_meanings,
    "path": read_path,
    "events": read_events,
    "day": read_text,
    "channel": read_channel,
    "stage cell": lambda text: read_stage_cell("interview", text),
    "header": match_name,
    "plain header": plain,
    "role": lambda text: role_groups(pd.DataFrame({"role": [text], "location": ["Here"]})),
    "mail address": address,
    "history": lambda text: separator([f"Applied → Rejected {text}"]),
}
"""What looks at one cell, here and in the rooms after the log."""

ABOUT_LINEAR = 40
"""Tenfold growth may take so many times as long: a little noise, but never the hundredfold of a square."""
WORTH_TELLING = 0.02
"""Seconds below which nobody waits, and the clock tells little."""


TRIES = 3
"""A run that seems slow is tried again: the machine may have been busy, and the shortest run tells."""


def seconds(run: Callable[[], object]) -> float:
    """How long a run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def is_quick(run: Callable[[], object], limit: float) -> bool:
    """Whether one of three tries stays below so many seconds."""
    return any(seconds(run) < limit for _ in range(TRIES))


def repeated(seed: str, size: int) -> str:
    """A string of this size, and not the same twice, so that no cache answers."""
    return (seed * (size // len(seed) + 1))[:size] + str(time.perf_counter_ns())


def is_in_proportion(run: Callable[[str], object], seed: str, least: int, most: int) -> bool:
    """Whether the time grows with the size of the text, and no faster."""
    for _ in range(TRIES):
        large = seconds(lambda: run(repeated(seed, most)))
        if large < WORTH_TELLING:
            return True
        small = seconds(lambda: run(repeated(seed, least)))
        if large / small < ABOUT_LINEAR * most / least / 10:
            return True
    return False


@pytest.mark.parametrize("name", PARSERS)
def test_every_parser_grows_with_its_text(name: str):
    """From 1,000 to 1,000,000 characters of every kind of adversarial text."""
    slow = [seed for seed in SEEDS if not is_in_proportion(PARSERS[name], seed, 1_000, 1_000_000)]
    assert slow == []


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the modules of `lib.log` that look at cells."""
    for found in pkgutil.walk_packages(lib.log.__path__, "lib.log."):
        if found.name.startswith("lib.log.files.worker"):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            held = value if isinstance(value, tuple | list) else (value,)
            for item in held:
                if isinstance(item, re.Pattern) and isinstance(item.pattern, str):
                    yield f"{found.name}.{name}", item


def test_no_pattern_is_slow_on_what_it_is_given():
    """On as many characters as are looked at, every pattern is done in a blink, whatever they are.

    Looking for it anywhere in the text takes as many tries as there are characters.
    """
    slow = set()
    for name, pattern in patterns():
        for seed in SEEDS:
            text = (seed * LOOKED_AT)[:LOOKED_AT] + "!"
            if not is_quick(lambda p=pattern, t=text: p.match(t), WORTH_TELLING / 4):
                slow.add((name, seed))
            if not is_quick(lambda p=pattern, t=text: p.sub("", t), WORTH_TELLING * 5):
                slow.add((name, seed))
    assert slow == set()


HEADERS = ("Company", "Job title", "Date applied", "Status", "Source", "Interview", "Notes", "Link", "Reason")


def read(cell: str, rows: int = 1) -> object:
    """A log whose every field holds such a cell."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(HEADERS)
    for row in range(rows):
        write.writerow([f"North {row}", "Cook", "2026-01-02", "Rejected", "LinkedIn", "", "", "", ""])
        write.writerow([cell] * len(HEADERS))
    try:
        return read_log(out.getvalue().encode(), "log.csv", as_of=date(2026, 6, 1))
    except UnreadableLog as refusal:
        return refusal


@pytest.mark.parametrize("seed", SEEDS)
def test_a_file_of_long_cells_is_read_in_proportion(seed: str):
    """Every field of a log holds an adversarial cell, ten times as long the second time.

    Each line break becomes a row once the quotes are no longer believed, so there are fewer of them.
    """
    least = 1_000 if seed == "\n" else 5_000
    assert is_in_proportion(read, seed, least, 10 * least)


def test_what_is_not_looked_at_is_kept():
    """A company or a note of a thousand characters comes out whole."""
    long = "North and South " * 100
    text = f"Company,Role,Status,Notes\n{long},Cook,Rejected,{long}\nEast,Cook,Applied,x\n"
    log = read_log(text.encode(), "log.csv", as_of=date(2026, 6, 1)).log.applications
    assert list(log.loc[0, ["company", "notes"]]) == [long.strip(), long.strip()]
