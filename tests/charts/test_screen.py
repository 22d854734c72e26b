"""A figure as the browser gets it: the same picture, in parts that Plotly can compare."""

import json

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest
from streamlit.testing.v1 import AppTest

from lib.charts.figure import draw
from lib.charts.palette import template
from lib.charts.screen import ready


def bars(*heights, **layout):
    """A figure of bars with these heights."""
    return draw("dark", 300, [go.Bar(x=["a", "b"], y=np.array(heights), customdata=["k", "l"])], **layout)


def test_the_style_stands_in_the_layout_and_what_the_figure_says_itself_holds():
    """No template is left; each axis has the style of its kind, and a tick font of its own keeps its size."""
    own = {"xaxis": {"tickfont": {"size": 9}}, "yaxis2": {"domain": [0.5, 1]}, "margin": {"l": 80}}
    layout = ready(bars(1.0, 2.0, **own), selecting=False).to_dict()["layout"]
    style = template("dark").layout
    assert "template" not in layout
    assert layout["xaxis"]["tickfont"] == {"size": 9, "color": style.xaxis.tickfont.color}
    assert layout["yaxis"]["gridcolor"] == layout["yaxis2"]["gridcolor"] == style.yaxis.gridcolor
    assert layout["yaxis2"]["domain"] == [0.5, 1]
    assert layout["margin"] == {"l": 80, "r": 12, "t": 12, "b": 8, "autoexpand": True}
    assert layout["font"]["color"] == style.font.color


def test_lines_are_drawn_as_they_are_with_a_template():
    """Plotly draws no grid across bars and no line at an axis, unless the layout says how they look."""
    layout = ready(bars(1.0, 2.0, yaxis={"linecolor": "#FFF"}), selecting=False).to_dict()["layout"]
    across, along = layout["xaxis"], layout["yaxis"]
    assert (across["showgrid"], across["zeroline"], across["showline"]) == (False, False, False)
    assert (along["showgrid"], along["zeroline"]) == (True, True)
    assert "showline" not in along
    on_second = [go.Bar(x=[1], y=["a"], orientation="h", yaxis="y2"), go.Scatter(x=[1], y=[1])]
    layout = ready(draw("light", 300, on_second), selecting=False).to_dict()["layout"]
    assert [layout[name]["showgrid"] for name in ("xaxis", "yaxis", "yaxis2")] == [True, True, False]


def test_a_flow_gets_no_axes():
    """A Sankey diagram with axes in its layout would have them drawn behind it."""
    flow = go.Sankey(node={"label": ["a", "b"]}, link={"source": [0], "target": [1], "value": [3]})
    layout = ready(draw("light", 300, [flow]), selecting=True).to_dict()["layout"]
    assert not {"xaxis", "yaxis"} & set(layout)


def test_numbers_are_lists_and_the_rest_is_as_plotly_writes_it():
    """In base64 the browser would take the same numbers for new ones."""
    figure = bars(1.0, np.nan)
    told, written = ready(figure, selecting=False).to_dict(), json.loads(figure.to_json())
    shown = json.loads(plotly.io.to_json(told, validate=False))
    assert shown["data"][0].pop("y") == [1.0, None]
    assert set(written["data"][0].pop("y")) == {"dtype", "bdata"}
    assert shown["data"] == written["data"]


def test_other_data_have_another_revision():
    """So Plotly draws again exactly when something changed."""
    first, same, other = (ready(bars(1.0, n), selecting=False).to_dict()["layout"] for n in (2.0, 2.0, 3.0))
    assert first["datarevision"] == same["datarevision"] != other["datarevision"]


def test_what_selecting_needs_is_there_from_the_start():
    """Streamlit would set it after the first drawing, and have the figure drawn again."""
    layout = ready(bars(1.0, 2.0), selecting=True).to_dict()["layout"]
    set_later = {"clickmode": "event+select", "dragmode": "pan", "hovermode": "closest"}
    assert set_later.items() <= layout.items()
    assert "clickmode" not in ready(bars(1.0, 2.0), selecting=False).to_dict()["layout"]
    assert ready(bars(1.0, 2.0, hovermode="x"), selecting=True).to_dict()["layout"]["hovermode"] == "x"


@pytest.mark.cure(
    "Streamlit takes a figure apart in another way than by `to_dict`. Look at its `plotly_chart.py`, give "
    "`Ready` in `lib/charts/screen.py` what is asked for there, or pass `Chart.figure` in `lib/ui/show.py`."
)
def test_streamlit_sends_the_figure_as_it_is():
    """What reaches the browser is what `ready` made, and nothing of an empty figure."""

    def page():
        import plotly.graph_objects as go
        import streamlit as st

        from lib.charts.figure import draw
        from lib.charts.screen import ready

        st.plotly_chart(ready(draw("dark", 300, [go.Bar(x=["a"], y=[1.0])]), selecting=False), theme=None)

    app = AppTest.from_function(page).run()
    assert not app.exception
    sent = json.loads(app.get("plotly_chart")[0].proto.spec)
    made = ready(draw("dark", 300, [go.Bar(x=["a"], y=[1.0])]), selecting=False).to_dict()
    assert sent["data"] == made["data"]
    assert sent["layout"]["datarevision"] == made["layout"]["datarevision"]
