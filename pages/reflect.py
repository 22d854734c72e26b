"""Reflect: what can be learned from each rejection, one at a time or in a table."""

import streamlit as st

from lib.ui import answering, computed, conversations, periods, reflecting, start, today
from lib.ui.names import plain

hand = start.page("Reflect")
periods.choose(hand)
reflecting.say_saved(hand)
today.cards(hand)
conversations.weak(hand)
st.header(plain(reflecting.explained(hand), 200), anchor=False)

lost = computed.lost(hand)
asked = lost if lost and lost.changes else None
if asked:
    st.info(plain(asked.sentence, 500), icon=":material/help:")
table = reflecting.rejections(hand, asked.positions if asked else ())
if table.empty:
    st.caption("Once one is, this page helps you to look back on it, in writing and in a few minutes.")
    st.stop()
if not asked:
    st.caption(reflecting.why_it_helps(hand))

how = st.radio(
    "How",
    ["One at a time", "As a table"],
    horizontal=True,
    label_visibility="collapsed",
    key="reflect_how",
    persist_state="session",
)
if how == "As a table":
    answering.as_table(table, hand)
else:
    answering.one_at_a_time(table, hand)
reflecting.guidance()
