"""Which sheets and tables of a book are the log."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lib.log.files.sheets import Book, Sheet, as_text
from lib.log.schema import FIELD, FIELD_STAGES, Choices, ColumnMatch, UnreadableLog
from lib.log.table.columns import match_columns
from lib.log.table.contents import Contents, elsewhere, people_names
from lib.log.table.header import Table, find_tables
from lib.log.table.layouts import (
    combine,
    find_board,
    find_calendar,
    find_groups,
    name_transitions,
    stack_groups,
    turn_sideways,
    unroll_board,
    unroll_calendar,
)
from lib.log.table.lists import find_lists, unroll_lists
from lib.log.table.mails import name_mails
from lib.log.table.names import plain
from lib.log.table.neighbours import apart, without_neighbours
from lib.log.table.ragged import fill_short_rows, realign
from lib.log.table.sections import (
    add_sheet_names,
    spread_employers,
    spread_months,
    spread_titles,
    spread_years,
)
from lib.log.table.titles import split_titles
from lib.log.values.meanings import find_meanings
from lib.log.values.statuses import read_status
from lib.log.vocabulary import small_words

FOUND_ONLY = 0.6
"""A table of jobs in which nothing says that the person applied is worth this much of one that does."""
WRITTEN_TO = "a list of people written to"
"""The name of a table with people and how the person contacted them."""
KEPT_BY_EMPLOYERS = "an applicant list kept by an employer"
"""The name of a table with people and no employer."""
TASKS = "a list of tasks or tickets"
"""The name of a table from a program for tasks, in which some people keep their applications."""
MOST_APPLICANTS = 2
"""A log may have this many names of applicants: one person, or two who look for work together."""
NAMED = 0.5
"""From this confidence on a header says what its column holds, and not only the cells."""
CLEAR = 0.75
"""A column surely holds its field from this confidence on."""
LONGEST_VIEW = 5_000
"""Rows of a sheet up to which it is compared with others."""
SHORT = 60
"""A status of a card has fewer characters."""
LONGEST_TITLE = 12
"""Words up to which the line above a table is its title."""
SAME_HEADERS = 0.7
"""Two sheets are read together if they share at least this part of their headers."""


@dataclass(frozen=True)
class Candidate:
    """A table with what its columns were taken for, and how much it looks like a log."""

    table: Table
    contents: tuple[Contents, ...]
    matches: tuple[ColumnMatch, ...]

    @property
    def fields(self) -> dict[int, str]:
        """Column position → field."""
        return {match.position: match.field for match in self.matches}

    @property
    def worth(self) -> float:
        """The weights of the fields found, times their confidence; little without employer or role."""
        total = 0.05 + sum(FIELD[match.field].weight * match.confidence for match in self.matches)
        total *= 1.0 if self.tells_of_sending else FOUND_ONLY
        return total if {"company", "role"} & set(self.fields.values()) else 0.3 * total

    @property
    def tells_of_sending(self) -> bool:
        """Whether anything says that applications were sent; days under another header may be of adverts."""
        told = {"status", "replied_on", "closed_on", "last_word_on", *FIELD_STAGES} & set(
            self.fields.values()
        )
        applied = [match for match in self.matches if match.field == "applied_on"]
        return bool(told) or any(
            match.confidence >= NAMED and plain(match.header) not in small_words("any_date")
            for match in applied
        )

    @property
    def rating(self) -> float:
        """How much the table looks like a log: its fields, and a little for its length."""
        rows = int((self.table.filled > 1).sum()) or int(
            len(self.table.columns) < 3 and self.table.filled.any()
        )
        other = 0.3 if looks_like(self) else 1.0
        return other * self.worth * (1 + 0.3 * math.log10(rows)) if rows else 0.0


def looks_like(candidate: Candidate) -> str | None:
    """What the table is, by its headers, if it is not a log; None if nothing speaks against a log."""
    table = candidate.table
    if _applicants(candidate) > MOST_APPLICANTS:
        return KEPT_BY_EMPLOYERS
    labels = {plain(label) for label in table.labels if label}
    named = {match.field for match in candidate.matches if match.confidence >= 0.75}
    for what, foreign in elsewhere().items():
        hits = len(labels & set(foreign))
        if what == WRITTEN_TO and hits >= 2 and labels & small_words("person_name"):
            return what
        bare = {m.field for m in candidate.matches if plain(m.header) in {*foreign, *small_words("any_date")}}
        own = len(_sure_fields(candidate) - bare)
        if what == TASKS and _tells_of_talks(candidate):
            continue
        if hits >= 2 and hits > own - ("applied_on" not in named):
            return what
        alone = hits >= 2 or "role" not in named or what == KEPT_BY_EMPLOYERS
        if hits and "company" not in named and alone:
            return what
    return None


def _tells_of_talks(candidate: Candidate) -> bool:
    """Whether the cards name employers, and some were applied for and others led to talks."""
    columns = {match.field: match.position for match in candidate.matches}
    if "company" not in columns or "status" not in columns:
        return False
    said = candidate.contents[columns["status"]].texts
    reached = {read_status(text).stage for text in said if len(text) < SHORT}
    applied = any("applied" in find_meanings(text) for text in said if len(text) < SHORT)
    return applied and not reached.isdisjoint(("interview", "final", "offer"))


def _applicants(candidate: Candidate) -> int:
    """How many different applicants the table names; 0 if it names none."""
    named = zip(candidate.table.labels, candidate.contents, strict=True)
    return max((len(cells.values) for label, cells in named if plain(label) in people_names()), default=0)


def _sure_fields(candidate: Candidate) -> set[str]:
    """The main fields that are clearly named; the status only if its words are those of applications."""
    return {
        match.field
        for match in candidate.matches
        if match.field in ("company", "role", "applied_on", "status")
        and match.confidence >= 0.75
        and (match.field != "status" or candidate.contents[match.position].statuses >= 0.6)
    }


def pick_log(book: Book, choices: Choices) -> tuple[Candidate, tuple[str, ...]]:
    """(table to read, sheets left out): the table is put together from all sheets that belong to the log.

    Raises UnreadableLog if no sheet has a row.
    """
    by_sheet = {sheet.name: _candidates(sheet, choices, _may_slip(book)) for sheet in _wanted(book, choices)}
    rated = {name: max((c.rating for c in found), default=0.0) for name, found in by_sheet.items()}
    if not any(rated.values()):
        raise _nothing(book, [c for found in by_sheet.values() for c in found])
    best = max(rated, key=lambda name: rated[name])
    names = (
        list(by_sheet) if choices.sheets else [n for n in by_sheet if _belongs(by_sheet[n], by_sheet[best])]
    )
    others = tuple(n for n in by_sheet if n not in names and any(map(_may_be_log, by_sheet[n])))
    if choices.sheets is None:
        names = _without_views(names, by_sheet)
    parts = [part for name in names for part in _worthy(by_sheet[name])]
    return _together(parts, choices), others


def _without_views(names: list[str], by_sheet: Mapping[str, Sequence[Candidate]]) -> list[str]:
    """The sheets without those whose rows all stand in a longer one: views of it, as programs export them."""
    rows = {name: _rows_of(by_sheet[name]) if len(names) > 1 else frozenset() for name in names}
    return [
        name
        for at, name in enumerate(names)
        if not any(
            rows[name]
            and rows[name] <= rows[other]
            and (len(rows[name]) < len(rows[other]) or other in names[:at])
            for other in names
            if other != name
        )
    ]


def _rows_of(candidates: Sequence[Candidate]) -> frozenset[tuple[str, ...]]:
    """The distinct rows of a sheet with the headers over them; none of one that is too long to compare."""
    tables = [candidate.table for candidate in candidates if len(candidate.table) <= LONGEST_VIEW]
    return frozenset(
        tuple(
            f"{label}: {as_text(cell)}"
            for label, cell in zip(table.labels, row, strict=True)
            if cell is not None
        )
        for table in tables
        for row in zip(*(column.objects().tolist() for column in table.columns), strict=True)
        if sum(cell is not None for cell in row) > 1
    )


def _may_be_log(candidate: Candidate) -> bool:
    """Whether a table may be offered as a log: it has rows, an employer or a role, and a day or a status."""
    found = set(candidate.fields.values())
    subject, story = found & {"company", "role"}, found & {"applied_on", "status"}
    return candidate.rating > 0 and bool(subject and story) and looks_like(candidate) is None


def _wanted(book: Book, choices: Choices) -> list[Sheet]:
    if choices.sheets is None:
        return list(book.sheets)
    known = {sheet.name: sheet for sheet in book.sheets}
    missing = [name for name in choices.sheets if name not in known]
    if missing:
        raise UnreadableLog(
            f"There is no sheet “{missing[0]}”",
            "The sheets are: " + ", ".join(known) + "." if known else "Choose another.",
        )
    return [known[name] for name in choices.sheets]


def _may_slip(book: Book) -> bool:
    """Whether a comma in a text can have moved the cells of a row; a bar, as in Markdown, is in no text."""
    return book.encoding is not None and book.delimiter != "|"


def _candidates(sheet: Sheet, choices: Choices, may_slip: bool) -> list[Candidate]:
    if choices.header_row is None and (calendar := find_calendar(sheet)) is not None:
        return [judge(unroll_calendar(sheet, calendar), choices)]
    if choices.header_row is None and (items := find_lists(sheet)) is not None:
        return [judge(split_titles(unroll_lists(sheet, items)), choices)]
    sheet = (turn_sideways(sheet) if choices.header_row is None else None) or sheet
    tables = find_tables(sheet, choices.header_row)
    return [judge(_arranged(part, may_slip), choices) for table in tables for part in apart(table)]


def _arranged(table: Table, may_slip: bool) -> Table:
    """The table with slipped rows repaired, and with side-by-side applications put below each other."""
    if may_slip and table.header_row is not None:
        table, slipped = realign(table)
        table, short = fill_short_rows(table)
        table = replace(table, repairs=(*slipped, *short))
    table = without_neighbours(table)
    if find_board(table):
        board = unroll_board(table)
        cards = split_titles(replace(board, labels=("Application", *board.labels[1:])))
        return cards if len(cards.columns) > len(board.columns) else board
    groups = find_groups(table.labels)
    if groups is not None:
        return stack_groups(table, groups)
    dated = spread_years(spread_months(split_titles(name_mails(table))))
    return name_transitions(spread_employers(spread_titles(dated)))


def judge(table: Table, choices: Choices) -> Candidate:
    """A table with its contents looked at and its columns matched."""
    contents = tuple(Contents(column) for column in table.columns)
    return Candidate(table, contents, match_columns(table, contents, choices.columns))


def _worthy(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The tables of one sheet that belong to the log: the best one, and those with nearly the same fields."""
    best = max(candidates, key=lambda c: c.rating)
    return [
        c
        for c in candidates
        if c is best or ((c.worth >= 0.6 * best.worth or _is_titled_as_sent(c)) and len(c.table))
    ]


def _is_titled_as_sent(candidate: Candidate) -> bool:
    """Whether the line above a table of employers and roles says that these are applications."""
    title = next((margin.title for margin in candidate.table.margins.values()), "")
    if not {"company", "role"} <= set(candidate.fields.values()) or len(title.split()) > LONGEST_TITLE:
        return False
    meaning = read_status(title.lstrip("# "))
    return (meaning.stage, meaning.outcome) == ("applied", "open")


def _belongs(candidates: Sequence[Candidate], best: Sequence[Candidate]) -> bool:
    """Whether a sheet has the same columns as the best one, under the same headers or as the same fields."""
    if candidates is best:
        return True
    if not candidates:
        return False
    one, other = max(candidates, key=lambda c: c.rating), max(best, key=lambda c: c.rating)
    if one.rating <= 0 or other.table.header_row is None or one.worth < 0.5 * other.worth:
        return False
    names, known = ({plain(label) for label in c.table.labels if label} for c in (one, other))
    shared = len(names & known) / max(len(names | known), 1)
    alike = bool(shared) and _serve_alike(_clear_fields(one), _clear_fields(other))
    return shared >= SAME_HEADERS or alike


def _clear_fields(candidate: Candidate) -> set[str]:
    """The important fields that a table surely holds."""
    return {m.field for m in candidate.matches if m.confidence >= CLEAR and FIELD[m.field].weight > 0.5}


def _serve_alike(one: set[str], other: set[str]) -> bool:
    """Whether two sheets hold the same fields under other names, a day and an employer or role among them."""
    return one == other and "applied_on" in one and bool(one & {"company", "role"}) and len(one) > 2


def _together(parts: Sequence[Candidate], choices: Choices) -> Candidate:
    if len(parts) == 1:
        return parts[0]
    table = combine([part.table for part in parts], [part.fields for part in parts])
    return judge(add_sheet_names(replace(table, header_row=parts[0].table.header_row)), choices)


def _nothing(book: Book, found: Sequence[Candidate]) -> UnreadableLog:
    """The refusal of a book without rows: with a header alone, or with nothing at all."""
    if any(c.table.header_row is not None for c in found):
        return UnreadableLog(
            "There are headers but no rows",
            "Fill in a row for each application you sent, and upload it again.",
        )
    if any(sheet.height for sheet in book.sheets):
        return UnreadableLog(
            "This does not look like a log of applications",
            "A log has a row for each application, with the employer or the role, and a date or a status.",
        )
    return UnreadableLog("This file is empty", "Save your spreadsheet again and upload that.")
