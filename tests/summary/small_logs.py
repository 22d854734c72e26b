"""Small logs, made by hand, for everything that is written from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.log.schema import (
    CHANNEL_TYPE,
    DATE_FIELDS,
    LOG_COLUMNS,
    OUTCOME_TYPE,
    STAGE_TYPE,
    ApplicationLog,
    ColumnMatch,
    ImportResult,
    SetAside,
    Source,
)

AS_OF = date(2026, 11, 23)
TYPES = {"stage": STAGE_TYPE, "outcome": OUTCOME_TYPE, "channel": CHANNEL_TYPE, "feeling": "Int64"}


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The canonical table of the given rows; what a row does not say is missing."""
    usual = {"sheet": "", "stage": "applied", "stage_known": True, "outcome": "open", "channel": "unknown"}
    filled = [{"row": number, **usual, **row} for number, row in enumerate(rows, start=2)]
    table = pd.DataFrame(filled, columns=list(LOG_COLUMNS))
    for name in LOG_COLUMNS:
        if name in DATE_FIELDS:
            table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
        elif name not in ("row", "stage_known"):
            table[name] = table[name].astype(TYPES.get(name, "str"))
    return table.astype({"row": "int64", "stage_known": bool})


def imported(rows: Sequence[Mapping[str, Any]], set_aside: Sequence[SetAside] = ()) -> ImportResult:
    """What an import of these rows would return, their own words as the original table."""
    applications = frame(rows)
    original = pd.DataFrame([{k: v for k, v in row.items() if k not in TYPES} for row in rows])
    original.index = pd.MultiIndex.from_frame(applications[["row", "sheet"]])
    columns = tuple(ColumnMatch(n, n, i, "the header says so", 1.0) for i, n in enumerate(original.columns))
    return ImportResult(
        log=ApplicationLog(applications, frozenset({"screen", "interview", "final"})),
        source=Source("log.csv", "csv", header_row=1),
        headers=tuple(original.columns),
        columns=columns,
        statuses=(),
        date_order="ymd",
        rows_read=len(rows) + len(set_aside),
        set_aside=tuple(set_aside),
        repairs=(),
        questions=(),
        notes=(),
        original=original,
    )


HOSTILE = '=HYPERLINK("http://x.example","x")<script>alert(1)</script>![a](http://x.example/a.png)'


def some_rows() -> list[dict[str, Any]]:
    """Twenty-four applications of which one has a name that no download may run."""
    ends = [("applied", "rejected"), ("screen", "rejected"), ("applied", "open"), ("final", "rejected")]
    rows = []
    for number in range(24):
        stage, outcome = ends[number % 4]
        day = pd.Timestamp("2026-08-03") + pd.Timedelta(days=4 * number)
        later = day + pd.Timedelta(days=9) if outcome == "rejected" or stage != "applied" else pd.NaT
        rows.append(
            {
                "company": HOSTILE if number == 3 else f"Company {number}",
                "role": "Analyst",
                "applied_on": day,
                "status": outcome,
                "stage": stage,
                "outcome": outcome,
                "replied_on": later,
                "closed_on": later if outcome == "rejected" else pd.NaT,
                "channel": "referral" if number % 3 else "board",
            }
        )
    return rows
