"""Detour's own statements, taken on earlier days of real searches and held against what came after.

    python -m benchmarks.backtest FOLDER
    python -m benchmarks.backtest --seekers 200 --only forecasts paces     the same for simulated seekers

FOLDER holds logs in any format that Detour reads, with or without `labels/` beside them (`private_logs.py`).
Each log is put back to earlier days of its search (`rollback.py`), and what is said on those days
(`statements.py`) is compared with what came. Every mean is a mean over logs: a long one counts no more than a
short one.
Nothing of a log is printed, only counts and shares; the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import statements
from benchmarks.focus_accuracy import KINDS
from benchmarks.private_logs import read_logs
from benchmarks.rollback import Past, without_copies
from benchmarks.seekers import AS_OF
from lib.log.reading import read_log
from lib.log.schema import ApplicationLog

STATEMENTS: Mapping[str, Callable[[Past, Past], statements.Rows]] = {
    one.__name__: one
    for one in (
        statements.forecasts, statements.clocks, statements.cutoffs, statements.curves, statements.paces,
        statements.segments, statements.trends, statements.experiments, statements.leads,
    )
}  # fmt: skip
FIRST_SEED = 10_000
DRAWS = {"forecasts": 3, "experiments": 3}
"""Draws of the days that are missing; the other statements hang less on them."""
Tables = Mapping[str, pd.DataFrame]


def collect(pasts: Sequence[Past], only: Collection[str] = ()) -> tuple[dict[str, pd.DataFrame], int]:
    """The rows of every statement (or of `only` some), and how often one could not be worked out."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in STATEMENTS}
    faults = 0
    for index, past in enumerate(pasts):
        others = [other for other in pasts if other is not past and other.well_timed]
        told = [past.with_words(others, np.random.default_rng([index, draw])) for draw in range(3)]
        for name, statement in STATEMENTS.items():
            if only and name not in only:
                continue
            try:
                for one in told[: DRAWS.get(name, 1)]:
                    found[name] += [{"log": index, **row} for row in statement(past, one)]
            except Exception:
                faults += 1
    return {name: pd.DataFrame(rows) for name, rows in found.items()}, faults


def mean_over_logs(table: pd.DataFrame, column: str, **where: float) -> tuple[float | None, int, int]:
    """The mean of the logs' own means, how many logs and how many cases; None without any."""
    for name, value in where.items():
        table = table[table[name] == value] if len(table) else table
    if table.empty:
        return None, 0, 0
    means = table.groupby("log")[column].mean()
    return float(means.mean()), len(means), len(table)


def spread_over_logs(table: pd.DataFrame, column: str, **where: float) -> str:
    """A 90% range of that mean, by drawing logs again and again; a dash under two logs."""
    for name, value in where.items():
        table = table[table[name] == value] if len(table) else table
    means = table.groupby("log")[column].mean().to_numpy() if len(table) else np.zeros(0)
    if len(means) < 2:
        return "–"
    again = np.random.default_rng(1).integers(0, len(means), (2000, len(means)))
    low, high = np.quantile(means[again].mean(axis=1), [0.05, 0.95])
    return f"{low:.2f} to {high:.2f}"


def brier(table: pd.DataFrame, said: str) -> pd.DataFrame:
    """The table with `loss`, the squared distance of a chance from what came."""
    return table.assign(loss=(table[said] - table["came"]) ** 2) if len(table) else table


def report(tables: Tables) -> None:
    """One line for every statement: what it claims, what came, and how much it rests on."""
    print("| statement | claims | came | 90% over logs | logs | cases |\n|---|---|---|---|---|---|")
    forecasts = tables["forecasts"]
    for n in statements.UPCOMING:
        _line(f"80% range of conversations in the next {n}", "0.80 or more", forecasts, "inside", n=n)
    for n in statements.UPCOMING[:3]:
        for said, who in (("chance", "Detour"), ("own", "own rate so far")):
            title = f"any conversation in the next {n}, squared error of {who}"
            _line(title, "–", brier(forecasts, said), "loss", n=n)
    for said, who in (("said", "the clock"), ("own", "own rate, flat")):
        _line(
            f"a good answer still comes, squared error of {who}", "–", brier(tables["clocks"], said), "loss"
        )
    said, *_ = mean_over_logs(tables["clocks"], "said")
    _line("a good answer still comes", "–" if said is None else f"{said:.3f}", tables["clocks"], "came")
    _line("answers that had come by the silence cut-off", "0.90", tables["cutoffs"], "by_then")
    _line("95% band of the response curve", "0.95", tables["curves"], "inside")
    _line("80% range of applications in the next four weeks", "0.80", tables["paces"], "inside")
    for name, what in (
        ("segments", "a value stands out, per column"),
        ("trends", "more or fewer than before"),
    ):
        _line(f"{what}: called", "–", tables[name], "called", shuffled=False)
        _line(f"{what}: called with the answers shuffled", "≤ 0.08", tables[name], "called", shuffled=True)
    for verdict in ("more", "fewer"):
        _line(f"“{verdict}” in an experiment that changed nothing", "≤ 0.12", tables["experiments"], verdict)
    for tenths in (1, 2, 3):
        said, *_ = mean_over_logs(tables["leads"], "said", tenths=tenths)
        title = f"first at .6 or more, still first after {10 * tenths}% more applications"
        _line(title, "–" if said is None else f"{said:.2f}", tables["leads"], "kept", tenths=tenths)


def _line(title: str, claims: str, table: pd.DataFrame, column: str, **where: float) -> None:
    mean, logs, cases = mean_over_logs(table, column, **where)
    came = "–" if mean is None else f"{mean:.3f}"
    print(f"| {title} | {claims} | {came} | {spread_over_logs(table, column, **where)} | {logs} | {cases} |")


def summary(tables: Tables, logs: int) -> dict[str, float | int | None]:
    """The figures that are aimed at, as the last line has them."""

    def mean(name: str, column: str, **where: float) -> float | None:
        value, *_ = mean_over_logs(tables[name], column, **where)
        return None if value is None else round(value, 4)

    return {
        "logs": logs,
        "pace_80": mean("paces", "inside"),
        "next_40_80": mean("forecasts", "inside", n=40),
        "first_said": mean("leads", "said", tenths=2),
        "first_kept_20": mean("leads", "kept", tenths=2),
        "trends_called": mean("trends", "called", shuffled=False),
        "trends_shuffled": mean("trends", "called", shuffled=True),
        "segments_shuffled": mean("segments", "called", shuffled=True),
        "experiments_more": mean("experiments", "more"),
        "cutoff_90": mean("cutoffs", "by_then"),
        "curves_95": mean("curves", "inside"),
    }


def simulated(kind: str, count: int) -> list[ApplicationLog]:
    """The clean logs of so many simulated seekers; not those that `focus_accuracy` begins with."""
    draw = KINDS[kind]().draw
    seeds = range(FIRST_SEED, FIRST_SEED + count)
    return [read_log(draw(seed).clean, "log.csv", as_of=AS_OF).log for seed in seeds]


def main() -> None:
    """Read the folder, or make the seekers; print the table and the JSON line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seekers", type=int, default=0, help="simulated seekers in place of a folder")
    parser.add_argument("--kind", choices=KINDS, default="uneven")
    parser.add_argument("--only", nargs="+", choices=STATEMENTS, default=(), help="these statements alone")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())  # noqa: DTZ011 - the day of the person
    args = parser.parse_args()
    if (args.folder is None) == (not args.seekers):
        parser.error("give either a FOLDER or --seekers")
    warnings.filterwarnings("ignore")
    if args.seekers:
        logs, refused = simulated(args.kind, args.seekers), 0
        pasts = [past for past in (Past.of(log, AS_OF) for log in logs) if past.usable]
    else:
        logs, refused = read_logs(args.folder, args.today)
        pasts = without_copies(past for past in (Past.of(log, args.today) for log in logs) if past.usable)
    tables, faults = collect(pasts, args.only)
    timed = sum(past.well_timed for past in pasts)
    print(
        f"{len(pasts)} logs can be held against time, {timed} of them with dated answers; "
        f"{len(logs) - len(pasts)} are too short, too uniform or copies, {refused} are no logs. "
        f"{faults} statements could not be worked out.\n"
    )
    report(tables)
    print(json.dumps(summary(tables, len(pasts))))


if __name__ == "__main__":
    main()
