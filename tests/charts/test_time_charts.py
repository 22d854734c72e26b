"""Waiting, weeks and change over time."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from lib.charts import activity, trend, waiting
from lib.log.schema import OUTCOME_TYPE, STAGE_TYPE
from lib.measures.replies import competing_curves
from tests.charts.chart_frames import AS_OF, frame, log


def sent(*days_ago: int, **columns: pd.Series) -> pd.DataFrame:
    """A log of applications sent so many days before `AS_OF`."""
    days = np.datetime64(AS_OF) - np.array(days_ago)
    return frame(len(days_ago), applied_on=pd.Series(days).astype("datetime64[us]"), **columns)


def rejected_after(*days: int) -> pd.DataFrame:
    """A log of applications sent 100 days ago, turned down after so many days."""
    table = sent(*[100] * len(days))
    table["closed_on"] = table["applied_on"] + pd.Series(pd.to_timedelta(days, unit="D"))
    return table.assign(outcome=pd.Series(["rejected"] * len(days)).astype(OUTCOME_TYPE))


def test_outcomes_add_up_to_everything():
    """On every day the three lines are shares of one whole, and the table is the figure's own numbers."""
    chart = waiting.reply_outcomes(log(180), AS_OF)
    lines = {trace.name: trace.y for trace in chart.figure.data if trace.name}
    assert sum(lines.values()) == pytest.approx(np.ones(len(lines["Invited"])), abs=2e-4)
    day_30 = chart.table.set_index("Day").loc[30]
    assert lines["Invited"][30] == pytest.approx(day_30["Invited"], abs=1e-4)
    assert day_30["Invited"] == competing_curves(log(180), AS_OF).invited.share[30]


def test_the_wait_takeaway_says_what_it_rests_on():
    """Three turned down after 10, 20 and 40 days: two of three by day 30."""
    chart = waiting.reply_outcomes(rejected_after(10, 20, 40), AS_OF)
    assert (
        chart.title == "By day 30, 0% were invited, 67% turned down, 33% still silent (3 dated applications)"
    )


def test_half_answered_is_marked():
    """The takeaway and the upright line name the day on which half had an answer."""
    chart = waiting.any_reply(rejected_after(10, 20, 40), AS_OF)
    assert chart.title == "Half of your applications had an answer by day 20"
    assert chart.figure.layout.shapes[0].x0 == 20


def test_weeks_are_those_of_the_table():
    """Bars above the line are the applications of each week, below it the answers that came."""
    chart = activity.by_week(log(100, days=90), AS_OF)
    above, below = chart.figure.data
    assert above.y.tolist() == chart.table["Applied"].tolist()
    assert (-below.y).tolist() == chart.table["First answers"].tolist()
    assert chart.table["Applied"].sum() == 100


def test_pace_is_the_takeaway():
    """Four applications in the last 28 days are one a week."""
    chart = activity.by_week(sent(1, 8, 15, 22), AS_OF)
    assert chart.title == "4 applications in the last 28 days, 1 a week"


def test_only_the_last_year_is_drawn():
    """A log of three years is drawn as its last 52 weeks; the table has all of them."""
    chart = activity.by_week(log(300, days=1000), AS_OF)
    assert len(chart.figure.data[0].x) == 52
    assert len(chart.table) > 140
    assert "earlier weeks are in the table" in chart.reading


def test_change_is_named_only_when_credible():
    """Twenty without and twenty with a conversation later are a change; one and none of ten are not."""
    stage = pd.Series(["applied"] * 20 + ["screen"] * 20).astype(STAGE_TYPE)
    chart = trend.over_time(sent(*[200] * 20, *[100] * 20, stage=stage), AS_OF)
    assert (
        chart.title == "More conversations than before: 0 of 20 (0%) in the first half, 20 of 20 (100%) since"
    )
    few = pd.Series(["applied"] * 9 + ["screen"]).astype(STAGE_TYPE)
    chart = trend.over_time(sent(*[200] * 5, *[100] * 5, stage=few), AS_OF)
    assert chart.title.startswith("No clear change in conversations: 0 of 5 (0%) in the first half, 1 of 5")


def test_young_applications_do_not_flatter():
    """An application answered on its first days does not count before its silent neighbours can."""
    stage = pd.Series(["applied"] * 10 + ["screen"]).astype(STAGE_TYPE)
    chart = trend.over_time(sent(*[150] * 5, *[100] * 5, 3, stage=stage), AS_OF)
    assert chart.table["Led to a conversation"].sum() == 0
    assert chart.table["Out of"].sum() == 10


def test_times_to_rejection_are_counted_by_week():
    """Rejections after 3, 6, 7, 13 and 90 days: two in the first week, two in the second, one later."""
    chart = trend.time_to_rejection(rejected_after(3, 6, 7, 13, 90), AS_OF)
    assert chart.title == "Half of 5 dated rejections came within 7 days"
    assert chart.table["Before any conversation"].tolist() == [2, 2, 0, 0, 0, 0, 0, 0, 0, 1]


def test_few_dated_rejections_are_not_drawn():
    """Four dated rejections carry no picture of how soon they come."""
    assert trend.time_to_rejection(rejected_after(3, 6, 7, 13), AS_OF) is None


def test_the_day_is_an_argument():
    """Seen from another day, the same log gives other weeks."""
    early = activity.by_week(sent(1, 8), date(2026, 12, 31))
    assert early.title.startswith("No application in the last 28 days")
