"""The sheet of the workbook that holds the person's own table, and beside it what was added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter

from lib.log.news import keys_with_news, live
from lib.log.reflections import Reflection
from lib.log.schema import STAGES, ImportResult
from lib.summary.bundle import Summary
from lib.summary.cells import filled, finish_table, header_cells, offer, set_widths
from lib.words import terms

ADDED = "Detour: "
"""The header of every column that Detour adds begins with this."""

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
    "outcome": ("read as: outcome", lambda outcome: terms.labels(terms.OUTCOMES).get(outcome, "")),
    "channel": ("read as: channel", lambda channel: terms.CHANNELS.get(channel, "")),
}
"""Column of the log → its header after `ADDED`, and how it is written; never read back."""

WIDEST, NARROWEST = 48, 9
SAMPLED = 200
"""The width of a column, and the alignment of its header, are chosen from its first this many rows."""


@dataclass(frozen=True)
class Added:
    """What is written beside one application's first row."""

    understood: tuple[Any, ...]
    told: tuple[Any, ...]


def write_applications(sheet: Any, summary: Summary) -> None:
    """Write every row that was read, in its order and with typed cells, then the added columns.

    A row that was set aside keeps its place, with empty added cells. The header is row 1.
    """
    original = summary.result.original
    told = tuple(part for part in TOLD if summary.private or part not in ("feeling", "check_in"))
    headers = [str(name) for name in original.columns]
    added = [ADDED + name for name, _ in UNDERSTOOD.values()] + [ADDED + TOLD[part] for part in told]
    set_widths(sheet, [*_widths(original), *([16] * len(UNDERSTOOD)), *([24] * len(told))])
    finish_table(sheet, 1, len(headers) + len(added), len(original), freeze=1)
    # On paper the person's own columns and how they were read: more would be too small to read.
    last = get_column_letter(len(headers) + len(UNDERSTOOD))
    sheet.print_area = f"A1:{last}{len(original) + 1}"
    letter = get_column_letter(len(headers) + len(UNDERSTOOD) + 1)
    offer(sheet, f"{letter}2:{letter}{len(original) + 1}", STAGES)
    beside = _beside(summary, told)
    first = list(beside.values())[:SAMPLED]
    sheet.append(
        [
            *header_cells(sheet, headers, (original.iloc[:SAMPLED, i] for i in range(len(headers)))),
            *header_cells(
                sheet, added, zip(*((*b.understood, *b.told) for b in first), strict=True), "added header"
            ),
        ]
    )
    nothing = Added((None,) * len(UNDERSTOOD), (None,) * len(told))
    for position, cells in enumerate(_rows(original)):
        extra = beside.get(position, nothing)
        sheet.append([*filled(sheet, cells), *filled(sheet, (*extra.understood, *extra.told), "added")])


def _rows(original: pd.DataFrame) -> Iterator[Sequence[Any]]:
    columns = [original.iloc[:, i].tolist() for i in range(original.shape[1])]
    return zip(*columns, strict=True) if columns else iter([()] * len(original))


def _beside(summary: Summary, told: Sequence[str]) -> dict[int, Added]:
    """Position in the original table → the added cells of the application that begins there."""
    read, events = summary.result.log, summary.additions.events
    applications = live(read, events, removed=False).log.applications.iloc[: len(read)]
    reflections = summary.additions.reflections
    understood = zip(*([_written(applications[c], f) for c, (_, f) in UNDERSTOOD.items()]), strict=True)
    keys = keys_with_news(read, events) if len(read) else ()
    return {
        position: Added(tuple(read), _cells(reflections.get(key), told))
        for position, read, key in zip(first_rows(summary.result), understood, keys, strict=True)
        if position is not None
    }


def first_rows(result: ImportResult) -> list[int | None]:
    """For each application, the position in the original table of the row that it begins in.

    Where a sheet has several applications side by side, several rows of the table share a row number. They
    are told apart by company and role; None where that does not work.
    """
    at: dict[tuple[str, int], list[int]] = defaultdict(list)
    for position, place in enumerate(_places(result.original.index.to_frame(index=False))):
        at[place].append(position)
    applications = result.log.applications
    names = zip(applications["company"], applications["role"], strict=True)
    told = [frozenset(n for n in name if isinstance(n, str)) for name in names]
    begins: dict[tuple[tuple[str, int], frozenset[str]], list[int]] = defaultdict(list)
    for index, named in enumerate(zip(_places(applications), told, strict=True)):
        begins[named].append(index)
    first: list[int | None] = [None] * len(applications)
    several = Counter(_places(applications))
    for (place, name), indices in begins.items():
        alone = several[place] == len(at[place]) == 1
        found = at[place] if alone else _naming(result.original, at[place], name)
        if len(found) == len(indices):
            for index, position in zip(indices, found, strict=True):
                first[index] = position
    return first


def _naming(original: pd.DataFrame, positions: Sequence[int], names: frozenset[str]) -> list[int]:
    """Those of `positions` whose rows contain all of `names`."""
    return [p for p in positions if names and names <= {str(value).strip() for value in original.iloc[p]}]


def _places(frame: pd.DataFrame) -> Iterator[tuple[str, int]]:
    sheets = frame["sheet"].astype(object).where(frame["sheet"].notna(), "")
    return zip(map(str, sheets), map(int, frame["row"]), strict=True)


def _written(values: pd.Series, write: Callable[[Any], Any]) -> list[Any]:
    return [None if pd.isna(value) else write(value) for value in values]


def _cells(reflection: Reflection | None, told: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(reflection, part, None) for part in told)


def _widths(original: pd.DataFrame) -> list[float]:
    """Widths that fit the header and most of the first cells of each column, within limits."""
    head = original.head(SAMPLED)
    longest = [[len(str(v)) for v in head.iloc[:, i].dropna()] for i in range(head.shape[1])]
    typical = [sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0 for lengths in longest]
    return [
        min(max(NARROWEST, len(str(name)) + 4, length + 2), WIDEST)
        for name, length in zip(original.columns, typical, strict=True)
    ]
