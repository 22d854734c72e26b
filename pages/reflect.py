import streamlit as st

from lib.ui import frame

frame.require("reflect")
st.title("reflect")
st.write(st.session_state.get("frame"))
