"""Fast operations on Arrow arrays of text, by their bytes, for columns with very many cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Days = np.ndarray[Any, np.dtype[np.datetime64]]

ROOM = 10
"""A table of all possible keys is worth its memory if it has at most this many places for each key in use."""
TEXT = pa.large_string()
"""The Arrow type of text cells: pandas takes it as it is."""
FIRST_VISIBLE = np.uint8(ord("!"))
VISIBLE = 127 - ord("!")
"""Bytes up to this many after "!" are visible ASCII; white space, which is less than "!", wraps to more."""


def bounds(texts: pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Where each text begins among the bytes of them all, and where the last one ends."""
    if not len(texts):
        return np.zeros(1, np.int64)
    return np.frombuffer(texts.buffers()[1], np.int64, len(texts) + 1, 8 * texts.offset)


def lengths(texts: pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How many bytes each text has."""
    return np.diff(bounds(texts))


def is_held(texts: pa.Array) -> Flags:
    """For each text, whether it is neither missing nor empty."""
    limits = bounds(texts)
    held: Flags = limits[1:] != limits[:-1]
    return held


def is_loose(texts: pa.Array) -> bool:
    """Whether any text may have white space around it: a space, or a byte beyond ASCII, at one end.

    An empty text has no first or last byte; a byte of its neighbour is used, which does no harm.
    """
    limits = bounds(texts)
    if limits[0] == limits[-1]:
        return False
    octets = np.frombuffer(texts.buffers()[2], np.uint8)[limits[0] : limits[-1]]
    firsts, lasts = limits[:-1] - limits[0], limits[1:] - (limits[0] + 1)
    edges = (octets.take(places, mode="clip") for places in (firsts, lasts))
    return any(bool((edge - FIRST_VISIBLE > VISIBLE).any()) for edge in edges)


def hold(texts: pa.Array, words: bytes) -> bool:
    """Whether the bytes `words` occur in the bytes of all texts, one text after the other."""
    limits = bounds(texts)
    return bool(limits[0] != limits[-1]) and words in bytes(texts.buffers()[2][limits[0] : limits[-1]])


def resemble(texts: pa.Array, words: pa.Array) -> Flags:
    """For each text, whether it has the length and first byte of one of `words`: a fast first test."""
    if not len(texts) or bounds(texts)[0] == bounds(texts)[-1]:
        return np.zeros(len(texts), bool)
    sizes, known = lengths(texts), lengths(words)
    longest = known.max()
    table = np.zeros((256, longest + 2), bool)
    table[_first_bytes(words), known] = True
    found: Flags = table[_first_bytes(texts), np.minimum(sizes, longest + 1)]
    return found & (sizes > 0)


def _first_bytes(texts: pa.Array) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The first byte of each text; that of a neighbour for an empty one."""
    octets = np.frombuffer(texts.buffers()[2], np.uint8)
    return octets.take(bounds(texts)[:-1], mode="clip")


def where(held: Flags, texts: pa.Array) -> pa.Array:
    """The texts, missing where `held` is False; their bytes are shared, not copied."""
    places = texts.buffers()[1].slice(8 * texts.offset, 8 * (len(texts) + 1))
    return pa.Array.from_buffers(TEXT, len(texts), [pa.array(held).buffers()[1], places, texts.buffers()[2]])


def encode(texts: pa.Array, has_empty: bool) -> tuple[Codes, pa.Array]:
    """(codes, distinct texts): for each text its index among the distinct ones, -1 if it is empty."""
    encoded = texts.dictionary_encode()
    codes, distinct = encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary
    if not has_empty:
        return codes, distinct
    empty = pc.index(distinct, pa.scalar("", TEXT)).as_py()
    rest = pa.concat_arrays([distinct.slice(0, empty), distinct.slice(empty + 1)])
    numbers = np.arange(len(distinct), dtype=np.int32)
    numbers[empty + 1 :] -= 1
    numbers[empty] = -1
    return numbers[codes], rest


@dataclass(frozen=True)
class RowGroups:
    """A number for each row, 0 to below `size`, the same for rows that are alike so far."""

    numbers: Numbers
    size: int

    @classmethod
    def all_alike(cls, rows: int) -> RowGroups:
        """All rows in one group."""
        return cls(np.zeros(rows, np.int64), 1)

    def split(self, codes: Codes, width: int) -> RowGroups:
        """The groups split by a further column of codes, from -1 to below `width` - 1.

        The numbers may have gaps; they are renumbered only when a table of all numbers would be too large.
        """
        parted = RowGroups(self.numbers * width + codes + 1, self.size * width)
        return parted if parted.size <= ROOM * len(codes) else parted.in_order()

    def in_order(self) -> RowGroups:
        """The groups numbered in order of appearance."""
        if self.size > ROOM * len(self.numbers):
            import pandas as pd  # imported here, so that the process that opens files starts without it

            numbers, distinct = pd.factorize(self.numbers)
            return RowGroups(numbers.astype(np.int64), len(distinct))
        places = np.arange(len(self.numbers), dtype=np.int32)
        first = np.empty(self.size, np.int32)
        first[self.numbers[::-1]] = places[::-1]
        firsts = first[self.numbers]
        counted = np.cumsum(firsts == places, dtype=np.int64)
        return RowGroups(counted[firsts] - 1, int(counted.max(initial=0)))

    @property
    def several(self) -> Flags:
        """Which rows have another one in their group."""
        more: Flags = np.bincount(self.numbers, minlength=self.size)[self.numbers] > 1
        return more

    def take(self, rows: Flags) -> RowGroups:
        """The groups of some of the rows."""
        return RowGroups(self.numbers[rows], self.size)


def is_range(rows: np.ndarray[Any, Any]) -> bool:
    """Whether rows follow one another without a gap."""
    return not len(rows) or bool(rows[-1] - rows[0] == len(rows) - 1 and (np.diff(rows) == 1).all())


class Rows:
    """Some rows in some order. The fastest way to fetch their cells is found once for all columns."""

    def __init__(self, index: np.ndarray[Any, Any]) -> None:
        self.index = index

    def __len__(self) -> int:
        """How many rows."""
        return len(self.index)

    @cached_property
    def is_range(self) -> bool:
        """Whether there are any, and they follow one another without a gap."""
        return len(self.index) > 0 and is_range(self.index)

    @cached_property
    def mask(self) -> pa.Array | None:
        """A mask over all rows up to the last one; None if the rows are few or not in ascending order."""
        index = self.index
        if not len(index) or len(index) < (index[-1] + 1) / 4 or (np.diff(index) <= 0).any():
            return None
        kept = np.zeros(int(index[-1]) + 1, bool)
        kept[index] = True
        return pa.array(kept)


def take(cells: Any, rows: Rows) -> Any:
    """The cells of the given rows, in that order; those of a range are not copied."""
    if rows.is_range:
        return cells[int(rows.index[0]) : int(rows.index[-1]) + 1]
    if isinstance(cells, np.ndarray):
        return cells[rows.index]
    if rows.mask is None:
        return cells.take(pa.array(rows.index))
    return cells.slice(0, len(rows.mask)).filter(rows.mask)


def holds_any(values: Any, wanted: Sequence[str]) -> bool:
    """Whether one of the wanted texts is among the values, an Arrow array or a list."""
    if isinstance(values, list):
        return not set(wanted).isdisjoint(value for value in values if isinstance(value, str))
    return bool(pc.any(pc.is_in(values, value_set=pa.array(wanted, TEXT))).as_py())


def all_match(texts: pa.Array, pattern: str) -> bool:
    """Whether the pattern is found in each of the texts; it must have no look-around."""
    return bool(pc.all(pc.match_substring_regex(texts, pattern), min_count=0).as_py())
