"""Conversations ahead and behind, and the questions that come up weak."""

from datetime import date

from lib.focus.talks import WeakQuestion, ahead, behind, weak_questions
from lib.log.news import Event
from tests.focus.logs import AS_OF, ago, application_log, silent


def asked(words: str, how: str, days: int = 3) -> Event:
    """A question of a conversation."""
    return Event("a", "asked", ago(days), AS_OF, field=how, value=words)


def test_conversations_to_come_are_those_of_the_next_two_weeks():
    """Of what is still open; the nearest first."""
    log = application_log(
        silent(30, stage="interview", interview_on=ago(-14)),
        silent(30, stage="screen", screen_on=ago(-1)),
        silent(30, stage="screen", screen_on=ago(-15)),
        {"stage": "screen", "outcome": "rejected", "screen_on": ago(-2)},
    )
    assert [(t.place, t.stage) for t in ahead(log.applications, AS_OF)] == [(1, "screen"), (0, "interview")]


def test_a_conversation_is_asked_about_for_ten_days_or_until_it_was_noted():
    """From the day after it; what was noted is not asked again, nor what a "no" before it made needless."""
    log = application_log(
        silent(30, stage="interview", interview_on=ago(1)),
        silent(30, stage="interview", interview_on=ago(10)),
        silent(30, stage="interview", interview_on=ago(11)),
        silent(30, stage="interview", interview_on=ago(0)),
        {"stage": "interview", "outcome": "rejected", "interview_on": ago(3), "closed_on": ago(5)},
    )
    assert [t.place for t in behind(log.applications, AS_OF, [])] == [1, 0]
    assert [t.place for t in behind(log.applications, AS_OF, [(1, ago(10))])] == [0]


def test_questions_in_other_words_are_one_and_the_weakest_comes_first():
    """Twice weak and once well is three times asked; what only went well is not there."""
    events = [
        asked("Tell me about a conflict", "weak"),
        asked("Why us?", "well"),
        asked("tell me about a conflict you had", "weak"),
        asked("Tell me about a conflict", "well"),
        asked("Estimate the market", "weak"),
    ]
    found = weak_questions(events)
    assert found == (
        WeakQuestion("Tell me about a conflict", 2, 3),
        WeakQuestion("Estimate the market", 1, 1),
    )
    assert isinstance(events[0].on, date)
