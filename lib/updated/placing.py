"""From what changed about an application to the cells of the person's own file that tell it."""

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
from lib.updated.habits import Standing, WriteDay
from lib.updated.languages import header_in, language_of, word_in
from lib.updated.layout import SheetLayout, texts
from lib.updated.writes import NewRow, Place, Value, Writes

OWN, SPOKEN, PLAIN, BESIDE = range(4)
"""Ways to tell a standing, one after the other: own words, usual ones of the log's language, English ones,
a column of its own."""
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
"""Field → the header of the column that is added where the file has none for it."""


@dataclass
class Plan:
    """The writes for some changes, each told in its way; columns are added as they are needed."""

    result: ImportResult
    typed: bool
    """Whether cells hold days as such (a workbook), or as text."""
    formulas: frozenset[Place]
    cells: dict[Place, Value] = field(default_factory=dict)
    new_rows: list[NewRow] = field(default_factory=list)
    added: dict[tuple[str, str], int] = field(default_factory=dict)
    """(sheet, field) → the column that was added for it."""
    homeless: set[str] = field(default_factory=set)
    """Applications of which something has no place."""

    def writes(self, gone: Sequence[tuple[str, int]]) -> Writes:
        """Everything that is to be written."""
        return Writes(dict(self.cells), tuple(self.new_rows), tuple(gone))

    def tell(self, change: Change, way: int) -> None:
        """Add what tells one change."""
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
        """Sheet and row of every application: what equals one of them may be another one."""
        read = self.result.log.applications
        rows = zip(read["sheet"].tolist(), read["row"].tolist(), strict=True)
        return frozenset((sheet if isinstance(sheet, str) else "", int(row)) for sheet, row in rows)

    def _ticks_of_a_new_row(self, change: Change) -> dict[int, Value]:
        """A log that ticks "applied?" ticks it for a new application as well."""
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
        """Days that the news tells, where the file has a column for them."""
        cells: dict[int, Value] = {}
        for name in change.days:
            at = self._day_column(change.layout, name)
            if at is not None and self._free(change, at):
                day = change.day(name)
                cells[change.layout.position(at)] = day and self._written_day(change.layout, name, day, at)
        return cells

    def _last_word(self, change: Change, cells: Mapping[int, Value], way: int) -> dict[int, Value]:
        """The day of the news where no column of days holds it: in the notes, else in a column of its own."""
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
        """The notes with the news and its day at their end; None where they would not be read as its day."""
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
        """The column that holds the days of a field: its own, or that of a stage."""
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
        """Whether the cell of this change can be written: it is where it seems to be, and no formula."""
        if change.row is None:
            return True
        layout = change.layout
        place = (layout.name, change.row, layout.position(at))
        return place not in self.formulas and layout.stands(change.row, at)

    def _place(self, change: Change, name: str) -> int | None:
        """The column of the sheet for a field: its own, or one that is added at the right end."""
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
        """What the column of a field is called where it is added."""
        return header_in(self.language, name) or HEADERS[name]

    def _written_day(self, layout: SheetLayout, name: str, day: date, at: int | None = None) -> Value:
        """A day as its column writes days; as such where the cells of a workbook do."""
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
        """The cells that tell how it stands, in the columns of the file that tell such things."""
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
        """Whether the marks alone say how it ended; that something is open needs no mark."""
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
        """The next words of a whole way: the stage, where it is new, and the end."""
        standing, known = change.standing, list(cells)
        climbed = change.before is None or change.before["stage"] != standing.stage
        steps = []
        if climbed and standing.stage not in ("applied", "offer"):
            steps.append(self._step(standing.stage, "open", known))
        if standing.outcome != "open":
            steps.append(self._step(standing.stage, standing.outcome, known))
        return steps or [self._step(standing.stage, "open", known)]

    def _step(self, stage: Stage, outcome: str, cells: Sequence[str]) -> str:
        """The commonest step that says this much by itself, else the usual word for it."""
        told = Standing("applied" if outcome in habits.ENDS else stage, outcome, False)
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

    def _usual_word(self, standing: Standing, way: int) -> str:
        """A word for what the person has none for: in the log's language, else in English."""
        in_own = word_in(self.language, standing.stage, standing.outcome) if way != PLAIN else None
        return habits.cased_alike(in_own or habits.plain_word(standing), self.result.statuses)

    def _end_alone(self, standing: Standing) -> Standing:
        """What a status says beside columns that tick the stages: the end, not how far it got."""
        return (
            standing if standing.outcome not in habits.ENDS else Standing("applied", standing.outcome, False)
        )

    def _marks(self, change: Change) -> dict[int, Value]:
        """Ticks and days in the columns of stages and ends."""
        cells: dict[int, Value] = {}
        for mark in change.layout.evidence.stages:
            if not self._free(change, mark.position):
                continue
            value = self._mark(change, mark)
            if value is not None:
                cells[change.layout.position(mark.position)] = value
        return cells

    def _mark(self, change: Change, mark: StageColumn) -> Value:
        """What goes into one such column; None where it stays as it is, "" where a tick is taken back."""
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
        """The day, where the others have days and it is known, else their commonest tick."""
        day = change.day(name)
        if day is not None and self._holds_days(change.layout, mark.position):
            return self._written_day(change.layout, name, day, mark.position)
        columns = [mark.position, *(m.position for m in change.layout.evidence.stages)]
        return next((t for at in columns if (t := habits.tick(texts(change.layout, at)))), "yes")

    def _tell_as_rows(self, change: Change, way: int) -> None:
        """A log that keeps a row for each event gets one for each piece of news."""
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
        standing = Standing(stage, outcome, event.stage is not None)
        own = habits.own_word(standing, self.result.statuses, sure=False) if way == OWN else None
        return own or self._usual_word(standing, way)


def _day_to_keep(change: Change, last: Event) -> tuple[date | None, str]:
    """The day that the last news tells, and the field that holds it: of an invitation the day it is for."""
    if last.what == "no_reply":
        return None, ""
    if last.what == "invited" and last.due is not None and last.stage and last.stage in STAGE_DATES:
        return last.due, STAGE_DATES[last.stage]
    return last.on, "last_word_on"
