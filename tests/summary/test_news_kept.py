"""News is kept with the log: as text in the browser, in the workbook and back, and from two tabs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from lib.log.files.books import open_book
from lib.log.identity import application_keys
from lib.log.news import Event, record
from lib.log.reading import read_book, read_log
from lib.log.reflections import Reflection
from lib.summary.additions import Additions
from lib.summary.bundle import build
from lib.summary.carrying import merge, with_events
from lib.summary.keeping import from_plain, to_plain
from lib.summary.roundtrip import restore
from lib.summary.workbook import to_workbook

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 28)
CSV = (
    b"Company,Role,Date applied,Status\n"
    b"Norvik,Analyst,2026-10-01,Applied\nArdel,Clerk,2026-10-02,Interview\nQuell,Clerk,2026-10-03,Rejected\n"
)


def some_news(result) -> tuple[Event, ...]:
    """A rejection, an emptied cell, a renamed employer, a new row."""
    keys = application_keys(result.log.applications)
    told = (
        Event(keys[1], "rejected", date(2026, 11, 27), AS_OF, stage="interview"),
        Event(keys[0], "edited", None, AS_OF, field="role", value=""),
        Event(keys[2], "edited", None, AS_OF, field="company", value="Quell AG"),
        Event("new-1", "added", None, AS_OF),
        Event("new-1", "edited", None, AS_OF, field="company", value="Ostra"),
        Event("new-1", "invited", AS_OF, AS_OF, stage="screen", due=date(2026, 12, 2)),
    )
    return record((), result.log, *told)


def test_events_come_back_from_their_text():
    """Every part of every event, empty texts included; damaged ones are left out alone."""
    added = Additions(events=some_news(read_log(CSV, "log.csv", as_of=AS_OF)))
    kept = json.loads(json.dumps(to_plain(added, private=True)))
    assert from_plain(kept) == added
    kept["events"][0]["what"] = "exploded"
    kept["events"].append("no event")
    assert from_plain(kept).events == added.events[1:]


def test_a_workbook_brings_the_news_back_and_the_log_as_it_stood():
    """The log that is measured is the same after the workbook was opened again."""
    result = read_log(CSV, "log.csv", as_of=AS_OF)
    added = with_events(
        Additions(reflections={application_keys(result.log.applications)[2]: Reflection(reason="Salary")}),
        result.log,
        some_news(result),
    )
    summary = build(result, AS_OF, additions=added)
    assert summary.log.applications["company"].tolist() == ["Norvik", "Ardel", "Quell AG", "Ostra"]
    assert summary.log.applications["reason"].iloc[2] == "Salary"
    saved = restore(open_book(to_workbook(summary), "detour.xlsx"))
    again = read_book(saved.book, as_of=AS_OF, choices=saved.choices)
    restored = build(again, AS_OF, additions=saved.additions(again))
    told = ["company", "role", "stage", "outcome", "closed_on", "screen_on", "reason"]
    assert restored.log.applications[told].equals(summary.log.applications[told])


def test_two_tabs_keep_the_news_of_both_and_undo_what_either_undid():
    """One tab undoes a rejection, the other records an edit: the edit stands, the rejection is gone."""
    result = read_log(CSV, "log.csv", as_of=AS_OF)
    first, *others = some_news(result)
    base = Additions(events=(first, others[0]))
    mine, theirs = replace(base, events=(others[0],)), replace(base, events=(first, *others))
    assert merge(base, mine, theirs).events == tuple(others)
    assert set(merge(base, theirs, mine).events) == set(others)


def test_two_tabs_that_edit_one_cell_keep_one_text():
    """Of two texts for one cell that of the tab in hand holds."""
    result = read_log(CSV, "log.csv", as_of=AS_OF)
    name = application_keys(result.log.applications)[0]
    mine, theirs = (
        Additions(events=(Event(name, "edited", None, AS_OF, field="role", value=text),)) for text in "ab"
    )
    assert merge(Additions(), mine, theirs).events == mine.events
