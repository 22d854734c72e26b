"""The best that anybody can name from one log: who knows how such seekers differ, and weighs it exactly.

It knows every shape of `populations.Fitted`, sees the clean log, and names the area that is expected to lose
least. What is left of its regret is what single logs do not hold: no ranking can be expected to do better.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.populations import AHEAD, POSITIVE, STEPS, Fitted, Random, wandering
from benchmarks.truth import CHANNELS, WINDOW, Constants, Numbers, Truth, true_effects
from lib.focus.priors import Assumptions
from lib.focus.trials import Trials, count_trials
from lib.measures.seen import Seen

DRAWS = 800
"""Searches that are weighed."""
PEOPLE = 20_000
"""Invented people, of whom those are kept whose rates fit the log."""
PATHS = 4_000
AWAY = 0.04
"""Weeks with nothing, whatever the pace."""
SPREAD, STAYS, PACE = 0.9, 0.88, (4.1, 0.8)
"""How the pace wanders from week to week, and the pace of people, as `Fitted.pace` has them."""
REACHED = {3: (1, 2, 3, 4), 2: (1, 2, 4), 1: (2, 4)}
"""Number of recorded steps → how far each leads."""


def losses(seen: Seen, truth: Truth, seed: int) -> Numbers:
    """What naming each area is expected to lose, as a share of the best.

    Of `truth` only the names of the steps and what every clean log tells are used.
    """
    rng, population = np.random.default_rng([7, seed]), Fitted()
    trials = count_trials(seen, Assumptions())
    week, weeks = _weeks(seen)
    first = _first(seen, population, week, weeks, rng)
    later = np.column_stack([_step(seen, truth, place, rng) for place in range(len(truth.steps))])
    pace, usual = _paces(np.bincount(week[~np.isnan(seen.age)], minlength=weeks).astype(float), rng)
    sent = np.bincount(seen.channel, minlength=len(CHANNELS))
    mix = rng.dirichlet(np.maximum(population.strength * np.array(population.mix) + sent, 1e-6), DRAWS)
    answer = rng.beta(2 + trials.late.answered, 8 + trials.late.asked - trials.late.answered, DRAWS)
    idle = np.where(rng.random(DRAWS) < trials.pausing.chance, trials.pausing.idle(WINDOW), 0.0)
    constants = population.constants(rng, DRAWS)
    effects = np.concatenate(
        [
            true_effects(
                replace(
                    _told(trials, truth), mix=mix[i], first=first[i], later=later[i], pace=float(pace[i]),
                    usual=None if usual is None else float(usual[i]), idle=float(idle[i]),
                    answer=float(answer[i]),
                ),
                _only(constants, i),
            )[0]
            for i in range(DRAWS)
        ]
    )  # fmt: skip
    return np.asarray(1 - (effects / np.maximum(effects.max(axis=1, keepdims=True), 1e-9)).mean(axis=0))


def _told(trials: Trials, truth: Truth) -> Truth:
    """What a clean log tells without doubt."""
    late = trials.late
    return replace(
        truth, known=late.known, askable=late.askable, rejected_late=late.rejections > 0,
        offer_open=trials.offer_open,
    )  # fmt: skip


def _only(constants: Constants, i: int) -> Constants:
    values = {key: value[i : i + 1] for key, value in vars(constants).items() if key != "good"}
    return Constants(**values, good={name: level[i : i + 1] for name, level in constants.good.items()})


def _weeks(seen: Seen) -> tuple[np.ndarray, int]:
    """The week of each application, and how many there are; the last one ends now."""
    weeks = int(np.nanmax(seen.age)) // 7 + 1
    return weeks - 1 - (np.nan_to_num(seen.age) // 7).astype(int), weeks


def _first(seen: Seen, population: Fitted, week: np.ndarray, weeks: int, rng: Random) -> Numbers:
    """(draws, channels): chances of a first conversation on the last day, of people whose log fits."""
    come = np.interp(np.nan_to_num(seen.age, nan=40.0), *zip(*POSITIVE, strict=True))
    ended = np.where(seen.withdrawn, come / 2, 1.0)
    hits, misses = np.zeros((2, weeks, len(CHANNELS)))
    np.add.at(hits, (week, seen.channel), seen.positive.astype(float))
    np.add.at(misses, (week, seen.channel), np.where(seen.open, come, ended) * ~seen.positive)
    start = population.first(rng, PEOPLE)
    walk = rng.normal(-0.15 / weeks, 0.6 / np.sqrt(weeks), (PEOPLE, weeks)).cumsum(axis=1)
    drift = np.exp(walk + wandering(rng, (PEOPLE, weeks), 0.35, 0.75))
    fit = np.zeros(PEOPLE)
    for channel in range(len(CHANNELS)):
        used = np.flatnonzero(hits[:, channel] + misses[:, channel])
        rate = np.clip(start[:, [channel]] * drift[:, used], 1e-6, 0.95)
        fit += np.log(rate) @ hits[used, channel] + np.log1p(-rate) @ misses[used, channel]
    kept = _kept(fit, rng)
    return np.asarray(np.minimum(start[kept] * drift[kept, -1:], 0.95))


def _step(seen: Seen, truth: Truth, place: int, rng: Random) -> Numbers:
    """The chance of one later step: Beta, with what the log tells; waiting counts in part."""
    from scipy.stats import gamma

    reached = REACHED[len(truth.steps)]
    rungs = (seen.level[:, None] >= reached).sum(axis=1)
    contact = np.where(np.isnat(seen.last_contact), seen.sent, seen.last_contact)
    overdue = gamma.cdf(np.nan_to_num(seen.since(contact)) - 3, 2, scale=4)
    overdue = np.where(np.isnat(seen.next_appointment), overdue, 0.0)
    failed = np.where(seen.open, overdue, seen.has("rejected", "no_reply"))[rungs == place + 1].sum()
    a, b = STEPS[truth.steps[place]]
    return rng.beta(a + (rungs > place + 1).sum(), b + failed, DRAWS)


def _paces(sent: Numbers, rng: Random) -> tuple[Numbers, Numbers | None]:
    """The pace to come and the usual one: weekly counts are negative binomial round a wandering level.

    Its logarithm is Gaussian before the log is seen; afterwards it is drawn near its likeliest path
    (Laplace) and weighed.
    """
    weeks = np.arange(len(sent))
    alike = STAYS ** abs(weeks[:, None] - weeks) * SPREAD**2 + 1e-9 * np.eye(len(sent))
    middle = np.log(PACE[0]) - SPREAD**2 / 2
    before = np.linalg.inv(alike + PACE[1] ** 2)
    path = np.full(len(sent), middle)
    for _ in range(40):
        pace = np.exp(path)
        slope = sent - (sent + 2) * pace / (2 + pace) - before @ (path - middle)
        bend = before + np.diag((sent + 2) * pace * 2 / (2 + pace) ** 2)
        step = np.linalg.solve(bend, slope)
        path += step * min(1.0, 2 / max(abs(step).max(), 1e-9))
    noise = rng.normal(size=(PATHS, len(sent)))
    paths = path + np.linalg.solve(np.linalg.cholesky(bend).T, noise.T).T
    chance = np.exp(sent * paths - (sent + 2) * np.log1p(np.exp(paths) / 2) - sent * np.log(2))
    fit = np.log((1 - AWAY) * chance + AWAY * (sent == 0)).sum(axis=1)
    away = paths - middle
    paths = paths[_kept(fit + (noise**2).sum(axis=1) / 2 - ((away @ before) * away).sum(axis=1) / 2, rng)]
    own = np.linalg.inv(alike)
    known = own.sum() + 1 / PACE[1] ** 2
    level = (paths @ own.sum(axis=1) + middle / PACE[1] ** 2) / known + rng.normal(size=DRAWS) / known**0.5
    drifting = (paths[:, -1] - level)[:, None] * STAYS**AHEAD - SPREAD**2 / 2 * STAYS ** (2 * AHEAD)
    ahead = np.exp(level[:, None] + SPREAD**2 / 2 + drifting).mean(axis=1)
    return ahead, np.exp(paths[:, -26:-4]).mean(axis=1) if len(sent) >= 6 else None


def _kept(fit: Numbers, rng: Random) -> np.ndarray:
    """Places of `DRAWS` people, drawn as well as they fit."""
    weight = np.exp(fit - fit.max())
    return rng.choice(len(fit), DRAWS, p=weight / weight.sum())
