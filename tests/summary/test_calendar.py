"""The calendar, read by a parser of its own: unfold, split, done."""

from datetime import date

import pytest

from lib.log.reading import read_log
from lib.summary.additions import Additions, StepMark
from lib.summary.bundle import build
from lib.summary.calendar import to_ics
from tests.summary.small_logs import AS_OF

pytestmark = pytest.mark.slow


def events(data):
    """The entries of a calendar file as {property name: value}, alarms included."""
    assert data.endswith(b"\r\n")
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    found, current = [], None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
            found.append(current)
        elif current is not None and name != "END":
            current.setdefault(name.partition(";")[0], value.replace("\\,", ",").replace("\\;", ";"))
    return found


def test_one_all_day_entry_for_each_open_step_and_the_review(summarise):
    """Every dated step is a whole day, as is the day to look at the experiment again."""
    summary = summarise()
    found = events(to_ics(summary))
    assert len(found) == len(summary.plan.steps) + 1
    assert {len(e["DTSTART"]) for e in found} == {8}
    assert found[0]["DTSTART"] == summary.plan.steps[0].due.strftime("%Y%m%d")
    assert found[-1]["DTSTART"] == summary.experiment.review.strftime("%Y%m%d")


def test_each_entry_reminds_at_nine(summarise):
    """Each entry has an alarm, nine hours into its day."""
    assert {(e["ACTION"], e["TRIGGER"]) for e in events(to_ics(summarise()))} == {("DISPLAY", "PT9H")}


def test_identities_are_stable_and_distinct(summarise):
    """Importing the file twice doubles nothing, and no two entries are taken for one."""
    once, twice = ([e["UID"] for e in events(to_ics(summarise()))] for _ in range(2))
    assert once == twice
    assert len(set(once)) == len(once)


def test_done_steps_leave_and_postponed_ones_move(summarise):
    """A ticked step is gone from the calendar, a postponed one keeps its identity on its new day."""
    first, second = summarise().plan.steps[:2]
    marks = (StepMark(first.key, done=True), StepMark(second.key, due=date(2027, 1, 4)))
    before, after = (events(to_ics(summarise(Additions(marks=m)))) for m in ((), marks))
    assert len(after) == len(before) - 1
    assert (before[1]["UID"], "20270104") in {(e["UID"], e["DTSTART"]) for e in after}


def test_own_steps_with_a_day_are_entries(summarise):
    """A step of the person's own is in the calendar as they wrote it, commas and all."""
    own = StepMark("own-1", own=True, what="Call Dana; then, maybe, Joon", due=AS_OF)
    assert "Call Dana; then, maybe, Joon" in [
        e["SUMMARY"] for e in events(to_ics(summarise(Additions(marks=(own,)))))
    ]


def test_no_line_is_longer_than_the_standard_allows(summarise):
    """Lines are folded at 75 octets, as RFC 5545 asks."""
    assert max(len(line) for line in to_ics(summarise()).split(b"\r\n")) <= 75


def test_a_title_fits_the_calendar_and_the_whole_stands_below(summarise):
    """Up to the first colon; nothing of the step is lost."""
    for step, entry in zip((summary := summarise()).plan.steps, events(to_ics(summary)), strict=False):
        assert entry["SUMMARY"] == step.what.partition(": ")[0]
        assert step.what in (entry["SUMMARY"], *entry["DESCRIPTION"].split("\\n\\n"))


def test_a_conversation_to_come_is_an_entry_with_what_to_prepare():
    """Of what is still open, on its day; what was before today is none."""
    log = (
        b"Company,Role,Date applied,Status,Interview date\n"
        b"Norvik,Analyst,2026-10-01,Interview,2026-12-03\n"
        b"Ardel,Clerk,2026-10-02,Interview,2026-11-03\n"
        b"Quell,Clerk,2026-10-03,Rejected,2026-12-04\n"
    )
    day = date(2026, 11, 28)
    found = events(to_ics(build(read_log(log, "log.csv", as_of=day), day)))
    talks = [e for e in found if e["SUMMARY"].startswith("Interview: ")]
    assert [(e["SUMMARY"], e["DTSTART"]) for e in talks] == [("Interview: Norvik · Analyst", "20261203")]
    assert "Why them" in talks[0]["DESCRIPTION"]


def test_the_day_to_pick_the_search_up_again_is_an_entry():
    """After a final round that ended yesterday, a Friday: the Monday; once the rest is over there is none."""
    row = b"Norvik,Cook,2026-10-01,Rejected after final round,2026-11-27\n"
    log = b"Company,Role,Date applied,Status,Closed on\n" + row
    for day, expected in ((date(2026, 11, 28), ["20261130"]), (date(2026, 12, 1), [])):
        found = events(to_ics(build(read_log(log, "log.csv", as_of=day), day)))
        again = [e["DTSTART"] for e in found if e["SUMMARY"] == "Pick the search up again"]
        assert again == expected
