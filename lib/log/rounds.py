"""Rows that are single conversations: a column names the round, and the result is that of this round."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.log.events import Codes
from lib.log.files.sheets import Column, as_text
from lib.log.schema import STAGES
from lib.log.table.contents import Contents, held_values
from lib.log.table.header import Table
from lib.log.table.wording import Read
from lib.log.values.meanings import StatusMeaning, find_meanings, read_answer
from lib.log.values.statuses import read_status

MOSTLY = 0.7
"""A column names rounds if this share of its texts are conversations or tests."""
NEARLY_ALL = 0.8
"""Share of the rows that must have a round."""
FEWEST = 2
"""At least this many employers come again with another round where rows are conversations."""
PASSED = StatusMeaning("applied", False, "open", replied=True)
"""What "passed" says of the application, beside the round that was passed."""


def find_rounds(contents: Sequence[Contents], columns: Sequence[int]) -> int | None:
    """The column, of `columns`, that names the round of nearly every row; None without one."""
    return next((at for at in columns if _names_rounds(contents[at])), None)


def _names_rounds(contents: Contents) -> bool:
    told = [read_status(text) for text in contents.texts]
    rounds = sum(meaning.stage in STAGES[1:4] and meaning.outcome == "open" for meaning in told)
    return rounds >= MOSTLY * len(told) > 0 and contents.filling >= NEARLY_ALL


def read_passes(column: Column, read: Read) -> Read:
    """`read`, but "passed" and "yes" are about the round in the row, and no offer."""
    passes = {text for text in map(as_text, held_values(column)) if says_passed(text)}
    return lambda text: PASSED if text in passes else read(text)


def says_passed(text: str) -> bool:
    """Whether a result says no more than that something was passed."""
    return read_answer(text) in ("yes", "tick") or find_meanings(text) == ["passed"]


def are_conversations(table: Table, rounds: int, application: Codes) -> bool:
    """Whether the rows are conversations: employers come again, each time with another round."""
    codes = table.columns[rounds].codes.astype(np.int64)
    pairs = np.unique(np.stack([application, codes]), axis=1)[0]
    return int((np.bincount(pairs) > 1).sum()) >= FEWEST
