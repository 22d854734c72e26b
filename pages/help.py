"""Help: the documents that come with Detour."""

import streamlit as st

from lib.ui import helping

st.set_page_config(page_title="Help · Detour")
st.title("Help", anchor=False)
helping.show()
