"""What changed about each application of a log since the file was saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from lib.log.news import EDITABLE, STANDINGS, Event, Living, cell_text
from lib.log.schema import STAGE_DATES, ImportResult
from lib.updated.habits import StageAndOutcome
from lib.updated.layout import SheetLayout

DAYS = ("closed_on", "replied_on", "last_word_on", *STAGE_DATES.values())


@dataclass(frozen=True)
class Change:
    """One application that changed since the file was saved, as it is now."""

    name: str
    layout: SheetLayout
    row: int | None
    """Its row in the file; None if it is not in the file yet."""
    before: pd.Series | None
    after: pd.Series
    events: tuple[Event, ...]

    @cached_property
    def stands_anew(self) -> bool:
        """Whether its stage or outcome changed."""
        if self.before is None:
            return True
        return any(e.what in STANDINGS for e in self.events) and any(
            self.before[name] != self.after[name] for name in ("stage", "outcome")
        )

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Fields of days that the news changed."""
        edited = {e.field for e in self.events if e.what == "edited"}
        return tuple(f for f in DAYS if f not in edited and self._differs(f))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Fields whose cell the person edited."""
        edited = {e.field for e in self.events if e.what == "edited"}
        return tuple(f for f in EDITABLE if f in edited and self._differs(f))

    def _differs(self, name: str) -> bool:
        return cell_text(None if self.before is None else self.before[name]) != cell_text(self.after[name])

    @property
    def standing(self) -> StageAndOutcome:
        """Its present stage and outcome."""
        return StageAndOutcome(
            self.after["stage"], str(self.after["outcome"]), bool(self.after["stage_known"])
        )

    def day(self, name: str) -> date | None:
        """A day of the application in its date field `name`, as it is now; None without one."""
        return None if pd.isna(self.after[name]) else self.after[name].date()


def find_changes(result: ImportResult, living: Living, layouts: Sequence[SheetLayout]) -> tuple[Change, ...]:
    """Every application that differs from the file, in the order of the log; without removed ones."""
    read: Any = result.log.applications
    now: Any = living.log.applications
    by_sheet = {layout.name: layout for layout in layouts}
    told: dict[str, list[Event]] = {}
    for event in living.events:
        told.setdefault(event.application, []).append(event)
    changes = []
    for i, name in enumerate(living.names):
        if name not in told or not layouts:
            continue
        known = i < len(read)
        before = read.loc[i] if known else None
        sheet = now.at[i, "sheet"]
        layout = by_sheet.get(sheet if isinstance(sheet, str) else "", layouts[-1])
        row = int(read.at[i, "row"]) if known else None
        change = Change(name, layout, row, before, now.loc[i], tuple(told[name]))
        if change.stands_anew or change.days or change.fields:
            changes.append(change)
    return tuple(changes)
