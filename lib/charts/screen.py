"""A figure as the browser draws it in one go.

Streamlit hands every figure to Plotly twice: when its place is there, and at once again as a copy, with what
selecting needs. Plotly draws all of it a second time unless it sees that nothing changed, and it cannot see
that of a template, of arrays in base64, or of data without a revision. So the style is written into the
layout, numbers are lists, the data carry their digest, and what selecting needs stands there from the start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io

SELECTING: Mapping[str, Any] = {"clickmode": "event+select", "dragmode": "pan"}
"""What Streamlit sets in the layout of a chart whose points can be selected, whatever stands there."""
LINES: Mapping[str, tuple[str, ...]] = {
    "showline": ("linecolor", "linewidth"),
    "showgrid": ("gridcolor", "gridwidth", "griddash"),
    "zeroline": ("zerolinecolor", "zerolinewidth"),
}
"""Lines of an axis that Plotly draws where its layout, but not where a template, says how they look."""
ORIENTED = ("bar", "box")
"""Kinds of traces across which Plotly draws no grid."""


class Ready(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that is taken apart already: Plotly's own way to a dictionary copies and checks all of it."""

    def __init__(self, parts: dict[str, Any]) -> None:
        object.__setattr__(self, "_parts", parts)

    def to_dict(self) -> dict[str, Any]:
        """Its traces and its layout; not to be changed."""
        parts: dict[str, Any] = object.__getattribute__(self, "_parts")
        return parts


def ready(figure: go.Figure, *, selecting: bool) -> Ready:
    """`figure` for the browser, where its points can be selected or not."""
    data = [_as_lists(trace.to_plotly_json()) for trace in figure.data]
    layout = _as_lists(figure.layout.to_plotly_json())
    layout = _styled(layout, layout.pop("template").get("layout", {}), data)
    if selecting:
        layout = {"hovermode": "closest", **layout, **SELECTING}
    text = plotly.io.to_json({"data": data, "layout": layout}, validate=False)
    layout["datarevision"] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Ready({"data": data, "layout": layout})


def _styled(layout: dict[str, Any], style: dict[str, Any], data: list[dict[str, Any]]) -> dict[str, Any]:
    """The layout with everything of the style that it does not say itself; each axis has that of its kind."""
    whole = {key: value for key, value in style.items() if key not in ("xaxis", "yaxis")}
    for name in _axes(layout, data):
        told = layout.get(name, {})
        shown = {line: _is_drawn(line, name, data) for line, looks in LINES.items() if not {*looks} & {*told}}
        whole[name] = {**style.get(name[:5], {}), **shown}
    return _over(layout, whole)


def _axes(layout: dict[str, Any], data: list[dict[str, Any]]) -> list[str]:
    """The names of the axes in the layout: those it names, and those that traces are drawn on."""
    drawn = [_axis(trace, way) for trace in data if trace["type"] != "sankey" for way in "xy"]
    return sorted({*drawn, *(name for name in layout if name[:5] in ("xaxis", "yaxis"))})


def _axis(trace: dict[str, Any], way: str) -> str:
    """The axis of a trace as the layout names it: "xaxis2" where the trace says "x2"."""
    return f"{way}axis{trace.get(f'{way}axis', way)[1:]}"


def _is_drawn(line: str, axis: str, data: list[dict[str, Any]]) -> bool:
    """Whether Plotly draws such a line where nobody says so."""
    along = (_axis(t, "y" if t.get("orientation") == "h" else "x") for t in data if t["type"] in ORIENTED)
    return line != "showline" and axis not in along


def _over(told: dict[str, Any], style: dict[str, Any]) -> dict[str, Any]:
    """`told`, and what only `style` says, part by part."""
    both = {
        key: _over(told[key], style[key])
        for key in told.keys() & style.keys()
        if isinstance(told[key], dict) and isinstance(style[key], dict)
    }
    return {**style, **told, **both}


def _as_lists(part: Any) -> Any:
    """The same with arrays of numbers as lists."""
    if isinstance(part, dict):
        return {key: _as_lists(value) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_as_lists(value) for value in part]
    return part.tolist() if isinstance(part, np.ndarray) and part.dtype.kind in "biuf" else part
