"""What changed over time, and how soon rejections come."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.bars import count_axis
from lib.charts.curves import band_key
from lib.charts.figure import Chart, draw, texts
from lib.charts.palette import PALETTES, Scheme, tint
from lib.log.schema import STAGES
from lib.measures.curves import Flags
from lib.measures.period import UNITS, by_month, unit_name, unit_start
from lib.measures.rates import Rate
from lib.measures.searches import REST_DAYS
from lib.measures.seen import Seen
from lib.measures.trend import Halves, change, old_enough
from lib.words.phrases import capitalised, counted, full_day, percent, share_of

MOST = 24
"""The chart has at most this many dots: a longer search is drawn by quarter, or by year."""
EARLY = 0.1
"""Share of the applications that may lie before the drawn ones where all would not fit by month."""
FEWEST = 5
"""The chart of rejection times is drawn from this many dated rejections on."""
LAST_BIN = 9
"""Rejections after this many whole weeks or more are one bar."""
_READING = (
    "Each dot is the share of the applications sent in one {unit} that led to a conversation. The shaded "
    "band shows where the true share most likely lies (95%): it is wide where a {unit} had few "
    "applications. The last weeks are left out, since their replies are still to come. The title "
    "compares the first half of these applications with the second, and speaks of a change only where it "
    "is larger than in most searches."
)
_TIMES = (
    "Each bar counts the rejections that came so many weeks after applying, by what had been reached. It "
    "knows only rejections with a date; applications that are still waiting are not in it."
)


def over_time(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """The share of applications that led to a conversation, by the time of sending, with a band.

    By month, or by quarter or year where the search was longer than two years. None with fewer than ten
    applications that have had the time for an answer, or where these were sent in one month, or where none or
    all of them led to a conversation: `no_trend` says which.
    """
    trial, found = old_enough(seen), change(seen)
    months = by_month(seen, seen.positive, trial)
    late = _shown(months)
    if len(late) < 2 or found is None or _alike(found):
        return None
    size = next(n for n in UNITS if len(late) <= n * MOST or n == max(UNITS))
    drawn = _together(late, size)
    title = _takeaway(found, drawn, seen)
    earlier = int((months["trials"] > 0).sum()) - int((late["trials"] > 0).sum())
    return Chart(
        key="over_time",
        title=title,
        alt=f"{capitalised(seen.first_steps)} by {UNITS[size]} of applying: {title}.",
        reading=_READING.format(unit=UNITS[size])
        + (f" {counted(earlier, 'earlier month')} with applications: see the table." * bool(earlier)),
        figure=_figure(drawn, size, f"Led to a {seen.first_step}", scheme),
        table=pd.DataFrame(
            {
                "Month": months["label"],
                f"Led to a {seen.first_step}": months["hits"],
                "Out of": months["trials"],
                "Share": months["share"],
                "Range from": months["low"],
                "Range to": months["high"],
            }
        ),
        pointing="Point at a dot for its counts.",
        groups=_by_dot(seen, trial, size),
        named={
            str(label): unit_name(start, size)
            for label, start in zip(drawn["label"], drawn["month"], strict=True)
        },
    )


def no_trend(seen: Seen) -> str:
    """Why `over_time` draws nothing: nothing changed, or there are too few applications."""
    found = change(seen)
    alike = None if found is None else _alike(found)
    if found is None or alike is None:
        return (
            "Too few applications to see a change. It needs ten with a date, sent in two months or more, "
            "that had time for a reply."
        )
    which = f"{alike} {counted(found.first.trials + found.second.trials, 'application')}"
    return (
        f"{which} sent up to {full_day(found.last)} led to a {seen.first_step}, so there is no change to "
        "show. Later ones are left out: their replies are still to come."
    )


def _alike(found: Halves) -> Literal["None of", "All"] | None:
    """Whether none or all of the applications in both halves led to a conversation; None where some did."""
    hits, trials = found.first.hits + found.second.hits, found.first.trials + found.second.trials
    return "None of" if not hits else "All" if hits == trials else None


def _shown(months: pd.DataFrame) -> pd.DataFrame:
    """The months from the first application to the last; a long search loses a few early, thin ones."""
    trials = months["trials"].to_numpy()
    if not trials.any():
        return months.iloc[:0]
    allowed = EARLY if len(trials) > MOST else 0
    first = int(np.argmax(trials.cumsum() > allowed * trials.sum()))
    return months.iloc[first : int(np.flatnonzero(trials)[-1]) + 1]


def _together(months: pd.DataFrame, size: int) -> pd.DataFrame:
    """The months added up to quarters or years: `size` months at a time, counted from January."""
    if size == 1:
        return months
    start = unit_start(months["month"].to_numpy(), size)
    sums = months.groupby(start)[["hits", "trials"]].sum()
    rates = [Rate(int(hits), int(trials)) for hits, trials in sums.to_numpy()]
    shares = {part: [getattr(rate, part) for rate in rates] for part in ("share", "low", "high")}
    labels = pd.Series(sums.index, index=sums.index).dt.strftime("%Y-%m")
    table = sums.rename_axis("month").assign(label=labels, **shares).reset_index()
    return table[[*months.columns]]


def _takeaway(found: Halves, drawn: pd.DataFrame, seen: Seen) -> str:
    """What the two halves say; no clear change where the last dot in the figure says the opposite."""
    before, since = (share_of(rate.hits, rate.trials) for rate in (found.first, found.second))
    counts = f"{before} sent up to {full_day(found.middle)}, {since} from then to {full_day(found.last)}"
    last = float(drawn["share"].dropna().iloc[-1])
    if found.verdict == "more" and last >= (found.first.share or 0):
        return f"More {seen.first_steps} than before: {counts}"
    if found.verdict == "fewer" and last <= (found.first.share or 0):
        return f"Fewer {seen.first_steps} than before: {counts}"
    return f"No clear change in {seen.first_steps}: {counts}"


def _figure(months: pd.DataFrame, size: int, what: str, scheme: Scheme) -> go.Figure:
    colours = PALETTES[scheme]
    seen = months[months["trials"] > 0]
    dots = go.Scatter(
        name="Your log",
        x=_days(seen["month"]),
        y=seen["share"].to_numpy(),
        mode="markers",
        marker={"color": colours.link, "size": 11},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        hoverinfo="text",
        hovertext=texts(_hover(row, size, what) for row in seen.itertuples(index=False)),
        customdata=texts(seen["label"]),
        cliponaxis=False,
    )
    between = [trace for part in _stretches(seen, size) for trace in _between(part, size, scheme)]
    return draw(
        scheme,
        300,
        [band_key(colours), *between, dots],
        showlegend=True,
        hovermode="closest",
        xaxis={"type": "date", **_ticks(months, size)},
        yaxis={
            "tickformat": ".0%",
            "range": [-0.04 * float(seen["high"].max()), 1.04 * float(seen["high"].max())],
            "zeroline": True,
            "nticks": 6,
            "title": {"text": what},
        },
    )


def _stretches(dots: pd.DataFrame, size: int) -> list[pd.DataFrame]:
    """The dots in stretches: nothing is drawn across half a year and more without an application."""
    apart = np.diff(dots["month"].to_numpy()) > np.timedelta64(31 * size + REST_DAYS, "D")
    return [dots.iloc[part] for part in np.split(np.arange(len(dots)), np.flatnonzero(apart) + 1)]


def _between(part: pd.DataFrame, size: int, scheme: Scheme) -> list[go.Scatter]:
    """The band and the line of one stretch; the band of a single dot is a short one round it."""
    link = PALETTES[scheme].link
    quiet = {"mode": "lines", "hoverinfo": "skip", "showlegend": False}
    line = {"color": link, "width": 1.5, "dash": "dot"}
    drawn = go.Scatter(x=_days(part["month"]), y=part["share"].to_numpy(), line=line, **quiet)
    if len(part) == 1:
        part = pd.concat([part, part])
        part["month"] += pd.to_timedelta([-10 * size, 10 * size], unit="D")
    edge = {"x": _days(part["month"]), "line": {"width": 0}, **quiet}
    fill = {"fill": "tonexty", "fillcolor": tint(link, 0.2)}
    low, high = (part[end].to_numpy() for end in ("low", "high"))
    return [go.Scatter(y=low, **edge), go.Scatter(y=high, **fill, **edge), drawn]


def _days(months: pd.Series[Any]) -> np.ndarray:
    return texts(f"{month:%Y-%m-%d}" for month in months)


def _ticks(months: pd.DataFrame, size: int) -> dict[str, object]:
    """Axis labels for at most four dots, evenly spaced back from the last, each a name and its counts."""
    some = months.iloc[:: -math.ceil(len(months) / 4)]
    first, last = (months["month"].iloc[i] for i in (0, -1))
    pad = pd.Timedelta(days=12 + 2 * len(months) * size)
    return {
        "tickvals": texts(f"{month:%Y-%m-%d}" for month in some["month"]),
        "ticktext": texts(_tick(row, size) for row in some.itertuples(index=False)),
        "tickangle": 0,
        "range": [f"{first - pad:%Y-%m-%d}", f"{last + pad:%Y-%m-%d}"],
    }


def _tick(row: Any, size: int) -> str:
    counts = f"<br>{row.hits:,} of {row.trials:,}" if row.trials else ""
    return f"{unit_name(row.month, size, '%b', '<br>')}{counts}"


def _hover(row: Any, size: int, what: str) -> str:
    return (
        f"<b>{unit_name(row.month, size, '%B', ' ')}</b><br>{share_of(row.hits, row.trials)} "
        f"{what.lower()}<br>range {percent(row.low)} to {percent(row.high)}"
    )


def _by_dot(seen: Seen, trial: Flags, size: int) -> dict[str, np.ndarray]:
    starts = pd.Series(unit_start(seen.sent, size), index=seen.applications.index)
    labels = starts[trial].dropna().dt.strftime("%Y-%m")
    return {str(label): np.asarray(rows) for label, rows in labels.groupby(labels).groups.items()}


def time_to_rejection(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Dated rejections by whole weeks since applying; None with fewer than five of them."""
    days = (seen.turned_down_on - seen.sent) / np.timedelta64(1, "D")
    timed = days >= 0
    if timed.sum() < FEWEST:
        return None
    weeks = np.minimum(days[timed] // 7, LAST_BIN).astype(np.int64)
    talked = seen.positive[timed]
    counts = np.array([np.bincount(weeks[part], minlength=LAST_BIN + 1) for part in (~talked, talked)])
    within = 1 + int(np.quantile(days[timed] // 7, 0.5, method="inverted_cdf"))
    so_many = int((days[timed] < 7 * within).sum())
    total = int(seen.rejected.sum())
    dated = counted(int(timed.sum()), "dated rejection") + (f" (of {total:,})" if total > timed.sum() else "")
    which = f"All {dated}" if so_many == timed.sum() else f"{so_many:,} of {dated}"
    title = f"{which} came within {counted(within, 'week')} of applying"
    names = (f"Before any {seen.first_step}", f"After a {seen.first_step}")
    labels = [f"{w}–{w + 1}" for w in range(LAST_BIN)] + [f"{LAST_BIN}+"]
    index = seen.applications.index.to_numpy()[timed]
    return Chart(
        key="time_to_rejection",
        title=title,
        alt=f"{title}; {counts[1].sum():,} of them after a {seen.first_step}.",
        reading=_TIMES,
        figure=_times_figure(labels, counts, names, scheme),
        table=pd.DataFrame(
            {
                "Weeks after applying": labels,
                names[0]: counts[0],
                names[1]: counts[1],
            }
        ),
        named={
            f"{w}:{key}": f"{labels[w]} weeks, {words.lower()}"
            for w in range(LAST_BIN + 1)
            for words, key in zip(names, ("silent", "talked"), strict=True)
        },
        groups={
            f"{w}:{word}": index[(weeks == w) & (talked == (word == "talked"))]
            for w in range(LAST_BIN + 1)
            for word in ("silent", "talked")
        },
    )


def _times_figure(labels: list[str], counts: np.ndarray, names: tuple[str, str], scheme: Scheme) -> go.Figure:
    stages = PALETTES[scheme].stages
    parts = (
        (names[0], "silent", stages[STAGES[0]], counts[0]),
        (names[1], "talked", stages[STAGES[1]], counts[1]),
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
