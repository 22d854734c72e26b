"""Key figures as cards: the count first, then the share, with the last four weeks beside the four before."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from lib.measures import rates
from lib.measures.help import HELP
from lib.measures.pace import pace
from lib.measures.period import Activity, activity_in, last_period, period_before
from lib.measures.rates import Rate
from lib.measures.waiting import Median, median_reply, naive_median, silence_cutoff
from lib.ui.text import count


def share_text(rate: Rate) -> str:
    """Counts first, then the share; "–" where there is nothing to count.

    >>> share_text(Rate(4, 31)), share_text(Rate(1, 3)), share_text(Rate(0, 0))
    ('4 of 31 (13%)', '1 of 3', '–')
    """
    if rate.share is None:
        return "–"
    counts = f"{rate.hits:,} of {rate.trials:,}"
    return counts if rate.trials < 5 else f"{counts} ({rate.share:.0%})"


def range_text(rate: Rate) -> str:
    """The 95% range of a rate in words.

    >>> range_text(Rate(5, 10))
    'likely 24% to 76%'
    """
    if rate.low is None or rate.high is None:
        return "nothing to count yet"
    return f"likely {rate.low:.0%} to {rate.high:.0%}"


def key_figures(applications: pd.DataFrame, as_of: date) -> None:
    """Six cards: sent, answered, led somewhere, turned down twice over, pace."""
    cutoff = silence_cutoff(applications, as_of)
    recent = last_period(as_of)
    now, before = (activity_in(applications, p) for p in (recent, period_before(recent)))
    top, bottom = st.columns(3), st.columns(3)
    _card(
        top[0],
        "Applications",
        f"{len(applications):,}",
        _beside(now, before, "applied"),
        "applications",
    )
    answered = rates.any_reply(applications, as_of, cutoff)
    _card(top[1], "Any reply", share_text(answered), range_text(answered), "any_reply")
    positive = rates.positive_reply(applications, as_of, cutoff)
    _card(top[2], "Positive reply", share_text(positive), range_text(positive), "positive_reply")
    so_far = rates.turned_down_so_far(applications)
    down = _beside(now, before, "rejected")
    _card(bottom[0], "Turned down so far", share_text(so_far), down, "turned_down_so_far")
    decided = rates.rejection_rate(applications)
    waiting = int(rates.has_outcome(applications, "open").sum())
    still = f"{waiting:,} still open"
    _card(bottom[1], "Rejection rate of decided", share_text(decided), still, "rejection_rate")
    steady = pace(applications, as_of)
    usual = (
        "no usual pace yet" if steady.usual_per_week is None else f"your usual: {steady.usual_per_week:.1f}"
    )
    _card(bottom[2], "Sent a week, last 28 days", f"{steady.per_week:.1f}", usual, "pace")


def _beside(now: Activity, before: Activity, kind: str) -> str:
    return f"{getattr(now, kind)} in 28 days, {getattr(before, kind)} before"


def _card(cell: st.delta_generator.DeltaGenerator, label: str, value: str, beside: str, key: str) -> None:
    cell.metric(
        label,
        value,
        beside,
        delta_color="off",
        delta_arrow="off",
        help=HELP[key],
        border=True,
        height="stretch",
    )


def response_figures(applications: pd.DataFrame, as_of: date) -> None:
    """Three cards: the median that counts waiting, the one that does not, and the silence cut-off."""
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


def rejection_sentence(applications: pd.DataFrame) -> str:
    """How many were turned down, of all applications and of those that are decided."""
    so_far, decided = rates.turned_down_so_far(applications), rates.rejection_rate(applications)
    return (
        f"{share_text(so_far)} applications turned down so far; of the "
        f"{count(decided.trials, 'decided one')}, {share_text(decided)}."
    )
