"""What every chart promises: words, numbers, colours, nothing without data, and never markup."""

import json
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts import (
    CONFIG,
    Chart,
    activity,
    forecast,
    medians,
    sankey,
    segments,
    stages,
    themes,
    trend,
    waiting,
)
from lib.charts.palette import PALETTES, Scheme
from lib.log.schema import CHANNELS, OUTCOMES, STAGES
from lib.measures.segments import compare
from lib.measures.themes import themes as find_themes
from tests.charts.chart_frames import AS_OF, HOSTILE, frame, hostile, log, seen
from tests.tries import tries

Draw = Callable[[pd.DataFrame, Scheme], Chart | None]


def by_column(column: str) -> Draw:
    """The rates of positive replies by one column, with the rows behind them."""

    def draw(applications: pd.DataFrame, scheme: Scheme) -> Chart | None:
        trial = seen(applications, cutoff=30).mature
        comparison = compare(seen(applications), column, seen(applications).positive, trial)
        return segments.rates(comparison, column, scheme, seen=seen(applications), by=column, trial=trial)

    return draw


DRAW: dict[str, Draw] = {
    "stage_flow": lambda a, s: sankey.stage_flow(seen(a), s),
    "rejections_by_stage": lambda a, s: stages.rejections_by_stage(seen(a), s),
    "rejections_by_channel": lambda a, s: stages.rejections_by_channel(seen(a), s),
    "funnel": lambda a, s: stages.funnel(seen(a), s),
    "rates": by_column("channel"),
    "reply_outcomes": lambda a, s: waiting.reply_outcomes(seen(a), s),
    "any_reply": lambda a, s: waiting.any_reply(seen(a), s),
    "medians_by_outcome": lambda a, s: medians.medians_by_outcome(seen(a), s),
    "medians_by_channel": lambda a, s: medians.medians_by_channel(seen(a), s),
    "by_week": lambda a, s: activity.by_week(seen(a), s),
    "over_time": lambda a, s: trend.over_time(seen(a), s),
    "time_to_rejection": lambda a, s: trend.time_to_rejection(seen(a), s),
    "themes": lambda a, s: themes.themes(find_themes(seen(a)), s, applications=a),
    "forecast": lambda a, s: forecast.outlook(seen(a), s, seed=0),
}
EVERY = pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW.keys())


@cache
def drawn(draw: Draw, scheme: Scheme = "light") -> Chart:
    """The chart of one log of 180, drawn once for all tests that only look at it."""
    chart = draw(log(180), scheme)
    assert chart is not None
    return chart


@EVERY
def test_no_chart_without_data(draw):
    """An empty log gives no chart, not an empty one."""
    assert draw(frame(0), "light") is None


@EVERY
def test_a_chart_says_what_it_shows(draw):
    """Every chart has a takeaway, repeated with numbers in its alternative text, and an explanation."""
    chart = drawn(draw)
    assert any(c.isdigit() for c in chart.alt)
    assert chart.title in chart.alt
    assert chart.reading.endswith(".")
    assert len(chart.table) > 0
    assert chart.figure.layout.title.text is None


@EVERY
def test_plotly_knows_every_part_of_a_layout(draw):
    """What is drawn without a check passes it here, and comes out as it went in."""
    told = json.loads(drawn(draw).figure.to_json())["layout"]
    checked = json.loads(go.Figure(drawn(draw).figure.to_dict()).to_json())["layout"]
    assert checked == {name: part for name, part in told.items() if part != []}


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_of_the_scheme(draw, scheme):
    """Text colours are the scheme's own, and every mark has one of its colours, tinted or not."""
    chart = drawn(draw, scheme)
    assert chart.figure.layout.template.layout.font.color == PALETTES[scheme].text
    known = {c.upper() for c in palette_colours(scheme)}
    assert {c.upper() for c in hex_colours(chart.figure.to_json(), "data")} <= known


def palette_colours(scheme: Scheme) -> list[str]:
    """Every colour of a scheme."""
    colours = PALETTES[scheme]
    groups = (colours.stages, colours.outcomes, colours.channels, colours.areas)
    single = [colours.background, colours.surface, colours.text, colours.muted, colours.line, colours.link]
    return single + [colour for group in groups for colour in group.values()]


def hex_colours(figure: str, part: str) -> set[str]:
    """Every #RRGGBB in one part of a figure."""
    text = json.dumps(json.loads(figure)[part])
    return {text[i : i + 7] for i in range(len(text)) if text[i] == "#" and text[i + 7] == '"'}


@EVERY
def test_payload_does_not_grow_with_the_rows(draw):
    """Twenty times as many rows over the same days make a figure at most half as big again."""
    small, large = (len(draw(log(n), "light").figure.to_json()) for n in (300, 6_000))
    assert large < 1.5 * small + 2_000
    assert large < 40_000


@EVERY
def test_points_lead_to_their_applications(draw):
    """Selecting every point lists each application behind the chart once, and no other."""
    applications = log(180)
    chart = drawn(draw)
    custom = [trace.customdata for trace in chart.figure.data if trace.customdata is not None]
    chosen = chart.rows_behind([{"customdata": [str(key)]} for data in custom for key in data])
    assert chosen == sorted({int(row) for group in chart.groups.values() for row in group})
    assert set(chosen) <= set(applications.index)


@EVERY
def test_one_application_never_raises(draw):
    """A log of one application gives a chart or none."""
    for seed in range(5):
        chart = draw(log(1, seed), "dark")
        assert chart is None or chart.title


outcomes = st.lists(
    st.tuples(
        st.sampled_from(STAGES),
        st.sampled_from(OUTCOMES),
        st.sampled_from(CHANNELS),
        st.one_of(st.none(), st.integers(-40, 9000)),
        st.one_of(st.none(), st.integers(-40, 400)),
    ),
    max_size=25,
)


def made(rows: list[tuple]) -> pd.DataFrame:
    """A log from (stage, outcome, channel, days since applying, days to the reply)."""
    table = frame(len(rows))
    for place, column in enumerate(("stage", "outcome", "channel")):
        table[column] = pd.Series([row[place] for row in rows], dtype=table[column].dtype)
    sent = [pd.NaT if age is None else pd.Timestamp(AS_OF) - pd.Timedelta(days=age) for *_, age, _ in rows]
    wait = [pd.NaT if days is None else pd.Timedelta(days=days) for *_, days in rows]
    table["applied_on"] = pd.Series(sent, dtype="datetime64[us]")
    table["replied_on"] = table["applied_on"] + pd.Series(wait, dtype="timedelta64[us]")
    return table


@EVERY
@tries(5)
@given(rows=outcomes)
def test_any_log_gives_a_chart_or_none(draw, rows):
    """Whatever a log holds (nothing, the future, a reply before the application), drawing it works."""
    chart = draw(made(rows), "light")
    if chart is not None:
        assert "Infinity" not in plotly.io.to_json(chart.figure)
        assert "nan" not in chart.title.lower().split()


def test_names_never_become_markup():
    """Names full of tags are escaped wherever Plotly reads markup, and cut where they stand beside marks."""
    chart = by_column("extra: Source")(hostile(), "light")
    layout, data = chart.figure.layout, chart.figure.data
    shown = [a.text for a in layout.annotations] + [
        t for trace in data for t in np.ravel(trace.hovertext) if t
    ]
    assert sum("&lt;b&gt;Bold" in text for text in shown) >= 10
    assert not any("<a" in text or "<b>Bold" in text for text in shown)
    assert max(len(a.text) for a in layout.annotations) < 100
    assert not any(
        trace.hovertemplate or trace.texttemplate for trace in data if hasattr(trace, "texttemplate")
    )


def test_forty_values_are_twelve_rows():
    """Of forty values the most frequent have a row of their own, the rest are taken together, none lost."""
    applications = hostile()
    chart = by_column("extra: Source")(applications, "light")
    assert len(chart.table) == 12
    assert chart.table.iloc[-1, 0] == "All other values"
    assert chart.table["Out of"].sum() == seen(applications, cutoff=30).mature.sum()
    assert HOSTILE.split()[0] in chart.table.iloc[0, 0]


@EVERY
def test_decimals_of_a_table_are_shares(draw):
    """What is shown as a percentage lies between nothing and everything."""
    chart = drawn(draw)
    shares = chart.table.select_dtypes("float").drop(columns=list(chart.amounts))
    assert shares.apply(lambda c: c.dropna().between(0, 1).all()).all()


def test_nothing_can_be_uploaded():
    """The picture is the only thing that a chart's toolbar offers; no logo, no cloud."""
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["modeBarButtons"] == [["toImage"]]


def test_an_outcome_has_one_colour_everywhere():
    """Turned down is the same colour in the flow and by day, and no other thing has it."""
    colour = PALETTES["dark"].outcomes["rejected"]
    has = {name for name, draw in DRAW.items() if colour in drawn(draw, "dark").figure.to_json()}
    assert has == {"stage_flow", "reply_outcomes", "medians_by_outcome"}


def test_a_stage_has_one_colour_by_stage_by_channel_and_by_week():
    """What came before any conversation is drawn alike in every chart of rejections."""
    colour = PALETTES["light"].stages["applied"]
    for name in ("rejections_by_stage", "rejections_by_channel", "time_to_rejection"):
        first = drawn(DRAW[name]).figure.data[0].marker.color
        assert (first if isinstance(first, str) else first[0]) == colour


def test_ranges_of_80_and_of_95_look_different_and_say_so():
    """A forecast's range is thin and named 80%; a rate's is wide and named 95%."""
    looks = {}
    for name in ("forecast", "funnel"):
        traces = drawn(DRAW[name]).figure.data
        key = next(trace for trace in traces if trace.name and trace.name.endswith("range"))
        looks[key.name] = key.line.width
        assert key.line.width in {trace.line.width for trace in traces if not trace.name}
    assert looks == {"80% range": 2, "95% range": 7}


@EVERY
def test_every_list_can_be_chosen_by_name(draw):
    """What a bar lists stands in a list beside it too, in words, with how many applications it holds."""
    chart = drawn(draw)
    keys = {key for key, rows in chart.groups.items() if len(rows)}
    assert set(chart.choices) == keys
    assert len(set(chart.choices.values())) == len(keys)
    assert all(f"({len(chart.groups[key]):,})" in name for key, name in chart.choices.items())
    assert not any(key == name.rpartition(" (")[0] and ":" in key for key, name in chart.choices.items())
