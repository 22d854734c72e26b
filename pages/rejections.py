"""Rejections: at which stage they happen, what differs, what changed, and what was said."""

import streamlit as st

from lib.charts import stages, themes, trend
from lib.measures.rates import has_outcome
from lib.measures.themes import themes as find_themes
from lib.ui import comparing, filters, show, start
from lib.ui.text import count

hand = start.page("rejections", "Rejections")
start.as_of_note(hand)
log = filters.filtered(hand)
applications = log.applications
rejected = has_outcome(applications, "rejected")

if not rejected.any():
    st.info(
        f"No rejection is recorded among {count(len(applications), 'application')}. If your log says it in "
        "words that were not understood, place them on the Import page."
    )
    st.stop()

chosen = show.chart(
    stages.rejections_by_stage(applications, show.scheme()),
    "There is no rejection to place.",
    select=True,
)
show.behind(applications, chosen, "stage_rows")
comparing.section(applications, hand)
show.chart(
    trend.over_time(applications, hand.as_of, show.scheme()),
    "Too few dated applications to see a change over time. It needs the day you applied.",
)
show.chart(
    themes.themes(find_themes(applications), show.scheme()),
    "No reasons or feedback are recorded yet. A column “Reason” or the Reflect page would fill this.",
)
