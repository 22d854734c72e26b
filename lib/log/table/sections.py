"""Titles between the rows of a log, and names of sheets, that say something of the rows below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from lib.log.files.sheets import Cell, Column, as_text
from lib.log.schema import DATE_FIELDS, OUTCOMES, STAGES
from lib.log.table.contents import month_words
from lib.log.table.header import Table
from lib.log.table.margins import YEAR
from lib.log.table.names import clear_field, plain
from lib.log.values.date_patterns import with_year
from lib.log.values.meanings import find_meanings
from lib.log.values.statuses import StatusMeaning, read_answer, read_status
from lib.log.vocabulary import small_words

SECTION, SHEET = "Section", "Sheet"
"""Headers of the columns that are made from the titles between rows, and from the names of sheets."""

ITEM = re.compile(r"^(?:[-*+•·]|\d{1,4}[.)])\s+(?:\[.\]\s+)?(?=\S)")
"""How an item of a list begins: "- ", "3. ", "- [x] "."""
MOST_TITLES = 100
"""At most this many rows with one cell are looked at; in a log with more of them they are not titles."""


def spread_titles(table: Table) -> Table:
    """The table with a column made from titles that say how the rows below them stand.

    Titles are two or more rows with only a state ("Rejected"), in a log without a status column.
    """
    if any(clear_field(label) in ("status", "closed_on") for label in table.labels):
        return table
    lone = np.flatnonzero(table.filled == 1)
    if len(lone) > MOST_TITLES:
        return table
    titles = {int(i): text for i in lone if (text := _title(table, int(i)))}
    if len({read_status(text) for text in titles.values()}) < 2 or 2 * len(titles) > len(table):
        return table
    if not any(map(is_of_applications, titles.values())):
        return table
    states: list[Cell] = []
    for i in range(len(table)):
        states.append(titles[i] if i in titles else states[-1] if states else None)
    told = [None if i in titles else state for i, state in enumerate(states)]
    marked = tuple(_mark_titles(column, set(titles)) for column in table.columns)
    note = "The titles between the rows say how the rows below them stand."
    return _with_column(replace(table, columns=marked), SECTION, told, note)


def is_of_applications(title: str) -> bool:
    """Whether a title is one of lists of applications; those of to-dos have "in progress", too."""
    return not _TELLING.isdisjoint(find_meanings(title))


_TELLING = frozenset((*STAGES, *OUTCOMES, "early", "ghosted"))


def spread_months(table: Table) -> Table:
    """The table with the month of the titles between its rows beside the days below them, which are figures.

    "March" over rows with 2, 5 and 9 below "Date" or "Day".
    """
    at = next((i for i, label in enumerate(table.labels) if plain(label) in _day_headers()), None)
    lone = np.flatnonzero(table.filled == 1)
    if at is None or len(lone) > MOST_TITLES:
        return table
    above = table.margins[table.sheets[0]].title if table.sheets[0] in table.margins else ""
    months = {-1: above} if _names_month(above) else {}
    months |= {int(i): text for i in lone if (text := _lone_text(table, int(i))) and _names_month(text)}
    cells = table.columns[at].objects()
    days = [i for i in range(len(table)) if i not in months and cells[i] is not None]
    if not months or not days or min(months) > min(days) or not all(_is_day(cells[i]) for i in days):
        return table
    titles = sorted(months)
    for i in days:
        month = months[max(title for title in titles if title < i)]
        cells[i] = f"{as_text(cells[i])} {month}"
    columns = list(table.columns)
    columns[at] = Column.of(None if i in months else cell for i, cell in enumerate(cells))
    titled = [
        _mark_titles(column, set(months) - {-1}) if i != at else column for i, column in enumerate(columns)
    ]
    note = "The titles between the rows name the month of the days below them."
    given = {**table.given, table.labels[at]: "applied_on"}
    return replace(table, columns=tuple(titled), notes=(*table.notes, note), given=given)


def spread_years(table: Table) -> Table:
    """The table with the year of the titles between its rows beside the days below them that have none.

    "2026 applications" over rows with 2/26 and 3/4; a title above the first row counts as well.
    """
    lone = np.flatnonzero(table.filled == 1)
    dated = [i for i, label in enumerate(table.labels) if _holds_days(label)]
    if not dated or not len(lone) or len(lone) > MOST_TITLES:
        return table
    above = table.margins[table.sheets[0]].title if table.sheets[0] in table.margins else ""
    years = {-1: year} if (year := _named_year(above)) else {}
    years |= {int(i): year for i in lone if (year := _named_year(_lone_text(table, int(i))))}
    if len(set(years.values())) < 2:
        return table
    columns = list(table.columns)
    for at in dated:
        cells = columns[at].objects()
        for i in np.flatnonzero(columns[at].filled).tolist():
            title = max((title for title in years if title < i), default=None)
            if title is not None and isinstance(cells[i], str):
                cells[i] = with_year(cells[i], years[title])
        columns[at] = Column.of(cells)
    note = "The titles between the rows tell the year of the days below them."
    return replace(table, columns=tuple(columns), notes=(*table.notes, note))


def _holds_days(label: str) -> bool:
    return clear_field(label) in DATE_FIELDS or plain(label) in _day_headers()


def _named_year(title: str) -> int | None:
    """The only year that a short title names."""
    found = set(YEAR.findall(title)) if len(title.split()) <= MOST_WORDS else set()
    return int(found.pop()) if len(found) == 1 else None


MOST_WORDS = 8
"""Words of a title."""


@cache
def _day_headers() -> frozenset[str]:
    """Plain headers of a column with days: "Date", "Day"."""
    return frozenset(map(plain, small_words("any_date") | small_words("header_day")))


def _lone_text(table: Table, index: int) -> str:
    """The text of a row with one filled cell."""
    return next(as_text(cell) for column in table.columns if (cell := column[index]) is not None)


def _names_month(text: str) -> bool:
    words = plain(text).split()
    return 0 < len(words) <= 2 and words[0] in month_words() and all(word.isdigit() for word in words[1:])


def _is_day(cell: Cell) -> bool:
    text = as_text(cell).rstrip(".").removesuffix(".0")
    return text.isdecimal() and 1 <= int(text) <= 31


def spread_employers(table: Table) -> Table:
    """The table with an employer that is alone in a row filled in for the roles below it.

    This is done if rows without an employer come only below such a row, for two employers or more.
    """
    at = next((i for i, label in enumerate(table.labels) if clear_field(label) == "company"), None)
    if at is None or not any(clear_field(label) == "role" for label in table.labels):
        return table
    named = table.columns[at].filled
    nameless = np.flatnonzero(~named & (table.filled > 1))
    above = np.where(named, np.arange(len(table)), -1)
    above = np.maximum.accumulate(above)
    lone = named & (table.filled == 1)
    owners = above[nameless]
    if len(set(owners.tolist())) < 2 or (owners < 0).any() or not lone[owners].all():
        return table
    cells = table.columns[at].objects()
    cells[nameless] = cells[owners]
    columns = list(table.columns)
    columns[at] = _mark_titles(Column.of(cells), set(owners.tolist()))
    note = "Employers that stand alone in a row belong to the rows below them."
    return replace(table, columns=tuple(columns), notes=(*table.notes, note))


def _title(table: Table, index: int) -> str | None:
    """The state that a row with one cell names as a title, None if it does not."""
    text = next(as_text(cell) for column in table.columns if (cell := column[index]) is not None)
    short = (
        ITEM.match(text) is None
        and len(text.split()) <= 4
        and not any(character.isdigit() for character in text)
    )
    return text if short and read_answer(text) is None and read_status(text).understood else None


def _mark_titles(column: Column, titles: set[int]) -> Column:
    """The column with a colon after its titles, which distinguishes a title from an application."""
    cells = column.objects()
    if not any(cells[i] is not None for i in titles):
        return column
    return Column.of(
        f"{as_text(cell).rstrip(': ')}:" if i in titles and cell is not None else cell
        for i, cell in enumerate(cells)
    )


def add_sheet_names(table: Table) -> Table:
    """The table with the names of its sheets as a column, if these say how the applications stand."""
    if any(clear_field(label) == "status" for label in table.labels):
        return table
    said: list[StatusMeaning] = [read_status(name) for name in table.sheets]
    told = [meaning for meaning in said if meaning.understood]
    if len(set(told)) < 2 or not any(meaning.outcome != "open" for meaning in told):
        return table
    names: list[Cell] = [table.sheets[at] if said[at].understood else None for at in table.origin]
    return _with_column(table, SHEET, names, "The names of the sheets say how the applications stand.")


def _with_column(table: Table, label: str, cells: Sequence[Cell], note: str) -> Table:
    return replace(
        table,
        labels=(*table.labels, label),
        columns=(*table.columns, Column.of(cells)),
        positions=(*table.positions, max(table.positions) + 1),
        notes=(*table.notes, note),
        given={**table.given, label: "status"},
    )
