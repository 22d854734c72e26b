"""Detour's frame: the page settings, the navigation, and the log in hand beside every page."""

import streamlit as st

from lib.ui import ahead, frame, leaving, narrow, patience, sidebar, storage, warming

st.set_page_config(page_title="Detour", page_icon=frame.ICON, layout="wide")
st.logo(frame.LOGO, size="large", icon_image=frame.ICON)

patience.keep_downloads()
patience.keep_answers()
page = st.navigation(frame.pages())
frame.go_where_asked()
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
    with frame.running():
        page.run()
finally:
    warming.begin()
