"""Two versions of one log: the same applications recognised, and what happened in between."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.reading import read_log
from lib.log.schema import ApplicationLog
from lib.log.versions import compare, match_applications
from tests.tries import tries

HEADER = "Company,Role,Date applied,Status,Link\n"
EARLIER = (
    "Acme GmbH,Data analyst,2026-03-02,Applied,https://a.example/1\n"
    "Birch,Engineer,2026-03-05,Applied,\n"
    "Cedar,Engineer,2026-03-09,Phone screen,\n"
    "Dogwood,Planner,2026-03-12,Applied,\n"
)


def log(rows: str) -> ApplicationLog:
    """The log that a small CSV file holds."""
    return read_log((HEADER + rows).encode(), "log.csv", as_of=date(2026, 6, 1)).log


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Birch,Engineer,2026-03-05", "Birch,Engineer,2026-03-06"),
        ("Birch,Engineer,2026-03-05", "Birch,Engineer,2026-05-03"),
        ("Birch,Engineer,2026-03-05", "Birch,Engineer,2025-03-05"),
        ("Birch,Engineer,2026-03-05", "Birch,Engineer,"),
        ("Birch,Engineer,2026-03-05", "Birch Ltd.,Engineer,2026-03-05"),
        ("Birch,Engineer,2026-03-05", "Brich,Engineer,2026-03-05"),
        ("Birch,Engineer,2026-03-05", "Birch,Senior engineer,2026-03-05"),
        ("Birch,Engineer,2026-03-05", "Birch,,2026-03-05"),
        ("Acme GmbH,Data analyst,2026-03-02", "Acme Group,Controller,2026-05-20"),
    ],
    ids=["day", "day and month", "year", "no day", "company", "typo", "role", "no role", "link"],
)
def test_a_corrected_row_is_the_same_application(was: str, now: str):
    """One correction of a day, name or role leaves the application what it was; nothing counts as new."""
    later = log(EARLIER.replace(was, now))
    assert match_applications(log(EARLIER).applications, later.applications).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "now", ["Birch,Engineer,2026-09-01", "Birch,Gardener,2026-03-05", "Elder,Engineer,2026-03-05"]
)
def test_another_application_is_new(now: str):
    """Half a year later, another role, or another company is another application."""
    changes = compare(log(EARLIER), log(EARLIER.replace("Birch,Engineer,2026-03-05", now)))
    assert (changes.new, changes.gone) == ((1,), 1)


def test_what_happened_is_counted_once_each():
    """An end counts as that end, a stage reached as that stage, whatever else moved with it."""
    lines = EARLIER.splitlines()
    lines[0] = lines[0].replace("Applied", "Rejected after interview")
    lines[1] = lines[1].replace("Applied", "Interview")
    lines[2] = lines[2].replace("Phone screen", "Applied")
    changes = compare(
        log(EARLIER), log("\n".join([*reversed(lines), "Elder,Cook,2026-04-01,Applied,"]) + "\n")
    )
    assert changes.counts() == {"interview": 1, "rejected": 1, "corrected": 1}
    assert (changes.new, changes.recognised, changes.gone) == ((4,), 4, 0)


def test_reapplying_is_new_beside_the_first_application():
    """A second application for the same job is new; the first one keeps its place."""
    changes = compare(log(EARLIER), log("Birch,Engineer,2026-03-20,Applied,\n" + EARLIER))
    assert changes.new == (0,)


def test_a_key_that_changed_leads_to_the_new_one():
    """What was added under the old name of an application is found under its new one."""
    from lib.log.identity import application_keys

    earlier, later = log(EARLIER), log(EARLIER.replace("Birch", "Birch AG"))
    old, new = application_keys(earlier.applications)[1], application_keys(later.applications)[1]
    assert old != new
    assert compare(earlier, later).keys[old] == new


def test_two_searches_are_not_related():
    """Fewer than a third recognised: two people's logs, or two searches."""
    other = (
        "Elder,Cook,2026-04-01,Applied,\nFir,Baker,2026-04-02,Applied,\nBirch,Engineer,2026-03-05,Applied,\n"
    )
    assert not compare(log(EARLIER), log(other)).related
    assert compare(log(EARLIER), log(EARLIER.splitlines()[0] + "\n" + EARLIER.splitlines()[1] + "\n")).related


NAMES = st.sampled_from(["Acme", "Acme Ltd", "Birch", "birch ", "Cedar & Co", "", None])
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1))
ROWS = st.lists(st.tuples(NAMES, NAMES, DAYS), max_size=12)


def frame(rows: list[tuple]) -> pd.DataFrame:
    """The columns by which applications are told apart."""
    companies, roles, days = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {
            "company": pd.array(companies, dtype="str"),
            "role": pd.array(roles, dtype="str"),
            "applied_on": pd.to_datetime(pd.Series(days, dtype="object")).astype("datetime64[us]"),
            "url": pd.array([None] * len(rows), dtype="str"),
        }
    )


@tries(15)
@given(ROWS, ROWS)
def test_no_application_is_matched_twice(before: list[tuple], after: list[tuple]):
    """Whatever the two versions hold, each application is given at most once, and only ones that exist."""
    found = match_applications(frame(before), frame(after))
    taken = found[found >= 0]
    assert len(found) == len(after)
    assert len(set(taken.tolist())) == len(taken)
    assert set(taken.tolist()) <= set(range(len(before)))


@tries(15)
@given(ROWS, st.data())
def test_moving_rows_and_adding_some_loses_nothing(rows: list[tuple], data: st.DataObject):
    """Shuffled, and with rows added, every earlier application is found again under the same names."""
    moved = data.draw(st.permutations([*rows, ("Quince", "Sailor", date(2020, 1, 1))]))
    earlier, later = frame(rows), frame(moved)
    found = match_applications(earlier, later)
    assert (found >= 0).sum() == len(rows)
    there = np.flatnonzero(found >= 0)
    same = later.iloc[there].reset_index(drop=True), earlier.iloc[found[there]].reset_index(drop=True)
    folded = [f[["company", "role"]].fillna("").map(lambda t: t.strip().casefold()) for f in same]
    assert folded[0].equals(folded[1])
