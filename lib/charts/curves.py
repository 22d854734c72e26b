"""Lines with bands over the days after applying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lib.charts.figure import draw, texts
from lib.charts.palette import PALETTES, Palette, Scheme, tint
from lib.measures.curves import Curve

LONGEST = 90
"""A chart ends at most this many days after applying."""
FOLLOWED = 0.05
"""A curve is drawn up to the last day on which this share of the applications was still followed."""


@dataclass(frozen=True)
class CurveLine:
    """One line over the days, with a band where it has one; shares from 0 to 1."""

    name: str
    colour: str
    share: np.ndarray
    low: np.ndarray | None
    high: np.ndarray | None
    details: Sequence[str]
    """For each day, what is shown when the pointer is over it."""
    dash: str = "solid"


def last_day(curve: Curve) -> int:
    """The last day that is worth drawing: where enough applications were still followed, 90 at most."""
    followed = np.flatnonzero(curve.at_risk >= FOLLOWED * curve.at_risk[0])
    return min(int(followed[-1]), LONGEST)


def draw_lines(
    lines: Sequence[CurveLine],
    scheme: Scheme,
    *,
    marks: Sequence[tuple[float, str]] = (),
    height: int = 340,
    **layout: Any,
) -> go.Figure:
    """The lines as steps from day 0 on, their bands behind them, and upright `marks` (day, words)."""
    colours = PALETTES[scheme]
    traces = [trace for line in lines for trace in _band(line)] + [_line(line) for line in lines]
    if any(line.low is not None for line in lines):
        traces.insert(0, band_key(colours))
    upright = {"type": "line", "y0": 0, "y1": 1, "yref": "paper"}
    style = {"color": colours.muted, "width": 1, "dash": "dot"}
    words = {"yref": "paper", "y": 1, "yanchor": "top", "xanchor": "left", "xshift": 4, "showarrow": False}
    return draw(
        scheme,
        height,
        traces,
        showlegend=True,
        hovermode="closest",
        xaxis={"title": {"text": "Days after applying"}, "rangemode": "tozero", "nticks": 7},
        yaxis={"tickformat": ".0%", "range": [0, 1.0], "nticks": 6},
        shapes=[{**upright, "x0": day, "x1": day, "line": style} for day, _ in marks],
        annotations=[
            {**words, "x": day, "text": text, "font": {"color": colours.muted, "size": 12}}
            for day, text in marks
        ],
        **layout,
    )


def band_key(colours: Palette) -> go.Scatter:
    """A legend entry that says what the shaded bands are."""
    square = {"symbol": "square", "size": 13, "color": tint(colours.muted, 0.35)}
    return go.Scatter(name="95% range", x=[None], y=[None], mode="markers", marker=square)


def _line(line: CurveLine) -> go.Scatter:
    return go.Scatter(
        name=line.name,
        x=np.arange(len(line.share)),
        y=np.round(line.share, 4),
        mode="lines",
        line={"color": line.colour, "width": 2.5, "shape": "hv", "dash": line.dash},
        hoverinfo="text",
        hovertext=texts(line.details),
    )


def _band(line: CurveLine) -> list[go.Scatter]:
    if line.low is None or line.high is None:
        return []
    days = np.arange(len(line.share))
    edge = {
        "x": days,
        "mode": "lines",
        "line": {"width": 0, "shape": "hv"},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [
        go.Scatter(y=np.round(line.low, 4), **edge),
        go.Scatter(y=np.round(line.high, 4), fill="tonexty", fillcolor=tint(line.colour, 0.2), **edge),
    ]
