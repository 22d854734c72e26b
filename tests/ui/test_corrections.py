"""How corrections are taken from the screen."""

from datetime import date
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from lib.log.reading import read_log
from lib.log.schema import Choices, ColumnUse, StatusReading
from lib.summary.additions import Additions
from lib.summary.statements import read_words
from lib.ui.as_read import check_sentence, untold
from lib.ui.corrections import placed_columns, placed_words
from lib.words import terms

APP = str(Path(__file__).parents[2] / "script" / "detour.py")
TODAY = date(2026, 11, 23)
ACCOUNTED = "Every row is counted once: as an application, or set aside below."
WORDS = (
    StatusReading("Nope", None, True, "unknown", 3),
    StatusReading("Second chat", "screen", True, "open", 1),
)


def opened(data: bytes, *unfolded: str, added: Additions | None = None) -> AppTest:
    """The Import page with a file open, and some of what it folds away unfolded."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["held"] = Held(Upload("mine.csv", data, f"{hash(data)}"), added)
    for key in unfolded:
        app.session_state[key] = True
    return app.run()


def test_a_changed_cell_keeps_the_other_half_of_the_meaning():
    """Changing how it stands keeps the stage as read, and changing the stage keeps how it stands."""
    assert placed_words(WORDS, {0: {"How it stands": "Turned down"}}) == {"Nope": (None, "rejected")}
    assert placed_words(WORDS, {1: {"Furthest stage": "Interview"}}) == {"Second chat": ("interview", "open")}


def test_a_log_with_saved_rows_comes_to_rest():
    """A status without a stage is shown once, and is no correction."""
    app = opened(
        b"Company,Role,Applied,Status\nA,X,2026-03-04,Rejected\nB,X,,Wishlist\nC,X,2026-03-05,Zorb\n", "words"
    )
    assert not app.exception
    assert not app.session_state["held"].additions.choices.statuses


def test_the_order_of_day_and_month_can_be_turned():
    """Choosing the other order reads the same cells as other days."""
    app = opened(b"Company,Role,Applied,Status\nA,X,03/04/2026,Rejected\nB,X,04/05/2026,Applied\n", "columns")
    now = app.radio(key="day_order").value
    app.radio(key="day_order").set_value("mdy" if now == "dmy" else "dmy").run()
    assert not app.exception
    assert app.radio(key="day_order").value != now


def test_the_day_can_be_moved():
    """Another day in the sidebar is the day of every measure from then on."""
    app = opened(b"Company,Role,Applied,Status\nA,X,2026-03-04,Rejected\n")
    app.date_input(key="as_of_widget").set_value(date(2026, 5, 1)).run()
    assert app.session_state["held"].as_of == date(2026, 5, 1)
    assert not app.exception


TWO_STATUSES = (
    b"Company,Role,Applied,Status,State\nA,X,2026-03-04,Rejected,Applied\nB,X,2026-03-05,Applied,Rejected\n"
    b"C,X,2026-03-06,Applied,Rejected\n"
)


def test_an_answered_question_is_folded_and_keeps_its_order():
    """What was answered is asked no more; it can be changed, and its answers stand where they stood."""
    app = opened(TWO_STATUSES)
    question = app.radio(key="question_column status")
    other = next(o for o in ("Status", "State") if o != question.value)
    before = list(question.options)
    assert [h.value for h in app.header][-2:] == ["Please check", "What was understood"]
    app = question.set_value(other).run()
    assert "Please check" not in [h.value for h in app.header]
    assert [e.label for e in app.expander if e.label.startswith("Answered")] == ["Answered: 1 question"]
    chosen = app.session_state["held"].additions
    app = opened(TWO_STATUSES, "answered", added=chosen)
    assert app.radio(key="question_column status").value == other
    assert list(app.radio(key="question_column status").options) == before


def test_the_quickest_check_is_how_many_stand_how():
    """Counts by outcome; rows set aside are spoken of only where there are some."""
    rows = b"Company,Role,Applied,Status\nA,X,2026-03-04,Rejected\nB,X,2026-03-05,Applied\nC,Y,,Waiting\n"
    result = read_log(rows, "log.csv", as_of=TODAY)
    assert check_sentence(result, "log.csv") == "From **log.csv**: 2 waiting, 1 turned down."
    result = read_log(rows + b"D,X,,Wishlist\n", "log.csv", as_of=TODAY)
    assert check_sentence(result, "log.csv").endswith("turned down. " + ACCOUNTED)


def test_a_log_that_says_nothing_of_outcomes_is_told_so():
    """Otherwise all count as waiting, and nobody would know why."""
    bare = read_log(b"Company,Role,Applied\nA,X,2026-03-04\nB,X,2026-03-05\n", "log.csv", as_of=TODAY)
    assert [note[:52] for note in untold(bare)] == ["No column says how your applications stand, so all o"]
    assert untold(read_log(TWO_STATUSES, "log.csv", as_of=TODAY)) == []


def test_rows_that_are_events_are_counted_as_read():
    """The title counts every row of the file, and says into how many applications they were folded."""
    data = (
        b"Day,Company,Role,Event\n2026-03-01,North,Clerk,Applied\n2026-03-05,North,Clerk,Interview\n"
        b"2026-03-09,North,Clerk,Rejected\n2026-03-02,South,Cook,Applied\n2026-03-08,South,Cook,Rejected\n"
    )
    result = read_log(data, "log.csv", as_of=TODAY)
    assert read_words(result) == "5 rows read, put together to 2 applications, 0 set aside"
    assert result.rows_read == 2


def test_a_column_is_placed_where_the_person_says():
    """A column given to another field leaves the one it had; “Not used” takes it away."""
    uses = [ColumnUse("Firm", "company", 0.98, "its header"), ColumnUse("Deadline", None, 0.9, "a deadline")]
    assert placed_columns(uses, {1: {"Taken for": terms.FIELDS["applied_on"]}}) == {"applied_on": "Deadline"}
    assert placed_columns(uses, {0: {"Taken for": terms.FIELDS["role"]}}) == {"company": None, "role": "Firm"}
    assert placed_columns(uses, {0: {"Taken for": "Not used"}}) == {"company": None}


def listed(app: AppTest) -> pd.DataFrame:
    """The table of all columns."""
    return next(frame.value for frame in app.dataframe if "Your column" in frame.value)


def test_every_column_is_listed_with_its_use():
    """The panel names unused columns too, and leads back to the guess once something was placed."""
    data = b"Company,Role,Applied,Status,Hobby\nA,Cook,2026-03-04,Rejected,Chess\n"
    app = opened(data, "columns", added=Additions(choices=Choices(columns={"notes": "Hobby"})))
    assert listed(app)["Taken for"].tolist()[-1] == terms.FIELDS["notes"]
    back = next(button for button in app.button if button.label == "Back to Detour’s guess")
    app = back.click().run()
    assert not app.exception
    assert not app.session_state["held"].additions.choices.columns
    table = listed(app)  # the panel is still open
    assert table["Your column"].tolist() == ["Company", "Role", "Applied", "Status", "Hobby"]
    assert table["Taken for"].tolist()[-1] == "Not used"
    assert table["Why"].all()
    assert [said[-6:] for said in table["How sure"][:4]] == ["in 100"] * 4
    assert " of 5 columns are used." in " ".join(caption.value for caption in app.caption)
