"""What this assumes: how the ranking is worked out, and every number in it to change."""

import streamlit as st

from lib.ui import assuming, frame, start

hand = start.page("What this assumes")
st.page_link(frame.at("focus"), label="Back to Focus", icon=":material/arrow_back:")
assuming.page(hand)
