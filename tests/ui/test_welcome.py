"""The first screen, and the blank template opened as it is."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, upload_of
from lib.summary.template import blank_workbook

PROJECT = Path(__file__).parents[2]
SCRIPT = str(PROJECT / "script" / "detour.py")


def opened(held: Held) -> AppTest:
    """The Import page with this in hand."""
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.session_state["held"] = held
    return app.run()


def test_without_a_log_the_answer_for_a_sample_is_there_and_one_click_away():
    """Five areas in their order, a first step; the click opens the sample."""
    app = opened(Held())
    assert not app.exception
    (areas,) = [m.value for m in app.markdown if m.value.startswith("1. ")]
    assert len(areas.splitlines()) == 5
    app = app.button(key="try_david").click().run()
    assert (app.session_state["held"].upload.name, app.session_state["held"].upload.sample) == (
        "david.csv",
        True,
    )


def test_the_blank_template_asks_for_rows_and_for_nothing_else():
    """Opened as it was downloaded, it is no riddle about sheets."""
    app = opened(Held(upload_of("detour_template.xlsx", blank_workbook())))
    assert any("Fill in a row" in info.value for info in app.info)
    assert "Please check" not in [h.value for h in app.header]
