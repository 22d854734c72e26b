"""What belongs to every chart: the figure, its takeaway, a text alternative, how to read it, its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.palette import Scheme, template
from lib.charts.screen import Ready, ready

CONFIG: Mapping[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "typesetMath": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "detour-chart"},
}
"""Plotly's configuration: downloading a picture is the only button, and nothing can be uploaded."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart, and everything that stands around it on a page or in a report."""

    key: str
    """Identifies the chart on its page, the same from run to run."""
    title: str
    """The takeaway, made from the data, in plain text; the figure itself carries no title."""
    alt: str
    """The takeaway for people who cannot see the figure, in plain text."""
    reading: str
    """How to read the figure, in plain text; also right for a printed one."""
    figure: go.Figure
    table: pd.DataFrame
    """The numbers of the figure, under readable column names; names from the spreadsheet are unchanged."""
    amounts: tuple[str, ...] = ()
    """Columns of the table with decimals that are not shares; all other columns with decimals are shares."""
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)
    """`customdata` of a point or bar → index labels of the applications behind it, kept out of the figure."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Key of a group → words for it; a key that is not here is its own name."""
    pointing: str = ""
    """What pointing at the figure and selecting in it show, in plain text; only for the screen."""

    _ready: dict[bool, Ready] = field(default_factory=dict, repr=False)

    def ready(self, *, selecting: bool) -> Ready:
        """The figure as the browser draws it, made once."""
        if selecting not in self._ready:
            self._ready[selecting] = ready(self.figure, selecting=selecting)
        return self._ready[selecting]

    def rows_behind(self, points: Iterable[Mapping[str, Any]]) -> list[Any]:
        """The index labels of the applications behind the selected `points`, each once, in order."""
        keys = {key for point in points for key in _keys(point.get("customdata"))}
        found = [self.groups[key] for key in self.groups if key in keys]
        return np.unique(np.concatenate(found)).tolist() if found else []

    @property
    def choices(self) -> dict[str, str]:
        """Key → name and count, for every group with an application."""
        return {
            key: f"{self.named.get(key, key)} ({len(rows):,})"
            for key, rows in self.groups.items()
            if len(rows)
        }


def _keys(customdata: object) -> Sequence[str]:
    if isinstance(customdata, Mapping):
        customdata = list(customdata.values())
    if isinstance(customdata, (list, tuple, np.ndarray)):
        return [str(key) for key in customdata]
    return [] if customdata is None else [str(customdata)]


def draw(scheme: Scheme, height: int, traces: Sequence[Any], **layout: Any) -> go.Figure:
    """A figure in the style of the scheme, `height` pixels high and as wide as its place.

    Plotly checks the traces; its check of the layout takes longer than all else; the tests ask for it.
    """
    fixed = {"template": template(scheme), "height": height, "autosize": True}
    return go.Figure(data=list(traces), layout={**fixed, **layout}, _validate=False)


def texts(values: Iterable[str]) -> np.ndarray:
    """Texts as an array that Plotly takes without converting each item."""
    return np.array(list(values), dtype=object)
