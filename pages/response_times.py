"""Response times: how long answers take, and what each open application can still expect."""

from functools import partial

import streamlit as st

from lib.measures.searches import is_over
from lib.ui import clock, drawing, drawn, figures, filters, show, start, sweeping, ticking

hand = start.page("Response times")
start.as_of_note(hand)
seen = filters.filtered(hand)
applications = seen.applications
shelf = drawing.shelf(hand, seen)
chart = partial(drawn.chart, seen=seen, shelf=shelf, scheme=show.scheme())

NO_DATES = (
    "No reply here has a date, so nothing more can be timed. Add a column with the day of the first reply, "
    "or of each conversation."
)

NOTHING_TIMED = (
    "Nothing here can be timed yet. Add a column with the day you applied, and one with the "
    "day of the first reply, or of each conversation."
)

clock.headline(seen, hand, shelf)
ticking.link(hand)
sweeping.link(hand)
untimed = clock.of(seen, shelf).empty and not seen.reply_times.replies
if not untimed:
    if not is_over(hand.seen):
        clock.section(seen, shelf)
    st.header("How quickly replies come", anchor=False)
if untimed:
    st.info(NOTHING_TIMED)
elif seen.reply_times.replies:
    figures.response_figures(seen, shelf)
    show.chart(chart("outcomes"), "")
    show.chart(chart("by outcome"), "", rows=applications)
    show.chart(chart("by channel"), "", rows=applications)
else:
    st.info(NO_DATES)
