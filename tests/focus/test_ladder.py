"""The ladder collapses to what a log records."""

import pytest

from lib.focus.ladder import climbed, recorded_ladder
from tests.focus.logs import application_log, seen


@pytest.mark.parametrize(
    ("recorded", "stages", "steps"),
    [
        (set(), ("screen", "offer"), ("conversation_offer",)),
        ({"interview"}, ("interview", "offer"), ("conversation_offer",)),
        ({"screen", "interview"}, ("screen", "interview", "offer"), ("screen_interview", "interview_offer")),
        ({"interview", "final"}, ("interview", "final", "offer"), ("interview_final", "final_offer")),
        ({"screen", "final"}, ("screen", "final", "offer"), ("screen_final", "final_offer")),
    ],
)
def test_steps_are_those_between_recorded_stages(recorded, stages, steps):
    """Each combination of recorded conversations has its own steps and priors."""
    ladder = recorded_ladder(application_log({}, recorded=frozenset(recorded)))
    assert (ladder.stages, ladder.steps) == (stages, steps)


def test_a_stage_that_a_row_stands_at_is_recorded():
    """Even where the log's own list of stages leaves it out."""
    log = application_log({"stage": "final"}, recorded=frozenset({"screen"}))
    assert recorded_ladder(log).stages == ("screen", "final", "offer")


def test_climbing_skips_rungs_that_are_not_there():
    """Without a recorded screen, an interview is the first rung and an offer the second."""
    log = application_log({}, {"stage": "interview"}, {"stage": "offer"}, recorded=frozenset({"interview"}))
    assert climbed(seen(log), recorded_ladder(log)).tolist() == [0, 1, 2]
