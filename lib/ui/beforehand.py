"""What pages show is computed while the person still looks at what was read of their file.

First that of Overview and of Focus, where most go next; then most other charts. One thread works for
everybody, only when nobody's page computes, and for those who came last: they have looked at the least. It
holds nothing of a visitor while it waits, so what was forgotten or left behind is freed, and computed no
further.
"""

from __future__ import annotations

import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.hand.reader import LogInHand
from lib.summary.bundle import Summary
from lib.ui import computed, drawing, drawn, session, show, turns
from lib.ui.drawing import Shelf

Maker = Callable[[], Any]


class Preparation:
    """What is still to be computed for one visitor; the session's cache holds it, and nobody else."""

    def __init__(self, makers: Iterable[Maker]) -> None:
        self.makers = deque(makers)
        self.done = threading.Event()


class Queue:
    """Those for whom something is to be computed beforehand, and the thread that does it."""

    def __init__(self) -> None:
        self._came = threading.Condition()
        self._asked: list[weakref.ref[Preparation]] = []
        self._works = False

    def ask(self, preparation: Preparation) -> None:
        """Has it computed before all that was asked for earlier."""
        with self._came:
            self._asked.append(weakref.ref(preparation))
            self._came.notify()
            if not self._works:
                self._works = True
                threading.Thread(target=self._work, name="beforehand", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._came:
                self._came.wait_for(lambda: self._asked)
                last = self._asked[-1]
            if not step(last):
                with self._came:
                    self._asked.remove(last)


def step(asked: weakref.ref[Preparation]) -> bool:
    """Computes one thing when nobody waits; whether there is more. What fails ends the preparation."""
    with turns.computing.turn(turns.Kind.AHEAD):
        preparation = asked()
        if preparation is None:
            return False
        try:
            preparation.makers.popleft()()
        except Exception:  # the page that needs it fails in the same way, and says so
            preparation.makers.clear()
        if not preparation.makers:
            preparation.done.set()
        return bool(preparation.makers)


queue = Queue()


def begin(hand: LogInHand) -> Preparation:
    """Starts to compute, once for each log, day, colours and set of assumptions."""
    seen, scheme = hand.seen, show.scheme()
    summary, answers = computed.summary(hand), computed.answers(hand)
    chart = partial(drawn.chart, seen=seen, shelf=drawing.shelf(hand, seen), scheme=scheme)
    unseen = {"weeks", "months"} - {drawn.pace_chart(seen)}
    makers: list[Maker] = [partial(chart, name) for name in drawn.OVERVIEW if name not in unseen]
    makers += [partial(_answered, question, summary, answers) for question in computed.ON_FOCUS]
    makers += [partial(chart, name) for name in (*drawn.REJECTIONS, *drawn.RESPONSE_TIMES)]
    assumed = repr(computed.assumptions())
    return _preparation(hand.version, hand.as_of, session.today(), assumed, scheme, makers)


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _preparation(
    version: str, as_of: date, today: date, assumed: str, scheme: str, _makers: list[Maker]
) -> Preparation:
    preparation = Preparation(_makers)
    queue.ask(preparation)
    return preparation


def _answered(question: str, summary: Summary, answers: Shelf) -> None:
    answers.once(question, lambda: computed.ON_FOCUS[question](summary))
