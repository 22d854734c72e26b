"""The cells of a column that belongs to one stage: a date, a tick, yes or no, the name of a test, a mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.log.files.sheets import LOOKED_AT
from lib.log.schema import DateOrder, Stage
from lib.log.values.dates import read_day
from lib.log.values.lexicon import empty_words, fold
from lib.log.values.meanings import find_meanings, read_answer, read_status
from lib.log.values.recall import recalled


@dataclass(frozen=True)
class StageCell:
    """What one cell of a stage's column says about that stage of one application."""

    reached: bool
    failed: bool = False
    on: date | None = None
    pending: bool = False
    """Whether it is still to come: scheduled, invited, awaited."""
    ended: str | None = None
    """The outcome in its words: `declined`, `accepted`, `withdrawn`, `no_reply`; `offer` in a final round."""

    @property
    def outcome(self) -> str:
        """The outcome of the application by this cell alone."""
        return self.ended or ("rejected" if self.failed else "open")


NOT_REACHED = StageCell(reached=False)


def read_stage_cell(
    stage: Stage, cell: object, order: DateOrder | None = None, near: date | None = None
) -> StageCell:
    """What a cell in the column of `stage` says; `near` is the day applied, which gives a missing year."""
    if cell is None or cell != cell or isinstance(cell, bool):
        return StageCell(reached=cell is True)
    if isinstance(cell, int | float) and abs(cell) < 20:
        return StageCell(reached=cell > 0)
    text = str(cell)[:LOOKED_AT].strip()
    if isinstance(cell, str):
        said = _read_words(stage, text)
        if said is not None and not any(character.isdigit() for character in text):
            return said
    else:
        said = None
    on = _day(cell, order, near)
    if on is not None and (said is None or said.reached):
        said = said or StageCell(reached=True)
        return StageCell(True, said.failed, on, said.pending)
    return said or StageCell(reached=bool(text))


@recalled(20_000)
def _read_words(stage: Stage, text: str) -> StageCell | None:
    """What the words say; None if they are neither an answer nor a status."""
    folded = fold(text).strip(" .!,;")
    answer = read_answer(text)
    if answer == "cross":
        return StageCell(reached=True, failed=True)
    if answer == "no" or (answer is None and (not folded or folded in empty_words())):
        return NOT_REACHED
    meaning, said = read_status(text), find_meanings(text)
    if stage == "offer" and (answer == "pending" or said == ["waiting"]):
        return NOT_REACHED  # whether there will be one is not known yet
    if answer is not None:
        return StageCell(reached=True, pending=answer == "pending")
    if not meaning.understood:
        return None
    if meaning.outcome in ("accepted", "declined") or (stage == "final" and meaning.outcome == "offer"):
        return StageCell(reached=True, ended=meaning.outcome)  # who passed the last round has an offer
    if meaning.outcome == "withdrawn" or "refuses" in said:
        return StageCell(reached=False, ended="withdrawn")
    unreached = meaning.outcome in ("not_applied", "no_reply") and meaning.stage in (None, "applied")
    if unreached or any(word.startswith("not:") for word in said):
        return NOT_REACHED
    return StageCell(reached=True, failed=meaning.outcome == "rejected")


def _day(cell: object, order: DateOrder | None, near: date | None) -> date | None:
    """The day in a cell; a missing year is chosen so that the day is on or after `near`."""
    as_of = near or date.max.replace(year=2100)
    return read_day(cell, as_of=as_of, hint=order, after=near)
