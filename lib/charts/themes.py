"""The themes that reasons and feedback mention most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.charts.bars import BarRow, Series, draw_bars
from lib.charts.figure import Chart
from lib.charts.names import wrap
from lib.charts.palette import PALETTES, Scheme
from lib.measures.themes import Theme
from lib.words.phrases import agreeing, capitalised, counted, listed

MOST = 10
_READING = (
    "Each bar counts the applications whose reason or feedback speaks of a theme, found by a list of "
    "words. An application can count in several themes, but once in each. What employers write is often "
    "a standard sentence: trust a theme more when it comes back in different words."
)
_POINTING = "Point at a bar for the words it came from."


def themes(
    found: Sequence[Theme], scheme: Scheme = "light", *, applications: pd.DataFrame | None = None
) -> Chart | None:
    """How many applications mention each theme, for the ten most frequent; None if none came up twice.

    With the `applications` that the themes were found in, selecting a bar finds them.
    """
    if single_mentions(found) is not None:
        return None
    shown = list(found)[:MOST]
    title = _takeaway(found)
    return Chart(
        key="themes",
        title=title,
        alt=f"{title}. All themes: {listed(f'{t.name} {t.count:,}' for t in shown)}.",
        reading=_READING,
        pointing=_POINTING,
        figure=draw_bars(
            [_row(theme) for theme in shown],
            [Series("Applications", PALETTES[scheme].areas["feedback"])],
            scheme,
            caption="Applications whose reason or feedback says so",
        ),
        table=pd.DataFrame(
            {
                "Theme": [capitalised(t.name) for t in found],
                "Applications": [t.count for t in found],
                "In their words": ["; ".join(t.quotes[:3]) for t in found],
            }
        ),
        named={theme.name: capitalised(theme.name) for theme in shown},
        groups={} if applications is None else {t.name: _index(applications, t) for t in shown},
    )


def single_mentions(found: Sequence[Theme]) -> str | None:
    """A sentence in place of the chart where no theme came up twice; None where one did."""
    if not found:
        return "No reason or feedback speaks of a theme yet."
    if found[0].count > 1:
        return None
    names = [f"“{capitalised(theme.name)}”" for theme in found[:MOST]]
    return f"No theme came up twice yet. In 1 application{' each' * (len(names) > 1)}: {listed(names)}."


def _takeaway(found: Sequence[Theme]) -> str:
    """The theme that comes up most, or those that share the first place."""
    most = found[0].count
    first = [f"“{capitalised(theme.name)}”" for theme in found if theme.count == most]
    times = counted(most, "application")
    if len(first) > 3:
        return f"No theme leads: {len(first)} of them come up in {times} each"
    verb = agreeing(len(first), "comes", "come")
    return f"{listed(first)} {verb} up most: in {times}{' each' * (len(first) > 1)}"


def _row(theme: Theme) -> BarRow:
    quotes = "<br>".join(f"“{wrap(quote, lines=2)}”" for quote in theme.quotes[:2])
    return BarRow(
        name=capitalised(theme.name),
        note=f"{theme.count:,}",
        parts=(theme.count,),
        details=(f"{counted(theme.count, 'application')}<br>{quotes}",),
        keys=(theme.name,),
    )


def _index(applications: pd.DataFrame, theme: Theme) -> np.ndarray:
    return applications.index.to_numpy()[applications["row"].isin(theme.rows).to_numpy()]
