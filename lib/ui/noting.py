"""Keeps news that the person records: as events of the log in hand, and prepared letters as steps."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lib.focus.moment import STEPS, THANKS, Prepared, after_news
from lib.log import news
from lib.log.identity import application_keys
from lib.log.news import ENDED, STANDINGS, Event, Living, live, record
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.log.schema import ApplicationLog
from lib.summary.additions import Additions, StepMark
from lib.summary.carrying import with_events
from lib.ui import session

BEGUN = "my applications.csv"
"""The file name of a log that begins with a piece of news."""


def add_application(
    read: ApplicationLog | None, told: dict[str, Any], today: date
) -> tuple[ApplicationLog, str]:
    """The log with the new application, and its key: a row of the log in hand, or the first of a new one."""
    company, role, sent = told.get("company") or "", told.get("role") or "", told.get("sent")
    if read is None:
        data = begun([(company, role, sent)])
        session.open_upload(BEGUN, data)
        first = read_log(data, BEGUN, as_of=today).log
        return first, application_keys(first.applications)[0]
    name = news.new_name(session.additions().events, company, role, today)
    cells = {"company": company, "role": role, "applied_on": sent.isoformat() if sent else ""}
    edits = [Event(name, "edited", None, today, field=f, value=v) for f, v in cells.items() if v]
    change(read, record(session.additions().events, read, Event(name, "added", None, today), *edits))
    return read, name


def begun(rows: Sequence[tuple[str, str, date | None]]) -> bytes:
    """A CSV file with these applications (employer, role, day), all still open."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Company", "Role", "Date applied", "Status", "Last word", "Notes"])
    for company, role, sent in rows:
        writer.writerow([company, role, sent.isoformat() if sent else "", "Applied", "", ""])
    return out.getvalue().encode("utf-8-sig")


def keep(read: ApplicationLog, event: Event, said: Reflection = Reflection()) -> None:  # noqa: B008 - frozen
    """Keeps one piece of news, what was said about it, and the prepared letters as steps of the plan."""
    change(read, record(session.additions().events, read, event))
    living = live(read, session.additions().events)
    if event.application not in living.names:
        return
    key = _prepare(living, event)
    if not said.empty:
        before = session.additions().reflections.get(key, Reflection())
        told = {name: value for name, value in vars(said).items() if value is not None}
        session.add(reflections={**session.additions().reflections, key: replace(before, **told)})


def _prepare(living: Living, event: Event) -> str:
    """Adds the steps that news prepares, takes away those that it made needless; the application's key."""
    applications, today = living.log.applications, session.today()
    place = living.names.index(event.application)
    key = application_keys(applications)[place]
    moment = after_news(applications, place, event, today)
    made = [_as_step(prepared, event, key, i) for i, prepared in enumerate(moment.prepared)]
    needless = _needless(living.events, event, key)
    marks = {mark.key: mark for mark in session.additions().marks if not needless(mark)}
    new = {mark.key: mark for mark in made if mark.key not in marks or not marks[mark.key].done}
    session.add(marks=tuple((marks | new).values()))
    return key


def _needless(events: news.Events, event: Event, key: str) -> Callable[[StepMark], bool]:
    """Which open steps are needless now: those that earlier news of the application prepared.

    After a "no" nobody prepares for the interview that will not take place, nor thanks for it.
    """
    earlier = [e for e in events if e.application == event.application and e.key != event.key]
    own = tuple(f"own/news-{e.key}-" for e in earlier)
    ended = event.on if event.what in ENDED else None

    def is_needless(mark: StepMark) -> bool:
        thanks = mark.key == f"{THANKS}/{key}"
        to_come = thanks and mark.due is not None and ended is not None and mark.due > ended
        return not mark.done and (mark.key.startswith(own) or to_come)

    return is_needless


def _as_step(made: Prepared, event: Event, application: str, number: int) -> StepMark:
    """What is prepared, as the step of the plan that it is, so that none comes twice; else as one's own."""
    if made.step is not None:
        return StepMark(f"{made.step}/{application}", what=made.what, due=made.due, draft=made.letter)
    key = f"own/news-{event.key}-{number}"
    return StepMark(key, what=made.what, due=made.due, own=True, draft=made.letter)


def change(read: ApplicationLog, events: news.Events) -> None:
    """Replaces the events of the log in hand; whatever was added to an application stays with it."""
    now: Additions = with_events(session.additions(), read, events)
    session.add(events=now.events, reflections=now.reflections, marks=now.marks)


def undo(read: ApplicationLog, keys: Sequence[str]) -> None:
    """Takes events back, with the steps that were made of them; those of the news before come back."""
    gone = {event for event in session.additions().events if event.key in set(keys)}
    names = {event.application for event in gone if event.what in STANDINGS}
    made = _prepared_for(read, names)
    own = tuple(f"own/news-{event.key}-" for event in gone)
    change(read, news.undo(session.additions().events, keys))
    marks = [m for m in session.additions().marks if m.done or m.key not in made]
    session.add(marks=tuple(m for m in marks if not m.key.startswith(own)))
    living = live(read, session.additions().events)
    last = {e.application: e for e in living.events if e.what in STANDINGS and e.application in names}
    for event in last.values():
        if event.application in living.names:
            _prepare(living, event)


def _prepared_for(read: ApplicationLog, names: Collection[str]) -> set[str]:
    """The keys of the steps that news of these applications can have prepared."""
    if not names:
        return set()
    living = live(read, session.additions().events)
    keys = zip(living.names, application_keys(living.log.applications), strict=True)
    return {f"{step}/{key}" for name, key in keys if name in names for step in STEPS}
