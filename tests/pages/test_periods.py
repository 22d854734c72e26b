"""A log with two searches, and two stretches of time side by side, on Overview."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from tests.pages.test_changes import PROJECT

LINES = [f"Old {i},Analyst,2021-03-{i:02d},Rejected" for i in range(1, 8)]
LINES += [f"New {i},Analyst,2026-09-{i:02d},Applied" for i in range(1, 10)]
LOG = "\n".join(["Company,Role,Date applied,Status", *LINES]).encode()


@pytest.fixture
def overview() -> AppTest:
    """Overview of a log with seven applications of 2021 and nine of 2026."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("mine.csv", LOG, "two-searches"))
    return app.run().switch_page("../pages/overview.py").run()


def test_an_earlier_search_is_looked_at_from_its_own_last_day(overview: AppTest):
    """Both are offered by their months; the earlier one, chosen, is all that is counted."""
    choice = next(group for group in overview.button_group if "All of them" in group.options)
    assert choice.options == ["All of them", "Mar 2021 (7)", "Sep 2026 (9)"]
    choice.set_value("Mar 2021 (7)").run()
    assert not overview.exception
    assert overview.metric[0].value == "7"
    assert any("7 March 2021, its own last day" in caption.value for caption in overview.caption)


def test_every_page_speaks_of_the_search_that_was_chosen(overview: AppTest):
    """Chosen on Overview, it holds on Reflect, Focus and Next steps, and is kept with what was added."""
    choice = next(group for group in overview.button_group if "All of them" in group.options)
    choice.set_value("Sep 2026 (9)").run()
    assert overview.session_state["held"].additions.search == date(2026, 9, 1)
    reflect = overview.switch_page("../pages/reflect.py").run()
    assert reflect.header[0].value == "No rejection is recorded yet."
    focus = reflect.switch_page("../pages/focus.py").run()
    assert not focus.exception
    assert any("Sep 2026 (9)" in (group.value or "") for group in focus.button_group)
    assert "which of these 9 were answered" in " ".join(text.value for text in focus.markdown)
    steps = focus.switch_page("../pages/next_steps.py").run()
    assert not steps.exception
    assert any("2026" in (group.value or "") for group in steps.button_group)
