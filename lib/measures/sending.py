"""How many applications the coming weeks bring, if the search goes on as it has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.measures.drift import likely_range
from lib.measures.pace import RECENT_DAYS, USUAL_WEEKS, USUAL_WEEKS_NEEDED, pace
from lib.measures.seen import Seen
from lib.words.phrases import counted

WEEKS_AHEAD = 4
EVENNESS = 1.0
"""Size of the negative binomial of what is sent in a month: how uneven real searches are."""
WEEKS_WORTH = 4.0
"""Neighbouring weeks are alike, so that four weeks of log tell of a pace what one independent week would."""
OTHERS = 4.1
"""Applications a week of the middle one of 19 people with public logs; one in ten sends 1.2, another 10."""


@dataclass(frozen=True)
class Sending:
    """Applications sent a week on average, and how uneven weeks are: the size of a negative binomial."""

    own: float
    """The person's own pace: half the present, half the usual."""
    per_week: float
    """What is to be expected: their own pace, drawn towards that of others."""
    size: float

    @property
    def weeks(self) -> float:
        """The rate parameter of the Gamma(size, weeks) that the weekly average is drawn from."""
        return self.size / self.per_week

    def within(self, weeks: float) -> tuple[int, int]:
        """The 80% range of the applications sent in a number of weeks."""
        return sent_range(weeks, self.size, self.weeks)


def sending_ahead(seen: Seen) -> Sending | None:
    """What the coming weeks bring: the person's own pace, drawn towards that of others; None without a day.

    The person's own is the mean of the present pace (the last 28 days, or all days of a younger log) and the
    usual one (up to 22 weeks before), because after a busy or a quiet month searches go half-way back to
    their usual pace. Others count as much as four weeks of log: a log that has just begun slowly goes on
    faster, one that began with a rush slows. The size covers how uneven months are and what the log leaves
    unknown: 1/size = 1/1 + 1/(1 + weeks of log / 4).
    """
    age = seen.age[~np.isnan(seen.age)]
    if not len(age):
        return None
    begun = float(age.max()) + 1
    recent_weeks = min(max(begun, 7.0), RECENT_DAYS) / 7
    now = float((age < RECENT_DAYS).sum()) / recent_weeks
    before = min(int((begun - RECENT_DAYS) // 7), USUAL_WEEKS)
    usual = now
    if before >= USUAL_WEEKS_NEEDED:
        usual = float(((age >= RECENT_DAYS) & (age < RECENT_DAYS + 7 * before)).sum()) / before
    months = (recent_weeks + max(before, 0)) / WEEKS_WORTH
    own = (now + usual) / 2
    return Sending(own, (OTHERS + months * own) / (1 + months), 1 / (1 / EVENNESS + 1 / (1 + months)))


def next_weeks(seen: Seen) -> tuple[int, int] | None:
    """The 80% range of the applications of the next four weeks.

    None where no day is known, before there is a usual pace, for a log that ended long ago, and for a part of
    a log.
    """
    ahead = sending_ahead(seen)
    if ahead is None or seen.whole or seen.ended_days_ago or pace(seen).usual_per_week is None:
        return None
    return ahead.within(WEEKS_AHEAD)


def next_weeks_words(seen: Seen) -> str:
    """That range in a sentence; "" where there is none."""
    found = next_weeks(seen)
    if found is None:
        return ""
    low, high, weeks = *found, counted(WEEKS_AHEAD, "week")
    sent = f"{low:,} to {counted(high, 'application')}"
    return f"In 8 of 10 searches with a pace like yours, {sent} are sent in the next {weeks}."


def sent_range(weeks: float, a: float, b: float) -> tuple[int, int]:
    """The 80% range of a count in `weeks` weeks, its weekly mean Gamma(a, rate b): a negative binomial."""
    from scipy.special import gammaln

    if weeks <= 0:
        return 0, 0
    most = int(a * weeks / b * (1 + 8 / np.sqrt(a))) + 40
    k = np.arange(most)
    log_pmf = gammaln(a + k) - gammaln(a) - gammaln(k + 1)
    log_pmf += a * np.log(b / (b + weeks)) + k * np.log(weeks / (b + weeks))
    return likely_range(np.exp(log_pmf))
