"""Whether a change helped: résumé versions, or before and after a day, compared with chance in mind."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.focus.priors import Assumptions
from lib.focus.variants import VersionComparison, compare_before_after, compare_versions
from lib.hand.reader import LogInHand
from lib.ui import computed
from lib.ui.names import plain


def section(hand: LogInHand) -> None:
    """The two résumé versions used most, and a day to compare before and after."""
    st.header("Did a change help?", anchor=False)
    assumed = computed.assumptions()
    _say(
        compare_versions(hand.seen, assumed),
        (
            "Add a column to your log that says which résumé version each application got. Then the "
            "versions are compared here."
        ),
    )
    sent = hand.seen.applications["applied_on"].dropna()
    if not sent.empty and sent.min().date() <= hand.as_of:
        with st.expander("Compare before and after a day", icon=":material/compare_arrows:"):
            _before_after(hand, sent.min().date(), assumed)


def _before_after(hand: LogInHand, first: date, assumed: Assumptions) -> None:
    _within(first, hand.as_of)
    day = st.date_input(
        "The day on which you changed something",
        value=None,
        min_value=first,
        max_value=hand.as_of,
        format="YYYY-MM-DD",
        key="changed_on",
        persist_state="session",
        width=320,
    )
    if day is not None:
        _say(
            compare_before_after(hand.seen, day, assumed),
            "You sent nothing before that day, or nothing since, so there is nothing to compare.",
        )


def _within(first: date, last: date) -> None:
    """Drops the chosen day if it is no longer between `first` and `last`."""
    chosen: date | None = st.session_state.get("changed_on")
    if chosen is not None and not first <= chosen <= last:
        st.session_state["changed_on"] = None


def _say(comparison: VersionComparison | None, missing: str) -> None:
    if comparison is None:
        st.caption(missing)
    else:
        st.markdown(plain(comparison.sentence, 600))
