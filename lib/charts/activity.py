"""The search week by week: applications sent, answers that came, applications turned down."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.bars import count_axis
from lib.charts.figure import Chart, draw, texts
from lib.charts.labels import number
from lib.charts.palette import PALETTES, Scheme
from lib.measures.pace import Pace, pace, weekly
from lib.measures.timeline import sent_on

WEEKS = 52
"""Weeks that the chart shows at most, the latest ones; the table has them all."""
_READING = (
    "Each bar is one week, Monday to Sunday, and its height is the number of applications that you sent. The "
    "dots are the first answers of any kind that came in that week, the diamonds the applications turned "
    "down in it; both are counted in the week they came, whenever the application was sent. A week without "
    "a bar is a week without an application."
)


def by_week(applications: pd.DataFrame, as_of: date, scheme: Scheme = "light") -> Chart | None:
    """Applications, first answers and rejections in each of the last 52 weeks; None without a dated one."""
    weeks = weekly(applications, as_of)
    if weeks.empty:
        return None
    title = _takeaway(pace(applications, as_of))
    shown = weeks.tail(WEEKS)
    total = number(int(weeks["applied"].sum()), "dated application")
    return Chart(
        key="by_week",
        title=title,
        alt=f"{title}. {total} over {number(len(weeks), 'week')}, "
        f"{number(int(weeks['replies'].sum()), 'dated answer')}.",
        reading=_READING + _hidden(len(weeks) - len(shown)),
        figure=_figure(shown, scheme),
        table=pd.DataFrame(
            {
                "Week": weeks["label"],
                "Week from": weeks["week_start"],
                "Applied": weeks["applied"],
                "First answers": weeks["replies"],
                "Turned down": weeks["rejected"],
            }
        ),
        groups=_groups(applications, as_of),
    )


def _takeaway(now: Pace) -> str:
    sent = f"{number(now.recent, 'application')} in the last 28 days, {now.per_week:.1f} a week"
    if now.usual_per_week is None:
        return sent
    return f"{sent}; {now.usual_per_week:.1f} a week in the {number(now.usual_weeks, 'week')} before"


def _hidden(weeks: int) -> str:
    return f" The {number(weeks, 'earlier week')} are in the table." if weeks > 0 else ""


def _figure(weeks: pd.DataFrame, scheme: Scheme) -> go.Figure:
    colours = PALETTES[scheme]
    days = texts(f"{day:%Y-%m-%d}" for day in weeks["week_start"] + pd.Timedelta(days=3))
    most = int(weeks[["applied", "replies", "rejected"]].to_numpy().max())
    hover = texts(_hover(*week) for week in weeks.itertuples(index=False))
    bars = go.Bar(
        name="Applied",
        x=days,
        y=weeks["applied"].to_numpy(),
        width=np.full(len(weeks), 5.6 * 86_400_000),
        marker={"color": colours.stages["applied"]},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        customdata=texts(weeks["label"]),
        hovertext=hover,
        hoverinfo="text",
    )
    marks = [
        _marks("First answers", weeks["replies"], days, hover, colours.link, "circle"),
        _marks("Turned down", weeks["rejected"], days, hover, colours.outcomes["rejected"], "diamond"),
    ]
    return draw(
        scheme,
        300,
        [bars, *marks],
        showlegend=True,
        hovermode="closest",
        xaxis={"type": "date", "tickformat": "%-d %b<br>%Y", "nticks": 6, "range": _span(weeks)},
        yaxis={"range": [0, most * 1.08 + 0.3], "title": {"text": "A week"}, **count_axis(most)},
    )


def _span(weeks: pd.DataFrame) -> list[str]:
    """At least eight weeks wide, so that a single one does not fill the figure."""
    last = weeks["week_start"].iloc[-1] + pd.Timedelta(days=8)
    first = min(weeks["week_start"].iloc[0] - pd.Timedelta(days=1), last - pd.Timedelta(weeks=8))
    return [f"{day:%Y-%m-%d}" for day in (first, last)]


def _marks(
    name: str, counts: pd.Series[int], days: np.ndarray, hover: np.ndarray, colour: str, symbol: str
) -> go.Scatter:
    some = (counts > 0).to_numpy()
    return go.Scatter(
        name=name,
        x=days[some],
        y=counts.to_numpy()[some],
        mode="markers",
        marker={"color": colour, "size": 9, "symbol": symbol, "line": {"width": 0}},
        hovertext=hover[some],
        hoverinfo="text",
    )


def _hover(start: pd.Timestamp, label: str, applied: int, replies: int, rejected: int) -> str:
    return (
        f"<b>Week of {start.day} {start:%B %Y}</b><br>{applied:,} applied<br>"
        f"{number(replies, 'first answer')}<br>{rejected:,} turned down"
    )


def _groups(applications: pd.DataFrame, as_of: date) -> dict[str, np.ndarray]:
    """The applications sent in each week, by the week's label."""
    sent = pd.Series(sent_on(applications, as_of), index=applications.index).dropna()
    iso = sent.dt.isocalendar()
    labels = iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2)
    return {str(label): np.asarray(rows) for label, rows in labels.groupby(labels).groups.items()}
