"""Searches that lie years apart in one log, and two stretches of time side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib.hand.reader import LogInHand
from lib.measures.period import Period, last_period, period_before
from lib.measures.searches import Search, Stretch, searches, stretch
from lib.measures.seen import Seen
from lib.measures.timeline import propose_as_of
from lib.ui import computed, show
from lib.words.phrases import counted, full_day, share_of

ALL = "All of them"
LAST = {28: "The last 4 weeks and the 4 before", 91: "The last 3 months and the 3 before"}
"""Days of a stretch → what it is called."""
OWN = "Days of your own"


def found(hand: LogInHand) -> tuple[Search, ...]:
    """The searches of the log, where there are several."""
    apart = computed.once("searches", hand, lambda: searches(hand.seen))
    return apart if len(apart) > 1 else ()


def choose(hand: LogInHand) -> None:
    """Says that a log holds several searches, and asks which one to look at; a choice sets the filter."""
    apart = found(hand)
    if not apart:
        return
    names = {named(search): search.period for search in apart}
    st.session_state["search_shown"] = _shown(names)
    st.markdown(
        f"This log holds {counted(len(apart), 'search', 'searches')}, more than half a year apart. "
        "Which one do you want to look at?"
    )
    st.segmented_control(
        "Search",
        [ALL, *names],
        key="search_shown",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _look_at(names.get(st.session_state["search_shown"])),
    )


def as_it_ended(seen: Seen, hand: LogInHand) -> Seen:
    """An earlier search from its own last day: years later, everything in it has been silent for long."""
    apart = found(hand)
    if not apart or _shown({named(search): search.period for search in apart[:-1]}) == ALL:
        return seen
    day, _ = propose_as_of(seen.applications, hand.as_of)
    st.caption(f":material/event: This search is seen from {full_day(day)}, its own last day.")
    return replace(seen, as_of=day)


def named(search: Search) -> str:
    """A search by its months and how many were sent: "Mar 2016 – Oct 2018 (141)"."""
    first, last = (f"{day:%b %Y}" for day in (search.period.start, search.period.end))
    return f"{first} – {last} ({search.sent:,})" if first != last else f"{first} ({search.sent:,})"


def _shown(names: dict[str, Period]) -> str:
    """Which of them the filter lets through now."""
    days = (st.session_state.get("from"), st.session_state.get("until"))
    return next((name for name, period in names.items() if days == (period.start, period.end)), ALL)


def _look_at(period: Period | None) -> None:
    st.session_state["from"] = period.start if period else None
    st.session_state["until"] = period.end if period else None


def side_by_side(seen: Seen, hand: LogInHand) -> None:
    """Two stretches of time in two columns: what was sent and came, and what became of it."""
    first, second = _chosen(seen, hand)
    if first is None or second is None:
        st.caption("Choose a first day and a last day for both.")
        return
    show.table(
        table(stretch(seen, first), stretch(seen, second)),
        alt="Two stretches of time side by side",
        key="periods",
        width="content",
    )
    st.caption(
        "The last two lines count what was sent in these days and is answered, or has waited long enough to "
        "count as no reply. A difference of a few applications may be chance."
    )


def _chosen(seen: Seen, hand: LogInHand) -> tuple[Period | None, Period | None]:
    apart = found(hand)
    options = [*LAST.values(), *(["The last two searches"] if apart else []), OWN]
    how = st.selectbox("Compare", options, key="periods_compared", persist_state="session", width=320)
    if how == OWN:
        with st.container(horizontal=True):
            return _own("First", seen), _own("Second", seen)
    if how == "The last two searches" and apart:
        return apart[-2].period, apart[-1].period
    days = next((days for days, name in LAST.items() if name == how), min(LAST))
    later = last_period(seen.as_of, days)
    return period_before(later), later


def _own(which: str, seen: Seen) -> Period | None:
    """Days that the person typed; nothing before both ends are there."""
    key = f"period_{which.lower()}"
    ends: Sequence[date] | date | None = st.date_input(
        f"{which} stretch", value=[], max_value=seen.as_of + timedelta(days=1), key=key, format="YYYY-MM-DD"
    )
    if not isinstance(ends, (tuple, list)) or len(ends) < 2:
        return None
    return Period(ends[0], ends[1])


def table(*stretches: Stretch) -> pd.DataFrame:
    """The stretches as columns, each headed by its days; counts first."""
    lines = (
        "Sent",
        "Sent a week",
        "First replies that came",
        "Of these, invitations",
        "Turned down",
        "Of those sent then: answered",
        "Of those sent then: led to a conversation",
    )
    columns = {_heading(one): _column(one) for one in stretches}
    return pd.DataFrame({"": lines, **columns})


def _heading(one: Stretch) -> str:
    return f"{full_day(one.period.start)} to {full_day(one.period.end)}"


def _column(one: Stretch) -> list[str]:
    told = one.activity
    counts = (told.replies, told.invited, told.rejected)
    rates = (share_of(rate.hits, rate.trials) if rate.trials else "–" for rate in (one.answered, one.led))
    return [f"{told.applied:,}", f"{one.per_week:.1f}", *(f"{count:,}" for count in counts), *rates]
