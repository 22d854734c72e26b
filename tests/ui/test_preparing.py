"""What Overview and Focus show is ready before the person goes there."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from lib.ui import preparing


def prepare_and_look() -> None:
    """A script: opens a log, prepares, waits for the end of that, and writes what was there already."""
    import threading

    import streamlit as st

    from lib.ui import computed, drawing, preparing, session, show, turns

    rows = "".join(
        f"Firma {i},2026-0{i % 8 + 1}-05,{('Applied', 'Rejected', 'Interview')[i % 3]}\n" for i in range(30)
    )
    if session.held().upload is None:
        session.open_upload("log.csv", f"Company,Date applied,Status\n{rows}".encode())
    hand = session.log_in_hand()
    with turns.computing.turn(turns.Kind.FIRST):
        preparing.begin(hand)
        shelf = drawing.shelf(hand, hand.seen)
        st.write("during", "flow" in shelf._made)
    for thread in threading.enumerate():
        if thread.name == preparing.THREAD:
            thread.join(30)
    st.write("charts", {"flow", "weeks", "funnel", "outlook"} <= set(shelf._made))
    answers = computed.answers(hand)
    st.write("Focus", all(question in answers for question in computed.ON_FOCUS))
    made = shelf._made["flow"]
    st.write("same", preparing.chart("flow", hand.seen, shelf, show.scheme()) is made)


def test_overview_and_focus_find_their_charts_and_ranking_made():
    """Nothing is made while the visitor's own page computes; then all is, and Overview draws the same."""
    app = AppTest.from_function(prepare_and_look, default_timeout=60).run()
    assert not app.exception
    assert [m.value for m in app.markdown] == [
        "during `False`",
        "charts `True`",
        "Focus `True`",
        "same `True`",
    ]


def test_what_cannot_be_made_is_left_to_its_page():
    """A chart that fails ends the preparation without a word: its page will fail and say so."""
    made: list[str] = []
    preparing.work([lambda: made.append("one"), lambda: 1 / 0, lambda: made.append("three")])
    assert made == ["one"]
