import streamlit as st

from lib.ui import frame

frame.require("next_steps")
st.title("next_steps")
st.write(st.session_state.get("frame"))
