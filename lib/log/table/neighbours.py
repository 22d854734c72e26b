"""Tables beside a log, after an empty column: summaries, legends, other grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lib.log import vocabulary
from lib.log.files.sheets import as_text
from lib.log.table.contents import held_values
from lib.log.table.header import Table
from lib.log.table.layouts import find_groups
from lib.log.table.names import clear_field, plain
from lib.log.values.statuses import read_status

CORE = frozenset(["company", "role", "applied_on", "status"])
LEGEND_SHARE = 0.6
"""A list is a legend if at least this share of its entries are status words."""


def without_neighbours(table: Table) -> Table:
    """The table without columns beside it that have nothing to do with its rows.

    These are a summary with totals, a legend of status words, or a grid that goes on below the log.
    """
    blocks = _blocks(table)
    main = max(blocks, key=lambda block: len(_fields(table, block) & CORE), default=[])
    if len(blocks) < 2 or len(_fields(table, main) & CORE) < 2 or find_groups(table.labels) is not None:
        return table
    beside = {
        what: block
        for block in blocks
        if block is not main and (what := _stands_alone(table, main, block)) is not None
    }
    if not beside:
        return table
    kept = [i for block in blocks if block not in beside.values() for i in block]
    notes = tuple(f"{what} beside the rows was left out." for what in beside)
    return _without_tail(replace(table.keep(kept), notes=(*table.notes, *notes)))


def apart(table: Table) -> list[Table]:
    """The tables that stand side by side, each under headers of its own; the table alone where it is one."""
    blocks = _blocks(table)
    fields = [_fields(table, block) for block in blocks]
    logs = [block for block, said in zip(blocks, fields, strict=True) if _is_log(said)]
    shared = set.intersection(*fields) if fields else set()
    if len(logs) < 2 or len(logs) < len(blocks) or not _is_log(shared):
        return [table]
    if find_groups(table.labels) is not None:
        return [table]
    parts = [table.keep(block) for block in logs]
    return [part.take(np.flatnonzero(part.filled > 0)) for part in parts]


def _is_log(fields: set[str]) -> bool:
    return bool(fields & {"company", "role"}) and len(fields & CORE) > 1


def _stands_alone(table: Table, main: Sequence[int], block: Sequence[int]) -> str | None:
    """What a block of columns is, if it has rows of its own; None if it belongs to the rows beside it."""
    if not _fields(table, block) & CORE and _tells_totals(table, block):
        return "A summary"
    if _is_legend(table, main, block):
        return "A legend"
    return "Another table" if len(block) > 1 and _goes_on(table, main, block) else None


def _blocks(table: Table) -> list[list[int]]:
    """The columns of the table in groups, which empty columns of the sheet separate."""
    blocks: list[list[int]] = []
    before = None
    for i, position in enumerate(table.positions):
        if before is None or position > before + 1:
            blocks.append([])
        blocks[-1].append(i)
        before = position
    return blocks


def _fields(table: Table, block: Sequence[int]) -> set[str]:
    return {field for i in block if (field := clear_field(table.labels[i])) is not None}


def _tells_totals(table: Table, block: Sequence[int]) -> bool:
    texts = [label for i in block if clear_field(label := table.labels[i]) is None]
    texts += [as_text(value) for i in block for value in held_values(table.columns[i])[:40]]
    return any(_says_total(text) for text in texts)


def _says_total(text: str) -> bool:
    words = plain(text)
    return any(
        words == known or words.startswith(f"{known} ") for known in map(plain, vocabulary.load().totals)
    )


def _is_legend(table: Table, main: Sequence[int], block: Sequence[int]) -> bool:
    """Whether a block is a list of status words, each once, one below the other, beside the first rows."""
    first = table.columns[block[0]]
    rows = np.flatnonzero(first.filled)
    solid = len(rows) > 2 and rows[0] <= 1 and int(rows[-1]) - int(rows[0]) == len(rows) - 1
    if not solid or len(rows) != len(held_values(first)) or rows[-1] >= _last(table, main):
        return False
    said = [read_status(as_text(value)).understood for value in held_values(first)]
    return sum(said) >= LEGEND_SHARE * len(said)


def _goes_on(table: Table, main: Sequence[int], block: Sequence[int]) -> bool:
    """Whether a block has two or more rows below the last row of the log."""
    below = _filled(table, block)[_last(table, main) + 1 :]
    return int(below.sum()) >= 2


def _filled(table: Table, block: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    held = np.zeros(len(table), bool)
    for i in block:
        held |= table.columns[i].filled
    return held


def _last(table: Table, block: Sequence[int]) -> int:
    """The last row in which a block has a filled cell, -1 if there is none."""
    return int(np.flatnonzero(_filled(table, block))[-1:].sum()) if _filled(table, block).any() else -1


def _without_tail(table: Table) -> Table:
    """The table without the empty rows at its end."""
    stop = _last(table, range(len(table.columns))) + 1
    return table if stop == len(table) else table.take(np.arange(stop))
