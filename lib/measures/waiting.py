"""Waiting: how long answers take, and what an application that is still open can expect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.measures.curves import Flags, Shares
from lib.measures.seen import Seen
from lib.measures.timing import HORIZON, cutoff_day, own_weight, published, published_shares
from lib.words.phrases import counted

SOON_DAYS = 14
THIRD = 1 / 3
MOST = 0.95
"""The highest chance of an answer that is ever given."""
AFTER_TALK_FOLLOW_UP = 7
"""A follow-up is advised this many days after a conversation without a word."""
AFTER_TALK_LET_GO = 30
"""A conversation has led nowhere after this many days without contact; the ranking uses the same number."""
_ADVICE = ("advice", "why", "brief")

Texts = NDArray[np.object_]


@dataclass(frozen=True)
class Median:
    """The day by which half had an answer, and its 95% range; None where not reached or unknown."""

    days: int | None
    low: int | None
    high: int | None
    replies: int
    """How many dated replies it rests on."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """What an application still silent at each age, 0 to `HORIZON` days, can expect."""

    positive: Shares
    """Chance that a first conversation still comes."""
    soon: Shares
    """Chance of any answer within the next 14 days."""
    cutoff: int
    follow_up: int


def median_reply(seen: Seen) -> Median:
    """The median time to any reply, read off the reply curve, so that silence counts as waiting.

    Not reached where the curve gets there only at its thin end, which one late reply can move.
    """
    if seen.reply_curve is None:
        return Median(None, None, None, 0)
    curve = seen.reply_curve.firm
    low, high = curve.quantile_range(0.5)
    return Median(curve.quantile(0.5), low, high, curve.events)


def median_by_outcome(seen: Seen) -> dict[str, Median]:
    """The day by which half of the invitations that come have come, and half of the rejections.

    It is the median over those who get this as their first word, not over all applications. It is read off
    the competing curves, since among the replies that came so far the quick ones are too many; and without
    the thin end of the curves, where one late reply moves them far.

    Returns:
        `invited` and `turned_down`, each only where one is dated.
    """
    curves = seen.competing
    if curves is None:
        return {}
    end = curves.answered.firm_end
    kinds = {"invited": curves.invited.until(end), "turned_down": curves.turned_down.until(end)}
    return {
        kind: Median(curve.happened_by(0.5), *curve.happened_range(0.5), curve.events)
        for kind, curve in kinds.items()
        if curve.events and curve.share[-1] > 0
    }


def naive_median(seen: Seen) -> float | None:
    """The median days of the replies that came, ignoring those still awaited; None without any."""
    times = seen.reply_times.times
    came = times.loc[times["event"] != "silent", "days"]
    return float(came.median()) if len(came) else None


def outlook(seen: Seen) -> Outlook:
    """What silence of each length means: from the person's own curves and rates, and published ones.

    The level is the person's own rate of answers, shrunk towards the published spread between people,
    with silent applications counted as far as their age tells; the shape is the blended curve.
    """
    arrivals, positives = seen.arrivals, seen.positive_arrivals
    any_level = _level(seen, seen.replied, arrivals, "any_level")
    level = _level(seen, seen.positive, positives, "positive_level")
    silent = 1 - any_level * arrivals
    later = np.append(arrivals[SOON_DAYS:], np.full(SOON_DAYS, arrivals[-1]))
    weight = own_weight(seen.competing.invited.events if seen.competing else 0)
    shape = weight * (1 - positives) / silent + (1 - weight) * published_shares("later")
    return Outlook(
        positive=np.clip(level * shape, 0, 1),
        soon=any_level * (later - arrivals) / silent,
        cutoff=cutoff_day(arrivals),
        follow_up=seen.follow_up_day,
    )


def _level(seen: Seen, hit: Flags, arrivals: Shares, prior: str) -> float:
    """The share that ever `hit`: the published spread `prior`, updated with hits and with trials by age.

    A log that records no answers says nothing of it.
    """
    a, b = published()[prior]["a"], published()[prior]["b"]
    if not seen.answers_recorded:
        return float(a / (a + b))
    trials = seen.exposure(arrivals).sum()
    return float(min((a + hit.sum()) / (a + b + trials), MOST))


def waiting_clock(seen: Seen) -> pd.DataFrame:
    """Every open application with a known date: its age, what it can still expect, and what to do.

    What an application can expect is worked out from the whole log, also when a part of it is looked at.

    Returns:
        A frame (index of the application) with `row`, `company`, `role`, `age_days` (since it was sent),
        `chance_positive` and `chance_reply_14d` (NaN once there was an answer: the curves are about
        the first one), `advice` ("wait", "follow up", "let go"), `why` in a sentence and `brief` in a few
        words; longest wait first. Open applications without a usable date are counted by `undated_open`.
    """
    kept = seen.open & ~np.isnan(seen.age)
    days, answered = seen.age[kept].astype(np.int64), seen.replied[kept]
    view = outlook(seen.all)
    clipped = np.minimum(days, HORIZON)
    silent, heard = _advise_silent(view, clipped, days), _advise_answered(seen, kept, days)
    table = seen.applications.loc[kept, ["row", "company", "role"]].assign(
        age_days=days,
        chance_positive=np.where(answered, np.nan, view.positive[clipped]),
        chance_reply_14d=np.where(answered, np.nan, view.soon[clipped]),
        **{part: np.where(answered, heard[part], silent[part]) for part in _ADVICE},
    )
    return table.sort_values("age_days", ascending=False, kind="stable")


def long_silent(clock: pd.DataFrame, cutoff: int) -> pd.Series[bool]:
    """Which lines of a waiting clock never had an answer and are past the silence cut-off."""
    return clock["chance_positive"].notna() & (clock["age_days"] > cutoff) & (clock["advice"] == "let go")


def undated_open(seen: Seen) -> int:
    """Open applications whose day of sending is unknown or impossible: they are not on the waiting clock."""
    return int((seen.open & np.isnan(seen.age)).sum())


def _advise_silent(view: Outlook, clipped: NDArray[np.int64], days: NDArray[np.int64]) -> dict[str, Texts]:
    """Advice and its reason for applications that nobody has answered yet."""
    chance = "The chance of an invitation is {} a third of what it was on the day you applied."
    follow_up = f"Before day {view.follow_up}, when half of the invitations have come."
    let_go = f"Past day {view.cutoff}, by which 90% of the replies have come."
    return _first_that_holds(
        (days < view.follow_up, "wait", follow_up, f"Before day {view.follow_up}"),
        (days > view.cutoff, "let go", let_go, f"Past day {view.cutoff}"),
        (
            view.positive[clipped] > view.positive[0] * THIRD,
            "follow up",
            chance.format("still more than"),
            "Still worth a message",
        ),
        (
            np.full(len(days), fill_value=True),
            "let go",
            chance.format("less than"),
            "Little chance left",
        ),
    )


def _advise_answered(seen: Seen, kept: Flags, days: NDArray[np.int64]) -> dict[str, Texts]:
    """Advice and its reason for applications that had an answer, by the days since the last contact."""
    since = seen.since(seen.last_contact[kept])
    quiet = np.where(np.isnan(since), days, since).astype(np.int64)
    ahead = ~np.isnat(seen.next_appointment[kept])
    soon, late = AFTER_TALK_FOLLOW_UP, AFTER_TALK_LET_GO
    ago = "days since you last heard from them."
    return _first_that_holds(
        (ahead, "wait", "An appointment is in your log.", "Appointment ahead"),
        (quiet < soon, "wait", f"Less than {soon} {ago}", f"Heard under {counted(soon, 'day')} ago"),
        (quiet > late, "let go", f"More than {late} {ago}", f"Silent over {counted(late, 'day')}"),
        (
            quiet >= soon,
            "follow up",
            f"{counted(soon, 'day')} or more since you last heard from them.",
            f"Silent {counted(soon, 'day')} or more",
        ),
    )


def _first_that_holds(*reasons: tuple[Flags, str, str, str]) -> dict[str, Texts]:
    """The advice of each application: that of the first reason (where it holds, advice, why, brief)."""
    place = np.argmax([holds for holds, *_ in reasons], axis=0)
    return {
        part: np.array([reason[i] for reason in reasons], dtype=object)[place]
        for i, part in enumerate(_ADVICE, start=1)
    }


def cutoff_note(seen: Seen) -> str:
    """What the silence cut-off is, and what it and the chances of the waiting clock rest on.

    That is the whole log, whatever part of it is looked at.
    """
    replies = seen.all.reply_times.replies
    basis = "published timing alone, since no reply in your log has a usable date"
    if replies:
        own = counted(replies, "dated reply", "dated replies")
        own += " of your whole log" if seen.whole else ""
        basis = f"your {own} and, for {1 - own_weight(replies):.0%}, on published timing"
    return (
        f"90% of employers who reply do so within {counted(seen.cutoff, 'day')}, so what has waited longer "
        f"counts as no reply (never under 14 days or over 60). This rests on {basis}."
    )
