"""A written test that goes to nearly everybody is no conversation."""

from datetime import date

import pytest

from lib.log.reading import read_log
from lib.measures.funnel import reached, reached_as_told
from lib.measures.headline import headline
from lib.measures.seen import Seen

AS_OF = date(2026, 11, 23)


def read(text: str) -> Seen:
    """The log of a small spreadsheet."""
    return Seen(read_log(text.encode(), "log.csv", as_of=AS_OF).log, AS_OF)


ROWS = [f"Company {i},2026-09-0{i + 1}," for i in range(8)]
DAYS = ["2026-10-01"] * 5 + [""] * 3


@pytest.mark.parametrize("header", ["Written test", "OA", "Online-Test", "笔试时间"])
def test_a_common_test_is_no_conversation_and_its_day_no_word(header):
    """Five of eight were sent a test and turned down: no conversation, no reply on the day of the test."""
    table = "\n".join(
        f"{row}{day},{'Rejected' if day else 'Applied'}" for row, day in zip(ROWS, DAYS, strict=True)
    )
    seen = read(f"Company,Date applied,{header},Status\n{table}\n")
    assert not seen.positive.any()
    assert seen.rejected.sum() == 5
    assert "none led to a conversation, 5 turned down" in headline(seen)
    assert (seen.first_reply != "2026-10-01").all()


def test_the_conversation_is_the_step_after_the_test():
    """Two of the five who were tested were interviewed."""
    talks = ["2026-10-09"] * 2 + [""] * 6
    table = "\n".join(f"{row}{day},{talk},Applied" for row, day, talk in zip(ROWS, DAYS, talks, strict=True))
    seen = read(f"Company,Date applied,Written test,Interview,Status\n{table}\n")
    assert seen.positive.sum() == 2
    assert "screen" not in seen.log.recorded


def test_what_was_told_of_a_test_stays():
    """Downloads and the JSON's counts say what the log says: five were tested, on their days."""
    table = "\n".join(f"{row}{day},Applied" for row, day in zip(ROWS, DAYS, strict=True))
    seen = read(f"Company,Date applied,Written test,Status\n{table}\n")
    assert reached_as_told(seen)["screen"] == 5
    assert seen.told.applications["screen_on"].notna().sum() == 5
    assert reached(seen)["screen"] == 0


def test_a_test_for_a_few_counts_as_the_first_step():
    """Two of eight: an employer who tests a few has chosen them."""
    table = "\n".join(f"{row}{'2026-10-01' if i < 2 else ''},Applied" for i, row in enumerate(ROWS))
    assert read(f"Company,Date applied,Written test,Status\n{table}\n").positive.sum() == 2


def test_a_phone_screen_is_a_conversation():
    """However many reach it."""
    table = "\n".join(f"{row}{day},Applied" for row, day in zip(ROWS, DAYS, strict=True))
    assert read(f"Company,Date applied,Phone screen,Status\n{table}\n").positive.sum() == 5
