"""The summary as an Excel workbook, which the app can open again without losing anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook

from lib.log import snapshots
from lib.log.news import Living, keys_with_news, live
from lib.log.reflections import with_reflections
from lib.log.telling import in_words
from lib.summary.applications_sheet import first_rows, write_applications
from lib.summary.bundle import Summary
from lib.summary.cells import (
    append,
    append_wrapped,
    finish_table,
    header_cells,
    offer,
    print_nothing,
    set_up_print,
    set_widths,
    to_bytes,
)
from lib.summary.figures_sheet import write_figures
from lib.summary.keeping import to_plain
from lib.summary.plan import PlannedStep, planned_steps
from lib.summary.statements import read_words
from lib.words import terms
from lib.words.phrases import named_day

KEEP_SHEET = "Detour"
KEEP_NOTE = "Detour keeps here what it needs to open this workbook again. Please leave this sheet as it is."
CHUNK = 30_000
"""How many characters of the kept text go into one cell; Excel allows 32,767."""

STEP_WIDTHS = (8, 13, 60, 60, 13, 24, 24, 60, 4)
STEP_HEADERS = ("Done", "Due", "What to do", "Why", "Minutes", "Company", "Area", "Draft", "Key")
TRIAL = "experiment"
"""Key of the line with the experiment, which is not a step."""
TRIAL_AREA = "One change to try"
CONTACT_HEADERS = ("Name", "Where they work", "How you know them", "Last contact", "Next step", "State")


def to_workbook(summary: Summary) -> bytes:
    """An XLSX: next steps, figures with charts, every original row, what was set aside, contacts, about.

    The person's check-ins are in it only where `summary.private` says so.
    """
    book = Workbook(write_only=True)
    _write_steps(book.create_sheet("Next steps"), summary)
    write_figures(book.create_sheet("Summary"), summary)
    write_applications(book.create_sheet("Applications"), summary)
    _write_set_aside(book.create_sheet("Rows set aside"), summary)
    _write_contacts(book.create_sheet("Contacts"), summary)
    if summary.additions.events:
        _write_news(book.create_sheet("News"), summary)
    _write_about(book.create_sheet("About"), summary)
    _keep(book.create_sheet(KEEP_SHEET), summary)
    return to_bytes(book, summary.as_of)


def _write_steps(sheet: Any, summary: Summary) -> None:
    steps = planned_steps(summary)
    set_widths(sheet, STEP_WIDTHS)
    sheet.column_dimensions["I"].hidden = True
    finish_table(sheet, 1, len(STEP_HEADERS), max(len(steps) + 1, 20))
    rows = [_step_row(step) for step in steps]
    if summary.experiment is not None:
        trial = summary.experiment
        rows.append((None, trial.review, trial.sentence, None, None, None, TRIAL_AREA, None, TRIAL))
    sheet.append(header_cells(sheet, STEP_HEADERS, zip(*rows, strict=True)))
    for number, row in enumerate(rows, start=2):
        append_wrapped(sheet, number, row, STEP_WIDTHS[:-1])
    offer(sheet, "A2:A100", ["yes"])


def _step_row(step: PlannedStep) -> tuple[Any, ...]:
    area = terms.AREAS[step.area].title if step.area else None
    texts = (step.why, step.minutes, step.company, area, step.draft)
    return ("yes" if step.done else None, step.due, step.what, *texts, step.key)


def _write_set_aside(sheet: Any, summary: Summary) -> None:
    lines = summary.result.set_aside
    several = len(summary.result.source.sheets) > 1
    width = max((len(line.cells) for line in lines), default=0)
    names = [
        *summary.result.headers,
        *(f"Cell {n}" for n in range(len(summary.result.headers) + 1, width + 1)),
    ]
    headers = ["Row", *(["Sheet"] if several else []), "Why", *names[:width]]
    set_widths(sheet, [8, *([16] if several else []), 24, *([20] * width)])
    finish_table(sheet, 1, len(headers), len(lines))
    if not lines:
        print_nothing(sheet, 1)
    rows = [(line.row, *((line.sheet,) if several else ()), line.reason, *line.cells) for line in lines]
    sheet.append(header_cells(sheet, headers, zip_longest(*rows)))
    for row in rows:
        append(sheet, row)


def _write_contacts(sheet: Any, summary: Summary) -> None:
    contacts = summary.additions.contacts
    set_widths(sheet, (24, 26, 30, 14, 40, 12))
    finish_table(sheet, 1, len(CONTACT_HEADERS), max(len(contacts), 20))
    if not contacts:
        print_nothing(sheet, 1)
    rows = [(k.name, k.organisation, k.known_from, k.last_contact, k.next_step, k.state) for k in contacts]
    sheet.append(header_cells(sheet, CONTACT_HEADERS, zip(*rows, strict=True)))
    for row in rows:
        append(sheet, row, "wrapped")


NEWS_HEADERS = ("Recorded on", "Company", "Role", "What", "On")


def _write_news(sheet: Any, summary: Summary) -> None:
    """Write what happened since the spreadsheet was saved; the Applications sheet has the present state."""
    living = live(summary.result.log, summary.additions.events, removed=False)
    places = {name: place for place, name in enumerate(living.names)}
    rows = [
        (event.recorded_on, *_named(living, places.get(event.application)), in_words(event), event.on)
        for event in summary.additions.events
    ]
    set_widths(sheet, (14, 26, 30, 48, 14))
    finish_table(sheet, 1, len(NEWS_HEADERS), len(rows))
    sheet.append(header_cells(sheet, NEWS_HEADERS, zip(*rows, strict=True)))
    for row in rows:
        append(sheet, row, "wrapped")


def _named(living: Living, place: int | None) -> tuple[Any, Any]:
    if place is None:
        return None, None
    row = living.log.applications.iloc[place]
    return row["company"], row["role"]


def _write_about(sheet: Any, summary: Summary) -> None:
    set_widths(sheet, (28, 96))
    set_up_print(sheet, landscape=False)
    append(sheet, ["About this workbook"], "title")
    for number, (name, text) in enumerate(_about(summary), start=2):
        append_wrapped(sheet, number, (name, text), (28, 96))


def _about(summary: Summary) -> Sequence[tuple[str, str]]:
    result = summary.result
    return (
        ("Made from", result.source.file),
        ("As of", named_day(summary.as_of)),
        (
            "Rows",
            f"{read_words(result)}.",
        ),
        (
            "Your spreadsheet",
            "The sheet Applications holds every row and column that was read, as it was. Columns that begin "
            "with “Detour:” and have a sand-coloured header were added.",
        ),
        (
            "Open it again",
            (
                "Upload this workbook to Detour, and everything is there again: corrections, "
                "reflections, ticked steps, people. Before that you may add, sort and delete rows, and "
                "insert columns."
            ),
        ),
        (
            f"{terms.RATES['rejection']}",
            (
                "Of the applications that are turned down, without a reply, or with an offer. Waiting "
                "and withdrawn ones are not counted."
            ),
        ),
        (
            f"{terms.RATES['any_reply']}; {terms.RATES['positive_reply']}",
            (
                "Had a reply of any kind; reached a first conversation or further. Both of the "
                "applications that are decided, answered, or have waited longer than the days after "
                "which no reply is expected."
            ),
        ),
        ("Ranges of rates", "The true share lies in the range 95 times in 100 (Wilson intervals)."),
        (
            "Change in offers a week",
            (
                "What a good level in an area, reached within twelve weeks, could bring: from your own "
                "log, and from published figures where the log is short. The range is meant to hold the "
                "truth in 8 of 10 cases."
            ),
        ),
        ("Check-ins", "Included, because you switched them on." if summary.private else "Not included."),
    )


def _keep(sheet: Any, summary: Summary) -> None:
    """Write to a hidden sheet, as text, what cannot be read from the other sheets."""
    sheet.sheet_state = "hidden"
    text = json.dumps(_kept(summary), ensure_ascii=True, sort_keys=True)
    append(sheet, [KEEP_NOTE])
    for start in range(0, len(text), CHUNK):
        append(sheet, [text[start : start + CHUNK]])


def _kept(summary: Summary) -> dict[str, Any]:
    result = summary.result
    asked = {question.about for question in result.questions}
    order = {"dmy": True, "mdy": False}.get(result.date_order or "")
    return to_plain(summary.additions, private=summary.private) | {
        "file": result.source.file,
        "as_of": summary.seen.all.as_of.isoformat(),
        "now": _now(summary),
        "sheets": list(result.source.sheets),
        "headers": list(map(str, result.original.columns)),
        "hidden": _not_beside(summary),
        "columns": {match.field: match.header for match in result.columns},
        "day_first": None if "dates" in asked else order,
        "steps": _written(summary),
    }


def _written(summary: Summary) -> dict[str, dict[str, str | None]]:
    """What we write in each line of the plan, kept so that later edits can be found."""
    written = {step.key: (step.what, step.due) for step in planned_steps(summary)}
    if summary.experiment is not None:
        written[TRIAL] = (summary.experiment.sentence, summary.experiment.review)
    return {
        key: {"what": what, "due": due.isoformat() if due else None} for key, (what, due) in written.items()
    }


def _now(summary: Summary) -> str | None:
    """The present log, packed, so that what is added to this workbook later can be found."""
    result = summary.result
    told = with_reflections(result.log, summary.additions.reflections)  # as the sheet has it: no news
    taken = snapshots.take(result.source.file, summary.seen.all.as_of, result.log, told)
    return snapshots.pack(taken) if taken else None


def _not_beside(summary: Summary) -> list[str]:
    """The applications without a certain row: their reflections are in no visible column."""
    read = summary.result.log
    if not len(read):
        return []
    rows = zip(keys_with_news(read, summary.additions.events), first_rows(summary.result), strict=True)
    return [key for key, row in rows if row is None and key in summary.additions.reflections]
