"""Response times: how long answers take, and what each open application can still expect."""

import streamlit as st

from lib.charts import medians, waiting
from lib.measures.searches import is_over
from lib.ui import clock, drawing, figures, filters, show, start, sweeping, ticking

hand = start.page("Response times")
start.as_of_note(hand)
seen = filters.filtered(hand)
applications = seen.applications
scheme = show.scheme()
shelf = drawing.shelf(hand, seen)
once = shelf.once

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
    show.chart(once("outcomes", lambda: waiting.reply_outcomes(seen, scheme)), "")
    by_outcome = once("by outcome", lambda: medians.medians_by_outcome(seen, scheme))
    show.chart(by_outcome, "", rows=applications)
    by_channel = once("by how you applied", lambda: medians.medians_by_channel(seen, scheme))
    show.chart(by_channel, "", rows=applications)
else:
    st.info(NO_DATES)
