"""What Streamlit runs for every page: its settings, the navigation, and the log in hand beside it."""

import streamlit as st

from lib.ui import ahead, frame, leaving, narrow, sidebar, storage, warming

st.set_page_config(page_title="Detour", page_icon=frame.ICON, layout="wide")
st.logo(frame.LOGO, size="large", icon_image=frame.ICON)

page = st.navigation(frame.pages())
with st.sidebar:
    in_view, unseen = st.container(), st.container(gap=None)
with unseen:  # no gap between parts that nobody sees
    storage.sync()
    leaving.words_first()
    narrow.fit()
    ahead.load()
with in_view:
    sidebar.show_log_in_hand()
try:
    with st.container(horizontal_alignment="center"), st.container(width=frame.WIDEST):
        page.run()
finally:
    warming.settle_once()
