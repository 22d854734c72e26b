"""The one assumption or number nearest to changing which area comes first."""

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
"""Numbers are moved by at most half, up and down."""
HALVINGS = 3
CONFIRMED = 4
"""Changes, the smallest first, that the ranking itself is asked about."""
SMALL = 0.1
"""Up to which the order hangs on a number."""

RECOUNTED = frozenset(
    ("mix_days", "mix_least", "recent_days", "usual_weeks", "usual_least", "pause_days", "ask_days",
     "late_silence", "lost_share", "settled", "close", "too_early", "sure", "sure_first", "sure_later")
)  # fmt: skip
"""Assumptions about how to count or what to call things, not about the world."""


@dataclass(frozen=True)
class _Case:
    trials: Trials
    assumptions: Assumptions


@dataclass(frozen=True)
class _Lever:
    """One number that can be moved: a value as somebody would enter it, what follows, and how to say so."""

    now: float
    assumed: bool
    """Whether it is an assumption, and not a count of the log."""
    entered: Callable[[float], float]
    """The nearest value that can be said and entered."""
    at: Callable[[float], _Case]
    said: Callable[[float], str]
    key: str | None = None
    """The assumption that it is."""


@dataclass(frozen=True)
class Change:
    """One number at another value, and who leads then."""

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
    """The smallest change of one number that puts another area first, and how small; None when too early.

    A change is said only where the ranking itself, asked with the number as it is said, puts that other
    area first. `trials` are those of the log, if counted before.
    """
    trials = trials or count_trials(seen, assumptions)
    if trials.mature < assumptions.too_early or trials.ended or not trials.answers_recorded:
        return None
    case = _Case(trials, assumptions)
    lead, ranked = _lead(case, seed, DRAWS), _lead(case, seed, RANKED)
    found = [change for lever in _levers(case) for change in _nearest(lever, lead, seed)]
    for change in sorted(found, key=lambda change: change.size)[:CONFIRMED]:
        then = _lead(change.lever.at(change.value), seed, RANKED)
        if then != ranked:
            words = change.lever.said(change.value).format(area=_quoted(then))
            return Flip(change.size, f"{_hinge(change)}: {words}", change.lever.key)
    stays = f"No single number changes this advice, even moved by half: {_quoted(ranked)} stays first."
    return Flip(None, stays)


def _hinge(change: Change) -> str:
    """How easily the order turns, before what turns it."""
    thing = "assumption" if change.lever.assumed else "number of your log"
    if change.size <= SMALL:
        return f"The order hangs on one {thing}"
    if change.size <= NEAR:
        return f"The order would turn with one {thing}"
    return f"It would take a large change of one {thing} to turn the order"


def _lead(case: _Case, seed: int, draws: int) -> str:
    return lead_of(effects_of(case.trials, case.assumptions, seed=seed, draws=draws), case.assumptions.close)


def _nearest(lever: _Lever, lead: str, seed: int) -> Iterator[Change]:
    """The smallest move of this number down, and up, of at most half, that changes the lead, by halving."""

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
        yield Change(lever, value(high))


def _levers(case: _Case) -> Iterator[_Lever]:
    yield from (_own(case, name, what) for name, what in _OWN.items() if _own_value(case.trials, name) > 0)
    for assumption in case.assumptions.described():
        if assumption.value and assumption.key not in RECOUNTED and _in_use(assumption.key, case.trials):
            yield _assumed(case, assumption)


def _in_use(key: str, trials: Trials) -> bool:
    """Whether an assumption bears on this log: the prior of a channel or step that it lacks does not."""
    if key == "reasons_known":
        return trials.late.known < 1
    if key == "people_now":
        return not trials.channels_recorded
    if key in CHANNELS:
        used = trials.mix[CHANNELS.index(key)] > 0
        return bool(used or (key == "referral" and trials.channels_recorded))
    if "_" in key and key.split("_")[0] in ("screen", "interview", "final", "conversation"):
        return key in trials.ladder.steps
    return True


def _assumed(case: _Case, assumption: Assumption) -> _Lever:
    def entered(value: float) -> float:
        within = min(max(value, assumption.low), assumption.high)
        if assumption.unit == "share":
            return round(within, 2)
        return float(round(within)) if assumption.unit == "days" else float(f"{within:.2g}")

    def at(value: float) -> _Case:
        return replace(case, assumptions=case.assumptions.changed({assumption.key: value}))

    def said(value: float) -> str:
        name = assumption.name[0].lower() + assumption.name[1:]
        then = _shown(value, assumption)
        return f"{name}. {_held(assumption)}; at {then} {{area}} would come first. {CHANGEABLE}"

    return _Lever(assumption.value, True, entered, at, said, assumption.key)


CHANGEABLE = "You can change it under “What this assumes”."


def _held(assumption: Assumption) -> str:
    """What is taken now, and on whose word."""
    now = _shown(assumption.value, assumption)
    if not math.isclose(assumption.value, assumption.default):
        return f"You set it to {now}"
    if assumption.assumed or assumption.why == OURS:
        return f"We take {now}, which is our judgement"
    return f"Published figures suggest about {now}"


OURS = "our judgement"
"""As `assumptions.toml` says why a number is what it is."""


def _shown(value: float, assumption: Assumption) -> str:
    """A value as fine as it is known: whole per cents and days, factors to two figures."""
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
"""Numbers of the log itself that can be moved."""


def _own_value(trials: Trials, name: str) -> float:
    if name == "explained":
        return float(trials.late.explained)
    value = getattr(trials, name)
    return float(value) if name in ("recent", "usual") else float(value.sum())


def _own(case: _Case, name: str, what: str) -> _Lever:
    now = _own_value(case.trials, name)

    def at(value: float) -> _Case:
        return replace(case, trials=_with_own(case.trials, name, value / now))

    def said(value: float) -> str:
        return f"{what}. Your log says {round(now)}; at {round(value) or 'none'} {{area}} would come first."

    return _Lever(now, False, lambda value: float(round(value)), at, said)


def _with_own(trials: Trials, name: str, factor: float) -> Trials:
    """The counts with one of them multiplied, whole numbers kept whole."""
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
