"""The parts of the Focus page: the answer, the one question, the five areas, and how sure it is."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from lib.charts import bar, focus
from lib.focus.answer import effect_in_words
from lib.focus.results import NOTICEABLE, AreaEffect, Ranking, StageCall
from lib.focus.steps import Step
from lib.hand.reader import LogInHand
from lib.ui import computed, frame, letters, session, show
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import counted

AREA_ICONS = {
    "emotions": ":material/self_improvement:",
    "feedback": ":material/forum:",
    "reflect": ":material/psychology:",
    "networking": ":material/group:",
    "resilience": ":material/trending_up:",
}

Colour = Literal["green", "orange", "gray"]


def answer(hand: LogInHand, ranking: Ranking) -> None:
    """What to work on first in one sentence, one reason, and whether it is settled."""
    said = computed.answer(hand)
    label, icon, colour = _badge(ranking, hinges=_hinges(hand, ranking))
    st.header(plain(said.headline, 400), anchor=False)
    st.markdown(plain(said.reason, 600))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if ranking.lead:  # else the headline says it
            st.badge(label, icon=icon, color=colour)
        st.page_link(frame.at("next_steps"), label="Turn this into a plan", icon=":material/checklist:")
    if ranking.reminder:
        st.info(plain(ranking.reminder.sentence, 400), icon=":material/event_repeat:")


def question(hand: LogInHand) -> None:
    """The one question whose answer would help most, if there is one, to answer by a click."""
    asked = computed.question(hand)
    if asked is None:
        return
    with st.container(border=True):
        st.markdown(f":material/help: **{plain(asked.text, 300)}**")
        st.caption("Only you know this. The answer changes the order; “What this assumes” keeps it.")
        with st.container(horizontal=True):
            for answer in asked.answers:
                key = f"told_{asked.key}_{answer.value}"
                st.button(answer.label, key=key, on_click=_tell, args=(asked.key, answer.value))


def _tell(key: str, value: float) -> None:
    session.add(assumed={**session.additions().assumed, key: value})


def _hinges(hand: LogInHand, ranking: Ranking) -> bool:
    """Whether a small change of one number would turn an order that looks clear."""
    flip = computed.flip(hand) if ranking.leads_clearly else None
    return flip is not None and flip.near


def _badge(ranking: Ranking, *, hinges: bool = False) -> tuple[str, str, Colour]:
    """How sure the answer is, in two or three words; `hinges` where a small change would turn the order."""
    if ranking.state == "ended":
        return "Search ended", ":material/flag:", "green"
    if ranking.state == "not recorded":
        return "No reply recorded", ":material/help:", "gray"
    if ranking.state == "too early":
        return "Too early to rank", ":material/hourglass_empty:", "gray"
    if not ranking.stands_out:
        return "Nothing stands out", ":material/balance:", "gray"
    if ranking.leads_clearly and not hinges:
        return "Clearly ahead", ":material/check_circle:", "green"
    if ranking.state == "settled":
        return "Probably first", ":material/check_circle:", "green"
    if ranking.near:
        return "Two are close", ":material/balance:", "orange"
    return "Ahead, but not for sure", ":material/trending_up:", "orange"


def areas(hand: LogInHand, ranking: Ranking) -> None:
    """All five areas, the best first; if they are not ranked, in their fixed order."""
    if ranking.state == "ended":
        names = ", ".join(name.title for name in terms.AREAS.values())
        st.caption(f"For another search, the five areas are: {plain(names, 300)}.")
        return
    ranked = ranking.lead is not None and ranking.stands_out
    placed = ranking.placed if ranked else [ranking.area(area) for area in terms.AREAS]
    st.header("All five areas, in this order" if ranked else "The five areas", anchor=False)
    if ranking.lead:
        st.caption(
            "What each could bring if you reach a good level in it, and what to begin with. The bar is the "
            "range: in 8 of 10 cases the truth lies within it."
        )
    steps, end = computed.first_steps(hand), bar.scale_end(ranking.areas)
    for place, effect in enumerate(placed, start=1):
        with st.container(border=True, gap="small"):
            _title(effect, place if ranked and effect.measurable else None)
            _evidence(effect, ranking, end)
            _first_step(steps[effect.area])
            _behind(effect, steps[effect.area], hand)


def _title(effect: AreaEffect, place: int | None) -> None:
    number = f"{place}. " if place else ""
    st.subheader(f"{AREA_ICONS[effect.area]} {plain(number + effect.name, 120)}", anchor=False)


def _evidence(effect: AreaEffect, ranking: Ranking, end: float) -> None:
    """The effect in words with its range as a bar, and the evidence in the person's own numbers."""
    if effect.measurable and ranking.lead:
        about, _, rest = plain(effect_in_words(effect), 300).partition(". ")
        said = f"**{about}.** {rest}" if rest else f"**{about}**"
        if effect.high < NOTICEABLE:
            st.markdown(said)
        else:
            words, picture = st.columns([3, 2], gap="medium", vertical_alignment="center")
            words.markdown(said)
            drawn = bar.draw(effect, end, show.scheme())
            picture.image(drawn, width=bar.WIDTH, alt=bar.describe(effect))
    if ranking.state != "not recorded":  # there every area says the same, and so does the answer above
        st.markdown(plain(_because(effect), 600))
    _called(effect, ranking)
    if effect.missing:
        st.caption(f":material/add_circle: {plain(effect.missing, 400)}")


def _because(effect: AreaEffect) -> str:
    """The evidence, with what is good already if its numbers are not in it."""
    numbers = (effect.strong or "").partition(":")[0] + "."
    return effect.because.replace(numbers, effect.strong, 1) if effect.strong else effect.because


def _first_step(step: Step) -> None:
    st.markdown(
        f":material/play_arrow: **A first step, {counted(step.minutes, 'minute')}:** {plain(step.what, 400)}"
    )


def _behind(effect: AreaEffect, step: Step, hand: LogInHand) -> None:
    """What is behind clicks: the draft for the first step, and the rows that the evidence comes from."""
    if not (step.draft or effect.positions):
        return
    with st.container(horizontal=True, gap="small"):
        if step.draft:
            letters.popover(step.draft, key=f"letter_{effect.area}")
        if effect.positions:
            _rows(effect, hand)


def _rows(effect: AreaEffect, hand: LogInHand) -> None:
    label = f"{counted(len(effect.positions), 'row')} behind this"
    key = f"rows_{effect.area}"
    with st.popover(
        label, icon=":material/table_rows:", type="tertiary", key=key, on_change="rerun"
    ) as section:
        if section.open:
            rows = hand.seen.told.applications.iloc[list(effect.positions)]
            show.table(show.applications(rows), alt="Rows behind")


def _called(effect: AreaEffect, ranking: Ranking) -> None:
    """What is weak and what is good already; of stages their names, the counts on asking."""
    if effect.area == "reflect":
        calls = {word: [call for call in ranking.stages if call.call == word] for word in ("weak", "strong")}
        _stages("Weak", ":material/arrow_downward:", "", calls["weak"])
        _stages("Strong already", ":material/verified:", " Keep doing this.", calls["strong"])
    elif effect.strong and effect.strong not in _because(effect):
        st.markdown(f":material/verified: {plain(effect.strong, 400)}")


def _stages(label: str, icon: str, after: str, calls: list[StageCall]) -> None:
    if calls:
        steps = ", ".join(f"from {_stage(call.start)} to {_stage(call.end)}" for call in calls)
        counts = "  \n".join(plain(call.sentence, 400) for call in calls)
        st.markdown(f"{icon} {label}: {steps}.{after}", help=counts)


def _stage(key: str) -> str:
    return terms.STAGES[key].one


def how_sure(hand: LogInHand, ranking: Ranking) -> None:
    """How sure the order is: the areas beside one another, and what would settle or turn it."""
    if ranking.state == "ended":
        return
    ranked = ranking.stands_out or ranking.lead is None
    settle, flip = (computed.settle(hand), computed.flip(hand)) if ranked else (None, None)
    flip = flip if flip and ranking.turns_with(flip) else None
    lost = computed.lost(hand)
    lines = [answer.sentence if answer else None for answer in (settle, lost, flip)]
    st.header("How sure is this, and what would make it surer", anchor=False)
    if sure := computed.answer(hand).sure:
        st.markdown(plain(sure, 500))
    if said := [f"- {plain(line, 600)}" for line in lines if line]:
        st.markdown("\n".join(said))
    if lost and lost.changes:
        st.page_link(frame.at("reflect"), label="Say how far these got", icon=":material/edit_note:")
    if ranking.lead:
        show.when_open(
            "The five areas beside one another",
            lambda: show.chart(focus.areas(ranking, show.scheme()), ""),
            icon=":material/bar_chart:",
            key="beside_one_another",
        )
    st.page_link(
        frame.at("assumptions"), label="How this is worked out, and what it assumes", icon=":material/tune:"
    )
