"""What would settle the ranking, what lost stages could change, what would flip it."""

import pytest

from lib.focus.ranking import rank_areas
from lib.focus.sensitivity import lost_stages, what_would_flip, what_would_settle
from tests.focus.logs import AS_OF, application_log, rejected, silent

BARE = [rejected(days=d, stage_known=False, channel="board") for d in range(5, 85, 2)]
STEADY = [silent(d, channel="board") for d in range(0, 28, 2)]


def test_no_bare_rejection_no_question():
    """Where every rejection says how far it got, nothing is lost."""
    assert lost_stages(application_log(rejected(), *STEADY), AS_OF) is None


def test_the_published_share_is_moved_longest_waits_first():
    """19% of 21 are 4: those that waited longest for their no."""
    slow = [{**row, "applied_on": row["applied_on"].replace(year=2025)} for row in BARE[3:5]]
    lost = lost_stages(application_log(*BARE[:19], *slow), AS_OF)
    assert (lost.total, lost.moved) == (21, 4)
    assert set(lost.rows[:2]) == {21, 22}


def test_lost_stages_say_whether_the_advice_would_change():
    """`changes` is whether the first area with those rows moved is another one; the sentence counts."""
    log = application_log(*BARE, *STEADY)
    lost = lost_stages(log, AS_OF)
    assert lost.changes == (lost.lead != rank_areas(log, AS_OF, draws=2000).lead)
    assert "40 rejections don’t say how far they got" in lost.sentence


def test_too_early_says_how_many_are_missing():
    """Three mature applications: five more make a ranking."""
    settle = what_would_settle(application_log(*BARE[:3]), AS_OF)
    assert settle.applications == 5
    assert what_would_flip(application_log(*BARE[:3]), AS_OF) is None


def test_more_answers_are_expected_to_settle_or_it_says_that_they_are_not():
    """One of the four sizes with a chance of 0.8 or more, or none with less."""
    settle = what_would_settle(application_log(*BARE, *STEADY), AS_OF)
    assert settle.applications in (None, 10, 20, 40, 80)
    assert (settle.expected >= 0.8) or settle.applications is None


@pytest.mark.parametrize(
    "rows", [[*BARE, *STEADY], [*STEADY, *[rejected("interview", d) for d in range(9, 50, 5)]]]
)
def test_the_nearest_flip_names_a_number_and_an_area(rows):
    """Either a number with what it would have to be, or that none changes the advice."""
    sentence = what_would_flip(application_log(*rows), AS_OF)
    assert ("rather than" in sentence and "would come first" in sentence) or "No single number" in sentence


def test_answers_are_repeatable():
    """The same seed gives the same answers."""
    log = application_log(*BARE, *STEADY)
    assert what_would_flip(log, AS_OF, seed=3) == what_would_flip(log, AS_OF, seed=3)
    assert what_would_settle(log, AS_OF, seed=3) == what_would_settle(log, AS_OF, seed=3)
