"""A finished log put back to an earlier day: what was known by then, and what came after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.log.schema import (
    DATE_FIELDS,
    OUTCOME_TYPE,
    STAGE_DATES,
    STAGE_TYPE,
    STAGES,
    ApplicationLog,
)

Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Waits = NDArray[np.float64]

NEVER = np.datetime64("NaT", "D")
ONE = np.timedelta64(1, "D")
FEWEST, FEWEST_DAYS, MOST_ANSWERED = 20, 6, 0.95
"""A log can be held against time if it has so many dated applications on so many days, and some silence."""
STEP_DAYS, END_DAYS, SILENT_DAYS, WITHDRAWN_DAYS = 10, 24, 60, 30
"""Without a day of its own: when a later stage, an end after talks, a noted silence, a withdrawal come."""


@dataclass(frozen=True, eq=False)
class Past:
    """One log with all that is known of when its answers came; arrays by application."""

    log: ApplicationLog
    sent: Days
    word: Days
    """The day of the employer's first word, NaT where there was none or its day is unknown."""
    level: NDArray[np.int64]
    replied: Flags
    rejected: Flags
    end: np.datetime64
    """The last day that the log speaks of."""

    @classmethod
    def of(cls, log: ApplicationLog, today: date) -> Past:
        """The past that a log tells of."""
        table = log.applications
        now = np.datetime64(today, "D")
        days = {field: _plausible(table[field], now) for field in DATE_FIELDS}
        outcome = table["outcome"].astype(str).to_numpy()
        offered = np.isin(outcome, ("offer", "accepted", "declined"))
        codes = table["stage"].astype(STAGE_TYPE).cat.codes.to_numpy(np.int64)
        level = np.where(offered, len(STAGES) - 1, np.maximum(codes, 0))
        rejected = outcome == "rejected"
        ends = np.where(rejected & (level == 0), days["closed_on"], NEVER)
        firsts = [days["replied_on"], ends, *(days[field] for field in STAGE_DATES.values())]
        word = np.fmin.reduce(firsts)
        replied = (level > 0) | rejected | ~np.isnat(days["replied_on"])
        known = np.concatenate(list(days.values()))
        known = known[~np.isnat(known)]
        end = known.max() if len(known) else NEVER
        word = np.where(replied & (word >= days["applied_on"]), word, NEVER)
        return cls(log, days["applied_on"], word, level, replied, rejected, end)

    @cached_property
    def dated(self) -> Flags:
        """Sent on a known day."""
        return ~np.isnat(self.sent)

    @cached_property
    def positive(self) -> Flags:
        """Reached a first conversation or test."""
        return self.level > 0

    @cached_property
    def timed(self) -> Flags:
        """Answered, with the days of sending and of the answer known."""
        return self.dated & ~np.isnat(self.word)

    @cached_property
    def waits(self) -> Waits:
        """Days to the first word, NaN where unknown or none."""
        return (self.word - self.sent) / ONE

    @cached_property
    def followed(self) -> Waits:
        """Days from sending to the end of the log."""
        return (self.end - self.sent) / ONE

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """The dated applications, the earliest first."""
        by_day = np.argsort(self.sent, kind="stable")
        return by_day[self.dated[by_day]]

    @property
    def usable(self) -> bool:
        """Whether the log spreads over days, and holds answers as well as silence."""
        n = int(self.dated.sum())
        if n < FEWEST or len(np.unique(self.sent[self.dated])) < FEWEST_DAYS:
            return False
        return bool(self.replied.any() and self.replied[self.dated].mean() < MOST_ANSWERED)

    @property
    def well_timed(self) -> bool:
        """Whether most of its answers have a day."""
        known, all_ = int(self.timed.sum()), int((self.replied & self.dated).sum())
        return known >= 5 and known >= 0.6 * all_

    def days_at(self, shares: Iterable[float]) -> list[np.datetime64]:
        """The days by which these shares of the dated applications had been sent."""
        sent = self.sent[self.order]
        places = {min(int(np.ceil(share * len(sent))) - 1, len(sent) - 1) for share in shares}
        return sorted({sent[max(place, 0)] for place in places})

    def later_than(self, day: np.datetime64) -> NDArray[np.int64]:
        """The applications sent after `day`, the earliest first."""
        return self.order[self.sent[self.order] > day]

    def with_words(self, others: Sequence[Past], rng: np.random.Generator) -> Past:
        """The same past with a day for every answer: drawn from how long other logs' answers took."""
        word = self.word.copy()
        for kind in (True, False):
            missing = np.flatnonzero(self.replied & self.dated & ~self.timed & (self.positive == kind))
            came = [other.waits[other.timed & (other.positive == kind)] for other in others]
            pool = np.sort(np.concatenate([*came, np.array([1.0, 3, 7, 14, 30])]))
            for i in missing:
                possible = pool[pool <= max(self.followed[i], pool[0])]
                word[i] = min(self.sent[i] + int(rng.choice(possible)), self.end)
        return replace(self, word=word)

    def on(self, day: np.datetime64) -> ApplicationLog:
        """The log as it stood on `day`: later applications, answers and ends undone."""
        kept = np.flatnonzero(self.sent <= day)
        table = self.log.applications.iloc[kept].copy()
        word, level = self.word[kept], self.level[kept]
        seen = ~np.isnat(word) & (word <= day)
        reached = np.where(seen, self._reached(table, word, level, day), 0)
        outcome = self._outcome(table, reached, seen, word, day)
        table["stage"] = pd.Categorical(np.array(STAGES, dtype=object)[reached], dtype=STAGE_TYPE)
        table["outcome"] = pd.Categorical(outcome, dtype=OUTCOME_TYPE)
        for field in DATE_FIELDS[1:]:
            known = table[field].to_numpy().astype("datetime64[D]")
            past = (known <= day) & (seen | (field == "closed_on"))
            table[field] = np.where(past, known, NEVER).astype("datetime64[us]")
        table["status"] = None
        return replace(self.log, applications=table.reset_index(drop=True))

    def _reached(
        self, table: pd.DataFrame, word: Days, level: NDArray[np.int64], day: np.datetime64
    ) -> NDArray[np.int64]:
        """The stage by `day`: by the days that are known, else a step every ten days after the first word."""
        recorded = [STAGES.index(stage) for stage in self.log.recorded if stage not in ("applied", "offer")]
        first = np.minimum(level, min(recorded, default=1))
        steps = np.nan_to_num((day - word) / ONE) // STEP_DAYS
        reached = np.minimum(level, first + steps.astype(np.int64))
        for stage, field in STAGE_DATES.items():
            on, rung = table[field].to_numpy().astype("datetime64[D]"), STAGES.index(stage)
            reached = np.where((on <= day) & (level >= rung), np.maximum(reached, rung), reached)
            reached = np.where((on > day) & (level >= rung), np.minimum(reached, max(rung - 1, 1)), reached)
        return np.minimum(reached, level)

    def _outcome(
        self, table: pd.DataFrame, reached: NDArray[np.int64], seen: Flags, word: Days, day: np.datetime64
    ) -> NDArray[np.object_]:
        was = table["outcome"].astype(str).to_numpy()
        closed = table["closed_on"].to_numpy().astype("datetime64[D]")
        sent = table["applied_on"].to_numpy().astype("datetime64[D]")

        def over(since: Days, days: int) -> Flags:
            return np.where(np.isnat(closed), since + days * ONE, closed) <= day

        offered = np.isin(was, ("offer", "accepted", "declined"))
        before_talk = self.level[np.flatnonzero(self.sent <= day)] == 0
        now = np.full(len(table), "open", dtype=object)
        now[(was == "rejected") & seen & (before_talk | over(word, END_DAYS))] = "rejected"
        now[(was == "no_reply") & over(sent, SILENT_DAYS)] = "no_reply"
        now[(was == "withdrawn") & over(sent, WITHDRAWN_DAYS)] = "withdrawn"
        now[offered & (reached == len(STAGES) - 1)] = was[offered & (reached == len(STAGES) - 1)]
        return now


def _plausible(column: pd.Series, now: np.datetime64) -> Days:
    days = column.to_numpy().astype("datetime64[D]")
    return np.where((days <= now) & (days >= now - 20 * 365 * ONE), days, NEVER)


def without_copies(pasts: Iterable[Past]) -> list[Past]:
    """The logs that are no earlier or later version of one that came before."""
    kept: list[Past] = []
    seen: list[set[tuple[str, str]]] = []
    for past in pasts:
        names = past.log.applications["company"].astype(str).str.casefold()
        keys = set(zip(names, past.sent.astype(str), strict=True))
        if not any(len(keys & other) > min(len(keys), len(other)) / 2 for other in seen):
            seen.append(keys)
            kept.append(past)
    return kept
