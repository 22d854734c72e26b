"""The value of every number that the ranking assumes; their words are in `assumptions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from lib.log.schema import CHANNELS


@dataclass(frozen=True)
class Beta:
    """A Beta(a, b) distribution of a share, worth as much as `a` successes and `b` failures seen."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected share."""
        return self.a / (self.a + self.b)

    @property
    def strength(self) -> float:
        """How many trials the distribution is worth."""
        return self.a + self.b

    def moved(self, mean: float) -> Beta:
        """The same strength round another mean."""
        return Beta(mean * self.strength, (1 - mean) * self.strength)

    def scaled(self, factor: float) -> Beta:
        """The same mean with `factor` times the strength."""
        return Beta(self.a * factor, self.b * factor)

    def quantile(self, p: float) -> float:
        """The share below which a fraction `p` of people are."""
        return _quantile(self.a, self.b, p)


@cache
def _quantile(a: float, b: float, p: float) -> float:
    from scipy.special import betaincinv  # 0.2 s to import: paid only where a quantile is wanted

    return float(betaincinv(a, b, p))


@dataclass(frozen=True)
class Assumption:
    """One adjustable number as the page shows it: its name, value, limits and basis."""

    key: str
    name: str
    value: float
    """For a prior, its mean."""
    default: float
    low: float
    high: float
    unit: str
    """`share`, `days`, `weeks`, `times` or `count`."""
    why: str
    figures: tuple[str, ...]
    """Keys of `evidence.toml`; empty where the number is assumed."""

    @property
    def assumed(self) -> bool:
        """Whether the number rests on no published figure."""
        return not self.figures


@dataclass(frozen=True)
class Assumptions:
    """Every adjustable number of the model, with its default."""

    unknown: Beta = Beta(2.1, 23.4)
    board: Beta = Beta(1.0, 19.0)
    site: Beta = Beta(1.2, 16.8)
    outreach: Beta = Beta(1.5, 16.5)
    referral: Beta = Beta(3.4, 8.6)
    recruiter: Beta = Beta(5.0, 5.0)
    screen_interview: Beta = Beta(5.0, 4.0)
    interview_final: Beta = Beta(3.0, 6.0)
    final_offer: Beta = Beta(5.0, 4.4)
    interview_offer: Beta = Beta(1.6, 8.8)
    conversation_offer: Beta = Beta(1.3, 12.0)
    screen_final: Beta = Beta(1.8, 7.9)
    prior_weight: float = 1.0
    good_quantile: float = 0.75
    gap_closed: float = 0.5
    most: float = 2.0
    unknown_loss: float = 0.6
    people_share: float = 0.4
    people_step: float = 0.15
    referral_itself: float = 0.5
    referral_onward: float = 1.3
    reasons_known: float = 1 / 3
    people_now: float = 0.12
    pause_wanted: float = 0.25
    mix_days: float = 90.0
    mix_least: float = 10.0
    recent_days: float = 28.0
    usual_weeks: float = 22.0
    usual_least: float = 2.0
    pause_days: float = 56.0
    idle_most: float = 40.0
    ask_days: float = 60.0
    answer: Beta = Beta(2.0, 8.0)
    mock_finds: float = 0.6
    late_silence: float = 30.0
    lost_share: float = 0.19
    settled: float = 0.6
    close: float = 0.15
    too_early: float = 8.0
    sure: float = 0.8
    sure_first: float = 8.0
    sure_later: float = 4.0

    def described(self) -> tuple[Assumption, ...]:
        """Every number as the page "What this assumes" shows it, in the order of this class."""
        default = Assumptions()
        names = (f.name for f in fields(self))
        return tuple(_describe(name, getattr(self, name), getattr(default, name)) for name in names)

    def changed(self, values: Mapping[str, float]) -> Assumptions:
        """These assumptions with other `values` by key; a prior keeps its strength and moves its mean.

        Raises:
            KeyError: there is no assumption of that name.
        """
        known = {f.name for f in fields(self)}
        if unknown := set(values) - known:
            raise KeyError(*sorted(unknown))
        read: dict[str, Any] = {key: self._read(key, value) for key, value in values.items()}
        return replace(self, **read)

    def _read(self, key: str, value: float) -> Beta | float:
        current = getattr(self, key)
        return current.moved(value) if isinstance(current, Beta) else float(value)

    def prior(self, key: str) -> Beta:
        """The prior of a channel's first conversation, of a later transition, or of an answer."""
        beta: Beta = getattr(self, key)
        return beta.scaled(self.prior_weight)

    def is_set(self, key: str) -> bool:
        """Whether somebody gave this number another value than its default."""
        return bool(getattr(self, key) != getattr(Assumptions(), key))

    @property
    def most_idle(self) -> float:
        """The most idle days counted: never over five sevenths of the window (40 of 56 days)."""
        return min(self.idle_most, self.pause_days * 5 / 7)

    @property
    def first(self) -> tuple[Beta, ...]:
        """The priors of a first conversation, one per channel in the order of `CHANNELS`."""
        return tuple(self.prior(channel) for channel in CHANNELS)


@cache
def _descriptions() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("assumptions.toml").read_text(encoding="utf-8"))


def _describe(key: str, value: Beta | float, default: Beta | float) -> Assumption:
    words = {**_descriptions()[key], "figures": tuple(_descriptions()[key]["figures"])}
    return Assumption(key=key, value=_mean(value), default=_mean(default), **words)


def _mean(value: Beta | float) -> float:
    return value.mean if isinstance(value, Beta) else float(value)
