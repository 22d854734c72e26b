"""One log seen from one day: what every measure asks of it, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from lib.log.schema import (
    CHANNELS,
    OUTCOME_TYPE,
    OUTCOMES,
    STAGE_DATES,
    STAGE_TYPE,
    STAGES,
    ApplicationLog,
    Outcome,
)
from lib.log.written_tests import without_tests
from lib.measures.curves import Curve, Days, Flags, Shares
from lib.measures.replies import (
    ANSWERED,
    INVITED,
    SILENT,
    TURNED_DOWN,
    CompetingCurves,
    ReplyTimes,
    compete,
    draw_reply_curve,
    time_replies,
)
from lib.measures.timeline import NEVER, Dates, as_day, as_days, plausible
from lib.measures.timing import HORIZON, blend_any, blend_positive, cutoff_day, halfway_day, share_by
from lib.words import terms

OFFERED: tuple[Outcome, ...] = ("offer", "accepted", "declined")
"""Outcomes that come after an offer was made."""

DECIDED: tuple[Outcome, ...] = ("rejected", "no_reply", *OFFERED)
"""Outcomes in which the employer's answer, or its absence, is settled; never the person's own withdrawal."""

UNTOLD = 0.1
"""A log without outcomes still counts as keeping answers if it says nothing of at most this share."""

UNDATED_TALK_DAYS = 30
"""A conversation without a day is taken to have been this many days after the application."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A log as it looks on one day; every array has one entry per application, in the order of the log."""

    told: ApplicationLog
    """The log as the person wrote it: a written test is still a conversation here."""
    as_of: date
    whole: Seen | None = None
    """The log that this is a part of; None where this is all. Reply times are measured on the whole log."""
    today: date | None = None
    """The person's own day: later than `as_of` where the log ended long ago. None where they are the same."""

    def __len__(self) -> int:
        """The number of applications."""
        return len(self.told)

    @cached_property
    def log(self) -> ApplicationLog:
        """The log that is measured: here a written test that goes to nearly everybody is no conversation."""
        return without_tests(self.told)

    def where(self, kept: Flags | pd.Series[bool]) -> Seen:
        """The part of the log where `kept` is true; it remembers the whole."""
        chosen = pd.Series(np.asarray(kept, dtype=bool), index=self.applications.index)
        return Seen(self.log.where(chosen), self.as_of, self.all, self.today)

    def on(self, day: date) -> Seen:
        """The same log as it looks on another day."""
        return self if day == self.as_of else Seen(self.told, day, self.whole, self.today)

    @property
    def ended_days_ago(self) -> int:
        """Days from `as_of` to the person's own day; 0 for a log that is kept."""
        return max(0, (self.today - self.as_of).days) if self.today else 0

    @property
    def all(self) -> Seen:
        """The whole log: this one, or the one that it is a part of."""
        return self.whole or self

    @property
    def applications(self) -> pd.DataFrame:
        """The table of applications, one a row."""
        return self.log.applications

    def column(self, field: str) -> Dates:
        """The days of a date column, NaT where missing; impossible ones included."""
        return as_days(self.applications[field])

    # How each application stands

    @cached_property
    def outcome(self) -> Days:
        """How each stands, as its place in `OUTCOMES`."""
        return self.applications["outcome"].astype(OUTCOME_TYPE).cat.codes.to_numpy()

    def has(self, *outcomes: Outcome) -> Flags:
        """Whether each application stands at one of `outcomes`."""
        wanted: Flags = np.isin(self.outcome, [OUTCOMES.index(o) for o in outcomes])
        return wanted

    @cached_property
    def open(self) -> Flags:
        """Still undecided."""
        return self.has("open")

    @cached_property
    def rejected(self) -> Flags:
        """Turned down."""
        return self.has("rejected")

    @cached_property
    def withdrawn(self) -> Flags:
        """Ended by the person before any offer."""
        return self.has("withdrawn")

    @cached_property
    def offered(self) -> Flags:
        """An offer was made: open, accepted or declined."""
        return self.has(*OFFERED)

    @cached_property
    def decided(self) -> Flags:
        """The employer's answer is settled: rejected, noted as no reply, or an offer made."""
        return self.has(*DECIDED)

    @cached_property
    def level(self) -> Days:
        """The furthest stage as a number: 0 applied, 1 screen, … 4 offer.

        A missing stage is `applied`; an offer, accepted or declined, has reached every stage.
        """
        codes = self.applications["stage"].astype(STAGE_TYPE).cat.codes.to_numpy(np.int64)
        return np.where(self.offered, len(STAGES) - 1, np.maximum(codes, 0))

    @cached_property
    def stage_known(self) -> Flags:
        """Whether the log says how far the application got; else its stage is a lower bound."""
        known: Flags = self.applications["stage_known"].to_numpy(dtype=bool)
        return known

    @cached_property
    def positive(self) -> Flags:
        """Reached a first conversation or test, or went further."""
        reached: Flags = self.level >= 1
        return reached

    @property
    def counts_tests(self) -> bool:
        """Whether written tests are among what counts as a first conversation: few are sent one."""
        return self.all.told.first_is_test and "screen" in self.all.log.recorded

    @property
    def first_step(self) -> str:
        """What a first conversation of this log is called in sentences."""
        return "test or conversation" if self.counts_tests else "conversation"

    @cached_property
    def replied(self) -> Flags:
        """The employer answered, either way: an invitation, a rejection, or any dated word."""
        told = self.applications["answered"].eq(True).to_numpy()
        return self.positive | self.rejected | ~np.isnat(self.column("replied_on")) | told

    @cached_property
    def answers_recorded(self) -> bool:
        """Whether the log records any answer, or that none came; if not, no rate can be worked out."""
        told = bool((self.replied | self.decided).any()) or self.log.silence_told
        return told and self.keeps_answers

    @cached_property
    def keeps_answers(self) -> bool:
        """Whether silence means that no answer came.

        In a log without outcomes, knowing how one application went says nothing of the others: it must say so
        of at least nine in ten.
        """
        if self.log.has_outcomes:
            return True
        told = self.all.replied | self.all.decided | self.all.withdrawn
        untold = int((self.all.mature & ~told).sum())
        return bool(told.any()) and untold <= UNTOLD * len(self.all)

    @cached_property
    def channel(self) -> Days:
        """How each was sent, as its place in `CHANNELS`; unknown where missing."""
        codes = self.applications["channel"].cat.codes.to_numpy()
        return np.where(codes < 0, CHANNELS.index("unknown"), codes)

    @property
    def first_steps(self) -> str:
        """The same for several."""
        return "tests or conversations" if self.counts_tests else "conversations"

    def step_before(self, position: int) -> str:
        """What came last in an application that got an answer: "test" or "conversation"."""
        return "test" if self.counts_tests and self.level[position] == 1 else "conversation"

    def stage_named(self, position: int) -> str:
        """How far an application got: "interview", or "test" where that is all its first stage was."""
        test = self.step_before(position) == "test"
        return "test" if test else terms.STAGES[str(self.applications["stage"].iloc[position])].one

    # When things happened

    @property
    def now(self) -> np.datetime64:
        """The day that the log is seen from, as numpy counts days."""
        return as_day(self.as_of)

    def since(self, days: Dates) -> Shares:
        """Whole days from each date to now, NaN where there is none."""
        waited: Shares = (self.now - days) / np.timedelta64(1, "D")
        return waited

    @cached_property
    def sent(self) -> Dates:
        """The day each was sent, NaT where unknown, in the future or impossible."""
        return plausible(self.column("applied_on"), self.as_of)

    @cached_property
    def age(self) -> Shares:
        """Days since each was sent, NaN where the day is unknown; never negative."""
        return self.since(self.sent)

    @cached_property
    def first_reply(self) -> Dates:
        """The day of the employer's first word: a reply or a stage, whichever came first, else the rejection.

        As written: the day may be impossible (in the future, before the application); NaT where unknown.
        """
        stages = np.fmin.reduce([self.column(field) for field in STAGE_DATES.values()])
        closed = np.where(self.rejected, self.column("closed_on"), NEVER)
        reply = self.column("replied_on")
        sooner = (stages < reply) & ~(stages < self.column("applied_on"))
        reply = np.where(np.isnat(reply) | sooner, stages, reply)
        return np.where(np.isnat(reply), closed, reply)

    @cached_property
    def turned_down_on(self) -> Dates:
        """The day of each rejection: when it closed, else the reply where it was the employer's last word.

        It was so where nothing but the rejection came, or where it came after the furthest stage. NaT for
        everything that was not rejected, and where the day is unknown or impossible.
        """
        at_once = (self.applications["stage"] == "applied").to_numpy()
        closed, reply = self.column("closed_on"), self.column("replied_on")
        days = [self.column(field) for field in STAGE_DATES.values()]
        furthest = np.select([self.level == STAGES.index(stage) for stage in STAGE_DATES], days, NEVER)
        ended = np.where(np.isnat(closed) & (at_once | (reply > furthest)), reply, closed)
        possible = self.rejected & ~(ended < self.column("applied_on"))
        return plausible(np.where(possible, ended, NEVER), self.as_of)

    @cached_property
    def last_contact(self) -> Dates:
        """The latest day up to now on which the employer was in touch, NaT where none is known."""
        fields = ("replied_on", "last_word_on", *STAGE_DATES.values())
        latest: Dates = np.fmax.reduce([plausible(self.column(f), self.as_of) for f in fields])
        return latest

    @cached_property
    def next_appointment(self) -> Dates:
        """The earliest stage date after now and within a year of it: an interview already in the diary."""
        days = [self.column(field) for field in STAGE_DATES.values()]
        ahead = [np.where((d > self.now) & (d <= self.now + 365), d, NEVER) for d in days]
        earliest: Dates = np.fmin.reduce(ahead)
        return earliest

    @cached_property
    def quiet(self) -> Shares:
        """Days since the employer was last in touch; with no such day, since 30 days after it was sent.

        Negative while a date is in the diary, NaN where neither day is known.
        """
        guess = self.sent + np.timedelta64(UNDATED_TALK_DAYS, "D")
        since = self.since(np.where(np.isnat(self.last_contact), guess, self.last_contact))
        return np.where(np.isnat(self.next_appointment), since, -1.0)

    # How long answers take

    @cached_property
    def _waited_until(self) -> Dates:
        """The day up to which each waits: now, or the day it was withdrawn (NaT where that is unknown)."""
        return np.where(self.withdrawn, self.column("closed_on"), self.now)

    @cached_property
    def undated_talk(self) -> Flags:
        """Turned down after a conversation whose day is not known."""
        fields = ("replied_on", *STAGE_DATES.values())
        dated = self.applications[list(fields)].notna().any(axis=1).to_numpy()
        undated: Flags = self.positive & self.rejected & ~dated
        return undated

    @cached_property
    def reply_times(self) -> ReplyTimes:
        """Whole days from each application to the employer's first word, or to the end of the wait.

        Silence, noted or not, lasts until now; a withdrawn application waits until the day it was withdrawn.
        Left out are applications that were answered on an unknown day, and impossible dates. A rejection
        whose only date is the day it closed counts as turned down then, however far it got.
        """
        end = np.where(self.replied, self.first_reply, self._waited_until)
        kinds = [self.positive & ~self.undated_talk, self.rejected, self.replied]
        event = np.select(kinds, [INVITED, TURNED_DOWN, ANSWERED], SILENT)
        return time_replies(self.sent, end, event, self.now, self.applications.index)

    @cached_property
    def reply_curve(self) -> Curve | None:
        """The share answered, either way, by each day (Kaplan–Meier); None where no reply can be timed."""
        return draw_reply_curve(self.reply_times)

    @cached_property
    def competing(self) -> CompetingCurves | None:
        """The shares invited and turned down by each day, competing; None where no reply can be timed."""
        return compete(self.reply_times, self.undated_talk)

    @cached_property
    def arrivals(self) -> Shares:
        """The share of all replies that ever come that have come by each day, from 0 to `HORIZON`."""
        return blend_any(self.reply_curve)

    @cached_property
    def positive_arrivals(self) -> Shares:
        """The share of the positive replies that ever come that have come by each day, 0 to `HORIZON`."""
        return blend_positive(self.competing)

    def positive_by(self, age: ArrayLike) -> Shares:
        """The share of the positive replies that have come by each age in days; NaN where it is missing."""
        return share_by(self.positive_arrivals, age)

    @cached_property
    def cutoff(self) -> int:
        """The silence cut-off: the day by which 90% of the replies that come have come, 14 to 60.

        It is that of the whole log: a filter changes which applications are counted, not how.
        """
        return cutoff_day(self.arrivals) if self.whole is None else self.whole.cutoff

    @cached_property
    def follow_up_day(self) -> int:
        """The day after applying to follow up on: when half of the positive replies have come, 7 to 10."""
        return halfway_day(self.positive_arrivals)

    @cached_property
    def mature(self) -> Flags:
        """Decided, or replied to, or silent for longer than the silence cut-off.

        A withdrawn application is as old as it was on the day it was withdrawn; without that day it is not
        mature.
        """
        waited = (self._waited_until - self.sent) / np.timedelta64(1, "D")
        old: Flags = waited > self.cutoff
        return self.decided | self.replied | old

    @cached_property
    def undated_silent(self) -> Flags:
        """Open, without any answer, and sent on a day that nobody knows."""
        return self.open & ~self.replied & np.isnan(self.age)

    @cached_property
    def maturity_unknown(self) -> bool:
        """Whether most open applications have no day: nobody knows then how many are old enough to count."""
        return bool(self.undated_silent.sum() > self.open.sum() / 2)

    def parts(self, arrivals: Shares) -> Shares:
        """The share of the answers that come by the age of each, for an open application without any.

        One without a day counts as the dated ones do on average; half where most have none.
        """
        part = share_by(arrivals, self.age)
        dated = part[self.open & ~self.replied & ~np.isnan(self.age)]
        undated = 0.5 if self.maturity_unknown or not len(dated) else float(dated.mean())
        return np.where(np.isnan(part), undated, part)

    def exposure(self, arrivals: Shares) -> Shares:
        """How much of a trial each application is so far: the share of the answers that come by its age.

        Hits divided by the sum of these are unbiased; divided by all applications they are too low, by the
        decided ones too high. One noted as no reply is a whole trial, a withdrawn one is as old as on its
        last day. Without a usable date it is a whole trial if it was answered, no trial if it was withdrawn,
        and else what the others are on average (`parts`).
        """
        end = np.where(self.withdrawn & ~self.replied, self.column("closed_on"), self.now)
        age = (end - self.sent) / np.timedelta64(1, "D")
        seen = np.interp(np.nan_to_num(age), np.arange(HORIZON + 1), arrivals)
        whole = self.has("no_reply") | (np.isnan(age) & self.replied)
        undated = np.where(self.undated_silent, self.parts(arrivals), 0.0)
        part: Shares = np.where(whole, 1.0, np.where(np.isnan(age), undated, seen))
        return part
