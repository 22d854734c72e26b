"""Which column holds which field: by its header, then by its cells, all columns decided together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.log.schema import DATE_FIELDS, FIELD, FIELD_STAGES, FIELDS, TABLE, ColumnMatch
from lib.log.table.assignment import assign
from lib.log.table.contents import Contents, asked_fields, asks_where, besides, general_names
from lib.log.table.fits import contradicts, fits, fits_company, fits_unnamed
from lib.log.table.header import Table
from lib.log.table.names import CLOSE, IGNORE, NameMatch, clear_field, is_numbered_stage, match_name, plain
from lib.log.table.status_columns import is_rung, stands_alone
from lib.log.values.legends import read_legend
from lib.log.vocabulary import small_words

SENSITIVE = IGNORE + "sensitive"
LEAST = 0.25
"""A match with a lower score does not count."""
MAIN = tuple(field.name for field in TABLE if field.main)
"""Fields that nearly every log has, and whose cells alone can be recognised."""
FAINT = 0.15
"""For a main field that is missing, a match from this score on is better than none."""
BY_CONTENT = 0.5
"""The most that content alone can say."""
BY_NAME = 0.8
"""From this score on a header says what its column is."""
RUNGS = 2
"""If this many columns are for one stage each, none of them is the status of the whole application."""
TITLES, LONGEST_TITLE = 0.7, 8
"""A column may be the role if this share of its cells are job titles, of at most so many words on average."""
LONG_NAME = 3
"""From this many words on, on average, a "title" is that of a job; names of employers are shorter."""

WAYS = 0.5
"""From this share of ways of applying on, "Where did you apply?" was not answered with employers."""

SCORES = (0.2, 0.4, 0.6, 0.75, 0.9, 1.0)
LIKELY = (0.68, 0.77, 0.86, 0.93, 0.97, 0.99)
"""Share of matches with each score that were right, measured on logs not used before; careful where few."""


def likelihood(match: ColumnMatch) -> float:
    """How likely a match is right, by how often matches with such a score were right on other logs.

    `python -m benchmarks.reading_confidence FOLDER` holds it against labelled logs.
    """
    return round(float(np.interp(match.confidence, SCORES, LIKELY)), 2)


@dataclass(frozen=True)
class Claim:
    """How strongly something speaks for a column holding a field, 0 to 1, and the reason in words."""

    score: float
    reason: str


NONE = Claim(0.0, "")


def match_columns(
    table: Table, contents: Sequence[Contents], chosen: Mapping[str, str | None]
) -> tuple[ColumnMatch, ...]:
    """The field that each column holds: the person's choices, then what is best for all columns together."""
    fixed = _chosen(table, chosen)
    fields = [field for field in FIELDS if field not in chosen]
    taken = {match.position for match in fixed}
    free = [i for i in range(len(table.columns)) if i not in taken and not _is_prose(table, i)]
    claims = claim_all(table, contents, free, fields)
    _leave_rungs(claims, table, contents, free)
    _leave_numbered_stages(claims, table, free)
    gains = [
        [claims[field, i].score if claims[field, i].score >= LEAST else 0.0 for i in free] for field in fields
    ]
    if "status" in fields and not any(gains[fields.index("status")]):
        _ask_stages(gains[fields.index("status")], claims, table, contents, free)
    subjects = [gains[fields.index(field)] for field in ("company", "role") if field in fields]
    if len(subjects) == 2:
        if not any(subjects[1]):
            _ask_titles(subjects[1], claims, table, contents, free)
        _prefer_employers(subjects[0], subjects[1], table, contents, free)
        if not any(map(any, subjects)) or not (any(subjects[0]) or _has_no_part(table, free)):
            _ask_names(subjects[0], claims, table, contents, free)
    partners = assign(gains)
    found = [
        _match(table, field, free[partner], claims[field, free[partner]])
        for field, partner in zip(fields, partners, strict=True)
        if partner is not None
    ]
    found += _guesses(table, claims, free, [*fixed, *found], chosen)
    order = {field: rank for rank, field in enumerate(FIELDS)}
    return tuple(sorted([*fixed, *found], key=lambda match: order[match.field]))


def _is_prose(table: Table, column: int) -> bool:
    """Whether a column holds the lines between the rows, where another has the employers or roles."""
    named = any(clear_field(label) in ("company", "role") for label in table.labels)
    return named and stands_alone(table, column)


def _guesses(
    table: Table,
    claims: Mapping[tuple[str, int], Claim],
    columns: Sequence[int],
    found: Sequence[ColumnMatch],
    chosen: Mapping[str, str | None],
) -> list[ColumnMatch]:
    """The main fields that were not found, each with the free column whose cells look most like it.

    If two main fields were found, the table is most likely a log, and a column with an unknown header, such
    as a whole question, may hold any of the others.
    """
    if len({match.field for match in found} & set(MAIN)) < 2:
        return []
    taken = {match.position for match in found}
    guesses: list[ColumnMatch] = []
    for field in MAIN:
        if field in chosen or any(match.field == field for match in found):
            continue
        free = [i for i in columns if i not in taken and claims[field, i].score >= FAINT]
        if free:
            at = max(free, key=lambda i: claims[field, i].score)
            taken.add(at)
            guesses.append(_match(table, field, at, claims[field, at]))
    return guesses


def _leave_rungs(
    claims: dict[tuple[str, int], Claim], table: Table, contents: Sequence[Contents], columns: Sequence[int]
) -> None:
    """Drop claims of the status for columns of one stage, if there are columns for other stages."""
    rungs = [i for i in columns if is_rung(table.labels[i], contents[i])]
    for i in rungs if len(rungs) >= RUNGS else ():
        if claims.get(("status", i), NONE).score < BY_NAME:
            claims["status", i] = NONE


def _leave_numbered_stages(
    claims: dict[tuple[str, int], Claim], table: Table, columns: Sequence[int]
) -> None:
    """Drop claims of the role and the status for "Stage 1", "Stage 2": the steps of one application."""
    numbered = [i for i in columns if is_numbered_stage(table.labels[i])]
    for i in numbered if len(numbered) >= RUNGS else ():
        claims["role", i] = claims["status", i] = NONE


def _ask_stages(
    gains: list[float],
    claims: dict[tuple[str, int], Claim],
    table: Table,
    contents: Sequence[Contents],
    columns: Sequence[int],
) -> None:
    """Claim the status, where no column has it, for a stage or reply column of status words and answers."""
    rungs = [i for i in columns if is_rung(table.labels[i], contents[i])]
    for rank, i in enumerate(columns):
        if i in rungs and len(rungs) >= RUNGS:
            continue
        named = {match.field for match in match_name(table.labels[i]) if match.score >= 0.5}
        told = contents[i].statuses + contents[i].answers >= 0.8
        worded = bool(named & FIELD_STAGES.keys()) and contents[i].statuses > 0
        if told and (worded or "replied_on" in named):
            claims["status", i] = Claim(0.4 + 0.1 * contents[i].statuses, "its cells are status words")
            gains[rank] = claims["status", i].score


def _ask_titles(
    gains: list[float],
    claims: dict[tuple[str, int], Claim],
    table: Table,
    contents: Sequence[Contents],
    columns: Sequence[int],
) -> None:
    """Claim the role, where no column has it, for a column whose cells are job titles."""
    for rank, i in enumerate(columns):
        if is_numbered_stage(table.labels[i]):
            continue  # "call with the recruiter" is no job
        if contents[i].roles >= TITLES and contents[i].words <= LONGEST_TITLE and not contents[i].blank:
            claims["role", i] = Claim(0.4 * contents[i].roles, FIELD["role"].looks)
            gains[rank] = claims["role", i].score


def _prefer_employers(
    companies: list[float],
    roles: list[float],
    table: Table,
    contents: Sequence[Contents],
    columns: Sequence[int],
) -> None:
    """Leave a column called "Name" to the employer, if no other claims it and its cells are no job titles."""
    for rank, i in enumerate(columns):
        others = [gain for other, gain in enumerate(companies) if other != rank]
        general = plain(table.labels[i]) in general_names() - {""}
        general = general and not (clear_field(table.labels[i]) == "role" and contents[i].words >= LONG_NAME)
        if general and not any(others) and contents[i].roles <= 0.5 and fits_company(contents[i]) > 0:
            roles[rank] = 0.0


def _has_no_part(table: Table, columns: Sequence[int]) -> bool:
    """Whether no column is a part of an employer ("Department"), which stands in for the employer."""
    return not any(plain(table.labels[i]) in besides() for i in columns)


def _ask_names(
    gains: list[float],
    claims: dict[tuple[str, int], Claim],
    table: Table,
    contents: Sequence[Contents],
    columns: Sequence[int],
) -> None:
    """Claim the employer for a column called "Name" or "Application", if no employer or role is found."""
    for rank, i in enumerate(columns):
        label = plain(table.labels[i])
        named = label in general_names() or label in besides()
        if label and named and not contents[i].blank and fits_company(contents[i]) > 0:
            claims["company", i] = Claim(0.3, "its header names the application")
            gains[rank] = claims["company", i].score


def _match(table: Table, field: str, column: int, claim: Claim) -> ColumnMatch:
    return ColumnMatch(field, table.headers[column], column, claim.reason, round(min(claim.score, 1.0), 2))


def _chosen(table: Table, chosen: Mapping[str, str | None]) -> list[ColumnMatch]:
    """The columns that the person named, by header or by `column N`."""
    fixed = []
    for field, header in chosen.items():
        if header is not None and (position := find_column(table, header)) is not None:
            fixed.append(_match(table, field, position, Claim(1.0, "you chose it")))
    return fixed


def find_column(table: Table, header: str) -> int | None:
    """The position of a column by its header, white space and case folded; None where there is none."""
    wanted = " ".join(header.split()).casefold()
    for position, known in enumerate(table.headers):
        if known.casefold() == wanted or f"column {table.positions[position] + 1}" == wanted:
            return position
    return None


def claim_all(
    table: Table, contents: Sequence[Contents], columns: Sequence[int], fields: Sequence[str]
) -> dict[tuple[str, int], Claim]:
    """(field, column) → what speaks for the column holding the field."""
    claims = {}
    for i in columns:
        label = table.labels[i]
        names = {match.field: match for match in match_name(label)}
        given, asked = table.given.get(label), _asked_field(label, contents[i])
        if asks_where(label) and not contents[i].blank:
            asked = _applied_where(table, contents, i, columns, fields)
        if given is None and _explains(label, contents[i]):
            given = "status"
        for field in fields:
            if given is not None:
                claims[field, i] = Claim(0.9, "it was made of cells that say so") if field == given else NONE
            elif asked is None:
                claims[field, i] = _claim(field, names, contents[i], _names_something(label))
            else:
                claims[field, i] = _answer(contents[i], field) if field == asked else NONE
        if (
            plain(label) in small_words("stamp")
            and (claim := claims.get(("applied_on", i), NONE)).score > 0.1
        ):
            # The day on which a row was written is the day applied only if no other column is.
            claims["applied_on", i] = Claim(claim.score - 0.1, claim.reason)
    _prefer_clear_dates(claims, columns)
    return claims


def _explains(label: str, contents: Contents) -> bool:
    """Whether a header explains the marks in its cells: "Status (0=no answer, 1=rejected)"."""
    legend = read_legend(label)
    return (
        len(legend) > 1 and not contents.blank and all(text.casefold() in legend for text in contents.texts)
    )


def _asked_field(label: str, contents: Contents) -> str | None:
    """The field that a header such as "Where" or "When" asks for, if the cells can be its answers; else None.

    A "where" that is answered with job boards or places does not ask for the employer.
    """
    field = asked_fields().get(plain(label))
    if label.endswith("."):
        return None  # a header with a full stop is an abbreviation ("Co."), not a question
    if field is None or contents.blank or contradicts(field, contents):
        return None
    if field == "company" and max(contents.channels, contents.places, contents.urls) > 0.3:
        return None
    return field if field in ("company", "role") or fits(field, contents) > 0.5 else None


def _applied_where(
    table: Table, contents: Sequence[Contents], at: int, columns: Sequence[int], fields: Sequence[str]
) -> str | None:
    """What "Where did you apply?" asks for: the employer, if no other column names it, or else the way.

    Answers that are mostly job boards and web sites are ways, too, and so is what a remark calls one.
    """
    named = "company" not in fields or any(
        i != at
        and not asks_where(table.labels[i])
        and not contents[i].blank
        and [match.field for match in match_name(table.labels[i])][:1] == ["company"]
        and not contradicts("company", contents[i])
        for i in columns
    )
    remark = table.labels[at].partition("(")[2].rstrip(") ")
    ways = max(contents[at].channels, contents[at].urls)
    field = "channel" if named or ways >= WAYS or clear_field(remark) == "channel" else "company"
    return None if contradicts(field, contents[at]) else field


def _answer(contents: Contents, field: str) -> Claim:
    return Claim(BY_CONTENT + 0.1 * fits(field, contents), "it answers the question in the header")


def _names_something(label: str) -> bool:
    """Whether a header says what the column is; "Name" alone does not."""
    return bool(plain(label)) and plain(label) not in small_words("names_nothing")


def _claim(field: str, names: Mapping[str, NameMatch], contents: Contents, has_label: bool) -> Claim:
    """The claim by the header, or by the cells if it says nothing; none if the cells contradict it."""
    if field == "applied_on" and "resume_version" in names and fits(field, contents) > 0.6:
        return Claim(
            0.6 * names["resume_version"].score, "its cells are days, and its header speaks of the résumé"
        )
    ignored = max((match.score for name, match in names.items() if name.startswith(IGNORE)), default=0.0)
    named = names.get(field)
    if named is not None and named.score > ignored:
        if contradicts(field, contents) or (field == "role" and _is_doubtful(names, contents)):
            return NONE
        rank = 0.0 if contents.blank else 0.03
        return Claim(named.score + rank + 0.1 * fits(field, contents), named.reason)
    if ignored >= 0.5 or any(match.score >= 0.5 for match in names.values()):
        return NONE
    if ignored and field in DATE_FIELDS:
        return NONE  # "Next step due" may not be a deadline, but it is surely no other day
    weight = FIELD[field].by_cells * (0.6 if has_label else 1.0) * min(1.0, 2 * contents.filling)
    by_content = fits_unnamed(field, contents) * weight
    return Claim(by_content, FIELD[field].looks) if by_content > 0 else NONE


def _is_doubtful(names: Mapping[str, NameMatch], contents: Contents) -> bool:
    """Whether a header that may name a role can mean something else as well, and few cells are job titles.

    "Stage" is an internship in French, but in English how far an application got. If the header is only
    similar to a known name, a column with the same value in every row is no role either.
    """
    if names["role"].score < CLOSE and len(contents.values) == 1 < len(contents.cells):
        return True
    rival = max((match.score for name, match in names.items() if name != "role"), default=0.0)
    return rival >= names["role"].score and not contents.blank and contents.roles < 0.5


def _prefer_clear_dates(claims: dict[tuple[str, int], Claim], columns: Sequence[int]) -> None:
    """Drop claims of the day applied by cells alone, if a header claims it."""
    if any(claims[key].score > BY_CONTENT for i in columns if (key := ("applied_on", i)) in claims):
        for i in columns:
            key = ("applied_on", i)
            if key in claims and claims[key].score <= BY_CONTENT:
                claims[key] = NONE


def is_sensitive(label: str, contents: Contents) -> bool:
    """Whether a column has passwords, identity or telephone numbers, and so must not be shown or kept."""
    scores = {match.field: match.score for match in match_name(label)}
    own = scores.pop(SENSITIVE, 0.0)
    if own >= 0.3 and own >= max(scores.values(), default=0.0):
        return True
    if contents.blank:
        return False
    return contents.identities > 0.5 or (contents.phones > 0.6 and contents.sure_dates < 0.2)
