"""By which day half of the replies come: invitations and rejections, and any answer by channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from lib.charts.dots import DotRow, draw_rows
from lib.charts.figure import Chart
from lib.charts.palette import PALETTES, Scheme
from lib.log.schema import CHANNELS, Channel
from lib.measures.seen import Seen
from lib.measures.waiting import Median, median_by_outcome, median_reply
from lib.words import terms
from lib.words.phrases import capitalised, counted, listed

ENOUGH = 5
"""A channel is named in the takeaway from this many dated replies on."""
_MEDIANS = (
    "Each dot is the day by which half of the applications had a reply of any kind; those without one "
    "count as still waiting. The bar shows where that day most likely lies (95%). An arrow means that "
    "the range goes on beyond the days seen. Without a dot, half of them have no reply yet."
)
_BY_OUTCOME = (
    "The dot is the day by which half of the invitations have come; the same for rejections without a "
    "conversation. The bar shows where that day most likely lies (95%); without a bar there are too few "
    "replies for a range. Replies that are still to come are allowed for, but only up to the longest "
    "wait in your log. The chart does not show how many are invited."
)


def medians_by_channel(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """The median time to any reply by channel, with its range.

    A channel with few replies and no range is named in the explanation only. None unless two channels can be
    drawn, half of the applications through one of them are answered, and one has enough dated replies.
    """
    known = [c for i, c in enumerate(CHANNELS) if c != "unknown" and (seen.channel == i).any()]
    found = {c: median_reply(seen.where(seen.channel == CHANNELS.index(c))) for c in known}
    medians: dict[Channel, Median] = {c: m for c, m in found.items() if m.replies}
    drawn = [c for c, m in medians.items() if m.days is not None or m.low is not None or m.replies >= ENOUGH]
    if len(drawn) < 2 or all(m.days is None for m in medians.values()):
        return None
    if all(medians[c].replies < ENOUGH for c in drawn):
        return None
    order = sorted(drawn, key=lambda c: (_beyond(medians[c].days), -medians[c].replies))
    end = max(_known(medians.values()), default=14) * 1.15
    title = _fastest(medians, order)
    return Chart(
        key="medians_by_channel",
        title=title,
        alt=f"{title}. "
        + "; ".join(f"{terms.CHANNELS[c]}: {_median_words(medians[c])}" for c in order)
        + ".",
        reading=_MEDIANS + _not_drawn({c: m for c, m in medians.items() if c not in drawn}),
        figure=draw_rows(
            [_median_row(terms.CHANNELS[c], c, medians[c], PALETTES[scheme].channels[c], end) for c in order],
            scheme,
            (0.0, end),
            dot="Half by this day",
            title={"text": "Days until half had a reply"},
            nticks=7,
        ),
        table=pd.DataFrame(
            {
                "How you applied": [terms.CHANNELS[c] for c in order],
                "Half had a reply by day": [medians[c].days for c in order],
                "Range from": [medians[c].low for c in order],
                "Range to": [medians[c].high for c in order],
                "Dated replies": [medians[c].replies for c in order],
            }
        ).astype({"Half had a reply by day": "Int64", "Range from": "Int64", "Range to": "Int64"}),
        named={c: terms.CHANNELS[c] for c in order},
        groups={c: seen.applications.index.to_numpy()[seen.channel == CHANNELS.index(c)] for c in order},
    )


def _not_drawn(medians: Mapping[Channel, Median]) -> str:
    if not medians:
        return ""
    names = listed(f"“{terms.CHANNELS[c]}” ({_median_words(m)})" for c, m in medians.items())
    return f" Too few replies to draw {names}."


def medians_by_outcome(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """The median time to an invitation and to a rejection, each among those that come; None with few."""
    medians = median_by_outcome(seen)
    if all(median.replies < ENOUGH for median in medians.values()):
        return None
    colours = PALETTES[scheme]
    looks = {"invited": colours.stages["screen"], "turned_down": colours.outcomes["rejected"]}
    end = max(max(_known(medians.values())) * 1.15, 7.0)
    title = _halves(medians)
    times = seen.reply_times.times
    return Chart(
        key="medians_by_outcome",
        title=title,
        alt=f"{title}. " + "; ".join(f"{_KINDS[k]}: {_median_words(m)}" for k, m in medians.items()) + ".",
        reading=_BY_OUTCOME,
        figure=draw_rows(
            [_outcome_row(k, m, looks[k], end) for k, m in medians.items()],
            scheme,
            (0.0, end),
            dot="Half by this day",
            title={"text": "Days until half of them have come"},
            nticks=7,
        ),
        table=pd.DataFrame(
            {
                "First reply": [_KINDS[k] for k in medians],
                "Half by day": [m.days for m in medians.values()],
                "Range from": [m.low for m in medians.values()],
                "Range to": [m.high for m in medians.values()],
                "Dated replies": [m.replies for m in medians.values()],
            }
        ).astype({"Half by day": "Int64", "Range from": "Int64", "Range to": "Int64"}),
        named=dict(_KINDS),
        groups={k: times.index.to_numpy()[(times["event"] == k).to_numpy()] for k in medians},
    )


_KINDS: Mapping[str, str] = MappingProxyType({"invited": "Invited", "turned_down": "Turned down"})


def _halves(medians: Mapping[str, Median]) -> str:
    """A sentence: by which day half of the invitations and of the rejections come, where there are enough."""
    nouns = {"invited": "invitation", "turned_down": "rejection"}
    sure = {k: m for k, m in medians.items() if m.replies >= ENOUGH}
    return capitalised(", ".join(f"half of the {nouns[k]}s come by day {m.days}" for k, m in sure.items()))


def _outcome_row(kind: str, median: Median, colour: str, end: float) -> DotRow:
    """The row of one outcome; an unknown range is not drawn, since it would seem to have no end."""
    row = _median_row(_KINDS[kind], kind, median, colour, end)
    if median.low is None:
        detail = f"{row.note}<br>too few for a range"
        return replace(row, detail=detail, low=0.0, high=0.0, beyond=False)
    return row


def _beyond(days: int | None) -> int:
    return 10**6 if days is None else days


def _known(medians: Iterable[Median]) -> list[int]:
    return [d for m in medians for d in (m.days, m.low, m.high) if d is not None]


def _median_words(median: Median) -> str:
    replies = counted(median.replies, "reply", "replies")
    return f"under half so far, {replies}" if median.days is None else f"day {median.days}, {replies}"


def _fastest(medians: Mapping[Channel, Median], order: Sequence[Channel]) -> str:
    """A sentence on the quickest channel; called quickest only if its range ends before all others begin."""
    sure = [c for c in order if medians[c].replies >= ENOUGH]
    if medians[sure[0]].days is None:
        most = f"{terms.CHANNELS[sure[0]]}: fewer than half had a reply so far"
        return f"{most} ({counted(medians[sure[0]].replies, 'dated reply', 'dated replies')})"
    first = medians[sure[0]]
    found = f"half of “{terms.CHANNELS[sure[0]]}” had a reply by day {first.days} "
    found += f"({counted(first.replies, 'dated reply', 'dated replies')})"
    if len(sure) < 2:
        return capitalised(found)
    clear = order[0] == sure[0] and all(_before(first.high, medians[c].low) for c in sure[1:])
    if order[0] != sure[0]:  # one with few replies is drawn as quicker
        return capitalised(found)
    return f"“{terms.CHANNELS[sure[0]]}” is quickest: {found}" if clear else f"No clear difference: {found}"


def _before(end: int | None, start: int | None) -> bool:
    """Whether a range that ends on `end` is before one that begins on `start`; None is after all days."""
    return end is not None and (start is None or end < start)


def _median_row(name: str, key: str, median: Median, colour: str, end: float) -> DotRow:
    # Without any day within those seen, a short line with an arrow stands at the end of the axis.
    low = float(median.low) if median.low is not None else 0.96 * end
    return DotRow(
        name=name,
        note=_median_words(median),
        detail=f"{_median_words(median)}<br>{_range_words(median)}",
        colour=colour,
        key=key,
        middle=None if median.days is None else float(median.days),
        low=low,
        high=end if median.high is None else float(median.high),
        beyond=median.high is None,
    )


def _range_words(median: Median) -> str:
    if median.low is None:
        return "beyond the days seen" if median.days is None else "too early for a range"
    return (
        f"range: day {median.low} or later"
        if median.high is None
        else f"range: day {median.low} to {median.high}"
    )
