"""The list to tick which were answered, for a log that holds no answer of any kind."""

from datetime import date, timedelta

import pytest

from lib.log.news import live
from lib.log.reading import read_log
from lib.ui.ticking import INVITED, TICKED, TURNED_DOWN, as_news, listed
from tests.pages.test_news import click, events, opened

pytestmark = pytest.mark.slow
TODAY = date.today()  # noqa: DTZ011 - the page's own day


def log_of(count: int) -> str:
    """Applications with a day each, four days apart, and not a word of what came of them."""
    days = [TODAY - timedelta(days=4 * (count - i)) for i in range(count)]
    rows = [f"Firm {i},Analyst,{day.isoformat()}" for i, day in enumerate(days)]
    return "\n".join(["Company,Role,Date applied", *rows]) + "\n"


def living(count: int):
    """The log as read, with the names of its applications."""
    return live(read_log(log_of(count).encode(), "log.csv", as_of=TODAY).log, ())


def test_what_is_ticked_becomes_news_and_what_is_old_and_unticked_silence():
    """Of 200: two said no, one of them after a talk; one invited; the young ones still wait."""
    log = living(200)
    ticks = {
        log.names[0]: frozenset({TURNED_DOWN}),
        log.names[1]: frozenset({TURNED_DOWN, INVITED}),
        log.names[2]: frozenset({INVITED}),
        log.names[3]: frozenset(),
    }
    told = as_news(log, ticks, TODAY)
    assert [(e.what, e.stage, e.on) for e in told[:3]] == [
        ("rejected", "applied", None),
        ("rejected", "screen", None),
        ("invited", "screen", None),
    ]
    # Sent 4 to 60 days ago, every fourth day: these fifteen still wait.
    assert [e.what for e in told[3:]] == ["no_reply"] * (200 - 3 - 15)


def test_the_list_is_oldest_first_and_is_searched_by_every_word():
    """A tick stays where it is, whatever is searched for."""
    log = living(30)
    names, table = listed(log, {log.names[7]: frozenset({INVITED})})
    assert names == log.names
    assert table[INVITED].tolist() == [i == 7 for i in range(30)]
    found, table = listed(log, {log.names[7]: frozenset({INVITED})}, "analyst 7")
    assert (found[0], table[INVITED].tolist()[0]) == (log.names[7], True)


def test_one_button_opens_the_ranking_and_one_takes_it_back():
    """Nothing is ranked before; with three answers told it is; undone, nothing is."""
    app = opened("focus", log_of(200))
    assert "No reply" in app.header[0].value
    app = app.switch_page("../pages/your_applications.py")
    log = living(200)
    app.session_state[TICKED] = {log.names[i]: frozenset({TURNED_DOWN}) for i in range(3)}
    app = click(app.run(), "Save: 3 were answered")
    assert not app.exception
    assert len(events(app)) == 185
    assert any("3 turned down, 0 invited, 182 without a reply" in m.value for m in app.markdown)
    assert "No reply" not in app.switch_page("../pages/focus.py").run().header[0].value
    app = app.switch_page("../pages/your_applications.py").run()
    (undo,) = [b for b in app.button if b.key == "tick_undo"]
    app = undo.click().run()
    assert not app.exception
    assert events(app) == ()
    assert any("Which of these 200 were answered?" in s.value for s in app.subheader)


def test_none_of_them_is_an_answer_too():
    """Where all are young nothing is noted but that none was answered: the list does not come again."""
    app = click(opened("your_applications", log_of(10)), "Save: none of them was answered")
    assert not app.exception
    assert events(app) == ()
    assert any("none of them was answered" in m.value for m in app.markdown)
    assert not [s for s in app.subheader if "answered?" in s.value]
