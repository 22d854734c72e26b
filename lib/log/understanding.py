"""What a table was understood to be: its columns, where progress is told, and what must stay hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from lib.log.files.sheets import Column, as_text
from lib.log.refusals import refuse_other_tables
from lib.log.schema import Choices, ColumnMatch
from lib.log.table.columns import is_sensitive
from lib.log.table.contents import held_values
from lib.log.table.header import Table
from lib.log.table.names import match_name, plain
from lib.log.table.selection import Candidate
from lib.log.table.status_columns import Evidence, find_evidence
from lib.log.values.meanings import UNKNOWN, StatusMeaning, find_meanings
from lib.log.vocabulary import languages, load_language

OWN_REFUSAL = StatusMeaning("applied", False, "withdrawn")
"""What a bare "declined" means beside "rejected"."""

NOT_SENT = StatusMeaning(None, True, "not_applied")
"""What a bare "started" means beside "submitted"."""

MOST = 1_000
"""Distinct status texts by which a column is judged."""


@dataclass(frozen=True)
class Understanding:
    """A table, and what its columns were taken for."""

    candidate: Candidate
    evidence: Evidence
    hidden: frozenset[int]
    """Columns with passwords, identity or telephone numbers: left out of everything."""

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.candidate.table

    @property
    def served(self) -> dict[str, int]:
        """Field → column position."""
        return {match.field: match.position for match in self.candidate.matches}

    @property
    def shown(self) -> list[int]:
        """The columns that may be shown."""
        return [i for i in range(len(self.table.columns)) if i not in self.hidden]


def understand(candidate: Candidate, choices: Choices) -> Understanding:
    """Decide what is hidden and where progress is told; raise UnreadableLog for a table that is no log."""
    labels = candidate.table.labels
    pairs = enumerate(zip(labels, candidate.contents, strict=True))
    hidden = frozenset(i for i, (label, contents) in pairs if is_sensitive(label, contents))
    candidate = replace(candidate, matches=tuple(m for m in candidate.matches if m.position not in hidden))
    evidence = find_evidence(candidate.table, candidate.contents, candidate.matches, set(hidden))
    refuse_other_tables(candidate, evidence, bool(choices.columns) or choices.header_row is not None)
    return Understanding(candidate, evidence, hidden)


def read_own_refusals(column: Column, read: Callable[[str], StatusMeaning]) -> Callable[[str], StatusMeaning]:
    """`read`, with a bare "declined" as the person's own choice where the column also says "rejected".

    In a column without a word for rejections "declined" is one.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column)[:MOST]}
    if not any(said and set(said) <= {"rejected", "early"} for said in texts.values()):
        return read
    own = {text for text, said in texts.items() if said == ["refuses"]}
    return lambda text: OWN_REFUSAL if text in own else read(text)


def read_beginnings(column: Column, read: Callable[[str], StatusMeaning]) -> Callable[[str], StatusMeaning]:
    """`read`, with a bare "started" as a form not sent yet where others in the column are "submitted".

    In a column that tells of conversations or offers it is the first day in a job.
    """
    texts = {as_text(value): find_meanings(as_text(value)) for value in held_values(column)[:MOST]}
    begun = {text for text, said in texts.items() if said == ["begun"]}
    told = {meaning for said in texts.values() for meaning in said}
    if not begun or "applied" not in told or told & {"screen", "interview", "final", "offer", "accepted"}:
        return read
    return lambda text: NOT_SENT if text in begun else read(text)


def read_colours(
    labels: Sequence[str], read: Callable[[str], StatusMeaning]
) -> Callable[[str], StatusMeaning]:
    """`read`, with a bare "red" not understood where no header is Turkish: it is a rejection there only."""
    if any(plain(label) in _turkish_names() for label in labels):
        return read
    return lambda text: UNKNOWN if text.strip().casefold() == "red" else read(text)


@cache
def _turkish_names() -> frozenset[str]:
    """Plain headers that are Turkish and no other language's."""
    own, others = (
        {plain(name) for code in codes for names in load_language(code).fields.values() for name in names}
        for codes in (["tr"], [code for code in languages() if code != "tr"])
    )
    return frozenset(own - others)


def _alike(one: Column, other: Column) -> bool:
    """Whether two columns hold the same in every row."""
    first, second = [None, *one.values], [None, *other.values]
    pairs = np.unique((one.codes.astype(np.int64) + 1) * len(second) + other.codes + 1)
    return all(first[i] == second[j] for i, j in (divmod(pair, len(second)) for pair in pairs.tolist()))


def second_claims(known: Understanding, match: ColumnMatch) -> Sequence[str]:
    """Other headers that say the same field as clearly as the one that was taken.

    A column that serves another field is none, nor is one whose cells say the very same.
    """
    own = next(
        (m.score for m in match_name(known.table.labels[match.position]) if m.field == match.field), 0.0
    )
    rivals = []
    served = set(known.served.values())
    for at, label in enumerate(known.table.labels):
        if at not in served and at in known.shown:
            score = next((m.score for m in match_name(label) if m.field == match.field), 0.0)
            named = own and score >= own - 0.01 and not known.candidate.contents[at].blank
            if named and not _alike(known.table.columns[at], known.table.columns[match.position]):
                rivals.append(known.table.headers[at])
    return rivals
