"""One set of filters for the Explore pages, kept from page to page and in the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from lib.hand.reader import LogInHand
from lib.measures.roles import role_groups
from lib.measures.seen import Seen
from lib.measures.segments import segment_columns, segment_values
from lib.ui import periods
from lib.ui.names import bare
from lib.words import terms
from lib.words.phrases import counted


def filtered(hand: LogInHand) -> Seen:
    """The applications that pass the filters; draws the filters, and how many applications pass."""
    seen = hand.seen
    periods.choose(hand)
    if not _any_to_choose(seen, hand.version):
        return seen
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        with st.popover("Filter", icon=":material/filter_list:"):
            kept = _kept(seen, hand.version)
        if kept.all():
            st.caption(counted(len(seen), "application") + ", all of them")
        else:
            st.caption(f"{kept.sum():,} of {counted(len(seen), 'application')}")
            st.button("Clear filters", icon=":material/filter_list_off:", type="tertiary", on_click=clear)
    if not kept.any():
        st.info("No application fits these filters. Widen one of them, or clear them all.")
        st.stop()
    return seen if kept.all() else seen.where(kept)


def _any_to_choose(seen: Seen, version: str) -> bool:
    """Whether any filter could leave out some of the applications."""
    applications = seen.applications
    return (
        applications["applied_on"].nunique() > 1
        or applications["channel"].nunique() > 1
        or _role_groups(version, applications).nunique() > 1
        or bool(_columns(version, seen))
    )


def clear() -> None:
    """Clears all filters.

    The keys are set, not deleted: a widget without its key would take its value from the address again.
    """
    for key in ("from", "until"):
        st.session_state[key] = None
    for key in ("channel", "role", "value"):
        st.session_state[key] = []
    st.session_state["column"] = None


def _kept(seen: Seen, version: str) -> pd.Series[bool]:
    applications = seen.applications
    kept = pd.Series(data=True, index=applications.index)
    kept &= _between_days(applications["applied_on"])
    channels = applications["channel"].astype("str")
    kept &= _among("Channel", channels.map(terms.CHANNELS), "channel")
    kept &= _among("Role", _role_groups(version, applications), "role")
    return kept & _other_column(version, seen)


def _between_days(applied_on: pd.Series[pd.Timestamp]) -> pd.Series[bool]:
    known = applied_on.dropna()
    if known.empty:
        return applied_on.isna()
    first, last = known.min().date(), known.max().date()
    with st.container(horizontal=True):
        since = _day("Applied from", "from", first, last)
        until = _day("until", "until", first, last)
    if since is None and until is None:
        return pd.Series(data=True, index=applied_on.index)
    return applied_on.between(pd.Timestamp(since or first), pd.Timestamp(until or last))


def _day(label: str, key: str, first: date, last: date) -> date | None:
    return st.date_input(
        label, value=None, min_value=first, max_value=last, key=key, bind="query-params", format="YYYY-MM-DD"
    )


def _among(label: str, values: pd.Series[str], key: str) -> pd.Series[bool]:
    options = values.value_counts().index.tolist()
    if len(options) < 2:
        return pd.Series(data=True, index=values.index)
    chosen: Sequence[str] = st.multiselect(label, options, key=key, bind="query-params", format_func=bare)
    return values.isin(chosen) if chosen else pd.Series(data=True, index=values.index)


def _other_column(version: str, seen: Seen) -> pd.Series[bool]:
    labels = {c: label for c, label in _columns(version, seen) if c not in ("channel", "role_group")}
    everything = pd.Series(data=True, index=seen.applications.index)
    if not labels:
        return everything
    column = st.selectbox(
        "Another column",
        list(labels),
        index=None,
        key="column",
        bind="query-params",
        format_func=lambda c: bare(labels[c]),
    )
    if column is None:
        return everything
    return _among("with the value", segment_values(seen, column), "value")


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _role_groups(version: str, _applications: pd.DataFrame) -> pd.Series[str]:
    return role_groups(_applications)


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _columns(version: str, _seen: Seen) -> list[tuple[str, str]]:
    return segment_columns(_seen)
