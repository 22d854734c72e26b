"""The dated steps as a calendar file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from lib.focus.talks import PREPARE, ahead
from lib.summary.bundle import Summary
from lib.summary.escaping import visible
from lib.summary.plan import PlannedStep, planned_steps
from lib.words import terms
from lib.words.phrases import counted

YEAR = 365
REMIND_AT = timedelta(hours=9)
"""The time of day of a reminder, counted from midnight."""


def to_ics(summary: Summary) -> bytes:
    """One all-day entry for each step not done yet, each conversation, and each day to go on or look again.

    An entry has the same UID in every download, so that importing twice does not double it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Detour//Next steps//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Detour: next steps")
    for event in _events(summary):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(summary: Summary) -> Iterator[Event]:
    for step in planned_steps(summary):
        if not step.done and step.due is not None:
            yield _event(step.key, _title(step), step.due, _described(step), summary.made_on)
    yield from _conversations(summary)
    card = summary.today
    if card is not None and not card.private and not card.over:
        named = "Pick the search up again"
        yield _event(f"resume/{card.resume_on}", named, card.resume_on, card.why, summary.made_on)
    trial = summary.experiment
    if trial is not None:
        yield _event(
            f"review/{trial.change}", f"Review: {trial.change}", trial.review, trial.sentence, summary.made_on
        )


def _conversations(summary: Summary) -> Iterator[Event]:
    """An entry for each conversation to come, with the questions to prepare for."""
    applications = summary.seen.applications
    for talk in ahead(applications, summary.made_on, YEAR):
        row = applications.iloc[talk.place]
        who = " · ".join(str(row[name]) for name in ("company", "role") if isinstance(row[name], str))
        name = terms.STAGES[talk.stage].label
        what = f"{name}: {who}" if who else f"{name}, row {row['row']}"
        yield _event(f"talk/{who}/{talk.stage}/{talk.on}", what, talk.on, "\n".join(PREPARE), summary.made_on)


def _title(step: PlannedStep) -> str:
    """A step short enough for a calendar: up to its first colon; one that the person added in full."""
    return step.what if step.own else step.what.partition(": ")[0]


def _described(step: PlannedStep) -> str:
    whole = step.what if _title(step) != step.what else ""
    minutes = f"About {counted(step.minutes, 'minute')}." if step.minutes else ""
    return "\n\n".join(part for part in (whole, step.why, minutes, step.draft) if part)


def _event(key: str, what: str, day: date, described: str, made_on: date) -> Event:
    event = Event()
    event.add("uid", hashlib.sha256(key.encode()).hexdigest()[:24] + "@detour")
    event.add("dtstamp", datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    title = " ".join(visible(what).split())
    event.add("summary", title)
    event.add("description", visible(described))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMIND_AT)
    event.add_component(alarm)
    return event
