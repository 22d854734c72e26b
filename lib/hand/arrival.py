"""A file arrives: what it contains, and what is carried over to it from the log that was open before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lib.hand.held import Aside, Doubt, Held, Upload
from lib.hand.reader import LogInHand, Reader
from lib.log import snapshots
from lib.log.reading import read_book
from lib.log.reflections import with_reflections
from lib.log.schema import Choices, ImportResult, UnreadableLog
from lib.log.versions import Changes, compare
from lib.summary.additions import Additions
from lib.summary.carrying import carry_over, join, since_saved
from lib.summary.roundtrip import read_contacts


def received(held: Held, reader: Reader, now: date) -> Held:
    """What is held after its file is read for the first time; unchanged if the file was read before.

    Raises `UnreadableLog` if the file cannot be read as a log.
    """
    upload = held.upload
    if upload is None or held.added is not None:
        return held
    brought, lost = _brought(upload, reader, now)
    read = replace(held, added=brought, left_out=held.left_out + lost)
    if held.before is None or upload.sample:
        return read
    try:
        earlier = _earlier(held.before, reader, now)
    except UnreadableLog:
        return (
            read.another_search()
        )  # the earlier log cannot be read any more, so there is nothing to compare with
    result = _best_reading(upload, brought, held.before, earlier, reader, now)
    changes = compare(earlier.result.log, result.log)
    if not changes.related:
        return replace(read, doubt=Doubt(held.before.upload.name, changes.recognised, changes.before))
    return _carried(read, held.before, earlier, result, changes)


def same_search(held: Held, reader: Reader, now: date) -> Held:
    """What is held once the person says that both logs are one search: everything is carried over."""
    if held.upload is None or held.before is None:
        return replace(held, doubt=None)
    earlier = _earlier(held.before, reader, now)
    result = _best_reading(held.upload, held.additions, held.before, earlier, reader, now)
    return _carried(held, held.before, earlier, result, compare(earlier.result.log, result.log))


def _brought(upload: Upload, reader: Reader, now: date) -> tuple[Additions, tuple[str, ...]]:
    """What a file holds beside the log, and what of that cannot be used.

    A workbook of ours holds everything the person added; any other file at most a sheet of contacts.
    """
    opened = reader.open(upload)
    if opened.saved is None:
        return Additions(contacts=read_contacts(opened.book)), ()
    as_saved = read_book(opened.book, as_of=now, choices=opened.saved.choices)
    added = since_saved(opened.saved.additions(as_saved), opened.saved.now, as_saved.log)
    return added, opened.saved.left_out


def _carried(held: Held, left: Aside, earlier: LogInHand, result: ImportResult, changes: Changes) -> Held:
    """What is held, with the earlier log's additions carried over; the file's own win where both have one."""
    read, before = earlier.result.log, left.additions
    told = with_reflections(read, before.reflections)  # without the news: the spreadsheets are compared
    taken = snapshots.take(earlier.upload.name, earlier.as_of, read, told)
    kept = replace(carry_over(before, changes, read, result.log), choices=result.choices)
    packed = snapshots.pack(taken) if taken and not changes.nothing else before.earlier
    added = replace(join(held.additions, kept), earlier=packed)
    return replace(held, added=added, before=None, doubt=None)


def _earlier(left: Aside, reader: Reader, now: date) -> LogInHand:
    """The earlier log, seen from the last day on which it was known to be true."""
    saved = reader.open(left.upload).saved
    known = (saved.as_of if saved else None) or left.upload.opened_on or now
    return reader.in_hand(left.upload, left.additions, left.as_of, min(known, now))


def _best_reading(
    upload: Upload, brought: Additions, left: Aside, earlier: LogInHand, reader: Reader, now: date
) -> ImportResult:
    """The file read with as many corrections of the earlier log as fit it.

    Raises `UnreadableLog` if it cannot be read as a log.
    """
    if brought.choices != Choices():
        return reader.read(upload, brought.choices, now)
    old, untouched = left.additions.choices, _reading(upload, Choices(), reader, now)
    headers = (untouched or earlier.result).headers
    fitting = replace(old, columns={f: h for f, h in old.columns.items() if h is None or h in headers})
    loosely = replace(fitting, sheets=None, header_row=None)
    tried = [_reading(upload, choices, reader, now) for choices in (fitting, loosely)]
    readings = [found for found in (*tried, untouched) if found is not None]
    if not readings:
        return reader.read(upload, Choices(), now)
    return max(readings, key=lambda found: compare(earlier.result.log, found.log).recognised)


def _reading(upload: Upload, choices: Choices, reader: Reader, now: date) -> ImportResult | None:
    """The file read with these corrections; None if they, made for another file, do not fit."""
    try:
        return reader.read(upload, choices, now)
    except UnreadableLog:
        return None
