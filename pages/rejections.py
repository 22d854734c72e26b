import streamlit as st

from lib.ui import frame

frame.require("rejections")
st.title("rejections")
st.write(st.session_state.get("frame"))
