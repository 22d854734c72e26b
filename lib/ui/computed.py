"""What is computed from the log in hand, once for each log, day and set of assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from lib.focus.answer import Advice
from lib.focus.answer import answer as answer_of
from lib.focus.asking import Wanted
from lib.focus.priors import Assumptions
from lib.focus.results import Flip, LostStages, Settle
from lib.focus.steps import Step
from lib.focus.steps import first_steps as of_each_area
from lib.hand.reader import LogInHand
from lib.measures.seen import Seen
from lib.summary.additions import Additions
from lib.summary.bundle import Summary
from lib.ui import session, turns

Found = TypeVar("Found")


def assumptions() -> Assumptions:
    """The model's assumptions with what the person changed."""
    return Assumptions().changed(session.additions().assumed)


def summary(hand: LogInHand) -> Summary:
    """The log in hand with all its measures, each worked out when it is first used."""
    added = session.additions()
    return _summary(hand.version, hand.as_of, repr(added), repr(assumptions()), hand, added, assumptions())


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _summary(
    version: str,
    as_of: date,
    added: str,
    assumed: str,
    _hand: LogInHand,
    _added: Additions,
    _assumptions: Assumptions,
) -> Summary:
    return Summary(_hand.result, _hand.seen, _added, _assumptions, start=session.today())


def once(question: str, hand: LogInHand, make: Callable[[], Found]) -> Found:
    """The result of `make`, which needs many rankings; kept for this log, day and set of assumptions."""
    turns.computing.let_others()
    found: Found = _once(question, hand.version, hand.as_of, repr(assumptions()), make)
    return found


@st.cache_resource(scope="session", max_entries=16, show_spinner="Working it out")
def _once(question: str, version: str, as_of: date, assumed: str, _make: Callable[[], Any]) -> Any:
    return _make()


def answer(hand: LogInHand) -> Advice:
    """The advice in one sentence, with its reason and how sure it is."""
    return answer_of(summary(hand).ranking, hand.seen, assumptions())


def first_steps(hand: LogInHand) -> Mapping[str, Step]:
    """The first thing to do in each area, by its key."""
    ranking, start = summary(hand).ranking, session.today()
    made: Mapping[str, Step] = once(
        f"first steps {start}", hand, lambda: of_each_area(hand.seen, ranking, assumptions(), start=start)
    )
    return made


def hinges(hand: LogInHand) -> Mapping[str, float]:
    """The few assumptions that the order of this log hangs on."""
    from lib.focus.hinges import hinges as of_order

    made: Mapping[str, float] = once(
        "hinges", hand, lambda: of_order(summary(hand).ranking, summary(hand).trials, assumptions())
    )
    return made


def lost(hand: LogInHand) -> LostStages | None:
    """The rejections that do not say how far they got, and whether that could change the advice."""
    from lib.focus.lost import lost_stages

    return once("lost", hand, lambda: lost_stages(*_asked(hand), trials=summary(hand).trials))


def question(hand: LogInHand) -> Wanted | None:
    """The one question that only the person can answer and that would help most; None if none would."""
    from lib.focus.asking import question as most_helpful

    return once("question", hand, lambda: most_helpful(summary(hand).trials, assumptions()))


def settle(hand: LogInHand) -> Settle:
    """How many further answered applications would settle the ranking."""
    from lib.focus.settling import what_would_settle

    return once("settle", hand, lambda: what_would_settle(*_asked(hand), trials=summary(hand).trials))


def flip(hand: LogInHand) -> Flip | None:
    """The number whose smallest change would put another area first, and the size of that change."""
    from lib.focus.flipping import what_would_flip

    return once("flip", hand, lambda: what_would_flip(*_asked(hand), trials=summary(hand).trials))


def _asked(hand: LogInHand) -> tuple[Seen, Assumptions]:
    return hand.seen, assumptions()
