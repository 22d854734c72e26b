"""One log with everything measured on it, so that each download says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lib.focus.experiment import Experiment
from lib.focus.messages import FIRST, languages
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.results import SEED, Ranking, TodayCard
from lib.focus.steps import Plan, plan
from lib.focus.trials import Trials, count_trials
from lib.log.news import with_news
from lib.log.reflections import with_reflections
from lib.log.schema import ApplicationLog, ImportResult, Stage
from lib.log.table.wording import language_of
from lib.measures import rates
from lib.measures.funnel import reached
from lib.measures.pace import Pace, pace
from lib.measures.searches import Search, looked_at, search_of
from lib.measures.seen import Seen
from lib.measures.waiting import median_reply
from lib.summary.additions import Additions


def draft_language(headers: Sequence[str]) -> str:
    """The language that a spreadsheet is kept in, going by its headers, where there are drafts in it."""
    code = language_of(headers)
    return code if code and code in languages() else FIRST


@dataclass(frozen=True)
class Summary:
    """A log as read, what the person added, and the measures, ranking and plan made from both.

    Measures are computed when first asked for, and once: a CSV needs no ranking.
    """

    result: ImportResult
    seen: Seen
    """The log with the person's news and reflections included, and the day it is seen from.

    Where the person chose one of several searches, it is the part of the log that is this search.
    """
    additions: Additions = field(default_factory=Additions)
    assumptions: Assumptions = field(default_factory=Assumptions)
    seed: int = SEED
    private: bool = False
    """Whether the person switched their check-ins on for their own workbook."""
    start: date | None = None
    """The day from which steps are dated; `as_of` where None."""
    letters_in: str = ""
    """The language chosen for drafts of messages; that of the log where none was."""
    name: str = ""
    """The person's name for the names of their files; "" where they gave none."""

    @property
    def log(self) -> ApplicationLog:
        """The whole log with the person's news and reflections included."""
        return self.seen.all.told

    @property
    def search(self) -> Search | None:
        """The search that the person chose and everything here speaks of; None for all of the log."""
        return search_of(self.seen.all, self.additions.search)

    @property
    def language(self) -> str:
        """The language of drafts: as chosen, or the one the log is kept in where there are drafts in it."""
        return self.letters_in or draft_language(self.result.headers)

    @property
    def as_of(self) -> date:
        """The day that everything is measured on."""
        return self.seen.as_of

    @property
    def not_understood(self) -> int:
        """How many applications have an unknown status; they count as open until the person explains it."""
        return sum(s.rows for s in self.result.statuses if s.outcome == "unknown")

    @cached_property
    def rates(self) -> Mapping[str, rates.Rate]:
        """The four headline rates by their name in the JSON contract."""
        return {
            "rejection": rates.rejection_rate(self.seen),
            "turned_down": rates.turned_down_so_far(self.seen)
            if rates.is_recorded(self.seen)
            else rates.Rate(0, 0),
            "any_reply": rates.as_known(self.seen, rates.any_reply(self.seen)),
            "positive_reply": rates.as_known(self.seen, rates.positive_reply(self.seen)),
        }

    @cached_property
    def young_note(self) -> str | None:
        """A sentence on why reply rates are uncertain while many applications are too young; else None."""
        return rates.young_note(self.seen)

    @cached_property
    def reached(self) -> Mapping[Stage, int]:
        """Stage → how many applications got that far; a hire counts at every stage."""
        return reached(self.seen)

    @property
    def median_reply_days(self) -> int | None:
        """The day by which half of all applications have heard; None where that is not reached."""
        return median_reply(self.seen).days

    @cached_property
    def pace(self) -> Pace:
        """Applications a week, now and as usual."""
        return pace(self.seen)

    @cached_property
    def trials(self) -> Trials:
        """The counts that the ranking and the questions about it are worked out from."""
        return count_trials(self.seen, self.assumptions)

    @cached_property
    def ranking(self) -> Ranking:
        """The five areas, ranked."""
        return rank_areas(self.seen, self.assumptions, seed=self.seed, trials=self.trials)

    @cached_property
    def plan(self) -> Plan:
        """The dated steps, and the experiment that goes with them."""
        return plan(self.seen, self.ranking, self.assumptions, start=self.start, trials=self.trials)

    @property
    def made_on(self) -> date:
        """The day on which the summary is made: later than `as_of` where the log ended long ago."""
        return self.start or self.as_of

    @property
    def today(self) -> TodayCard | None:
        """The pause to take now, if any; a log that ended long ago has no "now"."""
        return self.ranking.today if self.start in (None, self.as_of) else None

    @property
    def experiment(self) -> Experiment | None:
        """The experiment that the person is running; else the one that the plan proposes."""
        if self.additions.experiment is None:
            return self.plan.experiment
        try:
            return Experiment.from_record(self.additions.experiment)
        except (KeyError, TypeError, ValueError):
            return self.plan.experiment


def build(
    result: ImportResult,
    as_of: date,
    *,
    log: ApplicationLog | None = None,
    additions: Additions | None = None,
    assumptions: Assumptions | None = None,
    seed: int = SEED,
    private: bool = False,
    start: date | None = None,
    name: str = "",
) -> Summary:
    """The summary of one import. `log` is used in place of the imported log with its news, if it is given."""
    added = additions or Additions()
    told = with_reflections(with_news(result.log, added.events) if log is None else log, added.reflections)
    assumed = assumptions or Assumptions().changed(added.assumed)
    seen = looked_at(Seen(told, as_of, today=start), added.search)
    return Summary(result, seen, added, assumed, seed, private, start, name=name)
