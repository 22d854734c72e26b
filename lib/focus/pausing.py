"""Whether rejections make this person stop for a while, judged by their whole log, and for which days.

On a day, something is sent with a chance that depends on how long nothing has been sent: that is the
person's own rhythm, learned from all days. Where rejections make somebody stop, a part of the waits from a
rejection to the next application begins with a pause. Both accounts are held against the days of the log.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.measures.curves import Days, Flags, Shares
from lib.measures.pace import GRACE_DAYS
from lib.measures.seen import Seen

PAUSING = 0.15
"""The share of people whom rejections make stop, before anything is known of their log; an assumption."""
PAUSE_DAYS = 11.0
"""Mean length of a pause, Gamma with shape 2; assumed, beside recoveries of 3 to 13 days."""
LONGEST = 70
"""Days; longer waits are read as this long."""
LATE, EARLY = (1.0, 1.0), (0.5, 9.0)
"""(a, b) of a Beta: how many rejections make those stop who do, after a conversation and before."""
SHARES = (np.arange(20) + 0.5) / 20
SINCE = np.array([1, 2, 3, 4, 6, 9, 14])
"""Days since something was sent, from which on its chance is a different one."""
ALIKE = 4.0
"""Each of these chances is drawn towards the mean one, which counts as this many days."""
ROUNDS = 5
"""Of expectation and maximisation; they have settled by then."""
LATELY = 56
"""Days in which the chance may have become another one."""
LEAST_SENT = 3
"""Days on which something was sent, below which there is no rhythm."""
MOST = 1e8
"""The most that one wait can weigh."""


@dataclass(frozen=True)
class Waits:
    """Waits from a rejection to the next application; the first rejection of each counts."""

    start: Days
    """Days ago of the rejection."""
    end: Days
    """Days ago of the next application, 0 where it has not come."""
    paused: Shares
    """The chance that each was a pause, if rejections make this person stop."""

    def days(self, near: float, far: float, grace: int = 0) -> float:
        """Expected days of pause between `near` and `far` days ago, beyond the first `grace` of each."""
        inside = np.minimum(self.start - grace, far) - np.maximum(self.end, near)
        return float((self.paused * np.maximum(inside, 0)).sum())


NO_WAITS = Waits(np.zeros(0, int), np.zeros(0, int), np.zeros(0))


@dataclass(frozen=True)
class Pausing:
    """How likely it is that rejections make this person stop, and how long they then did."""

    chance: float
    waits: Waits

    def idle(self, window: float) -> float:
        """Days of pause of the last `window`, beyond the third of each, if there are such pauses."""
        return self.waits.days(0, window, GRACE_DAYS)


def read_pausing(seen: Seen) -> Pausing:
    """What the whole log says of pauses after rejections."""
    sent = np.unique(seen.sent[~np.isnat(seen.sent)])
    if len(sent) < LEAST_SENT:
        return Pausing(PAUSING, NO_WAITS)
    told = seen.turned_down_on
    counted = ~np.isnat(told) & (told > sent[0])
    days = np.concatenate([sent, [seen.now]]).astype(np.int64) - sent[0].astype(np.int64)
    rejected = (told[counted] - sent[0]).astype(np.int64)
    if not len(rejected):
        return Pausing(PAUSING, NO_WAITS)
    rhythm = _Rhythm.of(days[:-1], int(days[-1]))
    return _judged(rhythm, *_waits(days, rejected, seen.positive[counted]))


def _waits(days: Days, rejected: Days, late: Flags) -> tuple[Days, Days, Flags, Flags]:
    """Start and end of each wait, whether it has ended, and whether a rejection in it was a late one.

    `days` are those of sending, and now. A wait starts on the day of the rejection, or on the next one if
    something was sent on that day.
    """
    rejected = rejected + np.isin(rejected, days[:-1])
    after = np.searchsorted(days[:-1], rejected)
    which, wait = np.unique(after, return_inverse=True)
    start = np.full(len(which), days[-1])
    np.minimum.at(start, wait, rejected)
    return start, days[which], which < len(days) - 1, np.isin(which, after[late])


@dataclass(frozen=True)
class _Rhythm:
    """The days from the second one on: whether something was sent, and how long nothing had been."""

    sent: Shares
    since: Days
    """The place in `SINCE`."""
    lately: Days
    """1 for the last `LATELY` days, else 0."""

    @classmethod
    def of(cls, days: Days, now: int) -> _Rhythm:
        """The rhythm of somebody who sent on `days`, up to `now`."""
        on, each = np.zeros(now + 1, dtype=bool), np.arange(1, now + 1)
        on[days] = True
        last = np.maximum.accumulate(np.where(on, np.arange(now + 1), 0))[:-1]
        since = np.searchsorted(SINCE, each - last, "right") - 1
        return cls(on[1:].astype(float), since, (each > now - LATELY).astype(np.int64))

    def chances(self, weight: Shares) -> Shares:
        """(2, since): the chance of sending on a day, before and lately, by how long nothing was sent.

        Lately it may be another one throughout: who has slowed down has longer waits, rejection or not.
        """
        mean = (self.sent.sum() + 0.5) / (len(self.sent) + 1)
        hits, days = (np.bincount(self.since, w, len(SINCE)) for w in (weight * self.sent, weight))
        usual = (hits + ALIKE * mean) / (days + ALIKE)
        expected = np.bincount(self.lately, weight * usual[self.since], 2) + ALIKE * mean
        change = (np.bincount(self.lately, weight * self.sent, 2) + ALIKE * mean) / expected
        return np.asarray(np.clip(change[:, None] * usual, 1e-6, 0.99))

    def likelihood(self, chances: Shares) -> Shares:
        """The logarithm of the probability of each day, given what was sent before it."""
        p = chances[self.lately, self.since]
        return np.asarray(self.sent * np.log(p) + (1 - self.sent) * np.log1p(-p))


def _judged(rhythm: _Rhythm, start: Days, end: Days, ended: Flags, late: Flags) -> Pausing:
    """Both accounts of the log weighed: rhythm alone, or rhythm and pauses."""
    wait = np.full(len(rhythm.sent), -1)
    for i, (first, last) in enumerate(zip(start, end, strict=True)):
        wait[first - 1 : last] = i
    inside, lately = wait >= 0, rhythm.lately[np.minimum(start, len(wait)) - 1]
    alone = rhythm.likelihood(rhythm.chances(np.ones(len(wait)))).sum()
    paused, with_pauses = np.zeros(len(start)), 0.0
    length = np.clip(end - start, 0, LONGEST)
    for _ in range(ROUNDS):
        chances = rhythm.chances(np.where(inside, 1 - paused[wait], 1.0))
        each = rhythm.likelihood(chances)
        ordinary = np.bincount(wait[inside], each[inside], len(start))
        after = np.array([_after_pauses(daily, length, ended) for daily in chances])
        ratio = np.minimum(after[lately, np.arange(len(start))] / np.exp(ordinary), MOST)
        with_pauses = each[~inside].sum() + ordinary.sum()
        for kind, belief in ((late, LATE), (~late, EARLY)):
            weighed, paused[kind] = _weighed(ratio[kind], belief)
            with_pauses += weighed
    odds = PAUSING / (1 - PAUSING) * np.exp(np.clip(with_pauses - alone, -50, 50))
    now = len(wait)
    return Pausing(float(odds / (1 + odds)), Waits(now - start, now - end, paused))


def _after_pauses(chances: Shares, length: Days, ended: Flags) -> Shares:
    """How probable each wait is if it begins with a pause; one that goes on has at least its length."""
    days = np.arange(LONGEST + 1)
    pause = days * np.exp(-2 * days / PAUSE_DAYS)
    daily = chances[np.searchsorted(SINCE, days + 1, "right") - 1]
    resumes = daily * np.concatenate([[1.0], np.cumprod(1 - daily)[:-1]])
    total = np.convolve(pause / pause.sum(), resumes)[: LONGEST + 1]
    still = np.append(1 - np.cumsum(total), 0.0)
    return np.asarray(np.maximum(np.where(ended, total[length], still[length]), 1e-12))


def _weighed(ratio: Shares, belief: tuple[float, float]) -> tuple[float, Shares]:
    """The log of how much better the waits fit with pauses, and the chance that each was one."""
    a, b = belief
    prior = SHARES ** (a - 1) * (1 - SHARES) ** (b - 1)
    mixed = 1 + SHARES[:, None] * (ratio - 1)
    log = np.log(prior / prior.sum()) + np.log(mixed).sum(axis=1)
    weight = np.exp(log - log.max())
    return float(log.max() + np.log(weight.sum())), weight / weight.sum() @ (SHARES[:, None] * ratio / mixed)
