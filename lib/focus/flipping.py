"""The one assumption or count whose smallest change would put another area first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lib.focus.priors import Assumption, Assumptions
from lib.focus.ranking import DRAWS as RANKED
from lib.focus.ranking import effects_of, lead_of
from lib.focus.results import NEAR, SEED, Flip
from lib.focus.trials import Trials, count_trials
from lib.log.schema import CHANNELS
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import counted

DRAWS = 500
FURTHEST = 0.5
"""Each number is moved by at most half of itself, up and down."""
HALVINGS = 3
CONFIRMED = 4
"""How many of the smallest changes found with few draws are tried in the full ranking."""
SMALL = 0.1
"""If a move of at most 10% is enough, the order is said to hang on this number."""

RECOUNTED = frozenset(
    ("mix_days", "mix_least", "recent_days", "usual_weeks", "usual_least", "pause_days", "ask_days",
     "late_silence", "lost_share", "settled", "close", "too_early", "sure", "sure_first", "sure_later")
)  # fmt: skip
"""Assumptions that are not tried: they say how to count or what to call things, nothing about the world."""


@dataclass(frozen=True)
class _Basis:
    trials: Trials
    assumptions: Assumptions


@dataclass(frozen=True)
class _Lever:
    """One number that can be moved: `at` gives the case with another value, `said` the words for it."""

    now: float
    assumed: bool
    """Whether it is an assumption, and not a count of the log."""
    entered: Callable[[float], float]
    """Rounds a value to one that a person would say and enter."""
    at: Callable[[float], _Basis]
    said: Callable[[float], str]
    key: str | None = None
    """The key of the assumption; None for a count of the log."""


@dataclass(frozen=True)
class ChangedNumber:
    """One number at another value."""

    lever: _Lever
    value: float

    @property
    def size(self) -> float:
        """How far it moved, relative to where it is."""
        return abs(self.value / self.lever.now - 1)


def what_would_flip(
    seen: Seen,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    seed: int = SEED,
    trials: Trials | None = None,
) -> Flip | None:
    """The smallest change of one number that puts another area first, and its size; None when too early.

    Changes are found with few draws; one is reported only if the full ranking, with the number as the person
    reads it, has another area first. `trials` are the log's counts, worked out here if not given.
    """
    trials = trials or count_trials(seen, assumptions)
    if trials.mature < assumptions.too_early or trials.ended or not trials.answers_recorded:
        return None
    case = _Basis(trials, assumptions)
    lead, ranked = _lead(case, seed, DRAWS), _lead(case, seed, RANKED)
    found = [change for lever in _levers(case) for change in _nearest(lever, lead, seed)]
    for change in sorted(found, key=lambda change: change.size)[:CONFIRMED]:
        then = _lead(change.lever.at(change.value), seed, RANKED)
        if then != ranked:
            words = change.lever.said(change.value).format(area=_quoted(then))
            return Flip(change.size, f"{_hinge(change)}: {words}", change.lever.key, then)
    stays = f"No single number changes this advice, even moved by half: {_quoted(ranked)} stays first."
    return Flip(None, stays)


def _hinge(change: ChangedNumber) -> str:
    """The beginning of the sentence: how easily the order turns."""
    thing = "assumption" if change.lever.assumed else "number of your log"
    if change.size <= SMALL:
        return f"The order hangs on one {thing}"
    if change.size <= NEAR:
        return f"The order would turn with one {thing}"
    return f"It would take a large change of one {thing} to turn the order"


def _lead(case: _Basis, seed: int, draws: int) -> str:
    return lead_of(effects_of(case.trials, case.assumptions, seed=seed, draws=draws), case.assumptions.close)


def _nearest(lever: _Lever, lead: str, seed: int) -> Iterator[ChangedNumber]:
    """The smallest move of this number down and the smallest up that change the lead, found by halving."""

    def value(share: float) -> float:
        return lever.entered(lever.now * (1 + share))

    def turns(share: float) -> bool:
        return value(share) != lever.entered(lever.now) and _lead(lever.at(value(share)), seed, DRAWS) != lead

    for sign in (-1, 1):
        low, high = 0.0, sign * FURTHEST
        if not turns(high):
            continue
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (low, middle) if turns(middle) else (middle, high)
        yield ChangedNumber(lever, value(high))


def _levers(case: _Basis) -> Iterator[_Lever]:
    yield from (_own(case, name, what) for name, what in _OWN.items() if _own_value(case.trials, name) > 0)
    for assumption in case.assumptions.described():
        if assumption.value and assumption.key not in RECOUNTED and _in_use(assumption.key, case):
            yield _assumed(case, assumption)


def _in_use(key: str, case: _Basis) -> bool:
    """Whether an assumption bears on this log: the prior of a channel or step that it lacks does not."""
    trials = case.trials
    if key == "reasons_known":
        return trials.late.known < 1
    if key == "people_now":
        return not trials.channels_recorded and case.assumptions.is_set("people_now")
    if key == "pause_wanted":
        return trials.slowed(case.assumptions)
    if key in CHANNELS:
        used = trials.mix[CHANNELS.index(key)] > 0
        return bool(used or (key == "referral" and trials.channels_recorded))
    if "_" in key and key.split("_")[0] in ("screen", "interview", "final", "conversation"):
        return key in trials.ladder.steps
    return True


def _assumed(case: _Basis, assumption: Assumption) -> _Lever:
    def entered(value: float) -> float:
        within = min(max(value, assumption.low), assumption.high)
        if assumption.unit == "share":
            return round(within, 2)
        return float(round(within)) if assumption.unit == "days" else float(f"{within:.2g}")

    def at(value: float) -> _Basis:
        return replace(case, assumptions=case.assumptions.changed({assumption.key: value}))

    def said(value: float) -> str:
        name = assumption.name[0].lower() + assumption.name[1:]
        then = _shown(value, assumption)
        return f"{name}. {_held(assumption)}; at {then} {{area}} would come first. {CHANGEABLE}"

    return _Lever(assumption.value, True, entered, at, said, assumption.key)


CHANGEABLE = "You can change it under “What this assumes”."


def _held(assumption: Assumption) -> str:
    """The value in use, and who says so: the person, we, or published figures."""
    now = _shown(assumption.value, assumption)
    if not math.isclose(assumption.value, assumption.default):
        return f"You set it to {now}"
    if assumption.assumed or assumption.why == OURS:
        return f"We take {now}, which is our judgement"
    return f"Published figures suggest about {now}"


OURS = "our judgement"
"""What `assumptions.toml` gives as the reason of a number that rests on no figure."""


def _shown(value: float, assumption: Assumption) -> str:
    """A value for a sentence: shares as whole per cents, whole days, factors to two figures."""
    if assumption.unit == "share":
        return f"{value:.0%}"
    return f"{counted(round(value), 'day')}" if assumption.unit == "days" else f"{value:.2g}"


_OWN: Mapping[str, str] = {
    "recent": "how many applications you sent in the last four weeks",
    "usual": "how many applications you sent in the weeks before the last four",
    "first_hits": "how many applications led to a first conversation",
    "later_hits": "how many conversations led further",
    "explained": "how many rejections after a conversation have a reason that you know",
}
"""Counts of the log that can be moved, and what each is called."""


def _own_value(trials: Trials, name: str) -> float:
    if name == "explained":
        return float(trials.late.explained)
    value = getattr(trials, name)
    return float(value) if name in ("recent", "usual") else float(value.sum())


def _own(case: _Basis, name: str, what: str) -> _Lever:
    now = _own_value(case.trials, name)

    def at(value: float) -> _Basis:
        return replace(case, trials=_with_own(case.trials, name, value / now))

    def said(value: float) -> str:
        return f"{what}. Your log says {round(now)}; at {round(value) or 'none'} {{area}} would come first."

    return _Lever(now, False, lambda value: float(round(value)), at, said)


def _with_own(trials: Trials, name: str, factor: float) -> Trials:
    """The counts with one of them multiplied by `factor`; whole numbers stay whole."""
    if name == "explained":
        late = trials.late
        return replace(
            trials, late=replace(late, explained=min(round(late.explained * factor), late.rejections))
        )
    if name in ("recent", "usual"):
        return replace(trials, **{name: round(getattr(trials, name) * factor)})
    hits, other = getattr(trials, name), name.replace("hits", "misses")
    misses = getattr(trials, other)
    grown = (hits * factor).clip(max=hits + misses)
    return replace(trials, **{name: grown, other: misses + hits - grown})


def _quoted(area: str) -> str:
    return f"“{terms.AREAS[area].title}”"
