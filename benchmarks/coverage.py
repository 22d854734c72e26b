"""How often the 95% ranges hold the truth, and how far naive figures are off, on simulated searches.

    python -m benchmarks.coverage [--logs 2000] [--applications 200] [--seed 1]

Searches are drawn with a known truth: each application is invited, turned down or never answered, answers
take exponential times of their own, and the log is seen on one day only, so that the young applications are
still open. Printed for each quantity: its truth, the mean of the estimates, and the share of logs whose 95%
range holds the truth; beside them the same for what a spreadsheet would compute.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lib.measures.curves import aalen_johansen, kaplan_meier, wilson

DAYS = (7, 14, 30, 45)
"""Days on which the curves are held against the truth."""
WHOLE = 200
"""Applications in a log, sent evenly over `SPAN` days before it is looked at."""
SPAN = 90


@dataclass(frozen=True)
class Truth:
    """What is drawn: the chances of the two answers, and the mean of the days that each takes."""

    invited: float = 0.20
    turned_down: float = 0.40
    invited_days: float = 12.0
    turned_down_days: float = 25.0

    def by(self, day: int) -> tuple[float, float]:
        """The true shares invited and turned down by the end of `day`."""
        return (
            self.invited * (1 - np.exp(-(day + 1) / self.invited_days)),
            self.turned_down * (1 - np.exp(-(day + 1) / self.turned_down_days)),
        )


@dataclass(frozen=True)
class Seen:
    """One simulated log: days to the answer or to today, and which answer came (0: none yet)."""

    days: np.ndarray
    cause: np.ndarray


def draw_log(truth: Truth, random: np.random.Generator, count: int = WHOLE) -> Seen:
    """One search as it looks on the day the log is read."""
    age = random.integers(0, SPAN, count)
    shares = [1 - truth.invited - truth.turned_down, truth.invited, truth.turned_down]
    kind = random.choice(3, count, p=shares)
    mean = np.array([1.0, truth.invited_days, truth.turned_down_days])[kind]
    days = random.exponential(mean).astype(np.int64)
    came = (kind > 0) & (days <= age)
    return Seen(np.where(came, days, age), np.where(came, kind, 0))


@dataclass(frozen=True)
class Estimate:
    """One figure of one log, with its truth and its range (None where it has none)."""

    name: str
    truth: float
    value: float
    low: float | None = None
    high: float | None = None


def estimate(truth: Truth, seen: Seen) -> Iterator[Estimate]:
    """Every figure of one log, the honest ones and the naive ones."""
    answered = seen.cause > 0
    any_reply = kaplan_meier(seen.days, answered)
    invited, turned_down = (aalen_johansen(seen.days, seen.cause, which) for which in (1, 2))
    for day in DAYS:
        true_invited, true_turned_down = truth.by(day)
        by_day = seen.days <= day
        for label, true, curve in (
            ("any reply, Kaplan–Meier", true_invited + true_turned_down, any_reply),
            ("invited, Aalen–Johansen", true_invited, invited),
            ("turned down, Aalen–Johansen", true_turned_down, turned_down),
        ):
            point = curve.at(day)
            yield Estimate(f"{label}, day {day}", true, point.share, point.low, point.high)
        came = float((answered & by_day).mean())
        yield Estimate(f"naive: answered by day {day} of all", true_invited + true_turned_down, came)
        alone = kaplan_meier(seen.days, seen.cause == 1).at(day).share
        yield Estimate(f"naive: 1 − KM invited, day {day}", true_invited, alone)


def estimate_rate(random: np.random.Generator, share: float, trials: int) -> Estimate:
    """One Wilson interval."""
    hits = int(random.binomial(trials, share))
    return Estimate(f"Wilson, {share:.0%} of {trials}", share, hits / trials, *wilson(hits, trials))


@dataclass(frozen=True)
class Result:
    """One figure over all logs."""

    name: str
    truth: float
    mean: float
    coverage: float | None


def run(logs: int, seed: int, count: int = WHOLE, truth: Truth | None = None) -> list[Result]:
    """Simulate `logs` searches of `count` applications and sum up every figure."""
    random = np.random.default_rng(seed)
    found: dict[str, list[Estimate]] = {}
    drawn = truth or Truth()
    for _ in range(logs):
        rates = [estimate_rate(random, share, trials) for share in RATES for trials in TRIALS]
        for one in [*estimate(drawn, draw_log(drawn, random, count)), *rates]:
            found.setdefault(one.name, []).append(one)
    return [_sum_up(name, ones) for name, ones in found.items()]


RATES = (0.09, 0.20, 0.38)
TRIALS = (50, 137, 400)


def _sum_up(name: str, ones: list[Estimate]) -> Result:
    held = [one.low <= one.truth <= one.high for one in ones if one.low is not None and one.high is not None]
    coverage = float(np.mean(held)) if held else None
    return Result(name, ones[0].truth, float(np.mean([one.value for one in ones])), coverage)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=int, default=2000)
    parser.add_argument("--applications", type=int, default=WHOLE)
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args()
    print(f"{'figure':42} {'truth':>7} {'mean':>7} {'covered':>8}")
    for result in sorted(run(call.logs, call.seed, call.applications), key=lambda r: r.name):
        covered = "" if result.coverage is None else f"{result.coverage:8.1%}"
        print(f"{result.name:42} {result.truth:7.3f} {result.mean:7.3f} {covered}")


if __name__ == "__main__":
    main()
