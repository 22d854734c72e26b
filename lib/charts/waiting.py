"""Which share is invited, turned down or answered at all by each day after applying."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lib.charts.curves import CurveLine, draw_lines, last_day
from lib.charts.figure import Chart
from lib.charts.palette import PALETTES, Scheme
from lib.measures.curves import Curve
from lib.measures.replies import CompetingCurves
from lib.measures.seen import Seen
from lib.measures.waiting import median_reply
from lib.words.phrases import FEW, agreeing, counted, counts_of, percent

DAYS = (7, 14, 21, 30, 45, 60, 90)
"""The days after applying that the tables list."""
FOLLOWED_BY = 8
"""A title gives a share by a day only if this many applications were still followed on that day."""
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
