"""Key figures as cards: the count first, then the share, with the last four weeks beside the four before."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib.measures import rates
from lib.measures.help import HELP
from lib.measures.pace import pace
from lib.measures.rates import Rate
from lib.measures.waiting import Median, median_reply, naive_median, silence_cutoff
from lib.ui.text import count


def share_text(rate: Rate) -> str:
    """Counts first, then the share; "–" where there is nothing to count.

    >>> share_text(Rate(4, 31)), share_text(Rate(0, 0))
    ('4 of 31 (13%)', '–')
    """
    if rate.share is None:
        return "–"
    return f"{rate.hits:,} of {rate.trials:,} ({rate.share:.0%})"


def range_text(rate: Rate) -> str:
    """The 95% range of a rate in words."""
    if rate.low is None or rate.high is None:
        return "nothing to count yet"
    return f"likely between {rate.low:.0%} and {rate.high:.0%}"


def key_figures(applications: pd.DataFrame, as_of: date) -> None:
    """Six cards: sent, answered, led somewhere, turned down, waiting, pace."""
    cutoff = silence_cutoff(applications, as_of)
    recent, before = (_sent_between(applications, as_of, days) for days in ((28, 0), (56, 28)))
    steady = pace(applications, as_of)
    top, bottom = st.columns(3), st.columns(3)
    _card(
        top[0],
        "Applications",
        f"{len(applications):,}",
        f"last 28 days {len(recent)}, before {len(before)}",
        "applications",
    )
    for cell, label, key, measure in (
        (top[1], "Any reply", "any_reply", rates.any_reply),
        (top[2], "Positive reply", "positive_reply", rates.positive_reply),
    ):
        rate = measure(applications, as_of, cutoff)
        _card(cell, label, share_text(rate), range_text(rate), key)
    decided = rates.rejection_rate(applications)
    _card(bottom[0], "Rejection rate of decided", share_text(decided), range_text(decided), "rejection_rate")
    so_far = rates.turned_down_so_far(applications)
    _card(
        bottom[1], "Turned down so far", share_text(so_far), _still_open(applications), "turned_down_so_far"
    )
    usual = (
        "no usual pace yet" if steady.usual_per_week is None else f"your usual {steady.usual_per_week:.1f}"
    )
    _card(bottom[2], "Sent a week, last 28 days", f"{steady.per_week:.1f}", usual, "pace")


def _card(cell: st.delta_generator.DeltaGenerator, label: str, value: str, beside: str, key: str) -> None:
    cell.metric(
        label,
        value,
        beside,
        delta_color="off",
        delta_arrow="off",
        help=HELP.get(key),
        border=True,
        height="stretch",
    )


def _still_open(applications: pd.DataFrame) -> str:
    return f"{int(rates.has_outcome(applications, 'open').sum()):,} still open"


def _sent_between(applications: pd.DataFrame, as_of: date, days: tuple[int, int]) -> pd.DataFrame:
    first, last = (pd.Timestamp(as_of) - timedelta(days=d) for d in days)
    return applications[(applications["applied_on"] > first) & (applications["applied_on"] <= last)]


def response_figures(applications: pd.DataFrame, as_of: date) -> None:
    """Three cards: the median that counts waiting as waiting, the one that does not, and the silence cut-off."""
    cells = st.columns(3)
    median, naive = median_reply(applications, as_of), naive_median(applications, as_of)
    reached = "not reached" if median.days is None else count(median.days, "day")
    _card(cells[0], "Half have heard after", reached, _median_range(median), "median_reply")
    came = "–" if naive is None else f"{naive:.0f} days"
    _card(cells[1], "Of the replies that came", came, "forgets those still waiting", "naive_median")
    cutoff = silence_cutoff(applications, as_of)
    _card(
        cells[2],
        "Silence counts as an answer after",
        count(cutoff, "day"),
        "from your replies",
        "silence_cutoff",
    )


def _median_range(median: Median) -> str:
    if median.low is None:
        return "too few replies for a range"
    return (
        f"likely {median.low} days or more"
        if median.high is None
        else f"likely {median.low} to {median.high} days"
    )
