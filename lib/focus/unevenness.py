"""How uneven the weeks of a search are: what a person's own weekly counts say, beside those of others.

Weekly counts are negative binomial: with a mean of m applications they vary m + c m². `c` is the unevenness:
0 is an even pace.
"""

from __future__ import annotations

import numpy as np

from lib.focus.pausing import Pausing
from lib.measures.curves import Shares
from lib.measures.searches import sending_age
from lib.measures.seen import Seen

UNEVENNESS = np.exp(np.linspace(np.log(0.02), np.log(8.0), 40))
"""The values that are weighed."""
OTHERS, SPREAD = 1.09, 0.8
"""The middle of 19 people with public logs (size .92), and the log-normal spread between people."""
AROUND = np.exp(np.linspace(-1.5, 1.5, 25))
"""The true mean of a week over the counted one: the values that are weighed."""
LEAST_WEEKS = 2
SEARCHED = 0.05
"""The least share of a week that counts as searched, however many of its days were pauses."""


def weigh_unevenness(seen: Seen, pausing: Pausing, recent_days: float, weeks: int) -> Shares:
    """The probability of each of `UNEVENNESS`, by the `weeks` before the recent days.

    Days that were pauses after rejections are taken out, as far as they are likely to be pauses.
    """
    log = -0.5 * (np.log(UNEVENNESS / OTHERS) / SPREAD) ** 2
    if weeks >= LEAST_WEEKS:
        age = sending_age(seen)
        ago = (age[age >= recent_days] - recent_days) // 7
        sent = np.bincount(ago.astype(int), minlength=weeks)[:weeks]
        starts = recent_days + 7 * np.arange(weeks)
        paused = np.array([pausing.waits.days(start, start + 7) for start in starts]) / 7
        log += likelihood(sent, np.maximum(1 - pausing.chance * paused, SEARCHED))
    weight = np.exp(log - log.max())
    return np.asarray(weight / weight.sum())


def likelihood(sent: np.ndarray, searched: Shares) -> Shares:
    """The logarithm of the probability of these weekly counts, for each of `UNEVENNESS`.

    Their true mean is not known: all of `AROUND` times the one counted are as likely. With the counted one
    alone, a few weeks would look more even than they are. `searched` is the part of each week without pauses.
    """
    from scipy.special import gammaln, logsumexp

    mean = max(sent.sum() / searched.sum(), 0.1) * AROUND[:, None, None] * searched
    size = 1 / UNEVENNESS[:, None]
    chosen = gammaln(sent + size) - gammaln(size) - gammaln(sent + 1)
    spread = size * np.log(size / (size + mean)) + sent * np.log(mean / (size + mean))
    return np.asarray(logsumexp((chosen + spread).sum(axis=-1), axis=0) - np.log(len(AROUND)))
