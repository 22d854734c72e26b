"""A later version of the log arrives: what was added before is carried over, or the person is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lib.log import snapshots
from lib.log.reflections import with_reflections
from lib.log.schema import Choices, ImportResult, UnreadableLog
from lib.log.versions import Changes, compare
from lib.summary.additions import Additions
from lib.summary.carrying import carry_over, join
from lib.ui.upload import Aside, LogInHand, Upload, read, reading, saved_on, today


@dataclass(frozen=True)
class Doubt:
    """Two logs that hardly share an application: only the person knows whether both are theirs."""

    earlier: str
    """File name of the earlier log."""
    recognised: int
    before: int


def settle(upload: Upload, brought: Additions, left: Aside) -> Additions | Doubt | None:
    """What was added to the log `left`, carried over to this one; a doubt where the two hardly meet.

    `brought` is what the file itself holds, where it is a workbook of ours; it wins where both speak.
    None where the earlier log cannot be read as it was left, so that nothing can be compared with it.
    Raises `UnreadableLog` where no reading makes a log of this one.
    """
    try:
        earlier = _earlier(left)
    except UnreadableLog:
        return None
    result = _best_reading(upload, brought, left, earlier)
    changes = compare(earlier.result.log, result.log)
    if not changes.related:
        return Doubt(left.upload.name, changes.recognised, changes.before)
    return _carried(left, earlier, brought, result, changes)


def carried(upload: Upload, brought: Additions, left: Aside) -> Additions:
    """The same on the person's word that both logs are one search, however little they meet."""
    earlier = _earlier(left)
    result = _best_reading(upload, brought, left, earlier)
    return _carried(left, earlier, brought, result, compare(earlier.result.log, result.log))


def _carried(
    left: Aside, earlier: LogInHand, brought: Additions, result: ImportResult, changes: Changes
) -> Additions:
    read, added = earlier.result.log, left.additions
    told = with_reflections(read, added.reflections)  # without the news: the spreadsheets are compared
    taken = snapshots.take(earlier.upload.name, earlier.as_of, read, told)
    kept = replace(carry_over(added, changes, read, result.log), choices=result.choices)
    packed = snapshots.pack(taken) if taken and not changes.nothing else added.earlier
    return replace(join(brought, kept), earlier=packed)


def _earlier(left: Aside) -> LogInHand:
    """The earlier log as of the last day on which it was known to hold."""
    file, now = left.upload, today()
    known = saved_on(file) or file.opened_on or now
    return read(file, left.additions, left.as_of, min(known, now))


def _best_reading(upload: Upload, brought: Additions, left: Aside, earlier: LogInHand) -> ImportResult:
    """The file read with the corrections of the earlier log, as far as they fit this one.

    Raises `UnreadableLog` where no reading makes a log of it.
    """
    if brought.choices != Choices():
        return reading(upload, brought.choices)
    old, untouched = left.additions.choices, _reading(upload, Choices())
    headers = (untouched or earlier.result).headers
    fitting = replace(old, columns={f: h for f, h in old.columns.items() if h is None or h in headers})
    tried = [_reading(upload, fitting), _reading(upload, replace(fitting, sheets=None, header_row=None))]
    readings = [found for found in (*tried, untouched) if found is not None]
    if not readings:
        return reading(upload, Choices())
    return max(readings, key=lambda found: compare(earlier.result.log, found.log).recognised)


def _reading(upload: Upload, choices: Choices) -> ImportResult | None:
    """The file read so; None where these corrections, made for another file, do not fit it."""
    try:
        return reading(upload, choices)
    except UnreadableLog:
        return None
