"""What changed over time, and how soon rejections come."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.bars import count_axis
from lib.charts.figure import Chart, draw, texts
from lib.charts.labels import count_of, number, percent
from lib.charts.palette import PALETTES, Scheme, tint
from lib.log.schema import STAGES
from lib.measures.period import by_month
from lib.measures.rates import Rate, furthest, has_outcome, is_mature, is_positive
from lib.measures.segments import CLEAR, chance_best
from lib.measures.timeline import ages, sent_on, turned_down_on
from lib.measures.timing import silence_cutoff

MONTHS = 24
"""Months that the chart shows at most, the latest ones; the table has them all."""
FEWEST_SENT = 10
"""Applications old enough for an answer from which a change over time is drawn."""
FEWEST = 5
"""Dated rejections from which their times are drawn."""
LAST_BIN = 9
"""Whole weeks; what took longer is counted together."""
_READING = (
    "Each dot is the share of the applications sent in one month that led to a conversation. "
    "The shaded band is the range in which the true share probably lies (95%): where it is "
    "wide, a month had few applications. The last weeks are left out, since their answers are yet to come. "
    "The takeaway compares the first half of these applications with the second."
)
_TIMES = (
    "Each bar counts the rejections that came so many weeks after applying, with what had been reached by "
    "then. It knows only of rejections that came and have a date; applications that are still waiting are "
    "not in it."
)


def over_time(
    applications: pd.DataFrame, as_of: date, scheme: Scheme = "light", *, cutoff: int | None = None
) -> Chart | None:
    """The share of applications that led to a conversation, by month of sending, with a band.

    None with fewer than ten applications that have had the time for an answer, or where the last two years
    of them are one month. The silence cut-off is that of these applications, unless it is given.
    """
    hit = is_positive(applications)
    trial = _old_enough(applications, as_of, cutoff or silence_cutoff(applications, as_of))
    months = by_month(applications, hit, trial, as_of)
    shown = _shown(months)
    if len(shown) < 2 or months["trials"].sum() < FEWEST_SENT:
        return None
    title = _change(*_halves(applications, hit, trial, as_of))
    earlier = int((months["trials"] > 0).sum()) - int((shown["trials"] > 0).sum())
    return Chart(
        key="over_time",
        title=title,
        alt=f"Conversations by month of applying: {title}.",
        reading=_READING
        + (f" {number(earlier, 'earlier month')} with applications: see the table." * bool(earlier)),
        figure=_figure(shown, scheme),
        table=pd.DataFrame(
            {
                "Month": months["label"],
                "Led to a conversation": months["hits"],
                "Out of": months["trials"],
                "Share": months["share"],
                "Range from": months["low"],
                "Range to": months["high"],
            }
        ),
        pointing="Point at a dot for its counts.",
        groups=_by_month(applications, trial, as_of),
    )


def _shown(months: pd.DataFrame) -> pd.DataFrame:
    """The last months, from the first to the last of them that has an application old enough."""
    late = months.tail(MONTHS)
    seen = np.flatnonzero(late["trials"] > 0)
    return late.iloc[seen[0] : seen[-1] + 1] if len(seen) else late.iloc[:0]


def _old_enough(applications: pd.DataFrame, as_of: date, cutoff: int) -> pd.Series[bool]:
    """Mature applications past the silence cut-off: among younger ones only the answered ones would count."""
    return is_mature(applications, as_of, cutoff) & (ages(applications, as_of) > cutoff)


def _halves(
    applications: pd.DataFrame, hit: pd.Series[bool], trial: pd.Series[bool], as_of: date
) -> tuple[Rate, Rate, date]:
    """The rates of the first and the second half of the dated applications, and the last day of the first."""
    sent = sent_on(applications, as_of)
    used = trial.to_numpy() & ~np.isnat(sent)
    days, hits = sent[used], hit.to_numpy()[used]
    middle = np.sort(days)[(len(days) - 1) // 2]
    later = days > middle
    first, second = (Rate(int(hits[part].sum()), int(part.sum())) for part in (~later, later))
    return first, second, middle.item()


def _change(first: Rate, second: Rate, middle: date) -> str:
    before, since = (count_of(rate.hits, rate.trials) for rate in (first, second))
    counts = f"{before} sent up to {middle.day} {middle:%B %Y}, {since} since"
    better = _chance_of_more(first, second)
    if better >= CLEAR:
        return f"More conversations than before: {counts}"
    if better <= 1 - CLEAR:
        return f"Fewer conversations than before: {counts}"
    return f"No clear change in conversations: {counts}"


def _chance_of_more(first: Rate, second: Rate) -> float:
    hits, trials = (np.array([getattr(r, part) for r in (first, second)]) for part in ("hits", "trials"))
    return float(chance_best(hits + 0.5, trials - hits + 0.5)[1])


def _figure(months: pd.DataFrame, scheme: Scheme) -> go.Figure:
    colours = PALETTES[scheme]
    seen = months[months["trials"] > 0]
    x = texts(f"{month:%Y-%m-%d}" for month in seen["month"])
    edge = {"x": x, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    band = [
        go.Scatter(y=seen["low"].to_numpy(), **edge),
        go.Scatter(y=seen["high"].to_numpy(), fill="tonexty", fillcolor=tint(colours.link, 0.2), **edge),
    ]
    dots = go.Scatter(
        x=x,
        y=seen["share"].to_numpy(),
        mode="lines+markers",
        line={"color": colours.link, "width": 1.5, "dash": "dot"},
        marker={"color": colours.link, "size": 11},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        hoverinfo="text",
        hovertext=texts(_hover(*month) for month in seen.itertuples(index=False)),
        customdata=texts(seen["label"]),
        cliponaxis=False,
    )
    return draw(
        scheme,
        300,
        [*band, dots],
        showlegend=False,
        hovermode="closest",
        xaxis={"type": "date", **_month_ticks(seen, months)},
        yaxis={
            "tickformat": ".0%",
            "range": [-0.04 * float(seen["high"].max()), 1.04 * float(seen["high"].max())],
            "zeroline": True,
            "nticks": 6,
            "title": {"text": "Led to a conversation"},
        },
    )


def _month_ticks(seen: pd.DataFrame, months: pd.DataFrame) -> dict[str, object]:
    """At most four months named, so that they fit on a telephone, each with its counts under its name."""
    names = max(2, min(4, (len(seen) + 1) // 2))
    some = seen.iloc[np.unique(np.linspace(0, len(seen) - 1, names).round().astype(int))]
    first, last = (months["month"].iloc[i] for i in (0, -1))
    pad = pd.Timedelta(days=12 + 2 * len(months))
    rows = some.itertuples(index=False)
    return {
        "tickvals": texts(f"{month:%Y-%m-%d}" for month in some["month"]),
        "ticktext": texts(f"{r.month:%b}<br>{r.month:%Y}<br>{r.hits:,} of {r.trials:,}" for r in rows),
        "tickangle": 0,
        "range": [f"{first - pad:%Y-%m-%d}", f"{last + pad:%Y-%m-%d}"],
    }


def _hover(
    month: pd.Timestamp, _label: str, hits: int, trials: int, _share: float, low: float, high: float
) -> str:
    return (
        f"<b>{month:%B %Y}</b><br>{count_of(hits, trials)} led to a conversation<br>"
        f"range {percent(low)} to {percent(high)}"
    )


def _by_month(applications: pd.DataFrame, trial: pd.Series[bool], as_of: date) -> dict[str, np.ndarray]:
    sent = pd.Series(sent_on(applications, as_of), index=applications.index)[trial].dropna()
    labels = sent.dt.strftime("%Y-%m")
    return {str(label): np.asarray(rows) for label, rows in labels.groupby(labels).groups.items()}


def time_to_rejection(applications: pd.DataFrame, as_of: date, scheme: Scheme = "light") -> Chart | None:
    """Dated rejections by whole weeks since applying; None with fewer than five of them."""
    sent = sent_on(applications, as_of)
    days = (turned_down_on(applications, as_of) - sent) / np.timedelta64(1, "D")
    timed = days >= 0
    if timed.sum() < FEWEST:
        return None
    weeks = np.minimum(days[timed] // 7, LAST_BIN).astype(np.int64)
    talked = furthest(applications)[timed] > 0
    counts = np.array([np.bincount(weeks[part], minlength=LAST_BIN + 1) for part in (~talked, talked)])
    half = int(np.quantile(days[timed], 0.5, method="inverted_cdf"))
    total = int(has_outcome(applications, "rejected").sum())
    dated = f"{timed.sum():,} dated rejections" + (f" (of {total:,})" if total > timed.sum() else "")
    title = f"Half of {dated} came within {number(half, 'day')} of applying"
    labels = [f"{w}–{w + 1}" for w in range(LAST_BIN)] + [f"{LAST_BIN}+"]
    index = applications.index.to_numpy()[timed]
    return Chart(
        key="time_to_rejection",
        title=title,
        alt=f"{title}; {counts[1].sum():,} of them after a conversation.",
        reading=_TIMES,
        figure=_times_figure(labels, counts, scheme),
        table=pd.DataFrame(
            {
                "Weeks after applying": labels,
                "Before any conversation": counts[0],
                "After a conversation": counts[1],
            }
        ),
        groups={
            f"{w}:{word}": index[(weeks == w) & (talked == (word == "talked"))]
            for w in range(LAST_BIN + 1)
            for word in ("silent", "talked")
        },
    )


def _times_figure(labels: list[str], counts: np.ndarray, scheme: Scheme) -> go.Figure:
    stages = PALETTES[scheme].stages
    parts = (
        ("Before any conversation", "silent", stages[STAGES[0]], counts[0]),
        ("After a conversation", "talked", stages[STAGES[1]], counts[1]),
    )
    bars = [
        go.Bar(
            name=name,
            x=texts(labels),
            y=part,
            marker={"color": colour},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.35}},
            hoverinfo="text",
            hovertext=texts(
                f"{label} weeks after applying<br>{name}: {n:,}"
                for label, n in zip(labels, part, strict=True)
            ),
            customdata=texts(f"{w}:{key}" for w in range(len(labels))),
        )
        for name, key, colour, part in parts
        if part.any()
    ]
    return draw(
        scheme,
        290,
        bars,
        showlegend=True,
        barmode="stack",
        hovermode="closest",
        xaxis={"type": "category", "title": {"text": "Weeks after applying"}, "tickangle": 0},
        yaxis={"title": {"text": "Turned down"}, **count_axis(int(counts.sum(axis=0).max()))},
        legend={"traceorder": "normal"},
    )
