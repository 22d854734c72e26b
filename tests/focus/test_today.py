"""Cards that do not wait for the ranking."""

from datetime import timedelta

import pytest

from lib.focus.days import next_workday
from lib.focus.today import after_progress, idle_now, today_card
from lib.log.identity import application_keys
from lib.log.reflections import Reflection, with_reflections
from lib.measures.seen import Seen
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


@pytest.mark.parametrize(("last", "longer"), [(10, False), (11, True)])
def test_more_than_seven_idle_days_are_said_gently(last, longer):
    """Counted from the last "no": its first three days are free, the eighth after them changes the card."""
    cluster = [rejected("applied", d, applied_on=None) for d in range(last, last + 5)]
    log = application_log(*cluster, silent(20))
    assert idle_now(seen(log)) == 17
    assert (today_card(seen(log)).longer is not None) == longer


def test_an_older_gap_is_never_held_against_a_fresh_no():
    """Nothing sent for 40 days, a "no" after a final round yesterday: a day or two, no word of the gap."""
    card = today_card(seen(application_log(rejected("final", 1), silent(40))))
    assert (card.longer, card.title) == (None, "Take a day or two")


@pytest.mark.parametrize("field", ["replied_on", "last_word_on", "final_on"])
def test_a_no_without_a_day_of_its_own_is_as_fresh_as_the_last_word(field):
    """Where only a reply, a last word or the day of the round is known, it cannot be older than that."""
    no = {"stage": "final", "outcome": "rejected", "applied_on": ago(50)}
    assert today_card(seen(application_log({**no, field: ago(1)}, silent(30)))) is not None
    assert today_card(seen(application_log({**no, field: ago(9)}, silent(30)))) is None


def test_two_low_check_ins_bring_the_card_with_somebody_to_talk_to():
    """Two of 2 in a row do, one of 2 does not, nor two with a better one since; in no download."""
    low = [rejected("applied", d, feeling=2) for d in (6, 12)]
    card = today_card(seen(application_log(*low, silent(1))))
    assert (card.private, "Talk to somebody" in card.support) == (True, True)
    assert "doctor" not in card.support
    assert today_card(seen(application_log(low[0], silent(1)))) is None
    assert today_card(seen(application_log(rejected("applied", 3, feeling=4), *low, silent(1)))) is None
    hard = application_log(rejected("final", 12, feeling=1), silent(1))
    assert today_card(seen(hard)) is not None


def test_a_check_in_counts_from_its_own_day():
    """Of rejections long ago, said yesterday: the card comes. Said two months ago of fresh ones: none."""
    old = application_log(*[rejected("applied", d, feeling=1) for d in (90, 95)], silent(1))
    assert today_card(seen(old)) is None
    days = {
        key: Reflection(feeling=1, felt_on=AS_OF - timedelta(days=1))
        for key in application_keys(old.applications)[:2]
    }
    card = today_card(seen(with_reflections(old, days)))
    assert (card.private, card.resume_on) == (True, next_workday(AS_OF))
    fresh = application_log(*[rejected("applied", d) for d in (5, 6)], silent(1))
    before = {
        key: Reflection(feeling=1, felt_on=AS_OF - timedelta(days=60))
        for key in application_keys(fresh.applications)[:2]
    }
    assert today_card(seen(with_reflections(fresh, before))) is None


@pytest.mark.parametrize(("first", "told"), [(18, False), (19, True)])
def test_a_fortnight_at_the_lowest_is_a_case_for_a_doctor_or_a_helpline(first, told):
    """Nothing but 1 for fourteen days; no telephone numbers, for the country is not known."""
    low = [rejected("applied", d, feeling=1) for d in (5, 12, first)]
    card = today_card(seen(application_log(*low, silent(1))))
    assert ("doctor" in card.support) == told
    assert not any(c.isdigit() for c in card.support)


@pytest.mark.parametrize(("days", "shown"), [(0, True), (7, True), (8, False), (-2, False)])
def test_the_week_after_progress_has_a_reminder(days, shown):
    """A conversation of the last seven days; one still to come is no progress yet."""
    log = application_log(silent(30, stage="screen", screen_on=ago(days), company="Northwind"))
    assert (after_progress(seen(log)) is not None) == shown


def test_a_log_that_ended_long_ago_has_no_such_week():
    """Seen from its last day, which is months ago, nothing of it is this week."""
    log = application_log(silent(30, stage="screen", screen_on=ago(2), company="Northwind"))
    assert after_progress(Seen(log, AS_OF, today=AS_OF + timedelta(days=200))) is None


def test_a_rejection_is_no_progress():
    """An interview that ended in a no this week brings no such reminder."""
    assert after_progress(seen(application_log(rejected("interview", 1, interview_on=ago(4))))) is None
