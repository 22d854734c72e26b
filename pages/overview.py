import streamlit as st

from lib.ui import frame

frame.require("overview")
st.title("overview")
st.write(st.session_state.get("frame"))
