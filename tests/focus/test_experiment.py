"""The experiment: what to expect, when to look, and what came of it."""

from datetime import timedelta

import pytest

from lib.focus.experiment import Experiment, _so_many, evaluate, propose
from lib.focus.ranking import rank_areas
from tests.focus.logs import AS_OF, ago, application_log, rejected, seen, silent

TRIED = Experiment(
    key="resume/2026-07-01", area="reflect", change="Send the rewritten résumé",
    measure="first conversations", stage="applied", trials=20, a=2.0, b=18.0, low=0, high=4,
    start=ago(120), review=ago(30), sentence="",
)  # fmt: skip


def proposed(*rows):
    """The experiment for a log of these rows."""
    log = application_log(*rows)
    return propose(seen(log), rank_areas(seen(log)))


def outcomes(hits, misses):
    """Applications sent after the start of the experiment, so many with a conversation."""
    return application_log(*[rejected("screen", 50)] * hits, *[rejected("applied", 50)] * misses)


def test_a_range_and_a_workday_to_look_again():
    """The range holds the expected count, and the review falls on a weekday after the start."""
    found = proposed(
        *[rejected(days=d, channel="board") for d in range(3, 80, 2)], silent(1, channel="board")
    )
    assert found.low <= found.trials * found.a / (found.a + found.b) <= found.high
    assert found.review > AS_OF
    assert found.review.weekday() < 5
    assert f"{found.low}" in found.sentence


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0, 0, "no step"), (0, 1, "at most 1 step"), (0, 22, "up to 22 steps"), (2, 5, "2 to 5 steps")],
)
def test_what_is_to_be_expected_is_said_plainly(low, high, said):
    """A range from none on is a bound where it is small, and an outlook where it is large."""
    assert _so_many(low, high, "step", "steps") == said


def test_too_early_to_rank_is_too_early_to_experiment():
    """A log of one row proposes nothing."""
    assert proposed(silent(3)) is None


@pytest.mark.parametrize(
    ("hits", "misses", "verdict"), [(8, 12, "more"), (2, 18, "as before"), (2, 3, "too early")]
)
def test_the_outcome_is_held_against_what_was_to_be_expected(hits, misses, verdict):
    """Above the 80% range is more; within it is no sign; under half of them is too few to say."""
    assert evaluate(TRIED, seen(outcomes(hits, misses))).verdict == verdict


def test_before_the_review_it_is_too_early():
    """Five of twenty answered, the day not reached: the sentence names the day to look again."""
    waiting = Experiment(**{**vars(TRIED), "review": AS_OF + timedelta(days=7)})
    found = evaluate(waiting, seen(outcomes(1, 4)))
    assert found.verdict == "too early"
    assert "30 November" in found.sentence


def test_applications_from_before_the_start_do_not_count():
    """Sent and answered long ago: no trials."""
    assert evaluate(TRIED, seen(application_log(*[rejected(days=200)] * 9))).trials == 0


def test_a_pace_experiment_counts_what_was_sent():
    """Twelve applications in four weeks where 2 to 9 were to be expected."""
    pace = Experiment(**{**vars(TRIED), "measure": "applications sent", "trials": 4, "a": 4.5, "b": 4.0})
    sent = application_log(*[silent(day) for day in range(95, 119, 2)])
    assert evaluate(pace, seen(sent)).hits == 12
    assert evaluate(pace, seen(sent)).verdict == "more"


def test_a_record_comes_back_the_same():
    """What is saved with the workbook is the experiment itself."""
    assert Experiment.from_record(TRIED.to_record()) == TRIED


def test_an_experiment_outlives_the_stage_that_it_counts():
    """A corrected status word may take its stage out of the ladder: what is at or above it is counted."""
    gone = Experiment(**{**vars(TRIED), "measure": "steps onward", "stage": "interview"})
    log = seen(application_log(rejected("screen", 5), recorded=frozenset({"screen"})))
    assert evaluate(gone, log).verdict == "too early"
