"""How far the cells of an XLSX sheet reach, found in its XML before the sheet is loaded into memory."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from lib.log.files.arrays import Flags

Octets = np.ndarray[Any, np.dtype[np.uint8]]

SPARE = 16
"""A reference takes at most this many bytes; cells that begin later in a piece are checked in the next."""
MOST_DIGITS = 7
_CELL = re.compile(rb"[\s:]r\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,12})[\"']")
_ROW = re.compile(rb"row\s[^>]{0,400}?\br\s*=\s*[\"'](\d{1,12})[\"']")
_ROWS = re.compile(rb"<(?:\w+:)?row\b")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^>]*\br\s*=)")


def holds_declaration(piece: bytes) -> bool:
    """Whether the XML declares a document type or entities of its own."""
    octets = np.frombuffer(piece, np.uint8)
    marked = ((octets[:-1] == ord("<")) & (octets[1:] == ord("!"))).any()
    return bool(marked) and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece)


def bound_reach(piece: bytes) -> tuple[int, int] | None:
    """The last row and column of the cells in this piece of XML; None if a slower check is needed.

    Nearly all cells are written the usual way (`<c r="AB12"`). Their references are checked by their bytes:
    one or two letters, and fewer than eight digits.
    """
    octets = np.frombuffer(piece, np.uint8)
    cells = _find_cells(octets)
    if not len(cells):
        return 1, 1
    usual = (
        (octets[cells + 2] == ord("r")) & (octets[cells + 3] == ord("=")) & (octets[cells + 4] == ord('"'))
    )
    first, second = octets[cells + 5], octets[cells + 6]
    two = second >= ord("A")
    after = cells + 6 + two
    if not (usual & _is_letter(first) & (_is_letter(second) | ~two) & _is_digit(octets[after])).all():
        return None
    columns = np.where(two, (first - 64) * np.int64(26) + second - 64, first - np.int64(64))
    row = _largest_number(octets, after)
    return None if row is None else (row, int(columns.max()))


def _find_cells(octets: Octets) -> np.ndarray[Any, np.dtype[np.intp]]:
    """The positions at which the XML names of cells (`c`, with any prefix) begin."""
    found = np.flatnonzero(octets[1:-SPARE] == ord("c")) + 1
    before, after = octets[found - 1], octets[found + 1]
    opened = (before == ord("<")) | (before == ord(":"))
    closed = (after <= ord(" ")) | (after == ord(">")) | (after == ord("/"))
    cells: np.ndarray[Any, np.dtype[np.intp]] = found[opened & closed]
    return cells


def _largest_number(octets: Octets, starts: np.ndarray[Any, np.dtype[np.intp]]) -> int | None:
    """The largest of the numbers that begin at these places; None if one has over `MOST_DIGITS` digits."""
    numbers = octets[starts] - np.int64(ord("0"))
    largest = 0
    for _ in range(MOST_DIGITS):
        largest = max(largest, int(numbers.max()))
        starts = starts + 1
        more = _is_digit(octets[starts])
        if not more.any():
            return largest
        starts, numbers = starts[more], numbers[more]
        numbers = numbers * 10 + octets[starts] - ord("0")
    return None


def _is_digit(octets: Octets) -> Flags:
    return np.asarray((octets >= ord("0")) & (octets <= ord("9")))


def _is_letter(octets: Octets) -> Flags:
    return np.asarray((octets >= ord("A")) & (octets <= ord("Z")))


def measure_reach(data: bytes) -> tuple[int, int]:
    """The last row and column of a whole sheet; a cell without a reference follows the one before it."""
    rows, columns, unplaced = 0, 0, 0
    for letters, digits in _CELL.findall(data):
        rows, columns = max(rows, int(digits)), max(columns, column_number(letters))
    named = list(map(int, _ROW.findall(data)))
    for row in _ROWS.split(data):
        unplaced = max(unplaced, len(_UNPLACED.findall(row)))
    unnamed = len(_ROWS.findall(data)) - len(named)
    return max([rows, *named]) + max(unnamed, 0), columns + unplaced


def column_number(letters: bytes) -> int:
    """A=1, Z=26, AA=27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
