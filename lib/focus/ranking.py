"""The five areas in the order in which working on them would change most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from lib.focus.because import Evidence, gather
from lib.focus.effects import AREAS, LEVERS, Effects
from lib.focus.posterior import draw
from lib.focus.priors import Assumptions
from lib.focus.results import (
    FIRST_STEP_MINUTES,
    NOTICEABLE,
    SEED,
    STANDS_OUT,
    AreaEffect,
    Lever,
    Ranking,
    State,
)
from lib.focus.stages import call_stages, decided_counts, steps_told_apart
from lib.focus.standing import standing_offers, unsure_offers
from lib.focus.today import after_progress, today_card
from lib.focus.trials import Trials, count_trials
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import counted

DRAWS = 4000
"""How many plausible versions of a search the ranking rests on."""
CLOSE = Assumptions().close
"""Two chances of being first are close if they differ by less; the person can set another number."""
RANGE = (10, 50, 90)
"""Percentiles shown of an effect: the low end, the median, the high end; 80% of the draws lie between."""


@dataclass(frozen=True)
class AreaOrder:
    """How the areas compare over all draws; arrays in the order of `AREAS`."""

    first: np.ndarray
    """Chance of being first; 0 where not measurable."""
    brought: np.ndarray
    """The effect of each as a share of the largest in that draw, on average; 0 where not measurable."""
    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    measurable: np.ndarray
    lever: Lever
    """The lever of `reflect` that has the largest effect most often."""
    close: float
    """Chances that differ by less than this are close."""

    @property
    def order(self) -> tuple[str, ...]:
        """The areas by chance of being first, then by median effect; those not measurable come last.

        Among those with chances close to the highest, the one with the largest `brought` stands first: if it
        is not the best one, least is lost by choosing it.
        """
        keys = [(not self.measurable[i], -self.first[i], -self.median[i], i) for i in range(len(AREAS))]
        order = [key[-1] for key in sorted(keys)]
        close = [i for i in order if self.first[i] > self.first[order[0]] - self.close]
        lead = max(close, key=lambda i: self.brought[i], default=order[0])
        return tuple(AREAS[i] for i in (lead, *(i for i in order if i != lead)))

    def chance(self, area: str) -> float:
        """The chance that `area` is first."""
        return float(self.first[AREAS.index(area)])


def rank_areas(
    seen: Seen,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    trials: Trials | None = None,
) -> Ranking:
    """The five areas ranked by the change in offers a week that a good level in each would make.

    `trials` are the log's counts, worked out here if not given.
    """
    trials = trials or count_trials(seen, assumptions)
    drawn = draw(trials, assumptions, seed, draws)
    search, standing = drawn.search, stand(drawn.effects, assumptions.close)
    state = state_of(standing, trials, assumptions)
    silence = NOTHING_SENT if not len(seen) else SILENT.get(state)
    if silence:
        nothing = np.zeros(len(AREAS))
        standing = replace(standing, measurable=nothing.astype(bool), first=nothing)
    counts = decided_counts(seen, trials.ladder)
    apart = steps_told_apart(seen, trials.ladder, counts)
    stages = call_stages(trials, search, counts, apart, assumptions, early=state not in RANKED)
    evidence = gather(seen, trials, stages, assumptions)
    most = assumptions.most - 1
    order = AREAS if silence else standing.order
    areas = tuple(_area_effect(area, standing, evidence[area], most) for area in order)
    if silence:
        areas = tuple(_unsaid(area, silence) for area in areas)
    lead, second = standing.order[:2] if state in RANKED else (None, None)
    if second is not None and not standing.measurable[AREAS.index(second)]:
        second = None
    near = state == "close" and are_near(areas[0], areas[1], assumptions.close)
    start = _quicker(lead, second) if near else lead
    return Ranking(
        state=state,
        lead=lead,
        runner_up=second,
        areas=areas,
        today=None if state == "ended" else today_card(seen),
        sentence=_opening(seen, state, areas, start if near else None, trials, assumptions),
        mature=trials.mature,
        start_with=start,
        stages=stages,
        reminder=after_progress(seen),
        near=near,
    )


RANKED = ("settled", "close")
"""States in which the areas are in an order."""
SILENT: Mapping[State, str] = MappingProxyType(
    {
        "not recorded": "No reply is recorded in your log, so it says nothing about this yet.",
        "ended": "You took a job: this search needs nothing more.",
    }
)
"""States in which nothing is measured → what is said of every area; the areas then keep their fixed order."""
NOTHING_SENT = "Your log holds no application that was sent, so it says nothing about this yet."
"""What is said of every area for a log without applications."""


def _unsaid(area: AreaEffect, because: str) -> AreaEffect:
    """The area with `because` in place of all figures: in this state nobody knows them."""
    return replace(area, effect=0.0, low=0.0, high=0.0, first=0.0, because=because, missing=None, strong=None,
                   rows=(), positions=())  # fmt: skip


def _opening(
    seen: Seen,
    state: State,
    areas: tuple[AreaEffect, ...],
    start: str | None,
    trials: Trials,
    assumptions: Assumptions,
) -> str:
    """The advice in a sentence or two; an offer that waits for a reply comes before everything else."""
    if state == "ended":
        return f"You took a job{_taken(seen)}, and this search has ended. What is left is to close it well."
    if state == "not recorded":
        which = "was it answered" if len(seen) == 1 else f"which of these {len(seen):,} were answered"
        return (
            f"No reply of any kind is recorded in your log, so no area can be ranked. First: {which}? Note "
            "it in your spreadsheet or here; “none of them” is an answer too."
        )
    if not len(seen):
        return "No row of your log is an application that was sent, so there is nothing to rank yet."
    return open_offers(seen) + _sentence(state, areas, start, trials, assumptions)


def _taken(seen: Seen) -> str:
    names = seen.applications["company"][seen.has("accepted")].dropna()
    return f" at {names.iloc[-1]}" if len(names) else ""


def open_offers(seen: Seen) -> str:
    """A sentence about offers that wait for a reply, said before any area; "" without one.

    One that is too old to be taken for open is asked about.
    """
    offers = int(standing_offers(seen).sum())
    if not offers:
        return _old_offer(seen)
    which = "it" if offers == 1 else "them"
    return f"You have {counted(offers, 'open offer')}: decide on {which} first; pace can wait. "


def _old_offer(seen: Seen) -> str:
    unsure = seen.applications["company"][unsure_offers(seen)]
    if unsure.empty:
        return ""
    name = unsure.iloc[-1]
    of = f"offer of {name}" if isinstance(name, str) and name else "offer in your log"
    return f"Does the {of} still stand? Note what became of it: the advice depends on it. "


def stand(effects: Effects, close: float = CLOSE) -> AreaOrder:
    """How the areas compare: the median, the range and the chance of being first of each."""
    measurable = effects.measurable
    low, median, high = np.percentile(np.where(measurable, effects.areas, 0), RANGE, axis=0)
    lever = LEVERS[int(np.bincount(effects.levers.argmax(axis=1), minlength=len(LEVERS)).argmax())]
    first, brought = first_chances(effects), shares_brought(effects)
    return AreaOrder(first, brought, low, median, high, measurable, lever, close)  # type: ignore[arg-type]


def first_chances(effects: Effects) -> np.ndarray:
    """The chance of each of `AREAS` of being first: the share of draws in which its effect is the largest.

    A draw in which several tie is shared among them, and so are those that say nothing of the order. An area
    that cannot be measured gets 0 but may be the largest in a draw: the chances can add up to less than one.
    """
    best = effects.areas >= effects.areas.max(axis=1, keepdims=True) - 1e-12
    shared = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    shared = (1 - effects.doubt) * shared + effects.doubt / len(AREAS)
    return np.where(effects.measurable, shared, 0.0)


def shares_brought(effects: Effects) -> np.ndarray:
    """The effect of each of `AREAS` as a share of the largest effect in the same draw, on average."""
    best = np.maximum(effects.areas.max(axis=1, keepdims=True), 1e-12)
    return np.where(effects.measurable, (effects.areas / best).mean(axis=0), 0.0)


def lead_of(effects: Effects, close: float = CLOSE) -> str:
    """The area that comes first; works out medians, which take longer, only where chances are close."""
    first = first_chances(effects)
    leads = np.flatnonzero(first > first.max() - close)
    return AREAS[leads[0]] if len(leads) == 1 else stand(effects, close).order[0]


def state_of(standing: AreaOrder, trials: Trials, assumptions: Assumptions) -> State:
    """Whether the first place is settled, close, or cannot be called, and why not."""
    if trials.ended:
        return "ended"
    if not trials.answers_recorded and trials.mixed:
        return "not recorded"
    if trials.mature < assumptions.too_early:
        return "too early"
    return "settled" if standing.first.max() >= assumptions.settled else "close"


def effects_of(trials: Trials, assumptions: Assumptions, *, seed: int, draws: int) -> Effects:
    """What each area would change, given the counts of a log: the ranking without its words."""
    return draw(trials, assumptions, seed, draws).effects


def _area_effect(area: str, standing: AreaOrder, evidence: Evidence, most: float) -> AreaEffect:
    i = AREAS.index(area)
    lever = standing.lever if area == "reflect" else None
    because = evidence.because[standing.lever] if area == "reflect" else evidence.because[""]
    return AreaEffect(
        area=area,  # type: ignore[arg-type]
        name=terms.AREAS[area].title,
        lever=lever,
        effect=float(standing.median[i]),
        low=float(standing.low[i]),
        high=float(standing.high[i]),
        first=float(standing.first[i]),
        measurable=bool(standing.measurable[i]),
        because=because.sentence,
        missing=evidence.missing,
        strong=evidence.strong,
        rows=because.rows,
        positions=because.positions,
        most=most,
    )


def are_near(first: AreaEffect, second: AreaEffect, close: float) -> bool:
    """Whether the two are level, so that it is no matter which comes first; both must bring something.

    Where an area that cannot be measured is first more often than either, 16 and 4 of 100 are not level.
    """
    less, more = sorted((first.first, second.first))
    level = more - less < close and less >= RARE
    return level and min(first.effect, second.effect) >= NOTICEABLE


def _quicker(lead: str | None, second: str | None) -> str | None:
    """Which of two areas that are near has the quicker first step."""
    known = [area for area in (lead, second) if area is not None]
    return min(known, key=lambda area: FIRST_STEP_MINUTES[area], default=None)


def _sentence(
    state: State, areas: tuple[AreaEffect, ...], start: str | None, trials: Trials, assumptions: Assumptions
) -> str:
    """The advice; `start` is the quicker of two that are near, None where one leads."""
    first, second = areas[:2]
    if state == "too early":
        return (
            f"It is too early to rank: it needs {counted(round(assumptions.too_early), 'application')} "
            f"with a reply or a long wait, and your log has {trials.mature or 'none'}. Start with the "
            "plan and what it asks you to record."
        )
    if max(area.effect for area in areas) < STANDS_OUT:
        return _nothing_stands_out(max(areas, key=lambda area: area.high))
    if state == "settled":
        most_often = f"Most likely to help: {_title(first)}, first in {_in_100(first)} {VERSIONS}."
        return most_often + _larger_guess(first, second)
    if start is not None:
        quicker = first if start == first.area else second
        more, less = sorted((first, second), key=lambda area: -area.first)
        return (
            f"{_title(more)} and {_title(less)} are close: they come first in {_in_100(more)} and "
            f"{_in_100(less)} {VERSIONS}. Start with “{quicker.name}”: it is "
            "usually the quicker one to begin."
        )
    leads = f"{_title(first)} leads, but not for sure: it comes first in {_in_100(first)} {VERSIONS}"
    hidden = 1 - sum(area.first for area in areas)
    if hidden > first.first:
        return (
            f"{_title(first)} is first among what your log can measure, in {_in_100(first)} {VERSIONS}; in "
            f"{round(100 * hidden)} of 100 it is an area that your log cannot measure."
        )
    if hidden > second.first and not all(area.measurable for area in areas):
        return f"{leads}; in {round(100 * hidden)} of 100 it is an area that your log cannot measure."
    if second.first > first.first > 0 and second.effect < first.effect:
        return (
            f"{_title(first)} would bring more by the best guess, but comes first in only {_in_100(first)} "
            f"{VERSIONS}, {_title(second)} in {_in_100(second)}."
        )
    return f"{leads}, and {_title(second)} in {_in_100(second)}.{_larger_guess(first, second)}"


RARE = 0.05
"""An area that comes first less often is not named as the next."""
VERSIONS = "simulations of your search"
"""What the draws are called, wherever they are counted."""


def _larger_guess(first: AreaEffect, second: AreaEffect) -> str:
    """A sentence that explains why the first area has the smaller best guess; "" where it has not."""
    if not second.measurable or round(second.effect, 2) <= round(first.effect, 2):
        return ""
    return f" The best guess for {_title(second)} is larger, but it comes first less often."


def _nothing_stands_out(best: AreaEffect) -> str:
    if best.high < NOTICEABLE:
        return "Nothing stands out: as far as your log can tell, no area would bring more offers."
    return (
        "Nothing stands out: by the best guess no area would bring more offers. If any does, it is "
        f"{_title(best)}, by up to {best.high:.0%}."
    )


def _title(effect: AreaEffect) -> str:
    return f"“{effect.name}”" + (f" ({terms.LEVERS[effect.lever]})" if effect.lever else "")


def _in_100(effect: AreaEffect) -> str:
    return f"{round(100 * effect.first)} of 100"
