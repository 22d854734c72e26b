"""Decides which cells of the person's own file to write for each change of an application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from lib.log.files.sheets import as_text
from lib.log.news import ENDED, STANDINGS, Event, cell_text
from lib.log.schema import DATE_FIELDS, STAGE_DATES, ImportResult, Stage
from lib.log.table.status_columns import StageColumn
from lib.log.values.stage_cells import read_stage_cell
from lib.log.values.status_days import read_noted_day
from lib.updated import habits
from lib.updated.changes import DAYS, Change
from lib.updated.habits import StageAndOutcome, WriteDay
from lib.updated.languages import header_in, language_of, word_in
from lib.updated.layout import SheetLayout, texts
from lib.updated.writes import NewRow, Place, Value, Writes

OWN, SPOKEN, PLAIN, BESIDE = range(4)
"""Ways to write a standing, tried in this order: the person's words, usual words of the log's language,
English words, a column of its own."""
HEADERS = {
    "status": "Status",
    "last_word_on": "Last word",
    "company": "Company",
    "role": "Role",
    "applied_on": "Date applied",
    "replied_on": "Reply date",
    "closed_on": "Closed on",
    "screen_on": "Phone screen date",
    "interview_on": "Interview date",
    "final_on": "Final round date",
    "offer_on": "Offer date",
    "channel": "Channel",
    "contact": "Contact",
    "notes": "Notes",
    "location": "Location",
    "salary": "Salary",
    "url": "Link",
    "reason": "Reason",
    "feedback": "Feedback",
    "lesson": "Lesson",
    "resume_version": "Resume version",
    "seniority": "Seniority",
    "feedback_asked_on": "Feedback asked on",
}
"""Field → the header of the column that is added if the file has none for it."""


@dataclass
class WritingPlan:
    """What to write for some changes, each in one of the ways; columns are added when they are needed."""

    result: ImportResult
    typed: bool
    """Whether cells have types (a workbook), so that a day is not text."""
    formulas: frozenset[Place]
    cells: dict[Place, Value] = field(default_factory=dict)
    new_rows: list[NewRow] = field(default_factory=list)
    added: dict[tuple[str, str], int] = field(default_factory=dict)
    """(sheet, field) → the column that was added for it."""
    homeless: set[str] = field(default_factory=set)
    """Applications with something that has no place in the file."""

    def writes(self, gone: Sequence[tuple[str, int]]) -> Writes:
        """Everything that is to be written."""
        return Writes(dict(self.cells), tuple(self.new_rows), tuple(gone))

    def tell(self, change: Change, way: int) -> None:
        """Add the writes for one change; `way` is how its standing is written."""
        if self.result.folded and change.row is not None and change.stands_anew:
            self._tell_as_rows(change, way)
            cells = self._edits(change)
        else:
            cells = self._edits(change) | self._days(change)
            if change.stands_anew:
                cells |= self._standing(change, way)
                cells |= self._last_word(change, cells, way)
        self._put(change, cells)

    def _put(self, change: Change, cells: Mapping[int, Value]) -> None:
        sheet = change.layout.name
        if change.row is None:
            if not change.layout.plain:
                self.homeless.add(change.name)
                return
            filled = {
                c: v
                for c, v in (dict(cells) | self._ticks_of_a_new_row(change)).items()
                if v not in (None, "")
            }
            self.new_rows.append(NewRow(sheet, change.layout.last_row, filled))
            return
        twins = (row for row in change.layout.alike.get(change.row, ()) if (sheet, row) not in self._own_rows)
        for row in (change.row, *twins):
            for column, value in cells.items():
                self.cells[sheet, row, column] = value

    @cached_property
    def _own_rows(self) -> frozenset[tuple[str, int]]:
        """Sheet and row of every application; a row equal to one of these is an application of its own."""
        read = self.result.log.applications
        rows = zip(read["sheet"].tolist(), read["row"].tolist(), strict=True)
        return frozenset((sheet if isinstance(sheet, str) else "", int(row)) for sheet, row in rows)

    def _ticks_of_a_new_row(self, change: Change) -> dict[int, Value]:
        """The tick for a new application in a column "applied?", if other rows have one."""
        at = change.layout.evidence.applied
        if at is None:
            return {}
        mark = habits.tick(texts(change.layout, at)) or "yes"
        return {change.layout.position(at): mark}

    def _edits(self, change: Change) -> dict[int, Value]:
        cells: dict[int, Value] = {}
        for name in change.fields:
            place = self._place(change, name)
            if place is None:
                self.homeless.add(change.name)
            else:
                cells[place] = self._value(change, name, place)
        return cells

    def _value(self, change: Change, name: str, place: int) -> Value:
        if name in DATE_FIELDS:
            day = change.day(name)
            return None if day is None else self._written_day(change.layout, name, day)
        at = change.layout.column(name)
        if name == "channel":
            return habits.channel_word(
                change.after["channel"], texts(change.layout, at) if at is not None else ()
            )
        return cell_text(change.after[name])

    def _days(self, change: Change) -> dict[int, Value]:
        """Cells for the days in the news that the file has a column for."""
        cells: dict[int, Value] = {}
        for name in change.days:
            at = self._day_column(change.layout, name)
            if at is not None and self._free(change, at):
                day = change.day(name)
                cells[change.layout.position(at)] = day and self._written_day(change.layout, name, day, at)
        return cells

    def _last_word(self, change: Change, cells: Mapping[int, Value], way: int) -> dict[int, Value]:
        """The cell for the day of news that has no date column: in the notes, else in a column of its own."""
        layout, told = change.layout, [e for e in change.events if e.what in STANDINGS]
        day, name = _day_to_keep(change, told[-1]) if told else (None, "")
        if day is None:
            return {}
        held = [self._day_column(layout, n) for n in DAYS if change.day(n) == day]
        if any(at is not None and layout.position(at) in cells for at in held):
            return {}
        noted = self._noted(change, cells, day) if way == OWN else None
        if noted is not None:
            return noted
        place = self._place(change, name)
        return {} if place is None else {place: self._written_day(layout, name, day)}

    def _noted(self, change: Change, cells: Mapping[int, Value], day: date) -> dict[int, Value] | None:
        """The notes with the news and its day added; None if they would not be read again as that day."""
        layout, status = change.layout, change.layout.evidence.status
        at = layout.column("notes")
        if at is None or status in (None, at) or "notes" in change.fields or not self._free(change, at):
            return None
        write = self._day_writer(layout, layout.column("applied_on"), "applied_on")
        word = cells.get(layout.position(status))
        clause = f"{word} {write(day) if write else day.isoformat()}"
        read = read_noted_day(clause, self.result.date_order)
        standing = change.standing
        if read is None or (read.on, read.outcome) != (day, standing.outcome):
            return None
        if standing.outcome in ("open", "offer") and read.stage != standing.stage:
            return None
        before = "" if change.row is None else as_text(layout.cell(change.row, at))
        return {layout.position(at): f"{before}; {clause}" if before else clause}

    def _day_column(self, layout: SheetLayout, name: str) -> int | None:
        """The column with the days of a field: the field's own, or that of its stage; None without one."""
        if (at := layout.column(name)) is not None:
            return at
        stage = next((s for s, f in STAGE_DATES.items() if f == name), None)
        marks = (
            m for m in layout.evidence.stages if stage is not None and m.stage == stage and m.outcome is None
        )
        dated = (m.position for m in marks if self._holds_days(layout, m.position))
        return next(dated, None)

    def _holds_days(self, layout: SheetLayout, at: int) -> bool:
        contents = layout.known.candidate.contents[at]
        return contents.dates >= 0.5

    def _free(self, change: Change, at: int) -> bool:
        """Whether the cell can be written: it is where it seems to be, and is not a formula."""
        if change.row is None:
            return True
        layout = change.layout
        place = (layout.name, change.row, layout.position(at))
        return place not in self.formulas and layout.stands(change.row, at)

    def _place(self, change: Change, name: str) -> int | None:
        """The column of the sheet for a field: its own, or one added at the right end; None if impossible."""
        at = change.layout.column(name)
        if at is not None and self._free(change, at):
            return change.layout.position(at)
        return self._beside(change, name) if at is None else None

    def _beside(self, change: Change, name: str) -> int | None:
        layout = change.layout
        if not layout.rows or (change.row is None and not layout.plain):
            return None
        key = (layout.name, name)
        if key not in self.added:
            taken = sum(sheet == layout.name for sheet, _ in self.added)
            self.added[key] = layout.width + taken
            if layout.table.header_row is not None:
                self.cells[layout.name, layout.table.header_row, layout.width + taken] = self.header(name)
        return self.added[key]

    def header(self, name: str) -> str:
        """The header of the column that is added for a field."""
        return header_in(self.language, name) or HEADERS[name]

    def _written_day(self, layout: SheetLayout, name: str, day: date, at: int | None = None) -> Value:
        """A day as its column writes days: as text, or as a day if the column's cells have that type."""
        at = layout.column(name) if at is None else at
        column = layout.table.columns[at] if at is not None else None
        if self.typed and (
            column is None or not len(column.values) or any(map(habits.is_day_cell, column.values))
        ):
            return day
        write = self._day_writer(layout, at, name) or self._day_writer(
            layout, layout.column("applied_on"), "applied_on"
        )
        return write(day) if write is not None else day.isoformat()

    def _day_writer(self, layout: SheetLayout, at: int | None, name: str) -> WriteDay | None:
        if at is None:
            return None
        read = self.result.log.applications
        if layout.name:
            read = read[read["sheet"] == layout.name]
        pairs = zip(read["row"].tolist(), read[name].tolist(), strict=True)
        cells = (
            (as_text(layout.cell(row, at)), day.date())
            for row, day in pairs
            if row in layout.rows and pd.notna(day)
        )
        return habits.day_writer(cells)

    def _standing(self, change: Change, way: int) -> dict[int, Value]:
        """Cells that say how the application stands, in the columns that the file has for this."""
        layout, cells = change.layout, {}
        marks = self._marks(change)
        at = layout.evidence.status
        if way != BESIDE and at is not None and self._free(change, at):
            cells[layout.position(at)] = self._status(change, at, way)
        elif way == BESIDE or not self._tells_all(change, marks):
            place = self._beside(change, "status")
            if place is None:
                self.homeless.add(change.name)
            else:
                cells[place] = self._word(change, way)
        return cells | marks

    def _tells_all(self, change: Change, marks: Mapping[int, Value]) -> bool:
        """Whether the marks alone say how it ended; an open application needs no mark."""
        filled = any(value not in (None, "") for value in marks.values())
        unmarked = change.standing.outcome == "open" and change.standing.stage == "applied"
        return filled or (unmarked and bool(change.layout.evidence.stages))

    def _status(self, change: Change, at: int, way: int) -> str:
        cells = texts(change.layout, at)
        said = "" if change.row is None else as_text(change.layout.cell(change.row, at))
        mark = habits.separator(cells)
        if mark is None or not said or way != OWN:
            return self._word(change, way)
        return mark.join([said, *self._steps(change, cells)])

    def _steps(self, change: Change, cells: Iterable[str]) -> list[str]:
        """The steps to add to a history: the stage, if it is new, and the end."""
        standing, known = change.standing, list(cells)
        climbed = change.before is None or change.before["stage"] != standing.stage
        steps = []
        if climbed and standing.stage not in ("applied", "offer"):
            steps.append(self._step(standing.stage, "open", known))
        if standing.outcome != "open":
            steps.append(self._step(standing.stage, standing.outcome, known))
        return steps or [self._step(standing.stage, "open", known)]

    def _step(self, stage: Stage, outcome: str, cells: Sequence[str]) -> str:
        """The most common step that alone means this stage and outcome, else the usual word for it."""
        told = StageAndOutcome("applied" if outcome in habits.ENDS else stage, outcome, False)
        return habits.step_word(stage, outcome, cells) or self._usual_word(told, OWN)

    def _word(self, change: Change, way: int) -> str:
        standing = change.standing
        own = habits.own_word(standing, self.result.statuses) if way in (OWN, BESIDE) else None
        stages = change.layout.evidence.stages
        ticked = any(mark.outcome is None for mark in stages) or (
            bool(stages) and standing.stage == "applied"
        )
        if own is None and way == OWN and ticked:
            own = habits.own_word(self._end_alone(standing), self.result.statuses, sure=False)
        return own or self._usual_word(standing, way)

    @cached_property
    def language(self) -> str:
        """The language that the log is kept in."""
        return language_of([*self.result.headers, *(reading.text for reading in self.result.statuses)])

    def _usual_word(self, standing: StageAndOutcome, way: int) -> str:
        """A word for a standing that the person has no word for, in the log's language or else in English."""
        in_own = word_in(self.language, standing.stage, standing.outcome) if way != PLAIN else None
        return habits.cased_alike(in_own or habits.plain_word(standing), self.result.statuses)

    def _end_alone(self, standing: StageAndOutcome) -> StageAndOutcome:
        """The standing for a status beside stage columns: only the end, since those say how far it got."""
        return (
            standing
            if standing.outcome not in habits.ENDS
            else StageAndOutcome("applied", standing.outcome, False)
        )

    def _marks(self, change: Change) -> dict[int, Value]:
        """Cells with ticks and days, in the columns of stages and ends."""
        cells: dict[int, Value] = {}
        for mark in change.layout.evidence.stages:
            if not self._free(change, mark.position):
                continue
            value = self._mark(change, mark)
            if value is not None:
                cells[change.layout.position(mark.position)] = value
        return cells

    def _mark(self, change: Change, mark: StageColumn) -> Value:
        """The value for one such column; None leaves the cell as it is, "" takes a tick back."""
        layout, standing = change.layout, change.standing
        said = None if change.row is None else layout.cell(change.row, mark.position)
        if mark.outcome is not None:
            if mark.outcome == standing.outcome:
                return self._filled(change, mark, "closed_on")
            return (
                ""
                if said is not None and standing.outcome != mark.outcome and mark.outcome in ENDED
                else None
            )
        if mark.stage is None or mark.stage != standing.stage or mark.stage == "applied":
            return None
        cell = read_stage_cell(mark.stage, said)
        return (
            None if cell.reached and not cell.failed else self._filled(change, mark, STAGE_DATES[mark.stage])
        )

    def _filled(self, change: Change, mark: StageColumn, name: str) -> Value:
        """The day, if it is known and other cells have days; else the column's most common tick."""
        day = change.day(name)
        if day is not None and self._holds_days(change.layout, mark.position):
            return self._written_day(change.layout, name, day, mark.position)
        columns = [mark.position, *(m.position for m in change.layout.evidence.stages)]
        return next((t for at in columns if (t := habits.tick(texts(change.layout, at)))), "yes")

    def _tell_as_rows(self, change: Change, way: int) -> None:
        """Add a row for each piece of news, in a log with one row for each event."""
        layout = change.layout
        for event in (e for e in change.events if e.what in STANDINGS):
            cells: dict[int, Value] = {}
            for name in ("company", "role"):
                if (at := layout.column(name)) is not None and change.before is not None:
                    cells[layout.position(at)] = cell_text(change.before[name])
            if (at := layout.column("applied_on")) is not None:
                day = event.on or event.recorded_on
                cells[layout.position(at)] = self._written_day(layout, "applied_on", day)
            if layout.evidence.status is None:
                self.homeless.add(change.name)
                return
            cells[layout.position(layout.evidence.status)] = self._row_word(change, event, way)
            self.new_rows.append(NewRow(layout.name, layout.last_row, cells))

    def _row_word(self, change: Change, event: Event, way: int) -> str:
        outcome = "open" if event.what == "invited" else event.what
        stage = event.stage or ("offer" if event.what in ("offer", "accepted", "declined") else "applied")
        standing = StageAndOutcome(stage, outcome, event.stage is not None)
        own = habits.own_word(standing, self.result.statuses, sure=False) if way == OWN else None
        return own or self._usual_word(standing, way)


def _day_to_keep(change: Change, last: Event) -> tuple[date | None, str]:
    """The day of the last news and its date field; for an invitation it is the day of the conversation."""
    if last.what == "no_reply":
        return None, ""
    if last.what == "invited" and last.due is not None and last.stage and last.stage in STAGE_DATES:
        return last.due, STAGE_DATES[last.stage]
    return last.on, "last_word_on"
