"""Overview: how far the applications went, how each one stands, and the pace of the search."""

from functools import partial

import streamlit as st

from lib.measures.headline import headline
from lib.ui import drawing, drawn, figures, filters, frame, periods, show, start, ticking, today
from lib.ui.names import plain

hand = start.page("Overview")
start.as_of_note(hand)
today.cards(hand)
seen = filters.filtered(hand)
applications = seen.applications
shelf = drawing.shelf(hand, seen)
chart = partial(drawn.chart, seen=seen, shelf=shelf, scheme=show.scheme())

sentence = shelf.once("headline", lambda: headline(seen))
st.header(plain(sentence, 400), anchor=False)
figures.key_figures(seen, shelf)

told = seen.all.answers_recorded
if told:
    show.chart(chart("flow"), "There is no application here.", rows=applications)
else:
    st.markdown(
        "Your log does not say what came of these applications. Once it does, you see here how far they got, "
        "and what the next ones may bring."
    )
    ticking.link(hand)
show.chart(
    chart(drawn.pace_chart(seen, whole=figures.whole_time(seen))),
    (
        "No application here has the day it was sent, so there are no weeks to show. Add a "
        "column with the date you applied."
    ),
    rows=applications,
)
figures.coming_weeks(seen, shelf)
if told:
    show.chart(
        chart("funnel"),
        "No interview recorded yet, so there is no chart of the stages.",
    )
    show.chart(
        chart("outlook"),
        "Too early to say what your next applications bring: that needs 8 with a reply or a long wait.",
    )

show.when_open(
    "Two stretches of time side by side",
    lambda: periods.side_by_side(seen, hand),
    icon=":material/compare_arrows:",
    key="side_by_side",
)

st.header("What to look at next", anchor=False)
with st.container(horizontal=True):
    st.page_link(frame.at("rejections"), label="Where you are turned down", icon=":material/alt_route:")
    st.page_link(
        frame.at("response_times"),
        label="What to follow up, what to stop waiting for",
        icon=":material/hourglass_top:",
    )
    st.page_link(frame.at("focus"), label="What to work on next", icon=":material/target:")
