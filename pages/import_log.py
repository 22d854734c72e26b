"""Import: open a log, see what was understood, correct it."""

import streamlit as st

from lib.log.schema import UnreadableLog
from lib.summary.statements import read_words
from lib.ui import (
    as_read,
    beforehand,
    coming_back,
    corrections,
    frame,
    opening,
    returning,
    session,
    show,
    start,
    ticking,
    welcome,
)
from lib.ui.names import plain
from lib.words.phrases import counted

hand, problem = None, None
try:
    hand = session.log_in_hand()
except UnreadableLog as found:
    problem = found

if hand is None:
    st.title("What your rejections can tell you", anchor=False)
    welcome.invitation()
    if problem:
        start.unreadable(problem)
    returning.way_back()
    opening.ways()
    welcome.preview()
    st.stop()

result, applications = hand.result, hand.log.applications
back = coming_back.is_back(hand)
if back:
    coming_back.page(hand)
    st.header(read_words(result), anchor=False)
else:
    st.title(read_words(result), anchor=False)
    st.markdown(as_read.check_sentence(result, hand.upload.name))
    start.as_of_note(hand)
returning.what_is_new(hand)
if len(hand.log) and not back:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if st.button("See what it says", type="primary", icon=":material/route:"):
            st.switch_page(frame.at("overview"))
        st.page_link(frame.at("focus"), label="What to focus on", icon=":material/target:")

if corrections.is_blank_template(result):
    st.info(
        "This is the blank template. Fill in a row for each application, save it, and open it here again."
    )
elif corrections.asked(result):
    st.header("Please check", anchor=False)
    corrections.questions(result)
    ticking.link(hand)

st.header("What was understood", anchor=False)
for note in (*as_read.untold(result), *result.notes):
    st.markdown(f":material/info: {plain(note, 400)}")
if answered := corrections.answered(result):
    show.when_open(
        f"Answered: {counted(len(answered), 'question')}",
        lambda: corrections.answers(result),
        icon=":material/check:",
        key="answered",
    )
show.when_open(
    "Columns",  # a fixed label: if it changed, the expander would close
    lambda: corrections.reading(result),
    icon=":material/view_column:",
    key="columns",
)
if result.statuses:
    show.when_open(
        f"Status words: {len(result.statuses)}",
        lambda: corrections.status_words(result),
        icon=":material/label:",
        key="words",
    )
if result.set_aside:
    show.when_open(
        plain(as_read.set_aside_title(result), 200),
        lambda: as_read.rows_set_aside(result),
        icon=":material/inventory_2:",
        key="set_aside",
    )
if result.repairs:
    show.when_open(
        f"Read differently from what is written: {len(result.repairs):,}",
        lambda: show.table(
            as_read.repairs(result), alt="Values read differently from what is written, with the reason"
        ),
        icon=":material/build:",
        key="repairs",
    )
show.when_open(
    "Your applications as Detour sees them",
    lambda: show.table(show.applications(applications), alt="The applications that were read"),
    icon=":material/table_rows:",
    key="seen",
)
with st.expander("How the file was read", icon=":material/info:"):
    st.markdown(plain(as_read.source_sentence(result), 600))
if not back:
    show.when_open(
        "Open another log, or a newer version of this one",
        opening.ways,
        icon=":material/upload_file:",
        key="another",
    )
if len(hand.log):
    beforehand.begin(hand)
