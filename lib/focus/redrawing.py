"""Searches that differ in one number, drawn so that only what depends on it differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from lib.focus.effects import Search
from lib.focus.pauses import PausedDays
from lib.focus.posterior import draw_answers, draw_paces, draw_paused, search_of, share_beliefs
from lib.focus.priors import Assumptions
from lib.focus.trials import Trials

Part = TypeVar("Part")


class Redrawing:
    """Draws the search behind one log again and again, each part from a random stream of its own.

    A part that a changed number does not bear on is the same as before, to the last digit, and is not drawn
    again: two searches differ by that number and not by chance.
    """

    def __init__(self, seed: int, draws: int) -> None:
        self._seed, self._draws = seed, draws
        self._kept: dict[tuple[object, ...], object] = {}

    def search(self, trials: Trials, assumptions: Assumptions) -> Search:
        """The search behind these counts of the log, with these assumptions."""
        paused = self._paused(trials, assumptions)
        return search_of(
            trials,
            assumptions,
            self._shares(trials, assumptions),
            paused,
            self._paces(trials, assumptions, paused),
            self._answers(trials, assumptions),
        )

    def _once(self, stream: str, of: tuple[object, ...], draw: Callable[[np.random.Generator], Part]) -> Part:
        """What `draw` gives for `of`, from the beginning of that stream."""
        key = (stream, *of)
        if key not in self._kept:
            self._kept[key] = draw(np.random.default_rng([self._seed, *stream.encode()]))
        part: Part = self._kept[key]  # type: ignore[assignment]
        return part

    def _shares(self, trials: Trials, assumptions: Assumptions) -> np.ndarray:
        def column(i: int, a: float, b: float) -> np.ndarray:
            return self._once(f"share {i}", (a, b), lambda rng: rng.beta(a, b, self._draws))

        beliefs = zip(*share_beliefs(trials, assumptions), strict=True)
        return np.column_stack([column(i, float(a), float(b)) for i, (a, b) in enumerate(beliefs)])

    def _paused(self, trials: Trials, assumptions: Assumptions) -> PausedDays:
        windows = assumptions.pause_days, assumptions.recent_days, trials.usual_weeks
        return self._once("pauses", windows, lambda rng: draw_paused(trials, assumptions, rng, self._draws))

    def _paces(
        self, trials: Trials, assumptions: Assumptions, paused: PausedDays
    ) -> tuple[np.ndarray, np.ndarray | None]:
        known = trials.recent, trials.usual, trials.usual_weeks, assumptions.usual_least
        windows = assumptions.pause_days, assumptions.recent_days
        believed = (
            assumptions.steady, assumptions.steady_spread, assumptions.slowed_to, assumptions.slowed_spread,
        )  # fmt: skip
        return self._once(
            "paces",
            (*known, *windows, *believed),
            lambda rng: draw_paces(trials, assumptions, paused, rng),
        )

    def _answers(self, trials: Trials, assumptions: Assumptions) -> np.ndarray:
        prior, late = assumptions.prior("answer"), trials.late
        return self._once(
            "answers",
            (prior, late.asked, late.answered),
            lambda rng: draw_answers(trials, assumptions, rng, self._draws),
        )
