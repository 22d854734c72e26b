"""Rates by channel, role, place or any other column, highest pooled rate first."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.charts.dots import NAME_WIDTH, DotRow, draw_rows
from lib.charts.figure import Chart
from lib.charts.names import clean, shorten
from lib.charts.palette import PALETTES, Scheme
from lib.measures.curves import Flags
from lib.measures.rates import Rate
from lib.measures.roles import OTHER
from lib.measures.seen import Seen
from lib.measures.segments import FEWEST, Comparison, segment_values
from lib.words import terms
from lib.words.phrases import capitalised, percent, share_of

MOST = 12
"""A chart has at most this many rows; the values with the fewest applications share the last one."""
REST = "All other values"
_READING = (
    "Each dot is a rate in your log, with its counts at the right. The bar shows where the true rate "
    "most likely lies (95%). The fewer applications, the longer the bar. Few applications with a lucky "
    "reply do not come first: the order takes the counts into account. The dotted line is the rate of "
    "all together. Where bars overlap a lot, the difference may be chance."
)


@dataclass(frozen=True)
class _Segment:
    """One row: a value, or all rare values taken together."""

    name: str
    rate: Rate
    pooled: float
    values: tuple[str, ...]


def rates(
    comparison: Comparison,
    label: str,
    scheme: Scheme = "light",
    *,
    what: str = "led to a conversation",
    seen: Seen | None = None,
    by: str | None = None,
    trial: Flags | None = None,
) -> Chart | None:
    """The rate of each value of one column with its range.

    None without two named values, or if no value has the five trials that a comparison needs, or where none
    or all of the applications are hits.

    Args:
        comparison: of the values, from `lib.measures.segments.compare`.
        label: what the column is called, as a person reads it ("Channel").
        scheme: light or dark.
        what: what a hit is, after a count of applications ("led to a conversation").
        seen: with `by`, the log that was compared: selecting a dot then finds them.
        by: the column that was compared; `channel` gets its names and colours.
        trial: which rows were counted, all by default.
    """
    segments = _segments(comparison.table, by == "channel")
    if sum(segment.name != REST for segment in segments) < 2:
        return None
    if max(segment.rate.trials for segment in segments) < FEWEST:
        return None
    hits, trials = int(comparison.table["hits"].sum()), int(comparison.table["trials"].sum())
    if hits in (0, trials):
        return None
    title = _named(comparison)
    listing = "; ".join(f"{shorten(s.name)} {share_of(s.rate.hits, s.rate.trials)}" for s in segments[:4])
    return Chart(
        key="rates_" + re.sub(r"\W+", "_", f"{by or label} {what}".casefold()),
        title=title,
        alt=f"{label}, {what}: {title}. {listing}.",
        reading=_READING,
        figure=draw_rows(
            [_row(s, by, scheme, what) for s in segments],
            scheme,
            (0, min(1.0, max(s.rate.high or 0 for s in segments) * 1.04)),
            mark=hits / trials,
            tickformat=".0%",
            nticks=6,
            title={"text": f"Share that {what}"},
        ),
        table=_table(segments, label, what),
        groups=_groups(segments, seen, by, trial),
        named={s.values[0]: s.name for s in segments if s.name != REST},
    )


def _named(comparison: Comparison) -> str:
    """The comparison's sentence, with long names cut."""
    sentence = comparison.sentence
    for value in comparison.table["value"]:
        if len(str(value)) > NAME_WIDTH:
            sentence = sentence.replace(str(value), shorten(value, NAME_WIDTH))
    return clean(capitalised(sentence)).rstrip(".")


def _segments(table: pd.DataFrame, channels: bool) -> list[_Segment]:
    """Values in the order of their pooled rates, the rarest beyond `MOST` rows taken together at the end."""
    names: dict[str, str] = dict(terms.CHANNELS) if channels else {}
    crowded = len(table) > MOST or OTHER in set(table["value"])
    trials = table["trials"].where(table["value"] != OTHER, 0)
    most = set(trials.nlargest(MOST - 1 if crowded else MOST).index) - set(
        table.index[table["value"] == OTHER]
    )
    columns = (table[c].tolist() for c in ("value", "hits", "trials", "pooled"))
    rows = list(zip(table.index, *columns, strict=True))
    kept = [
        _Segment(names.get(value, value), Rate(hits, trials), pooled, (value,))
        for i, value, hits, trials, pooled in rows
        if i in most
    ]
    rest = [(value, Rate(hits, trials)) for i, value, hits, trials, _ in rows if i not in most]
    if not rest:
        return kept
    others = sum((rate for _, rate in rest), Rate(0, 0))
    return [*kept, _Segment(REST, others, np.nan, tuple(value for value, _ in rest))]


def _row(segment: _Segment, by: str | None, scheme: Scheme, what: str) -> DotRow:
    colours = PALETTES[scheme]
    rate = segment.rate
    known = by == "channel" and segment.values[0] in colours.channels
    return DotRow(
        name=segment.name,
        note=share_of(rate.hits, rate.trials),
        detail=f"{share_of(rate.hits, rate.trials)} {what}<br>"
        f"range {percent(rate.low or 0)} to {percent(rate.high or 0)}",
        colour=colours.channels[segment.values[0]] if known else colours.link,  # type: ignore[index]
        key=REST if segment.name == REST else segment.values[0],
        middle=rate.share,
        low=rate.low or 0.0,
        high=rate.high or 0.0,
    )


def _table(segments: list[_Segment], label: str, what: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label: [s.name for s in segments],
            what.capitalize(): [s.rate.hits for s in segments],
            "Out of": [s.rate.trials for s in segments],
            "Share": [s.rate.share for s in segments],
            "Range from": [s.rate.low for s in segments],
            "Range to": [s.rate.high for s in segments],
            "Share, pooled": [s.pooled for s in segments],
        }
    )


def _groups(
    segments: list[_Segment],
    seen: Seen | None,
    by: str | None,
    trial: Flags | None,
) -> dict[str, np.ndarray]:
    """The applications behind each dot; the last dot is for all values without one of their own."""
    if seen is None or by is None:
        return {}
    values = segment_values(seen, by)
    values = values[values.notna() & (True if trial is None else trial)]
    single = [s.values[0] for s in segments if s.name != REST]
    labels = values.where(values.isin(single), REST)
    return {str(key): np.asarray(labels.index[labels == key]) for key in [*single, REST]}
