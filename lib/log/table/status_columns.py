"""Which columns of a table say how its rows stand: the status, stages, further words and histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from lib.log.files.sheets import as_text
from lib.log.schema import FIELD_STAGES, STAGES, ColumnMatch, Stage
from lib.log.table.contents import Contents
from lib.log.table.fits import contradicts
from lib.log.table.header import Table
from lib.log.table.names import IGNORE, is_numbered_stage, match_name, plain
from lib.log.values.meanings import find_meanings, read_answer
from lib.log.values.paths import read_steps
from lib.log.values.statuses import StatusMeaning, read_status
from lib.log.vocabulary import small_words

_WORDY = frozenset(("company", "role", "lesson", "reason"))
SURE = 0.85
"""A header surely names a column without progress from this score on."""
PART = 0.35
"""A word among others of a header still says that the column is about what to do ("Priority to-do")."""


@dataclass(frozen=True)
class StageColumn:
    """A column whose cells say whether a stage was reached, or whose ticks say how the application ended."""

    position: int
    stage: Stage | None
    outcome: str | None = None
    """The outcome that a tick stands for; None for a stage."""


@dataclass
class StatusColumns:
    """The columns of a table that say how its rows stand, by their positions."""

    status: int | None = None
    further: list[int] = field(default_factory=list)
    """Further columns of status words, by position."""
    stages: list[StageColumn] = field(default_factory=list)
    histories: list[int] = field(default_factory=list)
    """Columns with everything that happened so far: lists, JSON, dated remarks."""
    applied: int | None = None
    """A column that says yes or no to "applied?"."""


def find_evidence(
    table: Table, contents: Sequence[Contents], matches: Sequence[ColumnMatch], hidden: set[int]
) -> StatusColumns:
    """Every column that says something about progress: the status, and columns that hold no other field."""
    served = {match.position: match.field for match in matches}
    found = StatusColumns(status=next((at for at, name in served.items() if name == "status"), None))
    for at, label in enumerate(table.labels):
        name = served.get(at)
        if at in hidden or contents[at].blank or stands_alone(table, at):
            continue
        if name == "closed_on" and _ends(meaning := read_status(label)):
            found.stages.append(StageColumn(at, None, meaning.outcome))
        if name == "status" or (name and name not in FIELD_STAGES):
            continue
        if _is_round(table.labels, at, contents[at]):
            before = at > 0 and _is_step(table.labels[at - 1])
            found.stages.append(StageColumn(at, "interview" if before else "screen"))
        else:
            _place(found, at, label, contents[at])
    return found


def _is_round(labels: Sequence[str], at: int, contents: Contents) -> bool:
    """Whether a column of answers or days is about one of several rounds: "First" beside "Second"."""
    if not _names_round(labels[at]) or contents.answers + contents.dates < 0.6:
        return False
    return any(map(_is_step, (*labels[max(0, at - 1) : at], *labels[at + 1 : at + 2])))


def _is_step(label: str) -> bool:
    """Whether a header is that of a round or of a stage."""
    return _names_round(label) or _announced(label) in FIELD_STAGES


def _names_round(label: str) -> bool:
    return plain(label) in _rounds()


@cache
def _rounds() -> frozenset[str]:
    return frozenset(map(plain, small_words("round_name")))


def stands_alone(table: Table, at: int) -> bool:
    """Whether the column only holds lines of text between the rows, such as the headings of a page."""
    return not table.labels[at] and bool((table.filled[table.columns[at].filled] == 1).all())


def _place(found: StatusColumns, at: int, label: str, contents: Contents) -> None:
    """Add one column to the evidence, if it says something about progress."""
    if is_numbered_stage(label) and contents.statuses > 0:
        found.further.append(at)
        return
    said = _announced(label)
    if said in ("company", "role") and contents.answers > 0.6:
        said = ""  # ticks are no names: "Offre" is an offer here, and no job
    if said in _WORDY and (contents.sure_dates > 0.6 or contradicts(said, contents)):
        said = ""  # days are none either, nor "Demo lesson" what was learned
    if _counts_talks(label, said, contents):
        found.stages.append(StageColumn(at, "interview"))
        return
    if said.startswith(IGNORE) and contents.statuses < 0.7:
        return
    if said == "status" and contents.answers >= 0.6 and read_status(label).stage == "offer":
        if _leaves_open(contents):
            found.further.append(at)
            return
        said = ""  # "Got the job?" with nothing but yes and no: a no may only mean "not yet"
    if said == "applied_on" and contents.answers > 0.5:
        found.applied = at
    elif (stage_column := _stage_column(at, label, said, contents)) is not None:
        found.stages.append(stage_column)
    elif said == "resume_version" and _has_marks(contents):
        found.stages.append(StageColumn(at, "applied"))
    elif _is_history(contents):
        found.histories.append(at)
    elif _is_further(said, contents) and not _plans(label):
        found.further.append(at)


def _leaves_open(contents: Contents) -> bool:
    """Whether a column of answers has blanks or "waiting" as well, so that a "no" is a decision."""
    return contents.filling < 1 or any(read_answer(text) == "pending" for text in contents.texts)


def _announced(label: str) -> str:
    """The field, or the surely ignored kind, that a header names; "" for none."""
    if plain(label).endswith(" id"):
        return IGNORE + "id"
    best = next(iter(match_name(label)), None)
    if best is None or best.score < 0.5:
        return ""
    return "" if best.field.startswith(IGNORE) and best.score < SURE else best.field


def _counts_talks(label: str, said: str, contents: Contents) -> bool:
    """Whether the column counts interviews: "Total interviews", with small numbers in it."""
    if said not in (IGNORE + "question", "") or contents.numbers < 0.9 or contents.is_counter:
        return False
    small = all(as_text(value) in _SMALL for value in contents.values)
    counts = not {"#", *small_words("counting")}.isdisjoint(plain(label).split())
    return small and counts and read_status(label).stage in ("screen", "interview", "final")


_SMALL = frozenset(str(number) for number in range(16))


def _is_further(said: str, contents: Contents) -> bool:
    """Whether a column without another use has status words; under a status header "pending" is one, too."""
    if contents.roles >= 0.3:
        return False
    if said == "status" and contents.statuses > 0:
        return contents.statuses + contents.answers >= 0.5
    of_talks = said == IGNORE + "question" and contents.statuses >= 0.7  # "Type": "Phone interview"
    return (said in ("channel", "") or of_talks) and contents.statuses >= 0.6 and contents.answers < 0.3


def is_rung(label: str, contents: Contents) -> bool:
    """Whether a column is about one stage: its header names the stage, its cells say if it was passed."""
    said = _announced(label)
    named = said in FIELD_STAGES or (not said and set(find_meanings(label)) & {"paper", *STAGES[1:]})
    return bool(named) and not contents.blank and contents.statuses + contents.answers + contents.dates >= 0.6


def _plans(label: str) -> bool:
    """Whether a header is about what is to be done next, not about what happened."""
    return any(match.field == IGNORE + "follow_up" and match.score >= PART for match in match_name(label))


def _stage_column(at: int, label: str, said: str, contents: Contents) -> StageColumn | None:
    """The column as ticks for a stage or an end, if its header names one and its cells fit; else None."""
    meaning = read_status(label) if label else None
    if contents.words > 5 or _is_history(contents) or _names_people(label, contents):
        return None
    if (
        meaning is not None
        and said in ("", "closed_on", *FIELD_STAGES)
        and _ends(meaning)
        and _is_flag(contents)
    ):
        return StageColumn(at, None, meaning.outcome)
    if (
        find_meanings(label) == ["paper"]
        and contents.statuses + contents.answers + contents.sure_dates >= 0.6
    ):
        return StageColumn(at, "applied")  # passing the papers is no conversation, failing them an end
    if said in FIELD_STAGES:
        stage = (
            meaning.stage
            if meaning is not None and meaning.stage not in (None, "applied")
            else FIELD_STAGES[said]
        )
        return None if stage == "offer" and _is_free_text(contents) else StageColumn(at, stage)
    if (
        said == ""
        and meaning is not None
        and meaning.understood
        and meaning.stage in STAGES[1:]
        and meaning.stage_known
        and _is_flag(contents)
    ):
        return StageColumn(at, meaning.stage)
    return None


def _names_people(label: str, contents: Contents) -> bool:
    """Whether the column is about people: names below "Recruiter", or answers to "Recruiter?".

    Neither is a conversation.
    """
    told = contents.answers + contents.dates + contents.statuses + contents.numbers
    return plain(label) in _people() and (told < 0.3 or label.strip().endswith(("?", "？")))


def _is_free_text(contents: Contents) -> bool:
    """Whether hardly any cell is an answer, a day, a status or a figure; remarks are no offers."""
    told = contents.answers + contents.dates + contents.statuses + contents.digits
    return told < 0.3


@cache
def _people() -> frozenset[str]:
    return frozenset(map(plain, small_words("person")))


def _ends(meaning: StatusMeaning) -> bool:
    return meaning.outcome in ("rejected", "no_reply", "withdrawn", "accepted", "declined")


def _is_flag(contents: Contents) -> bool:
    """Whether the cells are ticks, answers, days or the number one."""
    ones = sum(as_text(v) in ("1", "0") for v in contents.values) / max(len(contents.values), 1)
    return contents.answers + contents.dates >= 0.6 or ones >= 0.9


def _has_marks(contents: Contents) -> bool:
    return bool(contents.texts) and sum(text in "√✓✔☑×✗✘xX❌✅" for text in contents.texts) >= 0.6 * len(
        contents.texts
    )


def _is_history(contents: Contents) -> bool:
    """Whether most cells are lists of what happened, and many of these contain steps of an application."""
    if contents.packed < 0.5 and contents.paths < 0.3:
        return False
    told = sum(_tells_steps(text) for text in contents.texts)
    return told >= 0.3 * len(contents.texts)


def _tells_steps(text: str) -> bool:
    """Whether at least half of the entries of a list are steps of an application; questions do not count."""
    steps = [step.meaning.understood and "?" not in step.text for step in read_steps(text)]
    return 2 * sum(steps) >= len(steps) > 0
