"""What to ask about the reading of a file: one line each, with the answer that is assumed until then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import Any

import numpy as np

from lib.log.canonical import Dates
from lib.log.events import Events
from lib.log.files.sheets import Book, as_text
from lib.log.progress import Standing
from lib.log.rows import KEPT
from lib.log.schema import (
    FIELD,
    OUTCOMES,
    Answer,
    Choices,
    ColumnMatch,
    ImportResult,
    Question,
    StatusReading,
)
from lib.log.table.columns import likelihood
from lib.log.table.fits import fits
from lib.log.table.names import IGNORE, match_name, plain
from lib.log.table.wording import may_be_unsent, undated_words
from lib.log.understanding import Understanding, second_claims
from lib.log.values.lexicon import fold
from lib.log.values.meanings import asks, asks_what_came, find_meanings, is_covered, read_answer, read_status
from lib.log.vocabulary import small_words
from lib.words import terms
from lib.words.phrases import agreeing, counted

SURE = 0.9
"""A column is not asked about if it is right with at least this likelihood."""
SURE_NAME = 0.75
"""From this score on a header surely says what the column is."""
MOST_HEADERS = 4
"""At most this many other columns are offered as answers."""
RIVALLED = ("company", "role", "applied_on", "status")
"""Fields for which the person is asked if a second column has the same name."""
MOST_NAMES = 5
"""A text that names who ended an application has at most this many words."""
WEIGHT = {"sheet": 8, "rows": 6, "outcomes": 4, "column": 3, "dates": 2, "status": 1}
"""How much a wrong guess costs for each row."""


@dataclass(frozen=True)
class Asked:
    """Everything that the questions and notes are made from."""

    known: Understanding
    standing: Standing
    dates: Dates
    verdict: np.ndarray[Any, np.dtype[np.int8]]
    events: Events | None
    twins: int
    """How many applications have the same company, role and day as another."""
    other_sheets: tuple[str, ...]
    book: Book
    as_of: date
    choices: Choices
    unsent: int | None = None
    """The column of the day applied, if it is empty everywhere and nothing else says that rows were sent."""
    silent: bool = False
    """Whether nothing in the log says what came of any application."""


ASKED_ABOUT = 1000
"""Status words that may be asked about, those of most rows; all are listed, and any can be corrected."""


def ask(asked: Asked, result: ImportResult) -> tuple[Question, ...]:
    """The questions about everything uncertain, those first whose wrong answer would change most.

    The order is by `WEIGHT` (rows before columns, columns before words) times the number of rows affected.
    """
    found = [
        *_about_sheets(asked),
        *_about_rows(asked),
        *_about_adverts(asked),
        *_about_header(asked),
        *_about_outcomes(asked, result),
    ]
    found += [*_about_columns(asked, result), *_about_missing(asked, result), *_about_dates(asked)]
    found += _about_statuses(asked, result)
    return tuple(sorted(found, key=lambda question: -question.rows * WEIGHT[question.about]))


def _about_header(asked: Asked) -> Iterable[Question]:
    table = asked.known.table
    if table.header_row is not None or not asked.known.candidate.matches:
        return
    first = int(table.rows[0])
    answers = (
        Answer("no header", "Yes, there are no headers", Choices(header_row=0)),
        Answer("header", f"No, row {first} holds the headers", Choices(header_row=first)),
    )
    yield Question("rows", "No row names the columns. Is that so?", answers, "no header", len(table))


def _about_dates(asked: Asked) -> Iterable[Question]:
    if rows := asked.dates.undecided:
        text = f"Is 03/04 the 3rd of April or the 4th of March? It matters for {counted(rows, 'row')}."
        default = "mdy" if asked.dates.order == "mdy" else "dmy"
        answers = (
            Answer("dmy", "The 3rd of April", Choices(day_first=True)),
            Answer("mdy", "The 4th of March", Choices(day_first=False)),
        )
        yield Question("dates", text, answers, default, rows)


def _about_rows(asked: Asked) -> Iterable[Question]:
    if asked.unsent is None:
        return
    header = asked.known.table.headers[asked.unsent]
    answers = (
        Answer("not sent", "Yes, none of them", Choices(sent=False)),
        Answer("sent", "No, all of them were sent", Choices(sent=True)),
    )
    text = f"“{header}” is empty in every row. Were these applications not sent yet?"
    default = "sent" if asked.choices.sent else "not sent"
    yield Question("rows", text, answers, default, len(asked.known.table), "applied_on", header)


def _about_adverts(asked: Asked) -> Iterable[Question]:
    if not asked.known.may_be_adverts:
        return
    header = asked.known.table.headers[asked.known.served["applied_on"]]
    answers = (
        Answer("sent", "Yes, to all of them", Choices(sent=True)),
        Answer("not sent", "No, they are only on offer", Choices(sent=False)),
    )
    text = f"Only “{header}” holds days, and nothing says what came of these jobs. Did you apply to them?"
    default = "not sent" if asked.choices.sent is False else "sent"
    yield Question("rows", text, answers, default, len(asked.known.table), "applied_on", header)


def _about_outcomes(asked: Asked, result: ImportResult) -> Iterable[Question]:
    if not asked.silent:
        return
    rows, heard = len(result.log), int(result.log.applications["answered"].sum())
    said, asked_for = "No, answers are not noted here", "Do you note answers in this log?"
    so_far = "Yes, all of them still go on" if heard else "Yes, nobody has answered yet"
    if heard:
        said, asked_for = "No, only the days of answers", "Do you note what the answers said?"
    answers = (
        Answer("not recorded", said, Choices(outcomes=False)),
        Answer("all open", so_far, Choices(outcomes=True)),
    )
    text = f"Nothing here says what came of your {counted(rows, 'application')}. {asked_for}"
    yield Question("outcomes", text, answers, "all open" if asked.choices.outcomes else "not recorded", rows)


def _about_columns(asked: Asked, result: ImportResult) -> Iterable[Question]:
    """Questions about columns that are uncertain, or for which another column is equally likely."""
    kept = int((asked.verdict == KEPT).sum())
    for match in result.columns:
        if not FIELD[match.field].asked:
            continue
        rivals = second_claims(asked.known, match) if match.field in RIVALLED else []
        if not rivals and likelihood(match) >= SURE and not _may_be_stamp(asked, match):
            continue
        others = rivals or _free_headers(asked, match.field)
        headers: list[str | None] = [match.header, *others[:MOST_HEADERS]]
        if match.field != "company":
            headers.append(None)
        if len(headers) > 1 and (others or FIELD[match.field].main or _may_be_stamp(asked, match)):
            yield _about_column(match, headers, kept)


def _may_be_stamp(asked: Asked, match: ColumnMatch) -> bool:
    """Whether a column of last words may only say when the row was changed ("Last Updated")."""
    return match.field == "last_word_on" and plain(match.header) in small_words("update_day")


def _free_headers(asked: Asked, field: str) -> list[str]:
    """The headers of unused columns whose cells could be the field, best first."""
    taken = {*asked.known.served.values(), *(mark.position for mark in asked.known.evidence.stages)}
    free = [
        at for at in asked.known.shown if at not in taken and not asked.known.candidate.contents[at].blank
    ]
    worth = {at: fits(field, asked.known.candidate.contents[at]) for at in free}
    return [
        asked.known.table.headers[at] for at in sorted(free, key=lambda at: -worth[at]) if worth[at] > 0.5
    ]


def _is_other_day(header: str) -> bool:
    """Whether a header surely names another day, such as a deadline or an expected day."""
    best = next(iter(match_name(header)), None)
    kinds = ("deadline", "expected", "follow_up", "last_updated")
    return best is not None and best.score >= SURE_NAME and best.field in {IGNORE + kind for kind in kinds}


def _about_missing(asked: Asked, result: ImportResult) -> Iterable[Question]:
    """A question about the day applied, if no column was taken for it though some contain days."""
    if "applied_on" in asked.known.served or "applied_on" in asked.choices.columns:
        return
    headers = [h for h in _free_headers(asked, "applied_on") if not _is_other_day(h)][:MOST_HEADERS]
    told = asked.dates.fields.get("applied_on")
    if not headers or (told is not None and not np.isnat(told).all()):
        return
    answers = tuple(
        Answer(header, f"“{header}”", Choices(columns={"applied_on": header})) for header in headers
    )
    none = Answer("", "None of them", Choices(columns={"applied_on": None}))
    text = f"{FIELD['applied_on'].asked} None was taken."
    yield Question("column", text, (*answers, none), "", len(result.log), "applied_on", headers[0])


def _about_column(match: ColumnMatch, headers: Iterable[str | None], rows: int) -> Question:
    """The question which of `headers` holds a field; None in `headers` is the answer "none of them"."""
    answers = tuple(
        Answer(
            header or "", f"“{header}”" if header else "None of them", Choices(columns={match.field: header})
        )
        for header in headers
    )
    text = f"{FIELD[match.field].asked} “{match.header}” was taken."
    return Question("column", text, answers, match.header, rows, match.field, match.header)


def _about_statuses(asked: Asked, result: ImportResult) -> Iterable[Question]:
    """Questions about status words: unknown, vague, a "no" to nothing, an end that either side may cause."""
    unsent = any(reading.outcome == "not_applied" for reading in result.statuses)
    kept = _texts_of_kept(asked) if unsent else set()
    header = next((match.header for match in result.columns if match.field == "status"), "")
    undated = _undated_words(asked)
    for reading in nlargest(ASKED_ABOUT, result.statuses, key=lambda reading: reading.rows):
        told = " ".join(reading.text.split()) in asked.choices.statuses
        bare = read_answer(reading.text) == "no" and not (asks(header) or _answers(header, result))
        explained = fold(reading.text).strip() in asked.known.legend
        bare = bare and not explained and find_meanings(reading.text) != ["saved"]
        either = fold(reading.text).strip(" .!") in small_words("either_side") or _ended_by(reading.text)
        either = either or find_meanings(reading.text) == ["closed", "passed"]
        expired = "expired" in find_meanings(reading.text)
        vague = reading.outcome == "not_applied" and (expired or not is_covered(reading.text))
        sent = reading.outcome == "not_applied" and reading.text in kept
        own = may_be_unsent(reading.text) or reading.text in undated
        own = own and not explained and reading.outcome == "not_applied" != read_status(reading.text).outcome
        unsure = reading.outcome == "unknown" or bare or either or (sent and vague) or own
        begun = find_meanings(reading.text) == ["begun"]
        unsure |= begun and (reading.outcome == "accepted") != _tells_offers(result)
        if reading.rows and not told and unsure:
            assumed = "rejected" if expired else "open"
            yield _about_status(reading, header, assumed if sent else reading.outcome)


def _answers(header: str, result: ImportResult) -> bool:
    """Whether the column is one of answers of employers, some of which are a yes."""
    return asks_what_came(header) and any(read_answer(reading.text) == "yes" for reading in result.statuses)


def _tells_offers(result: ImportResult) -> bool:
    """Whether some status names an offer."""
    offers = {"offer", "accepted"}
    return any(not offers.isdisjoint(find_meanings(reading.text)) for reading in result.statuses)


def _undated_words(asked: Asked) -> set[str]:
    """The status texts that were taken as not sent because none of their rows has a day of sending."""
    at = asked.known.evidence.status
    return set() if at is None else undated_words(asked.known.table.columns[at], asked.known.says_when)


def _ended_by(text: str) -> bool:
    """Whether a text says that somebody with a name ended it ("Closed by Ada"), who may be the person."""
    words = fold(text).split()
    return (
        2 < len(words) <= MOST_NAMES
        and words[0] in small_words("either_side")
        and words[1] in small_words("by")
        and not is_covered(" ".join(words[2:]))
    )


def _texts_of_kept(asked: Asked) -> set[str]:
    """The status texts of rows that are applications."""
    at = asked.known.evidence.status
    if at is None:
        return set()
    column = asked.known.table.columns[at]
    codes = np.unique(column.codes[asked.verdict == KEPT])
    return {as_text(column.values[code]) for code in codes.tolist() if code >= 0}


def _about_status(reading: StatusReading, header: str, taken: str) -> Question:
    answers = tuple(
        Answer(outcome, terms.READINGS[outcome].label, Choices(statuses={reading.text: (None, outcome)}))
        for outcome in (*OUTCOMES, "not_applied")
    )
    short = reading.text if len(reading.text) <= 60 else reading.text[:57] + "…"
    says = agreeing(reading.rows, "says", "say")
    text = f"What does “{short}” mean? {counted(reading.rows, 'row')} {says} it."
    default = "open" if taken == "unknown" else taken
    return Question("status", text, answers, default, reading.rows, "status", header or None, reading.text)


def _about_sheets(asked: Asked) -> Iterable[Question]:
    read = asked.known.table.sheets
    if not asked.other_sheets:
        return
    taken = Answer(" + ".join(read), "These: " + ", ".join(read), Choices(sheets=read))
    alone = [Answer(n, f"Only “{n}”", Choices(sheets=(n,))) for n in (*read, *asked.other_sheets)]
    answers = alone if len(read) == 1 else [taken, *(a for a in alone if a.value not in read)]
    text = f"Which sheet holds your applications? {_listed(read)} was read."
    yield Question(
        "sheet", text, tuple(answers), answers[0].value, len(asked.known.table), header=answers[0].value
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
