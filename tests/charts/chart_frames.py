"""Logs for the charts: a realistic one of any length, and one whose names want to be markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from lib.log.schema import (
    CHANNEL_TYPE,
    CHANNELS,
    DATE_FIELDS,
    LOG_COLUMNS,
    OUTCOME_TYPE,
    STAGE_TYPE,
    STAGES,
    ApplicationLog,
)
from lib.measures.seen import Seen

AS_OF = date(2026, 11, 20)
LAST = np.datetime64(AS_OF)
HOSTILE = '<b>Bold</b> <a href="http://e.vil/x">free</a> %{y} & $x^2$ '


def log(n: int, seed: int = 0, days: int = 200) -> pd.DataFrame:
    """A log of `n` applications over `days`, with every stage, channel and most outcomes in a long one."""
    random = np.random.default_rng(seed)
    age = np.sort(random.integers(0, days, n))[::-1]
    delay = random.integers(1, 50, n)
    level = np.where(delay < age, random.choice(5, n, p=[0.7, 0.13, 0.08, 0.05, 0.04]), 0)
    fate = random.choice(["open", "rejected", "no_reply", "withdrawn"], n, p=[0.2, 0.5, 0.2, 0.1])
    outcome = np.where(level == 4, random.choice(["offer", "accepted", "declined"], n), fate)
    outcome = np.where(delay >= age, "open", outcome)
    answered = (level > 0) | (outcome == "rejected")
    sent = LAST - age
    dates = {
        "applied_on": sent,
        "replied_on": np.where(answered, sent + delay, np.datetime64("NaT")),
        "closed_on": np.where(outcome == "rejected", sent + np.minimum(delay + 9, age), np.datetime64("NaT")),
        "screen_on": np.where(level > 0, sent + delay, np.datetime64("NaT")),
    }
    return frame(
        n,
        **{name: pd.Series(days).astype("datetime64[us]") for name, days in dates.items()},
        stage=pd.Series(np.array(STAGES)[level]).astype(STAGE_TYPE),
        outcome=pd.Series(outcome).astype(OUTCOME_TYPE),
        channel=pd.Series(random.choice(CHANNELS, n)).astype(CHANNEL_TYPE),
        stage_known=pd.Series(random.random(n) < 0.8),
        reason=pd.Series(np.where(outcome == "rejected", "budget cut", None), dtype="str"),
    )


def seen(applications: pd.DataFrame, recorded: Iterable[str] = STAGES, cutoff: int | None = None) -> Seen:
    """A frame as the log looks on `AS_OF`; with a `cutoff` that is said and not worked out."""
    found = Seen(ApplicationLog(applications, frozenset(recorded)), AS_OF)
    if cutoff is not None:
        vars(found)["cutoff"] = cutoff
    return found


def frame(n: int, **columns: pd.Series) -> pd.DataFrame:
    """A canonical log of `n` open applications about which nothing else is known, then `columns`."""
    table = {name: pd.Series([None] * n, dtype="str") for name in LOG_COLUMNS}
    table |= {name: pd.Series(np.full(n, np.datetime64("NaT", "us"))) for name in DATE_FIELDS}
    table |= {"row": pd.Series(np.arange(2, n + 2)), "stage_known": pd.Series(np.ones(n, dtype=bool))}
    table["stage"] = pd.Series(["applied"] * n).astype(STAGE_TYPE)
    table["outcome"] = pd.Series(["open"] * n).astype(OUTCOME_TYPE)
    table["channel"] = pd.Series(["unknown"] * n).astype(CHANNEL_TYPE)
    return pd.DataFrame(table | columns)


def hostile(n: int = 300) -> pd.DataFrame:
    """A log with a column of 40 names, each over 80 characters long and full of markup."""
    names = [f"{HOSTILE}and a name that goes on for more than eighty characters {i}" for i in range(40)]
    place = np.random.default_rng(1).integers(0, 40, n)
    return log(n).assign(**{"extra: Source": pd.Series(np.array(names, dtype=object)[place], dtype="str")})
