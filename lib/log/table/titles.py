"""Splits columns with the employer and the role in one cell: "North GmbH - Clerk", "Cook at South"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from lib.log.files.sheets import LOOKED_AT, Cell, Column, as_text
from lib.log.table.contents import general_names, marks
from lib.log.table.header import Table
from lib.log.table.names import match_name, may_be_stage, plain
from lib.log.vocabulary import either

BETWEEN = (re.compile(r"(?<!\s)\s+[-–—|/:·]+\s+"), re.compile(r":\s+"))
"""Patterns for what stands between an employer and a role, in either order."""
BRACKETS = re.compile(r"^[(\[]([^()\[\]]+)[)\]]\s*(?=\S)")
"""An employer or a role in brackets before the other: "(North) Clerk"."""
AT_END = re.compile(r"(?<=\S)\s*[(\[]([^()\[\]]+)[)\]]$")
MOST = 0.8
"""A column is split if at least this share of its cells have two parts."""
CLEAR = 0.5
FEWEST = 4
"""Cells from which it tells that one of the two parts comes again and the other never."""


@cache
def _at() -> re.Pattern[str]:
    """A pattern for the word between a role and its employer ("at")."""
    return re.compile(rf"(?<!\s)\s+(?:@|{either('at')})\s+")


def split_titles(table: Table) -> Table:
    """The table with such a column split into two, if no other column has the employers.

    A column whose header names the role is split only at an "at", since a role can have several parts.
    """
    named = [_named(label) for label in table.labels]
    for at, label in enumerate(table.labels):
        if any("company" in fields for i, fields in enumerate(named) if i != at):
            return table
        if named[at] - {"company", "role"} or ("company" in named[at] and "role" not in named[at]):
            continue
        others = set().union(
            *(named[i] for i, other in enumerate(table.labels) if i != at and not may_be_stage(other))
        )
        parts = _parts(table.columns[at], label, only_at=named[at] == {"role"} or "role" in others)
        if parts is not None:
            return _with_parts(table, at, parts, named[at])
    return table


def _named(label: str) -> frozenset[str]:
    """The fields that a header clearly names; a general name ("Application", "Card name") names none."""
    pieces = [label, *(piece for pattern in BETWEEN for piece in pattern.split(label))]
    pieces += re.split(rf"\s*[/&+@()]\s*|\s+(?:{either('and')}|{either('at')})\s+", label)
    found = {match.field for piece in pieces for match in match_name(piece)[:1] if match.score >= 0.8}
    return frozenset() if plain(label) in general_names() else frozenset(found)


def _parts(column: Column, label: str, only_at: bool) -> tuple[list[Cell], list[Cell]] | None:
    """(employers, roles) of a column's cells; None if too few cells have both."""
    if not _is_split([_unwrapped(as_text(cell)) for cell in column.sample], _at() if only_at else None):
        return None
    texts = [_unwrapped(cell) if isinstance(cell, str) else "" for cell in column.objects()]
    for pattern in (_at(),) if only_at else (_at(), *BETWEEN):
        split = [_halves(pattern, text) for text in texts if text]
        pairs = [pair for pair in split if len(pair) == 2 and all(pair)]
        if not pairs or len(pairs) < max(min(2, len(split)), MOST * len(split)):
            continue
        first = _company_first(pairs, label, pattern is _at())
        if first is not None:
            return _apart(texts, pattern, first)
    return None


def _unwrapped(text: str) -> str:
    """A text that begins or ends with a part in brackets, with a dash beside that part instead."""
    return AT_END.sub(r" — \1", BRACKETS.sub(r"\1 — ", text.strip()))


def _is_split(texts: Sequence[str], pattern: re.Pattern[str] | None) -> bool:
    """Whether enough texts of a sample are split by `pattern` to look at all cells."""
    patterns = (pattern,) if pattern else (_at(), *BETWEEN)
    return any(
        sum(p.search(text) is not None for text in texts) >= max(min(2, len(texts)), MOST * len(texts))
        for p in patterns
    )


def _company_first(pairs: Sequence[Sequence[str]], label: str, is_at: bool) -> bool | None:
    """Whether the employer comes first; None if neither part reads like job titles."""
    if is_at:
        return False
    left, right = (sum(marks()["roles"].mark(pair[side]) for pair in pairs) / len(pairs) for side in (0, 1))
    if max(left, right) >= CLEAR and left != right:
        return right > left
    names, others = (len({pair[side] for pair in pairs}) for side in (0, 1))
    if len(pairs) >= FEWEST and max(names, others) == len(pairs) and names != others:
        return names > others  # the same job is sought at one employer after another
    order = [field for piece in re.split(r"\W+", label) for field in _named(piece) if field in BOTH]
    return order[0] == "company" if set(order) == BOTH else None


BOTH = {"company", "role"}


def _apart(texts: Sequence[str], pattern: re.Pattern[str], first: bool) -> tuple[list[Cell], list[Cell]]:
    companies: list[Cell] = []
    roles: list[Cell] = []
    for text in texts:
        pair = _halves(pattern, text)
        one, other = (pair[0], pair[1]) if len(pair) == 2 else (text or None, None)
        companies.append(one if first or len(pair) < 2 else other)
        roles.append(other if first or len(pair) < 2 else one)
    return companies, roles


def _halves(pattern: re.Pattern[str], text: str) -> list[str]:
    """The text before and after the first separator; the whole text alone if it has none."""
    found = pattern.search(text[:LOOKED_AT])
    return [text] if found is None else [text[: found.start()], text[found.end() :]]


def _with_parts(table: Table, at: int, parts: tuple[list[Cell], list[Cell]], named: frozenset[str]) -> Table:
    """The table with the column split; the header goes to the part that it names, else to the employers."""
    company, role = (Column.of(cells) for cells in parts)
    label = table.labels[at] or f"column {table.positions[at] + 1}"
    labels = (f"{label} (company)", label) if named == {"role"} else (label, f"{label} (role)")
    note = f"“{label}” holds the employer and the role; they were taken apart."
    return replace(
        table,
        labels=(*table.labels[:at], *labels, *table.labels[at + 1 :]),
        columns=(*table.columns[:at], company, role, *table.columns[at + 1 :]),
        positions=(
            *table.positions[:at],
            table.positions[at],
            table.positions[at],
            *table.positions[at + 1 :],
        ),
        notes=(*table.notes, note),
        given={**table.given, labels[0]: "company", labels[1]: "role"},
    )
