"""The plan: at most seven steps from those that the areas make, most of them from the top area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from lib.focus.experiment import propose
from lib.focus.priors import Assumptions
from lib.focus.results import NOTICEABLE, Ranking
from lib.focus.steps.closing import closing_steps, offer_questions
from lib.focus.steps.emotions import emotions_steps
from lib.focus.steps.feedback import feedback_steps
from lib.focus.steps.networking import networking_steps
from lib.focus.steps.reflect import reflect_steps
from lib.focus.steps.resilience import resilience_steps
from lib.focus.steps.starter import starter_steps
from lib.focus.steps.step import Desk, Plan, Step
from lib.focus.trials import Trials
from lib.measures.seen import Seen

MOST = 7
ENABLING = 2
FROM_TOP = 3
SHOWN_FIRST = 3
"""How many steps are shown before any click; one of them is of the top area."""
HEALTHY = ("resilience", "networking", "feedback", "emotions", "reflect")
"""The area that keeps the rest healthy: the first of these that is neither first nor second."""

_MAKERS: Mapping[str, Callable[[Desk], list[Step]]] = MappingProxyType(
    {
        "emotions": emotions_steps,
        "feedback": feedback_steps,
        "reflect": reflect_steps,
        "networking": networking_steps,
        "resilience": resilience_steps,
    }
)


def plan(
    seen: Seen,
    ranking: Ranking,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    start: date | None = None,
    trials: Trials | None = None,
) -> Plan:
    """At most seven dated steps for a ranked log, and one experiment.

    These are the two quickest enabling steps, up to three of the top area, one of the second, and one that
    keeps the rest healthy; one of the top area is among the first three. If it is too early to rank, it is
    the starter plan. Steps are dated from `start`, by default the day of the ranking: a log that ended long
    ago is seen from its last day, but its steps begin now. `trials` are the log's counts, worked out if not
    given.
    """
    desk = Desk(seen, ranking, assumptions, seen.on(start or seen.as_of))
    experiment = propose(seen, ranking, assumptions, start=start, trials=trials)
    if ranking.state == "ended":
        return Plan(_dated(closing_steps(desk)), None)
    if ranking.lead is None:
        return Plan(_dated(starter_steps(desk)), experiment)
    made = {area: make(desk) for area, make in _MAKERS.items()}
    steps = _dated([*offer_questions(desk), *balanced(made, ranking)])
    return Plan(_top_area_early(steps, _top_two(ranking)[0]), experiment)


def first_steps(
    seen: Seen,
    ranking: Ranking,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    start: date | None = None,
) -> Mapping[str, Step]:
    """The first thing to do in each of the five areas, whether they are ranked or not; dated as in `plan`."""
    desk = Desk(seen, ranking, assumptions, seen.on(start or seen.as_of))
    return {area: _first(area, make(desk), desk) for area, make in _MAKERS.items()}


def _first(area: str, made: list[Step], desk: Desk) -> Step:
    """The first step made from the log; if there is none, one that everybody can do."""
    if area == "emotions":
        return next(step for step in made if step.key == f"emotions/{_fitting(desk)}")
    if made:
        return made[0]
    step = desk.seen.first_step
    why = f"Nobody has turned you down after a {step} yet, so nobody can be asked about it."
    return desk.step(area, "reader", READER, workdays=1, minutes=10, why=why)


def _fitting(desk: Desk) -> str:
    """Whether there is a pause to end, a "no" to write about, or only the next one to prepare for."""
    if desk.ranking.area("emotions").effect >= NOTICEABLE:
        return "restart"
    return "write" if desk.seen.rejected.any() else "rule"


READER = (
    "Send your résumé and one advert to somebody who knows your field, and ask for the one thing that they "
    "would change."
)
"""The step for feedback if no employer has met the person yet."""


def balanced(made: Mapping[str, list[Step]], ranking: Ranking) -> list[Step]:
    """The steps chosen from those that each area makes, at most seven."""
    top, second = _top_two(ranking)
    rest = next(area for area in HEALTHY if area not in (top, second))
    enabling = sorted((s for steps in made.values() for s in steps if s.enabling), key=lambda s: s.minutes)
    chosen = enabling[:ENABLING]
    for area, count in ((top, FROM_TOP), (second, 1), (rest, 1)):
        fresh = [step for step in made.get(area, []) if step not in chosen]
        chosen = [*chosen, *fresh[:count]]
    return chosen[:MOST]


def _top_two(ranking: Ranking) -> tuple[str, str]:
    """The area to start with and the one after it."""
    top = ranking.start_with or ranking.areas[0].area
    second = next(effect.area for effect in ranking.areas if effect.area != top)
    return top, second


def _top_area_early(steps: tuple[Step, ...], top: str) -> tuple[Step, ...]:
    """The plan with a step of the top area among those shown at first, due no later than its place asks."""
    early, late = steps[:SHOWN_FIRST], steps[SHOWN_FIRST:]
    moved = next((step for step in late if step.area == top), None)
    if moved is None or any(step.area == top for step in early):
        return steps
    *before, last = early
    brought = replace(moved, due=min(moved.due, last.due))
    return (*before, brought, last, *(step for step in late if step is not moved))


def _dated(steps: list[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps[:MOST], key=lambda step: (step.due, not step.first, step.minutes, step.key)))
