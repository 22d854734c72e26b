"""What somebody without a log sees: what Detour is for, and its answer to an invented job seeker."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.charts import CONFIG, Chart, sankey
from lib.charts.palette import Scheme
from lib.focus.answer import answer as advice
from lib.focus.results import Ranking
from lib.hand.held import upload_of
from lib.hand.reader import LogInHand, Reader
from lib.summary.additions import Additions
from lib.summary.bundle import Summary, build
from lib.ui import recording, session, show, start
from lib.ui.names import plain

SAMPLE = "david.csv"


def invitation() -> None:
    """A sentence on what Detour does, and a button that opens the sample."""
    st.markdown(
        "Open the spreadsheet in which you keep your applications. Detour reads it as it is, shows where and "
        "how fast you are turned down, and helps you choose what to work on next."
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Try it with David’s log",
            icon=":material/science:",
            key="try_david",
            on_click=start.open_sample,
            args=(SAMPLE,),
            help="David is invented: 58 applications, good referrals, turned down in final rounds.",
        )
        st.button(
            "No spreadsheet? Begin with one piece of news",
            icon=":material/mail:",
            key="begin_with_news",
            type="tertiary",
            on_click=recording.begin,
        )


def preview() -> None:
    """The answer for the sample's job seeker, David: one chart, the five areas, one step."""
    hand, summary = answer(session.today())
    with st.container(border=True):
        st.caption("What you get: the answer for David, an invented job seeker")
        picture, words = st.columns([3, 2], gap="medium")
        with picture:
            drawn = flow(session.today(), show.scheme())
            if drawn is not None:
                st.markdown(f"**{plain(drawn.title, 200)}**")
                config = {**CONFIG, "staticPlot": True}
                st.plotly_chart(
                    drawn.ready(selecting=False), theme=None, config=config, alt=drawn.alt, key="welcome_flow"
                )
        with words:
            said = advice(summary.ranking, hand.seen, summary.assumptions)
            st.markdown(f"**{plain(said.headline, 300)}**")
            st.markdown(plain(said.reason, 400))
            st.markdown("The five areas, in this order:")
            st.markdown(areas(summary.ranking))
            step = summary.plan.steps[0]
            st.markdown(f"**A first step:** {plain(step.what, 400)}")


def areas(ranking: Ranking) -> str:
    """The five areas in their order, as a list."""
    return "\n".join(f"1. {plain(area.name, 80)}" for area in ranking.placed)


@st.cache_resource(max_entries=4, show_spinner=False)
def flow(day: date, scheme: Scheme) -> Chart | None:
    """The flow of David's applications, seen from `day`; drawn once for all visitors."""
    return sankey.stage_flow(answer(day)[0].seen, scheme)


@st.cache_resource(max_entries=2, show_spinner=False)
def answer(day: date) -> tuple[LogInHand, Summary]:
    """David's log and its summary, seen from `day`; made once for all visitors."""
    upload = upload_of(SAMPLE, (start.SAMPLE_FOLDER / SAMPLE).read_bytes(), sample=True)
    hand = Reader().in_hand(upload, Additions(), None, day)
    summary = build(hand.result, hand.as_of, start=day)
    _ = summary.plan  # worked out now, so that the page need not wait for it
    return hand, summary
