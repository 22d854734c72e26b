"""Logs with one row for each event: the rows of one application are folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.log.files.arrays import RowGroups
from lib.log.files.sheets import Column
from lib.log.progress import NOT_APPLIED, OPEN, UNKNOWN, Standing
from lib.log.schema import OUTCOME_TYPE, OUTCOMES, STAGE_DATES

Codes = np.ndarray[Any, np.dtype[np.int64]]
REPEATED = 1.5
"""A log may be one of events from this many rows per application on."""
LOOKED_AT = 20_000
"""At most this many rows are looked at to find out."""
ORDERLY = 0.8
"""In a log of events, at least this share of the applications with several rows are orderly.

That means that no state comes twice, and that the stage never goes back.
"""
REPLIES = ("rejected", "offer", "accepted", "declined")
"""Outcomes that follow from an answer of the employer."""


@dataclass(frozen=True)
class Events:
    """A log of events: the application of each row, and the rows in the order in which they happened."""

    application: Codes
    order: Codes


def find_events(
    application: Codes,
    standing: Standing,
    statuses: Codes,
    days: np.ndarray[Any, Any] | None,
    transitions: bool,
    surely: bool = False,
) -> Events | None:
    """The rows as events of applications; None where each row is an application of its own.

    `application` numbers the rows by company and role, `statuses` by their status text; `days` are the
    dates, NaT where unknown. `transitions` says that the log keeps the state before each change beside the
    state after; `surely` that its rows are known to be events, whatever story they tell.
    """
    if not len(application):
        return None
    sizes = np.bincount(application)
    several = sizes > 1
    if surely:
        return Events(application, _in_time(application, days))
    often = len(application) >= REPEATED * len(sizes) and sizes[several].sum() >= 0.5 * len(application)
    if not (often or (transitions and several.any())):
        return None
    chosen = several & (np.cumsum(sizes) <= max(LOOKED_AT, sizes[0]))
    looked_at = np.flatnonzero(chosen[application])
    sample = application[looked_at]
    order = _in_time(sample, None if days is None else days[looked_at])
    if _orderly_share(sample, order, standing.take(looked_at), statuses[looked_at]) < ORDERLY:
        return None
    return Events(application, _in_time(application, days))


def identify(columns: Sequence[Column]) -> Codes:
    """A number for each row, in order of appearance; rows that differ at most in case have the same one."""
    application = RowGroups.all_alike(len(columns[0]))
    for column in columns:
        application = application.split(column.alike, int(column.alike.max(initial=-1)) + 2)
    return application.in_order().numbers


def _in_time(application: Codes, days: np.ndarray[Any, Any] | None) -> Codes:
    """The rows sorted by application, by day, then as written (from below, if the log runs backwards)."""
    position = np.arange(len(application))
    if days is None or np.isnat(days).all():
        return np.lexsort((position, application))
    known = ~np.isnat(days)
    steps = np.diff(days[known].astype("datetime64[D]").astype(np.int64))
    if (steps < 0).sum() > 2 * (steps > 0).sum():
        position = -position
    return np.lexsort((position, np.where(known, days, days[known].min()), application))


def _orderly_share(application: Codes, order: Codes, standing: Standing, statuses: Codes) -> float:
    """The share of applications with several rows in which no state comes twice and no stage goes back."""
    owner, stage, status = application[order], standing.stage[order], statuses[order]
    ended = standing.state[order] != OPEN
    same = np.append(False, owner[1:] == owner[:-1])
    back = same & np.append(False, stage[1:] < stage[:-1]) & ~ended
    revived = same & np.append(False, ended[:-1]) & ~ended
    pairs = owner * (status.max(initial=0) + 2) + status
    again = np.ones(len(order), bool)
    again[np.unique(pairs, return_index=True)[1]] = False
    wrong = np.unique(owner[back | revived | again])
    several = len(np.unique(owner))
    return 1 - len(wrong) / several if several else 0.0


def fold(applications: pd.DataFrame, events: Events, standing: Standing) -> pd.DataFrame:
    """One row per application: its first row number, its furthest stage, and its state at the last event.

    The first event of being sent gives the day applied, the first one that came from the employer the reply,
    and the last one the end. Text is that of the first event that has any; notes and statuses of the last.
    """
    frame = applications.iloc[events.order].copy()
    frame["application"] = events.application[events.order]
    ordered = standing.take(events.order)
    frame["rank"], frame["state"] = ordered.stage, ordered.state
    grouped = frame.groupby("application", sort=False)
    folded = grouped.first()
    folded["row"] = grouped["row"].min()
    for column in ("status", "notes"):
        folded[column] = grouped[column].last()
    folded["answered"] = grouped["answered"].any()
    _fold_standing(folded, frame, grouped)
    _fold_days(folded, frame)
    return folded.sort_index()[list(applications.columns)].astype(applications.dtypes).reset_index(drop=True)


def _fold_standing(folded: pd.DataFrame, frame: pd.DataFrame, grouped: Any) -> None:
    """Write into `folded` the furthest stage, whether it is certain, and the last known state."""
    furthest = (
        frame.sort_values(["rank", "stage_known"], kind="stable").groupby("application", sort=False).last()
    )
    folded["stage"] = furthest["stage"].reindex(folded.index)
    folded["stage_known"] = furthest["stage_known"].reindex(folded.index)
    told = frame[(frame["state"] != OPEN) & (frame["state"] < len(OUTCOMES))]
    last = told.groupby("application", sort=False)["outcome"].last().reindex(folded.index)
    folded["outcome"] = last.fillna("open").astype(OUTCOME_TYPE)


def _fold_days(folded: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Write into `folded` the days of application, reply, stages and end, from the days of the events."""
    moved = frame[(frame["rank"] > 0) | frame["outcome"].isin(REPLIES)]
    firsts = {"replied_on": moved}
    firsts |= {field: frame[frame["stage"] == stage] for stage, field in STAGE_DATES.items()}
    for field, rows in firsts.items():
        day = rows.groupby("application", sort=False)["applied_on"].min().reindex(folded.index)
        folded[field] = folded[field].fillna(day)
    ended = frame[
        (frame["state"] != OPEN) & (frame["state"] < len(OUTCOMES)) & (frame["outcome"] != "no_reply")
    ]
    end = ended.groupby("application", sort=False)["applied_on"].max().reindex(folded.index)
    folded["closed_on"] = folded["closed_on"].fillna(end)
    sent = frame[
        (frame["rank"] == 0) & frame["state"].isin((OPEN, UNKNOWN, NOT_APPLIED)) & ~frame["answered"]
    ]
    folded["applied_on"] = sent.groupby("application", sort=False)["applied_on"].min().reindex(folded.index)
