"""The parts of the Focus page: today's card, the areas, how sure it is, and what it assumes."""

from __future__ import annotations

from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from lib.focus import evidence
from lib.focus.priors import Assumption
from lib.focus.results import NOTICEABLE, AreaEffect, Ranking
from lib.hand.reader import LogInHand
from lib.ui import computed, frame, session, show
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
    """The advice in one sentence, and whether it is settled."""
    label, icon, colour = _badge(ranking, hinges=_hinges(hand, ranking))
    st.badge(label, icon=icon, color=colour)
    st.header(plain(ranking.sentence, 500), anchor=False)
    if ranking.reminder:
        st.info(plain(ranking.reminder.sentence, 400), icon=":material/event_repeat:")


def question(hand: LogInHand) -> None:
    """The one question whose answer would help most, where there is one; a click answers it."""
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
        return "No answer recorded", ":material/help:", "gray"
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


def areas(ranking: Ranking, applications: pd.DataFrame) -> None:
    """One card for each area, the likeliest first; once ranked, the third and later are folded."""
    cards = [partial(_card, place, effect, ranking, applications) for place, effect in _placed(ranking)]
    first = UNFOLDED if ranking.lead and ranking.stands_out else len(cards)
    for draw in cards[:first]:
        draw()
    if cards[first:]:
        with st.expander("The other three areas", icon=":material/more_horiz:", key="other_areas"):
            for draw in cards[first:]:
                draw()


UNFOLDED = 2
"""Areas shown at once: on a telephone five are seven screens, and what follows them is not found."""


def _placed(ranking: Ranking) -> enumerate[AreaEffect]:
    return enumerate(ranking.areas, start=1)


def _card(place: int, effect: AreaEffect, ranking: Ranking, applications: pd.DataFrame) -> None:
    with st.container(border=True):
        _area(place, effect, ranking, applications)


def _area(place: int, effect: AreaEffect, ranking: Ranking, applications: pd.DataFrame) -> None:
    number = f"{place}. " if effect.measurable and ranking.lead and ranking.stands_out else ""
    st.subheader(f"{AREA_ICONS[effect.area]} {plain(number + effect.name, 120)}", anchor=False)
    if effect.measurable and ranking.lead:
        st.markdown(_effect_sentence(effect))
    st.markdown(plain(effect.because, 600))
    _strong(effect, ranking)
    if effect.missing:
        st.caption(f":material/add_circle: {plain(effect.missing, 400)}")
    if effect.positions:
        show.when_open(
            f"{counted(len(effect.positions), 'row')} behind this",
            lambda: show.table(
                show.applications(applications.iloc[list(effect.positions)]), alt="Rows behind"
            ),
            icon=":material/table_rows:",
            key=f"rows_{effect.area}",
        )


def _strong(effect: AreaEffect, ranking: Ranking) -> None:
    """What is good already; of stages their names, the counts on asking."""
    calls = [call for call in ranking.stages if call.call == "strong"]
    if effect.area == "reflect" and calls:
        steps = [f"from {_stage(call.start)} to {_stage(call.end)}" for call in calls]
        st.markdown(
            f":material/verified: Strong already: {', '.join(steps)}. Keep doing this.",
            help="  \n".join(plain(call.sentence, 400) for call in calls),
        )
    elif effect.strong:
        st.markdown(f":material/verified: {plain(effect.strong, 400)}")


def _stage(key: str) -> str:
    return terms.STAGES[key].one


def _effect_sentence(effect: AreaEffect) -> str:
    lever = f" through {terms.LEVERS[effect.lever]}" if effect.lever else ""
    if effect.high < NOTICEABLE:
        return "Nothing to gain here at the moment."
    if effect.is_open_ended:
        return _open_ended(effect, lever)
    if effect.effect < NOTICEABLE:
        return f"**Probably little to gain**{lever}: up to {effect.high:.0%} more offers a week."
    return (
        f"**About {effect.effect:.0%} more offers a week**{lever}, most likely between "
        f"{effect.low:.0%} and {effect.high:.0%}."
    )


def _open_ended(effect: AreaEffect, lever: str) -> str:
    """What can be said of an effect whose range ends where the model does: where it begins."""
    if effect.effect < NOTICEABLE:
        return f"**Probably little to gain**{lever}, though a lot is possible, too."
    least = f"most likely {effect.low:.0%} or more" if effect.low >= NOTICEABLE else "perhaps nothing"
    if effect.is_capped:
        return f"**A lot more offers a week**{lever}, {least}. How much, your log cannot say."
    more = f"**About {effect.effect:.0%} more offers a week**{lever}, {least}"
    return f"{more}. How much at most, your log cannot say."


def how_sure(hand: LogInHand, ranking: Ranking) -> None:
    """What would settle the ranking, what the log lost, and what would flip it."""
    ranked = ranking.stands_out or ranking.lead is None
    settle, flip = (computed.settle(hand), computed.flip(hand)) if ranked else (None, None)
    lost = computed.lost(hand)
    weak = [call.sentence for call in ranking.stages if call.call == "weak"]
    answers = (settle, lost, flip)
    lines = [*(answer.sentence if answer else None for answer in answers), *weak]
    if said := [f"- {plain(line, 600)}" for line in lines if line]:
        st.header("How sure is this, and what would make it surer", anchor=False)
        st.markdown("\n".join(said))
    if lost and lost.changes:
        st.page_link(frame.at("reflect"), label="Say how far these got", icon=":material/edit_note:")


def assumptions() -> None:
    """Every number that the ranking assumes, what it rests on, and the means to change it."""
    changed = bool(session.additions().assumed)
    st.markdown(
        "Published figures differ by a factor of four, and some numbers here are our own "
        "judgement. Change one, and the ranking follows at once."
    )
    if changed:
        st.button("Reset all", icon=":material/restart_alt:", on_click=_reset)
    described = computed.assumptions().described()
    for start in range(0, len(described), 3):
        for cell, assumption in zip(st.columns(3), described[start : start + 3], strict=False):
            with cell:
                _adjust(assumption)


def _adjust(assumption: Assumption) -> None:
    percent = assumption.unit == "share"
    scale = 100.0 if percent else 1.0
    key = f"assumed_{assumption.key}"
    st.session_state[key] = round(assumption.value * scale, 2)
    st.number_input(
        plain(assumption.name, 90) + (" (%)" if percent else f" ({assumption.unit})"),
        min_value=assumption.low * scale,
        max_value=assumption.high * scale,
        step=1.0 if percent or assumption.high > 5 else 0.1,
        format="%.4g",
        key=key,
        help=_basis(assumption),
        on_change=_assume,
        args=(assumption.key, key, scale),
    )


def _basis(assumption: Assumption) -> str:
    figures = [evidence.load()[key] for key in assumption.figures]
    known = [f"{figure.text} ({figure.citation}; class {figure.grade})" for figure in figures]
    default = assumption.default * (100 if assumption.unit == "share" else 1)
    return plain(f"{assumption.why}. Default {default:.4g}. " + " ".join(known), 900)


def _assume(name: str, key: str, scale: float) -> None:
    value = st.session_state[key] / scale
    session.add(assumed={**session.additions().assumed, name: value})


def _reset() -> None:
    session.add(assumed={})
