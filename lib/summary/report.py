"""The summary as one HTML file: it loads nothing, prints on A4 and Letter, and stays small for any log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd
import plotly.io
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from lib.charts import activity, focus, sankey, segments, stages, waiting
from lib.charts.figure import CONFIG, Chart
from lib.charts.palette import LIGHT
from lib.measures.pace import log_days
from lib.measures.segments import compare
from lib.measures.sending import next_weeks_words
from lib.summary.bundle import Summary
from lib.summary.markdown import pace_words, waiting_words
from lib.summary.plan import PlannedStep, planned_steps
from lib.summary.rendering import render
from lib.summary.statements import per_week, rate_lines, usual_pace
from lib.words.phrases import NOTHING

WIDTH = 680
"""The width of a chart in pixels: it fits between the margins of A4 and of Letter."""

STILL = {**CONFIG, "displayModeBar": False, "responsive": False}
"""Plotly's configuration for paper: no buttons, and a fixed width."""

MOST_ROWS = 40
"""At most this many rows of a chart's table are written out."""


@dataclass(frozen=True)
class DrawnChart:
    """A chart ready for the page."""

    key: str
    title: str
    alt: str
    reading: str
    drawing: Markup
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_html(summary: Summary) -> bytes:
    """The report as HTML in UTF-8; it includes Plotly's library and is under 6 MB for any log.

    On paper the plan, the areas and the key figures are on the first page, the charts on the next ones.
    """
    steps = planned_steps(summary)
    return render(
        "report.html",
        summary=summary,
        steps=steps,
        repeated=_repeated(steps, summary),
        figures=[_figure(chart) for chart in _charts(summary) if chart is not None],
        rates=rate_lines(summary),
        per_week=per_week(summary.pace.per_week),
        usual=usual_pace(summary.pace.usual_per_week),
        ahead=next_weeks_words(summary.seen),
        pace_unknown=pace_words(summary) if log_days(summary.seen) is None else "",
        waiting_unknown="" if summary.seen.reply_times.replies else waiting_words(summary),
        palette=LIGHT,
        plotly=Markup(get_plotlyjs()),  # noqa: S704 - the library's own text, not the person's
    )


def _repeated(steps: Iterable[PlannedStep], summary: Summary) -> frozenset[str]:
    """Keys of the steps whose reason is in the table of the areas as well: on paper once is enough."""
    said = tuple(area.because for area in summary.ranking.areas)
    return frozenset(step.key for step in steps if step.why.endswith(said))


def _charts(summary: Summary) -> Iterator[Chart | None]:
    seen = summary.seen
    by_channel = compare(seen, "channel", seen.positive, seen.mature)
    yield focus.areas(summary.ranking, "light")
    yield sankey.stage_flow(seen, "light")
    yield stages.rejections_by_stage(seen, "light")
    yield segments.rates(by_channel, "Channel", "light", by="channel")
    yield waiting.reply_outcomes(seen, "light")
    yield activity.by_week(seen, "light")


def _figure(chart: Chart) -> DrawnChart:
    still = chart.figure.update_layout(width=WIDTH, autosize=False)
    drawing = plotly.io.to_html(
        still, config=STILL, include_plotlyjs=False, full_html=False, div_id=f"chart-{chart.key}"
    )
    table = chart.table.tail(MOST_ROWS)
    return DrawnChart(
        key=chart.key,
        title=chart.title,
        alt=chart.alt,
        reading=chart.reading,
        drawing=Markup(drawing),  # noqa: S704 - Plotly escapes the text of its JSON
        headers=tuple(map(str, table.columns)),
        rows=tuple(tuple(map(_shown, row)) for row in table.itertuples(index=False, name=None)),
    )


def _shown(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return NOTHING
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:.2f}" if isinstance(value, float) and not value.is_integer() else str(value)
