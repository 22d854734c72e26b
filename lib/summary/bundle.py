"""One log with everything measured on it, so that each download says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from lib.log.reflections import with_reflections
from lib.log.schema import DATE_FIELDS, ApplicationLog, ImportResult
from lib.summary.additions import Additions

STALE_AFTER = timedelta(days=45)
"""A log whose last day is further back than this is read as of that day."""


@dataclass(frozen=True)
class Summary:
    """A log as read, what the person added, and the measures, ranking and plan made from both.

    Measures are computed when first asked for, and once: a CSV needs no ranking.
    """

    result: ImportResult
    log: ApplicationLog
    as_of: date
    additions: Additions = field(default_factory=Additions)
    assumptions: Any = None
    seed: int = 0
    private: bool = False
    """Whether the person switched their check-ins on for their own workbook."""

    @property
    def applications(self) -> pd.DataFrame:
        """One row per application."""
        return self.log.applications

    @cached_property
    def rates(self) -> Mapping[str, Any]:
        """The four headline rates by their name in the JSON contract."""
        from lib.measures import rates

        applications, cutoff = self.applications, self.silence_cutoff
        return {
            "rejection": rates.rejection_rate(applications),
            "turned_down": rates.turned_down_so_far(applications),
            "any_reply": rates.any_reply(applications, self.as_of, cutoff),
            "positive_reply": rates.positive_reply(applications, self.as_of, cutoff),
        }

    @cached_property
    def reached(self) -> Mapping[str, int]:
        """Stage → how many applications got that far; a hire counts at every stage."""
        from lib.measures import funnel

        return funnel.reached(self.applications)

    @cached_property
    def silence_cutoff(self) -> int:
        """Days after which silence counts as an answer that will not come."""
        from lib.measures import waiting

        return waiting.silence_cutoff(self.applications, self.as_of)

    @cached_property
    def reply_curve(self) -> Any:
        """The share that has heard by each day, either way."""
        from lib.measures import waiting

        return waiting.reply_curve(self.applications, self.as_of)

    @cached_property
    def competing_curves(self) -> Any:
        """The shares invited and turned down by each day."""
        from lib.measures import waiting

        return waiting.competing_curves(self.applications, self.as_of)

    @cached_property
    def median_reply_days(self) -> int | None:
        """The day by which half of all applications have heard; None where that is not reached."""
        day = self.reply_curve.quantile(0.5) if self.reply_curve is not None else None
        return None if day is None else int(day)

    @cached_property
    def pace(self) -> Any:
        """Applications a week, now and as usual."""
        from lib.measures import pace

        return pace.pace(self.applications, self.as_of)

    @cached_property
    def ranking(self) -> Any:
        """The five areas, ranked."""
        from lib.focus import ranking

        return ranking.rank_areas(self.log, self.as_of, *self._assumed, seed=self.seed)

    @cached_property
    def plan(self) -> Any:
        """The dated steps and the experiment."""
        from lib.focus import steps

        return steps.plan(self.log, self.ranking, self.as_of)

    @property
    def _assumed(self) -> tuple[Any, ...]:
        return () if self.assumptions is None else (self.assumptions,)


def build(
    result: ImportResult,
    as_of: date,
    *,
    log: ApplicationLog | None = None,
    additions: Additions | None = None,
    assumptions: Any = None,
    seed: int = 0,
    private: bool = False,
) -> Summary:
    """The summary of one import; `log` replaces the imported one where it was filtered before."""
    added = additions or Additions()
    told = with_reflections(result.log if log is None else log, added.reflections)
    return Summary(result, told, as_of, added, assumptions, seed, private)


def last_day(applications: pd.DataFrame, today: date) -> date | None:
    """The latest day up to `today` on which anything is recorded."""
    days = applications[list(DATE_FIELDS)].stack()
    past = days[days <= pd.Timestamp(today)]
    return past.max().date() if len(past) else None


def propose_as_of(applications: pd.DataFrame, today: date) -> date:
    """Today, or the log's last day where the log ended over 45 days ago."""
    last = last_day(applications, today)
    return today if last is None or today - last <= STALE_AFTER else last
