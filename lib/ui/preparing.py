"""What Overview and Focus show is computed while the person still looks at what was read of their file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from lib.charts import activity, forecast, sankey, stages
from lib.charts.figure import Chart
from lib.charts.palette import Scheme
from lib.focus.results import SEED
from lib.hand.reader import LogInHand
from lib.measures.seen import Seen
from lib.summary.bundle import Summary
from lib.ui import computed, drawing, figures, show, turns

OVERVIEW: Mapping[str, Callable[[Seen, Scheme], Chart | None]] = MappingProxyType(
    {
        "flow": sankey.stage_flow,
        "weeks": activity.by_week,
        "months": activity.by_month,
        "funnel": stages.funnel,
        "outlook": partial(forecast.outlook, seed=SEED),
    }
)
"""The charts of Overview: name on the shelf → how it is drawn."""

THREAD = "preparing"


def chart(name: str, seen: Seen, shelf: drawing.Shelf, scheme: Scheme) -> Chart | None:
    """A chart of Overview, drawn now or before."""
    return shelf.once(name, lambda: OVERVIEW[name](seen, scheme))


def pace_chart(seen: Seen) -> str:
    """Which chart shows the pace: of months where the log is long and all of it is to be seen."""
    return "months" if activity.is_long(seen) and figures.whole_time() else "weeks"


def begin(hand: LogInHand) -> None:
    """Starts to compute, once for each log and day; what a visitor waits for goes before."""
    seen, scheme = hand.seen, show.scheme()
    shelf, summary = drawing.shelf(hand, seen), computed.summary(hand)
    names = [name for name in OVERVIEW if name not in ("weeks", "months")] + [pace_chart(seen)]
    makers: list[Callable[[], Any]] = [partial(chart, name, seen, shelf, scheme) for name in names]
    makers += [
        partial(_answered, question, summary, computed.answers(hand)) for question in computed.ON_FOCUS
    ]
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
