"""What the next applications can be expected to bring, with ranges and never as a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log

import numpy as np

from lib.log.schema import STAGES, Stage
from lib.measures.curves import Days, Shares
from lib.measures.drift import DRIFT, freshness, hits_ahead, likely_range, rates_ahead
from lib.measures.pace import RECENT_DAYS, log_days
from lib.measures.seen import Seen
from lib.measures.sending import sending_ahead
from lib.measures.timing import published

NEXT = (5, 10, 20)
"""The numbers of further applications that the forecast is made for."""
WANTED = 0.80
FULL_MISS_DAYS = 30
"""Days without contact after a conversation by which it counts as a full miss."""
DRAWS = 4000
STEADY_DAYS = 14
"""A log must be at least this many days long before its pace is projected into the coming weeks."""


@dataclass(frozen=True)
class Chance:
    """The chance of at least one success in the next `n` applications, and its 80% range."""

    n: int
    chance: float
    low: float
    high: float


@dataclass(frozen=True)
class Needed:
    """How many applications (with an 80% range) and weeks it takes for an 80% chance of a positive reply."""

    applications: int
    low: int
    high: int
    weeks: float | None
    """None while nothing was sent in the last 28 days, or the log is younger than two weeks."""


@dataclass(frozen=True)
class Belief:
    """What is known of a chance: the Beta(a, b) distribution after the log's hits and misses."""

    a: float
    b: float

    def no_hit(self, n: int) -> float:
        """The probability of no hit in the next `n` trials; the chance may drift meanwhile."""
        rates, weights = rates_ahead(self.a, self.b)
        return float(weights @ (1 - rates) ** n)

    def at(self, p: float) -> float:
        """The `p` quantile of the chance that the next applications have."""
        rates, weights = rates_ahead(self.a, self.b)
        return float(np.interp(p, weights.cumsum() - weights / 2, rates))

    def ahead(self, n: int, followed: float = 1.0) -> Ahead:
        """How many of the next `n` will hit; `followed` is the share of hits that can have come by then."""
        chances = hits_ahead(self.a, self.b, n, followed)
        return Ahead(n, float(chances[0]), *likely_range(chances))


@dataclass(frozen=True)
class Ahead:
    """How many of the next `n` applications will be a hit."""

    n: int
    none: float
    """The chance that none is."""
    low: int
    high: int
    """The 80% range."""


def chance_of_reply(seen: Seen, upcoming: Sequence[int] = NEXT) -> tuple[Chance, ...]:
    """The chance of at least one positive reply in the next 5, 10 and 20 applications."""
    belief = positive_belief(seen)
    low, high = belief.at(0.1), belief.at(0.9)
    return tuple(Chance(n, 1 - belief.no_hit(n), 1 - (1 - low) ** n, 1 - (1 - high) ** n) for n in upcoming)


def applications_for(seen: Seen, wanted: float = WANTED) -> Needed:
    """How many applications give a chance `wanted` of at least one positive reply, and in how many weeks."""
    belief = positive_belief(seen)
    few, many = 0, 1
    while belief.no_hit(many) > 1 - wanted:
        few, many = many, 2 * many
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if belief.no_hit(middle) > 1 - wanted else (few, middle)
    sending = sending_ahead(seen) if _is_steady(seen) else None
    at_best, at_worst = (ceil(log(1 - wanted) / log(1 - belief.at(p))) for p in (0.9, 0.1))
    return Needed(many, at_best, at_worst, many / sending.own if sending else None)


def _is_steady(seen: Seen) -> bool:
    """Whether the pace can be projected: not in the first two weeks, nor if nothing was sent lately."""
    return (log_days(seen) or 0) >= STEADY_DAYS and bool((seen.age < RECENT_DAYS).any())


def positive_belief(seen: Seen) -> Belief:
    """What is known of the present chance of a positive reply: the published spread, updated with this log.

    Older applications count less, since rates drift (`lib.measures.drift`).
    """
    spread, fresh = published()["positive_level"], freshness(seen.age)
    hits = float(fresh @ seen.positive)
    trials = float(fresh @ seen.exposure(seen.positive_arrivals))
    return Belief(spread["a"] + hits, spread["b"] + max(0.0, trials - hits))


def offer_forecast(seen: Seen, upcoming: Sequence[int] = NEXT, *, seed: int = 0) -> tuple[Chance, ...]:
    """The chance of at least one offer in the next applications, by simulation through all recorded stages.

    One chance for each number of further applications in `upcoming`; `seed` seeds the random numbers.
    """
    ladder = _ladder(seen)
    random = np.random.default_rng(seed)
    beliefs = [positive_belief(seen), *_later_beliefs(seen, ladder)]
    offers: Shares = np.prod([random.beta(x.a, x.b, DRAWS) for x in beliefs], axis=0)
    drifted = np.minimum(offers * np.exp(DRIFT * random.normal(size=DRAWS) - DRIFT**2 / 2), 1)
    return tuple(_summarise(n, 1 - (1 - drifted) ** n) for n in upcoming)


def _summarise(n: int, chances: Shares) -> Chance:
    return Chance(n, float(chances.mean()), *(float(q) for q in np.quantile(chances, [0.1, 0.9])))


def _ladder(seen: Seen) -> list[Stage]:
    """The stages from the first conversation to the offer that this log tells apart."""
    talks = [s for s in STAGES[1:-1] if s in seen.log.recorded]
    return [*(talks or ["screen"]), "offer"]


def _later_beliefs(seen: Seen, talks_to_offer: Sequence[Stage]) -> list[Belief]:
    """What is known of each step from the first conversation to the offer: published spread, hits, misses.

    An open application is part of a miss, more with each day since the last contact; a withdrawn one is none.
    """
    level, over = seen.level, _told(seen)
    return [
        _update(level, over, STAGES.index(start), STAGES.index(end), _spread(talks_to_offer, start, end))
        for start, end in pairwise(talks_to_offer)
    ]


def _told(seen: Seen) -> Shares:
    """How far each application counts as a miss if it stopped: 1 ended by the employer, 0 withdrawn.

    Open ones grow from 0 to 1 over `FULL_MISS_DAYS` without contact, and are 0 while a date is booked.
    """
    since = seen.since(np.where(np.isnat(seen.last_contact), seen.sent, seen.last_contact))
    booked = ~np.isnat(seen.next_appointment)
    quiet = np.nan_to_num(np.where(booked, 0, np.minimum(1, since / FULL_MISS_DAYS)))
    ended = seen.has("rejected", "no_reply")
    told: Shares = np.where(ended, 1.0, np.where(seen.withdrawn, 0.0, quiet))
    return told


def _update(level: Days, over: Shares, start: int, end: int, spread: tuple[float, float]) -> Belief:
    stopped = (level >= start) & (level < end)
    return Belief(spread[0] + int((level >= end).sum()), spread[1] + float(over[stopped].sum()))


def _spread(talks_to_offer: Sequence[Stage], start: Stage, end: Stage) -> tuple[float, float]:
    """The published a and b of a step; with one kind of conversation in a log, those from it to an offer."""
    figure = published()["talk_offer" if len(talks_to_offer) == 2 else f"{start}_{end}"]
    return figure["a"], figure["b"]
