"""Summarises logs on the command line: `python -m lib LOG [LOG…] [options]` (docs/command-line.md)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from lib.focus.results import SEED
from lib.log.files.safety import MAX_FILE
from lib.log.files.sheets import Book
from lib.log.news import live, with_news
from lib.log.reading import read_book
from lib.log.schema import FIELDS, Choices, ImportResult, UnreadableLog
from lib.log.telling import UnclearNews, record_lines, understand_line
from lib.measures.timeline import propose_as_of
from lib.opening.opener import open_book
from lib.summary.additions import Additions
from lib.summary.bundle import Summary, build
from lib.summary.carrying import with_events
from lib.summary.contract import error_json
from lib.summary.escaping import visible
from lib.summary.formats import FORMATS, json_bytes
from lib.summary.giving_back import give_back
from lib.summary.preparing import prepared
from lib.summary.roundtrip import restore

OK, NOT_USED = 0, 2
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years between which a search can be."""
NEAREST = 3
"""How many similar headers are named if no column has the one that was given."""
PROGRAM = "python -m lib"
UPDATED = "updated"
"""The name of the format that is the person's own file with the news in it."""


@dataclass(frozen=True)
class Call:
    """The arguments of one call."""

    logs: tuple[Path, ...]
    formats: tuple[str, ...]
    out: Path | None
    choices: Choices
    as_of: date | None
    seed: int
    name: str
    news: tuple[str, ...] = ()
    """Lines such as "NORVIK: rejected after interview 2026-11-27"."""

    @property
    def into_folder(self) -> bool:
        """Whether `out` is a folder, because there is more than one result."""
        return len(self.logs) > 1 or len(self.formats) > 1

    def name_of(self, path: Path) -> str:
        """The name of one log's results, without ending: its own, or a longer one if two logs share it."""
        if sum(other.name == path.name for other in self.logs) < 2:
            return path.name
        longer = f"{path.parent.name}_{path.name}"
        if sum(f"{other.parent.name}_{other.name}" == longer for other in self.logs) < 2:
            return longer
        return f"{self.logs.index(path) + 1}_{path.name}"


def main(arguments: Sequence[str] | None = None, *, program: str = PROGRAM) -> int:
    """Run one call and return its exit status: 0, or 2 if a log could not be used or the call is wrong.

    `program` is what the person typed, for the usage line.
    """
    call = understand(arguments, program)
    try:
        used = [_summarise_one(call, path) for path in call.logs]
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe (`head`, a pager) has stopped; otherwise Python would complain at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"{visible(str(error.filename or call.out or 'output'))}: {error.strerror}", file=sys.stderr)
        return NOT_USED
    return OK if all(used) else NOT_USED


def understand(arguments: Sequence[str] | None, program: str = PROGRAM) -> Call:
    """Read the arguments; a wrong call exits here with status 2 and a line that says why."""
    parser = _parser(program)
    given = parser.parse_args(arguments)
    call = Call(
        logs=tuple(given.logs),
        formats=tuple(dict.fromkeys(given.format)) or ("md",),
        out=given.out,
        choices=Choices(
            sheets=tuple(given.sheet) or None, columns=dict(given.column), day_first=given.day_first
        ),
        as_of=given.as_of,
        seed=given.seed,
        name=given.name,
        news=tuple(given.record),
    )
    if call.news and len(call.logs) > 1:
        parser.error("--record is about one log")
    if call.into_folder and call.out is None:
        parser.error("several logs or several formats need --out FOLDER")
    if call.into_folder and call.out and call.out.exists() and not call.out.is_dir():
        parser.error(f"--out {call.out} is a file, and several results need a folder")
    if call.out is None and _is_binary(call.formats[0]) and sys.stdout.isatty():
        parser.error(f"{call.formats[0]} is not text: give it a file with --out")
    return call


def _is_binary(key: str) -> bool:
    return key == UPDATED or FORMATS[key].binary


def _parser(program: str = PROGRAM) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description="Read a log of job applications and write what it says and what to do next.",
        epilog="Formats: "
        + "; ".join(f"{key} ({f.label})" for key, f in FORMATS.items())
        + f"; {UPDATED} (your own file with what --record says).",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("logs", nargs="+", type=Path, metavar="LOG", help="CSV, TSV, XLSX, XLSM, XLS, XLSB, ODS, JSON or ZIP")
    add("--sheet", action="append", default=[], metavar="NAME", help="the sheet to read (may be given again)")
    add(
        "--column", action="append", default=[], type=_column, metavar="FIELD=HEADER", help="what a column is"
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="day_first", action="store_true", default=None, help="3/4 is 3 April"
    )
    order.add_argument("--month-first", dest="day_first", action="store_false", help="3/4 is March 4")
    add("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day to measure from (today)")
    add("--format", action="append", default=[], choices=[*FORMATS, UPDATED], help="md if nothing is said")
    add(
        "--record",
        action="append",
        default=[],
        type=_news,
        metavar="NEWS",
        help="“Norvik: rejected 2026-11-27”",
    )
    add("--name", default="", metavar="TEXT", help="whose report it is, to stand in its first line")
    add("--out", type=Path, metavar="PATH", help="a file; a folder where there are several results")
    seed = f"of the random draws behind the ranking ({SEED})"
    add("--seed", type=_seed, default=SEED, metavar="N", help=seed)
    return parser


def _column(text: str) -> tuple[str, str | None]:
    name, equals, header = text.partition("=")
    if not equals or name not in FIELDS:
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=HEADER; fields: {', '.join(FIELDS)}")
    return name, header or None


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-23") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text} is not a day between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 999999999")
    return int(text)


def _news(text: str) -> str:
    try:
        understand_line(text)
    except UnclearNews as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _summarise_one(call: Call, path: Path) -> bool:
    """Write every format asked for; returns whether the log could be used."""
    try:
        written = _results(call, path)
    except UnreadableLog as error:
        _refuse(call, path, error)
        return False
    except Exception as error:  # after a fault of ours the other logs must still be summarised
        _refuse(call, path, UnreadableLog("This file could not be read", f"{type(error).__name__}: {error}"))
        return False
    for key, content in written.items():
        _write(call, path, key, content)
    return True


def _results(call: Call, path: Path) -> dict[str, bytes]:
    """End of a file name → its bytes, for each format asked for."""
    summary, data, book = _read(call, path)
    results = {key: FORMATS[key].render(summary) for key in call.formats if key != UPDATED}
    if UPDATED in call.formats:
        made = give_back(data, book, summary.result, summary.additions.events, summary.as_of)
        for note in (*made.notes, *made.sentences):
            print(f"{path.name}: {note}", file=sys.stderr)
        results[f"{UPDATED}.{made.kind}"] = made.data
    return results


def _read(call: Call, path: Path) -> tuple[Summary, bytes, Book]:
    today = call.as_of or date.today()  # noqa: DTZ011 - the person's own calendar day, read only here
    data = _bytes(path)
    book = open_book(data, path.name)
    saved = restore(book)
    if saved is None:
        result, additions = read_book(book, as_of=today, choices=call.choices), Additions()
    else:
        book = saved.book
        result = read_book(saved.book, as_of=today, choices=_over(saved.choices, call.choices))
        additions = saved.additions(result)
    _refuse_misspelt(call.choices, result)
    additions = _with_news(call, result, additions, today)
    as_of = call.as_of or propose_as_of(with_news(result.log, additions.events).applications, today)[0]
    return build(result, as_of, additions=additions, seed=call.seed, start=today, name=call.name), data, book


def _with_news(call: Call, result: ImportResult, additions: Additions, today: date) -> Additions:
    """The additions with the news of `--record` and the steps that it prepares.

    Raises `UnreadableLog` for a line that is not clear.
    """
    if not call.news:
        return additions
    try:
        events = record_lines(result.log, additions.events, call.news, today)
    except UnclearNews as error:
        raise UnreadableLog("The news is not recorded", f"{error}.") from error
    known = {event.key for event in additions.events}
    additions, living = with_events(additions, result.log, events), live(result.log, events)
    for event in events:
        if event.key not in known:
            additions = prepared(additions, living, event, today)
    return additions


def _refuse_misspelt(said: Choices, result: ImportResult) -> None:
    """Raise UnreadableLog for a header that no column has, naming the headers most like it."""
    found = {match.field for match in result.columns}
    for name, header in said.columns.items():
        if header is not None and name not in found:
            near = process.extract(header, result.headers, scorer=fuzz.WRatio, limit=NEAREST)
            offered = ", ".join(f"“{text}”" for text, *_ in near)
            raise UnreadableLog(f"No column is called “{header}”", f"The nearest are: {offered}.")


def _over(saved: Choices, said: Choices) -> Choices:
    """The choices saved with the workbook, replaced by those of the call."""
    day_first = saved.day_first if said.day_first is None else said.day_first
    return replace(saved, columns={**saved.columns, **said.columns}, day_first=day_first)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)  # bounded, because a device has no end
    except OSError as error:
        raise UnreadableLog("This file cannot be opened", f"{error.strerror}.") from error


def _refuse(call: Call, path: Path, error: UnreadableLog) -> None:
    print(f"{visible(path.name)}: {error.title.rstrip('.')}. {error.message}", file=sys.stderr)
    if "json" in call.formats:
        _write(call, path, "json", json_bytes(error_json(error)))


def _write(call: Call, path: Path, key: str, content: bytes) -> None:
    if call.into_folder and call.out:
        call.out.mkdir(parents=True, exist_ok=True)
        (call.out / f"{call.name_of(path)}.{key}").write_bytes(content)
    elif call.out:
        call.out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.write(
            b"" if key not in FORMATS or FORMATS[key].binary or content.endswith(b"\n") else b"\n"
        )


if __name__ == "__main__":
    sys.exit(main())
