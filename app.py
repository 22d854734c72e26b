"""Detour's server. Start it with `streamlit run app.py`; what a page shows begins in script/detour.py."""

import streamlit as st

from lib.ui import failing, serving

app = st.App(
    serving.SCRIPT,
    lifespan=serving.lifespan,
    middleware=serving.MIDDLEWARE,
    on_script_error=failing.show,
)
