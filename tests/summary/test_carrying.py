"""What was added to one version of a log, in the next one; and additions from two places joined."""

from dataclasses import replace
from datetime import date

import pytest

from lib.log.files.books import open_book
from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.log.versions import compare
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.bundle import build
from lib.summary.carrying import carry_over, join, merge, since_saved
from lib.summary.roundtrip import restore
from lib.summary.workbook import to_workbook

pytestmark = pytest.mark.slow

AS_OF = date(2026, 4, 20)
HEADER = "Company,Role,Date applied,Status\n"
ROWS = "Acme,Cook,2026-03-02,Rejected\nBirch,Cook,2026-03-05,Applied\n"


def read(rows: str):
    """What a small file gives."""
    return read_log((HEADER + rows).encode(), "log.csv", as_of=AS_OF)


def key_of(log, position: int) -> str:
    """The key of one application."""
    return str(application_keys(log.applications)[position])


def test_reflections_and_steps_follow_a_respelt_company():
    """They stand at the application's new name, and nothing stays at the old one."""
    before, after = read(ROWS).log, read(ROWS.replace("Acme", "Acme AG")).log
    old, new = key_of(before, 0), key_of(after, 0)
    added = Additions(
        reflections={old: Reflection(reason="Salary")}, marks=(StepMark(f"feedback/ask/{old}", done=True),)
    )
    carried = carry_over(added, compare(before, after), before, after)
    assert carried.reflections == {new: Reflection(reason="Salary")}
    assert carried.marks == (StepMark(f"feedback/ask/{new}", done=True),)


def test_what_belongs_to_a_missing_application_is_kept():
    """A row that was deleted takes nothing with it: it may come back."""
    before, after = read(ROWS).log, read(ROWS.splitlines()[1] + "\n").log
    added = Additions(reflections={key_of(before, 0): Reflection(lesson="Ask earlier")})
    assert carry_over(added, compare(before, after), before, after) == added


def test_a_told_stage_gives_way_to_a_higher_known_one():
    """Told "screen" while the file said a bare "Rejected"; the file now says after the interview."""
    before = read(ROWS).log
    after = read(ROWS.replace("Rejected", "Rejected after interview")).log
    told = Reflection(stage="screen", reason="Salary")
    carried = carry_over(
        Additions(reflections={key_of(before, 0): told}), compare(before, after), before, after
    )
    assert carried.reflections == {key_of(after, 0): Reflection(reason="Salary")}


def test_joining_loses_nothing_of_either():
    """Each side's words are there; where both say something different the first is right."""
    one = Additions(
        reflections={"a": Reflection(reason="Salary"), "b": Reflection(lesson="x")},
        marks=(StepMark("s"),),
        contacts=(Contact("Ada"),),
    )
    other = Additions(
        reflections={"a": Reflection(reason="Fit", feeling=2)},
        marks=(StepMark("s", done=True), StepMark("t", what="Call", own=True)),
        contacts=(Contact("ada "), Contact("Bo")),
        experiment={"key": "k"},
    )
    joined = join(one, other)
    assert joined.reflections == {"a": Reflection(reason="Salary", feeling=2), "b": Reflection(lesson="x")}
    assert joined.marks == (StepMark("s", done=True), StepMark("t", what="Call", own=True))
    assert joined.contacts == (Contact("Ada"), Contact("Bo"))
    assert joined.experiment == {"key": "k"}
    assert join(joined, one) == join(joined, other) == joined


BASE = Additions(
    reflections={"a": Reflection(reason="Salary", lesson="x"), "b": Reflection(lesson="y")},
    marks=(StepMark("s", done=True), StepMark("t", what="Call", own=True)),
    contacts=(Contact("Ada"), Contact("Bo"), Contact("Bo")),
    experiment={"key": "k"},
)


def test_merging_keeps_what_either_changed():
    """A tick taken back in one place, an answer changed in the other, a step new in either: all there."""
    one = replace(
        BASE,
        reflections=dict(BASE.reflections) | {"a": Reflection(reason="Fit", lesson="x")},
        marks=(StepMark("s"), BASE.marks[1], StepMark("u", done=True)),
    )
    other = replace(
        BASE,
        reflections=dict(BASE.reflections) | {"a": Reflection(reason="Salary", lesson="z")},
        marks=(replace(BASE.marks[0], due=AS_OF), BASE.marks[1], StepMark("u", due=AS_OF)),
    )
    merged = merge(BASE, one, other)
    assert merged.reflections["a"] == Reflection(reason="Fit", lesson="z")
    assert merged.marks == (
        StepMark("s", due=AS_OF),
        BASE.marks[1],
        StepMark("u", done=True, due=AS_OF),
    )
    assert merge(BASE, merged, other) == merged


def test_merging_brings_nothing_back_that_was_deleted():
    """What one place deleted stays deleted, unless the other has written to it since."""
    emptied = Additions(reflections={"b": BASE.reflections["b"]}, contacts=BASE.contacts[1:2])
    for merged in (merge(BASE, emptied, BASE), merge(BASE, BASE, emptied)):
        assert merged == emptied
    wrote = replace(BASE, reflections=dict(BASE.reflections) | {"a": Reflection(lesson="new")})
    assert merge(BASE, emptied, wrote).reflections["a"] == Reflection(lesson="new")


def test_where_both_places_say_something_different_the_first_is_right():
    """The place that saves last is asked first: its word is the newer one."""
    one, other = (replace(BASE, contacts=(Contact("Ada", next_step=step),)) for step in ("write", "call"))
    assert merge(BASE, one, other).contacts == one.contacts
    assert merge(BASE, other, one).contacts == other.contacts


def test_a_workbook_knows_what_was_added_to_it_since():
    """Unchanged it keeps its own past; with other applications in it, its saved state is the past."""
    result = read(ROWS)
    data = to_workbook(build(result, AS_OF, additions=Additions(earlier="before that")))
    saved = restore(open_book(data, "detour.xlsx"))
    added = saved.additions(result)
    assert since_saved(added, saved.now, result.log) == added == replace(added, earlier="before that")
    longer = read(ROWS + "Cedar,Cook,2026-04-01,Applied\n").log
    assert since_saved(added, saved.now, longer).earlier == saved.now
