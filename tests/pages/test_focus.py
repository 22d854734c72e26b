"""What stands where on the Focus page, and on the page of its assumptions."""

from streamlit.testing.v1 import AppTest

from lib.focus.priors import Assumptions
from lib.hand.held import Held, Upload
from lib.words import terms
from tests.pages.test_changes import PROJECT, focus

WORDS = {area: name.title.partition(" ")[0] for area, name in terms.AREAS.items()}
"""The first word of each area: the others may be escaped."""


def places(app: AppTest) -> list[str]:
    """The areas in the order of their cards."""
    return [area for head in app.subheader for area, word in WORDS.items() if f" {word}" in head.value]


def test_all_five_areas_stand_open_each_with_something_to_do():
    """None is folded away; ranked they carry their place; each says what to do today or this week."""
    app = focus()
    assert not app.exception
    assert sorted(places(app)) == sorted(terms.AREAS)
    assert sum("minutes:**" in line.value for line in app.markdown) == len(terms.AREAS)


def test_a_log_that_cannot_be_ranked_has_its_areas_in_the_order_in_which_they_are_met():
    """An area that cannot be ranked is still an area."""
    rows = b"Company,Role,Applied,Status\nA,Analyst,2026-09-01,Rejected\nB,Analyst,2026-09-02,Applied\n"
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("short.csv", rows, "too-short"))
    app.run().switch_page("../pages/focus.py").run()
    assert app.header[0].value.startswith("It is too early")
    assert places(app) == list(terms.AREAS)
    assert sum("minutes:**" in line.value for line in app.markdown) == len(terms.AREAS)


def test_an_assumption_is_set_and_taken_back():
    """Each number can be changed in its group; what was set is named first, with the way back."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    david = (PROJECT / "sample_data" / "david.csv").read_bytes()
    app.session_state["held"] = Held(Upload("david.csv", david, "close"))
    app.run().switch_page("../pages/assumptions.py").run()
    assert not app.exception
    shown = len(app.number_input)
    field = app.number_input[0]
    field.set_value(field.max).run()
    assert any(head.value == "You set 1 number" for head in app.subheader)
    next(button for button in app.button if button.label == "Reset all").click().run()
    assert not any("You set" in head.value for head in app.subheader)
    assert len(app.number_input) == shown < len(Assumptions().described())
