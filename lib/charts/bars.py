"""Bars one under the other, each with its name and counts above it, so that both fit any screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lib.charts.dots import FOOT, HEAD, LEGEND, ROW, captions
from lib.charts.figure import draw, texts
from lib.charts.names import wrap
from lib.charts.palette import PALETTES, Palette, Scheme

LEGEND_LINE = 20
"""Height in pixels of each further line of a legend: a telephone shows one entry a line."""


@dataclass(frozen=True)
class BarRow:
    """One bar: its name as in the spreadsheet, its counts in words, its parts in the order of the series."""

    name: str
    note: str
    parts: tuple[int, ...]
    details: tuple[str, ...]
    """For each part, what is shown under the full name when the pointer is over it."""
    keys: tuple[str, ...]
    """Tells which applications are behind each part."""
    colour: str = ""
    """The colour of all its parts; "" gives each part the colour of its series."""


@dataclass(frozen=True)
class Series:
    """What one part of every bar stands for."""

    name: str
    colour: str
    pattern: str = ""
    """Plotly's name of a hatching, so that an uncertain part does not differ by colour alone; "" for none."""


def draw_bars(
    rows: Sequence[BarRow], series: Sequence[Series], scheme: Scheme, *, caption: str = "Applications"
) -> go.Figure:
    """The rows from top to bottom, their parts end to end.

    There is a legend where there are several parts or a hatched one. A series without parts is left out.
    """
    colours = PALETTES[scheme]
    used = [i for i in range(len(series)) if any(row.parts[i] for row in rows)]
    legend = len(used) > 1 or any(series[i].pattern for i in used)
    return draw(
        scheme,
        HEAD + ROW * len(rows) + FOOT + (LEGEND + LEGEND_LINE * max(0, len(used) - 2)) * legend,
        [_bars(i, series[i], rows, colours) for i in used],
        showlegend=legend,
        barmode="stack",
        hovermode="closest",
        margin={"l": 8, "r": 14, "t": 8, "b": 8},
        xaxis={
            "rangemode": "tozero",
            "title": {"text": caption},
            **count_axis(max(sum(r.parts) for r in rows)),
        },
        yaxis={"visible": False, "range": [len(rows) - 0.55, -0.75]},
        annotations=captions([(row.name, row.note) for row in rows], colours),
        legend={"traceorder": "normal", "y": 1.0, "yref": "paper"},
    )


def count_axis(most: int) -> dict[str, Any]:
    """Ticks at whole numbers, for an axis of counts up to `most`."""
    return {"tickformat": ",d", "tick0": 0, "dtick": 1} if most <= 6 else {"tickformat": ",d", "nticks": 6}


def _bars(place: int, series: Series, rows: Sequence[BarRow], colours: Palette) -> go.Bar:
    hatch = {
        "shape": series.pattern,
        "fillmode": "overlay",
        "fgcolor": colours.background,
        "size": 7,
        "solidity": 0.35,
    }
    return go.Bar(
        name=series.name,
        orientation="h",
        x=np.array([row.parts[place] for row in rows]),
        y=np.arange(len(rows)),
        width=0.3,
        marker={
            "color": texts(row.colour or series.colour for row in rows),
            "pattern": hatch if series.pattern else None,
            "line": {"color": colours.background, "width": 1},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        hoverinfo="text",
        hovertext=texts(f"<b>{wrap(row.name)}</b><br>{row.details[place]}" for row in rows),
        textposition="none",
        customdata=texts(row.keys[place] for row in rows),
    )
