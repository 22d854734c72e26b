"""How an invented application fares: how far it gets, on which days, and how it ends."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

LAST_DAY = date(2026, 11, 20)
"""Nothing in a sample happened later."""

STAGES = ("applied", "screen", "interview", "final", "offer")
HEADS = (
    "Alder",
    "Birch",
    "Calder",
    "Dun",
    "Elms",
    "Fern",
    "Garnet",
    "Harrow",
    "Inver",
    "Juniper",
    "Kestrel",
    "Larch",
    "Merrow",
    "Nettle",
    "Orrin",
    "Pellow",
    "Quarry",
    "Rowan",
    "Sable",
    "Tamar",
    "Umber",
    "Vesper",
    "Wren",
    "Yarrow",
    "Zephyr",
)
TAILS = (
    "field Labs",
    "brook Systems",
    "gate Health",
    "stone Logistics",
    "mere Analytics",
    "wick Foods",
    "ton Insurance",
    "dale Energy",
    "ford Software",
    "haven Retail",
    "ley Media",
    "moor Travel",
)


@dataclass(frozen=True)
class Course:
    """How far one application goes, how it ends, and roughly how many weeks ago it was sent."""

    weeks_ago: float
    furthest: str
    outcome: str
    channel: str
    note: str = ""
    reason: str = ""
    feedback: str = ""
    closed: date | None = None


@dataclass
class Application:
    """One application of an invented person."""

    company: str
    role: str
    location: str
    channel: str
    applied: date
    furthest: str = "applied"
    outcome: str = "open"
    on: dict[str, date] = field(default_factory=dict)
    closed: date | None = None
    note: str = ""
    reason: str = ""
    feedback: str = ""

    @property
    def replied(self) -> date | None:
        """The first word from the employer."""
        heard = [*self.on.values()] + ([self.closed] if self.outcome == "rejected" and self.closed else [])
        return min(heard) - timedelta(days=2) if self.on else min(heard, default=None)

    def reached(self, stage: str) -> bool:
        """Whether it got to this stage."""
        return STAGES.index(self.furthest) >= STAGES.index(stage)


def companies(rng: random.Random, count: int) -> list[str]:
    """Distinct company names that belong to nobody."""
    return [head + tail for head, tail in rng.sample(list(product(HEADS, TAILS)), count)]


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def walk(rng: random.Random, app: Application, course: Course) -> None:
    """Fill in stages, dates and ending; what would lie after the last day has not happened yet."""
    app.furthest, app.outcome, app.channel = course.furthest, course.outcome, course.channel
    app.note, app.reason, app.feedback = course.note, course.reason, course.feedback
    day, latest = app.applied, (course.closed or LAST_DAY) - timedelta(days=1)
    for stage in STAGES[1 : STAGES.index(course.furthest) + 1]:
        day = working_day(day + timedelta(days=rng.randint(6, 12)))
        app.on[stage] = day = min(day, latest)
    if course.outcome in ("rejected", "withdrawn", "declined", "accepted"):
        wait = rng.randint(4, 9) if app.on else rng.choice((3, 5, 8, 9, 12, 15, 21, 26, 34))
        app.closed = course.closed or working_day(min(day + timedelta(days=wait), LAST_DAY))


def days_between(rng: random.Random, start: date, end: date, count: int) -> list[date]:
    """That many working days, spread evenly with a little disorder, in order."""
    span = (end - start).days
    spread = [start + timedelta(days=round(span * i / max(1, count - 1))) for i in range(count)]
    shaken = (working_day(min(max(day + timedelta(days=rng.randint(-2, 2)), start), end)) for day in spread)
    return sorted(shaken)


def story(
    rng: random.Random,
    days: Sequence[date],
    courses: Iterable[Course],
    filler: Sequence[Course],
    **words: Sequence[str],
) -> list[Application]:
    """One application a day given: each course takes the day nearest to its age, fillers share the rest."""
    names = companies(rng, len(days))
    apps = [
        Application(name, rng.choice(words["roles"]), rng.choice(words["places"]), "", day)
        for name, day in zip(names, days, strict=True)
    ]
    free = dict(enumerate(apps))
    for course in courses:
        wanted = LAST_DAY - timedelta(weeks=course.weeks_ago)
        nearest = min(free, key=lambda i: abs((free[i].applied - wanted).days))
        walk(rng, free.pop(nearest), course)
    for app, course in zip(free.values(), rng.sample(list(filler), len(free)), strict=True):
        walk(rng, app, course if fits(app, course) else Course(0, "applied", "open", course.channel))
    return apps


def fits(app: Application, course: Course) -> bool:
    """Whether this ending can have come by now: nobody writes "no reply" after a week."""
    age = (LAST_DAY - app.applied).days
    return age >= {"no_reply": 35, "rejected": 9}.get(course.outcome, 0)
