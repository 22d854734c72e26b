"""What was read of the file, to check: counts, rows set aside, repaired values, the file itself."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from lib.log.schema import ImportResult
from lib.summary.table import set_aside_csv
from lib.ui import show
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import agreeing, counted


def check_sentence(result: ImportResult, file: str) -> str:
    """A sentence to check from memory: the file, and how many applications are at each outcome."""
    standing = how_they_stand(result.log.applications)
    parts = [f"From **{plain(file)}**", f": {standing}" if standing else "", "."]
    if result.set_aside:
        parts.append(" Every row is counted once: as an application, or set aside below.")
    return "".join(parts)


def how_they_stand(applications: pd.DataFrame) -> str:
    """How many applications are at each outcome, for a sentence: "33 waiting, 8 turned down"."""
    counts = Counter(applications["outcome"].astype("str"))
    met = int((applications["outcome"].eq("no_reply") & applications["stage"].ne("applied")).sum())
    counts["no_reply"] -= met  # "without a reply" is not true of them
    said = [f"{counts[key]:,} {name.text}" for key, name in terms.OUTCOMES.items() if counts[key]]
    if met:
        said.append(f"{met:,} without a word after a conversation")
    return ", ".join(said)


def untold(result: ImportResult) -> list[str]:
    """A note if nothing in the log says how its applications went; else none."""
    found = {match.field for match in result.columns}
    outcomes = result.log.applications["outcome"]
    if "status" in found or outcomes.empty or (outcomes != "open").any():
        return []
    return [
        "No column says how your applications stand, so all of them count as waiting. If one does, choose "
        "it as “Status” under “Columns”."
    ]


def set_aside_title(result: ImportResult) -> str:
    """How many rows were set aside, and the reason if most have the same."""
    lines = result.set_aside
    reason, times = Counter(line.reason for line in lines).most_common(1)[0]
    title = f"Set aside: {counted(len(lines), 'row')}"
    why = terms.SET_ASIDE[reason]
    if times == len(lines):
        return f"{title}, {why}"
    return f"{title}, most of them {why}" if 2 * times > len(lines) else title


def rows_set_aside(result: ImportResult) -> None:
    """The rows that are not applications, to read and to download."""
    show.table(_set_aside(result), alt="Rows set aside, with the reason and their cells")
    st.download_button(
        "Download these rows",
        data=lambda: set_aside_csv(result),
        file_name="set_aside.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _set_aside(result: ImportResult) -> pd.DataFrame:
    """A table of the rows that are not applications, with the reason and their cells."""
    several = len(result.source.sheets) > 1
    rows = [
        {
            **({"Sheet": row.sheet} if several else {}),
            "Row": row.row,
            "Why": terms.SET_ASIDE[row.reason],
            "Cells": " | ".join(cell for cell in row.cells if cell),
        }
        for row in result.set_aside
    ]
    return pd.DataFrame(rows)


def repairs(result: ImportResult) -> pd.DataFrame:
    """The values that were read differently from what is written."""
    rows = [
        {
            "Row": r.row,
            "Column": terms.FIELDS.get(r.column, r.column),
            "Written": r.before,
            "Read as": r.after,
            "Why": r.why,
        }
        for r in result.repairs
    ]
    return pd.DataFrame(rows)


def source_sentence(result: ImportResult) -> str:
    """Format, sheet, encoding, separator and header row, in one sentence."""
    source = result.source
    parts = [source.format.upper()]
    if source.sheets:
        parts.append(f"{agreeing(len(source.sheets), 'sheet', 'sheets')} {', '.join(source.sheets)}")
    if source.encoding:
        parts.append(f"encoding {source.encoding}")
    if source.delimiter:
        parts.append(
            {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}.get(source.delimiter, "")
            + " between cells"
        )
    parts.append(f"header in row {source.header_row}" if source.header_row else "no header row")
    return "; ".join(parts) + "."
