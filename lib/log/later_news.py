"""News beside a later version of the spreadsheet: where it belongs now, and what the file says itself."""

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
    """Events as they stand beside a later version of the spreadsheet."""

    events: Events
    keys: Mapping[str, str]
    """Application key with the news of then → its key with the news of now, where it was recognised."""


def carry(events: Sequence[Event], earlier: ApplicationLog, later: ApplicationLog) -> Carried:
    """The events at their applications in a later version; those vanish that it says as well.

    An added row that the later version holds vanishes with everything that the version says of it.
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
    """The event at its application; of an added row that has come, `before` stays unknown."""
    return replace(event, application=now.get(event.application, event.application))


def _unsaid(events: Sequence[Event], later: ApplicationLog) -> Events:
    """The events that tell something which the spreadsheet does not: applied they change its log."""
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
    """Whether these events tell something that the row does not say; refused ones do.

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
