"""How a table was understood: its columns, which of them say something of progress, and which are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from lib.log.files.arrays import Flags
from lib.log.files.sheets import Column
from lib.log.refusals import refuse_other_tables
from lib.log.rows import present
from lib.log.schema import Choices, ColumnMatch
from lib.log.table.columns import is_sensitive
from lib.log.table.fits import contradicts
from lib.log.table.header import Table
from lib.log.table.names import clear_field, match_name, plain
from lib.log.table.selection import Candidate
from lib.log.table.status_columns import StatusColumns, find_evidence
from lib.log.vocabulary import small_words


@dataclass(frozen=True)
class Understanding:
    """A table, and what each of its columns was taken for."""

    candidate: Candidate
    evidence: StatusColumns
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
    def has_day_sent(self) -> bool:
        """Whether a column surely holds the days on which applications were sent, not just any days."""
        at = self.served.get("applied_on")
        return at is not None and _is_day_sent(self.table.labels[at])

    @cached_property
    def says_when(self) -> Flags:
        """Which rows have something in the column of the day applied; all rows if there is none."""
        at = self.served.get("applied_on")
        return np.ones(len(self.table), bool) if at is None else present(self.table.columns[at])

    @property
    def may_be_adverts(self) -> bool:
        """Whether only days of something say that anything was sent, below a header that nobody knows."""
        told = any((self.evidence.stages, self.evidence.histories, self.evidence.further))
        told = told or self.evidence.applied is not None or self.candidate.tells_of_sending
        at = self.served.get("applied_on")
        named = at is None or plain(self.table.labels[at]) in small_words("any_date")
        return not told and not named and self.table.header_row is not None

    @property
    def legend(self) -> dict[str, str]:
        """Folded mark → the words that explain it, as they stand around the table."""
        return {mark: word for margin in self.table.margins.values() for mark, word in margin.legend.items()}

    def without(self, field: str) -> Understanding:
        """The same with no column for the field."""
        matches = tuple(match for match in self.candidate.matches if match.field != field)
        marks = [mark for mark in self.evidence.stages if mark.position != self.served.get(field)]
        evidence = replace(self.evidence, stages=marks)
        return replace(self, candidate=replace(self.candidate, matches=matches), evidence=evidence)

    @property
    def shown(self) -> list[int]:
        """The columns that may be shown."""
        return [i for i in range(len(self.table.columns)) if i not in self.hidden]


def never_filled(known: Understanding) -> int | None:
    """The column that is surely that of the day applied, but empty in every row; None without one."""
    for at, label in enumerate(known.table.labels):
        if _is_day_sent(label) and known.candidate.contents[at].blank:
            return at
    return None


def _is_day_sent(label: str) -> bool:
    return clear_field(label) == "applied_on" and plain(label) not in small_words("any_date")


def understand(candidate: Candidate, choices: Choices) -> Understanding:
    """Decide which columns are hidden, and which show progress; raises UnreadableLog if it is not a log."""
    labels = candidate.table.labels
    pairs = enumerate(zip(labels, candidate.contents, strict=True))
    hidden = frozenset(i for i, (label, contents) in pairs if is_sensitive(label, contents))
    candidate = replace(candidate, matches=tuple(m for m in candidate.matches if m.position not in hidden))
    evidence = find_evidence(candidate.table, candidate.contents, candidate.matches, set(hidden))
    refuse_other_tables(candidate, evidence, bool(choices.columns) or choices.header_row is not None)
    return Understanding(candidate, evidence, hidden)


def _alike(one: Column, other: Column) -> bool:
    """Whether two columns are equal in every row."""
    first, second = [None, *one.values], [None, *other.values]
    pairs = np.unique((one.codes.astype(np.int64) + 1) * len(second) + other.codes + 1)
    return all(first[i] == second[j] for i, j in (divmod(pair, len(second)) for pair in pairs.tolist()))


def _is_second(label: str, first: str) -> bool:
    """Whether a header is another one with a number behind it: "Date 2" beside "Date" or "Date 1"."""
    words, told = plain(label).split(), plain(first).split()
    told = told[:-1] if told and told[-1].isdigit() else told
    return bool(told) and words[:-1] == told and words[-1].isdigit()


def second_claims(known: Understanding, match: ColumnMatch) -> Sequence[str]:
    """Other headers that name the same field as clearly as the column that was taken.

    Columns that hold another field, and columns with exactly the same cells, are left out.
    """
    own = next(
        (m.score for m in match_name(known.table.labels[match.position]) if m.field == match.field), 0.0
    )
    rivals = []
    served = set(known.served.values())
    for at, label in enumerate(known.table.labels):
        if at not in served and at in known.shown:
            score = next((m.score for m in match_name(label) if m.field == match.field), 0.0)
            alike = score >= own - 0.01 or _is_second(label, known.table.labels[match.position])
            named = own and alike and not known.candidate.contents[at].blank
            if (
                named
                and not contradicts(match.field, known.candidate.contents[at])
                and not _alike(known.table.columns[at], known.table.columns[match.position])
            ):
                rivals.append(known.table.headers[at])
    return rivals
