"""The one assumption or number nearest to changing which area comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lib.focus.effects import area_effects
from lib.focus.priors import Assumption, Assumptions
from lib.focus.ranking import lead_of
from lib.focus.redrawing import Redrawing
from lib.focus.results import NAMES
from lib.focus.trials import Trials, count_trials
from lib.log.schema import CHANNELS, ApplicationLog

DRAWS = 500
FURTHEST = 0.5
"""Numbers are moved by at most half, up and down."""
HALVINGS = 3

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
class Change:
    """One number moved, and who leads then."""

    size: float
    """How far it moved, relative to where it is."""
    lead: str
    sentence: str


@dataclass(frozen=True)
class _Lever:
    """Something that can be moved by a factor, and how to say so."""

    moved: Callable[[float], _Case]
    said: Callable[[float], str]


def what_would_flip(
    log: ApplicationLog,
    as_of: date,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    seed: int = 0,
    trials: Trials | None = None,
) -> str | None:
    """The smallest change of one number that puts another area first, in a sentence; None when too early.

    `trials` are those of the log, if counted before.
    """
    trials = trials or count_trials(log, as_of, assumptions)
    if trials.mature < assumptions.too_early:
        return None
    case = _Case(trials, assumptions)
    draws = Redrawing(seed, DRAWS)
    lead = _lead(case, draws)
    nearest = None
    for lever in _levers(case):
        nearest = _nearest(lever, lead, draws, nearest.size if nearest else FURTHEST) or nearest
    if nearest is None:
        return f"No single number changes this advice, even moved by half: {_quoted(lead)} stays first."
    return f"{nearest.sentence}, {_quoted(nearest.lead)} would come first."


def _lead(case: _Case, draws: Redrawing) -> str:
    return lead_of(area_effects(draws.search(case.trials, case.assumptions), case.assumptions))


def _nearest(lever: _Lever, lead: str, draws: Redrawing, furthest: float) -> Change | None:
    """The smallest move of this number, up to `furthest`, that changes the lead, by halving; None without."""
    found = None
    for sign in (-1, 1):
        if _lead(lever.moved(1 + sign * furthest), draws) == lead:
            continue
        low, high = 0.0, furthest
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (
                (middle, high) if _lead(lever.moved(1 + sign * middle), draws) == lead else (low, middle)
            )
        if found is None or high < found.size:
            factor = 1 + sign * high
            found = Change(high, _lead(lever.moved(factor), draws), lever.said(factor))
    return found


def _levers(case: _Case) -> Iterator[_Lever]:
    yield from (_own(case, name, words) for name, words in _OWN.items() if _own_value(case.trials, name) > 0)
    for assumption in case.assumptions.described():
        if assumption.key not in RECOUNTED and _in_use(assumption.key, case.trials):
            yield _assumed(case, assumption)


def _in_use(key: str, trials: Trials) -> bool:
    """Whether an assumption bears on this log: the prior of a channel or step that it lacks does not."""
    if key in CHANNELS:
        used = trials.mix[CHANNELS.index(key)] > 0
        return bool(used or (key == "referral" and trials.channels_recorded))
    if "_" in key and key.split("_")[0] in ("screen", "interview", "final", "conversation"):
        return key in trials.ladder.steps
    return True


def _assumed(case: _Case, assumption: Assumption) -> _Lever:
    def value(factor: float) -> float:
        return min(max(assumption.value * factor, assumption.low), assumption.high)

    def moved(factor: float) -> _Case:
        return replace(case, assumptions=case.assumptions.changed({assumption.key: value(factor)}))

    def said(factor: float) -> str:
        return (
            f"If “{assumption.name}” were {_shown(value(factor), assumption)} rather than {_now(assumption)}"
        )

    return _Lever(moved, said)


def _shown(value: float, assumption: Assumption) -> str:
    return (
        f"{value:.1%}"
        if assumption.unit == "share"
        else f"{value:.2g} {assumption.unit}".removesuffix(" count")
    )


def _now(assumption: Assumption) -> str:
    return _shown(assumption.value, assumption)


_OWN: Mapping[str, str] = {
    "recent": "If you had sent {then} applications in the last four weeks rather than {now}",
    "usual": "If you had sent {then} applications in the weeks before rather than {now}",
    "first_hits": "If {then} applications had led to a first conversation rather than {now}",
    "later_hits": "If {then} conversations had led further rather than {now}",
    "explained": "If you knew what decided {then} rejections after a conversation rather than {now}",
}
"""Numbers of the log itself that can be moved, and how that is said."""


def _own_value(trials: Trials, name: str) -> float:
    if name == "explained":
        return float(trials.late.explained)
    value = getattr(trials, name)
    return float(value) if name in ("recent", "usual") else float(value.sum())


def _own(case: _Case, name: str, words: str) -> _Lever:
    now = _own_value(case.trials, name)

    def moved(factor: float) -> _Case:
        return replace(case, trials=_with_own(case.trials, name, factor))

    def said(factor: float) -> str:
        return words.format(then=round(now * factor), now=round(now))

    return _Lever(moved, said)


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
    return f"“{NAMES[area]}”"
