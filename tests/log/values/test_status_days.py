"""Days that stand in the status itself."""

from lib.log.files.sheets import Column
from lib.log.values.status_days import read_end_days, read_sent_days

STATUSES = (
    "Absage am 20.08.2026",
    "Rejected 2/1/2026",
    "Interview on 2026-03-02",
    "Phone screen; rejected 2026-03-09",
    "Rejected",
)


def test_an_end_has_the_day_beside_it():
    """A day beside an end is when it ended, in the order of the other columns; any other day is not."""
    closed, _ = read_end_days(Column.of(STATUSES), "mdy")
    assert [str(day) for day in closed] == ["2026-08-20", "2026-02-01", "NaT", "2026-03-09", "NaT"]


def test_a_rejection_after_a_conversation_is_not_the_first_word():
    """Only a rejection that is all the status tells of is the day of the reply."""
    _, replied = read_end_days(
        Column.of(["Rejected 2026-03-09", "Rejected after interview 2026-03-09"]), None
    )
    assert [str(day) for day in replied] == ["2026-03-09", "NaT"]


def test_a_history_begins_on_the_day_it_was_sent():
    """The first step of a packed history is the day applied, unless it is a later stage."""
    sent = '[{"date": "2026-03-02", "status": "Applied"}, {"date": "2026-03-09", "status": "Rejected"}]'
    days = read_sent_days(
        Column.of([sent, '[{"date": "2026-03-09", "status": "Interview"}]', "Applied"]), None
    )
    assert [str(day) for day in days] == ["2026-03-02", "NaT", "NaT"]
