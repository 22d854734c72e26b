"""The five areas side by side: what working on each could change, and how sure that is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from lib.charts.dots import DotRow, draw_rows
from lib.charts.figure import Chart, texts
from lib.charts.names import wrap
from lib.charts.palette import PALETTES, Scheme
from lib.focus.ranking import VERSIONS
from lib.focus.results import AreaEffect, Ranking
from lib.words import terms

_READING = (
    "The five areas are compared in one unit: how many more offers a week you could have with a good "
    "level in each. +40% means 1.4 times as many as now. The dot is the best guess. The line shows how "
    "far off it may be: in 8 of 10 cases the truth lies within it. A long bar means that the log cannot "
    "tell yet. At the right stands how often this area came first in 100 simulations of your search. A "
    "bar that ends at twice as many offers may go on: the calculation looks no further."
)


def areas(ranking: Ranking, scheme: Scheme = "light") -> Chart | None:
    """The effect of each area, its 80% range and its chance to be first; None when too early to rank."""
    if ranking.state not in ("settled", "close") or not any(area.measurable for area in ranking.areas):
        return None
    measured = [area for area in ranking.areas if area.measurable]
    end = max(0.2, *(area.high for area in measured)) * 1.05
    title = _takeaway(ranking)
    words = "; ".join(
        f"{terms.AREAS[a.area].label}: {_gain(a.effect)}{_or_more(a.is_capped)}, first in {_of_100(a.first)}"
        for a in measured
    )
    return Chart(
        key="focus_areas",
        title=title,
        alt=f"{title}. {words}.",
        reading=_READING,
        figure=draw_rows(
            [_row(area, scheme) for area in ranking.areas],
            scheme,
            (0.0, end),
            dot="Best guess",
            sure=80,
            **_gains(end),
            title={"text": "More offers a week if you reach a good level"},
        ),
        table=_table(ranking),
        amounts=("More offers a week", "Range from", "Range to"),
        groups={area.area: np.array(area.positions, dtype=np.int64) for area in measured if area.positions},
    )


def _takeaway(ranking: Ranking) -> str:
    first, *rest = ranking.areas
    if not ranking.stands_out:
        return "No area stands out: none of them would clearly bring more offers"
    if ranking.state == "close" and rest:
        second = f"{terms.AREAS[rest[0].area].label.lower()} ({_of_100(rest[0].first)})"
        leading = f"{terms.AREAS[first.area].label} ({_of_100(first.first)})"
        return f"Close: {leading} or {second}" if ranking.near else f"{leading} leads {second}"
    return f"{terms.AREAS[first.area].label}: most likely to help, first in {_of_100(first.first)} {VERSIONS}"


def _gains(end: float) -> dict[str, Any]:
    """Axis ticks up to `end`: words for no change, then gains ("+20%")."""
    step = 0.25 if end > 0.6 else 0.1 if end > 0.25 else 0.05
    ticks = np.arange(0, end, step)
    return {"tickvals": ticks, "ticktext": texts(["as now", *(f"+{tick:.0%}" for tick in ticks[1:])])}


def _of_100(chance: float) -> str:
    return f"{round(100 * chance)} of 100"


def _gain(effect: float) -> str:
    return f"{effect:+.0%}" if effect >= 0.005 else "about no change"


def _or_more(at_the_end: bool) -> str:
    return " or more" if at_the_end else ""


def _row(area: AreaEffect, scheme: Scheme) -> DotRow:
    colour = PALETTES[scheme].areas[area.area]
    if not area.measurable:
        return DotRow(terms.AREAS[area.area].label, "too early to tell", "", colour, area.area, None)
    return DotRow(
        name=terms.AREAS[area.area].label,
        note=f"first in {_of_100(area.first)}",
        detail=f"best guess {_gain(area.effect)}{_or_more(area.is_capped)} offers a week<br>"
        f"range {area.low:+.0%} to {area.high:+.0%}{_or_more(area.is_open_ended)}<br>"
        f"first in {_of_100(area.first)} {VERSIONS}<br>{wrap(area.because, lines=4)}",
        colour=colour,
        key=area.area,
        middle=area.effect,
        low=area.low,
        high=area.high,
    )


def _table(ranking: Ranking) -> pd.DataFrame:
    known = [area.measurable for area in ranking.areas]
    shown = list(zip(ranking.areas, known, strict=True))
    return pd.DataFrame(
        {
            "Area": [terms.AREAS[a.area].label for a in ranking.areas],
            "More offers a week": [a.effect if k else None for a, k in shown],
            "Range from": [a.low if k else None for a, k in shown],
            "Range to": [a.high if k else None for a, k in shown],
            "Chance of being first": [a.first if k else None for a, k in shown],
            "Because": [a.because if k else a.missing or "" for a, k in shown],
        }
    )
