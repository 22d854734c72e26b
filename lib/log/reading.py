"""Reads an opened book, with the person's corrections, into a log, and reports how it was understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from lib.log.canonical import Dates, build_frame, read_all_dates
from lib.log.events import Events, find_events, fold, identify
from lib.log.files.books import open_book
from lib.log.files.sheets import Book, as_text
from lib.log.form_defaults import without_form_defaults
from lib.log.last_words import fill_from_notes, is_stamp, is_to_the_second, move_open_ends, spread
from lib.log.notes import note
from lib.log.progress import (
    NOT_APPLIED,
    STATES,
    Standing,
    all_unsent,
    answered,
    read_standing,
    say_no,
    sent_after_all,
)
from lib.log.questions import Asked, ask
from lib.log.rounds import are_conversations, find_rounds, read_passes
from lib.log.rows import KEPT, REASONS, set_aside
from lib.log.schema import (
    FOLDED,
    OUTCOMES,
    STAGES,
    ApplicationLog,
    Choices,
    ImportResult,
    Repair,
    SetAside,
    Source,
    Stage,
    StatusReading,
)
from lib.log.table.header import Table
from lib.log.table.selection import pick_log
from lib.log.table.wording import (
    read_beginnings,
    read_boxes,
    read_dropped,
    read_ends_of_postings,
    read_noes,
    read_one_language,
    read_open_adverts,
    read_own_refusals,
    read_program_states,
    read_undated,
)
from lib.log.understanding import Understanding, never_filled, understand
from lib.log.unsent import missed, told_beside
from lib.log.uses import find_uses
from lib.log.values.lexicon import fold as fold_text
from lib.log.values.meanings import find_meanings
from lib.log.values.paths import DATED_STEP
from lib.log.values.statuses import UNKNOWN, StatusMeaning, read_answer, read_path, read_status
from lib.log.written_tests import first_is_test

PATH_MARKS = frozenset("→⇒➔➜>;|[{,，\n")
"""A status with none of these characters, and no steps with days, says only one thing."""
_DATED_STEPS = re.compile(DATED_STEP)
MOST_STATUSES = 10_000
"""At most this many distinct status texts are read; nobody has more, and the others count as unknown."""
Verdict = np.ndarray[Any, np.dtype[np.int8]]


def read_log(data: bytes, name: str, *, as_of: date, choices: Choices | None = None) -> ImportResult:
    """Read a spreadsheet's bytes into a log on the day `as_of`; raises UnreadableLog if it is not a log."""
    return read_book(open_book(data, name), as_of=as_of, choices=choices)


def read_book(book: Book, *, as_of: date, choices: Choices | None = None) -> ImportResult:
    """Read an opened book into a log, with the person's corrections; raises UnreadableLog if it is not a log.

    `rows_read` is always the number of applications plus the number of rows set aside.
    """
    choices = choices or Choices()
    candidate, other_sheets = pick_log(book, choices)
    known = understand(candidate, choices)
    table = known.table
    dates = read_all_dates(table, known.served, known.evidence, candidate.contents, as_of, choices)
    read = _status_reader(known, dates, choices)
    known, dates = without_form_defaults(known, dates, read, choices)
    table = known.table
    corrected = {" ".join(text.split()) for text in choices.statuses}
    standing = read_standing(table, known.evidence, read, corrected)
    standing = say_no(standing, table, dates.fields.get("replied_on"))
    known, dates = _with_last_words(known, standing, dates, choices)
    dates = _with_noted_days(known, standing, dates)
    standing = _with_days_sent(known, standing, dates)
    standing = missed(standing, known, dates.fields.get("applied_on"))
    standing = told_beside(standing, known)
    unsent = None if standing_says_sent(standing, dates) else never_filled(known)
    if (unsent is not None and not choices.sent) or (known.may_be_adverts and choices.sent is False):
        standing = all_unsent(standing)
    verdict = set_aside(table, candidate.contents, known.served, standing)
    kept = np.flatnonzero(verdict == KEPT)
    applications, events, twins = _applications(known, standing, dates, kept)
    silent = _tells_nothing(known, applications)
    has_outcomes = bool(choices.outcomes) if silent else True
    statuses = _status_readings(known, read, verdict)
    tested = first_is_test(_first_steps(known), statuses)
    recorded = _recorded(known, standing, kept)
    log = ApplicationLog(applications, recorded, has_outcomes, bool(choices.outcomes), tested)
    aside = _set_aside(known, verdict)
    result = ImportResult(
        log=log,
        source=_source(book, table),
        headers=tuple(table.headers[i] for i in known.shown),
        columns=known.candidate.matches,
        statuses=statuses,
        date_order=dates.order,
        rows_read=len(applications) + len(aside),
        set_aside=aside,
        repairs=(*table.repairs, *dates.repairs, *_folded_repairs(table, kept, events)),
        questions=(),
        notes=(),
        original=_original(known),
        choices=choices,
        uses=find_uses(known),
    )
    asked = Asked(
        known, standing, dates, verdict, events, twins, other_sheets, book, as_of, choices, unsent, silent
    )
    return replace(result, questions=ask(asked, result), notes=note(asked, result))


def _status_reader(known: Understanding, dates: Dates, choices: Choices) -> Callable[[str], StatusMeaning]:
    """A function from a status text to its meaning: what the person said, else by its words.

    A plain yes or no is read by the header of its column.
    """
    at = known.evidence.status
    header = "" if at is None else known.table.labels[at]
    chosen = {" ".join(text.split()): meaning for text, meaning in choices.statuses.items()}
    legend = known.legend

    def read_words(text: str) -> StatusMeaning:
        if (
            legend
            and (word := legend.get(fold_text(text).strip())) is not None
            and read_status(word).understood
        ):
            text = word
        is_path = (not PATH_MARKS.isdisjoint(text) or _DATED_STEPS.search(text)) and read_answer(text) is None
        return read_path(text) if is_path else read_status(text, header)

    already: dict[str, StatusMeaning] = {}
    in_context = read_one_language(known.table.labels, read_words)
    if at is not None:
        sent = known.served.get("applied_on")
        if sent is None:
            in_context = read_open_adverts(known.table.columns[at], in_context)
        elif is_to_the_second(known.table.columns[sent]):
            in_context = read_program_states(known.table.columns[at], in_context)
        in_context = read_own_refusals(known.table.columns[at], in_context)
        in_context = read_beginnings(known.table.columns[at], known.says_when, in_context)
        if find_rounds(known.candidate.contents, known.evidence.further) is not None:
            in_context = read_passes(known.table.columns[at], in_context)
        in_context = read_boxes(header, known.legend, in_context)
        in_context = read_undated(known.table.columns[at], known.says_when, in_context)
        in_context = read_dropped(known.table.columns[at], in_context)
        if not known.has_day_sent:
            in_context = read_ends_of_postings(known.table.columns[at], in_context)
        replied = dates.fields.get("replied_on", np.full(len(known.table), np.datetime64("NaT", "D")))
        in_context = read_noes(known.table.columns[at], header, ~np.isnat(replied), in_context)

    def read(text: str) -> StatusMeaning:
        if chosen and (meaning := chosen.get(" ".join(text.split()))) is not None:
            stage, outcome = meaning
            return StatusMeaning(stage, stage is not None, outcome)
        taken = already.get(text)
        if taken is None and len(already) < MOST_STATUSES:
            taken = already[text] = in_context(text)
        return taken or UNKNOWN

    return read


def _with_last_words(
    known: Understanding, standing: Standing, dates: Dates, choices: Choices
) -> tuple[Understanding, Dates]:
    """What was understood, and the days with the last word used; without its column if a program wrote it."""
    at = known.served.get("last_word_on")
    days = dates.fields
    if at is None or "last_word_on" not in days:
        return known, replace(dates, fields=move_open_ends(days, standing))
    chosen = "last_word_on" in choices.columns
    column = known.table.columns[at]
    if not chosen and is_stamp(column, days["last_word_on"], days.get("applied_on")):
        left = {field: values for field, values in days.items() if field != "last_word_on"}
        return known.without("last_word_on"), replace(dates, fields=left)
    return known, replace(dates, fields=spread(days, standing, known.table.labels[at]))


def _with_noted_days(known: Understanding, standing: Standing, dates: Dates) -> Dates:
    """The days, with those added that notes end with."""
    at = known.served.get("notes")
    if at is None or at == known.evidence.status:
        return dates
    column = known.table.columns[at]
    return replace(dates, fields=fill_from_notes(dates.fields, standing, column, dates.order))


def _with_days_sent(known: Understanding, standing: Standing, dates: Dates) -> Standing:
    """The standing, with rows counted as sent if they have a day applied and their status leaves it open."""
    at, applied = known.evidence.status, known.served.get("applied_on")
    if at is None or applied is None or "applied" not in find_meanings(known.table.labels[applied]):
        return standing
    return sent_after_all(standing, known.table.columns[at], ~np.isnat(dates.fields["applied_on"]))


def standing_says_sent(standing: Standing, dates: Dates) -> bool:
    """Whether any row shows that it was sent: by its words, by a stage, or by any day."""
    told = standing.known | answered(standing) | np.isin(standing.state, _CLOSED)
    told &= standing.state != NOT_APPLIED
    return bool(told.any()) or any(not np.isnat(days).all() for days in dates.fields.values())


_CLOSED = [STATES.index(state) for state in OUTCOMES if state != "open"]


def _tells_nothing(known: Understanding, applications: pd.DataFrame) -> bool:
    """Whether nothing says what came of any application; days of replies alone do not."""
    if len(applications) < FEWEST or known.evidence.stages or (applications["outcome"] != "open").any():
        return False
    told = applications["answered"] & applications["replied_on"].isna()
    if told.any() or (applications["stage"] != "applied").any():
        return False
    at = known.evidence.status
    words = 0 if at is None else len(known.candidate.contents[at].values)
    return words <= 1


FEWEST = 3
"""A log with this many applications and no answer is taken for one that does not record answers."""


def _applications(
    known: Understanding, standing: Standing, dates: Dates, kept: np.ndarray[Any, Any]
) -> tuple[pd.DataFrame, Events | None, int]:
    """(applications, events, twins) of the rows in `kept`.

    `events` says which rows were folded into one application, None if each row is one. `twins` is how many
    applications have the same company, role and day as an earlier one.
    """
    table, here = known.table.take(kept), standing.take(kept)
    days = {field: values[kept] for field, values in dates.fields.items()}
    used = set(known.served.values())
    extras = [i for i in known.shown if i not in used]
    frame = build_frame(table, known.served, extras, here, replace(dates, fields=days))
    if "company" not in known.served:
        return frame, None, 0
    application = identify([table.columns[known.served[f]] for f in ("company", "role") if f in known.served])
    events = _find_events(known, table, application, here, days.get("applied_on"))
    if events is not None:
        return fold(frame, events, here), events, 0
    return frame, None, _count_twins(frame, application)


def _find_events(
    known: Understanding,
    table: Table,
    application: np.ndarray[Any, Any],
    standing: Standing,
    days: np.ndarray[Any, Any] | None,
) -> Events | None:
    if known.evidence.status is None:
        return None
    statuses = table.columns[known.evidence.status].codes.astype(np.int64)
    told_before = bool(known.evidence.further)
    rounds = None if known.has_day_sent else find_rounds(known.candidate.contents, known.evidence.further)
    surely = table.is_events or (rounds is not None and are_conversations(table, rounds, application))
    return find_events(application, standing, statuses, days, told_before, surely)


def _count_twins(applications: pd.DataFrame, application: np.ndarray[Any, Any]) -> int:
    """How many applications have the same company, role and day as an earlier one."""
    several = np.flatnonzero((np.bincount(application) > 1)[application])
    several = several[applications["company"].notna().to_numpy()[several]]
    days = applications["applied_on"].to_numpy()[several].astype("datetime64[D]").astype(np.int64)
    return int(pd.Series(application[several] * 1_000_003 + days).duplicated().sum())


def _folded_repairs(table: Table, kept: np.ndarray[Any, Any], events: Events | None) -> list[Repair]:
    """One repair for each row that was folded into an earlier one of the same application."""
    if events is None:
        return []
    order = events.order[np.argsort(table.rows[kept][events.order], kind="stable")]
    rows, origin = table.rows[kept][order].tolist(), table.origin[kept][order].tolist()
    first: dict[int, int] = {}
    repairs = []
    why = "an event of the same application"
    for at, application in enumerate(events.application[order].tolist()):
        head = first.setdefault(application, at)
        if head != at:
            before, after = f"row {rows[at]}", f"row {rows[head]}"
            repairs.append(Repair(rows[at], FOLDED, before, after, why, table.sheets[origin[at]] or None))
    return repairs


def _first_steps(known: Understanding) -> Iterator[str]:
    """The headers of the columns that are about the first step after applying."""
    for mark in known.evidence.stages:
        if mark.stage == "screen" and mark.outcome is None:
            yield known.table.labels[mark.position]


def _recorded(known: Understanding, standing: Standing, kept: np.ndarray[Any, Any]) -> frozenset[Stage]:
    """The stages that some status word or stage column of this log names."""
    told = {STAGES[rank] for rank in np.unique(standing.stage[kept])}
    columns = {
        mark.stage for mark in known.evidence.stages if mark.stage is not None and mark.outcome is None
    }
    return frozenset(told | columns | {"applied"})


def _set_aside(known: Understanding, verdict: Verdict) -> tuple[SetAside, ...]:
    table = known.table
    where = np.flatnonzero(verdict != KEPT)
    columns = [table.columns[i].shown(where) for i in known.shown]
    reasons = [REASONS[number] for number in verdict[where].tolist()]
    sheets = [table.sheets[number] or None for number in table.origin[where].tolist()]
    return tuple(map(SetAside, table.rows[where].tolist(), reasons, zip(*columns, strict=True), sheets))


def _source(book: Book, table: Table) -> Source:
    is_text = book.encoding is not None
    return Source(
        file=book.name,
        format=book.format,
        sheets=() if is_text else table.sheets,
        all_sheets=() if is_text else tuple(sheet.name for sheet in book.sheets),
        encoding=book.encoding,
        delimiter=book.delimiter,
        header_row=table.header_row,
    )


def _status_readings(
    known: Understanding, read: Callable[[str], StatusMeaning], verdict: Verdict
) -> tuple[StatusReading, ...]:
    """The distinct status texts with what they were taken to mean, the most frequent first.

    All of them, unless there are more than are read.
    """
    if known.evidence.status is None:
        return ()
    column = known.table.columns[known.evidence.status]
    told = np.isin(verdict, [KEPT, REASONS.index("not applied yet"), REASONS.index("exact duplicate")])
    codes = column.codes[told]
    counts = np.bincount(codes[codes >= 0], minlength=len(column.values))
    frequent = np.argsort(-counts, kind="stable")[:MOST_STATUSES]
    readings = []
    for code in frequent[counts[frequent] > 0].tolist():
        text = as_text(column.values[code])
        meaning = read(text)
        readings.append(
            StatusReading(text, meaning.stage, meaning.stage_known, meaning.outcome, int(counts[code]))
        )
    return tuple(readings)


def _original(known: Understanding) -> pd.DataFrame:
    """The source table as it was, without the hidden columns; row number and sheet are the index."""
    table = known.table
    numbers, codes = table.rows, np.arange(len(table))
    if not (np.diff(numbers) > 0).all():
        numbers, codes = np.unique(table.rows, return_inverse=True)
    levels: list[Any] = [numbers, list(table.sheets)]
    both: list[Any] = [codes, table.origin]
    index = pd.MultiIndex(
        levels=levels,
        codes=both,
        names=["row", "sheet"],
        verify_integrity=False,
    )
    columns = {table.headers[i]: table.columns[i].as_read().array for i in known.shown}
    return pd.DataFrame(columns, index=index, copy=False)
