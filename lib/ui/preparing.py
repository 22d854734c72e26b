"""What pages show is computed while the person still looks at what was read of their file.

First that of Overview and of Focus, where most go next; then the other charts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from lib.hand.reader import LogInHand
from lib.summary.bundle import Summary
from lib.ui import computed, drawing, drawn, show, turns

THREAD = "preparing"


def begin(hand: LogInHand) -> None:
    """Starts to compute, once for each log and day; what a visitor waits for goes before."""
    seen, scheme = hand.seen, show.scheme()
    shelf, summary = drawing.shelf(hand, seen), computed.summary(hand)
    chart = partial(drawn.chart, seen=seen, shelf=shelf, scheme=scheme)
    unseen = {"weeks", "months"} - {drawn.pace_chart(seen)}
    makers: list[Callable[[], Any]] = [partial(chart, name) for name in drawn.OVERVIEW if name not in unseen]
    makers += [
        partial(_answered, question, summary, computed.answers(hand)) for question in computed.ON_FOCUS
    ]
    makers += [partial(chart, name) for name in (*drawn.REJECTIONS, *drawn.RESPONSE_TIMES)]
    shelf.once("prepared", threading.Thread(target=work, args=(makers,), name=THREAD, daemon=True).start)


def _answered(question: str, summary: Summary, answers: drawing.Shelf) -> None:
    answers.once(question, lambda: computed.ON_FOCUS[question](summary))


def work(makers: Sequence[Callable[[], Any]]) -> None:
    """Makes one after the other, each when nobody waits; ends with the first that fails."""
    for make in makers:
        try:
            with turns.computing.turn(turns.Kind.AHEAD):
                make()
        except Exception:  # the page that needs it fails in the same way, and says so
            return
