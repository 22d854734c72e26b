"""Small application logs written by hand, for the tests of the ranking."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from lib.log.schema import (
    CHANNEL_TYPE,
    DATE_FIELDS,
    LOG_COLUMNS,
    OUTCOME_TYPE,
    STAGE_TYPE,
    TEXT_FIELDS,
    ApplicationLog,
)
from lib.measures.seen import Seen

AS_OF = date(2026, 11, 23)
"""A Monday."""
ALL_STAGES = frozenset(("applied", "screen", "interview", "final", "offer"))
DEFAULTS = {"stage": "applied", "stage_known": True, "outcome": "open", "channel": "unknown"}


def ago(days: int) -> date:
    """The day so many days before `AS_OF`."""
    return AS_OF - timedelta(days=days)


def application_log(*rows: dict[str, Any], recorded: frozenset[str] = ALL_STAGES) -> ApplicationLog:
    """A log of these rows; what a row leaves out is open, at `applied`, of unknown channel."""
    frame = pd.DataFrame([{**DEFAULTS, "row": place, **row} for place, row in enumerate(rows, start=2)])
    frame = frame.reindex(columns=LOG_COLUMNS)
    for name in DATE_FIELDS:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[us]")
    for name in ("sheet", *TEXT_FIELDS):
        frame[name] = frame[name].astype("str")
    types = {"stage": STAGE_TYPE, "outcome": OUTCOME_TYPE, "channel": CHANNEL_TYPE, "stage_known": bool}
    return ApplicationLog(frame.astype({**types, "feeling": "Int64", "row": "int64"}), recorded)


def seen(log: ApplicationLog, as_of: date = AS_OF) -> Seen:
    """The log as it looks on `AS_OF`, or on another day."""
    return Seen(log, as_of)


def rejected(stage: str = "applied", days: int = 20, **more: object) -> dict[str, Any]:
    """An application turned down at `stage`, so many days ago, sent twenty days before that."""
    dates = {"applied_on": ago(days + 20), "closed_on": ago(days)}
    return {"stage": stage, "outcome": "rejected", **dates, **more}


def silent(days: int, **more: object) -> dict[str, Any]:
    """An application sent so many days ago that nobody has answered."""
    return {"applied_on": ago(days), **more}
