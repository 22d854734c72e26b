"""What the columns of a table are called: the header row, and the names of groups of columns above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from lib.log.files.sheets import Cell, Sheet, as_text
from lib.log.table.names import clear_field, plain


def fold(cell: Cell) -> str:
    """A header's text with its white space folded."""
    return " ".join(as_text(cell).split())


def name_columns(sheet: Sheet, header: int | None) -> list[str]:
    """The header text of each column; a group name from the row above is put before names that need it."""
    if header is None:
        return [""] * len(sheet.columns)
    names = [fold(cell) for cell in sheet.row(header)]
    alone = not header or _comes_again(names)
    groups = [""] * len(names) if alone else _groups(sheet, header, names)
    empty = [
        not name and not column.filled[header:].any()
        for name, column in zip(names, sheet.columns, strict=True)
    ]
    repeated = _repeated(names, empty)
    return [
        f"{group} {name}".strip()
        if group and not empty[i] and (not name or i in repeated or clear_field(name) is None)
        else name
        for i, (group, name) in enumerate(zip(groups, names, strict=True))
    ]


def _repeated(names: Sequence[str], empty: Sequence[bool]) -> set[int]:
    """The columns whose name another column has as well, with no empty column between the two."""
    block = list(accumulate(empty))
    keys = [(number, plain(name)) for number, name in zip(block, names, strict=True)]
    times = Counter(keys)
    return {i for i, key in enumerate(keys) if times[key] > 1}


def _comes_again(names: Sequence[str]) -> bool:
    """Whether the headers are those of one table repeated, for several tables side by side."""
    filled = [plain(name) for name in names if name]
    times = Counter(filled).most_common(1)[0][1] if filled else 1
    first = filled[: len(filled) // times]
    return times > 1 and len(first) > 1 and filled == first * times


def _groups(sheet: Sheet, header: int, names: list[str]) -> list[str]:
    """The group name above each column: of a merged cell, or of one that reaches to the next group."""
    above = [fold(cell) for cell in sheet.row(header - 1)]
    held = [index for index, text in enumerate(above) if text]
    if not held or any(len(above[index]) > 40 for index in held):
        return [""] * len(names)
    if len(held) == 1 and (held[0] == 0 or _spans(sheet, header - 1, held[0]) >= 0.8 * len(names)):
        return [""] * len(names)
    groups: list[str] = []
    carried = ""
    end: int | None = -1
    for index, text in enumerate(above):
        if text:
            carried, end = text, _merge_end(sheet, header - 1, index)
        inside = bool(text) or index <= (len(names) if end is None else end)
        groups.append(carried if inside else "")
    return groups


def _merge_end(sheet: Sheet, row: int, column: int) -> int | None:
    """The last column of the merged area that begins at this cell; None if it is not merged."""
    for (top, left), (bottom, right) in sheet.merged:
        if top <= row <= bottom and left == column:
            return min(right, len(sheet.columns) - 1)
    return None


def _spans(sheet: Sheet, row: int, column: int) -> int:
    end = _merge_end(sheet, row, column)
    return 1 if end is None else end - column + 1
