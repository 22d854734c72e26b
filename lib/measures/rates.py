"""Rates with their counts and ranges, and the yes-or-no questions about an application they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.log.schema import OUTCOME_TYPE, OUTCOMES, STAGE_TYPE, STAGES, Outcome
from lib.measures.curves import wilson
from lib.measures.timeline import as_day, as_days, sent_on
from lib.words.phrases import counts_of

OFFERED = ("offer", "accepted", "declined")
"""Outcomes that come after an offer was made."""

DECIDED = ("rejected", "no_reply", *OFFERED)
"""Outcomes in which the employer's answer, or its absence, is settled; never the person's own withdrawal."""


@dataclass(frozen=True)
class Rate:
    """So many `hits` out of so many `trials`, with the share and its 95% Wilson range."""

    hits: int
    trials: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.trials:
            raise ValueError(f"{self.hits} of {self.trials} is no rate")

    def __add__(self, other: Rate) -> Rate:
        """The rate of both groups together."""
        return Rate(self.hits + other.hits, self.trials + other.trials)

    @property
    def share(self) -> float | None:
        """Hits per trial, None without a trial."""
        return self.hits / self.trials if self.trials else None

    @property
    def low(self) -> float | None:
        """Lower end of the 95% Wilson interval, None without a trial."""
        return wilson(self.hits, self.trials)[0] if self.trials else None

    @property
    def high(self) -> float | None:
        """Upper end of the 95% Wilson interval, None without a trial."""
        return wilson(self.hits, self.trials)[1] if self.trials else None


def count_rate(hit: pd.Series[bool], trial: pd.Series[bool]) -> Rate:
    """How many of the rows where `trial` is true are also a `hit`."""
    return Rate(int((hit & trial).sum()), int(trial.sum()))


def has_outcome(applications: pd.DataFrame, *outcomes: Outcome) -> pd.Series[bool]:
    """Whether each application stands at one of `outcomes`."""
    codes = applications["outcome"].astype(OUTCOME_TYPE).cat.codes
    return codes.isin([OUTCOMES.index(o) for o in outcomes])


def furthest(applications: pd.DataFrame) -> NDArray[np.int64]:
    """The furthest stage of each application as a number: 0 applied, 1 screen, … 4 offer.

    A missing stage is `applied`; an offer, accepted or declined, has reached every stage.
    """
    codes = applications["stage"].astype(STAGE_TYPE).cat.codes.to_numpy(np.int64)
    offered = has_outcome(applications, "offer", "accepted", "declined").to_numpy()
    return np.where(offered, len(STAGES) - 1, np.maximum(codes, 0))


def is_positive(applications: pd.DataFrame) -> pd.Series[bool]:
    """Whether each application reached a first conversation or test, or went further."""
    return pd.Series(furthest(applications) >= 1, index=applications.index)


def has_reply(applications: pd.DataFrame) -> pd.Series[bool]:
    """Whether the employer answered, either way: an invitation, a rejection, or any dated word."""
    rejected = has_outcome(applications, "rejected")
    return is_positive(applications) | rejected | applications["replied_on"].notna()


def is_decided(applications: pd.DataFrame) -> pd.Series[bool]:
    """Whether the employer's answer is settled: rejected, noted as no reply, or an offer made."""
    return has_outcome(applications, "rejected", "no_reply", "offer", "accepted", "declined")


def is_mature(applications: pd.DataFrame, as_of: date, cutoff_days: int) -> pd.Series[bool]:
    """Whether each application is decided, or replied to, or silent for more than `cutoff_days` days.

    What was withdrawn is as old as it was on the day it was withdrawn; without that day it stays out.
    """
    withdrawn = has_outcome(applications, "withdrawn").to_numpy()
    end = np.where(withdrawn, as_days(applications["closed_on"]), as_day(as_of))
    waited = (end - sent_on(applications, as_of)) / np.timedelta64(1, "D")
    old = pd.Series(waited > cutoff_days, index=applications.index)
    return is_decided(applications) | has_reply(applications) | old


def rejection_rate(applications: pd.DataFrame) -> Rate:
    """Rejected of decided (rejected, noted as no reply, offer, accepted, declined); open ones left out."""
    return count_rate(has_outcome(applications, "rejected"), is_decided(applications))


def turned_down_so_far(applications: pd.DataFrame) -> Rate:
    """Rejected of all applications, the open ones included."""
    return Rate(int(has_outcome(applications, "rejected").sum()), len(applications))


def any_reply(applications: pd.DataFrame, as_of: date, cutoff_days: int) -> Rate:
    """Answered, either way, of mature applications."""
    return count_rate(has_reply(applications), is_mature(applications, as_of, cutoff_days))


def positive_reply(applications: pd.DataFrame, as_of: date, cutoff_days: int) -> Rate:
    """Reached a first conversation or further, of mature applications."""
    return count_rate(is_positive(applications), is_mature(applications, as_of, cutoff_days))


MANY_YOUNG = 1 / 3
"""Share of the applications left out from which a reply rate speaks of the quick answers alone."""


def young_note(applications: pd.DataFrame, as_of: date, cutoff_days: int) -> str | None:
    """What to say beside reply rates while over a third of the applications are too young; else None.

    Answered ones of the same age count already, so the rates run ahead of what they will be.
    """
    mature = is_mature(applications, as_of, cutoff_days)
    dated = pd.Series(~np.isnat(sent_on(applications, as_of)), index=applications.index)
    young = int((has_outcome(applications, "open") & dated & ~mature).sum())
    if young <= MANY_YOUNG * len(applications) or not mature.any():
        return None
    return (
        f"{counts_of(young, len(applications))} applications are too recent to count as no reply, "
        "so the shares are too high and will most likely fall."
    )


def outcome_counts(applications: pd.DataFrame) -> dict[Outcome, int]:
    """How many applications stand at each outcome, every outcome named."""
    codes = applications["outcome"].astype(OUTCOME_TYPE).cat.codes.to_numpy()
    counts = np.bincount(np.where(codes < 0, 0, codes), minlength=len(OUTCOMES))
    return {outcome: int(count) for outcome, count in zip(OUTCOMES, counts, strict=True)}
