"""Waiting, weeks and change over time."""

import re
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from lib.charts import activity, medians, trend, waiting
from lib.log.schema import CHANNEL_TYPE, OUTCOME_TYPE, STAGE_TYPE
from tests.charts.chart_frames import AS_OF, frame, log, seen


def sent(*days_ago: int, **columns: pd.Series) -> pd.DataFrame:
    """A log of applications sent so many days before `AS_OF`."""
    days = np.datetime64(AS_OF) - np.array(days_ago)
    return frame(len(days_ago), applied_on=pd.Series(days).astype("datetime64[us]"), **columns)


def one_talk(among: int) -> pd.Series:
    """The furthest stages of applications of which the last led to a conversation."""
    return pd.Series(["applied"] * (among - 1) + ["screen"]).astype(STAGE_TYPE)


def rejected_after(*days: int) -> pd.DataFrame:
    """A log of applications sent 100 days ago, turned down after so many days."""
    table = sent(*[100] * len(days))
    table["closed_on"] = table["applied_on"] + pd.Series(pd.to_timedelta(days, unit="D"))
    return table.assign(outcome=pd.Series(["rejected"] * len(days)).astype(OUTCOME_TYPE))


def test_outcomes_add_up_to_everything():
    """On every day the three lines are shares of one whole, and the table is the figure's own numbers."""
    chart = waiting.reply_outcomes(seen(log(180)))
    lines = {trace.name: trace.y for trace in chart.figure.data if trace.name and len(trace.x) > 1}
    assert sum(lines.values()) == pytest.approx(np.ones(len(lines["Invited"])), abs=2e-4)
    day_30 = chart.table.set_index("Day").loc[30]
    assert lines["Invited"][30] == pytest.approx(day_30["Invited"], abs=1e-4)
    assert day_30["Invited"] == seen(log(180)).competing.invited.share[30]


def test_the_wait_takeaway_says_what_it_rests_on():
    """Six turned down after 10 to 40 days: four of six by day 30; of three no share is said."""
    chart = waiting.reply_outcomes(seen(rejected_after(10, 10, 20, 20, 40, 40)))
    assert chart.title == "By day 30, 67% were turned down, 33% had no reply yet (6 dated applications)"
    few = waiting.reply_outcomes(seen(rejected_after(10, 20, 40)))
    assert few.title == "3 dated applications: too few to say what happens by which day"


def test_conversations_without_a_day_are_not_said_never_to_have_been():
    """Two of six rejections came after a conversation that no day is known of: no “0% were invited”."""
    rejections = rejected_after(10, 10, 20, 20, 40, 40)
    talks = rejections.assign(stage=pd.Series(["interview"] * 2 + ["applied"] * 4).astype(STAGE_TYPE))
    chart = waiting.reply_outcomes(seen(talks))
    assert chart.title == (
        "By day 30, 67% were turned down, 33% had no reply yet "
        "(6 dated applications; 2 conversations without a day)"
    )
    assert "Invited" not in [trace.name for trace in chart.figure.data]
    assert "count as turned down on the day of the rejection" in chart.reading


def test_where_most_replies_have_no_day_the_others_do_not_speak_for_them():
    """Two of six rejections have a day: no share by a day is said, only that there are too few."""
    table = rejected_after(10, 10, 20, 20, 40, 40)
    table.loc[2:, "closed_on"] = pd.NaT
    assert waiting.reply_outcomes(seen(table)).title == (
        "Only 2 of 6 replies have a day: too few to say how soon they come"
    )


def test_a_title_speaks_of_no_day_that_fewer_than_eight_have_seen():
    """Twenty sent a week ago and three sent long ago: nothing is said of day 30."""
    table = sent(*[7] * 20, *[60] * 3)
    table["closed_on"] = table["applied_on"] + pd.to_timedelta(5, unit="D")
    table = table.assign(outcome=pd.Series(["rejected"] * 9 + ["open"] * 14).astype(OUTCOME_TYPE))
    table.loc[9:, "closed_on"] = pd.NaT
    assert waiting.reply_outcomes(seen(table)).title.startswith("By day 7, ")


def test_half_answered_is_marked():
    """The takeaway and the upright line name the day on which half had an answer."""
    chart = waiting.any_reply(seen(rejected_after(10, 20, 40)))
    assert chart.title == "Half of 3 dated applications had a reply by day 20"
    assert chart.figure.layout.shapes[0].x0 == 20


def test_weeks_are_those_of_the_table():
    """Bars above the line are the applications of each week, below it the answers that came."""
    chart = activity.by_week(seen(log(100, days=90)))
    above, below = chart.figure.data
    assert above.y.tolist() == chart.table["Applied"].tolist()
    assert (-below.y).tolist() == chart.table["First replies"].tolist()
    assert chart.table["Applied"].sum() == 100


def test_pace_is_the_takeaway():
    """Four applications in the last 28 days are one a week; in a younger log the days are those it has."""
    chart = activity.by_week(seen(sent(1, 8, 15, 27)))
    assert chart.title == "4 applications in the last 28 days, 1 a week"
    young = activity.by_week(seen(sent(0, 4, 8, 13)))
    assert young.title == "4 applications in the last 14 days, 2 a week"


def test_only_the_last_year_is_drawn():
    """A log of three years is drawn as its last 52 weeks; the table has all of them."""
    chart = activity.by_week(seen(log(300, days=1000)))
    assert len(chart.figure.data[0].x) == 52
    assert len(chart.table) > 140
    assert "earlier weeks are in the table" in chart.pointing


def test_a_long_search_is_drawn_whole_by_month_and_by_quarter():
    """Every application of three years is in a month, of nine in a quarter; each can be listed by name."""
    table = log(300, days=1000)
    chart = activity.by_month(seen(table))
    assert chart.table.columns[0] == "Month from"
    assert sum(chart.figure.data[0].y) == chart.table["Applied"].sum() == table["applied_on"].notna().sum()
    first = next(iter(chart.choices.values()))
    assert re.fullmatch(r"[A-Z][a-z]+ 20\d\d: sent \(\d+\)", first)
    assert activity.by_month(seen(log(300, days=3300))).table.columns[0] == "Quarter from"


def test_change_is_named_only_when_credible():
    """Twenty without and twenty with a conversation later are a change; one and none of ten are not."""
    stage = pd.Series(["applied"] * 20 + ["screen"] * 20).astype(STAGE_TYPE)
    chart = trend.over_time(seen(sent(*[200] * 20, *[100] * 20, stage=stage)))
    counts = "0 of 20 sent up to 4 May 2026, 20 of 20 from then to 12 August 2026"
    assert chart.title == f"More conversations than before: {counts}"
    few = pd.Series(["applied"] * 9 + ["screen"]).astype(STAGE_TYPE)
    chart = trend.over_time(seen(sent(*[200] * 5, *[100] * 5, stage=few)))
    assert chart.title.startswith("No clear change in conversations: 0 of 5 sent up to 4 May 2026, 1 of 5")


def test_young_applications_do_not_flatter():
    """An application answered on its first days does not count before its silent neighbours can."""
    stage = pd.Series([*one_talk(10), "screen"]).astype(STAGE_TYPE)
    chart = trend.over_time(seen(sent(*[150] * 5, *[100] * 5, 3, stage=stage)))
    assert chart.table["Led to a conversation"].sum() == 1
    assert chart.table["Out of"].sum() == 10


def test_where_nothing_can_have_changed_a_sentence_says_so():
    """None or all of ten led to a conversation: a flat line would tell nothing. Nine are too few."""
    ten = [*[150] * 5, *[100] * 5]
    for stage, which in (("applied", "None of"), ("screen", "All")):
        log = sent(*ten, stage=pd.Series([stage] * 10).astype(STAGE_TYPE))
        assert trend.over_time(seen(log)) is None
        assert trend.no_trend(seen(log)).startswith(f"{which} 10 applications sent up to 12 August 2026")
    assert trend.no_trend(seen(sent(*ten[1:]))).startswith("Too few applications")


def test_times_to_rejection_are_counted_by_week():
    """Rejections after 3, 6, 7, 13 and 90 days: two in the first week, two in the second, one later."""
    chart = trend.time_to_rejection(seen(rejected_after(3, 6, 7, 13, 90)))
    assert chart.title == "4 of 5 dated rejections came within 2 weeks of applying"
    assert chart.table["Before any conversation"].tolist() == [2, 2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert trend.time_to_rejection(seen(rejected_after(*[3] * 5))).title.startswith(
        "All 5 dated rejections came"
    )


def test_the_undated_rejections_are_counted_beside():
    """Six rejections, five of them with a day."""
    log = rejected_after(3, 6, 7, 13, 90, 1)
    log.loc[5, "closed_on"] = pd.NaT
    chart = trend.time_to_rejection(seen(log))
    assert chart.title == "4 of 5 dated rejections (of 6) came within 2 weeks of applying"


def test_the_trend_begins_with_its_first_month():
    """One application long before the others neither stretches the axis nor gets lost."""
    chart = trend.over_time(seen(sent(3000, *[200] * 5, *[100] * 5, stage=one_talk(11))))
    assert chart.figure.layout.xaxis.range[0] > "2026-03"
    assert "1 earlier month" in chart.reading
    assert chart.table["Out of"].sum() == 11


@pytest.mark.parametrize(("longest", "unit"), [(600, "month"), (1500, "quarter"), (3000, "year")])
def test_a_long_search_is_drawn_as_the_takeaway_compares_it(longest: int, unit: str):
    """Both halves are in the figure, by quarter or by year where the months are too many."""
    days = [longest] * 5 + [longest // 2] * 3 + [100] * 5
    chart = trend.over_time(seen(sent(*days, stage=one_talk(13))))
    assert f"in one {unit} " in chart.reading
    assert len(chart.figure.data[-1].x) == 3
    assert "earlier" not in chart.reading
    counted = [len(chart.rows_behind([{"customdata": key}])) for key in chart.figure.data[-1].customdata]
    assert counted == [5, 3, 5]


def test_nothing_is_drawn_across_a_rest():
    """Years without an application have no share and no range: line and band end and begin again."""
    chart = trend.over_time(seen(sent(*[1500] * 5, *[1470] * 5, *[100] * 5, stage=one_talk(15))))
    lines = [trace for trace in chart.figure.data if trace.mode == "lines" and len(trace.x) and trace.x[0]]
    spans = [np.ptp(pd.to_datetime(list(trace.x)).to_numpy()) for trace in lines]
    assert max(spans) < np.timedelta64(180, "D")


def test_named_months_are_evenly_apart():
    """Every second of eight, the last one included."""
    chart = trend.over_time(seen(sent(*[100 + 30 * n for n in range(8)] * 2, stage=one_talk(16))))
    named = pd.to_datetime(list(chart.figure.layout.xaxis.tickvals)).month
    assert len({(a - b) % 12 for a, b in pairwise(named)}) == 1
    assert len(named) <= 4


def test_few_weeks_have_no_empty_ones_before_them():
    """Four weeks of applications fill the figure."""
    chart = activity.by_week(seen(sent(1, 8, 15, 27)))
    first = pd.Timestamp(chart.figure.layout.xaxis.range[0])
    assert pd.Timestamp(chart.table["Week of"].iloc[0]) - first <= pd.Timedelta(days=7)


def by_channel(**days: list[int]) -> pd.DataFrame:
    """Rejections by channel, sent 100 days ago, after so many days."""
    log = rejected_after(*[d for waits in days.values() for d in waits])
    channel = [c for c, waits in days.items() for _ in waits]
    return log.assign(channel=pd.Series(channel).astype(CHANNEL_TYPE))


def test_a_channel_is_called_soonest_only_where_ranges_do_not_touch():
    """Ten answers by day 10 against ten from day 40 on are a difference; a day or two is none."""
    clear = by_channel(referral=list(range(1, 11)), board=list(range(40, 50)))
    assert medians.medians_by_channel(seen(clear)).title == (
        "“Referral” is quickest: half of “Referral” had a reply by day 5 (10 dated replies)"
    )
    close = by_channel(referral=[1, 2, 3, 4, 5, 6], board=[2, 3, 4, 5, 6, 7])
    assert medians.medians_by_channel(seen(close)).title.startswith("No clear difference")


def test_no_channel_is_called_quickest_beside_a_quicker_dot():
    """One reply after a day says little, but a title that passes over its dot would contradict the chart."""
    log = by_channel(recruiter=[1], referral=list(range(2, 9)), board=list(range(60, 70)))
    title = medians.medians_by_channel(seen(log)).title
    assert title == "Half of “Referral” had a reply by day 5 (7 dated replies)"


def test_a_chart_of_medians_needs_one():
    """Where fewer than half of every channel are answered there is nothing to draw."""
    log = by_channel(referral=[1], board=[2])
    silent = sent(*[100] * 10).assign(channel=pd.Series(["referral", "board"] * 5).astype(CHANNEL_TYPE))
    assert medians.medians_by_channel(seen(pd.concat([log, silent], ignore_index=True))) is None


def test_a_channel_without_a_mark_is_told_and_not_drawn():
    """One reply of many applications makes no dot and no range; its channel is named in the explanation."""
    log = by_channel(referral=[3, 4, 5, 6, 7], board=[8, 9, 10, 11, 12], recruiter=[2])
    silent = sent(*[100] * 10).assign(channel=pd.Series(["recruiter"] * 10).astype(CHANNEL_TYPE))
    chart = medians.medians_by_channel(seen(pd.concat([log, silent], ignore_index=True)))
    assert chart.table["How you applied"].tolist() == ["Referral", "Job board"]
    assert "“Recruiter” (under half so far, 1 reply)" in chart.reading


def test_the_channel_with_most_replies_is_drawn_though_half_are_silent():
    """Six replies to thirty applications are under half: the channel has an arrow, and the title names it."""
    log = by_channel(referral=[3], board=[3, 4, 5, 6, 7, 8])
    silent = sent(*[100] * 24).assign(channel=pd.Series(["board"] * 24).astype(CHANNEL_TYPE))
    chart = medians.medians_by_channel(seen(pd.concat([log, silent], ignore_index=True)))
    assert chart.table["How you applied"].tolist() == ["Referral", "Job board"]
    assert chart.title == "Job board: fewer than half had a reply so far (6 dated replies)"


def test_half_of_an_outcome_is_said_of_five_or_more():
    """Five rejections after 1 to 5 days: half by day 3; four are too few to say."""
    assert medians.medians_by_outcome(seen(rejected_after(1, 2, 3, 4, 5))).title == (
        "Half of the rejections come by day 3"
    )
    assert medians.medians_by_outcome(seen(rejected_after(1, 2, 3, 4))) is None


def test_few_dated_rejections_are_not_drawn():
    """Four dated rejections carry no picture of how soon they come."""
    assert trend.time_to_rejection(seen(rejected_after(3, 6, 7, 13))) is None


def test_the_day_is_an_argument():
    """Seen from another day, the same log gives other weeks."""
    early = activity.by_week(seen(sent(1, 8)).on(date(2026, 12, 31)))
    assert early.title.startswith("No application in the last 28 days")
