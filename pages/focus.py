"""Focus: which of five areas to work on next, how sure that is, and why."""

import streamlit as st

from lib.charts import focus
from lib.ui import computed, focusing, frame, returning, show, start, ticking, today, variants

hand = start.page("Focus")
start.as_of_note(hand)
today.cards(hand)
ranking = computed.summary(hand).ranking

returning.since_last_time(hand)
focusing.answer(hand, ranking)
ticking.link(hand)
focusing.question(hand)
show.chart(
    focus.areas(ranking, show.scheme()),
    "Too early to rank the areas: too few applications have a reply or have waited long. Below "
    "is what your log shows so far.",
)
st.page_link(frame.at("next_steps"), label="Turn this into a plan", icon=":material/checklist:")
focusing.areas(ranking, hand.log.applications)
focusing.how_sure(hand, ranking)
variants.section(hand)
with st.expander("What this assumes", icon=":material/tune:", key="assumes", on_change="rerun") as section:
    if section.open:
        focusing.assumptions()
