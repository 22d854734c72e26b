"""Crosses beside a stage: "2nd interview ❌" is one that was not passed."""

from __future__ import annotations

from lib.log.vocabulary import small_words


def is_crossed(text: str) -> bool:
    """Whether a cross stands at one end of the text; a red dot may be a colour for something else."""
    bare = text.replace("\ufe0f", "").strip()
    return bool(bare) and not {bare[0], bare[-1]}.isdisjoint(small_words("crossed"))
