"""The assumptions of the model as random draws, because no log can tell their true values.

A number that the person set is fixed. Every other one varies round its default, by the spreads given here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from lib.focus.priors import Assumptions
from lib.log.schema import CHANNELS

SETS = 40
"""How many different sets of constants there are; several draws share one set."""
SHARES: Mapping[str, float] = MappingProxyType(
    {"gap_closed": 0.15, "unknown_loss": 0.18, "mock_finds": 0.18, "referral_itself": 0.15,
     "people_share": 0.10}
)  # fmt: skip
"""Assumed shares → the standard deviation of the Beta distribution that each is drawn from."""
TIMES: Mapping[str, float] = MappingProxyType({"most": 0.3, "referral_onward": 0.4})
"""Multipliers → the log-normal spread of the part above one: with 3 it is that of 2."""
FACTORS: Mapping[str, float] = MappingProxyType({"people_step": 0.35, "prior_weight": 0.35})
"""Other numbers → the log-normal spread of the number itself."""
MEANS = 0.3
"""Spread, on the logit scale, of the published means and of the good levels."""


@dataclass(frozen=True)
class Constants:
    """The assumptions in n draws: arrays of shape (n,), or (n, channels) and (n, steps)."""

    gap_closed: np.ndarray
    most: np.ndarray
    unknown_loss: np.ndarray
    mock_finds: np.ndarray
    referral_itself: np.ndarray
    referral_onward: np.ndarray
    people_share: np.ndarray
    people_step: np.ndarray
    prior_weight: np.ndarray
    first: np.ndarray
    """Mean share of applications that lead to a first conversation, by channel."""
    later: np.ndarray
    """Mean share that gets further, by step of the ladder."""
    good_first: np.ndarray
    """The share that one job seeker in four reaches, by channel."""
    good_later: np.ndarray
    pause_days: float
    most_idle: float


def draw_constants(assumptions: Assumptions, steps: tuple[str, ...], seed: int, draws: int) -> Constants:
    """The constants of `draws` draws, the `SETS` sets over and over."""
    sets = _draw_sets(assumptions, steps, seed)
    longer: dict[str, Any] = {
        name: np.resize(part, (draws, *part.shape[1:]))
        for name, part in vars(sets).items()
        if isinstance(part, np.ndarray)
    }
    return replace(sets, **longer)


@lru_cache(maxsize=512)
def _draw_sets(assumptions: Assumptions, steps: tuple[str, ...], seed: int) -> Constants:
    """The constants of `SETS` draws; kept, because no log is in them and a page asks hundreds of times.

    Each number has random numbers of its own, so that changing one leaves the draws of the others alone.
    """
    fixed = {a.key for a in assumptions.described() if a.value != a.default}

    def chances(key: str) -> np.ndarray:
        """The quantile, 0 to 1, at which each draw takes this number; the median if it is fixed."""
        return np.full(SETS, 0.5) if key in fixed else _spread_evenly(key, seed)

    def moved(keys: tuple[str, ...], values: list[float]) -> np.ndarray:
        """The shares `values` in every draw, varied on the logit scale: (draws, keys)."""
        logits = np.log(values) - np.log1p(-np.array(values))
        steps_away = np.column_stack([MEANS * _normal(chances(key)) for key in keys])
        return np.asarray(1 / (1 + np.exp(-logits - steps_away)))

    def value(key: str) -> float:
        return float(getattr(assumptions, key))

    first, later = (tuple(assumptions.prior(key) for key in keys) for keys in (CHANNELS, steps))
    good = assumptions.good_quantile
    return Constants(
        **{key: _share(value(key), sd, chances(key)) for key, sd in SHARES.items() if key not in fixed},
        **{key: np.full(SETS, value(key)) for key in SHARES if key in fixed},
        **{key: 1 + (value(key) - 1) * np.exp(sd * _normal(chances(key))) for key, sd in TIMES.items()},
        **{key: value(key) * np.exp(sd * _normal(chances(key))) for key, sd in FACTORS.items()},
        first=moved(CHANNELS, [beta.mean for beta in first]),
        later=moved(steps, [beta.mean for beta in later]),
        good_first=moved(CHANNELS, [beta.quantile(good) for beta in first]),
        good_later=moved(steps, [beta.quantile(good) for beta in later]),
        pause_days=assumptions.pause_days,
        most_idle=assumptions.most_idle,
    )


@cache
def _spread_evenly(key: str, seed: int) -> np.ndarray:
    """The middles of `SETS` equal parts of 0 to 1, in an order that belongs to this number."""
    shuffled = np.random.default_rng([seed, *key.encode()]).permutation(SETS)
    return np.asarray((shuffled + 0.5) / SETS)


def _normal(chances: np.ndarray) -> np.ndarray:
    from scipy.special import ndtri

    return np.asarray(ndtri(chances))


def _share(mean: float, sd: float, chances: np.ndarray) -> np.ndarray:
    """The quantiles `chances` of the Beta distribution with this mean and standard deviation."""
    from scipy.special import betaincinv

    mean = min(max(mean, 0.02), 0.98)
    strength = max(mean * (1 - mean) / sd**2 - 1, 1.0)
    return np.asarray(betaincinv(mean * strength, (1 - mean) * strength, chances))
