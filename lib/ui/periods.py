"""Searches that lie years apart in one log, and two stretches of time side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib.hand.reader import LogInHand
from lib.measures.period import Period, last_period, period_before
from lib.measures.searches import Search, Stretch, searches, stretch
from lib.measures.seen import Seen
from lib.ui import computed, session, show
from lib.words.phrases import agreeing, counted, full_day, share_of

ALL = "All of them"
LAST = {28: "The last 4 weeks and the 4 before", 91: "The last 3 months and the 3 before"}
"""Days of a stretch → what it is called."""
OWN = "Days of your own"


def found(hand: LogInHand) -> tuple[Search, ...]:
    """The searches of the log, where there are several."""
    apart = computed.once("searches", hand, lambda: searches(hand.seen.all))
    return apart if len(apart) > 1 else ()


def choose(hand: LogInHand) -> None:
    """Says that a log holds several searches, and asks which one to look at; every page then speaks of it."""
    apart = found(hand)
    if not apart:
        return
    names = {named(search): search.period.start for search in apart}
    st.session_state["search_shown"] = named(hand.search) if hand.search else ALL
    st.markdown(
        f"This log holds {counted(len(apart), 'search', 'searches')}, more than half a year apart. "
        "Which one do you want to look at?"
    )
    st.pills(  # not joined buttons, which break where a telephone wraps them
        "Search",
        [ALL, *names],
        key="search_shown",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _look_at(names.get(st.session_state["search_shown"])),
    )
    undated = int(hand.seen.all.applications["applied_on"].isna().sum()) if hand.search else 0
    if undated:
        which = f"{counted(undated, 'application')} without a day"
        it = agreeing(undated, "it belongs", "they belong")
        st.caption(f"{which} {agreeing(undated, 'is', 'are')} left out: nothing says which search {it} to.")


def _look_at(day: date | None) -> None:
    session.look_at(day)
    for key in ("from", "until"):  # days of another search would leave nothing of this one
        st.session_state[key] = None


def named(search: Search) -> str:
    """A search by its months and how many were sent: "Mar 2016 – Oct 2018 (141)"."""
    first, last = (f"{day:%b %Y}" for day in (search.period.start, search.period.end))
    return f"{first} – {last} ({search.sent:,})" if first != last else f"{first} ({search.sent:,})"


def side_by_side(seen: Seen, hand: LogInHand) -> None:
    """Two stretches of time in two columns: what was sent and came, and what became of it."""
    first, second, whole = _chosen(seen, hand)
    if first is None or second is None:
        st.caption("Choose a first day and a last day for both.")
        return
    show.table(
        table(*(stretch(hand.seen.all if whole else seen, one) for one in (first, second))),
        alt="Two stretches of time side by side",
        key="periods",
        width="content",
    )
    st.caption(
        "The last two lines count what was sent in these days and is answered, or has waited long enough to "
        "count as no reply. A difference of a few applications may be chance."
    )


def _chosen(seen: Seen, hand: LogInHand) -> tuple[Period | None, Period | None, bool]:
    """The two stretches, and whether they lie in the whole log, not in what the filters let through."""
    apart = found(hand)
    options = [*LAST.values(), *(["The last two searches"] if apart else []), OWN]
    how = st.selectbox("Compare", options, key="periods_compared", persist_state="session", width=320)
    if how == OWN:
        with st.container(horizontal=True):
            return _own("First", seen), _own("Second", seen), False
    if how == "The last two searches" and apart:
        return apart[-2].period, apart[-1].period, True
    days = next((days for days, name in LAST.items() if name == how), min(LAST))
    later = last_period(seen.as_of, days)
    return period_before(later), later, False


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
