"""Conversations to come and past: what to prepare, how they went, which questions were answered weakly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from rapidfuzz import fuzz

from lib.focus.ladder import CONVERSATIONS
from lib.log.news import Event
from lib.log.schema import STAGE_DATES, Stage

AHEAD_DAYS = 14
"""A conversation is near if it is within this many days."""
BEHIND_DAYS = 10
"""For this many days people remember what they were asked."""
ALIKE = 85
"""Two wordings at least this similar, of 100, are one question (rapidfuzz's token set ratio)."""
OFTEN = 2
"""A question is worth practising once it was answered weakly this many times."""
PREPARE = (
    "What do they need most from this role, and what shows that you can do it?",
    "One story of yours for each thing that the advert asks for: what was hard, what you did, how it ended.",
    "Why them, and why now?",
    "Two questions of your own.",
)
"""What to have an answer to before a conversation."""


@dataclass(frozen=True)
class Talk:
    """One conversation of one application."""

    place: int
    """Place of the application in the log."""
    stage: Stage
    on: date


def talks(applications: pd.DataFrame, first: date, last: date) -> tuple[Talk, ...]:
    """The conversations on the days from `first` to `last`, the earliest first."""
    found = [
        Talk(place, stage, day.date())
        for stage in CONVERSATIONS
        for place, day in enumerate(applications[STAGE_DATES[stage]])
        if pd.notna(day) and first <= day.date() <= last
    ]
    return tuple(sorted(found, key=lambda talk: (talk.on, talk.place)))


def ahead(applications: pd.DataFrame, today: date, days: int = AHEAD_DAYS) -> tuple[Talk, ...]:
    """Conversations of open applications within the next `days` days."""
    still_open = (applications["outcome"] == "open").tolist()
    coming = talks(applications, today, today + timedelta(days=days))
    return tuple(talk for talk in coming if still_open[talk.place])


def behind(applications: pd.DataFrame, today: date, noted: Iterable[tuple[int, date]]) -> tuple[Talk, ...]:
    """Conversations of the last days for which it is not noted yet how they went.

    `noted` are the (place, day) of those for which it is. One after the end of its application did not
    take place.
    """
    known, ended = set(noted), applications["closed_on"].tolist()
    past = talks(applications, today - timedelta(days=BEHIND_DAYS), today - timedelta(days=1))
    return tuple(
        talk
        for talk in past
        if (talk.place, talk.on) not in known and not ended[talk.place] < pd.Timestamp(talk.on)
    )


@dataclass(frozen=True)
class WeakQuestion:
    """A question asked in the person's conversations, and how often it was answered weakly."""

    words: str
    weak: int
    asked: int


def weak_questions(events: Iterable[Event]) -> tuple[WeakQuestion, ...]:
    """The questions that were answered weakly, most often first; similar wordings are one question."""
    groups: list[list[Event]] = []
    for event in events:
        if event.what == "asked" and event.value:
            near = (g for g in groups if _alike(g[0].value or "", event.value))
            group = next(near, None)
            if group is None:
                groups.append([event])
            else:
                group.append(event)
    counted = [WeakQuestion(g[-1].value or "", sum(e.field == "weak" for e in g), len(g)) for g in groups]
    return tuple(sorted((q for q in counted if q.weak), key=lambda q: -q.weak))


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) >= ALIKE
