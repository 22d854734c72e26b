"""News recorded through the pages: the dialog, the calm page, the table, the sweep, the updated file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from lib.summary.additions import Additions
from lib.ui import editing

PROJECT = Path(__file__).parents[2]
TODAY = date.today()  # noqa: DTZ011 - the page's own day


def ago(days: int) -> str:
    """A day as the log writes it."""
    return (TODAY - timedelta(days=days)).isoformat()


LOG = (
    "Company,Role,Date applied,Status,Closed on\n"
    f"Norvik,Analyst,{ago(40)},Final round,\n"
    f"Ardel,Clerk,{ago(90)},Applied,\n"
    f"Quell,Clerk,{ago(95)},Applied,\n"
    f"Ostra,Cook,{ago(20)},Rejected,{ago(9)}\n"
)


def opened(page: str, log: str = LOG) -> AppTest:
    """A page with a small log open as one's own."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("log.csv", log.encode(), "digest of a log"), Additions())
    app.run()
    return app.switch_page(f"../pages/{page}.py").run()


def events(app: AppTest):
    """What was recorded."""
    return app.session_state["held"].additions.events


def click(app: AppTest, label: str) -> AppTest:
    """The first button that begins with these words."""
    (button, *_) = [b for b in app.button if b.label.startswith(label)]
    return button.click().run()


def test_a_no_is_three_taps_and_a_day_away():
    """The furthest open application is on top; yesterday is one tap; then the calm page, and undo."""
    app = click(opened("overview"), "Record news")
    app = click(app, "Norvik")
    app = click(app, "Turned down")
    app.segmented_control(key="news_when").set_value("Yesterday").run()
    app = click(app, "Save")
    assert not app.exception
    (event,) = events(app)
    assert (event.what, event.on) == ("rejected", TODAY - timedelta(days=1))
    assert app.header[0].value == "Norvik said no after the final round."
    assert len(app.session_state["held"].additions.marks) == 3
    app = click(app, "Undo")
    assert events(app) == ()
    assert app.session_state["held"].additions.marks == ()


def test_a_no_takes_away_what_was_prepared_for_the_interview():
    """Nobody prepares for an interview that will not take place; undone, the preparation is back."""
    app = opened("overview")
    app = click(click(click(click(app, "Record news"), "Norvik"), "Invited"), "Save")
    (before,) = app.session_state["held"].additions.marks
    assert before.what.startswith("Prepare for the final round")
    app = click(click(click(click(app, "Record news"), "Norvik"), "Turned down"), "Save")
    assert len(app.session_state["held"].additions.marks) == 3
    assert before.key not in {mark.key for mark in app.session_state["held"].additions.marks}
    app = click(app, "Undo")
    assert not app.exception
    assert app.session_state["held"].additions.marks == (before,)


def test_a_log_that_begins_with_news_is_read_as_one():
    """The file that the first news begins: one application, sent on its day, nothing heard."""
    from lib.log.reading import read_log
    from lib.ui import noting

    data = noting.begun([("Norvik", "Analyst", date(2026, 11, 1)), ("Ardel, Inc.", "", None)])
    read = read_log(data, noting.BEGUN, as_of=date(2026, 11, 28)).log.applications
    assert read["company"].tolist() == ["Norvik", "Ardel, Inc."]
    assert read["outcome"].tolist() == ["open", "open"]


def swept() -> AppTest:
    """The page with the list of the long silent open; the list is made only then."""
    app = opened("your_applications")
    app.session_state["sweep"] = True
    return app.run()


def test_the_long_silent_go_in_one_step_and_come_back_in_one():
    """Two have been silent for 90 days: both noted as no reply, both taken back."""
    app = click(swept(), "Note 2 applications")
    assert [e.what for e in events(app)] == ["no_reply", "no_reply"]
    (undo,) = [b for b in app.button if b.key == "sweep_undo"]
    app = undo.click().run()
    assert not app.exception
    assert events(app) == ()


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ({"edited_rows": {"1": {"Role": "Cook"}}}, [("edited", "role", "Cook")]),
        ({"edited_rows": {"1": {"How it stands": "Turned down"}}}, [("rejected", None, None)]),
        ({"edited_rows": {"3": {"Remove": True}}}, [("removed", None, None)]),
    ],
)
def test_what_is_changed_in_the_table_becomes_events(edit, told):
    """A cell, a standing, a row removed: each is one event, and can be taken back."""
    app = opened("your_applications")
    held = app.session_state[editing.HELD]
    assert held.frame["Employer"].tolist() == ["Norvik", "Ardel", "Quell", "Ostra"]
    made = editing.as_events(held, edit, LOGGED.log, TODAY)
    assert [(e.what, e.field, e.value) for e in made] == told


def test_a_row_is_added_beside_the_table_and_marked():
    """Its fields are empty for the next one; undone, the row is gone."""
    app = opened("your_applications")
    app.text_input(key="add_company").set_value("Hearth").run()
    app = click(app, "Add it")
    assert not app.exception
    assert [(e.what, e.value) for e in events(app)] == [("added", None), ("edited", "Hearth")]
    assert app.text_input(key="add_company").value == ""
    table = app.session_state[editing.HELD]
    assert table.frame["Employer"].tolist()[-1] == "Hearth"
    app = click(app, "Undo all")
    assert events(app) == ()


@pytest.mark.parametrize(
    ("words", "employers"),
    [("clerk", ["Ardel", "Quell"]), ("waiting final", ["Norvik"]), ("turned down", ["Ostra"])],
)
def test_the_table_is_searched_by_names_and_by_how_it_stands(words, employers):
    """Every word has to be there, in the name, the role, a note, or in the words of the table."""
    app = opened("your_applications")
    app.text_input(key="search_applications").set_value(words).run()
    assert not app.exception
    assert app.session_state[editing.HELD].frame["Employer"].tolist() == employers


def _logged():
    from lib.log.reading import read_log

    return read_log(LOG.encode(), "log.csv", as_of=TODAY)


LOGGED = _logged()


def test_the_updated_spreadsheet_is_offered_once_there_is_news():
    """Nothing before; then the own file with one cell changed."""
    app = opened("your_applications")
    assert not [b for b in app.button if b.label.startswith("Your spreadsheet")]
    app.session_state["sweep"] = True
    app = click(app.run(), "Note 2 applications")
    app = click(app, "Your spreadsheet, updated")
    assert not app.exception
    assert any("2 applications brought up to date" in m.value for m in app.markdown)
