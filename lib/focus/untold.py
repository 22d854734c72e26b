"""Rejections that do not say how far they got: how many of them came after a conversation.

A log that says only "Rejected" loses conversations, and its rate of conversations looks lower than it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.focus.priors import Assumptions
from lib.log.schema import CHANNELS
from lib.measures.curves import Shares
from lib.measures.seen import Seen

STRENGTH = 6.0
"""How many rejections the published share is worth: people differ by a standard deviation of .15."""
DOUBT = 0.25
"""In a log that does not say how far most rejections got, one draw in four tells nothing of the order.

Without that, the calls of such logs at .8 and more were right in 66 of 100 on simulated seekers of the first
kind (`benchmarks/seekers.py`), and at .6 and more in 55 of 100; on those of the second in 91 and 76 of 100.
"""
SAYS = 0.5
"""(a, a) of a Beta: of how many late rejections a person says so; most do nearly always or never."""


@dataclass(frozen=True)
class Untold:
    """Rejections of unknown stage."""

    by_channel: np.ndarray
    """Old ones count in part."""
    count: int
    told: int
    """Rejections that are known to have come after a conversation."""

    @property
    def doubt(self) -> float:
        """The share of draws that say nothing of the order; 0 where most late rejections can be seen."""
        return DOUBT if self.count > self.told else 0.0

    def draw(self, assumptions: Assumptions, rng: np.random.Generator, draws: int) -> Shares:
        """(n,): the share of them that came after a conversation.

        The number of late ones among all rejections is beta-binomial round the published share; of those the
        log tells a number that is beta-binomial with `SAYS`. Fixed where the person set the share.
        """
        chance = rng.random(draws)
        if not self.count:
            return np.zeros(draws)
        if assumptions.is_set("lost_share"):
            return np.full(draws, assumptions.lost_share)
        log = self._likelihood(assumptions.lost_share)
        weight = np.cumsum(np.exp(log - log.max()))
        return np.asarray(np.searchsorted(weight, chance * weight[-1]) / self.count)

    def _likelihood(self, share: float) -> np.ndarray:
        """The logarithm of the probability that 0, 1, … of them are late, but for a constant."""
        from scipy.special import betaln, gammaln

        late = np.arange(self.count + 1)
        early, told = self.count - late, self.told
        a, b = STRENGTH * share, STRENGTH * (1 - share)
        chosen = -gammaln(late + 1) - gammaln(early + 1)
        return np.asarray(chosen + betaln(told + late + a, early + b) + betaln(told + SAYS, late + SAYS))


def read_untold(seen: Seen, weight: Shares) -> Untold:
    """The rejections of unknown stage; each application counts by `weight`."""
    bare = seen.rejected & ~seen.stage_known & ~seen.positive
    late = seen.rejected & seen.positive
    by_channel = np.bincount(seen.channel, weights=weight * bare, minlength=len(CHANNELS))
    return Untold(by_channel, int(bare.sum()), int(late.sum()))
