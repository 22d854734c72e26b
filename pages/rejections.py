"""Rejections: at which stage they happen, what differs, what changed, and what was said."""

from functools import partial

import streamlit as st

from lib.charts import themes, trend
from lib.measures.themes import themes as find_themes
from lib.ui import comparing, drawing, drawn, figures, filters, frame, show, start, ticking

NOTHING_SAID = (
    "No reasons or feedback are recorded yet. Note them on the Reflect page, or in a "
    "column “Reason” of your log."
)

hand = start.page("Rejections")
start.as_of_note(hand)
seen = filters.filtered(hand)
applications = seen.applications
scheme = show.scheme()
shelf = drawing.shelf(hand, seen)
once = shelf.once
chart = partial(drawn.chart, seen=seen, shelf=shelf, scheme=scheme)

if not seen.rejected.any():
    none = "The only application is not" if len(seen) == 1 else f"None of {len(seen):,} is"
    st.info(
        f"{none} recorded as turned down. If your log says it in words that were not understood, say on the "
        "Import page what they mean."
    )
    if seen.all.answers_recorded:
        st.page_link(frame.at("import_log"), label="Check the status words", icon=":material/label:")
    ticking.link(hand)
    st.stop()

st.header(figures.rejection_sentence(seen), anchor=False)
show.chart(chart("stages"), "", rows=applications)
show.chart(chart("channels"), "", rows=applications)

comparing.section(seen, shelf)

st.header("What changed", anchor=False)
show.chart(
    chart("trend"),
    once("no trend", lambda: trend.no_trend(seen)),
    rows=applications,
)
show.chart(chart("speed"), "", rows=applications)

st.header("What was said", anchor=False)
said = once("said", lambda: find_themes(seen))
show.chart(
    once("themes", lambda: themes.themes(said, scheme, applications=applications)),
    (themes.single_mentions(said) if said else None) or NOTHING_SAID,
    rows=applications,
)
