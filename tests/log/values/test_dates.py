"""Columns of dates: read one by one in any notation, resolved together, and never a reason to fail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.values.dates import DateColumn, date_share, read_dates, read_day

AS_OF = date(2026, 11, 23)


def days(column: DateColumn) -> list[str | None]:
    """The days of a column as texts."""
    return [None if np.isnat(day) else str(day) for day in column.days]


NOTATIONS = {
    "2025-03-04": "2025-03-04",
    "2025-3-4": "2025-03-04",
    "2025/03/04": "2025-03-04",
    "2025.03.04": "2025-03-04",
    "20250304": "2025-03-04",
    "2025-03-04T18:12:00Z": "2025-03-04",
    "2025-03-04T23:30:00+02:00": "2025-03-04",
    "2025-03-04 15:04:56.667957": "2025-03-04",
    "25/12/2025": "2025-12-25",
    "12/25/2025": "2025-12-25",
    "12/25/25": "2025-12-25",
    "25.12.2025": "2025-12-25",
    "4.3.2025": "2025-03-04",
    "4. 3. 2025": "2025-03-04",
    "25-12-2025": "2025-12-25",
    "12/25/2025 6:51:27 PM": "2025-12-25",
    "4 Mar 2025": "2025-03-04",
    "4-Mar-25": "2025-03-04",
    "March 4, 2025": "2025-03-04",
    "Mar 4th 2025": "2025-03-04",
    "4th of March 2025": "2025-03-04",
    "Tue, 4 Mar 2025 10:00:00 +0100": "2025-03-04",
    "Tuesday, March 4, 2025": "2025-03-04",
    "Sept 4 2025 at 9am": "2025-09-04",
    "4. März 2025": "2025-03-04",
    "Di, 04.03.2025": "2025-03-04",
    "4 mars 2025": "2025-03-04",
    "1er août 2025": "2025-08-01",
    "4 de marzo de 2025": "2025-03-04",
    "4 de março de 2025": "2025-03-04",
    "4 marzo 2025": "2025-03-04",
    "4 maart 2025": "2025-03-04",
    "4 marca 2025": "2025-03-04",
    "4 mars 2025 kl. 10:00": "2025-03-04",
    "2025年3月4日": "2025-03-04",
    "2025年3月4日 下午3点": "2025-03-04",
    "2025/3/4(火)": "2025-03-04",
    "令和7年3月4日": "2025-03-04",
    "45720": "2025-03-04",
    "1741046400": "2025-03-04",
    "1741046400000": "2025-03-04",
    "applied 4 Mar 2025 by mail": "2025-03-04",
}


@pytest.mark.parametrize(("text", "day"), NOTATIONS.items())
def test_a_day_is_read_in_every_notation(text: str, day: str) -> None:
    """One cell with a settled date gives that day."""
    assert days(read_dates([text], as_of=AS_OF)) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "n/a",
        "null",
        "not yet",
        "Berlin",
        "R202671483",
        "12,000",
        "Round 2/3",
        "31/02/2025",
        "16:30",
        "2024",
        "v2.0",
    ],
)
def test_what_is_no_day_gives_none(text: str) -> None:
    """Words, amounts, times and impossible days are no dates."""
    assert days(read_dates([text], as_of=AS_OF)) == [None]


@pytest.mark.parametrize(
    "text", ["Before 2025-01-24", "by 3 Mar 2025", "vor dem 24.1.2025", "until March 3", "3月4日前"]
)
def test_a_bound_is_no_day(text: str) -> None:
    """Before, by and until a day, the day itself is not known; the cell is reported as unread."""
    column = read_dates([text], as_of=AS_OF)

    assert days(column) == [None]
    assert column.unread == (0,)


@pytest.mark.parametrize(
    ("text", "day"),
    {
        "13/3/2025-15/3/2025": "2025-03-13",
        "2025-03-05/2025-03-07": "2025-03-05",
        "5 Mar - 7 Mar 2025": "2025-03-05",
        "Mar 5 – Mar 7, 2025": "2025-03-05",
        "13/3 - 15/3/2025": "2025-03-13",
        "3 März 2025 bis 5 März 2025": "2025-03-03",
    }.items(),
)
def test_of_a_span_the_first_day_counts(text: str, day: str) -> None:
    """From one day to another, each written in full or the first without its year, is the first of them."""
    assert days(read_dates([text], as_of=AS_OF)) == [day]


@pytest.mark.parametrize(
    "text", ["2025-W12", "2025W12", "W12 2025", "KW 12 2025", "KW12/2025", "Week 12, 2025", "semaine 12 2025"]
)
def test_of_a_week_its_monday_is_inferred(text: str) -> None:
    """A numbered week of a year gives its Monday, and the repair says so."""
    column = read_dates([text], as_of=AS_OF)

    assert days(column) == ["2025-03-17"]
    assert column.repairs == ((0, text, "2025-03-17", "only the week is written; its Monday was taken"),)


def test_a_week_without_its_year_is_that_of_the_rows_around_it() -> None:
    """Its year is inferred as that of a day, so that a new year begins in the rows; its Monday is taken."""
    weeks = read_dates(["KW 51", "v 52", "uge 1", "sem. 3"], as_of=date(2026, 2, 23))
    assert days(weeks) == ["2025-12-15", "2025-12-22", "2025-12-29", "2026-01-12"]


@pytest.mark.parametrize("text", ["2025-W60", "KW 54", "week 0", "V2", "version 2025w"])
def test_what_is_no_week_of_a_year_gives_none(text: str) -> None:
    """A week that no year has, or a version, is no day."""
    assert days(read_dates([text], as_of=AS_OF)) == [None]


@pytest.mark.parametrize(
    "text", ["2025-08", "08/2025", "Aug 2025", "August 2025", "2025年8月", "agosto 2025", "202508"]
)
def test_a_month_has_no_exact_day(text: str) -> None:
    """Of a bare month the first day is kept, marked as not exact."""
    column = read_dates([text], as_of=AS_OF)

    assert days(column) == ["2025-08-01"]
    assert not column.exact[0]


def test_one_impossible_month_settles_the_column() -> None:
    """13/01 can only be 13 January, so 12/01 is 12 January."""
    column = read_dates(["12/01/2025", "13/01/2025"], as_of=AS_OF)

    assert days(column) == ["2025-01-12", "2025-01-13"]
    assert (column.order, column.decided, column.ambiguous) == ("dmy", True, 0)


def test_iso_days_among_others_keep_their_own_order() -> None:
    """In a day-first column 2025-02-03 is still 3 February."""
    assert days(read_dates(["24/01/2025", "2025-02-03"], as_of=AS_OF)) == ["2025-01-24", "2025-02-03"]


@pytest.mark.parametrize("rows", [1, -1])
def test_the_order_that_keeps_rows_in_sequence_is_preferred(rows: int) -> None:
    """Where every value can be read both ways, the rows rise or fall under the true order only."""
    cells = ["03/04/2025", "05/04/2025", "09/04/2025", "02/05/2025", "01/06/2025"][::rows]
    column = read_dates(cells, as_of=AS_OF)

    assert days(column)[::rows] == ["2025-04-03", "2025-04-05", "2025-04-09", "2025-05-02", "2025-06-01"]
    assert (column.order, column.decided) == ("dmy", True)


def test_nothing_lies_in_the_future_if_another_order_avoids_it() -> None:
    """On 10 February, 02/12 was not 2 December but 12 February is no better: 01/12 was 12 January."""
    column = read_dates(["01/12/2025", "02/10/2025"], as_of=date(2025, 3, 1))

    assert days(column) == ["2025-01-12", "2025-02-10"]
    assert column.decided


def test_what_nothing_settles_is_asked_with_a_default() -> None:
    """A single 03/04 is undecided: a default is read, and the rows it matters for are counted."""
    column = read_dates(["03/04/2025", "05/05/2025"], as_of=AS_OF)

    assert (column.order, column.decided, column.ambiguous) == ("mdy", False, 1)


@pytest.mark.parametrize(("day_first", "day"), [(True, "2025-04-03"), (False, "2025-03-04")])
def test_the_persons_word_on_the_order_counts(day_first: bool, day: str) -> None:
    """What the person said about the order is followed and settles it."""
    column = read_dates(["03/04/2025"], as_of=AS_OF, day_first=day_first)

    assert (days(column), column.decided) == ([day], True)


def test_a_value_against_the_order_is_read_and_reported() -> None:
    """Among day-first rows 01/14/2025 can only be 14 January; the swap is a repair."""
    cells = ["13/01/2025", "14/01/2025", "15/01/2025", "16/01/2025", "17/01/2025", "01/18/2025"]
    column = read_dates(cells, as_of=AS_OF)

    assert days(column)[-1] == "2025-01-18"
    assert [(row, before, after) for row, before, after, _ in column.repairs] == [
        (5, "01/18/2025", "2025-01-18")
    ]


def test_missing_years_follow_the_rows_over_new_year() -> None:
    """Without years the rows run on over New Year, the last of them not after the reading date."""
    column = read_dates(["27 Oct", "3 Dec", None, "2 Jan", "5 Feb"], as_of=AS_OF)

    assert days(column) == ["2025-10-27", "2025-12-03", None, "2026-01-02", "2026-02-05"]
    assert {why for *_, why in column.repairs} == {"year inferred"}


def test_missing_years_follow_the_rows_backwards_too() -> None:
    """Newest first: the first row is the latest."""
    assert days(read_dates(["5 Feb", "2 Jan", "3 Dec"], as_of=AS_OF)) == [
        "2026-02-05",
        "2026-01-02",
        "2025-12-03",
    ]


def test_a_written_year_settles_those_without() -> None:
    """Rows without a year lie near the rows that have one."""
    assert days(read_dates(["3.12.2023", "20.12.", "4.1."], as_of=AS_OF)) == [
        "2023-12-03",
        "2023-12-20",
        "2024-01-04",
    ]


def test_an_event_lies_after_the_application() -> None:
    """With the day applied given, a missing year is the first that puts the event on or after it."""
    applied = np.array(["2020-07-19", "2020-11-18"], "datetime64[D]")

    assert days(read_dates(["27-Oct", "4-Jan"], as_of=AS_OF, after=applied)) == ["2020-10-27", "2021-01-04"]


def test_month_and_day_as_a_decimal_number() -> None:
    """7.04 is 4 July; 7.2 after 7.19 lost its zero and is 20 July, but 4.2 before 4.4 is 2 April."""
    column = read_dates([3.28, 4.2, 4.4, 7.04, 7.19, 7.2, 7.27], as_of=AS_OF)

    assert [day[5:] for day in days(column) if day] == [
        "03-28",
        "04-02",
        "04-04",
        "07-04",
        "07-19",
        "07-20",
        "07-27",
    ]


def test_a_name_and_a_number_are_a_day_unless_all_numbers_are_years() -> None:
    """Mar-3 beside Mar-25 is a day; Mar-25 beside Apr-26 in 2026 is a month."""
    assert days(read_dates(["Mar-3", "Mar-25"], as_of=AS_OF)) == ["2026-03-03", "2026-03-25"]
    assert days(read_dates(["Mar-25", "Apr-26"], as_of=AS_OF)) == ["2025-03-01", "2026-04-01"]


def test_two_digit_years_may_come_first() -> None:
    """24-03-15 is of 2024 where the other reading lies in the far past."""
    assert days(read_dates(["24-03-15", "24-11-02"], as_of=AS_OF)) == ["2024-03-15", "2024-11-02"]


def test_impossible_years_and_futures_are_kept_and_named() -> None:
    """Years such as 2205 and 0025 and days to come stay as written and are listed as odd."""
    column = read_dates(["2205-01-01", "0025-03-04", "2026-12-24", "2026-11-01"], as_of=AS_OF)

    assert days(column) == ["2205-01-01", "0025-03-04", "2026-12-24", "2026-11-01"]
    assert column.odd == (0, 1, 2)


def test_typed_cells_are_days_already() -> None:
    """Dates, timestamps and columns of timestamps need no reading."""
    cells = [
        datetime(2025, 3, 4, 12, tzinfo=UTC),
        date(2025, 3, 5),
        pd.Timestamp("2025-03-06"),
        pd.NaT,
        float("nan"),
    ]

    assert days(read_dates(cells, as_of=AS_OF)) == ["2025-03-04", "2025-03-05", "2025-03-06", None, None]
    assert days(read_dates(pd.Series(pd.to_datetime(["2025-03-04"])), as_of=AS_OF)) == ["2025-03-04"]


@pytest.mark.parametrize("cells", [[], [None], ["", "-"]])
def test_empty_columns_have_no_days(cells: list[object]) -> None:
    """Nothing in, nothing out: no day, no order, no question."""
    column = read_dates(cells, as_of=AS_OF)

    assert (days(column), column.order, column.decided, column.unread) == (
        [None] * len(cells),
        None,
        True,
        (),
    )


def test_dates_are_told_from_amounts_and_words() -> None:
    """The share of dates is high for dates and low for salaries, ratings and names."""
    assert date_share(["2025-03-04", "13.1.2025", "", "-"]) == 1.0
    assert date_share([60000, 45000, 48000, 52000]) == 0.0
    assert date_share(["Berlin", "3 Mar was nice", "R2"]) == 0.0


FORMATS = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%d-%b-%Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%Y%m%d",
    "%Y/%m/%d %H:%M:%S",
    "%d/%m/%y",
]
SEARCH_DAYS = st.dates(date(2000, 1, 1), date(2029, 12, 31))


@given(st.lists(SEARCH_DAYS, min_size=1, max_size=6), st.sampled_from(FORMATS))
def test_any_day_survives_any_notation(found: list[date], notation: str) -> None:
    """A day written in a supported notation is read back as that day, where the order is known."""
    cells = [day.strftime(notation) for day in found]
    column = read_dates(cells, as_of=date(2030, 1, 1), day_first=True)

    assert days(column) == [str(day) for day in found]


@given(st.lists(st.integers(0, 60), min_size=3, max_size=12), SEARCH_DAYS)
def test_years_left_out_are_found_again(steps: list[int], start: date) -> None:
    """Rising days without their years, the last of them within a year of reading, get their years back."""
    found = [start + timedelta(days=sum(steps[: index + 1])) for index in range(len(steps))]
    found = [day for day in found if (day.month, day.day) != (2, 29)]
    if not found or (steps and sum(1 for step in steps if step > 0) < 2):
        return
    column = read_dates([f"{day:%d %b}" for day in found], as_of=found[-1] + timedelta(days=30))

    assert days(column) == [str(day) for day in found]


@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none(), st.booleans(), st.datetimes()),
        max_size=8,
    )
)
def test_no_cell_is_a_reason_to_fail(cells: list[object]) -> None:
    """Whatever the cells hold, there is one day or none for each."""
    assert len(read_dates(cells, as_of=AS_OF).days) == len(cells)


@given(st.from_regex(r"[0-9]{0,4}[-/. 年月]?[0-9]{0,4}[-/. 月日]?[0-9]{0,4}[ T:0-9]{0,8}", fullmatch=True))
def test_no_row_of_digits_is_a_reason_to_fail(text: str) -> None:
    """Digits in any arrangement give a day of the calendar or none."""
    assert len(read_dates([text, "13/01/2025", "7.2"], as_of=AS_OF).days) == 3


@pytest.mark.parametrize(
    "day",
    ["2026-03-04", "3/4/2026", "13.4.26", "3 March 2026", "3 March", "3/4", "Mar-25", "2026-03", "none"],
)
@pytest.mark.parametrize("shape", ["{}", "Rejected {}", "about {}", "{} by mail"])
def test_a_single_cell_reads_as_a_column_of_one(day: str, shape: str):
    """The day in one cell is that of a column of this cell, with or without years inferred."""
    for infer in (True, False):
        column = read_dates([shape.format(day)], as_of=AS_OF, infer_years=infer)
        expected = column.days[0].astype(object) if column.exact[0] else None
        assert read_day(shape.format(day), as_of=AS_OF, infer_years=infer) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("~5 Mar 2026", "2026-03-05"),
        ("about 5 March 2026", "2026-03-05"),
        ("15-16 Mar 2026", "2026-03-15"),
        ("3rd–5th March 2026", "2026-03-03"),
        ("5 to 7 March 2026", "2026-03-05"),
        ("Mar 3-5 2026", "2026-03-03"),
        ("March 5/6, 2026", "2026-03-05"),
        ("Interview 2 - 16 Mar 2026", "2026-03-16"),
        ("2026년 3월 5일", "2026-03-05"),
        ("5 марта 2026 г.", "2026-03-05"),
        ("12 Şubat 2026", "2026-02-12"),
    ],
)
def test_a_rough_day_and_the_first_of_several_are_days(text: str, day: str) -> None:
    """A day that is about right is worth more than none, and a visit of two days began on the first."""
    assert str(read_day(text, as_of=AS_OF.replace(year=2027))) == day
