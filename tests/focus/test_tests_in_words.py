"""A written test is never called a conversation, in no step and no sentence of the plan."""

import re
from dataclasses import replace

import pytest

from lib.charts.stages import funnel, rejections_by_channel, rejections_by_stage
from lib.charts.trend import over_time, time_to_rejection
from lib.focus.asking import question
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.steps import first_steps, plan
from lib.focus.trials import count_trials
from tests.focus.logs import ago, application_log, rejected, seen, silent

NAMED = re.compile(r"tests?( or |/)(first )?conversations?|lead to a conversation more often", re.IGNORECASE)
"""What may be said: both, or a published finding."""
TESTED = [silent(day, stage="screen", screen_on=ago(day - 8), company=f"Quell {day}") for day in (9, 12, 20)]
LATE = [rejected("screen", days=day, company=f"Ardel {day}") for day in range(3, 40, 6)]
EARLY = [rejected(days=day) for day in range(2, 90, 2)]


@pytest.fixture(scope="module")
def log():
    """Ten of 54 applications were sent a written test, and nothing came after one."""
    rows = application_log(*TESTED, *LATE, *EARLY, recorded=frozenset(("applied", "screen")))
    return seen(replace(rows, first_is_test=True))


def test_steps_and_reasons_name_the_test(log):
    """Every text of plan, ranking, experiment and question says “test or conversation”, or “test”."""
    ranking = rank_areas(log)
    made = plan(log, ranking)
    texts = [ranking.sentence, *(area.because for area in ranking.areas)]
    texts += [
        text for step in (*made.steps, *first_steps(log, ranking).values()) for text in (step.what, step.why)
    ]
    asked = question(count_trials(log, Assumptions()), Assumptions())
    texts += [asked.text] if asked else []
    assert log.counts_tests
    assert any("after a test or conversation" in text for text in texts)
    for text in texts:
        assert "conversation" not in NAMED.sub("", text), text


def test_charts_name_tests_too(log):
    """No title, axis, label or table of the charts of stages and changes speaks of conversations alone."""
    drawn = [
        chart(log)
        for chart in (rejections_by_stage, rejections_by_channel, funnel, over_time, time_to_rejection)
    ]
    for chart in filter(None, drawn):
        said = [chart.title, chart.alt, *chart.named.values(), *map(str, chart.table.to_numpy().ravel())]
        for text in [*said, *chart.table.columns, str(chart.figure.to_dict())]:
            assert "onversation" not in NAMED.sub("", text), (chart.key, text)


def test_nobody_is_thanked_for_a_test(log):
    """A test of yesterday asks for no thank-you note, and the follow-up speaks of no conversation."""
    steps = plan(log, rank_areas(log)).steps
    assert not any("thank" in step.key for step in steps)
    chased = [step for step in steps if "follow-up" in step.key]
    assert chased
    assert not any("conversation" in (step.draft or "") for step in chased)
