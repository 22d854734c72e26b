"""How well the ranking finds the best area, for simulated job seekers whose truth is known.

    python -m benchmarks.focus_accuracy --seekers 2000            accuracy, regret, reliability
    python -m benchmarks.focus_accuracy --seekers 600 --ablation  what each part of the model contributes
    python -m benchmarks.focus_accuracy --seekers 200 --sensitivity

Each seeker's log is written as CSV and read back by the importer. Results are Markdown tables.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.seekers import AS_OF, Seeker, draw_seeker
from lib.focus.effects import AREAS, LEVERS, Search, area_effects
from lib.focus.flipping import RECOUNTED
from lib.focus.ladder import climbed
from lib.focus.posterior import RARE_EVENT, draw_search
from lib.focus.priors import Assumptions
from lib.focus.ranking import Standing, stand
from lib.focus.trials import Trials, count_trials
from lib.log.reading import read_log
from lib.log.schema import CHANNELS, OUTCOME_TYPE, ApplicationLog

ASSUMED = Assumptions()
LENGTHS = (0, 50, 100, 200, 400)
CHANCES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
NAMING = ("lost_share", "settled", "close", "too_early", "sure", "sure_first", "sure_later")
"""Assumptions about what to call things: they cannot change which area comes first."""
REFLECT = AREAS.index("reflect")

Draw = Callable[[Trials, np.random.Generator, int], Search]


@dataclass(frozen=True)
class Case:
    """One seeker, what is true of them, and the log that the importer read."""

    seeker: Seeker
    truth: np.ndarray
    levers: np.ndarray
    log: ApplicationLog
    trials: Trials
    seed: int

    def regret(self, effect: float) -> float:
        """What naming something with this true effect loses, as a share of the best."""
        best = self.truth.max()
        return float((best - effect) / best) if best > 0 else 0.0


def cases(count: int, start: int) -> Iterator[Case]:
    """Seekers whose logs are long enough to rank."""
    for seed in range(start, start + count):
        seeker = draw_seeker(seed)
        effects = area_effects(seeker.truth, ASSUMED)
        log = read_log(seeker.csv, "log.csv", as_of=AS_OF).log
        trials = count_trials(log, AS_OF, ASSUMED)
        if trials.mature >= ASSUMED.too_early:
            yield Case(seeker, np.nan_to_num(effects.areas[0]), effects.levers[0], log, trials, seed)


def full(trials: Trials, rng: np.random.Generator, draws: int) -> Search:
    """The model as it is."""
    return draw_search(trials, ASSUMED, rng, draws)


def as_designed(trials: Trials, rng: np.random.Generator, draws: int) -> Search:
    """The first design: idle days as counted, each pace from its own count alone."""
    search = draw_search(trials, ASSUMED, rng, draws)
    usual = None
    if trials.usual_weeks >= ASSUMED.usual_least:
        usual = rng.gamma(trials.usual + RARE_EVENT, 1 / trials.usual_weeks, draws)
    pace = rng.gamma(trials.recent + RARE_EVENT, 7 / ASSUMED.recent_days, draws)
    return replace(search, idle=np.full(draws, float(trials.idle_days)), pace=pace, usual=usual)


def without_shrinkage(trials: Trials, rng: np.random.Generator, draws: int) -> Search:
    """Priors worth a twentieth of what they are."""
    return draw_search(trials, replace(ASSUMED, prior_weight=0.05), rng, draws)


def without_channels(trials: Trials, rng: np.random.Generator, draws: int) -> Search:
    """One prior and one pooled rate of a first conversation for all channels."""
    hits, misses = trials.first_hits.sum(), trials.first_misses.sum()
    prior = ASSUMED.prior("unknown")
    pooled = rng.beta(prior.a + hits, prior.b + misses, draws)
    search = draw_search(trials, ASSUMED, rng, draws)
    return replace(search, first=np.repeat(pooled[:, None], len(CHANNELS), axis=1))


def standing(case: Case, draw: Draw, draws: int, trials: Trials | None = None) -> Standing:
    """How the areas stand for one seeker under one version of the model."""
    return stand(area_effects(draw(trials or case.trials, np.random.default_rng(case.seed), draws), ASSUMED))


def judged(case: Case, found: Standing) -> dict[str, object]:
    """The call on one seeker beside the truth."""
    area = found.order[0]
    effect = float(case.truth[AREAS.index(area)])
    named = float(case.levers[LEVERS.index(found.lever)]) if area == "reflect" else effect
    return {
        "length": len(case.log),
        "loss": case.seeker.loss.name,
        "true": AREAS[int(case.truth.argmax())],
        "call": area,
        "chance": found.chance(area),
        "right": effect >= case.truth.max() - 1e-9,
        "regret": case.regret(effect),
        "regret_named": case.regret(named),
    }


def baselines(case: Case) -> dict[str, float]:
    """The regret of naming the lowest conversion, of a rule of thumb, and of always `reflect`."""
    rungs = climbed(case.log.applications, case.trials.ladder)
    ended = (case.log.applications["outcome"] != "open").to_numpy()
    steps = len(case.trials.ladder.stages)
    shares = [_conversion(rungs, ended, step) for step in range(steps)]
    lowest = int(np.nanargmin(shares))
    lever = "resume" if lowest == 0 else "interview" if lowest > 1 or steps == 2 else "story"
    spoken, offers = (rungs > 0).sum(), (rungs == steps).sum()
    thumb = "interview" if spoken >= 3 and not offers and spoken >= 0.08 * len(rungs) else "resume"
    always = case.regret(float(case.truth[REFLECT]))
    return {
        "lowest": case.regret(float(case.levers[LEVERS.index(lever)])),
        "thumb": case.regret(float(case.levers[LEVERS.index(thumb)])),
        "always": always,
    }


def _conversion(rungs: np.ndarray, ended: np.ndarray, step: int) -> float:
    trials = ((rungs == step) & ended).sum() + (rungs > step).sum()
    return float((rungs > step).sum() / trials) if trials else np.nan


def report(found: pd.DataFrame, low: pd.DataFrame) -> None:
    """Accuracy, regret and reliability, overall and by group."""
    print(f"{len(found)} seekers ranked\n")
    print("| named by | right | mean regret (area) | mean regret (lever named) |\n|---|---|---|---|")
    right = found["right"].mean()
    print(f"| Detour | {right:.3f} | {found['regret'].mean():.3f} | {found['regret_named'].mean():.3f} |")
    always = (low["always"] < 1e-9).mean()
    print(f"| always reflect | {always:.3f} | {low['always'].mean():.3f} | – |")
    print(f"| lowest conversion | {always:.3f} | {low['always'].mean():.3f} | {low['lowest'].mean():.3f} |")
    print(f"| rule of thumb | {always:.3f} | {low['always'].mean():.3f} | {low['thumb'].mean():.3f} |\n")
    merged = found.join(low)
    for title, key in (
        ("applications", pd.cut(found["length"], LENGTHS)),
        ("log", found["loss"]),
        ("truly best", found["true"]),
        ("called first", found["call"]),
    ):
        print(f"| {title} | seekers | right | regret | always reflect |\n|---|---|---|---|---|")
        for name, group in merged.groupby(key, observed=True):
            means = group[["right", "regret", "always"]].astype(float).mean()
            print(f"| {name} | {len(group)} | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")
        print()
    _reliability(found)


def _reliability(found: pd.DataFrame) -> None:
    print("| P(first) of the call | seekers | mean P(first) | right | off by |\n|---|---|---|---|---|")
    for name, group in found.groupby(pd.cut(found["chance"], CHANCES), observed=True):
        said, right = group["chance"].mean(), group["right"].mean()
        print(f"| {name} | {len(group)} | {said:.3f} | {right:.3f} | {right - said:+.3f} |")
    sure = found[found["chance"] >= 0.8]
    print(f"\nCalls with P(first) of 0.8 or more: {len(sure)}, right {sure['right'].mean():.3f}\n")


def uncensored(log: ApplicationLog) -> ApplicationLog:
    """The log with every open application counted as a failure."""
    applications = log.applications.copy()
    outcome = applications["outcome"].astype(str).replace("open", "no_reply")
    applications["outcome"] = outcome.astype(OUTCOME_TYPE)
    return replace(log, applications=applications)


def only_ended(log: ApplicationLog) -> ApplicationLog:
    """The log with the applications that are open at `applied` left out of the trials."""
    kept = (log.applications["outcome"] != "open") | (log.applications["stage"] != "applied")
    return log.where(kept)


def ablation(count: int, start: int, draws: int) -> None:
    """Each part of the model left out in turn."""
    versions: Mapping[str, Draw] = {
        "full model": full,
        "as first designed (idle days as counted, paces apart)": as_designed,
        "without priors (a twentieth of their weight)": without_shrinkage,
        "without channel priors (one pooled rate)": without_channels,
    }
    found: dict[str, list[dict[str, object]]] = {}
    for case in cases(count, start):
        for name, draw in versions.items():
            found.setdefault(name, []).append(judged(case, standing(case, draw, draws)))
        for name, change in (("open counted as failures", uncensored), ("open left out", only_ended)):
            other = count_trials(change(case.log), AS_OF, ASSUMED)
            counted = replace(case.trials, first_misses=other.first_misses, later_misses=other.later_misses)
            found.setdefault(name, []).append(judged(case, standing(case, full, draws, counted)))
    print("| model | right | regret | regret of the lever named | right at P(first) ≥ 0.8 | calls at ≥ 0.8 |")
    print("|---|---|---|---|---|---|")
    for name, rows in found.items():
        table = pd.DataFrame(rows)
        means = table[["right", "regret", "regret_named"]].astype(float).mean()
        sure = table[table["chance"] >= 0.8]
        print(
            f"| {name} | {means['right']:.3f} | {means['regret']:.3f} | {means['regret_named']:.3f} "
            f"| {sure['right'].mean():.3f} | {len(sure)} |"
        )


def sensitivity(count: int, start: int, draws: int) -> None:
    """How often the first area changes when each assumption is halved or half as large again."""
    known = list(cases(count, start))
    first = [standing(case, full, draws).order[0] for case in known]
    print("| assumption | at half | at one and a half |\n|---|---|---|")
    for assumption in ASSUMED.described():
        if assumption.key in NAMING:
            continue
        moved = []
        for factor in (0.5, 1.5):
            value = min(max(assumption.value * factor, assumption.low), assumption.high)
            changed = ASSUMED.changed({assumption.key: value})
            others = [_first(case, assumption.key, changed, draws) for case in known]
            moved.append(np.mean([one != other for one, other in zip(first, others, strict=True)]))
        print(f"| {assumption.name} | {moved[0]:.3f} | {moved[1]:.3f} |")


def _first(case: Case, key: str, assumptions: Assumptions, draws: int) -> str:
    trials = count_trials(case.log, AS_OF, assumptions) if key in RECOUNTED else case.trials
    search = draw_search(trials, assumptions, np.random.default_rng(case.seed), draws)
    return stand(area_effects(search, assumptions)).order[0]


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seekers", type=int, default=2000)
    parser.add_argument("--start", type=int, default=0, help="seed of the first seeker")
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--sensitivity", action="store_true")
    args = parser.parse_args()
    if args.ablation:
        return ablation(args.seekers, args.start, args.draws)
    if args.sensitivity:
        return sensitivity(args.seekers, args.start, min(args.draws, 500))
    found, low = [], []
    for case in cases(args.seekers, args.start):
        found.append(judged(case, standing(case, full, args.draws)))
        low.append(baselines(case))
    return report(pd.DataFrame(found), pd.DataFrame(low))


if __name__ == "__main__":
    main()
