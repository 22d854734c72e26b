"""The one assumption or number nearest to changing which area comes first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lib.focus.effects import area_effects
from lib.focus.priors import Assumption, Assumptions
from lib.focus.ranking import lead_of
from lib.focus.redrawing import Redrawing
from lib.focus.results import NEAR, Flip
from lib.focus.trials import Trials, count_trials
from lib.log.schema import CHANNELS
from lib.measures.seen import Seen
from lib.words import terms

DRAWS = 500
FURTHEST = 0.5
"""Numbers are moved by at most half, up and down."""
HALVINGS = 3
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
class Change:
    """One number moved, and who leads then."""

    size: float
    """How far it moved, relative to where it is."""
    lead: str
    words: str
    """What the number is, what it is now, and where `{area}` would come first."""
    assumed: bool
    """Whether it is an assumption, and not a count of the log."""


@dataclass(frozen=True)
class _Lever:
    """Something that can be moved by a factor, and how to say so."""

    moved: Callable[[float], _Case]
    said: Callable[[float], str]
    assumed: bool


def what_would_flip(
    seen: Seen,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    seed: int = 0,
    trials: Trials | None = None,
) -> Flip | None:
    """The smallest change of one number that puts another area first, and how small; None when too early.

    `trials` are those of the log, if counted before.
    """
    trials = trials or count_trials(seen, assumptions)
    if trials.mature < assumptions.too_early:
        return None
    case = _Case(trials, assumptions)
    draws = Redrawing(seed, DRAWS)
    lead = _lead(case, draws)
    nearest = None
    for lever in _levers(case):
        nearest = _nearest(lever, lead, draws, nearest.size if nearest else FURTHEST) or nearest
    if nearest is None:
        stays = f"No single number changes this advice, even moved by half: {_quoted(lead)} stays first."
        return Flip(None, stays)
    return Flip(nearest.size, f"{_hinge(nearest)}: {nearest.words.format(area=_quoted(nearest.lead))}")


def _hinge(change: Change) -> str:
    """How easily the order turns, before what turns it."""
    thing = "assumption" if change.assumed else "number of your log"
    if change.size <= SMALL:
        return f"The order hangs on one {thing}"
    if change.size <= NEAR:
        return f"The order would turn with one {thing}"
    return f"It would take a large change of one {thing} to turn the order"


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
            found = Change(high, _lead(lever.moved(factor), draws), lever.said(factor), lever.assumed)
    return found


def _levers(case: _Case) -> Iterator[_Lever]:
    yield from (_own(case, name, what) for name, what in _OWN.items() if _own_value(case.trials, name) > 0)
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
        name = assumption.name[0].lower() + assumption.name[1:]
        then = _where(value(factor), assumption)
        return f"{name}. {_held(assumption)}; {then} {{area}} would come first. {CHANGEABLE}"

    return _Lever(moved, said, assumed=True)


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


def _where(then: float, assumption: Assumption) -> str:
    """The place where the order turns; of a move too small to be said in figures only its direction."""
    shown = _shown(then, assumption)
    if shown != _shown(assumption.value, assumption):
        return f"at {shown}"
    return "a little below that" if then < assumption.value else "a little above that"


def _shown(value: float, assumption: Assumption) -> str:
    """A value as fine as it is known: whole per cents and days, factors to two figures."""
    if assumption.unit == "share":
        return f"{value:.0%}"
    return f"{value:.0f} days" if assumption.unit == "days" else f"{value:.2g}"


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

    def moved(factor: float) -> _Case:
        return replace(case, trials=_with_own(case.trials, name, factor))

    def said(factor: float) -> str:
        then = _other_count(now, factor)
        return f"{what}. Your log says {round(now)}; at {then or 'none'} {{area}} would come first."

    return _Lever(moved, said, assumed=False)


def _other_count(now: float, factor: float) -> int:
    """The nearest whole number to a count times `factor` that is another one."""
    then, whole = round(now * factor), round(now)
    return then if then != whole else whole + (1 if factor > 1 else -1)


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
