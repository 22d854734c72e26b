"""What stands around the rows of a table and tells how to read them: its year, and what its marks mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lib.log.files.sheets import Cell, Sheet, as_text
from lib.log.values.dates import read_day
from lib.log.values.legends import read_legend
from lib.log.values.lexicon import fold

FEW = 3
"""Cells up to which a row above the headers is a title or a remark."""
MARK = 3
"""Characters of a mark or a code that is explained."""
MOST_WORDS = 6
"""Words of an explanation."""
FAR = date(2100, 1, 1)
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_TITLE = re.compile(r"^[^=:]{1,20}: (?=.*=)")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}")


@dataclass(frozen=True)
class Margin:
    """What a sheet says about its rows outside of them."""

    since: int | None = None
    """The year of its title or its name: that of the first rows."""
    until: date | None = None
    """The latest day of its title ("As of 30.09.2025"): no row was written after it."""
    title: str = ""
    """The last line above the headers."""
    legend: Mapping[str, str] = field(default_factory=dict)
    """Folded mark → the words that explain it."""


def read_margin(sheet: Sheet, header: int | None, stop: int) -> Margin:
    """What the name of a sheet, the rows above its header and those below its last row say."""
    above = [row for row in sheet.rows(0, header or 0) if 0 < sum(cell is not None for cell in row) <= FEW]
    titles = [sheet.name, *(as_text(cell) for row in above for cell in row if cell is not None)]
    days = [day for text in titles for found in _DAY.findall(text) if (day := read_day(found, as_of=FAR))]
    years = [int(year) for text in titles for year in YEAR.findall(_DAY.sub(" ", text))]
    legend = {mark: word for text in titles for mark, word in read_legend(_TITLE.sub("", text)).items()}
    legend |= dict(_explained(sheet, stop))
    title = titles[-1] if len(titles) > 1 else ""
    return Margin(min(years, default=None), max(days, default=None), title, legend)


def _explained(sheet: Sheet, stop: int) -> Iterator[tuple[str, str]]:
    """Marks and their words in the last rows, below a blank one: "❌", "turned down"."""
    last = [sheet.row(index) for index in range(max(0, stop - 15), stop)]
    blank = max((i for i, row in enumerate(last) if not any(cell is not None for cell in row)), default=None)
    for row in last[blank + 1 :] if blank is not None else []:
        cells: list[Cell] = [cell for cell in row if cell is not None]
        if len(cells) == 2 and all(isinstance(cell, str) for cell in cells):
            mark, words = map(as_text, cells)
            if len(mark.strip()) <= MARK and len(words.split()) <= MOST_WORDS:
                yield fold(mark).strip(), words
        elif len(cells) == 1 and isinstance(cells[0], str):
            yield from read_legend(cells[0]).items()
