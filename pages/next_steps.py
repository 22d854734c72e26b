"""Next steps: the dated plan, one change to try, people, and everything to take away."""

import streamlit as st

from lib.summary.plan import planned_steps
from lib.ui import computed, people, planning, start
from lib.ui.text import plain

hand = start.page("next_steps", "Next steps")
start.as_of_note(hand)
summary = computed.summary(hand)
steps = planned_steps(summary)

st.markdown(f"##### {plain(planning.opening(steps), 200)}")
planning.plan(steps, hand.as_of)
planning.experiment(summary, hand)

st.subheader("People", anchor=False)
people.section(hand)

st.subheader("Take it with you", anchor=False)
planning.downloads(summary)
with st.expander(
    "A search record for a range of dates, as job centres ask for it", icon=":material/fact_check:"
):
    planning.record(hand)
