"""Whether a change helped, on the Focus page."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload

PROJECT = Path(__file__).parents[2]
FATES = ("Phone screen", "Rejected", "Rejected", "Rejected", "Rejected")
ROWS = [f"Firm {i},Analyst,2026-09-{i % 28 + 1:02d},{FATES[i % 5]},{'BA'[i % 2]}" for i in range(40)]
LOG = "\n".join(["Company,Role,Applied,Status,Resume version", *ROWS]).encode()


def focus() -> AppTest:
    """The Focus page with forty applications and two résumé versions."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("mine.csv", LOG, "two-versions"))
    return app.run().switch_page("../pages/focus.py").run()


def test_two_versions_are_compared_with_their_counts():
    """Versions that do alike are not ranked: the counts are shown, and nothing is said to win."""
    said = " ".join(m.value for m in focus().markdown)
    assert "4 of 20" in said
    assert "wins" not in said


def test_before_and_after_a_day_are_compared():
    """A day chosen by the person splits the log in two, and both sides show their counts."""
    app = focus()
    app.date_input(key="changed_on").set_value(date(2026, 9, 15)).run()
    assert not app.exception
    assert any("since 15 September" in m.value for m in app.markdown)


def test_a_day_before_the_first_application_leaves_nothing_to_compare():
    """The log read as of an earlier day, as after a clock was set back: no question, and no fault."""
    app = focus()
    app.date_input(key="changed_on").set_value(date(2026, 9, 15)).run()
    for day in (date(2026, 9, 10), date(2025, 10, 19)):
        app.session_state["held"] = app.session_state["held"].seen_from(day)
        assert not app.run().exception
    assert [widget.key for widget in app.date_input if widget.key == "changed_on"] == []
