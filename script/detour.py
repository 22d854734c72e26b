"""The script that Streamlit runs for every page: settings, navigation, and the log in the sidebar."""

import streamlit as st

from lib.ui import (
    ahead,
    conversations,
    frame,
    leaving,
    narrow,
    parting,
    recording,
    session,
    sidebar,
    storage,
    turns,
    warming,
)

st.set_page_config(page_title="Detour", page_icon=frame.ICON, layout="wide")
st.logo(frame.LOGO, size="large", icon_image=frame.ICON)

page = st.navigation(frame.pages())
frame.go_where_asked()
kind = turns.Kind.FIRST if session.opens_first(page.url_path) else turns.Kind.AGAIN
with turns.computing.turn(kind):
    with st.sidebar:
        in_view, unseen = st.container(), st.container(gap=None)
    with unseen:  # in one container, so that invisible parts leave no gaps
        storage.sync()
        leaving.words_first()
        narrow.fit()
        ahead.load()
    with in_view:
        recording.button("sidebar")
        sidebar.show_log_in_hand()
        st.page_link(frame.at("help"), label="Help", icon=":material/help:")
    try:
        with st.container(horizontal_alignment="center"), st.container(width=frame.WIDEST):
            with st.container(key="news_top_of_page"):  # shown only where the sidebar is closed
                recording.button("top")
            for dialog in (recording, conversations, parting):
                dialog.show()
            page.run()
    finally:
        warming.settle_once()
