import streamlit as st

from lib.ui import frame

frame.require("import_log")
st.title("import_log")
st.write(st.session_state.get("frame"))
