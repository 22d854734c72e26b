"""What the next applications can be expected to bring."""

from __future__ import annotations

import pandas as pd

from lib.charts.dots import DotRow, draw_rows
from lib.charts.figure import Chart
from lib.charts.palette import PALETTES, Scheme
from lib.measures.forecast import Chance, Needed, applications_for, chance_of_reply, offer_forecast
from lib.measures.seen import Seen
from lib.words.phrases import counted, percent

MOST = 500
"""If more applications than this are needed, only "more than" is said."""
_READING = (
    "Each dot is the chance that at least one of your next applications leads there, if things stay as "
    "they are. The bar shows how far off it may be, by your log and published figures: in 8 of 10 cases "
    "the truth lies within it. It is no promise. Applications that are still waiting count by their age. "
    "So the chance can be lower than the rates of a young log, which know only the replies that came."
)


LEAST = 8
"""A forecast needs this many applications with a reply or a long wait."""
LONG_WEEKS = 52
"""If it takes more weeks than this, no number of weeks is given."""


def outlook(seen: Seen, scheme: Scheme = "light", *, seed: int) -> Chart | None:
    """The chances of a conversation and of an offer in the next applications.

    None for a log without answers, or with too few of them for a forecast.
    """
    if not seen.answers_recorded or int(seen.mature.sum()) < LEAST:
        return None
    talks = chance_of_reply(seen)
    offers = offer_forecast(seen, seed=seed)
    colours = PALETTES[scheme].stages
    kinds = [(f"A {seen.first_step}", c, colours["screen"]) for c in talks]
    kinds += [("An offer", c, colours["offer"]) for c in offers]
    title = (
        _takeaway(applications_for(seen), seen.first_step)
        if seen.positive.any()
        else _none_so_far(seen, talks[-1])
    )
    return Chart(
        key="forecast",
        title=title,
        alt=f"{title}. "
        + "; ".join(f"{_name(kind, c).lower()}: {percent(c.chance)}" for kind, c, _ in kinds)
        + ".",
        reading=_READING,
        figure=draw_rows(
            [_row(kind, chance, colour) for kind, chance, colour in kinds],
            scheme,
            (0.0, 1.0),
            dot="Best guess",
            sure=80,
            tickformat=".0%",
            nticks=6,
            title={"text": "Chance of at least one"},
        ),
        table=pd.DataFrame(
            {
                "At least one": [_name(kind, c) for kind, c, _ in kinds],
                "Chance": [c.chance for _, c, _ in kinds],
                "Range from": [c.low for _, c, _ in kinds],
                "Range to": [c.high for _, c, _ in kinds],
            }
        ),
    )


def _name(kind: str, chance: Chance) -> str:
    return f"{kind} in the next {chance.n:,}"


def _row(kind: str, chance: Chance, colour: str) -> DotRow:
    low, high = percent(chance.low), percent(chance.high)
    return DotRow(
        name=_name(kind, chance),
        note=percent(chance.chance),
        detail=f"chance {percent(chance.chance)}<br>range {low} to {high}",
        colour=colour,
        key=_name(kind, chance),
        middle=chance.chance,
        low=chance.low,
        high=chance.high,
    )


def _takeaway(needed: Needed, step: str) -> str:
    if needed.applications > MOST:
        return f"If you go on as now, an 80% chance of a {step} takes more than {MOST:,} applications"
    more = counted(needed.applications, "more application")
    return f"An 80% chance of a {step} takes about {more}{_in_weeks(needed)}"


def _in_weeks(needed: Needed) -> str:
    if needed.weeks is None:
        return ""
    if needed.weeks > LONG_WEEKS:
        return ", over a year at your pace"
    return f", about {counted(max(1, round(needed.weeks)), 'week')} at your pace"


def _none_so_far(seen: Seen, next_ones: Chance) -> str:
    """The title if nothing has led to a conversation: nobody can say how many applications that takes."""
    of = counted(int(seen.mature.sum()), "application")
    chance = f"in the next {next_ones.n}, the chance of one is {percent(next_ones.chance)}"
    return f"No {seen.first_step} yet from {of} with a reply or a long wait; {chance}"
