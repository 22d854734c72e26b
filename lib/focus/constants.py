"""What no log can tell, drawn with its doubt: every assumption of the model, once for each set of draws.

A number that somebody set is fixed; every other one varies round its value as far as nobody knows better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from lib.focus.priors import Assumptions
from lib.log.schema import CHANNELS

SETS = 40
"""Different sets of constants; the draws are shared among them."""
SHARES: Mapping[str, float] = MappingProxyType(
    {"gap_closed": 0.15, "unknown_loss": 0.18, "mock_finds": 0.18, "referral_itself": 0.15,
     "people_share": 0.10}
)  # fmt: skip
"""Standard deviation of the Beta round a share."""
TIMES: Mapping[str, float] = MappingProxyType({"most": 0.3, "referral_onward": 0.4})
"""Log-normal spread of what a multiplier adds to one."""
FACTORS: Mapping[str, float] = MappingProxyType({"people_step": 0.35, "prior_weight": 0.35})
"""Log-normal spread of the number itself."""
MEANS = 0.3
"""Logit-normal spread of a published mean, and with it of what a good level is."""


@dataclass(frozen=True)
class Constants:
    """The assumptions in n draws: arrays (n,), and those by channel or by step (n, channels or steps)."""

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
    """What one job seeker in four reaches, by channel."""
    good_later: np.ndarray
    pause_days: float
    most_idle: float


def draw_constants(assumptions: Assumptions, steps: tuple[str, ...], seed: int, draws: int) -> Constants:
    """The constants of `draws` draws; a number varies alike whatever else is changed."""
    fixed = {a.key for a in assumptions.described() if a.value != a.default}

    def chances(key: str) -> np.ndarray:
        """Where each set stands in the doubt about one number, 0 to 1; in the middle where it is fixed."""
        even = (np.random.default_rng([seed, *key.encode()]).permutation(SETS) + 0.5) / SETS
        return np.resize(np.full(SETS, 0.5) if key in fixed else even, draws)

    def moved(keys: tuple[str, ...], values: list[float]) -> np.ndarray:
        """Shares moved on the logit scale: (draws, keys)."""
        logits = np.log(values) - np.log1p(-np.array(values))
        steps_away = np.column_stack([MEANS * _normal(chances(key)) for key in keys])
        return np.asarray(1 / (1 + np.exp(-logits - steps_away)))

    def value(key: str) -> float:
        return float(getattr(assumptions, key))

    first, later = (tuple(assumptions.prior(key) for key in keys) for keys in (CHANNELS, steps))
    good = assumptions.good_quantile
    return Constants(
        **{key: _share(value(key), sd, chances(key)) for key, sd in SHARES.items() if key not in fixed},
        **{key: np.full(draws, value(key)) for key in SHARES if key in fixed},
        **{key: 1 + (value(key) - 1) * np.exp(sd * _normal(chances(key))) for key, sd in TIMES.items()},
        **{key: value(key) * np.exp(sd * _normal(chances(key))) for key, sd in FACTORS.items()},
        first=moved(CHANNELS, [beta.mean for beta in first]),
        later=moved(steps, [beta.mean for beta in later]),
        good_first=moved(CHANNELS, [beta.quantile(good) for beta in first]),
        good_later=moved(steps, [beta.quantile(good) for beta in later]),
        pause_days=assumptions.pause_days,
        most_idle=assumptions.most_idle,
    )


def _normal(chances: np.ndarray) -> np.ndarray:
    from scipy.special import ndtri

    return np.asarray(ndtri(chances))


def _share(mean: float, sd: float, chances: np.ndarray) -> np.ndarray:
    """Shares with this mean and standard deviation, Beta-distributed, at these chances."""
    from scipy.special import betaincinv

    mean = min(max(mean, 0.02), 0.98)
    strength = max(mean * (1 - mean) / sd**2 - 1, 1.0)
    sets = betaincinv(mean * strength, (1 - mean) * strength, chances[:SETS])
    return np.resize(np.asarray(sets), len(chances))
