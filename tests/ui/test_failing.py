"""A fault of Detour's own: a kind page with what can still be done."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, upload_of
from lib.summary.additions import Additions, Contact

PROJECT = Path(__file__).parents[2]
BROKEN = """
import streamlit as st
from lib.ui import failing, frame, session, start

page = st.navigation(frame.pages())
st.button("Forget everything on this device", on_click=session.forget)
try:
    {}["company"]
except KeyError as problem:
    st.session_state["shown"] = failing.show(problem)
"""


def test_what_can_still_be_done_is_offered():
    """Trying again, saving what was added, closing, forgetting; no word of the log in what is shown."""
    app = AppTest.from_string(BROKEN, default_timeout=60)
    log = upload_of("mine.csv", (PROJECT / "sample_data" / "david.csv").read_bytes())
    app.session_state["held"] = Held(log, Additions(contacts=(Contact("Ada"),)))
    app.run()
    assert not app.exception
    assert app.session_state["shown"] is True
    assert {b.key for b in app.button} >= {"failing_again", "failing_close", "failing_forget"}
    assert any(m.value.startswith("KeyError in ") for m in app.markdown)
    app.button(key="failing_forget").click().run()
    assert app.session_state["held"].upload is None
