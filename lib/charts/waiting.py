"""How long answers take: invitations and rejections, any answer at all, and by channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from lib.charts.curves import CurveLine, draw_lines, last_day
from lib.charts.dots import DotRow, draw_rows
from lib.charts.figure import Chart
from lib.charts.palette import PALETTES, Scheme
from lib.log.schema import CHANNELS, Channel
from lib.measures.curves import Curve
from lib.measures.replies import CompetingCurves
from lib.measures.seen import Seen
from lib.measures.waiting import Median, median_by_outcome, median_reply
from lib.words import terms
from lib.words.phrases import FEW, agreeing, capitalised, counted, counts_of, listed, percent

DAYS = (7, 14, 21, 30, 45, 60, 90)
"""The days after applying that the tables list."""
FOLLOWED_BY = 8
"""A title gives a share by a day only if this many applications were still followed on that day."""
ENOUGH = 5
"""A channel is named in the takeaway from this many dated replies on."""
_OUTCOMES = (
    "For every day after applying, the lines show which share of your applications was invited to a "
    "first conversation, was turned down, or had no reply yet. The first dated reply counts: an "
    "application that was turned down after a conversation counts as invited. The shaded bands show "
    "where the true shares most likely lie (95%). Applications that are still waiting count for as long "
    "as they have waited."
)
_ANY = (
    "The line shows which share of your applications had a reply of any kind by each day after applying. "
    "The shaded band shows where the true share most likely lies (95%). Applications that are still "
    "waiting count for as long as they have waited."
)
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


def reply_outcomes(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Invited, turned down and still silent by day after applying, with bands; None without dated replies."""
    curves = seen.competing
    if curves is None:
        return None
    days = last_day(curves.invited) + 1
    colours = PALETTES[scheme]
    invited, turned_down = (curve.until(days - 1) for curve in (curves.invited, curves.turned_down))
    rest = _rest(curves)
    silent = np.clip(1 - invited.share - turned_down.share, 0, 1)
    title = _few_dated(seen, curves.answered) or _by_day(curves, days - 1, rest)
    return Chart(
        key="reply_outcomes",
        title=title,
        alt=f"{title}. From {counted(curves.n, 'application')} with usable dates.",
        reading=f"{_OUTCOMES} {_left_out(curves.left_out)} {_undated(curves.undated)}".strip(),
        figure=draw_lines(
            [
                _outcome(rest, colours.outcomes["no_reply"], silent, None, dash="dot"),
                _outcome("Turned down", colours.outcomes["rejected"], turned_down.share, turned_down),
                _outcome("Invited", colours.stages["screen"], invited.share, invited),
            ][: 2 if _no_talk_is_dated(curves) else 3],
            scheme,
            legend={"traceorder": "reversed"},
        ),
        table=_outcomes_table(invited, turned_down, silent, rest),
    )


def _outcome(name: str, colour: str, share: np.ndarray, band: Curve | None, dash: str = "solid") -> CurveLine:
    return CurveLine(name, colour, share, *_edges(band), _by_days(name, share, band), dash)


def _edges(band: Curve | None) -> tuple[np.ndarray | None, np.ndarray | None]:
    return (band.low, band.high) if band else (None, None)


def _by_days(name: str, share: np.ndarray, band: Curve | None) -> list[str]:
    ranges = ["" if band is None else _range(band, day) for day in range(len(share))]
    return [f"{name} by day {i}: {percent(s)}{r}" for i, (s, r) in enumerate(zip(share, ranges, strict=True))]


def _range(band: Curve, day: int) -> str:
    return f"<br>range {percent(band.low[day])} to {percent(band.high[day])}"


def _rest(curves: CompetingCurves) -> str:
    """The name of those neither invited nor turned down: some may have had an answer that says neither."""
    neither = curves.answered.events - curves.invited.events - curves.turned_down.events
    return "No decision yet" if neither else "No reply yet"


def _few_dated(seen: Seen, answered: Curve) -> str:
    """A note if most replies have no day, since the others may differ from them; else ""."""
    dated, all_of_them = answered.events, int(seen.replied.sum())
    if 2 * dated >= all_of_them:
        return ""
    return f"Only {counts_of(dated, all_of_them)} replies have a day: too few to say how soon they come"


def told_until(curve: Curve) -> int:
    """The day for which a title may give a share: 30, or the last on which eight or more were still followed.

    If there are fewer than eight in all, the day is not limited by them, since the title says how many.
    """
    followed = np.flatnonzero(curve.at_risk >= min(FOLLOWED_BY, curve.at_risk[0]))
    firm = int(followed[-1]) if curve.at_risk[0] >= FOLLOWED_BY else curve.firm_end
    return min(30, curve.firm_end, firm)


def _by_day(curves: CompetingCurves, last: int, rest: str) -> str:
    day = min(told_until(curves.answered), last)
    if curves.n < FEW:
        return f"{counted(curves.n, 'dated application')}: too few to say what happens by which day"
    invited, turned_down = curves.invited.share[day], curves.turned_down.share[day]
    silent = max(0.0, 1 - invited - turned_down)
    if _no_talk_is_dated(curves):
        both = f"{percent(turned_down)} were turned down, {percent(silent)} had {rest.lower()}"
        talks = f"{counted(curves.undated, 'conversation')} without a day"
        return f"By day {day}, {both} ({counted(curves.n, 'dated application')}; {talks})"
    said = [
        f"{percent(share)} {words}"
        for share, words in (
            (invited, "were invited"),
            (turned_down, "were turned down"),
            (silent, f"had {rest.lower()}"),
        )
        if share
    ]
    return f"By day {day}, {', '.join(said)} ({counted(curves.n, 'dated application')})"


def _no_talk_is_dated(curves: CompetingCurves) -> bool:
    """Whether there were conversations, but none of them has a day, so that invitations cannot be timed."""
    return bool(curves.undated) and not curves.invited.events


def _undated(count: int) -> str:
    if not count:
        return ""
    return (
        f"{counted(count, 'application')} {agreeing(count, 'was', 'were')} turned down after a conversation "
        f"without a day, and {agreeing(count, 'counts', 'count')} as turned down on the day of the rejection."
    )


def _left_out(count: int) -> str:
    if not count:
        return ""
    return f"{counted(count, 'application')} without usable dates {agreeing(count, 'is', 'are')} left out."


def _outcomes_table(invited: Curve, turned_down: Curve, silent: np.ndarray, rest: str) -> pd.DataFrame:
    days = _days_shown(len(silent))
    return pd.DataFrame(
        {
            "Day": days,
            "Invited": invited.share[days],
            "Invited, from": invited.low[days],
            "Invited, to": invited.high[days],
            "Turned down": turned_down.share[days],
            "Turned down, from": turned_down.low[days],
            "Turned down, to": turned_down.high[days],
            rest: silent[days],
            "Still followed": invited.at_risk[days],
        }
    )


def _days_shown(length: int) -> list[int]:
    return [day for day in DAYS if day < length] or [length - 1]


def any_reply(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """The share answered in any way by day after applying, with its band; None without dated replies."""
    curve = seen.reply_curve
    if curve is None:
        return None
    shown, middle = curve.until(last_day(curve)), median_reply(seen).days
    day = len(shown.days) - 1
    sure = min(curve.firm_end, day)
    dated = counted(int(curve.at_risk[0]), "dated application")
    title = _few_dated(seen, curve) or f"Half of {dated} had a reply by day {middle}"
    if middle is None and not _few_dated(seen, curve):
        title = f"Fewer than half of {dated} had a reply: {percent(shown.share[sure])} by day {sure}"
    details = _by_days("Answered", shown.share, shown)
    line = CurveLine("Answered", PALETTES[scheme].link, shown.share, shown.low, shown.high, details)
    days = _days_shown(len(shown.days))
    return Chart(
        key="any_reply",
        title=title,
        alt=f"{title}. From {counted(curve.events, 'dated reply', 'dated replies')}.",
        reading=_ANY,
        figure=draw_lines([line], scheme, marks=_half_mark(middle, day)),
        table=pd.DataFrame(
            {
                "Day": days,
                "Answered": shown.share[days],
                "Range from": shown.low[days],
                "Range to": shown.high[days],
                "Still followed": shown.at_risk[days],
            }
        ),
    )


def _half_mark(middle: int | None, last: int) -> list[tuple[float, str]]:
    return [(middle, f"half by day {middle}")] if middle is not None and middle <= last else []


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
