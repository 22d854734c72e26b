"""The search week by week: applications sent, and the answers that came."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.figure import Chart, draw, texts
from lib.charts.palette import PALETTES, Scheme
from lib.measures.pace import Pace, log_days, pace, weekly
from lib.measures.period import UNITS, sent_and_answered, unit_name, unit_start
from lib.measures.seen import Seen
from lib.measures.timeline import NEVER, plausible
from lib.words.phrases import agreeing, counted, full_day

WEEKS = 52
"""The chart shows at most this many weeks, the latest ones; the table has them all."""
DAY = 86_400_000
"""One day in milliseconds, the unit of Plotly's date axes."""
_READING = (
    "Each column is one week, Monday to Sunday. Above the line are the applications that you sent. Below "
    "it are the first replies of any kind that came in that week, whenever the application was sent. A "
    "gap above the line is a week in which you sent nothing."
)
_POINTING = "Point at a week for its counts and how many were turned down."


COLUMNS = 60
"""The chart shows at most this many months; a longer search is drawn by quarter, or by year."""


def is_long(seen: Seen) -> bool:
    """Whether the search is longer than the weeks that the chart shows."""
    return (log_days(seen) or 0) > 7 * WEEKS


def by_month(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Applications sent and first answers in all of a long search, by month, quarter or year.

    None without a dated application.
    """
    days = log_days(seen)
    if days is None:
        return None
    size = next(n for n in UNITS if days <= n * COLUMNS * 30.5 or n == max(UNITS))
    months = sent_and_answered(seen, size)
    title, unit = _takeaway(pace(seen)), UNITS[size]
    replies = int(months["replies"].sum())
    return Chart(
        key="by_month",
        title=title,
        alt=f"{title}. {counted(int(months['applied'].sum()), 'dated application')} over "
        f"{counted(len(months), unit)}, {counted(replies, 'dated reply', 'dated replies')}.",
        reading=_READING.replace("one week, Monday to Sunday", f"one {unit}").replace("week", unit)
        + _undated(seen, replies),
        figure=_figure(months.rename(columns={"start": "week_start"}), scheme, size),
        table=pd.DataFrame(
            {
                f"{unit.capitalize()} from": months["start"],
                "Applied": months["applied"],
                "First replies": months["replies"],
                "Turned down": months["rejected"],
            }
        ),
        groups=_groups(seen, size),
        named=_named(zip(months["label"], (unit_name(day, size) for day in months["start"]), strict=True)),
        pointing=_POINTING.replace("week", unit),
    )


def by_week(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Applications sent and first answers in each of the last 52 weeks; None without a dated application."""
    weeks = weekly(seen)
    if weeks.empty:
        return None
    title = _takeaway(pace(seen))
    shown = weeks.tail(WEEKS)
    total = counted(int(weeks["applied"].sum()), "dated application")
    return Chart(
        key="by_week",
        title=title,
        alt=f"{title}. {total} over {counted(len(weeks), 'week')}, "
        f"{counted(int(weeks['replies'].sum()), 'dated reply', 'dated replies')}.",
        reading=_READING
        + f" The latest {WEEKS} weeks are shown." * (len(weeks) > WEEKS)
        + _undated(seen, int(weeks["replies"].sum())),
        figure=_figure(shown, scheme),
        table=pd.DataFrame(
            {
                "Week of": weeks["week_start"],
                "Applied": weeks["applied"],
                "First replies": weeks["replies"],
                "Turned down": weeks["rejected"],
            }
        ),
        groups=_groups(seen),
        named=_named(
            zip(weeks["label"], (f"Week of {full_day(day)}" for day in weeks["week_start"]), strict=True)
        ),
        pointing=_POINTING + _hidden(len(weeks) - len(shown)),
    )


def _named(units: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key of a bar, above or below the line → words for the applications behind it."""
    return {
        key: f"{name}: {what}"
        for label, name in units
        for key, what in ((label, "sent"), (f"answered:{label}", "first replies"))
    }


def _takeaway(now: Pace) -> str:
    sent = f"{counted(now.recent, 'application')} in the last {counted(now.days, 'day')}, "
    sent += f"{_rate(now.per_week)} a week"
    if not now.recent:
        sent = f"No application in the last {counted(now.days, 'day')}"
    if not now.usual_per_week:
        return sent
    return f"{sent}; {_rate(now.usual_per_week)} a week in the {counted(now.usual_weeks, 'week')} before"


def _rate(per_week: float) -> str:
    return "under 0.1" if 0 < per_week < 0.05 else f"{per_week:.1f}".removesuffix(".0")


def _hidden(weeks: int) -> str:
    are = agreeing(weeks, "is", "are")
    return f" {counted(weeks, 'earlier week')} {are} in the table." if weeks > 0 else ""


def _undated(seen: Seen, dated: int) -> str:
    """A sentence on replies that are not in the chart because their day is not known; "" without any."""
    missing = int(seen.replied.sum()) - dated
    if missing <= 0:
        return ""
    have = agreeing(missing, "has no usable date and is", "have no usable date and are")
    return f" {counted(missing, 'reply', 'replies')} {have} not shown."


def _figure(weeks: pd.DataFrame, scheme: Scheme, months: int = 0) -> go.Figure:
    """The figure with a bar for each week or, with `months`, for so many months."""
    colours = PALETTES[scheme]
    up, down = int(weeks["applied"].max()), int(weeks["replies"].max())
    hover = texts(_hover(months, *week) for week in weeks.itertuples(index=False))
    days = round(30.4 * months) or 7
    middles = texts(f"{day:%Y-%m-%d}" for day in weeks["week_start"] + pd.Timedelta(days=days // 2))
    shared = {
        "x": middles,
        "width": np.full(len(weeks), 0.8 * days * DAY),
        "hovertext": hover,
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.35}},
    }
    return draw(
        scheme,
        310,
        [
            go.Bar(
                name="Sent",
                y=weeks["applied"].to_numpy(),
                marker={"color": colours.stages["applied"]},
                customdata=texts(weeks["label"]),
                **shared,
            ),
            go.Bar(
                name="First replies",
                y=-weeks["replies"].to_numpy(),
                marker={"color": colours.link},
                customdata=texts("answered:" + weeks["label"]),
                **shared,
            ),
        ][: 2 if down else 1],
        showlegend=True,
        barmode="overlay",
        hovermode="closest",
        xaxis={"type": "date", "tickformat": "%-d %b<br>%Y", "nticks": 6, "range": _span(weeks, days)},
        yaxis={"zeroline": True, "zerolinecolor": colours.muted, **_two_ways(up, down)},
        legend={"traceorder": "normal"},
    )


def _two_ways(up: int, down: int) -> dict[str, object]:
    """Axis ticks at whole numbers, counted upwards and downwards from the zero line."""
    step = next(s for n in range(9) for s in (10**n, 2 * 10**n, 5 * 10**n) if max(up, down) / s <= 5)
    ticks = np.arange(-(down // step) * step, up + 1, step)
    return {
        "tickvals": ticks,
        "ticktext": texts(f"{abs(tick):,}" for tick in ticks),
        "range": [-(down * 1.08 + 0.2), up * 1.08 + 0.2],
    }


def _span(weeks: pd.DataFrame, days: int) -> list[str]:
    """The range of the date axis: at least four weeks, so that a single week does not fill the figure."""
    last = weeks["week_start"].iloc[-1] + pd.Timedelta(days=days + 1)
    first = min(weeks["week_start"].iloc[0] - pd.Timedelta(days=1), last - pd.Timedelta(weeks=4))
    return [f"{day:%Y-%m-%d}" for day in (first, last)]


def _hover(months: int, start: pd.Timestamp, label: str, applied: int, replies: int, rejected: int) -> str:
    name = unit_name(start, months) if months else f"Week of {full_day(start)}"
    return (
        f"<b>{name}</b><br>{applied:,} applied<br>"
        f"{counted(replies, 'first reply', 'first replies')}<br>{rejected:,} turned down"
    )


def _groups(seen: Seen, months: int = 0) -> dict[str, np.ndarray]:
    """The applications sent in each week or month, and first answered in it, by its label."""
    replied = plausible(seen.first_reply, seen.as_of)
    replied = np.where(replied >= seen.sent, replied, NEVER)
    return _by_label(seen, seen.sent, "", months) | _by_label(seen, replied, "answered:", months)


def _by_label(seen: Seen, days: np.ndarray, prefix: str, months: int) -> dict[str, np.ndarray]:
    dated = pd.Series(unit_start(days, months) if months else days, index=seen.applications.index).dropna()
    if months:
        labels = prefix + dated.dt.strftime("%Y-%m")
        return {str(label): np.asarray(rows) for label, rows in labels.groupby(labels).groups.items()}
    iso = dated.dt.isocalendar()
    labels = prefix + iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2)
    return {str(label): np.asarray(rows) for label, rows in labels.groupby(labels).groups.items()}
