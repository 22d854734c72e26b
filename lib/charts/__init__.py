"""The charts: one function a chart, each with its takeaway, text alternative, explanation and numbers."""

from lib.charts.figure import CONFIG, Chart
from lib.charts.names import escape
from lib.charts.palette import PALETTES, Palette, Scheme

__all__ = ["CONFIG", "PALETTES", "Chart", "Palette", "Scheme", "escape"]
