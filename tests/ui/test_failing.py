"""A fault of Detour's own: a kind page with what can still be done."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, upload_of
from lib.hand.kept import added_in
from lib.log.files.books import open_book
from lib.log.unreadable import UnreadableLog
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

TAKING = """
from lib.ui import session

session.open_upload("detour_added.json", {!r})
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
    assert any("mine.csv" in m.value and "no way back" in m.value for m in app.markdown)
    app.button(key="failing_keep").click().run()
    assert app.session_state["held"].upload is not None
    app.button(key="failing_forget").click().run()
    app.button(key="failing_forget_all").click().run()
    assert app.session_state["held"].upload is None


def test_what_was_saved_comes_back():
    """What the broken page saves, opened beside the log, adds everything again; alone it says how."""
    log = upload_of("mine.csv", (PROJECT / "sample_data" / "david.csv").read_bytes())
    saved = Held(log, Additions(contacts=(Contact("Ada"),))).text.encode()
    app = AppTest.from_string(TAKING.format(saved), default_timeout=60)
    app.session_state["held"] = Held(log, Additions())
    app.run()
    assert app.session_state["held"].upload == log
    assert [person.name for person in app.session_state["held"].additions.contacts] == ["Ada"]
    with pytest.raises(UnreadableLog, match="This is what you added to a log"):
        open_book(saved, "detour_added.json")
    assert added_in(b'{"reflections": [1]}') is None
