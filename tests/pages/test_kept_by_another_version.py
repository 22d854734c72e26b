"""Whatever a browser or a workbook has kept, of whatever version of Detour: every page opens."""

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, upload_of
from lib.summary.keeping import from_plain
from lib.ui.frame import PAGE_NAMES
from tests.pages.test_every_page import PROJECT
from tests.summary.test_keeping import FOREIGN


def test_every_page_opens_with_what_another_version_kept():
    """Assumptions, marks, answers, corrections and an experiment of other kinds, all at once."""
    kept: dict = {}
    for parts, _ in FOREIGN.values():
        kept |= parts if isinstance(parts, dict) else {}
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    david = upload_of("david.csv", (PROJECT / "sample_data" / "david.csv").read_bytes())
    app.session_state["held"] = Held(david, from_plain(kept), left_out=("1 step",))
    app.run()
    for page in PAGE_NAMES:
        app.switch_page(f"../pages/{page}.py").run()
        assert not app.exception, page
        assert any("cannot use it: 1 step" in caption.value for caption in app.sidebar.caption), page
