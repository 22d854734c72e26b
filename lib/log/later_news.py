"""Carries news over to a later version of the spreadsheet, without what that version says itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from lib.log.identity import application_keys
from lib.log.news import (
    ROWS,
    STANDINGS,
    Cells,
    Certainty,
    Event,
    Events,
    apply,
    by_application,
    cell_text,
    live,
    usual_certainty,
)
from lib.log.schema import EXTRA, ApplicationLog
from lib.log.versions import match_applications

DAYS = ("replied_on", "closed_on", "offer_on")
"""Days of news that another day of the row can tell as well."""


@dataclass(frozen=True)
class Carried:
    """Events carried over to a later version of the spreadsheet."""

    events: Events
    keys: Mapping[str, str]
    """Key of each recognised application with the earlier news → its key with the events that are left."""


def carry(events: Sequence[Event], earlier: ApplicationLog, later: ApplicationLog) -> Carried:
    """The events at their applications in a later version; those that the version contains are dropped.

    So is an added row that the later version has, with everything about it that the version says.
    """
    before = live(earlier, events, removed=False)
    found = match_applications(before.log.applications, later.applications)
    names = application_keys(later.applications).tolist()
    now = {before.names[i]: names[j] for j, i in enumerate(found.tolist()) if i >= 0}
    moved = [_moved(e, now) for e in events if not (e.what == "added" and e.application in now)]
    kept = _unsaid(moved, later)
    after = live(later, kept, removed=False)
    told = dict(zip(after.names, application_keys(after.log.applications), strict=True))
    keys = dict(zip(before.names, application_keys(before.log.applications), strict=True))
    return Carried(kept, {keys[n]: told[now.get(n, n)] for n in keys if now.get(n, n) in told})


def _moved(event: Event, now: Mapping[str, str]) -> Event:
    """The event at its application in the later version; `before` is unknown for a row added here."""
    return replace(event, application=now.get(event.application, event.application))


def _unsaid(events: Sequence[Event], later: ApplicationLog) -> Events:
    """The events that say something new, which means that they change the log of the spreadsheet."""
    places = {name: i for i, name in enumerate(application_keys(later.applications))}
    kept: set[int] = set()
    usual = usual_certainty(later.applications)
    for name, told in by_application(events).items():
        i = places.get(name)
        if i is None:
            kept |= {id(e) for e in told if e.what != "removed"}
            continue
        row = later.applications.iloc[[i]].reset_index(drop=True)
        kept |= {id(e) for e in told if e.what in (*ROWS, "asked")}
        kept |= {id(e) for e in told if e.what == "edited" and _changes(row, [e], usual)}
        standings = [e for e in told if e.what in STANDINGS]
        kept |= {id(e) for e in standings} if _changes(row, standings, usual) else set()
    return tuple(e for e in events if id(e) in kept)


def _changes(row: pd.DataFrame, told: Sequence[Event], usual: Certainty) -> bool:
    """Whether these events change the row; events that the spreadsheet disagrees with count as changes.

    The day of the last word, of a first one that was the last, and of an offer is told by any day on which
    the employer was in touch or it ended.
    """
    if not told:
        return False
    cells = Cells(row)
    if apply(cells, 0, told, usual):
        return True
    after = cells.table()
    differ = [
        str(c)
        for c in row
        if not str(c).startswith(EXTRA) and cell_text(after[c].iloc[0]) != cell_text(row[c].iloc[0])
    ]
    told_days = {row[c].iloc[0] for c in ("closed_on", "last_word_on", "replied_on")}
    quiet = {c for c in DAYS if after[c].iloc[0] in told_days}
    return bool(set(differ) - quiet - {"stage_known", "last_word_on"})
