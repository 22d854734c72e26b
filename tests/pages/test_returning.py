"""Four weeks later: an updated spreadsheet after an earlier one, a stranger's, a sample, and the way back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.focus.experiment import Experiment
from lib.hand.held import Aside, Held, upload_of
from lib.log import snapshots
from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.log.schema import Choices
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.plan import PlannedStep
from lib.ui.coming_back import due

PROJECT = Path(__file__).parents[2]
HEADER = "Company,Role,Date applied,Status\n"
EARLIER = "".join(f"Firma {i},Cook,2026-09-{i + 1:02d},Applied\n" for i in range(12))
LATER = (
    EARLIER.replace("Firma 3,Cook,2026-09-04,Applied", "Firma 3 GmbH,Cook,2026-09-04,Rejected")
    .replace("Firma 5,Cook,2026-09-06,Applied", "Firma 5,Cook,2026-09-06,Interview")
    .replace("Firma 6,Cook,2026-09-07,Applied", "Firma 6,Cook,2026-09-07,Withdrawn")
    + "Neu 1,Cook,2026-10-20,Applied\nNeu 2,Cook,2026-10-21,Applied\n"
)
NO_LOG = (PROJECT / "tests" / "data" / "no_log_groceries.csv").read_text()
OTHER = "".join(f"Shop {i},Clerk,2026-08-{i + 1:02d},Applied\n" for i in range(12))


def upload(rows: str, name: str = "log.csv", **more):
    """A file as the session takes it."""
    return upload_of(name, (HEADER + rows).encode(), **more)


def key(rows: str, place: int) -> str:
    """The key of one application of these rows."""
    applications = read_log((HEADER + rows).encode(), "log.csv", as_of=date(2026, 11, 23)).log.applications
    return str(application_keys(applications)[place])


def added() -> Additions:
    """A reflection, a tick, a person and an experiment on the earlier rows."""
    mine = key(EARLIER, 3)
    experiment = Experiment(
        "k", "resilience", "Apply in two fixed slots a week", "applications sent", "applied",
        4, 8.0, 4.0, 4, 12, date(2026, 10, 1), date(2026, 10, 29), "Try it.",
    )  # fmt: skip
    return Additions(
        reflections={mine: Reflection(lesson="Ask about pay")},
        marks=(StepMark(f"feedback/ask/{mine}", done=True, what="Ask Firma 3"),),
        contacts=(Contact("Ada"),),
        experiment=experiment.to_record(),
    )


def returned(rows: str) -> AppTest:
    """The Import page right after a second file was opened."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    earlier = Aside(upload(EARLIER, opened_on=date(2026, 10, 1)), added())
    app.session_state["held"] = Held(upload(rows, "log 2.csv"), before=earlier)
    return app.run()


def texts(app: AppTest) -> str:
    """Everything in running text, escapes removed."""
    return "\n".join(m.value for m in (*app.markdown, *app.caption)).replace("\\", "")


def test_a_later_version_keeps_everything_and_says_what_is_new():
    """Counts of new and changed ones; what was added stands at the respelt company."""
    app = returned(LATER)
    assert not app.exception
    assert "2 new, 3 changed: 1 interview, 1 turned down, 1 withdrawn" in texts(app)
    assert "12 of 12 applications from log.csv recognised" in texts(app)
    after, now = app.session_state["held"].additions, key(LATER, 3)
    assert dict(after.reflections) == {now: Reflection(lesson="Ask about pay")}
    assert after.marks == (StepMark(f"feedback/ask/{now}", done=True, what="Ask Firma 3"),)
    assert (after.contacts, after.experiment) == (added().contacts, added().experiment)
    assert app.session_state["held"].before is None


def test_focus_begins_with_the_experiment_and_the_shift():
    """What came of the change first, then where the ranking went since the earlier day."""
    app = returned(LATER).switch_page("../pages/focus.py").run()
    assert not app.exception
    assert "Apply in two fixed slots a week" in app.markdown[0].value
    assert app.markdown[1].value.startswith("**Since 1 October 2026:** 2 new, 3 changed")


def test_what_was_true_then_is_of_the_earlier_log_in_hand():
    """Another earlier log is ranked anew; what was kept for the one before it is not shown."""
    rows = (PROJECT / "sample_data" / "david.csv").read_bytes()
    whole = read_log(rows, "david.csv", as_of=date(2026, 11, 23)).log
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    said = []
    for count, day in ((4, date(2026, 5, 1)), (len(whole.applications) - 3, date(2026, 11, 1))):
        part = replace(whole, applications=whole.applications.iloc[:count])
        packed = snapshots.pack(snapshots.take("david.csv", day, part, part))
        app.session_state["held"] = Held(
            upload_of("david.csv", rows), added=Additions(earlier=packed), as_of=date(2026, 11, 23)
        )
        app = app.run()
        app = app.switch_page("../pages/focus.py").run()
        assert not app.exception
        said.append(next(text for m in app.markdown if (text := m.value).startswith("**Since")))
    assert "too early to rank then" in said[0]
    assert "too early to rank then" not in said[1]


def test_a_strangers_log_is_asked_about_and_takes_nothing():
    """Until the person answers nothing is carried over, and nothing of the earlier log is lost."""
    app = returned(OTHER)
    assert "None of the 12 applications in log.csv" in texts(app)
    assert app.session_state["held"].additions == Additions()
    app = app.button(key="way_back").click().run()
    assert app.session_state["held"].additions == added()
    assert app.session_state["held"].upload.name == "log.csv"


def test_the_same_search_after_all():
    """On the person's word everything is carried over, what was added in the meantime included."""
    app = returned(OTHER)
    app = app.button(key="same_search").click().run()
    assert app.session_state["held"].additions.contacts == (Contact("Ada"),)
    assert "12 new" in texts(app)
    assert app.session_state["held"].doubt is None


def test_another_log_starts_afresh():
    """On the person's word nothing is carried over; the earlier log stays one button away."""
    app = returned(OTHER)
    app = app.button(key="other_search").click().run()
    assert app.session_state["held"].additions == Additions()
    assert app.session_state["held"].aside.additions == added()


def test_a_sample_never_mixes_with_ones_own_log():
    """It opens beside it; closing it brings the own log back with everything added."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(upload(EARLIER), added())
    app.session_state["another"] = True  # unfolds "Open another log"
    app.run()
    app.button(key="sample_david.csv").click().run()
    assert app.session_state["held"].upload.sample
    assert app.session_state["held"].additions.reflections == {}
    assert app.session_state["held"].aside == Aside(upload(EARLIER), added())
    app = next(b for b in app.button if b.label.startswith("Close")).click().run()
    assert app.session_state["held"].additions == added()


def test_a_file_that_cannot_be_read_replaces_nothing():
    """The way back leads to the earlier log; a good file afterwards is compared with that."""
    app = returned("")
    assert len(app.warning) == 1
    app = app.button(key="way_back").click().run()
    assert app.session_state["held"].additions == added()


def opened(*held: object) -> AppTest:
    """The Import page with this file and these additions held, and the ways to open another log in view."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"], app.session_state["another"] = Held(*held), True
    return app.run()


def pasted(app: AppTest, text: str) -> AppTest:
    """The app after these cells were pasted and read."""
    app.text_area(key="pasted").set_value(text)
    return next(b for b in app.button if b.label == "Read these cells").click().run()


@pytest.mark.parametrize("before", ["nothing", "a sample", "an own log"])
def test_a_refused_file_stands_in_the_way_of_none(before: str):
    """Whatever was open before it, the next file is read, and an own log still meets its later version."""
    held = upload(EARLIER, sample=before == "a sample")
    app = pasted(opened() if before == "nothing" else opened(held), NO_LOG)
    assert [w.value.partition("  ")[0] for w in app.warning] == [
        "**This looks like a shopping list** (pasted cells.tsv)"
    ]
    app = pasted(app, HEADER + LATER)
    assert (list(app.warning), list(app.exception)) == ([], [])
    assert app.title[0].value.startswith("14 rows read")
    assert ("2 new, 3 changed" in texts(app)) == (before == "an own log")


def test_the_own_log_is_one_click_behind_a_refused_file():
    """With everything that was added to it."""
    app = opened(upload(EARLIER), added())
    app = pasted(app, NO_LOG).button(key="way_back").click().run()
    assert not app.warning
    assert app.session_state["held"].additions == added()


def test_who_comes_back_sees_first_where_the_search_stands():
    """What is due, what changed, news and the newer file come before how the file was read."""
    app = opened(upload(EARLIER), added())
    assert app.title[0].value == "Where your search stands"
    assert [button.label for button in app.button].count("Record news") == 3  # sidebar, top, and here
    heads = [head.value for head in (*app.subheader, *app.header)]
    assert any(head.startswith("Due today") for head in heads)
    assert any(head.startswith("Open a newer version") for head in heads)


def test_what_is_due_comes_before_what_is_next():
    """Three at most with the count of the rest; nothing due names the next step with its day."""
    day = date(2026, 11, 25)
    steps = tuple(PlannedStep(f"a/{i}", f"Step {i}", day - timedelta(days=i)) for i in range(5))
    assert due(steps, day).splitlines()[-1] == "- and 2 more steps"
    assert due(steps[:1], day - timedelta(days=1)) == "Nothing. Next, by Wed 25 Nov 2026: Step 0"
    assert due((replace(steps[0], done=True),), day).startswith("Nothing: no step")


def test_corrections_that_leave_no_log_can_be_taken_back():
    """A wrong answer must not lock the log up, nor the next file out."""
    lost = Additions(choices=Choices(header_row=13))
    app = opened(upload(EARLIER), lost)
    assert len(app.warning) == 1
    app = app.button(key="uncorrected").click().run()
    assert any(header.value.startswith("12 rows read") for header in app.header)
    app = pasted(opened(upload(EARLIER), lost), HEADER + LATER)
    assert app.title[0].value.startswith("14 rows read")


def test_a_log_is_called_remembered_only_once_the_browser_has_said_so():
    """Where the browser has not answered yet, or never does, the page makes no promise."""
    app = opened(upload(EARLIER))
    said = " ".join(caption.value for caption in app.sidebar.caption)
    assert "Being kept in this browser" in said
    assert "Remembered" not in said
    held = app.session_state["held"].upload
    app.session_state["device"] = app.session_state["device"].hear_kept(held.digest, held)
    assert any("Remembered in this browser" in caption.value for caption in app.run().sidebar.caption)


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_that_was_set_anew_loses_nothing(monkeypatch: pytest.MonkeyPatch, days: int):
    """A day or a year back or forth between two visits: every page stands, and what was ticked is ticked."""
    real = datetime

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return real.now(tz) + timedelta(days)

    monkeypatch.setattr("lib.ui.session.datetime", Clock)
    today = real.now(UTC).date()
    rows = EARLIER + f"Neu,Cook,{today - timedelta(3)},Applied\n"
    app = opened(upload(rows, opened_on=date(2026, 10, 1)), added())
    if abs(days) == 1:
        assert app.date_input(key="as_of_widget").value == today + timedelta(days)
    for page in sorted((PROJECT / "pages").glob("*.py")):
        app = app.switch_page(f"../pages/{page.name}").run()
        assert not app.exception, page.name
        if page.name == "next_steps.py":
            assert ", 1 done" in app.header[0].value


def test_the_same_bytes_under_a_new_name_have_the_new_name():
    """Nothing that was added is lost by it, and the browser is given the new name."""
    app = opened(upload(EARLIER, "mine.tsv"), added())
    app = pasted(app, HEADER + EARLIER)
    assert app.session_state["held"].upload.name == "pasted cells.tsv"
    assert app.session_state["held"].additions == added()
