"""Keeps news that the person records: as events of the log in hand, and prepared letters as steps."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lib.log import news
from lib.log.identity import application_keys
from lib.log.news import Event, live, record
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.log.schema import ApplicationLog
from lib.summary.additions import Additions
from lib.summary.carrying import with_events
from lib.summary.preparing import prepared, unprepared
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
    session.add(marks=prepared(session.additions(), living, event, session.today()).marks)
    if not said.empty:
        key = application_keys(living.log.applications)[living.names.index(event.application)]
        before = session.additions().reflections.get(key, Reflection())
        told = {name: value for name, value in vars(said).items() if value is not None}
        session.add(reflections={**session.additions().reflections, key: replace(before, **told)})


def change(read: ApplicationLog, events: news.Events) -> None:
    """Replaces the events of the log in hand; whatever was added to an application stays with it."""
    now: Additions = with_events(session.additions(), read, events)
    session.add(events=now.events, reflections=now.reflections, marks=now.marks)


def undo(read: ApplicationLog, keys: Sequence[str]) -> None:
    """Takes events back, with the steps that were made of them; those of the news before come back."""
    gone = {event for event in session.additions().events if event.key in set(keys)}
    before = live(read, session.additions().events)
    change(read, news.undo(session.additions().events, keys))
    now = live(read, session.additions().events)
    session.add(marks=unprepared(session.additions(), before, now, gone, session.today()).marks)
