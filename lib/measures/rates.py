"""Rates with their counts and ranges, and the rates of a whole log."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.log.schema import OUTCOMES, Outcome
from lib.measures.curves import Flags, wilson
from lib.measures.seen import Seen
from lib.words.phrases import agreeing, counts_of


@dataclass(frozen=True)
class Rate:
    """A number of `hits` out of `trials`, with the share and its 95% Wilson range."""

    hits: int
    trials: int
    unknown: int = 0
    """Further applications without a hit, of which nobody knows whether they are trials."""

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.trials or self.unknown < 0:
            raise ValueError(f"{self.hits} of {self.trials} is not a rate")

    def __add__(self, other: Rate) -> Rate:
        """The rate of both groups together."""
        return Rate(self.hits + other.hits, self.trials + other.trials, self.unknown + other.unknown)

    @property
    def most(self) -> int:
        """The trials, the unknown ones included."""
        return self.trials + self.unknown

    @property
    def share(self) -> float | None:
        """Hits per trial; None without a trial, or while some are `unknown` and it is only a range."""
        return self.hits / self.trials if self.trials and not self.unknown else None

    @property
    def low(self) -> float | None:
        """Lower end of the 95% Wilson interval, all unknown ones counted; None without a trial."""
        return wilson(self.hits, self.most)[0] if self.most else None

    @property
    def high(self) -> float | None:
        """Upper end of the 95% Wilson interval, no unknown one counted; None without a trial."""
        if not self.most:
            return None
        return wilson(self.hits, self.trials)[1] if self.trials else 1.0


def count_rate(hit: Flags, trial: Flags) -> Rate:
    """How many of those where `trial` is true are also a `hit`."""
    return Rate(int((hit & trial).sum()), int(trial.sum()))


def rejection_rate(seen: Seen) -> Rate:
    """Rejected of decided (rejected, noted as no reply, offer, accepted, declined); open ones left out."""
    return count_rate(seen.rejected, seen.decided)


def turned_down_so_far(seen: Seen) -> Rate:
    """Rejected of all applications, the open ones included."""
    return Rate(int(seen.rejected.sum()), len(seen))


def any_reply(seen: Seen) -> Rate:
    """Answered, either way, of mature applications."""
    return count_rate(seen.replied, seen.mature)


def positive_reply(seen: Seen) -> Rate:
    """Reached a first conversation or further, of mature applications."""
    return count_rate(seen.positive, seen.mature)


def as_known(seen: Seen, rate: Rate) -> Rate:
    """A reply rate, with the applications added that nobody knows how to count.

    A log that records no answers at all gives an empty rate. Where most open applications have no day, or
    more than a third of all are too young, these are `unknown`: the rate lies between counting all of them
    and none.
    """
    if not is_recorded(seen):
        return Rate(0, 0)
    young = _young(seen)
    unknown = undated_apart(seen, rate).unknown + (young if young > MANY_YOUNG * len(seen) else 0)
    return Rate(rate.hits, rate.trials, unknown)


def undated_apart(seen: Seen, rate: Rate) -> Rate:
    """A reply rate with the applications without a day as `unknown`, where most open ones have none."""
    return Rate(rate.hits, rate.trials, int(seen.undated_silent.sum()) if seen.maturity_unknown else 0)


def is_recorded(seen: Seen) -> bool:
    """Whether answers are written down, or the person said that none came."""
    return seen.keeps_answers


MANY_YOUNG = 1 / 3
"""If more than this share of all is too young to count, a reply rate is mostly about the quick answers."""


def young_note(seen: Seen) -> str | None:
    """A sentence beside reply rates while over a third of the applications are too young; else None.

    Those of the same age that were answered count already, so the rates are higher than they will be.
    """
    young = _young(seen)
    if young <= MANY_YOUNG * len(seen) or not seen.mature.any():
        return None
    are = agreeing(young, "is", "are")
    return (
        f"{counts_of(young, len(seen))} applications {are} too recent to count as no reply, "
        "so a share of replies is given as a range: counted with them, and without."
    )


def _young(seen: Seen) -> int:
    return int((seen.open & ~np.isnan(seen.age) & ~seen.mature).sum())


def outcome_counts(seen: Seen) -> dict[Outcome, int]:
    """How many applications stand at each outcome; an outcome that none has is there with 0."""
    counts = np.bincount(np.maximum(seen.outcome, 0), minlength=len(OUTCOMES))
    return {outcome: int(count) for outcome, count in zip(OUTCOMES, counts, strict=True)}
