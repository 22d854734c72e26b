"""The few assumptions that decide most whether the first area is ahead of the second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.focus.effects import AREAS
from lib.focus.posterior import Draws, draw
from lib.focus.priors import Assumptions
from lib.focus.ranking import DRAWS
from lib.focus.results import SEED, Ranking
from lib.focus.trials import Trials
from lib.log.schema import CHANNELS

MOST = 4
"""At most this many assumptions are named."""
WORTH = 0.02
"""An assumption is named if it explains at least this share; less may be chance."""


def hinges(
    ranking: Ranking, trials: Trials, assumptions: Assumptions, *, seed: int = SEED, draws: int = DRAWS
) -> Mapping[str, float]:
    """Assumption → how much of the doubt about the first two areas it explains, 0 to 1, largest first.

    It is the squared correlation, over the draws, of the assumption with "the first area has the larger
    effect". Empty where nothing is ranked. A number that the person set does not vary and explains nothing.
    """
    if ranking.lead is None or ranking.runner_up is None:
        return {}
    drawn = draw(trials, assumptions, seed, draws)
    first, second = (drawn.effects.areas[:, AREAS.index(a)] for a in (ranking.lead, ranking.runner_up))
    ahead = (first > second).astype(float)
    shares = {key: explained(values, ahead) for key, values in _varied(drawn, assumptions)}
    worth = sorted((key for key in shares if shares[key] >= WORTH), key=lambda key: -shares[key])
    return {key: shares[key] for key in worth[:MOST]}


def explained(cause: np.ndarray, outcome: np.ndarray) -> float:
    """The squared correlation; 0 where one of the two does not vary.

    >>> explained(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
    1.0
    >>> explained(np.array([1.0, 1.0, 1.0]), np.array([2.0, 4.0, 6.0]))
    0.0
    """
    spread = float(cause.std() * outcome.std())
    if spread < 1e-12:
        return 0.0
    together = float(((cause - cause.mean()) * (outcome - outcome.mean())).mean())
    return round((together / spread) ** 2, 6)


def _varied(drawn: Draws, assumptions: Assumptions) -> Iterator[tuple[str, np.ndarray]]:
    """Every assumption that differs from draw to draw, with its values."""
    constants, search = drawn.constants, drawn.search
    for key in (
        *("gap_closed", "most", "unknown_loss", "mock_finds", "referral_itself", "referral_onward"),
        *("people_share", "people_step", "prior_weight"),
    ):
        yield key, getattr(constants, key)
    used = np.atleast_2d(search.mix).mean(axis=0) > 0
    for i, channel in enumerate(CHANNELS):
        if used[i] or channel == "referral":
            yield channel, constants.first[:, i]
    for i, step in enumerate(search.steps):
        yield step, constants.later[:, i]
    yield "answer", search.answer
    if not assumptions.is_set("reasons_known"):
        yield "reasons_known", search.known
