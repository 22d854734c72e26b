"""Cards that do not wait for the ranking."""

from datetime import timedelta

import pytest

from lib.focus.today import after_progress, idle_now, today_card
from tests.focus.logs import AS_OF, ago, application_log, rejected, seen, silent


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([rejected("screen", 2)], True),
        ([rejected("screen", 3)], False),
        ([rejected("final", 7)], True),
        ([rejected("final", 8)], False),
        ([rejected("applied", d) for d in (1, 8, 15, 22, 30)], True),
        ([rejected("applied", d) for d in (1, 8, 15, 22, 31)], False),
        ([{"stage": "final", "outcome": "rejected"}], False),
    ],
)
def test_a_day_off_after_a_fresh_or_clustered_no(rows, shown):
    """Two days after a conversation, seven after a final round, or five in thirty days; never undated."""
    assert (today_card(seen(application_log(*rows, silent(0)))) is not None) == shown


def test_the_card_names_the_employer_and_a_workday_to_start_again():
    """Rejected on a Monday: two days later is a Wednesday."""
    card = today_card(seen(application_log(rejected("final", 0, company="Northwind"), silent(0))))
    assert "Northwind" in card.why
    assert (card.resume_on, card.rows) == (AS_OF + timedelta(days=2), (2,))


def test_a_friday_no_ends_on_monday():
    """The day to pick it up again is never on a weekend."""
    friday = AS_OF - timedelta(days=3)
    card = today_card(seen(application_log(rejected("final", 3, company="Northwind"), silent(3)), friday))
    assert card.resume_on == AS_OF


@pytest.mark.parametrize(("days", "longer"), [(10, False), (11, True)])
def test_more_than_seven_idle_days_are_said_gently(days, longer):
    """Idle days start after the third; the eighth of them changes the card."""
    cluster = [rejected("applied", d, applied_on=None) for d in (5, 6, 7, 8, 9)]
    log = application_log(*cluster, silent(days))
    assert idle_now(seen(log)) == days - 3
    assert (today_card(seen(log)).longer is not None) == longer


@pytest.mark.parametrize(("days", "shown"), [(0, True), (7, True), (8, False), (-2, False)])
def test_the_week_after_progress_has_a_reminder(days, shown):
    """A conversation of the last seven days; one still to come is no progress yet."""
    log = application_log(silent(30, stage="screen", screen_on=ago(days), company="Northwind"))
    assert (after_progress(seen(log)) is not None) == shown


def test_a_rejection_is_no_progress():
    """An interview that ended in a no this week brings no such reminder."""
    assert after_progress(seen(application_log(rejected("interview", 1, interview_on=ago(4))))) is None
