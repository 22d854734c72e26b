"""Events beside a log: what they change, and what becomes of them when a later spreadsheet comes."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log import news
from lib.log.identity import application_keys
from lib.log.later_news import carry
from lib.log.news import Event, hold, live, record, undo, with_news
from lib.log.reading import read_log
from tests.tries import tries

AS_OF = date(2026, 11, 28)
DAY = date(2026, 11, 27)
HEADER = "Company,Role,Date applied,Status,Reply date,Closed on,Interview date,Notes\n"
ROWS = (
    "Norvik,Analyst,2026-10-01,Applied,,,,\n"
    "Ardel,Analyst,2026-10-02,Interview,2026-10-10,,2026-10-15,\n"
    "Quell,Clerk,2026-10-03,Rejected,2026-10-08,2026-10-08,,\n"
)


def read(rows: str = ROWS):
    """What a small file gives."""
    return read_log((HEADER + rows).encode(), "log.csv", as_of=AS_OF).log


def key(log, place: int) -> str:
    """The key of one application."""
    return str(application_keys(log.applications)[place])


def told(log, place: int, what: str, **more) -> Event:
    """One event about an application of the log, as it is recorded."""
    event = Event(key(log, place), what, more.pop("on", DAY), AS_OF, **more)
    return record((), log, event)[-1]


def test_a_no_ends_an_application_and_keeps_how_far_it_got():
    """Outcome and day of the end are the news; the stage stays, and an earlier reply stays the first."""
    log = read()
    after = with_news(log, [told(log, 1, "rejected")]).applications.loc[1]
    assert (after["stage"], after["outcome"]) == ("interview", "rejected")
    assert (after["closed_on"], after["replied_on"]) == (pd.Timestamp(DAY), pd.Timestamp("2026-10-10"))


def test_a_no_at_once_is_the_first_word_and_as_certain_as_others_of_the_log():
    """A log with columns for stages knows how far its rejections got, another does not: so does the news."""
    log = read()
    assert with_news(log, [told(log, 0, "rejected")]).applications["stage_known"].loc[0]
    rows = "Norvik,Analyst,2026-10-01,Applied\nQuell,Clerk,2026-10-03,Rejected\n"
    log = read_log(("Company,Role,Date applied,Status\n" + rows).encode(), "log.csv", as_of=AS_OF).log
    after = with_news(log, [told(log, 0, "rejected")]).applications.loc[0]
    assert after["replied_on"] == after["closed_on"] == pd.Timestamp(DAY)
    assert not after["stage_known"]


def test_an_invitation_opens_what_was_closed():
    """Turned down in October, invited in November: open, with the day of the interview."""
    log = read()
    due = date(2026, 12, 3)
    after = with_news(log, [told(log, 2, "invited", stage="interview", due=due)]).applications.loc[2]
    assert (after["stage"], after["outcome"]) == ("interview", "open")
    assert after["interview_on"] == pd.Timestamp(due)
    assert pd.isna(after["closed_on"])


@pytest.mark.parametrize(
    ("what", "stage", "outcome"),
    [
        ("offer", "offer", "offer"),
        ("accepted", "offer", "accepted"),
        ("declined", "offer", "declined"),
        ("withdrawn", "applied", "withdrawn"),
        ("no_reply", "applied", "no_reply"),
    ],
)
def test_every_kind_of_news_has_its_standing(what, stage, outcome):
    """What an application is after each kind of news."""
    log = read()
    after = with_news(log, [told(log, 0, what)]).applications.loc[0]
    assert (after["stage"], after["outcome"]) == (stage, outcome)


def test_rows_come_cells_change_and_rows_go_and_all_of_it_is_undone():
    """Undoing an added row takes what was told about it along; nothing is left of any of it."""
    log = read()
    name = news.new_name((), "Ostra", "Cook", AS_OF)
    events = record(
        (),
        log,
        Event(name, "added", None, AS_OF),
        Event(name, "edited", None, AS_OF, field="company", value="Ostra"),
        Event(name, "edited", None, AS_OF, field="applied_on", value="2026-11-20"),
        Event(name, "rejected", DAY, AS_OF),
        Event(key(log, 2), "removed", None, AS_OF),
        Event(key(log, 0), "edited", None, AS_OF, field="notes", value="Ask Tom"),
    )
    after = with_news(log, events).applications
    assert after["company"].tolist() == ["Norvik", "Ardel", "Ostra"]
    assert after["notes"].tolist()[0] == "Ask Tom"
    assert after["outcome"].tolist() == ["open", "open", "rejected"]
    assert after["applied_on"].iloc[2] == pd.Timestamp("2026-11-20")
    assert after.dtypes.equals(log.applications.dtypes)
    assert undo(events, [events[0].key]) == events[4:]
    assert undo(events, [e.key for e in events]) == ()


def test_a_cell_edited_twice_keeps_one_event_and_edited_back_none():
    """What is as the spreadsheet says is no change."""
    log = read()
    edit = lambda value: Event(key(log, 0), "edited", None, AS_OF, field="role", value=value)  # noqa: E731
    events = record((), log, edit("Cook"))
    events = record(events, log, edit("Clerk"))
    assert [e.value for e in events] == ["Clerk"]
    assert record(events, log, edit("Analyst")) == ()


def test_a_later_spreadsheet_that_says_the_same_makes_the_event_vanish():
    """Sorted anew and brought up to date by hand: nothing is told twice."""
    log = read()
    lines = ROWS.splitlines(keepends=True)
    later = read(
        lines[2]
        + lines[0].replace("Applied,,", "Rejected,2026-11-27,2026-11-27")
        + lines[1].replace(",,2026", ",2026-11-27,2026").replace("Interview,", "Rejected after interview,")
    )
    events = record((), log, told(log, 0, "rejected"), told(log, 1, "rejected"))
    assert carry(events, log, later).events == ()


def test_an_event_is_kept_beside_a_spreadsheet_that_does_not_say_so_yet():
    """The row moved, the status did not: the event is found at its application and holds."""
    log = read()
    lines = ROWS.splitlines(keepends=True)
    later = read("Neu,Cook,2026-11-20,Applied,,,,\n" + lines[1] + lines[0].replace("Norvik", "Norvik AG"))
    carried = carry(record((), log, told(log, 0, "rejected")), log, later)
    assert [e.application for e in carried.events] == [key(later, 2)]
    assert with_news(later, carried.events).applications["outcome"].tolist() == ["open", "open", "rejected"]
    assert not live(later, carried.events).disagreements


def test_a_later_spreadsheet_that_says_otherwise_is_asked_about():
    """It was changed after the event was recorded: until the person says, the spreadsheet holds."""
    log = read()
    later = read(ROWS.replace("2026-10-01,Applied,", "2026-10-01,Offer,"))
    carried = carry(record((), log, told(log, 0, "rejected")), log, later)
    told_now = live(later, carried.events)
    assert told_now.log.applications["outcome"].iloc[0] == "offer"
    (asked,) = told_now.disagreements
    assert (asked.row, asked.says) == (2, "offer offer")
    held = hold(carried.events, later, asked.application)
    assert with_news(later, held).applications["outcome"].iloc[0] == "rejected"
    assert not live(later, held).disagreements


def test_an_added_row_that_has_come_into_the_spreadsheet_is_no_second_one():
    """The row and the news about it are in the file now: both events vanish."""
    log = read()
    name = news.new_name((), "Ostra", "Cook", AS_OF)
    cells = {"company": "Ostra", "role": "Cook", "applied_on": "2026-11-20"}
    edits = [Event(name, "edited", None, AS_OF, field=f, value=v) for f, v in cells.items()]
    events = record((), log, Event(name, "added", None, AS_OF), *edits, Event(name, "rejected", DAY, AS_OF))
    later = read(ROWS + "Ostra,Cook,2026-11-20,Rejected,2026-11-27,2026-11-27,,\n")
    assert carry(events, log, later).events == ()
    behind = carry(events, log, read(ROWS + "Ostra,Cook,2026-11-20,Applied,,,,\n")).events
    assert [e.what for e in behind] == ["rejected"]


WHATS = st.sampled_from([w for w in news.STANDINGS if w != "open"])


@given(st.lists(st.tuples(st.integers(0, 2), WHATS, st.integers(0, 30)), max_size=6))
def test_any_news_keeps_the_shape_of_the_log_and_is_undone_in_one(happened):
    """Columns and types stay; recording is idempotent; undoing all of it gives the log as it was."""
    log = read()
    events: news.Events = ()
    for place, what, days in happened:
        stage = "interview" if what == "invited" else None
        event = Event(key(log, place), what, DAY - timedelta(days=days), AS_OF, stage=stage)
        events = record(record(events, log, event), log, event)
    after = with_news(log, events).applications
    assert after.dtypes.equals(log.applications.dtypes)
    last = {place: what for place, what, _ in happened}
    for place, what in last.items():
        # Whoever withdraws with an offer in hand declines it.
        withdrew = {"withdrawn", "declined"} if what == "withdrawn" else {what}
        # An invitation leaves an offer standing.
        stands = {"open", "offer"} if what == "invited" else withdrew
        assert after["outcome"][place] in stands or len(happened) > 3
    assert len({e.key for e in events}) == len(events)
    assert with_news(log, undo(events, [e.key for e in events])) is log


SAID = {
    "rejected": "Rejected,2026-11-27,2026-11-27",
    "withdrawn": "Withdrawn,,2026-11-27",
    "no_reply": "No response,,",
    "offer": "Offer,2026-11-27,",
}
"""News → what somebody who keeps the spreadsheet writes for it: status, reply, end."""
LATER = st.lists(
    st.tuples(st.sampled_from(sorted(SAID)), st.sampled_from(["silent", "agrees", "differs"])),
    min_size=1,
    max_size=6,
)


@tries(15)
@given(LATER, st.randoms(use_true_random=False))
def test_a_later_spreadsheet_agrees_is_silent_or_differs_wherever_its_rows_are(happened, chance):
    """Told by the file the event is gone, unsaid it holds, denied it is asked about; no row is mixed up."""

    def row(place: int, status: str) -> str:
        return f"Firm {place},Clerk,2026-10-{place + 1:02},{status},,\n"

    log = read("".join(row(place, "Applied,,") for place in range(len(happened))))
    events: news.Events = ()
    for place, (what, _) in enumerate(happened):
        events = record(events, log, Event(key(log, place), what, DAY, AS_OF))
    said = {"silent": lambda _: "Applied,,", "agrees": SAID.get, "differs": lambda _: "Interview,2026-11-20,"}
    rows = [row(place, said[how](what)) for place, (what, how) in enumerate(happened)]
    chance.shuffle(rows)
    later = read("".join([row(20, "Applied,,"), *rows]))
    kept = carry(events, log, later).events
    after = live(later, kept)
    stands = dict(zip(after.log.applications["company"], after.log.applications["outcome"], strict=True))
    for place, (what, how) in enumerate(happened):
        assert stands[f"Firm {place}"] == ("open" if how == "differs" else what)
    assert stands["Firm 20"] == "open"
    assert len(kept) == sum(how != "agrees" for _, how in happened)
    asked = {later.applications["company"][a.row - 2] for a in after.disagreements}
    assert asked == {f"Firm {place}" for place, (_, how) in enumerate(happened) if how == "differs"}
