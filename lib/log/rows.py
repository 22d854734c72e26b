"""Which rows of a table are applications, and why others are not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from lib.log import vocabulary
from lib.log.files import arrays
from lib.log.files.arrays import TEXT, Flags
from lib.log.files.sheets import Cell, Column, as_text
from lib.log.progress import NOT_APPLIED, Standing
from lib.log.schema import SetAsideReason
from lib.log.table.contents import Contents, is_empty, is_number, month_words
from lib.log.table.header import RULE, Table
from lib.log.table.names import plain
from lib.log.values.recall import recalled
from lib.log.values.statuses import read_status

REASONS: tuple[SetAsideReason, ...] = (
    "blank",
    "repeated header",
    "total or note",
    "no company and no role",
    "not applied yet",
    "not an application",
    "exact duplicate",
)
KEPT = -1
IDENTIFYING = ("company", "url")
"""Columns that identify a posting; the role alone does not, since many employers seek the same role."""
SMALL = 20_000
"""Only tables of up to this many rows are searched for lines drawn between rows."""
END = 5
"""This many rows at the end of a table are checked for totals."""
LONG_NOTE = 60
FEWEST_WORDS = 4
"""A text alone in its row may be a sentence from this many words on."""
LONGEST_TOTAL = 200
"""A word of totals is looked for in this many characters of a text."""


def set_aside(
    table: Table, contents: Sequence[Contents], served: Mapping[str, int], standing: Standing
) -> np.ndarray[Any, np.dtype[np.int8]]:
    """For each row the index of its reason in REASONS, or KEPT; the first reason that applies counts."""
    for field in (
        "company",
        "role",
    ):  # their distinct values are needed later anyway, and differ in most rows
        _ = table.columns[served[field]].codes if field in served else None
    verdict = np.full(len(table), KEPT, np.int8)
    blank = table.filled == 0
    named = _named(table, served)
    _mark(verdict, blank, "blank")
    if not named.all():
        _mark(verdict, ~named & _only_prefilled(table, contents), "blank")
    _mark(verdict, repeated_headers(table), "repeated header")
    _mark(verdict, _totals_and_notes(table, served, verdict == KEPT), "total or note")
    if "company" in served or "role" in served:
        _mark(verdict, ~named, "no company and no role")
    _mark(verdict, standing.state == NOT_APPLIED, "not applied yet")
    told = [present(table.columns[served[field]]) for field in IDENTIFYING if field in served]
    if told:
        apart = np.logical_or.reduce(told)
        _mark(verdict, duplicates(table, (verdict == KEPT) & apart), "exact duplicate")
    return verdict


def _mark(verdict: np.ndarray[Any, Any], rows: Flags, reason: SetAsideReason) -> None:
    verdict[(verdict == KEPT) & rows] = REASONS.index(reason)


def present(column: Column) -> Flags:
    """Which cells have a value that is not a word for "nothing"."""
    if column.is_text and not column.is_factored and len(column) > 5_000:
        return column.filled & ~_says_nothing(column.trimmed)
    distinct = column.distinct
    held = [not is_empty(v) for v in distinct] if isinstance(distinct, list) else ~_says_nothing(distinct)
    if np.all(held):
        return column.filled
    flags: Flags = np.append(np.array(held, bool), False)[column.codes]
    return flags


def _says_nothing(texts: pa.Array) -> Flags:
    words = _empty_texts()
    nothing = arrays.resemble(texts, words)
    alike = np.flatnonzero(nothing)
    if len(alike):
        held = pc.is_in(arrays.take(texts, arrays.Rows(alike)), value_set=words)
        nothing[alike] = held.to_numpy(zero_copy_only=False)
    return nothing


@cache
def _empty_texts() -> pa.Array:
    words = {word for w in vocabulary.load().empty for word in (w, w.lower(), w.upper(), w.title())}
    return pa.array(sorted(words), TEXT)


def _named(table: Table, served: Mapping[str, int]) -> Flags:
    """Which rows have a company or a role; all rows if the log has neither column."""
    columns = [table.columns[served[field]] for field in ("company", "role") if field in served]
    if not columns:
        return np.ones(len(table), bool)
    named: Flags = np.logical_or.reduce([present(column) for column in columns])
    return named


def _only_prefilled(table: Table, contents: Sequence[Contents]) -> Flags:
    """Rows with nothing but counters, zeros, unticked boxes and values that nearly every row has."""
    told = np.zeros(len(table), bool)
    for column, kind in zip(table.columns, contents, strict=True):
        if kind.is_counter or not column.filled.any():
            continue
        telling = [
            as_text(v) not in ("0", "FALSE", "False", "false", "No", "0.0", "☐") for v in column.values
        ]
        if column.counts.max() >= 0.8 * len(table) and len(table) > 5:
            telling[int(column.counts.argmax())] = False
        told |= np.array([*telling, False], bool)[column.codes]
        if told.all():
            break
    return ~told


def repeated_headers(table: Table) -> Flags:
    """Rows that repeat the headers."""
    named = [(column, label) for column, label in zip(table.columns, table.labels, strict=True) if label]
    if len(named) < 2 or not any(_equal(column, label).any() for column, label in named[:2]):
        return np.zeros(len(table), bool)
    alike = sum(
        (_equal(column, label).astype(np.int16) for column, label in named), np.zeros(len(table), np.int16)
    )
    return np.asarray(alike >= max(2, 0.6 * len(named)))


def _equal(column: Column, label: str) -> Flags:
    if column.is_text and len(column) > 5_000:
        return np.asarray(pc.equal(column.cells, label).to_numpy(zero_copy_only=False))
    same = [isinstance(v, str) and " ".join(v.split()) == label for v in column.values]
    flags: Flags = np.array([*same, False], bool)[column.codes]
    return flags


def _totals_and_notes(table: Table, served: Mapping[str, int], open_rows: Flags) -> Flags:
    """Rows of totals, legends and remarks: almost empty, and recognised by a first word or their place."""
    found = np.zeros(len(table), bool)
    candidates = (
        np.flatnonzero(open_rows & (table.filled <= 4)) if len(table.columns) > 2 else np.array([], int)
    )
    if len(candidates) > 2_000:
        candidates = np.concatenate([candidates[:1000], candidates[-1000:]])
    candidates = np.union1d(candidates, np.union1d(_drawn(table, open_rows), _last_rows(table, open_rows)))
    end = _last_full_row(table)
    alone = table.filled[candidates] == 1
    longest = _longest_name(table, served)
    telling = [bool(_begins_total(first) or RULE.match(first)) for first in _first_texts(table, candidates)]
    near_end = (candidates >= len(table) - END) | (candidates > end)
    candidates = candidates[alone | np.array(telling, bool) | near_end]
    listed = zip(*(column.take(candidates).objects().tolist() for column in table.columns), strict=True)
    for index, row in zip(candidates.tolist(), listed, strict=True):
        at_end = index >= len(table) - END
        found[index] = _is_note(row, served, index > end, longest) or (at_end and _counts_a_state(row))
    return found


def _last_rows(table: Table, open_rows: Flags) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The last rows, where totals can be, however many cells they fill."""
    last = np.arange(max(0, len(table) - END), len(table)) if len(table.columns) > 2 else np.array([], int)
    kept: np.ndarray[Any, np.dtype[np.int64]] = last[open_rows[last]]
    return kept


def _drawn(table: Table, open_rows: Flags) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Rows that begin with a line ("-----"), as a further table of a Markdown file does."""
    found = np.zeros(len(table), bool)
    for column in table.columns if len(table) <= SMALL else ():
        lines = [RULE.match(as_text(value)) is not None for value in column.values]
        found |= np.array([*lines, False], bool)[column.codes]
    return np.flatnonzero(found & open_rows)


def _first_texts(table: Table, rows: np.ndarray[Any, Any]) -> list[str]:
    """The text of the first filled cell of each row, "" if none is filled."""
    texts = np.full(len(rows), "", dtype=object)
    open_rows = np.ones(len(rows), bool)
    for column in table.columns:
        here = open_rows & column.filled[rows]
        texts[here] = column.shown(rows[here])
        open_rows &= ~here
        if not open_rows.any():
            break
    return texts.tolist()


def _last_full_row(table: Table) -> int:
    """The last row before a blank one after which no row holds more than one cell.

    Below a title such as "Key:" there may be two cells in a row: a mark and what it stands for.
    """
    for most in (1, 2):
        full = np.flatnonzero(table.filled > most)
        last = int(full[-1]) if len(full) else -1
        rest = np.flatnonzero(table.filled[last + 1 :]) + last + 1
        if len(rest) and rest[0] > last + 1 and (most == 1 or _is_title(table, int(rest[0]))):
            return last
    return len(table)


def _is_title(table: Table, row: int) -> bool:
    """Whether a row holds one cell that announces the rows below it."""
    first = _first_texts(table, np.array([row]))[0].strip()
    return table.filled[row] == 1 and (first.endswith((":", "：")) or _begins_total(first))


def _longest_name(table: Table, served: Mapping[str, int]) -> int:
    """The most words that an employer or a role has in rows with other filled cells."""
    full = np.flatnonzero(table.filled > 1)[:300]
    names = [
        name for f in ("company", "role") if f in served for name in table.columns[served[f]].shown(full)
    ]
    return max((len(name.split()) for name in names), default=0)


def _is_remark(text: str, longest: int) -> bool:
    """Whether a text alone in its row is a sentence or in brackets; names have up to `longest` words."""
    if text.startswith(("(", "[", "（")) and text.endswith((")", "]", "）")):
        return True
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= FEWEST_WORDS and len(words) > longest and 2 * small > len(words)


def _is_note(row: Sequence[Cell], served: Mapping[str, int], is_after_end: bool, longest: int) -> bool:
    """Whether an almost empty row is a total, title, line or remark; names have up to `longest` words."""
    cells = [(position, cell) for position, cell in enumerate(row) if cell is not None]
    first = as_text(cells[0][1])
    if _begins_total(first):
        worded = {position for position, cell in cells if not is_number(cell)}
        fields = {field for field, at in served.items() if at in worded}
        if all(is_number(cell) for _, cell in cells[1:]):
            return True
        if not fields & {"role", "applied_on", "url"} and not _is_named_so(first, row, served):
            return True
    lines = sum(RULE.match(as_text(cell)) is not None for _, cell in cells)
    if lines and (lines == len(cells) or lines >= max(2, len(cells) - 1)):
        return True
    if len(cells) > 1:
        return is_after_end and len(cells) == 2
    if is_period(first) or _is_remark(first, longest):
        return True
    if first.startswith(("#", "//", "*", "※")) or len(first) > LONG_NOTE or first.endswith(":"):
        return True
    return is_after_end


def _is_named_so(first: str, row: Sequence[Cell], served: Mapping[str, int]) -> bool:
    """Whether a name only begins like a total ("Total Energies"): its row has a status, no count as role."""
    if "role" in served and (role := row[served["role"]]) is not None and is_number(role):
        return False
    status = as_text(row[served["status"]]) if "status" in served else ""
    return len(first.split()) > 1 and ":" not in first and bool(status) and read_status(status).understood


def _counts_a_state(row: Sequence[Cell]) -> bool:
    """Whether a row has a status word and a count, as in a summary ("Rejected", 15)."""
    cells = [cell for cell in row if cell is not None]
    if len(cells) != 2 or not is_number(cells[1]):
        return False
    return read_status(as_text(cells[0])).understood


@cache
def _period() -> re.Pattern[str]:
    """A pattern for a year, a week or a quarter."""
    week, quarter = vocabulary.either("week"), vocabulary.either("quarter")
    return re.compile(rf"^(?:(?:19|20)\d\d|(?:{week}) ?\d*|第? ?\d+ ?[周週]|(?:{quarter})[1-4])$")


def is_period(text: str) -> bool:
    """Whether the text is only a month, a week or a year: the title of the rows below it."""
    words = plain(text).split()
    named = [word in month_words() for word in words]
    if len(words) > 8 or not (any(named) or any(character.isdigit() for character in text)):
        return False  # "Sem" alone is an employer, "Sem 12" a week
    return all(
        month or _period().match(word) or word.isdigit() for month, word in zip(named, words, strict=True)
    )


@recalled(4_096)
def _begins_total(text: str) -> bool:
    """Whether the text begins with a word of totals or legends and has little after it."""
    folded = plain(text[:LONGEST_TOTAL])
    for known, length in _total_words().get(folded[:1], ()):
        if folded.startswith(known) and (
            not (rest := folded[len(known) :])
            or (rest.startswith(" ") and (len(rest.split()) <= 3 or text.strip()[length:][:1] in ":："))
        ):
            return True
    return False


@cache
def _total_words() -> dict[str, list[tuple[str, int]]]:
    """First letter → the words of totals and legends, in plain form, each with its length as written."""
    words: dict[str, list[tuple[str, int]]] = {}
    for word in vocabulary.load().totals:
        if known := plain(word):
            words.setdefault(known[0], []).append((known, len(word)))
    return words


def duplicates(table: Table, open_rows: Flags) -> Flags:
    """Which of the rows in `open_rows` are equal to an earlier one of them in every cell.

    One column is compared after the other, each time only for rows that are equal so far. Columns whose
    distinct values are known already come first, since they take no time. Rows of sheets of different years
    ("2024", "2025") are different: their days may lack the year.
    """
    rows = np.flatnonzero(open_rows)
    years = [table.margins[name].since if name in table.margins else None for name in table.sheets]
    sheets = np.array([years.index(year) for year in years])[table.origin[rows]]
    groups = arrays.RowGroups.all_alike(len(rows)).split(sheets, len(years) + 1)
    for column in sorted(table.columns, key=lambda column: not column.is_factored):
        here = column.take(rows)
        groups = groups.split(here.codes, len(here.distinct) + 1)
        alike = groups.several
        rows, groups = rows[alike], groups.take(alike)
    found = np.zeros(len(table), bool)
    found[rows[pd.Series(groups.numbers).duplicated().to_numpy()]] = True
    return found
