"""Detour's frame: the page settings, the navigation, and the log in hand beside every page."""

import streamlit as st

from lib.ui import ahead, frame, leaving, patience, sidebar, storage, warming

st.set_page_config(page_title="Detour", page_icon=frame.ICON, layout="wide")
st.logo(frame.LOGO, size="large", icon_image=frame.ICON)

patience.keep_downloads()
page = st.navigation(frame.pages())
frame.go_where_asked()
with st.sidebar:
    storage.sync()
    leaving.words_first()
    sidebar.show_log_in_hand()
    ahead.load()
try:
    with frame.running():
        page.run()
finally:
    warming.begin()
