"""Cards that do not wait for the ranking: take a day after a hard "no", keep going after a "yes"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from lib.focus.days import next_workday
from lib.focus.results import Reminder, TodayCard
from lib.focus.standing import has_ended, standing_offers
from lib.log.reflections import FELT_ON
from lib.log.schema import STAGES
from lib.measures.pace import active_days
from lib.measures.seen import Seen
from lib.measures.timeline import Dates, plausible
from lib.words.phrases import counted, long_day

FRESH_DAYS = 2
REST = 2
"""Days off after a "no" that came after a conversation, from the day it came."""
FRESH_FINAL_DAYS = 7
CLUSTER = 5
CLUSTER_DAYS = 30
LONG_PAUSE = 7
FREE_DAYS = 3
"""Up to this many days without activity are not a pause."""
LOW = 2
"""A check-in is low if it is this or less, of 5."""
LOWEST = 1
CHECK_IN_DAYS = 30
"""A check-in counts for this many days."""
FORTNIGHT = 14

EASY = "Go easy on yourself today"
HOW = (
    "Write down what happened and how it feels, for yourself; twenty minutes is enough.",
    "Tell one person who is on your side.",
    "Do one thing that resets you: a walk, sport, an evening off.",
)
TALK = (
    "It has been hard for a while. Talk to somebody about it: a friend, a mentor, somebody who listens for a "
    "living."
)
CARE = (
    "When it has been like this for two weeks, talking to a doctor or calling a helpline is a good idea. "
    "It is what they are there for."
)


@dataclass(frozen=True)
class _Blow:
    """The rejections that call for a pause, and the sentence that says so."""

    why: str
    chosen: np.ndarray
    since: np.ndarray
    """Days since each of them, or since the check-in that is the reason."""
    rest: int
    """Days to take."""
    private: bool = False
    """Whether it rests on check-ins, which are in no download."""


def today_card(seen: Seen) -> TodayCard | None:
    """A day or two off after a fresh late rejection, low check-ins, or five rejections in thirty days.

    The days off count from the day of the rejection; an earlier gap in the log does not shorten them.
    """
    blow = _blow(seen)
    if blow is None:
        return None
    told = blow.since[blow.chosen]
    lately = 0.0 if np.isnan(told).all() else float(np.nanmin(told))
    idle = max(0, min(idle_now(seen), int(lately) - FREE_DAYS))
    rest = 1 if idle > LONG_PAUSE else max(int(blow.rest - lately), 0)
    low = _check_ins(seen)
    resume_on = next_workday(seen.as_of + timedelta(days=rest))
    over = resume_on <= seen.as_of
    return TodayCard(
        title="A small step back in" if idle > LONG_PAUSE else EASY if over else "Take a day or two",
        why=blow.why,
        how=HOW,
        resume_on=resume_on,
        over=over,
        longer=_longer(idle),
        rows=tuple(seen.applications["row"].to_numpy()[blow.chosen].tolist()),
        support=_support(low),
        private=blow.private,
    )


def told_on(seen: Seen) -> Dates:
    """The day of each rejection; where none is recorded the last day on which anything was heard.

    A rejection cannot be older than the last word before it, so it is at least as fresh as that day.
    """
    last = np.fmax(seen.last_contact, plausible(seen.column("last_word_on"), seen.as_of))
    recorded = seen.turned_down_on
    return np.where(np.isnat(recorded) & seen.rejected, last, recorded)


def _blow(seen: Seen) -> _Blow | None:
    since = seen.since(told_on(seen))
    final = (seen.level >= STAGES.index("final")) & (since <= FRESH_FINAL_DAYS)
    if final.any():
        return _Blow(f"{_who(seen, final)} said no after a final round.", final, since, REST)
    late = seen.positive & (since <= FRESH_DAYS)
    if late.any():
        return _Blow(f"{_who(seen, late)} said no after a {seen.first_step}.", late, since, REST)
    low = _check_ins(seen)
    if low.brings_card:
        return _Blow("Your last check-ins say that it weighs on you.", low.rows, low.since, 1, private=True)
    many = since <= CLUSTER_DAYS
    if many.sum() >= CLUSTER:
        return _Blow(
            f"{counted(int(many.sum()), 'rejection')} came in the last {CLUSTER_DAYS} days.", many, since, 1
        )
    return None


@dataclass(frozen=True)
class _CheckIns:
    """What the last check-ins say."""

    brings_card: bool
    """Two low ones in a row, or the lowest after a final round."""
    lowest_for_long: bool
    """All check-ins of a fortnight are the lowest."""
    rows: np.ndarray
    since: np.ndarray
    """Days since each check-in."""


def _check_ins(seen: Seen) -> _CheckIns:
    """The check-ins of the last thirty days.

    One without a day, such as one from a spreadsheet, gets the day of the rejection that it is about.
    """
    on = told_on(seen)
    if FELT_ON in seen.applications:
        own = seen.column(FELT_ON)
        on = np.where(np.isnat(own), on, own)
    since = seen.since(on)
    feelings = seen.applications["feeling"].to_numpy(dtype=float, na_value=np.nan)
    lately = np.flatnonzero(~np.isnan(feelings) & (since <= CHECK_IN_DAYS))
    latest = lately[np.argsort(since[lately], kind="stable")]
    two = latest[:2]
    low = len(two) == 2 and bool((feelings[two] <= LOW).all())
    hard = latest[(feelings[latest] <= LOWEST) & (seen.level[latest] >= STAGES.index("final"))]
    ones = latest[: int(np.argmax(np.append(feelings[latest] > LOWEST, True)))]
    long = len(ones) > 1 and since[ones[-1]] - since[ones[0]] >= FORTNIGHT
    chosen = np.zeros(len(seen), bool)
    chosen[hard] = True
    chosen[two if low else []] = True
    return _CheckIns(low or bool(len(hard)), long, chosen, since)


def _support(low: _CheckIns) -> str | None:
    if low.lowest_for_long:
        return f"{TALK} {CARE}"
    return TALK if low.brings_card else None


def _who(seen: Seen, chosen: np.ndarray) -> str:
    names = seen.applications["company"][chosen].dropna().unique()
    return " and ".join(names[:2]) if len(names) else "An employer"


def idle_now(seen: Seen) -> int:
    """Days since the last application or conversation, beyond the third; 0 where no day is known."""
    active = active_days(seen)
    if not len(active):
        return 0
    return max(0, int((seen.now - active[-1]).astype(int)) - FREE_DAYS)


def _longer(idle: int) -> str | None:
    if idle <= LONG_PAUSE:
        return None
    return (
        f"You have done nothing for your search for {counted(idle + FREE_DAYS, 'day')}, longer "
        "than a pause usually needs. One small step is enough to start again."
    )


def after_progress(seen: Seen) -> Reminder | None:
    """A reminder in the week after a conversation or invitation; None otherwise, or with an offer open.

    A log that ended long ago has no week that is now.
    """
    if seen.ended_days_ago or standing_offers(seen).any() or has_ended(seen):
        return None
    since = seen.since(seen.last_contact)
    fresh = (since <= 7) & seen.open & seen.positive
    if not fresh.any():
        return None
    until = seen.as_of + timedelta(days=7 - int(since[fresh].min()))
    sentence = (
        f"{_who(seen, fresh)} moved forward with you this week. After good news people tend "
        f"to send less for a week: plan your applications up to {long_day(until)} now."
    )
    return Reminder(sentence, until, tuple(seen.applications["row"].to_numpy()[fresh].tolist()))
