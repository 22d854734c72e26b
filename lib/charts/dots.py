"""Dots with ranges one under the other, each with its name and counts above it, to fit any screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from lib.charts.figure import draw, texts
from lib.charts.names import escape, short, text_width, wrap
from lib.charts.palette import PALETTES, Palette, Scheme, tint

ROW, HEAD, FOOT, LEGEND = 46, 26, 44, 34
"""Heights in pixels: of a row, of the space above the first row, of the axis, and of a legend line."""
LINE_WIDTH = 44
"""This many characters, of a name and its counts together, fit on a telephone."""
LEAST_NAME = 18
"""Characters of a name beside the longest counts: every channel is named in full."""
Sureness = Literal[80, 95]
"""How many of 100 such ranges contain the true value."""
NAME_WIDTH = 30
"""A name in a sentence has at most this many characters."""


@dataclass(frozen=True)
class DotRow:
    """One row: an estimate with its range, in the unit of the axis."""

    name: str
    """As in the spreadsheet; cut and escaped here."""
    note: str
    """The counts, which stand at the right."""
    detail: str
    """What is shown under the full name when the pointer is over the dot."""
    colour: str
    key: str
    """Key of the applications behind the dot (`Chart.groups`)."""
    middle: float | None
    """The estimate; None leaves out the dot, but not the name, the note and the range if there is one."""
    low: float = 0.0
    high: float = 0.0
    beyond: bool = False
    """Whether the range goes on beyond the end of the axis."""
    context: tuple[float, float] | None = None
    """A range to compare with, such as a published one, drawn behind as a pale block."""


def draw_rows(
    rows: Sequence[DotRow],
    scheme: Scheme,
    span: tuple[float, float],
    *,
    mark: float | None = None,
    dot: str = "Your log",
    block: str = "Published figures",
    sure: Sureness = 95,
    **axis: Any,
) -> go.Figure:
    """The rows from top to bottom over one axis from `span[0]` to `span[1]`, with a dotted line at `mark`.

    A key says what a dot is, what its range is, and what the pale blocks are. Ranges that hold the truth
    `sure` times in 100 are wide and pale for 95, thin with ends for 80: nobody takes one for the other.
    """
    colours = PALETTES[scheme]
    slack = 0.025 * (span[1] - span[0])
    known = [(i, row) for i, row in enumerate(rows) if row.middle is not None]
    ranges = [_range(i, row, span[1], sure) for i, row in enumerate(rows) if row.high > row.low]
    key = _key(dot, block if any(row.context for row in rows) else "", sure if ranges else None, colours)
    return draw(
        scheme,
        HEAD + ROW * len(rows) + FOOT + LEGEND,
        [*key, *ranges, _dots(known, colours)],
        showlegend=True,
        legend={"y": 1.0, "yref": "paper"},
        hovermode="closest",
        margin={"l": 8, "r": 14, "t": 6, "b": 8},
        xaxis={
            "range": [span[0] - slack, span[1] + slack],
            "zeroline": True,
            "zerolinewidth": 1,
            **axis,
        },
        yaxis={"visible": False, "range": [len(rows) - 0.55, -0.7]},
        shapes=[*_contexts(rows, colours), *_marks(mark, colours)],
        annotations=captions([(row.name, row.note) for row in rows], colours),
    )


def _range(place: int, row: DotRow, end: float, sure: Sureness) -> go.Scatter:
    high = end if row.beyond else min(row.high, end)
    cap = "line-ns" if sure == 80 else "line-ns-open" if row.beyond else "circle"
    tip = "triangle-right" if row.beyond else cap
    return go.Scatter(
        showlegend=False,
        x=np.array([row.low, high]),
        y=np.array([place, place]),
        mode="lines+markers" if row.beyond or sure == 80 else "lines",
        marker={
            "symbol": [cap, tip],
            "size": 9,
            "color": row.colour,
            "line": {"color": row.colour, "width": 2 if sure == 80 else 0},
        },
        line=_range_line(row.colour, sure),
        hoverinfo="skip",
    )


def _range_line(colour: str, sure: Sureness) -> dict[str, Any]:
    return {"color": tint(colour, 0.45), "width": 7} if sure == 95 else {"color": colour, "width": 2}


def _dots(known: Sequence[tuple[int, DotRow]], colours: Palette) -> go.Scatter:
    return go.Scatter(
        showlegend=False,
        x=np.array([row.middle for _, row in known], dtype=float),
        y=np.array([i for i, _ in known], dtype=float),
        mode="markers",
        marker={
            "size": 13,
            "color": texts(row.colour for _, row in known),
            "line": {"width": 1.5, "color": colours.background},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        hoverinfo="text",
        hovertext=texts(f"<b>{wrap(row.name)}</b><br>{row.detail}" for _, row in known),
        customdata=texts(row.key for _, row in known),
        cliponaxis=False,
    )


def _key(dot: str, block: str, sure: Sureness | None, colours: Palette) -> list[go.Scatter]:
    """The entries of the legend: a dot, a range and a pale block, in no row's colour."""
    nowhere = {"x": [None], "y": [None]}
    round_mark = {"symbol": "circle", "size": 11, "color": colours.muted}
    key = [go.Scatter(name=dot, mode="markers", marker=round_mark, **nowhere)]
    if sure:
        line = _range_line(colours.muted, sure)
        key.append(go.Scatter(name=f"{sure}% range", mode="lines", line=line, **nowhere))
    if block:
        square = {"symbol": "square", "size": 13, "color": tint(colours.muted, 0.35)}
        key.append(go.Scatter(name=block, mode="markers", marker=square, **nowhere))
    return key


def _contexts(rows: Sequence[DotRow], colours: Palette) -> list[dict[str, Any]]:
    block = {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": tint(colours.muted, 0.2)}
    return [
        {**block, "x0": row.context[0], "x1": row.context[1], "y0": i - 0.17, "y1": i + 0.17}
        for i, row in enumerate(rows)
        if row.context
    ]


def _marks(mark: float | None, colours: Palette) -> list[dict[str, Any]]:
    if mark is None:
        return []
    line = {"color": colours.muted, "width": 1, "dash": "dot"}
    return [
        {
            "type": "line",
            "x0": mark,
            "x1": mark,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "layer": "below",
            "line": line,
        }
    ]


def captions(rows: Sequence[tuple[str, str]], colours: Palette) -> list[dict[str, Any]]:
    """Annotations above each row: its name at the left and its counts at the right."""
    return [a for i, (name, note) in enumerate(rows) for a in _caption(i, name, note, colours)]


def _caption(place: int, name: str, note: str, colours: Palette) -> list[dict[str, Any]]:
    line = {"y": place, "xref": "paper", "yshift": 11, "yanchor": "bottom", "showarrow": False}
    line |= {"bgcolor": tint(colours.background, 0.8), "borderpad": 0}
    left = {"x": 0, "xanchor": "left", "text": short(name, max(LEAST_NAME, LINE_WIDTH - text_width(note)))}
    right = {"x": 1, "xanchor": "right", "text": escape(note)}
    return [
        {**line, **left, "font": {"color": colours.text, "size": 13}},
        {**line, **right, "font": {"color": colours.muted, "size": 13}},
    ]
