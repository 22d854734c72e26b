"""The sheet of the workbook that holds the person's own table, and beside it what was added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter

from lib.log.identity import application_keys
from lib.log.reflections import Reflection
from lib.log.schema import STAGES
from lib.summary.bundle import Summary
from lib.summary.cells import cell, finish_table, offer, set_widths
from lib.summary.words import CHANNEL_WORDS, OUTCOME_WORDS

ADDED = "Detour: "
"""Begins the header of every column that is not the person's own."""

TOLD: Mapping[str, str] = {
    "stage": "how far it got",
    "reason": "reason",
    "feedback_asked_on": "asked for feedback on",
    "feedback": "feedback",
    "lesson": "what I learned",
    "feeling": "feeling (1 to 5)",
    "check_in": "check-in",
}
"""Part of a reflection → its header after `ADDED`; read back from the sheet, row by row."""

UNDERSTOOD: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "applied_on": ("applied on", lambda day: day),
    "stage": ("read as: stage", str),
    "outcome": ("read as: outcome", lambda outcome: OUTCOME_WORDS.get(outcome, "")),
    "channel": ("read as: channel", lambda channel: CHANNEL_WORDS.get(channel, "")),
}
"""Column of the log → its header after `ADDED`, and how it is written; never read back."""

WIDEST, NARROWEST = 48, 9


@dataclass(frozen=True)
class Added:
    """What is written beside one application's first row."""

    understood: tuple[Any, ...]
    told: tuple[Any, ...]


def write_applications(sheet: Any, summary: Summary) -> None:
    """Every row that was read, in its order and with its cells typed, then the added columns.

    A row that was set aside stays where it was, its added cells empty. The header is row 1.
    """
    original = summary.result.original
    told = tuple(part for part in TOLD if summary.private or part not in ("feeling", "check_in"))
    headers = [str(name) for name in original.columns]
    added = [ADDED + name for name, _ in UNDERSTOOD.values()] + [ADDED + TOLD[part] for part in told]
    set_widths(sheet, [*_widths(original), *([16] * len(UNDERSTOOD)), *([24] * len(told))])
    finish_table(sheet, 1, len(headers) + len(added), len(original), freeze=1)
    letter = get_column_letter(len(headers) + len(UNDERSTOOD) + 1)
    offer(sheet, f"{letter}2:{letter}{len(original) + 1}", STAGES)
    sheet.append(
        [*(cell(sheet, h, "header") for h in headers), *(cell(sheet, h, "added header") for h in added)]
    )
    beside = _beside(summary, told)
    nothing = Added((None,) * len(UNDERSTOOD), (None,) * len(told))
    for place, cells in _rows(original):
        extra = beside.get(place, nothing)
        own = [cell(sheet, value) for value in cells]
        sheet.append([*own, *(cell(sheet, value, "added") for value in (*extra.understood, *extra.told))])


def _rows(original: pd.DataFrame) -> Iterator[tuple[tuple[str, int], Sequence[Any]]]:
    """(sheet, row) and the cells of each row that was read."""
    columns = [original.iloc[:, i].tolist() for i in range(original.shape[1])]
    cells = zip(*columns, strict=True) if columns else iter([()] * len(original))
    return zip(_places(original.index.to_frame(index=False)), cells, strict=True)


def _places(frame: pd.DataFrame) -> Iterator[tuple[str, int]]:
    sheets = frame["sheet"].astype(object).where(frame["sheet"].notna(), "")
    return zip(map(str, sheets), map(int, frame["row"]), strict=True)


def _beside(summary: Summary, told: Sequence[str]) -> dict[tuple[str, int], Added]:
    """(sheet, row) → what stands beside the application that begins there.

    Where several applications share a row, nobody could tell whose reflection stands beside it: theirs
    are kept in the hidden sheet only.
    """
    applications = summary.result.log.applications
    reflections = summary.additions.reflections
    understood = zip(*([_written(applications[c], f) for c, (_, f) in UNDERSTOOD.items()]), strict=True)
    keys = application_keys(applications) if len(applications) else pd.Series(dtype="str")
    shared = applications.duplicated(["sheet", "row"], keep=False)
    return {
        place: Added(tuple(read), _cells(None if several else reflections.get(key), told))
        for place, read, key, several in zip(_places(applications), understood, keys, shared, strict=True)
    }


def _written(values: pd.Series, write: Callable[[Any], Any]) -> list[Any]:
    return [None if pd.isna(value) else write(value) for value in values]


def _cells(reflection: Reflection | None, told: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(reflection, part, None) for part in told)


def _widths(original: pd.DataFrame) -> list[float]:
    """As wide as the header and most of the first cells need, within reason."""
    head = original.head(200)
    longest = [[len(str(v)) for v in head.iloc[:, i].dropna()] for i in range(head.shape[1])]
    typical = [sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0 for lengths in longest]
    return [
        min(max(NARROWEST, len(str(name)) + 2, length + 2), WIDEST)
        for name, length in zip(original.columns, typical, strict=True)
    ]
