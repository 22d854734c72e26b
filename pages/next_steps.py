"""Next steps: the dated plan, one change to try, people, and all downloads."""

import streamlit as st

from lib.summary.plan import planned_steps
from lib.ui import computed, giving, people, periods, planning, show, start
from lib.ui.names import plain

hand = start.page("Next steps")
periods.choose(hand)
summary = computed.summary(hand)
steps = planned_steps(summary)

st.header(plain(planning.opening(steps), 200), anchor=False)
planning.rest(summary.today)
planning.plan(steps)
planning.experiment(summary, hand)

st.header("People", anchor=False)
people.section(hand)

st.header("Take it with you", anchor=False)
giving.offer(hand, key="next_steps")
planning.downloads(summary)
show.when_open(
    "A search record for a range of dates, as job centres ask for it",
    lambda: planning.record(hand),
    icon=":material/fact_check:",
    key="record",
)
