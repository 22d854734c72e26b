"""The charts of each page by name: how each is drawn, from the applications in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from lib.charts import activity, forecast, medians, sankey, stages, trend, waiting
from lib.charts.figure import Chart
from lib.charts.palette import Scheme
from lib.focus.results import SEED
from lib.measures.seen import Seen
from lib.ui.drawing import Shelf

Drawing = Callable[[Seen, Scheme], Chart | None]

OVERVIEW: Mapping[str, Drawing] = MappingProxyType(
    {
        "flow": sankey.stage_flow,
        "weeks": activity.by_week,
        "months": activity.by_month,
        "funnel": stages.funnel,
        "outlook": partial(forecast.outlook, seed=SEED),
    }
)
REJECTIONS: Mapping[str, Drawing] = MappingProxyType(
    {
        "stages": stages.rejections_by_stage,
        "channels": stages.rejections_by_channel,
        "trend": trend.over_time,
        "speed": trend.time_to_rejection,
    }
)
RESPONSE_TIMES: Mapping[str, Drawing] = MappingProxyType(
    {
        "outcomes": waiting.reply_outcomes,
        "by outcome": medians.medians_by_outcome,
        "by channel": medians.medians_by_channel,
    }
)
CHARTS: Mapping[str, Drawing] = MappingProxyType({**OVERVIEW, **REJECTIONS, **RESPONSE_TIMES})
"""Every chart that needs nothing but the applications in sight and the colours of the page."""


def chart(name: str, seen: Seen, shelf: Shelf, scheme: Scheme) -> Chart | None:
    """A chart of `CHARTS`, drawn now or before; None where there is nothing to draw."""
    return shelf.once(name, lambda: CHARTS[name](seen, scheme))


def pace_chart(seen: Seen, *, whole: bool = True) -> str:
    """Which chart shows the pace: of months where the log is long and all of it is to be seen."""
    return "months" if whole and activity.is_long(seen) else "weeks"
