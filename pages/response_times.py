"""Response times: how long answers take, and what each open application can still expect."""

from lib.charts import waiting
from lib.ui import clock, figures, filters, show, start

hand = start.page("response_times", "Response times")
start.as_of_note(hand)
log = filters.filtered(hand)
applications = log.applications

NO_DATES = (
    "No reply here has a date, so waiting cannot be timed. A column with the day of the first reply, or of "
    "each conversation, would fill this."
)

clock.headline(applications, hand.as_of)
figures.response_figures(applications, hand.as_of)
show.chart(waiting.reply_outcomes(applications, hand.as_of, show.scheme()), NO_DATES)
clock.table(applications, hand.as_of)
