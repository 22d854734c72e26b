"""How simulated job seekers differ from one another: the shapes that real logs have, and other shapes.

Every population is drawn by a seed and knows nothing of `lib/focus`; what its figures rest on is said in
`docs/focus.md`. A good level is what one person in four of the same population reaches, give or take.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

import numpy as np

from benchmarks.truth import CHANNELS, FIRST, GOOD, LATER, Constants, Numbers

Random = np.random.Generator

MIX = (0.60, 0.22, 0.06, 0.06, 0.06, 0.0)
OTHER_MIX = (0.40, 0.35, 0.08, 0.12, 0.05, 0.0)
"""Mean shares of the channels."""
POSITIVE = ((-1, 0.0), (0, 0.12), (1, 0.25), (3, 0.35), (7, 0.58), (10, 0.67), (14, 0.71), (21, 0.80),
            (30, 0.84), (45, 0.91), (60, 0.97), (90, 1.0))  # fmt: skip
NEGATIVE = ((-1, 0.0), (0, 0.03), (1, 0.09), (3, 0.21), (7, 0.36), (10, 0.42), (14, 0.51), (21, 0.59),
            (30, 0.68), (45, 0.78), (60, 0.85), (90, 0.94), (150, 1.0))  # fmt: skip
"""Shares of the answers that have come by a day."""
STEPS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "screen_interview": (5.0, 3.4), "interview_final": (2.4, 6.0), "final_offer": (4.0, 3.6),
        "interview_offer": (1.5, 10.0), "conversation_offer": (1.2, 13.0),
    }
)  # fmt: skip
SHARES = {
    "gap_closed": (0.5, 0.15), "unknown_loss": (0.6, 0.18), "mock_finds": (0.6, 0.18),
    "referral_itself": (0.5, 0.15), "people_share": (0.4, 0.1),
}  # fmt: skip
"""Mean and standard deviation of the constants that are shares."""
AHEAD = np.arange(1, 13)
"""The weeks in which the present pace goes on."""
PEOPLE = 20_000


class Population(ABC):
    """Everything in which one seeker differs from another."""

    mix: tuple[float, ...]
    strength: float
    """Of the Dirichlet round `mix`."""
    pausing: float
    """Share who stop for a while after rejections."""

    @abstractmethod
    def level(self, rng: Random, n: int) -> Numbers:
        """Conversations per application over all channels, of n people."""

    @abstractmethod
    def drift(self, rng: Random, weeks: int) -> Numbers:
        """A person's rate of conversations by week, over that at the start."""

    @abstractmethod
    def pace(self, rng: Random, weeks: int) -> tuple[Numbers, Numbers, float]:
        """What is sent a week (its mean, and that week's own rate), and what would be sent from now on."""

    @abstractmethod
    def later(self, rng: Random, step: str, n: int) -> Numbers:
        """The chance of a later step, of n people."""

    @abstractmethod
    def rejects(self, rng: Random) -> float:
        """Share of the applications without a conversation that are turned down in words."""

    @abstractmethod
    def waits(self, rng: Random, count: int, *, positive: bool) -> Numbers:
        """Days to so many first answers."""

    @abstractmethod
    def constants(self, rng: Random, n: int) -> Constants:
        """What no log tells, n times."""

    def first(self, rng: Random, n: int) -> Numbers:
        """(n, channels): chances of a first conversation, published differences round each person's level."""
        published = np.array([a / (a + b) for a, b in FIRST.values()])
        own = (self.level(rng, n) / (self.mix @ published))[:, None] * published
        return np.minimum(own * np.exp(0.35 * rng.normal(size=own.shape)), 0.95)

    @cached_property
    def reached(self) -> Mapping[str, float]:
        """What one person in four reaches, by channel and by later step."""
        rng = np.random.default_rng(75)
        first = np.quantile(self.first(rng, PEOPLE), GOOD, axis=0)
        later = {step: float(np.quantile(self.later(rng, step, PEOPLE), GOOD)) for step in LATER}
        return dict(zip(CHANNELS, first.tolist(), strict=True)) | later

    def good(self, steps: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """The good levels, each a step away on the logit scale: nobody knows them better."""
        return {name: 1 / (1 + (1 / self.reached[name] - 1) * np.exp(-step)) for name, step in steps.items()}


class Fitted(Population):
    """The shapes and spreads that real logs have."""

    mix, strength, pausing = MIX, 3.0, 0.12

    def level(self, rng: Random, n: int) -> Numbers:
        """Beta, as between the logs that are no campus recruiting."""
        return rng.beta(2.1, 23.4, n)

    def drift(self, rng: Random, weeks: int) -> Numbers:
        """A walk that falls a little, and swings of about a month.

        The log-ratio between the halves of a search has a standard deviation of about .46.
        """
        steps = rng.normal(-0.15 / weeks, 0.6 / np.sqrt(weeks), weeks)
        return np.exp(steps.cumsum() + wandering(rng, (weeks,), 0.35, 0.75))

    def pace(self, rng: Random, weeks: int) -> tuple[Numbers, Numbers, float]:
        """A slow wandering, and each week's own chance.

        Weekly counts vary by 1.7 to 15 times their mean (real logs: 1.7 to 14), and what comes after the last
        four weeks regresses half-way to the usual.
        """
        usual = min(4.1 * np.exp(0.8 * rng.normal()), 25.0)
        slow = wandering(rng, (weeks,), 0.9, 0.88)
        level = usual * np.exp(slow - 0.405)
        ahead = usual * np.exp(slow[-1] * 0.88**AHEAD - 0.405 * 0.88 ** (2 * AHEAD)).mean()
        return level, level * rng.gamma(2.0, 0.5, weeks), float(ahead)

    def later(self, rng: Random, step: str, n: int) -> Numbers:
        """Beta."""
        return rng.beta(*STEPS[step], n)

    def rejects(self, rng: Random) -> float:
        """Beta: with the conversations, .41 of the applications are answered."""
        return float(rng.beta(6.0, 10.5))

    def waits(self, rng: Random, count: int, *, positive: bool) -> Numbers:
        """As dated answers came."""
        days, shares = zip(*(POSITIVE if positive else NEGATIVE), strict=True)
        return np.ceil(np.interp(rng.random(count), shares, days)).clip(0)

    def constants(self, rng: Random, n: int) -> Constants:
        """Betas for shares, log-normal multipliers, good levels a logit-normal step away."""
        return Constants(
            **{key: _beta(rng, mean, sd, n) for key, (mean, sd) in SHARES.items()},
            most=1 + np.exp(0.3 * rng.normal(size=n)),
            referral_onward=1 + 0.3 * np.exp(0.4 * rng.normal(size=n)),
            people_step=0.15 * np.exp(0.35 * rng.normal(size=n)),
            good=self.good({name: 0.3 * rng.normal(size=n) for name in (*FIRST, *LATER)}),
        )


class OtherShapes(Population):
    """Other families and other spreads: for one look at the end, never to tune on."""

    mix, strength, pausing = OTHER_MIX, 1.5, 0.2

    def level(self, rng: Random, n: int) -> Numbers:
        """Logit-normal, with more who are hardly ever asked to talk."""
        return np.asarray(1 / (1 + np.exp(2.75 - 0.9 * rng.normal(size=n))))

    def drift(self, rng: Random, weeks: int) -> Numbers:
        """One step up or down for half of the seekers, a straight line for the others."""
        change = rng.standard_t(4) * 0.4
        if rng.random() < 0.5:
            return np.exp(change * (np.arange(weeks) >= rng.integers(weeks // 4, weeks)))
        return np.exp(change * np.linspace(0, 1.5, weeks))

    def pace(self, rng: Random, weeks: int) -> tuple[Numbers, Numbers, float]:
        """Busy weeks and quiet ones, each following its own kind, in a search that fades or does not."""
        usual = float(np.clip(rng.gamma(1.3, 4.0), 0.8, 25.0))
        end = rng.uniform(0.2, 0.8) if rng.random() < 0.4 else 1.0
        level = usual * np.interp(np.arange(weeks), [rng.integers(0, weeks), weeks], [1.0, end])
        busy, stays = rng.random(weeks) < 0.6, rng.random(weeks) < 0.3
        for week in np.flatnonzero(stays[1:]) + 1:
            busy[week] = busy[week - 1]
        own = np.where(busy, 1.5, 0.25) * np.exp(0.5 * rng.normal(size=weeks) - 0.125)
        return level, level * own, float(level[-1])

    def later(self, rng: Random, step: str, n: int) -> Numbers:
        """Triangular."""
        low, top, high = {
            "screen_interview": (0.15, 0.50, 0.95),
            "interview_final": (0.05, 0.30, 0.80),
            "final_offer": (0.10, 0.50, 0.90),
        }.get(step, (0.0, 0.05, 0.35))
        return rng.triangular(low, top, high, n)

    def rejects(self, rng: Random) -> float:
        """Uniform."""
        return float(rng.uniform(0.1, 0.7))

    def waits(self, rng: Random, count: int, *, positive: bool) -> Numbers:
        """Weibull, or log-normal: both with long tails."""
        if positive:
            return np.floor(9.0 * rng.weibull(0.75, count))
        return np.floor(np.exp(2.6 + 1.2 * rng.normal(size=count)))

    def constants(self, rng: Random, n: int) -> Constants:
        """Uniform, with wider doubts about what good is."""
        return Constants(
            gap_closed=rng.uniform(0.2, 0.8, n),
            most=1 + rng.uniform(0.5, 1.7, n),
            unknown_loss=rng.uniform(0.25, 0.9, n),
            mock_finds=rng.uniform(0.3, 0.9, n),
            referral_itself=rng.uniform(0.2, 0.8, n),
            referral_onward=1 + rng.uniform(0.1, 0.6, n),
            people_share=rng.uniform(0.25, 0.6, n),
            people_step=rng.uniform(0.05, 0.3, n),
            good=self.good({name: rng.laplace(0, 0.3, n) for name in (*FIRST, *LATER)}),
        )


def wandering(rng: Random, shape: tuple[int, ...], spread: float, stays: float) -> Numbers:
    """Stationary walks along the last axis: `spread` about 0, each week resembling the last by `stays`."""
    path = spread * rng.normal(size=shape)
    for week in range(1, shape[-1]):
        path[..., week] = stays * path[..., week - 1] + np.sqrt(1 - stays**2) * path[..., week]
    return path


def _beta(rng: Random, mean: float, sd: float, n: int) -> Numbers:
    strength = mean * (1 - mean) / sd**2 - 1
    return rng.beta(mean * strength, (1 - mean) * strength, n)
