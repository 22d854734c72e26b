"""The Next steps page: ticking, moving, rewording, adding and removing steps, and people."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload, upload_of
from lib.log.files.archives import write_archive
from lib.summary.additions import Additions, Contact, StepMark

PROJECT = Path(__file__).parents[2]


def planning(additions: Additions | None = None, *, unfolded: bool = True) -> AppTest:
    """The Next steps page with a sample log open as one's own, and all its steps unfolded."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    data = (PROJECT / "sample_data" / "david.csv").read_bytes()
    app.session_state["held"] = Held(
        Upload("david.csv", data, "digest of one's own"), additions or Additions()
    )
    app.session_state["steps_later"] = app.session_state["steps_done"] = unfolded
    app.run()
    return app.switch_page("../pages/next_steps.py").run()


def boxes(app: AppTest) -> list:
    """The boxes to tick, one a step."""
    return [box for box in app.checkbox if box.key and box.key.startswith("step_")]


def marks(app: AppTest) -> tuple[StepMark, ...]:
    """What was done with the steps."""
    return app.session_state["held"].additions.marks


def test_a_ticked_step_stays_in_sight():
    """It moves to the end, with its day, and counts as done; its name is its words and nothing else."""
    app = planning()
    said = boxes(app)[0].label
    app = boxes(app)[0].check().run()
    assert not app.exception
    assert [(mark.done, mark.what is not None) for mark in marks(app)] == [(True, True)]
    assert boxes(app)[-1].label == said
    assert boxes(app)[-1].value
    assert not said.startswith("*")
    assert ", 1 done" in app.header[0].value


def test_what_was_done_stays_when_the_plan_no_longer_proposes_it():
    """A step of an earlier plan that was ticked or postponed is a step still; one only looked at is not."""
    earlier = (
        StepMark("feedback/ask/gone", done=True, done_on=date(2026, 11, 1), what="Ask Acme"),
        StepMark("reflect/old", due=date(2026, 12, 1), what="Rewrite the first page"),
    )
    labels = [box.label for box in boxes(planning(Additions(marks=earlier)))]
    assert "Ask Acme" in labels
    assert "Rewrite the first page" in labels


def test_a_week_later_is_a_week_later():
    """Postponing moves the day by seven days from when it is due, and keeps the step."""
    app = planning()
    due = next(w.value for w in app.date_input if w.key and w.key.endswith("_due") and "step_" in w.key)
    app = next(b for b in app.button if b.key and b.key.endswith("_later")).click().run()
    assert [(mark.due - due).days for mark in marks(app)] == [7]


def test_wording_is_kept_as_it_is_changed():
    """Without a button to press."""
    app = planning()
    area = next(w for w in app.text_area if w.key and w.key.endswith("_what"))
    app = area.set_value("Call Ada instead").run()
    assert [mark.what for mark in marks(app)] == ["Call Ada instead"]
    assert "Call Ada instead" in [box.label for box in boxes(app)]


def test_a_removed_step_can_be_brought_back():
    """All of them, with one button."""
    app = planning()
    count = len(boxes(app))
    app = next(b for b in app.button if b.key and b.key.endswith("_remove")).click().run()
    assert len(boxes(app)) == count - 1
    app = next(b for b in app.button if b.label.startswith("Bring back 1")).click().run()
    assert len(boxes(app)) == count


def test_a_step_of_ones_own_waits_until_it_is_added():
    """Half typed, it survives another page; added, it is in the plan and the field is empty."""
    app = planning()
    app.text_input(key="own_step_what").set_value("Ring the job centre").run()
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/next_steps.py").run()
    assert app.text_input(key="own_step_what").value == "Ring the job centre"
    app = app.button(key="own_step_add").click().run()
    assert [(mark.what, mark.own) for mark in marks(app)] == [("Ring the job centre", True)]
    assert app.text_input(key="own_step_what").value == ""


def test_somebody_quiet_is_named_with_a_draft_and_noted_as_written_to():
    """Afterwards the day stands on the list, and the person is not named again."""
    app = planning(Additions(contacts=(Contact("Zoë Q.", last_contact=date(2026, 1, 5)),)))
    assert any("Hello Zoë Q." in block.value for block in app.code)
    app = next(b for b in app.button if b.key and b.key.startswith("written_Zoë")).click().run()
    assert not app.exception
    assert not any("Hello Zoë Q." in block.value for block in app.code)
    (contact,) = app.session_state["held"].additions.contacts
    assert contact == replace(Contact("Zoë Q.", state="written"), last_contact=contact.last_contact)
    assert contact.last_contact > date(2026, 1, 5)


def test_no_more_than_three_steps_are_in_view_at_first():
    """The others stand behind one click, those done behind another, and are not sent before it."""
    app = planning(unfolded=False)
    first = [box.label for box in boxes(app)]
    assert len(first) == 3
    app = boxes(app)[0].check().run()
    assert not any(box.value for box in boxes(app))
    assert [e.label for e in app.expander if e.label.startswith("Done")] == ["Done: 1 step"]
    app.session_state["steps_done"] = True
    assert [box.label for box in boxes(app.run()) if box.value] == first[:1]
    app.session_state["steps_later"] = True
    assert len(boxes(app.run())) > 4


def test_two_people_of_one_name_are_two_people():
    """Both are named; noting that one was written to leaves the other as it was."""
    long_ago = date(2026, 1, 5)
    both = (Contact("Ada", "North", last_contact=long_ago), Contact("Ada", "South", last_contact=long_ago))
    app = planning(Additions(contacts=both))
    assert not app.exception
    assert sum("Hello Ada" in block.value for block in app.code) == 2
    app = [b for b in app.button if b.key and b.key.startswith("written_Ada")][1].click().run()
    first, second = app.session_state["held"].additions.contacts
    assert first == both[0]
    assert second.last_contact > long_ago


def test_people_beside_the_log_are_offered_and_taken_once():
    """Those at an employer of the log first; what is on the list is not offered again."""
    log = "Company,Date applied,Status\nNorvik,2026-08-01,Rejected\nSolberg,2026-08-09,Applied\n"
    people = "First Name,Last Name,Company,Connected On\nIda,Roos,NORVIK AB,05 Mar 2024\nTom,Berg,,\n"
    data = write_archive([("log.csv", log.encode()), ("Connections.csv", people.encode())])
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(upload_of("export.zip", data))
    app = app.run().switch_page("../pages/next_steps.py").run()
    assert any("lists 2 people not yet on your list" in m.value for m in app.markdown)
    app = app.button(key="people_there").click().run()
    assert [c.name for c in app.session_state["held"].additions.contacts] == ["Ida Roos"]
    app = app.button(key="people_all").click().run()
    assert not app.exception
    assert [c.name for c in app.session_state["held"].additions.contacts] == ["Ida Roos", "Tom Berg"]
    assert not [b for b in app.button if b.key in ("people_there", "people_all")]
