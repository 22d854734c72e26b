"""A step, a plan, and the log in the form in which steps are made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from lib.focus.days import workdays_after
from lib.focus.experiment import Experiment
from lib.focus.messages import Recipient, recipient
from lib.focus.priors import Assumptions
from lib.focus.results import Ranking
from lib.log.identity import application_keys
from lib.measures.searches import is_over
from lib.measures.seen import Seen
from lib.measures.timeline import propose_as_of
from lib.measures.waiting import waiting_clock
from lib.words.phrases import dated

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def one_stop(text: str) -> str:
    """The text with one full stop where a name such as "Norvik Inc." and a sentence end together.

    >>> one_stop("Named beside Analyst at Norvik Inc.."), one_stop("and so on ...")
    ('Named beside Analyst at Norvik Inc.', 'and so on ...')
    """
    return _TWO_STOPS.sub(".", text)


def in_fives(minutes: int) -> int:
    """Minutes rounded to fives, at least 5.

    >>> in_fives(14), in_fives(28), in_fives(2)
    (15, 30, 5)
    """
    return max(5, 5 * round(minutes / 5))


@dataclass(frozen=True)
class Step:
    """One thing to do: what, by when, how long it takes, and why."""

    key: str
    """Identifies the step; it stays the same in later versions of the log."""
    area: str
    what: str
    due: date
    """Never on a weekend."""
    minutes: int
    why: str
    row: int | None = None
    """Row of the person's sheet that the step is about."""
    sheet: str | None = None
    company: str | None = None
    draft: str | None = None
    """A message to edit and send."""
    enabling: bool = False
    """Whether it is quick and opens the way for other steps, or makes the advice surer."""
    first: bool = False
    """Whether it comes before the others of its day, however long it takes."""


@dataclass(frozen=True)
class Plan:
    """At most seven steps in the order in which they fall due, and one change to try."""

    steps: tuple[Step, ...]
    experiment: Experiment | None


@dataclass(frozen=True)
class Desk:
    """One log with its ranking, and everything about it that the functions making steps ask for."""

    seen: Seen
    ranking: Ranking
    assumptions: Assumptions
    now: Seen
    """The same log seen from the day on which the plan is made, to judge what can still be done. This day is
    later than that of the ranking if the log ended long ago."""

    @property
    def today(self) -> date:
        """The day on which the plan is made."""
        return self.now.as_of

    @property
    def applications(self) -> pd.DataFrame:
        """The log's applications, one a row."""
        return self.seen.applications

    @cached_property
    def keys(self) -> pd.Series[str]:
        """The keys of the applications (`application_keys`), by position."""
        return application_keys(self.applications)

    @cached_property
    def clock(self) -> pd.DataFrame:
        """Open applications with their age and advice today, longest wait first."""
        return waiting_clock(self.now)

    @cached_property
    def ended_on(self) -> date | None:
        """The last day of a log that has not been written to for long; None where it is up to date."""
        last, _ = propose_as_of(self.seen.all.told.applications, self.today)
        return last if last < self.today else None

    @cached_property
    def over(self) -> bool:
        """Whether this is an earlier search of the log: there is nobody left to write to in it."""
        return is_over(self.seen)

    def because(self, area: str) -> str:
        """The evidence of an area, with the day it is from if that is not the day of the plan."""
        said = self.ranking.area(area).because
        day = self.seen.as_of
        return said if day == self.today else f"As of {dated(day, self.today)}: {said}"

    @cached_property
    def heard(self) -> np.ndarray:
        """Days since each employer was last in touch, a rejection included; NaN where unknown."""
        return self.now.since(np.fmax(self.now.last_contact, self.now.turned_down_on))

    @property
    def start(self) -> date:
        """The day from which steps count: after the rest that the today card advises."""
        return self.ranking.today.resume_on if self.ranking.today and self._resting else self.today

    def due(self, workdays: int) -> date:
        """The day `workdays` workdays after the start; after a rest the start is the first of them."""
        return workdays_after(self.start, max(0, workdays - 1) if self._resting else workdays)

    @property
    def _resting(self) -> bool:
        """Whether the rest that the today card advises is not over; in a log that ended long ago it is."""
        return self.ranking.today is not None and self.today == self.seen.as_of

    def recipient(self, position: int) -> Recipient:
        """Who to write to about an application."""
        return recipient(self.applications.iloc[position], self.heard_on(position))

    def heard_on(self, position: int) -> date | None:
        """The last day on which that employer was in touch."""
        days = self.heard[position]
        return None if np.isnan(days) else date.fromordinal(self.today.toordinal() - int(days))

    def heard_words(self, position: int) -> str:
        """That day for the end of a sentence, " on 3 November", or "" if it is unknown."""
        day = self.heard_on(position)
        return f" on {dated(day, self.today)}" if day else ""

    def about(self, position: int) -> str:
        """Role and employer, "Data analyst at Inverhaven", as far as the row says."""
        to = self.recipient(position)
        return " at ".join(part for part in (to.role, to.company) if part) or self.named(position)

    def named(self, position: int) -> str:
        """The employer or, if the log does not say, the role and the row of the person's sheet."""
        to, row = self.recipient(position), f"row {self.row(position)}"
        return to.company or (f"{to.role} ({row})" if to.role else row)

    def row(self, position: int) -> int:
        """Row of the person's sheet."""
        return int(self.applications["row"].iloc[position])

    def step(
        self,
        area: str,
        kind: str,
        what: str,
        *,
        workdays: int,
        minutes: int,
        why: str,
        position: int | None = None,
        draft: str | None = None,
        enabling: bool = False,
        first: bool = False,
    ) -> Step:
        """A step of this log; with a `position` it is about that application."""
        key, row, sheet, company = f"{area}/{kind}", None, None, None
        if position is not None:
            application = self.applications.iloc[position]
            key = f"{key}/{self.keys.iloc[position]}"
            row, sheet, company = int(application["row"]), application["sheet"], application["company"]
        return Step(
            key=key,
            area=area,
            what=one_stop(what),
            due=self.due(workdays),
            minutes=in_fives(minutes),
            why=one_stop(why),
            row=row,
            sheet=sheet if isinstance(sheet, str) else None,
            company=company if isinstance(company, str) else None,
            draft=draft,
            enabling=enabling,
            first=first,
        )
