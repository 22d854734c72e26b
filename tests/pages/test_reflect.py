"""The Reflect page: what is asked first, what saving changes, and that nothing typed is lost."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.measures.seen import Seen

PROJECT = Path(__file__).parents[2]
LOG = (
    b"Company,Role,Date applied,Status,Reason,Closed\n"
    b"Acme,Cook,2026-09-01,Rejected after interview,,2026-09-20\n"
    b"Birch,Cook,2026-09-02,Rejected after interview,Salary,2026-09-21\n"
    b"Cedar,Cook,2026-09-03,Rejected,,2026-09-22\n"
    b"Dogwood,Cook,2026-09-04,Applied,,\n"
)


def reflecting(additions=None) -> AppTest:
    """The Reflect page with a small log open."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("log.csv", LOG, "digest of three rejections"), additions)
    app.run()
    return app.switch_page("../pages/reflect.py").run()


def widget(app: AppTest, kind: str, name: str):
    """The form's field of that name."""
    key = app.selectbox(key="reflect_which").value
    return next(w for w in getattr(app, kind) if w.key == f"reflect_{key}_{name}")


def save(app: AppTest) -> AppTest:
    """Presses the form's button."""
    key = app.selectbox(key="reflect_which").value
    return app.button(key=f"reflect_{key}_save").click().run()


def choose(app: AppTest, company: str) -> AppTest:
    """Picks a rejection by its company."""
    applications = read_log(LOG, "log.csv", as_of=date(2026, 11, 23)).log.applications
    key = application_keys(applications)[applications["company"].tolist().index(company)]
    return app.selectbox(key="reflect_which").set_value(key).run()


def told(app: AppTest) -> list[Reflection]:
    """What was told so far."""
    return list(app.session_state["held"].additions.reflections.values())


def test_the_unexplained_late_rejection_comes_first():
    """Then the latest; the one that the log explains is not more urgent than a bare rejection."""
    app = reflecting()
    assert not app.exception
    companies = [o.split()[0] for o in app.selectbox(key="reflect_which").options]
    assert companies == ["Acme", "Cedar", "Birch"]
    assert app.header[0].value == "1 rejection after a conversation has no reason noted; 1 has one."


def test_saving_says_what_changed_and_goes_on():
    """The count of explained rejections, and the next row."""
    app = reflecting()
    key = app.selectbox(key="reflect_which").value
    widget(app, "selectbox", "reason").set_value("Salary")
    app = save(app)
    assert "All 2 rejections after a conversation have a reason." in app.success[0].value.replace("\\", "")
    assert told(app) == [Reflection(reason="Salary")]
    which = app.selectbox(key="reflect_which")
    assert which.options[0].startswith("Cedar")
    assert which.value == app.session_state["reflect_which"] != key


def test_what_is_typed_waits_while_another_page_is_shown():
    """Leaving without saving loses nothing, and saves nothing."""
    app = reflecting()
    widget(app, "text_area", "lesson").set_value("Ask about pay first").run()
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/reflect.py").run()
    assert widget(app, "text_area", "lesson").value == "Ask about pay first"
    assert told(app) == []
    assert told(save(app)) == [Reflection(lesson="Ask about pay first")]


def test_emptying_a_field_works():
    """What was told can be taken back, one answer or all."""
    app = reflecting()
    widget(app, "text_area", "lesson").set_value("A")
    widget(app, "text_area", "feedback").set_value("B")
    app = save(app)
    app = choose(app, "Acme")
    assert widget(app, "text_area", "lesson").value == "A"
    widget(app, "text_area", "lesson").set_value("")
    app = save(app)
    assert told(app) == [Reflection(feedback="B")]
    app = choose(app, "Acme")
    widget(app, "text_area", "feedback").set_value("")
    assert told(save(app)) == []


def test_what_the_spreadsheet_says_is_not_told_again():
    """Its reason is shown, changing another field keeps only that field."""
    app = reflecting()
    app = choose(app, "Birch")
    assert widget(app, "selectbox", "reason").value == "Salary"
    assert widget(app, "selectbox", "stage").value == "interview"
    widget(app, "date_input", "feedback_asked_on").set_value(date(2026, 9, 25))
    assert told(save(app)) == [Reflection(feedback_asked_on=date(2026, 9, 25))]


def test_a_check_in_stays_out_of_the_analysis():
    """It is kept with the reflection and in no download's default."""
    app = reflecting()
    widget(app, "text_input", "check_in").set_value("Rough day")
    app = save(app)
    assert told(app) == [Reflection(check_in="Rough day")]
    assert not app.exception


def test_the_table_shows_the_same_rows():
    """As a table, every rejection is a row, and the page stands."""
    app = reflecting()
    app.session_state["reflect_how"] = "As a table"
    app.run()
    assert not app.exception
    assert [c.value for c in app.caption if "Kept as you fill" in c.value]
    table = next(d.value for d in app.dataframe)
    assert table["Applied"].notna().all()


def test_one_rejection_is_spoken_of_in_the_singular():
    """And so is one of several."""
    from lib.ui.reflecting import _untold

    def said(*statuses: str) -> str | None:
        rows = [f"Firma {n},Cook,2026-09-0{n + 1},{status}" for n, status in enumerate(statuses)]
        data = "\n".join(["Company,Role,Date applied,Status", *rows]).encode()
        day = date(2026, 11, 23)
        return _untold(Seen(read_log(data, "log.csv", as_of=day).log, day))

    assert said("Rejected", "Applied") == "The only rejection doesn’t say how far it got."
    assert said("Rejected", "Rejected after interview") == "1 of 2 rejections doesn’t say how far it got."
    assert said("Rejected", "Rejected") == "Neither rejection says how far it got."
    assert said(*["Rejected"] * 3) == "None of 3 rejections says how far it got."
