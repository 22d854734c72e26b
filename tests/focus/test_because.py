"""The evidence behind each area, counts first, with the rows it speaks of."""

import pytest

from lib.focus.ranking import rank_areas
from tests.focus.logs import ago, application_log, rejected, seen, silent

REFERRED = [rejected(days=d, channel="referral") for d in range(3, 33, 3)]
KNOWN = [rejected("screen", days=d, reason="SQL") for d in (3, 5, 7, 9)]
NOTED = {"outcome": "no_reply"}
"""An application of an unknown day, noted as not answered: the log keeps answers."""
BOARD = [rejected(days=d, channel="board") for d in range(2, 62, 3)]


def area(key, *rows):
    """One area of the ranking of a log of these rows."""
    return rank_areas(seen(application_log(*rows)), draws=500).area(key)


def test_networking_counts_people_before_their_share():
    """Five of 25 recent applications went through a person, none of those five led anywhere."""
    referred = [rejected(days=d, channel="referral") for d in (3, 9, 15, 21, 27)]
    effect = area("networking", *BOARD, *referred)
    assert effect.because.startswith(
        "5 of 25 (20%) recent applications went through a person. Of all answered"
    )
    assert "0 of 5 through a person" in effect.because
    assert effect.rows == (22, 23, 24, 25, 26)


def test_old_applications_are_not_called_recent():
    """Where too few are of the last months, all of them are counted, and the sentence says so."""
    old = [rejected(days=d, channel="board") for d in range(400, 460, 3)]
    assert area("networking", *old).because.startswith("0 of 20 applications went through a person.")


def test_networking_says_nothing_of_people_that_there_are_not():
    """No "0 of 0" where nobody was asked."""
    assert "0 of 0" not in area("networking", *BOARD).because


def test_resilience_shows_both_paces_with_their_counts():
    """Four in four weeks after nine in nine weeks."""
    rows = [*[silent(d) for d in (1, 8, 15, 22)], *[silent(d) for d in range(29, 92, 7)], NOTED]
    because = area("resilience", *rows).because
    assert "4 applications in the last 4 weeks, 1.0 a week" in because
    assert "a week" in because.split("and")[1]


def test_feedback_counts_what_is_known_and_whom_to_ask():
    """Three late rejections, one explained, one asked, one left to ask."""
    rows = [
        rejected("screen"),
        rejected("screen", reason="SQL"),
        rejected("screen", feedback_asked_on=ago(3)),
    ]
    effect = area("feedback", *rows)
    assert "3 rejections came after a conversation" in effect.because
    assert (
        "recorded for 1 of them. Of those in the last 60 days, one has no request for feedback noted."
        in effect.because
    )
    assert effect.rows == (2,)


def test_emotions_says_when_a_gap_is_no_more_than_rhythm():
    """Who sends every sixth day has not paused when the next one goes out five days after a rejection."""
    rows = [silent(d) for d in range(0, 160, 6)]
    early = rejected("applied", 17, applied_on=None)
    assert "no more than usual for you" in area("emotions", *rows, early).because


def test_emotions_without_rejection_days_names_the_column():
    """Rejections without a date show no pauses."""
    effect = area("emotions", {"outcome": "rejected", "applied_on": ago(30)}, silent(3))
    assert not effect.measurable
    assert "“Date closed”" in effect.missing


def test_reflect_counts_conversations_of_what_can_tell():
    """Three of 23 led to a conversation."""
    rows = [*BOARD, *[rejected("screen", days=d, channel="board", reason="Pay") for d in (4, 8, 12)]]
    because = area("reflect", *rows).because
    assert "3 of 23 (13%)" in because or "No interview has led further" in because


@pytest.mark.parametrize(
    ("key", "rows", "strong"),
    [
        (
            "networking",
            [rejected(days=d, channel="referral") for d in range(3, 33, 3)],
            "went through a person",
        ),
        ("resilience", [*[silent(d) for d in (*range(28), *range(28, 90, 4))], NOTED], "Your pace has grown"),
        (
            "feedback",
            [rejected("screen", days=d, reason="SQL") for d in (3, 5, 7, 9)],
            "You know what decided 4 of 4",
        ),
    ],
)
def test_what_is_strong_is_said(key, rows, strong):
    """A person hears what to keep, not only what to change."""
    assert strong in area(key, *rows).strong


def test_feedback_says_nothing_of_days_that_are_not_recorded():
    """A log without dates: no "last 60 days"."""
    undated = {"stage": "interview", "outcome": "rejected"}
    because = area("feedback", *[undated] * 3, *BOARD).because
    assert "No request for feedback is noted." in because
    asked = {**undated, "feedback_asked_on": ago(9)}
    some = area("feedback", *[undated] * 3, asked, *BOARD).because
    assert "For 3 of them no request for feedback is noted." in some


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {},
            "1 rejection came after a conversation, and no reason is recorded for it. No request",
        ),
        ({"reason": "Pay"}, "1 rejection came after a conversation, and a reason is recorded for it."),
    ],
)
def test_one_rejection_is_spoken_of_as_one(more, said):
    """No "none of them" of a single one."""
    assert area("feedback", rejected("screen", **more), *BOARD).because.startswith(said)


def test_one_rejection_without_a_stage_is_one():
    """“1 rejection doesn’t say how far it got”."""
    missing = area("feedback", rejected(stage_known=False), *BOARD).missing
    assert missing == "1 rejection doesn’t say how far it got: a “Stage reached” column would."


def test_a_pace_that_grew_is_not_said_to_hold():
    """Fourteen in four weeks after one a week: 3.5 against 1.0; at the same pace it holds."""
    before = [NOTED, *[silent(d) for d in range(28, 98, 7)]]
    assert area("resilience", *map(silent, range(0, 28, 2)), *before).strong.startswith(
        "Your pace has grown: 3.5 a week against 1.0"
    )
    assert area("resilience", *map(silent, range(0, 28, 7)), *before).strong.startswith("Your pace holds")


def test_fewer_than_one_a_week_is_no_pace_to_keep():
    """Three in four weeks after three in the 22 before are more than usual, and still very few."""
    rows = [NOTED, *map(silent, (0, 10, 20)), *map(silent, (60, 100, 150))]
    assert area("resilience", *rows).strong is None


def test_nothing_sent_is_said_in_words():
    """No "0 applications, 0.0 a week"."""
    because = area("resilience", *[silent(d) for d in range(230, 260)], NOTED).because
    assert because == "You sent no application in the last 4 weeks, and none in the 22 weeks before."


def test_open_applications_are_in_no_count():
    """None of ten decided ones led to a conversation; the twenty young ones are not rounded into it."""
    rows = [*[rejected()] * 10, *[silent(9)] * 20]
    assert area("reflect", *rows).because.startswith("0 of 10 applications answered or long waiting")


def test_channels_are_counted_as_on_rejections():
    """Four decided board applications, one of them with a conversation; ten young ones are left out."""
    rows = [rejected("screen", channel="board"), *[rejected(channel="board")] * 3]
    young = [silent(4, channel="board")] * 10
    referred = [rejected(channel="referral"), silent(4, channel="referral")]
    because = area("networking", *rows, *young, *referred).because
    assert "0 of 1 through a person led to a conversation, against 1 of 4 through job boards" in because


def test_a_log_without_channels_hears_of_none():
    """No "for the ways of applying" where the log names none."""
    rows = [*[silent(90)] * 12, NOTED]
    assert "ways of applying" not in area("reflect", *rows).because
    assert "ways of applying" in area("reflect", *[{**row, "channel": "board"} for row in rows]).because


def test_a_step_that_nobody_took_says_so():
    """No "0 of 0 interviews"."""
    rows = [silent(90, channel="board"), {"stage": "interview", "applied_on": ago(9), "replied_on": ago(2)}]
    log = application_log(*rows, recorded=frozenset(("interview",)))
    assert "0 of 0" not in " ".join(call.sentence for call in rank_areas(seen(log), draws=200).stages)


def test_the_pace_of_a_young_log_is_that_of_its_days():
    """Five in ten days are 3.5 a week."""
    because = area("resilience", *map(silent, (0, 2, 4, 6, 9)), NOTED).because
    assert because == "You sent 5 applications since your log began, 3.5 a week."
