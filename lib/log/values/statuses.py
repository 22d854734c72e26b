"""Whether the cells of a column are statuses."""

from __future__ import annotations

from collections.abc import Sequence

from lib.log.values.meanings import UNKNOWN, StatusMeaning, read_answer, read_status, status_lexicon
from lib.log.values.paths import read_path
from lib.log.values.stage_cells import StageCell, read_stage_cell

__all__ = [
    "UNKNOWN",
    "StageCell",
    "StatusMeaning",
    "read_answer",
    "read_path",
    "read_stage_cell",
    "read_status",
    "status_share",
]

LONGEST = 12
"""A status has at most this many words; a longer text is a remark."""
SAMPLE = 1_000
"""A column is judged by at most this many distinct texts."""


def status_share(texts: Sequence[str]) -> float:
    """The share of the distinct texts that read as a status: understood, short, and not a bare yes or no."""
    distinct = {
        str(text).strip() for text in texts if text is not None and text == text and str(text).strip()
    }
    if not distinct:
        return 0.0
    sample = sorted(distinct)[:: max(1, len(distinct) // SAMPLE)]
    return sum(_is_status(text) for text in sample) / len(sample)


def _is_status(text: str) -> bool:
    """Whether known phrases make up at least two fifths of a short text."""
    if len(text) > 120 or read_answer(text) is not None:
        return False
    tokens, found = status_lexicon().find(text)
    words = [token for token in tokens if token.isalnum() and not token.isdigit()]
    covered = sum(word.stop - word.start for word in found)
    return len(words) <= LONGEST and covered >= 0.4 * len(words) and read_status(text).understood
