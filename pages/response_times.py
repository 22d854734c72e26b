import streamlit as st

from lib.ui import frame

frame.require("response_times")
st.title("response_times")
st.write(st.session_state.get("frame"))
