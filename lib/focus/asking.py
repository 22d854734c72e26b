"""The one question whose answer would help most: something the person knows and no log says."""

from __future__ import annotations

from dataclasses import dataclass

from lib.focus.effects import AREAS
from lib.focus.priors import Assumptions
from lib.focus.ranking import effects_of, lead_of, shares_brought
from lib.focus.results import SEED
from lib.focus.trials import Trials
from lib.words.phrases import agreeing, counted

DRAWS = 1000
WORTH = 0.02
"""A question is worth a click if its answer is expected to bring this much more, as a share of the best."""


@dataclass(frozen=True)
class Option:
    """One possible answer, the number it stands for, and how likely it is before the person answers."""

    label: str
    value: float
    chance: float


@dataclass(frozen=True)
class Wanted:
    """A question about something that only the person knows."""

    key: str
    """The assumption that an answer sets; the answer is kept, shown and changed as that assumption."""
    text: str
    answers: tuple[Option, ...]
    gain: float
    """How much more the area named first is expected to bring by the answer, as a share of the best."""


REASONS = (Option("None of them", 0.0, 0.44), Option("Some", 0.5, 0.45), Option("Most", 0.85, 0.11))
"""The chances are those of a Beta(1, 2): below .25, from there to .675, above."""
REASON = (Option("No", 0.0, 0.5), Option("I have a guess", 0.5, 0.3), Option("Yes", 1.0, 0.2))
WAYS = (
    Option("Job boards and company sites", 0.05, 0.75),
    Option("Some through people", 0.3, 0.2),
    Option("Mostly through people", 0.7, 0.05),
)
"""The chances are those of how others send: a Dirichlet with a mean of 12% through people."""

CAUSES = (
    Option("No", 0.0, 0.5),
    Option("In part", 0.3, 0.33),
    Option("Yes, and it passes", 1.0, 0.17),
)
"""With these chances the pace to come is on average what it is before anybody is asked (`OUTSIDE`)."""


def question(trials: Trials, assumptions: Assumptions, *, seed: int = SEED) -> Wanted | None:
    """The open question with the greatest expected gain; None where none is worth a click.

    For each answer, the gain is what the area that would then lead brings on average, minus what the area
    that leads now brings, both as a share of what the best area brings. The expected gain is their mean,
    each weighted by how likely the answer is: what the answer is expected to save.
    """
    if trials.ended or not trials.answers_recorded or trials.mature < assumptions.too_early:
        return None
    now = AREAS.index(lead_of(effects_of(trials, assumptions, seed=seed, draws=DRAWS), assumptions.close))
    asked = []
    for key, text, answers in _open(trials, assumptions):
        gain = 0.0
        for answer in answers:
            told = assumptions.changed({key: answer.value})
            effects = effects_of(trials, told, seed=seed, draws=DRAWS)
            brought, then = shares_brought(effects), AREAS.index(lead_of(effects, assumptions.close))
            gain += answer.chance * float(brought[then] - brought[now])
        asked.append(Wanted(key, text, answers, gain))
    best = max(asked, key=lambda made: made.gain, default=None)
    return best if best is not None and best.gain >= WORTH else None


def _open(trials: Trials, assumptions: Assumptions) -> list[tuple[str, str, tuple[Option, ...]]]:
    """What is not recorded and not answered yet: the assumption, the question, its answers."""
    found: list[tuple[str, str, tuple[Option, ...]]] = []
    late = trials.late.rejections - trials.late.explained
    if late and not assumptions.is_set("reasons_known"):
        which = agreeing(late, "this rejection", f"these {counted(late, 'rejection')}")
        step = "test or conversation" if trials.counts_tests else "conversation"
        text = f"For {which} after a {step} with no reason noted, do you know what decided?"
        found.append(("reasons_known", text, REASON if late == 1 else REASONS))
    if not trials.channels_recorded and not assumptions.is_set("people_now"):
        found.append(("people_now", "How did you send most of these applications?", WAYS))
    if trials.slowed(assumptions) and not assumptions.is_set("pause_wanted"):
        found.append(("pause_wanted", _slow_down(trials, assumptions), CAUSES))
    return found


def _slow_down(trials: Trials, assumptions: Assumptions) -> str:
    lately, weeks = trials.recent, round(assumptions.recent_days / 7)
    sent = counted(lately, "application") if lately else "no application"
    usual = trials.usual / trials.usual_weeks
    return (
        f"You sent {sent} in the last {counted(weeks, 'week')}, against {usual:.1f} a week before. Was "
        "that for a reason outside your search, such as a holiday, an illness or a job?"
    )
