"""Response times: how long answers take, and what each open application can still expect."""

import streamlit as st

from lib.charts import waiting
from lib.ui import clock, drawing, figures, filters, show, start

hand = start.page("response_times", "Response times")
start.as_of_note(hand)
log = filters.filtered(hand)
applications = log.applications
scheme = show.scheme()
shelf = drawing.shelf(hand, log)
once = shelf.once

NO_DATES = (
    "No reply here has a date, so waiting cannot be timed. A column with the day of the first reply, or of "
    "each conversation, would fill this."
)
ONE_CHANNEL = (
    "Times by channel need a column that says how you applied, two channels with enough dated replies, and "
    "half of the applications of one answered. Which channel answers more often is on Rejections, under "
    "“What differs”."
)

clock.headline(applications, hand, shelf)
clock.section(applications, hand, shelf)
st.header("How quickly answers come", anchor=False)
figures.response_figures(applications, hand, shelf)
show.chart(once("outcomes", lambda: waiting.reply_outcomes(applications, hand.as_of, scheme)), NO_DATES)
by_outcome = once("by outcome", lambda: waiting.medians_by_outcome(applications, hand.as_of, scheme))
show.chart(by_outcome, NO_DATES, rows=applications, hint=show.HINT)
by_channel = once("by channel", lambda: waiting.medians_by_channel(applications, hand.as_of, scheme))
show.chart(by_channel, ONE_CHANNEL, rows=applications)
