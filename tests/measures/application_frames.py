"""Small logs written by hand, as the canonical frame."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.log.schema import (
    CHANNEL_TYPE,
    DATE_FIELDS,
    LOG_COLUMNS,
    OUTCOME_TYPE,
    STAGE_TYPE,
    STAGES,
    ApplicationLog,
)
from lib.measures.seen import Seen

AS_OF = date(2026, 11, 23)
"""A Monday."""

CATEGORIES = {"stage": STAGE_TYPE, "outcome": OUTCOME_TYPE, "channel": CHANNEL_TYPE}
DEFAULTS = {"stage": "applied", "outcome": "open", "channel": "unknown", "stage_known": True}


def applications(*rows):
    """A canonical frame, one row a dict of fields; an int for a date is so many days before `AS_OF`."""
    table = {field: [_value(field, row, i) for i, row in enumerate(rows)] for field in LOG_COLUMNS}
    extras = {
        key: [row.get(key) for row in rows] for key in {k for row in rows for k in row} - set(LOG_COLUMNS)
    }
    return pd.DataFrame(table | extras).astype(_types())


def _value(field, row, position):
    if field == "row":
        return row.get("row", position + 2)
    value = row.get(field, DEFAULTS.get(field))
    if field in DATE_FIELDS and isinstance(value, int):
        return np.datetime64(AS_OF - timedelta(days=value), "us")
    return np.datetime64(value, "us") if field in DATE_FIELDS else value


def _types():
    dates = dict.fromkeys(DATE_FIELDS, "datetime64[us]")
    texts = {
        c: "str" for c in LOG_COLUMNS if c not in {*DATE_FIELDS, *CATEGORIES, "row", "stage_known", "feeling"}
    }
    return {**texts, **dates, **CATEGORIES, "row": "int64", "stage_known": "bool", "feeling": "Int64"}


def seen(frame, cutoff=None, recorded=STAGES):
    """A frame as the log looks on `AS_OF`; with a `cutoff` that is said and not worked out."""
    found = Seen(ApplicationLog(frame, frozenset(recorded)), AS_OF)
    if cutoff is not None:
        vars(found)["cutoff"] = cutoff
    return found


def simulate(count, seed, *, invited=0.15, turned_down=0.35, mean_days=20, span=120):
    """A log with known truth: exponential waits, seen only as far as `AS_OF`, sent over `span` days."""
    random = np.random.default_rng(seed)
    age = random.integers(0, span, count)
    kind = random.choice(3, count, p=[1 - invited - turned_down, turned_down, invited])
    days = random.exponential(mean_days, count).astype(int)
    seen = (kind > 0) & (days <= age)
    frame = applications(*({"applied_on": int(a)} for a in age))
    reply = np.where(seen, np.datetime64(AS_OF, "D") - (age - days), np.datetime64("NaT", "D"))
    return frame.assign(
        replied_on=reply.astype("datetime64[us]"),
        stage=pd.Categorical(np.where(seen & (kind == 2), "screen", "applied"), dtype=STAGE_TYPE),
        outcome=pd.Categorical(np.where(seen & (kind == 1), "rejected", "open"), dtype=OUTCOME_TYPE),
    )
