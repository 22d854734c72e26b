"""Blocks of rows, parted by blank ones, whose first row alone has the day: it is the day of them all."""

from __future__ import annotations

from typing import Any

import numpy as np

from lib.log.schema import Repair
from lib.log.table.header import Table

Days = np.ndarray[Any, np.dtype[np.datetime64]]
FEWEST = 2
"""At least so many blocks, and so many with several rows, show that days are written so."""


def spread_over_blocks(days: Days, table: Table, at: int) -> tuple[Days, list[Repair]]:
    """(days, repairs): with the day of each block's first row in its other rows, if all are written so."""
    filled, told = table.filled > 0, ~np.isnat(days)
    begins = filled & ~np.append(False, filled[:-1])
    below = filled & ~begins
    several = np.unique(np.cumsum(begins)[below])
    if begins.sum() < FEWEST or len(several) < FEWEST or not (told == begins).all():
        return days, []
    if table.columns[at].filled[below].any():
        return days, []
    first = np.maximum.accumulate(np.where(begins, np.arange(len(days)), 0))
    spread = np.where(below, days[first], days)
    why = "the day stands in the first row of its block"
    repairs = [
        Repair(
            int(table.rows[row]),
            "applied_on",
            "",
            str(spread[row]),
            why,
            table.sheets[table.origin[row]] or None,
        )
        for row in np.flatnonzero(below)
    ]
    return spread, repairs
