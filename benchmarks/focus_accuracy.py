"""How well the ranking finds the best area, for simulated job seekers whose truth is known.

    python -m benchmarks.focus_accuracy --seekers 400
    python -m benchmarks.focus_accuracy --seekers 400 --kinds other     the second population: not to tune on
    python -m benchmarks.focus_accuracy --seekers 400 --record calls.csv

Each seeker's search is kept as a clean and as a lossy spreadsheet, written as CSV and read back by the
importer. Prints one Markdown table: regret (what naming an area loses, as a share of the best area's true
effect), share right, and how often calls at each P(first) were right (said → right, and how many).
`first_version.csv` holds the calls that the first version of the model (commit ea73046) made for the same
seekers, recorded with `--record`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks import informed, seekers
from benchmarks.populations import Fitted, OtherShapes, Population
from benchmarks.seekers import AS_OF, Seeker
from benchmarks.truth import AREAS, LEVERS, OUTREACH, REFERRAL, Constants, Numbers, Truth, fixed, true_effects
from benchmarks.uneven import draw_uneven
from lib.focus.asking import question
from lib.focus.ladder import climbed, recorded_ladder
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.trials import Trials, count_trials
from lib.log.reading import read_log
from lib.measures.seen import Seen

FIRST_VERSION = Path(__file__).with_name("first_version.csv")
RANKED = ("settled", "close")
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)
WORLDS = 400
"""Sets of constants that the best who does not know them weighs."""
REFLECT = AREAS.index("reflect")


@dataclass(frozen=True)
class Kind:
    """A population of seekers, and what can be known of its constants."""

    name: str
    draw: Callable[[int], Seeker]
    constants: Constants
    weighed: bool = False
    """Whether somebody who knows how such seekers differ is asked too, on clean logs."""


def _uneven(name: str, population: Population, *, weighed: bool = False) -> Kind:
    worlds = population.constants(np.random.default_rng(0), WORLDS)
    return Kind(name, lambda seed: draw_uneven(population, seed), worlds, weighed)


KINDS: Mapping[str, Callable[[], Kind]] = {
    "even": lambda: Kind("even", seekers.draw_seeker, fixed()),
    "uneven": lambda: _uneven("uneven", Fitted(), weighed=True),
    "other": lambda: _uneven("other", OtherShapes()),
}


@dataclass(frozen=True)
class Call:
    """The area that somebody puts first for one log, and how surely."""

    kind: str
    seed: int
    log: str
    area: str
    chance: float


@dataclass(frozen=True)
class Case:
    """One log, what is true of its seeker, and what is named first by the model and by rules of thumb."""

    kind: str
    log: str
    truth: Numbers
    called: Call | None
    """None where the model does not rank."""
    regrets: Mapping[str, float]
    """Of those that name no chance."""

    def regret(self, area: str) -> float:
        """What naming this area loses, as a share of the best."""
        return lost(self.truth, float(self.truth[AREAS.index(area)]))


def lost(truth: Numbers, effect: float) -> float:
    """What an effect falls short of the best, as a share of it."""
    best = float(truth.max())
    return (best - effect) / best if best > 0 else 0.0


def cases(kind: Kind, count: int, start: int, draws: int) -> Iterator[Case]:
    """Both logs of so many seekers."""
    for seed in range(start, start + count):
        seeker = kind.draw(seed)
        areas, levers = (effects[0] for effects in true_effects(seeker.truth, seeker.constants))
        sighted = int(true_effects(seeker.truth, kind.constants)[0].mean(axis=0).argmax())
        for name, data in (("clean", seeker.clean), ("lossy", seeker.lossy)):
            seen = Seen(read_log(data, "log.csv", as_of=AS_OF).log, AS_OF)
            ranking = rank_areas(seen, seed=seed, draws=draws)
            first, ranked = ranking.areas[0], ranking.state in RANKED
            call = Call(kind.name, seed, name, first.area, round(first.first, 3)) if ranked else None
            lowest = lost(areas, float(levers[LEVERS.index(lowest_conversion(seen))]))
            regrets = {
                "Detour, its one question answered": lost(
                    areas, float(areas[AREAS.index(answered(seen, seeker.truth, first.area, seed, draws))])
                ),
                "knows all but the constants": lost(areas, float(areas[sighted])),
                "always reflect": lost(areas, float(areas[REFLECT])),
                "lowest conversion": lowest,
            }
            if kind.weighed and name == "clean":
                best = int(informed.losses(seen, seeker.truth, seed).argmin())
                regrets["knows how such seekers differ"] = lost(areas, float(areas[best]))
            yield Case(kind.name, name, areas, call, regrets)


def answered(seen: Seen, truth: Truth, area: str, seed: int, draws: int) -> str:
    """The area named first once the one question, if there is any, is answered as is true; else `area`."""
    trials = count_trials(seen, Assumptions())
    asked = question(trials, Assumptions())
    if asked is None:
        return area
    true = {
        "reasons_known": lambda: truth.known,
        "people_now": lambda: float(truth.mix[[OUTREACH, REFERRAL]].sum()),
        "pause_wanted": lambda: comes_back(trials, truth),
    }[asked.key]()
    answer = min(asked.answers, key=lambda answer: abs(answer.value - true))
    told = Assumptions().changed({asked.key: answer.value})
    return rank_areas(seen, told, seed=seed, draws=draws).areas[0].area


def comes_back(trials: Trials, truth: Truth) -> float:
    """The part of a slow-down that passes by itself, as somebody would say who knows the pace to come.

    The model adds about a third of the rest where weeks are as uneven as those of others, so an answer of
    none stands for a third of the way back. A real person knows less.
    """
    now, usual = trials.recent / 4, truth.usual or 0.0
    back = (truth.pace - now) / (usual - now) if usual > now else 1.0
    return (back - 1 / 3) / (2 / 3)


def lowest_conversion(seen: Seen) -> str:
    """The lever that fits the step at which most is lost: the rule that most advice follows."""
    ladder = recorded_ladder(seen.log)
    rungs, steps = climbed(seen, ladder), len(ladder.stages)
    ended = ~seen.open
    lowest = int(np.nanargmin([_conversion(rungs, ended, step) for step in range(steps)]))
    return "resume" if lowest == 0 else "interview" if lowest > 1 or steps == 2 else "story"


def _conversion(rungs: np.ndarray, ended: np.ndarray, step: int) -> float:
    trials = ((rungs == step) & ended).sum() + (rungs > step).sum()
    return float((rungs > step).sum() / trials) if trials else 2.0


def report(found: list[Case]) -> None:
    """The table."""
    spans = [f"{low:.0%}–{min(high, 1):.0%}" for low, high in pairwise(BINS)]
    bins = " | ".join(f"said {span}" for span in spans)
    print(
        f"| seekers | log | first named by | logs | regret | right | {bins} |\n|{'---|' * (6 + len(spans))}"
    )
    for kind, log in dict.fromkeys((case.kind, case.log) for case in found):
        those = [case for case in found if (case.kind, case.log) == (kind, log)]
        ranked = [case for case in those if case.called]
        mine = [(case, case.called) for case in ranked]
        _print(f"{kind} | {log} | Detour ({len(those) - len(ranked)} logs not ranked)", mine)
        calls = first_version()
        keys = [(c.called.kind, c.called.seed, c.called.log) for c in ranked if c.called]
        pairs = [(case, calls[key]) for case, key in zip(ranked, keys, strict=True) if key in calls]
        _print(f"{kind} | {log} | the first version", pairs)
        for name in ranked[0].regrets:
            regrets = np.array([case.regrets[name] for case in ranked])
            right = (regrets < 1e-9).mean()
            dashes = "| – " * len(spans)
            print(
                f"| {kind} | {log} | {name} | {len(regrets)} | {regrets.mean():.3f} | {right:.2f} {dashes}|"
            )


def _print(title: str, called: list[tuple[Case, Call]]) -> None:
    if not called:
        return
    regrets = np.array([case.regret(call.area) for case, call in called])
    chances, right = np.array([call.chance for _, call in called]), regrets < 1e-9
    cells = []
    for low, high in pairwise(BINS):
        inside = (chances >= low) & (chances < high)
        share = f"{chances[inside].mean():.2f} → {right[inside].mean():.2f}" if inside.any() else "–"
        cells.append(f"{share} ({inside.sum()})")
    figures = f"{len(called)} | {regrets.mean():.3f} | {right.mean():.2f}"
    print(f"| {title} | {figures} | {' | '.join(cells)} |")


@cache
def first_version() -> Mapping[tuple[str, int, str], Call]:
    """The recorded calls, by kind of seeker, seed and log."""
    if not FIRST_VERSION.exists():
        return {}
    with FIRST_VERSION.open(encoding="utf-8", newline="") as file:
        calls = [
            Call(row["kind"], int(row["seed"]), row["log"], row["area"], float(row["chance"]))
            for row in csv.DictReader(file)
        ]
    return {(call.kind, call.seed, call.log): call for call in calls}


def record(found: list[Case], path: Path) -> None:
    """Write the calls to a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(field.name for field in fields(Call))
        table.writerows(astuple(case.called) for case in found if case.called)


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seekers", type=int, default=400, help="of each kind")
    parser.add_argument("--start", type=int, default=0, help="seed of the first seeker")
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=["even", "uneven"])
    parser.add_argument("--record", type=Path, help="write the calls to this file too")
    args = parser.parse_args()
    found = [
        case for kind in args.kinds for case in cases(KINDS[kind](), args.seekers, args.start, args.draws)
    ]
    report(found)
    if args.record:
        record(found, args.record)


if __name__ == "__main__":
    main()
