"""Whatever the layout, no row is lost: rows read are applications plus rows set aside."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.questions import ASKED_ABOUT
from lib.log.reading import MOST_STATUSES, read_log
from lib.log.schema import ImportResult, UnreadableLog
from tests.tries import tries

AS_OF = date(2026, 6, 1)
companies = st.sampled_from(
    ["North", "South GmbH", "Ünïcode & Söhne", "=1+1", "C++ (", '"Quoted"', "a\nb", "", "n/a"]
)
roles = st.sampled_from(["Clerk", "Data Analyst", "Koch (m/w/d)", "工程师", "", "-"])
days = st.integers(0, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))
written = st.one_of(
    days.map(date.isoformat),
    days.map(lambda d: f"{d.day}.{d.month}.{d.year}"),
    st.sampled_from(["", "soon", "2025-08", "3 Mar"]),
)
statuses = st.sampled_from(
    [
        "Applied",
        "Rejected",
        "Ghosted",
        "Interview",
        "Offer declined",
        "Wishlist",
        "???",
        "",
        "Rejected after 2nd round",
    ]
)
rows = st.lists(st.tuples(companies, roles, written, statuses), min_size=1, max_size=12)
HEADER = ("Company", "Role", "Date applied", "Status")
SLOW = tries(12)


def as_csv(table) -> bytes:
    """The rows as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8")


def read(table) -> ImportResult | None:
    """The rows as a log, None where they are refused."""
    try:
        return read_log(as_csv(table), "log.csv", as_of=AS_OF)
    except UnreadableLog:
        return None


def accounted(result: ImportResult) -> set[int]:
    """The row numbers that turn up among the applications, the rows set aside, or the folded events."""
    folded = {repair.row for repair in result.repairs if repair.column == "row"}
    return set(result.log.applications["row"]) | {aside.row for aside in result.set_aside} | folded


def check(result: ImportResult | None, first: int, last: int) -> None:
    """Rows read add up, and every row from `first` to `last` that is part of the table turns up somewhere."""
    if result is None:
        return
    assert result.rows_read == len(result.log) + len(result.set_aside)
    numbers = accounted(result)
    assert numbers <= set(range(1, last + 1))
    filled = {row for row, _ in result.original.index} & set(range(first, last + 1))
    assert filled <= numbers


@SLOW
@given(rows)
def test_one_row_per_application(body):
    """Each row below the header is an application or is set aside."""
    check(read([HEADER, *body]), 2, len(body) + 1)


@SLOW
@given(rows, st.lists(st.integers(0, 11), max_size=3))
def test_repeated_headers_blanks_and_titles(body, places):
    """Headers said again, blank rows and a title above change nothing."""
    table = [list(row) for row in body]
    for place in sorted(places, reverse=True):
        table.insert(min(place, len(table)), list(HEADER) if place % 2 else ["", "", "", ""])
    check(read([["My search"], [], HEADER, *table]), 4, len(table) + 3)


@SLOW
@given(rows)
def test_rows_without_a_header(body):
    """A table without a header loses no row either."""
    check(read(body), 1, len(body))


@SLOW
@given(
    st.lists(st.tuples(companies, roles, written, statuses, roles, written, statuses), min_size=1, max_size=8)
)
def test_side_by_side(body):
    """Applications beside one another come from the row they stand in."""
    check(
        read([("Company", "Role 1", "Date 1", "Status 1", "Role 2", "Date 2", "Status 2"), *body]),
        2,
        len(body) + 1,
    )


@SLOW
@given(st.lists(st.tuples(companies, statuses, statuses), min_size=1, max_size=12))
def test_transitions(body):
    """A state before and a state after: every row is an application, folded into one, or set aside."""
    check(read([("Company", "From", "To"), *body]), 2, len(body) + 1)


@SLOW
@given(
    st.lists(
        st.tuples(companies, written, *[st.sampled_from(["", "x", "yes", "no", "✗", "2025-03-04"])] * 3),
        min_size=1,
        max_size=10,
    )
)
def test_stage_columns(body):
    """Ticks, answers and days in stage columns do not change which rows are applications."""
    check(read([("Company", "Applied", "Phone screen", "Onsite", "Rejected"), *body]), 2, len(body) + 1)


@SLOW
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=12))
def test_any_text_at_all(table):
    """Nothing that a table can hold leads to anything but a log with every row, or a refusal."""
    result = read(table)
    assert result is None or result.rows_read == len(result.log) + len(result.set_aside)


@tries(40)
@given(st.binary(max_size=400))
def test_any_bytes_at_all(data):
    """No bytes lead to anything but a log or a refusal."""
    try:
        result = read_log(data, "log.csv", as_of=AS_OF)
    except UnreadableLog:
        return
    assert result.rows_read == len(result.log) + len(result.set_aside)


@pytest.mark.slow
def test_more_statuses_than_anybody_writes_are_not_understood():
    """Beyond the bound status texts are kept and counted as not understood; none of their rows is lost.

    As many as are read are listed.
    """
    lines = [f"Company {i},Cook,2026-01-02,Rejected for reason {i}" for i in range(MOST_STATUSES + 5)]
    result = read_log("\n".join(["Company,Role,Date,Status", *lines]).encode(), "log.csv", as_of=AS_OF)
    assert len(result.log) == MOST_STATUSES + 5
    assert len(result.statuses) == MOST_STATUSES
    assert any(re.match(r"The status of [5-9] rows is not understood", note) for note in result.notes)


@pytest.mark.slow
def test_questions_are_bounded_however_many_words_nobody_knows():
    """The words of most rows are asked about first; the others are listed, and cost no question each."""
    words = [f"grumpf{i}" for i in range(ASKED_ABOUT + 5)] + ["hmpf"] * 3
    lines = [f"Company {i},Cook,2026-01-02,{word}" for i, word in enumerate(words)]
    result = read_log("\n".join(["Company,Role,Date,Status", *lines]).encode(), "log.csv", as_of=AS_OF)
    asked = [question.value for question in result.questions if question.about == "status"]
    assert (len(asked), asked[0]) == (ASKED_ABOUT, "hmpf")
    assert len(result.statuses) == ASKED_ABOUT + 6
