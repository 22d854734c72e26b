"""What is computed from the log in hand, once for each log, day and set of assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

import streamlit as st

from lib.focus.answer import Advice
from lib.focus.answer import answer as answer_of
from lib.focus.asking import Wanted
from lib.focus.asking import question as most_helpful
from lib.focus.flipping import what_would_flip
from lib.focus.lost import lost_stages
from lib.focus.priors import Assumptions
from lib.focus.results import Flip, LostStages, Settle
from lib.focus.settling import what_would_settle
from lib.focus.steps import Step
from lib.focus.steps import first_steps as of_each_area
from lib.hand.reader import LogInHand
from lib.summary.additions import Additions
from lib.summary.bundle import Summary
from lib.ui import session
from lib.ui.drawing import Shelf

Found = TypeVar("Found")


def assumptions() -> Assumptions:
    """The model's assumptions with what the person changed."""
    return Assumptions().changed(session.additions().assumed)


def summary(hand: LogInHand) -> Summary:
    """The log in hand with all its measures, each worked out when it is first used."""
    added = session.additions()
    today, assumed = session.today(), assumptions()
    return _summary(hand.version, hand.as_of, today, repr(added), repr(assumed), hand, added, assumed)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _summary(
    version: str,
    as_of: date,
    today: date,
    added: str,
    assumed: str,
    _hand: LogInHand,
    _added: Additions,
    _assumptions: Assumptions,
) -> Summary:
    return Summary(_hand.result, _hand.seen, _added, _assumptions, start=today)


def once(question: str, hand: LogInHand, make: Callable[[], Found]) -> Found:
    """The result of `make`, which needs many rankings; kept for this log, day and set of assumptions."""
    shelf = answers(hand)
    if question in shelf:
        return shelf.once(question, make)
    with st.spinner("Working it out"):
        return shelf.once(question, make)


def answers(hand: LogInHand) -> Shelf:
    """The shelf of what was worked out for this log, day and set of assumptions."""
    return _answers(hand.version, hand.as_of, session.today(), repr(assumptions()))


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _answers(version: str, as_of: date, today: date, assumed: str) -> Shelf:
    return Shelf()


def answer(hand: LogInHand) -> Advice:
    """The advice in one sentence, with its reason and how sure it is."""
    return answer_of(summary(hand).ranking, hand.seen, assumptions())


def first_steps(hand: LogInHand) -> Mapping[str, Step]:
    """The first thing to do in each area, by its key."""
    found: Mapping[str, Step] = _of_summary("first steps", hand)
    return found


def hinges(hand: LogInHand) -> Mapping[str, float]:
    """The few assumptions that the order of this log hangs on."""
    from lib.focus.hinges import hinges as of_order

    about = summary(hand)
    return once("hinges", hand, lambda: of_order(about.ranking, about.trials, about.assumptions))


def lost(hand: LogInHand) -> LostStages | None:
    """The rejections that do not say how far they got, and whether that could change the advice."""
    found: LostStages | None = _of_summary("lost", hand)
    return found


def question(hand: LogInHand) -> Wanted | None:
    """The one question that only the person can answer and that would help most; None if none would."""
    found: Wanted | None = _of_summary("question", hand)
    return found


def settle(hand: LogInHand) -> Settle:
    """How many further answered applications would settle the ranking."""
    found: Settle = _of_summary("settle", hand)
    return found


def flip(hand: LogInHand) -> Flip | None:
    """The number whose smallest change would put another area first, and the size of that change."""
    found: Flip | None = _of_summary("flip", hand)
    return found


ON_FOCUS: Mapping[str, Callable[[Summary], Any]] = MappingProxyType(
    {
        "first steps": lambda about: of_each_area(
            about.seen, about.ranking, about.assumptions, start=about.start
        ),
        "lost": lambda about: lost_stages(about.seen, about.assumptions, trials=about.trials),
        "question": lambda about: most_helpful(about.trials, about.assumptions),
        "settle": lambda about: what_would_settle(about.seen, about.assumptions, trials=about.trials),
        "flip": lambda about: what_would_flip(about.seen, about.assumptions, trials=about.trials),
    }
)
"""What Focus works out from a log with its measures, by the name under which it is kept."""


def _of_summary(question: str, hand: LogInHand) -> Any:
    about = summary(hand)
    return once(question, hand, lambda: ON_FOCUS[question](about))
