"""What news prepares, in the plan: once, with its day, and ticked when it was done elsewhere."""

from dataclasses import replace
from datetime import date

import pytest

from lib.focus.moment import ASK
from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.reflections import Reflection, with_reflections
from lib.summary.additions import Additions, StepMark
from lib.summary.bundle import build
from lib.summary.plan import planned_steps

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 25)
LOG = (
    b"Company,Role,Date applied,Status,Interview date,Closed on\n"
    b"Norvik,Analyst,2026-10-01,Rejected after interview,2026-11-10,2026-11-23\n"
    b"Ardel,Clerk,2026-10-02,Applied,,\n"
)


def test_a_request_for_feedback_is_one_step_and_is_ticked_once_it_was_made():
    """The step of the plan and the one that the news prepared are the same; asking on Reflect ticks it."""
    result = read_log(LOG, "log.csv", as_of=AS_OF)
    key = application_keys(result.log.applications)[0]
    mark = StepMark(f"{ASK}/{key}", what="Ask Norvik what decided it", due=date(2026, 11, 26), draft="Hello")
    added = Additions(marks=(mark,))
    (step,) = [s for s in planned_steps(build(result, AS_OF, additions=added)) if "Norvik" in s.what]
    assert (step.what, step.due, step.done) == (mark.what, mark.due, False)
    told = {key: Reflection(feedback_asked_on=AS_OF)}
    log = with_reflections(result.log, told)
    summary = build(result, AS_OF, log=log, additions=replace(added, reflections=told))
    (step,) = [s for s in planned_steps(summary) if s.what == mark.what]
    assert (step.done, step.draft) == (True, "Hello")
