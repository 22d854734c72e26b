import streamlit as st

from lib.ui import frame

frame.require("focus")
st.title("focus")
st.write(st.session_state.get("frame"))
