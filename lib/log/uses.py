"""What each column of a log was taken for, how sure that is, and why; or why it is not used."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lib.log.schema import ColumnMatch, ColumnUse
from lib.log.table.columns import likelihood
from lib.log.table.fits import contradicts
from lib.log.table.names import IGNORE, match_name
from lib.log.understanding import Understanding
from lib.words import terms

SURE_NAME = 0.5
"""A header names a field from this score on."""
IGNORED: Mapping[str, str] = MappingProxyType(
    {
        "deadline": "its header is that of a deadline",
        "last_updated": "it says when the row was last changed",
        "posted": "it says when the job was posted or saved",
        "expected": "it says what is expected, not what happened",
        "follow_up": "it says what to do next",
        "duration": "it counts days, which Detour does itself",
        "id": "it numbers rows or adverts",
        "question": "it is about the job, not about how the application stands",
    }
)
"""Kind of header that looks like a field but is not → why the column is not used."""


def find_uses(known: Understanding) -> tuple[ColumnUse, ...]:
    """The use of every column that may be shown, in order."""
    served = {match.position: match for match in known.candidate.matches}
    evidence = known.evidence
    told = {*(mark.position for mark in evidence.stages), *evidence.further, *evidence.histories}
    if evidence.applied is not None:
        told.add(evidence.applied)
    return tuple(
        _served(served[at]) if at in served else _told(known, at) if at in told else _unused(known, at)
        for at in known.shown
    )


def _served(match: ColumnMatch) -> ColumnUse:
    return ColumnUse(match.header, match.field, likelihood(match), match.reason)


def _told(known: Understanding, at: int) -> ColumnUse:
    why = "its cells tell how far each application got"
    return ColumnUse(known.table.headers[at], None, 0.9, why, is_stage=True)


def _unused(known: Understanding, at: int) -> ColumnUse:
    return ColumnUse(known.table.headers[at], None, 0.9, _why_unused(known, at))


def _why_unused(known: Understanding, at: int) -> str:
    contents = known.candidate.contents[at]
    if contents.blank:
        return "it is empty"
    best = next((match for match in match_name(known.table.labels[at]) if match.score >= SURE_NAME), None)
    if best is None:
        return "neither its header nor its cells say one of the things that Detour reads"
    if best.field.startswith(IGNORE):
        return IGNORED.get(best.field.removeprefix(IGNORE), "its header is that of something else")
    name = terms.FIELDS[best.field]
    taken = known.served.get(best.field)
    if taken is not None:
        return f"“{known.table.headers[taken]}” was taken as “{name}” instead"
    if contradicts(best.field, contents):
        return f"its header says “{name}”, but its cells do not look like it"
    if best.field == "last_word_on":
        return "its days were written by a program, not when an employer answered"
    return f"its header may mean “{name}”, but not surely enough"
