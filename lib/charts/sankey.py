"""The way of every application, from applying to where it stands: a Sankey diagram of furthest stages.

It is drawn with filled curves, not with Plotly's own Sankey trace: that chooses the order of bands itself,
lets labels overlap on a telephone, and cannot be selected.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.figure import Chart, draw, texts
from lib.charts.flow import THINNEST, Band, Room, Stop, bands_of, curve, depth_of, stage_after, stops_of
from lib.charts.names import text_width
from lib.charts.palette import PALETTES, Palette, Scheme, tint
from lib.log.schema import OUTCOMES, STAGES, Stage
from lib.measures.funnel import flows, reached, standings
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import counted, listed, share_of

TRUNK = 130.0
"""Height of the band of all applications, in pixels."""
ROOM = Room(trunk=TRUNK, lane=20.0, gap=7.0)
LETTER, POST = 6.9, 7
"""Widths in pixels: of a letter of a label, and of the upright bar before it."""
_READING = (
    "Read from left to right. The wide band is everything you sent. At each stage some applications go "
    "on, and the others branch off to how they stand now. The height of a band is its number of "
    "applications. Each application is counted once, at the furthest stage that it reached. What has waited "
    "longer than 90% of the replies take counts as no reply."
)
_POINTING = (
    "Point at a band for its count and share. Choose the end of a band, or a line of “List applications”, to "
    "list its applications."
)


def stage_flow(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Applications by furthest stage, each one once, ending where it stopped; None without any."""
    links = flows(seen)
    if links.empty:
        return None
    stops = stops_of(links)
    title = takeaway(seen)
    return Chart(
        key="stage_flow",
        title=title,
        alt=f"{title}. {_endings(stops)}.",
        reading=_READING,
        pointing=_POINTING,
        figure=_figure(stops, bands_of(stops, ROOM), scheme),
        table=_table(stops),
        groups=_groups(seen),
        named=_names(),
    )


def _figure(stops: list[Stop], bands: list[Band], scheme: Scheme) -> go.Figure:
    colours = PALETTES[scheme]
    total, columns = stops[0].reached, len(stops)
    depth = depth_of(bands, ROOM)
    traces = [_strip(band, columns, total, colours) for band in bands]
    traces.append(_end_labels([b for b in bands if b.outcome], columns, total, colours))
    head = 44 + 16 * (columns > 2) + 34 * (columns > 3)
    return draw(
        scheme,
        round(depth + head + 14),
        traces,
        shapes=_posts(stops, bands, colours),
        annotations=_headings(stops, colours),
        showlegend=False,
        hovermode="closest",
        margin={"l": 4, "r": _beside(bands), "t": head, "b": 6},
        xaxis={"visible": False, "range": [0, 1.04]},  # bars at the last column are inside
        yaxis={"visible": False, "range": [depth, -2]},
    )


def _beside(bands: list[Band]) -> int:
    """How many pixels the labels of the last column need beside the bands."""
    longest = max(text_width(_end_label(b)) for b in bands if b.outcome and b.column == bands[0].column)
    return round(LETTER * longest) + POST


def _place(column: int, columns: int) -> float:
    return column / columns


def _strip(band: Band, columns: int, total: int, colours: Palette) -> go.Scatter:
    """A band as a filled shape, curving from its start to its end."""
    along, down = curve(band)
    left, right = _place(band.column, columns), _place(band.column + 1, columns)
    x = left + (right - left) * along
    colour = colours.outcomes[band.outcome] if band.outcome else colours.stages[stage_after(band.stage)]
    return go.Scatter(
        x=np.round(np.concatenate([x, x[::-1]]), 4),
        y=np.round(np.concatenate([down, down[::-1] + band.height]), 1),
        fill="toself",
        fillcolor=tint(colour, 0.5),
        line={"width": 0},
        mode="lines",
        hoveron="fills",
        hoverinfo="text",
        text=_hover(band, total),
    )


def _end_labels(ends: list[Band], columns: int, total: int, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=np.array([_place(b.column + 1, columns) for b in ends]),
        y=np.array([b.end + b.height / 2 for b in ends]),
        mode="markers+text",
        text=texts(f"  {_end_label(b, '<b>', '</b>')}" for b in ends),
        textposition="middle right",
        textfont={"color": colours.text, "size": 12.5},
        marker={"size": 16, "color": colours.text, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}, "textfont": {"color": colours.muted}},
        hoverinfo="text",
        hovertext=texts(_hover(b, total) for b in ends),
        customdata=texts(f"{b.stage}:{b.outcome}" for b in ends),
        cliponaxis=False,
    )


def _end_label(band: Band, bold: str = "", plain: str = "") -> str:
    return f"{terms.OUTCOMES[band.outcome].label} {bold}{band.count:,}{plain}" if band.outcome else ""


def _posts(stops: list[Stop], bands: list[Band], colours: Palette) -> list[dict[str, object]]:
    """The upright bars at which bands start and end, with the same width in every figure."""
    scale, columns = TRUNK / stops[0].reached, len(stops)
    stages = [
        (_place(i, columns), 0.0, max(s.reached * scale, THINNEST), colours.stages[s.stage])
        for i, s in enumerate(stops)
    ]
    ends = [
        (_place(b.column + 1, columns), b.end, b.height, colours.outcomes[b.outcome])
        for b in bands
        if b.outcome
    ]
    post = {"type": "rect", "xsizemode": "pixel", "x0": 0, "x1": POST, "line": {"width": 0}}
    return [
        {**post, "xanchor": x, "y0": top, "y1": top + height, "fillcolor": colour}
        for x, top, height, colour in stages + ends
    ]


def _headings(stops: list[Stop], colours: Palette) -> list[dict[str, object]]:
    """The stages over their columns, on two levels where there are many, so that they fit on a telephone."""
    raised = len(stops) > 3
    return [
        {
            "x": _place(i, len(stops)),
            "y": 1,
            "yref": "paper",
            "yshift": 38 if raised and i % 2 else 2,
            "text": f"{_wrapped(stop.stage, len(stops))}<br><b>{stop.reached:,}</b>",
            "xanchor": "left",
            "yanchor": "bottom",
            "align": "left",
            "showarrow": False,
            "font": {"color": colours.text, "size": 12.5},
        }
        for i, stop in enumerate(stops)
    ]


def _wrapped(stage: Stage, columns: int) -> str:
    return terms.STAGES[stage].label.replace(" ", "<br>") if columns > 2 else terms.STAGES[stage].label


def _hover(band: Band, total: int) -> str:
    share = f"<br>{share_of(band.count, total)}"
    if band.outcome is None:
        return f"Went on to: {terms.STAGES[stage_after(band.stage)].one}{share}"
    where = "before any conversation" if band.stage == "applied" else terms.STAGES[band.stage].one
    return f"{terms.OUTCOMES[band.outcome].label}<br>Got as far as: {where}{share}"


def takeaway(seen: Seen) -> str:
    """How many applications led to a conversation, and how many to an offer."""
    counts = reached(seen)
    total, talks, offers = len(seen), counts["screen"], counts["offer"]
    if not seen.answers_recorded:
        return f"{counted(total, 'application')}, and no reply recorded"
    if not talks:
        return f"No {seen.first_step} yet from {counted(total, 'application')}"
    offered = f", {offers:,} to an offer" if offers else ", none to an offer yet"
    return f"{talks:,} of {counted(total, 'application')} led to a {seen.first_step}{offered}"


def _endings(stops: list[Stop]) -> str:
    counts = {o: sum(dict(stop.ends).get(o, 0) for stop in stops) for o in OUTCOMES}
    return "As they stand: " + listed(f"{n:,} {terms.OUTCOMES[o].text}" for o, n in counts.items() if n)


def _table(stops: list[Stop]) -> pd.DataFrame:
    rows = [
        (terms.STAGES[stop.stage].label, terms.OUTCOMES[outcome].label, count, count / stops[0].reached)
        for stop in stops
        for outcome, count in stop.ends
    ]
    return pd.DataFrame(rows, columns=["Furthest stage", "How it stands", "Applications", "Share of all"])


def _names() -> dict[str, str]:
    return {
        f"{stage}:{outcome}": f"{terms.OUTCOMES[outcome].label}, got as far as: {terms.STAGES[stage].one}"
        for stage in STAGES
        for outcome in OUTCOMES
    }


def _groups(seen: Seen) -> dict[str, np.ndarray]:
    keys = pd.Series(
        [f"{STAGES[s]}:{o}" for s, o in zip(seen.level, standings(seen), strict=True)], dtype="str"
    )
    return {
        str(key): seen.applications.index.to_numpy()[found]
        for key, found in keys.groupby(keys).indices.items()
    }
