"""What is said on the Rejections page."""

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from tests.pages.test_changes import LOG, PROJECT


def test_a_line_of_the_list_opens_what_a_bar_opens():
    """Who cannot point at a bar chooses the same list beside the chart."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("mine.csv", LOG, "two-versions"))
    app.run().switch_page("../pages/rejections.py").run()
    assert not app.exception
    lists = [box for box in app.selectbox if box.label == "List applications"]
    assert lists
    before = len(app.dataframe)
    lists[0].select(lists[0].options[0]).run()
    assert len(app.dataframe) == before + 1
