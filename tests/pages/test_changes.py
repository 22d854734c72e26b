"""Whether a change helped, on the Focus page."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.focus.experiment import Experiment
from lib.hand.held import Held, Upload, upload_of
from lib.log.schema import STAGES
from lib.summary.additions import Additions

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


@pytest.mark.parametrize("stage", ["screen", "final", "a stage of another version", ""])
@pytest.mark.parametrize("where", ["focus", "next_steps"])
def test_an_experiment_outlives_its_stage(where, stage):
    """A correction may take its stage off the ladder; one that no stage is called counts nothing."""
    experiment = Experiment(
        "k", "reflect", "Practise aloud", "steps onward", stage,
        4, 2.0, 4.0, 0, 3, date(2026, 8, 10), date(2026, 8, 24), "Try it.",
    )  # fmt: skip
    rows = (f"Firma {i},Cook,2026-08-{i + 1:02d},{('Rejected', 'Applied')[i % 2]}\n" for i in range(24))
    data = ("Company,Role,Date applied,Status\n" + "".join(rows)).encode()
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(
        upload_of("log.csv", data), added=Additions(experiment=experiment.to_record())
    )
    app = app.run().switch_page(f"../pages/{where}.py").run()
    assert not app.exception
    shown = any("Practise aloud" in m.value for m in app.markdown)
    assert shown == (stage in STAGES)
