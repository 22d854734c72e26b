"""What pages show is ready before the person goes there."""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import ref

from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from lib.ui import beforehand, turns
from lib.ui.beforehand import Preparation

PROJECT = Path(__file__).parents[2]


def prepare_and_look() -> None:
    """A script: opens a log, prepares, waits for the end of that, and writes what was there already."""
    import streamlit as st

    from lib.ui import beforehand, computed, drawing, drawn, session, show, turns

    rows = "".join(
        f"Firma {i},2026-0{i % 8 + 1}-05,{('Applied', 'Rejected', 'Interview')[i % 3]}\n" for i in range(30)
    )
    if session.held().upload is None:
        session.open_upload("log.csv", f"Company,Date applied,Status\n{rows}".encode())
    hand = session.log_in_hand()
    with turns.computing.turn(turns.Kind.FIRST):
        preparation = beforehand.begin(hand)
        shelf = drawing.shelf(hand, hand.seen)
        st.write("during", "flow" in shelf._made)
    preparation.done.wait(30)
    st.write("not made", " ".join(set(drawn.CHARTS) - set(shelf._made)))
    answers = computed.answers(hand)
    st.write("Focus", all(question in answers for question in computed.ON_FOCUS))
    made = shelf._made["flow"]
    st.write("same", drawn.chart("flow", hand.seen, shelf, show.scheme()) is made)


def test_pages_find_their_charts_and_ranking_made():
    """Nothing is made while the visitor's own page computes; then all is, and Overview draws the same."""
    app = AppTest.from_function(prepare_and_look, default_timeout=60).run()
    assert not app.exception
    assert [m.value for m in app.markdown] == [
        "during `False`",
        "not made months",
        "Focus `True`",
        "same `True`",
    ]


def test_nothing_is_asked_where_it_is_prepared():
    """A search of years can be drawn by month or by week; only the page that draws it asks which."""
    rows = "".join(f"Firma {i},{2023 + i // 12}-{i % 12 + 1:02d}-05,Rejected\n" for i in range(36))
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    log = f"Company,Date applied,Status\n{rows}".encode()
    app.session_state["held"] = Held(Upload("log.csv", log, "of three years"))
    app.run()
    assert not app.exception
    assert "time_shown" not in [control.key for control in app.button_group]
    app.switch_page("../pages/overview.py").run()
    assert "time_shown" in [control.key for control in app.button_group]


def test_what_cannot_be_made_is_left_to_its_page():
    """A chart that fails ends the preparation without a word: its page will fail and say so."""
    made: list[str] = []
    asked = Preparation([lambda: made.append("one"), lambda: 1 / 0, lambda: made.append("three")])
    assert beforehand.step(ref(asked))
    assert not beforehand.step(ref(asked))
    assert made == ["one"]
    assert asked.done.is_set()


def test_who_came_last_is_served_first():
    """Somebody who has just opened a log waits for nobody's leftovers."""
    made: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        go_on.wait(30)

    first = Preparation([wait, lambda: made.append("first")])
    last = Preparation([lambda: made.append("last"), lambda: made.append("last again")])
    queue = beforehand.Queue()
    queue.ask(first)
    assert begun.wait(30)
    queue.ask(last)
    go_on.set()
    assert first.done.wait(30)
    assert made == ["last", "last again", "first"]


def test_for_somebody_who_has_left_nothing_is_computed_or_held():
    """While it waits for its turn a preparation belongs to the session alone, and ends with it."""
    made: list[str] = []
    left = Preparation([lambda: made.append("for nobody")])
    asked = ref(left)
    queue, stays = beforehand.Queue(), Preparation([lambda: made.append("for somebody")])
    with turns.computing.turn(turns.Kind.AGAIN):
        queue.ask(stays)
        queue.ask(left)
        del left
        assert asked() is None
    assert stays.done.wait(30)
    assert made == ["for somebody"]
