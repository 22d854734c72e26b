"""Notes for the person on how a file was read, as plain sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from lib.log.progress import UNKNOWN
from lib.log.questions import Asked
from lib.log.rows import KEPT
from lib.log.schema import DATE_FIELDS, STAGES, ImportResult
from lib.log.table.contents import is_empty
from lib.log.table.names import match_name
from lib.log.table.status_columns import SURE
from lib.log.told_years import lacks_years
from lib.log.understanding import Understanding
from lib.log.values.dates import read_dates
from lib.log.values.meanings import read_answer, read_status
from lib.words.phrases import agreeing, counted, full_day


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def note(asked: Asked, result: ImportResult) -> tuple[str, ...]:
    """Plain sentences worth knowing about how the file was read."""
    applications = result.log.applications
    notes = [
        *asked.book.notes,
        *asked.known.table.notes,
        *_on_hidden(asked),
        *_on_events(asked, applications),
    ]
    notes += [*_on_dates(asked, applications), *_on_undated(asked), *_on_statuses(asked), *_on_twins(asked)]
    return tuple(notes)


def _on_hidden(asked: Asked) -> Iterable[str]:
    if asked.known.hidden:
        names = _listed(asked.known.table.headers[i] for i in sorted(asked.known.hidden))
        yield f"Left out because it looks private (passwords, identity or telephone numbers): {names}."


def _on_events(asked: Asked, applications: pd.DataFrame) -> Iterable[str]:
    if asked.events is not None:
        rows = len(asked.events.order)
        yield (
            f"{counted(rows, 'row')} {agreeing(rows, 'is', 'are')} put together to "
            f"{counted(len(applications), 'application')}: each tells one event of it."
        )
    later = [mark for mark in asked.known.evidence.stages if mark.stage in STAGES[1:]]
    if later:  # a "CV sent" or a "Closed on" tells of no stage
        headers = _listed(asked.known.table.headers[mark.position] for mark in later)
        yield f"How far each application got is read from these columns too: {headers}."


def _on_dates(asked: Asked, applications: pd.DataFrame) -> Iterable[str]:
    at = asked.known.served.get("applied_on")
    sent = applications["applied_on"].dropna()
    if at is not None and len(sent) and lacks_years(asked.known.table, at):
        first, last = (full_day(day.date()) for day in (sent.min(), sent.max()))
        header = asked.known.table.headers[at]
        yield f"No year stands in “{header}”. The latest days possible are assumed: {first} to {last}."
    if months := int((asked.dates.months & (asked.verdict == KEPT)).sum()):
        yield (
            f"{counted(months, 'row')} {agreeing(months, 'says', 'say')} only "
            "the month you applied, so no response time is worked out there."
        )
    days = {field: applications[field].to_numpy() for field in DATE_FIELDS}
    told = {field: cells for field, cells in days.items() if not np.isnat(cells).all()}
    today = np.datetime64(asked.as_of)
    future = sum(
        int((told[field] > today).sum())
        for field in ("applied_on", "replied_on", "closed_on")
        if field in told
    )
    if future:
        yield (
            f"{counted(future, 'date')} {agreeing(future, 'lies', 'lie')} after "
            f"{full_day(asked.as_of)}; no time is worked out from {agreeing(future, 'it', 'them')}."
        )
    early = int((days["replied_on"] < days["applied_on"]).sum()) if "replied_on" in told else 0
    if early:
        yield (
            f"In {counted(early, 'row')} a reply comes before the application. The days stay as "
            "written, but no time is worked out from them."
        )
    odd = sum(map(_odd_years, told.values()))
    if odd:
        yield (
            f"{counted(odd, 'date')} {agreeing(odd, 'has', 'have')} a year that cannot be right; no "
            f"time is worked out from {agreeing(odd, 'it', 'them')}."
        )


def _on_undated(asked: Asked) -> Iterable[str]:
    """A note on texts in the column of the day applied that are not days ("2 weeks ago")."""
    at = _sent_column(asked.known)
    if at is None or asked.events is not None:
        return
    column = asked.known.table.columns[at]
    days = asked.dates.fields.get("applied_on")
    lost = column.filled & (asked.verdict == KEPT) & (True if days is None else np.isnat(days))
    texts = pd.Series(column.shown(np.flatnonzero(lost)), dtype=object)
    distinct = texts.unique()
    dayless = distinct[np.isnat(read_dates(distinct, as_of=asked.as_of).days)] if len(distinct) else distinct
    unread = texts[texts.isin([text for text in dayless if not _says_otherwise(text)])]
    if len(unread):
        header = asked.known.table.headers[at]
        hold, example = "holds" if len(unread) == 1 else "hold", unread.iloc[0][:40]
        yield f"{counted(len(unread), 'row')} of “{header}” {hold} no day, such as “{example}”."


def _sent_column(known: Understanding) -> int | None:
    """The column of the day applied; if none was taken for it, one whose header surely says so; else None."""
    if "applied_on" in known.served:
        return known.served["applied_on"]
    taken = {*known.served.values(), *(mark.position for mark in known.evidence.stages)}
    for at in known.shown:
        best = next(iter(match_name(known.table.labels[at])), None)
        if best is not None and best.field == "applied_on" and best.score >= SURE and at not in taken:
            return at
    return None


def _says_otherwise(text: str) -> bool:
    """Whether a text without a day is an answer, a status or a word for "nothing"."""
    return is_empty(text) or read_answer(text) is not None or read_status(text).understood


def _odd_years(days: np.ndarray[Any, Any]) -> int:
    early, late = np.datetime64("1990-01-01", "us"), np.datetime64("2100-01-01", "us")
    return int((days < early).sum() + (days > late).sum())


def _on_statuses(asked: Asked) -> Iterable[str]:
    unknown = int(((asked.standing.state == UNKNOWN) & (asked.verdict == KEPT)).sum())
    if unknown:
        yield (
            f"The status of {counted(unknown, 'row')} is not understood; until you say what it means, "
            f"{agreeing(unknown, 'it counts', 'they count')} as waiting."
        )


def _on_twins(asked: Asked) -> Iterable[str]:
    if asked.twins:
        yield (
            f"{counted(asked.twins, 'row')} {agreeing(asked.twins, 'has', 'have')} the same employer, "
            f"role and day as another; {agreeing(asked.twins, 'both', 'all')} are kept."
        )
