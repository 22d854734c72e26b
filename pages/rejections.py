"""Rejections: at which stage they happen, what differs, what changed, and what was said."""

import streamlit as st

from lib.charts import stages, themes, trend
from lib.measures.rates import has_outcome
from lib.measures.themes import themes as find_themes
from lib.ui import comparing, figures, filters, show, start
from lib.ui.text import count

hand = start.page("rejections", "Rejections")
start.as_of_note(hand)
log = filters.filtered(hand)
applications = log.applications
scheme = show.scheme()

if not has_outcome(applications, "rejected").any():
    st.info(
        f"No rejection is recorded among {count(len(applications), 'application')}. If your log says it in "
        "words that were not understood, place them on the Import page."
    )
    st.stop()

st.markdown(f"##### {figures.rejection_sentence(applications)}")
chosen = show.chart(stages.rejections_by_stage(applications, scheme), "", select=True)
by_channel = stages.rejections_by_channel(applications, scheme)
if by_channel is not None:
    chosen = [*chosen, *show.chart(by_channel, "", select=True)]
show.behind(applications, chosen, "stage_rows")

comparing.section(applications, hand)

st.subheader("What changed", anchor=False)
show.chart(
    trend.over_time(applications, hand.as_of, scheme),
    "Too few dated applications to see a change over time. It needs the day you applied.",
)
timed = trend.time_to_rejection(applications, hand.as_of, scheme)
if timed is not None:
    show.chart(timed, "")

st.subheader("What was said", anchor=False)
said = show.chart(
    themes.themes(find_themes(applications), scheme, applications=applications),
    "No reasons or feedback are recorded yet. A column “Reason”, or the Reflect page, would fill this.",
    select=True,
)
if said:
    show.behind(applications, said, "theme_rows")
