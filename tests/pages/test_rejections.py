"""What is said on the Rejections page."""

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from tests.pages.test_changes import LOG, PROJECT


def test_how_to_choose_is_said_once():
    """Several charts list their applications; one hint is enough."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("mine.csv", LOG, "two-versions"))
    app.run().switch_page("../pages/rejections.py").run()
    assert not app.exception
    assert sum("to list its applications" in caption.value for caption in app.caption) == 1
