"""What the ranking assumes: each number with its basis, in groups by area, to read and to change."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from lib.focus import evidence
from lib.focus.flipping import OURS
from lib.focus.grouping import GROUPS
from lib.focus.priors import Assumption
from lib.hand.reader import LogInHand
from lib.ui import computed, session, show
from lib.ui.focusing import AREA_ICONS
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import counted

HEADINGS = {
    "told": ("What only you know", ":material/help:"),
    "every": ("Every area", ":material/tune:"),
    **{area: (name.title, AREA_ICONS[area]) for area, name in terms.AREAS.items()},
    "calling": ("When the order is called clear", ":material/balance:"),
}
"""Group → its heading and icon."""


def page(hand: LogInHand) -> None:
    """The page: how the ranking works, the numbers that decide this order, then the others by area."""
    st.markdown(
        "Detour simulates your search 4,000 times: from your own log, and from published figures where your "
        "log is short. In each simulation it asks how many more offers a week a good level in each area "
        "would bring. The area that comes first most often stands first."
    )
    st.markdown(
        "Published figures differ by a factor of four, and some numbers here are our own "
        "judgement. Change one, and the ranking follows at once. What you set is kept with your log."
    )
    assumed = {one.key: one for one in computed.assumptions().described()}
    _set_by_you(assumed)
    hinges = _named_or_drawn(hand)
    _hinges(hinges, assumed)
    _by_area({key: one for key, one in assumed.items() if key not in hinges})


def _set_by_you(assumed: Mapping[str, Assumption]) -> None:
    """The numbers that the person changed, with a button to undo one or all."""
    changed = [assumed[key] for key in session.additions().assumed if key in assumed]
    if not changed:
        return
    with st.container(border=True):
        st.subheader(f"You set {counted(len(changed), 'number')}", anchor=False)
        for one in changed:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{plain(one.name, 120)}: **{_shown(one, one.value)}**")
                st.button(
                    f"Back to {_shown(one, one.default)}",
                    key=f"back_{one.key}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_forget,
                    args=(one.key,),
                )
        st.button("Reset all", icon=":material/restart_alt:", on_click=_reset)


def _named_or_drawn(hand: LogInHand) -> tuple[str, ...]:
    """Keys of the number that would turn the order, as Focus names it, and of those that decide most."""
    flip = computed.flip(hand)
    named = [flip.key] if flip is not None and flip.key else []
    return tuple(dict.fromkeys([*named, *computed.hinges(hand)]))


def _hinges(hinges: Collection[str], assumed: Mapping[str, Assumption]) -> None:
    st.header("What this order hangs on", anchor=False)
    if not hinges:
        st.caption("On no single one of these numbers: your own log decides, or nothing is ranked yet.")
        return
    st.caption("These numbers decide most about which of the first two areas is ahead.")
    _fields([assumed[key] for key in hinges])


def _by_area(assumed: Mapping[str, Assumption]) -> None:
    """The other numbers, each group behind a click."""
    st.header("All other numbers", anchor=False)
    for group, keys in GROUPS:
        heading, icon = HEADINGS[group]
        if members := [assumed[key] for key in keys if key in assumed]:
            show.when_open(
                f"{heading}: {counted(len(members), 'number')}",
                lambda members=members: _fields(members),  # type: ignore[misc]
                icon=icon,
                key=f"assumed_{group}",
            )


def _fields(assumptions: list[Assumption]) -> None:
    """The fields, two in a row, each with its basis below it."""
    for start in range(0, len(assumptions), 2):
        for cell, one in zip(st.columns(2, gap="medium"), assumptions[start : start + 2], strict=False):
            with cell:
                _adjust(one)


def _adjust(one: Assumption) -> None:
    percent = one.unit == "share"
    scale = 100.0 if percent else 1.0
    key = f"assumed_{one.key}"
    st.session_state[key] = round(one.value * scale, 2)
    st.number_input(
        plain(one.name, 120) + (" (%)" if percent else f" ({one.unit})"),
        min_value=one.low * scale,
        max_value=one.high * scale,
        step=1.0 if percent or one.high > 5 else 0.1,
        format="%.4g",
        key=key,
        on_change=_assume,
        args=(one.key, key, scale),
    )
    st.caption(_basis(one))


def _basis(one: Assumption) -> str:
    """The basis of a number: each figure with its source, year and the people it is about."""
    figures = [evidence.load()[key] for key in one.figures]
    known = " ".join(f"{f.source}, {f.year}: {f.text} ({f.population})." for f in figures)
    ours = "Our judgement" if one.why == OURS else one.why[0].upper() + one.why[1:]
    return plain(f"Default {_shown(one, one.default)}. {ours}. {known}".strip(), 900)


def _shown(one: Assumption, value: float) -> str:
    if one.unit == "share":
        return f"{value:.3g}" if value > 1 else f"{100 * value:.3g}%"
    return f"{value:.3g}" if one.unit in ("times", "count") else f"{value:.3g} {one.unit}"


def _assume(name: str, key: str, scale: float) -> None:
    value = st.session_state[key] / scale
    session.add(assumed={**session.additions().assumed, name: value})


def _forget(name: str) -> None:
    session.add(assumed={key: value for key, value in session.additions().assumed.items() if key != name})


def _reset() -> None:
    session.add(assumed={})
