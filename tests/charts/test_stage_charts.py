"""Rejections by stage and channel, and the funnel with published figures behind it."""

import pandas as pd
import pytest

from lib.charts.stages import funnel, published_range, rejections_by_channel, rejections_by_stage
from lib.log.schema import CHANNEL_TYPE, OUTCOME_TYPE, STAGE_TYPE
from tests.charts.chart_frames import frame, seen


def rejected(stages: list[str], **columns: pd.Series) -> pd.DataFrame:
    """A log of rejections, each after its stage."""
    return frame(
        len(stages),
        stage=pd.Series(stages).astype(STAGE_TYPE),
        outcome=pd.Series(["rejected"] * len(stages)).astype(OUTCOME_TYPE),
        **columns,
    )


def test_rejections_are_counted_where_they_happened():
    """Three of four rejections before any conversation, one after an interview."""
    chart = rejections_by_stage(seen(rejected(["applied", "applied", "applied", "interview"])))
    assert chart.title == "3 of 4 rejections came before any conversation"
    assert chart.table["Turned down"].tolist() == [3, 1]
    assert chart.figure.data[0].x.tolist() == [3, 1]


def test_bare_rejections_are_a_part_of_their_own():
    """A rejection that does not say how far it got is hatched, and the takeaway says what it rests on."""
    log = rejected(["applied", "applied"], stage_known=pd.Series([True, False]))
    chart = rejections_by_stage(seen(log))
    assert chart.title == "Both rejections came before any conversation, as far as your log says"
    assert [trace.x.tolist() for trace in chart.figure.data] == [[1], [1]]
    assert chart.figure.data[1].marker.pattern.shape == "/"
    assert chart.rows_behind([{"customdata": ["applied:bound"]}]) == [1]
    only = rejections_by_stage(seen(rejected(["applied"], stage_known=pd.Series([False]))))
    assert only.figure.layout.showlegend, "what the hatching means is said even where it is all there is"


def test_channels_with_the_most_rejections_come_first():
    """Rows are channels by their rejections; parts are the stages after which they came."""
    channel = pd.Series(["site", "board", "board"]).astype(CHANNEL_TYPE)
    chart = rejections_by_channel(seen(rejected(["applied", "applied", "screen"], channel=channel)))
    assert chart.title == "Job board: 2 of 2 applications turned down, 1 of them before any conversation"
    assert chart.table.to_numpy().tolist() == [["Job board", 1, 1], ["Company site", 1, 0]]


def test_bare_rejections_are_hatched_by_channel_too():
    """Both charts of one page say the same of a rejection that does not say how far it got."""
    log = rejected(
        ["applied", "applied", "screen"],
        channel=pd.Series(["board", "board", "site"]).astype(CHANNEL_TYPE),
        stage_known=pd.Series([True, False, True]),
    )
    chart = rejections_by_channel(seen(log))
    hatched = [trace.name for trace in chart.figure.data if trace.marker.pattern.shape]
    assert hatched == ["Stage not recorded"]
    assert chart.rows_behind([{"customdata": ["board:bound"]}]) == [1]
    assert chart.title == (
        "Job board: 2 of 2 applications turned down, both before any conversation, as far as your log says"
    )


def test_one_channel_is_no_comparison():
    """Rejections through one channel only give no chart."""
    assert rejections_by_channel(seen(rejected(["applied", "screen"]))) is None


def test_funnel_leaves_out_the_undecided():
    """An open application is no failure: one of two decided ones went on."""
    log = frame(
        3,
        stage=pd.Series(["applied", "screen", "applied"]).astype(STAGE_TYPE),
        outcome=pd.Series(["rejected", "open", "open"]).astype(OUTCOME_TYPE),
    )
    chart = funnel(seen(log, ["screen"]))
    assert chart.title.startswith("Too few to compare with others: 1 of 2 led to a first conversation")
    many = pd.concat([*[log] * 6, log.iloc[[2]]], ignore_index=True)
    assert "first conversation; 7 more cannot be told yet; published" in funnel(seen(many, ["screen"])).title
    assert chart.table[["Went on", "Out of"]].to_numpy().tolist() == [[1, 2]]


def test_no_funnel_where_nothing_between_applying_and_an_offer_is_recorded():
    """Rejections alone are no funnel; a first conversation makes one, nobody having got there or not."""
    log = rejected(["applied", "applied"])
    assert funnel(seen(log, ["applied"])) is None
    assert funnel(seen(log, ["applied", "screen"])).title.startswith(
        "Too few to compare with others: 0 of 2 led to"
    )


def test_the_key_names_the_published_figures():
    """A pale block is explained beside the dots and their ranges, and only where there is one."""
    names = [trace.name for trace in funnel(seen(rejected(["applied", "screen"]), ["screen"])).figure.data]
    assert names[:3] == ["Your log", "95% range", "Published figures"]
    late = funnel(seen(rejected(["applied", "final"]), ["final"]))
    assert "Published figures" not in [trace.name for trace in late.figure.data]


def test_one_rejection_is_no_share_of_itself():
    """The only rejection is called that."""
    assert (
        rejections_by_stage(seen(rejected(["screen"]))).title
        == "The only rejection so far came after a conversation"
    )


def test_published_figures_are_cited():
    """What is drawn behind the dots comes from the evidence, and the explanation names its sources."""
    chart = funnel(seen(rejected(["applied", "screen"]), ["screen"]))
    assert published_range("applied", "screen") == pytest.approx((0.03, 0.13))
    assert chart.table["Published to"].iloc[0] == pytest.approx(0.13)
    assert "Lever, 2017" in chart.reading
    assert published_range("final", "offer") is None
