"""The charts: one function a chart, each with its takeaway, text alternative, explanation and numbers."""

from lib.charts.figure import CONFIG, Chart

__all__ = ["CONFIG", "Chart"]
