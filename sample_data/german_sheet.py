"""The German spreadsheet among the samples: what a person's own Excel file looks like after half a year."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

HEADERS = (
    "Nr.",
    "Firma",
    "Stelle",
    "Ort",
    "Quelle",
    "Beworben am",
    "Rückmeldung am",
    "Telefoninterview",
    "Vorstellungsgespräch",
    "Status",
    "Gehaltswunsch",
    "Ansprechpartner",
    "Bemerkungen",
)
MONTHS = ("Juni", "Juli", "August", "September", "Oktober", "November")
HEADS = (
    "Rotbach",
    "Lindau",
    "Eichen",
    "Steinfurt",
    "Hohen",
    "Adler",
    "Brunn",
    "Tannen",
    "Weiler",
    "Kessel",
    "Birken",
    "Falken",
    "Auen",
)
TAILS = ("Maschinenbau GmbH", "Software AG", "Logistik GmbH & Co. KG", "Medizintechnik GmbH", "Energie AG")
ROLES = (
    "Projektmanagerin (m/w/d)",
    "Senior Projektmanager (m/w/d)",
    "Projektleiterin IT",
    "Scrum Master (m/w/d)",
    "Teamleitung PMO",
)
PLACES = ("Stuttgart", "München", "Karlsruhe", "Ulm", "remote", "Zürich", "Augsburg")
SOURCES = (
    ("StepStone",) * 6
    + ("Indeed",) * 4
    + ("Unternehmenswebsite",) * 4
    + ("Xing", "Empfehlung", "Personalberater")
)
BAND = PatternFill("solid", fgColor="DDE6EA")


@dataclass
class Bewerbung:
    """One line of the sheet."""

    firma: str
    stelle: str
    ort: str
    quelle: str
    am: date
    status: str = "offen"
    antwort: date | None = None
    telefon: date | None = None
    gespraech: date | None = None
    notiz: str = ""


def bewerbungen(rng: random.Random, last_day: date) -> list[Bewerbung]:
    """Sixty-four applications, June to November: many never answered, some ghosted after a conversation."""
    names = [f"{head} {tail}" for head in HEADS for tail in TAILS]
    rng.shuffle(names)
    start = date(2026, 6, 2)
    rows = []
    for number in range(64):
        day = start + timedelta(days=round(number * (last_day - start).days / 63))
        day -= timedelta(days=max(0, day.weekday() - 4))
        rows.append(Bewerbung(names[number], rng.choice(ROLES), rng.choice(PLACES), rng.choice(SOURCES), day))
    rows[23].firma = rows[22].firma
    rows[23].am = rows[22].am
    for number, row in enumerate(rows):
        end(rng, row, number, (last_day - row.am).days)
    return rows


def end(rng: random.Random, row: Bewerbung, number: int, age: int) -> None:
    """How the employer behaved: a form letter, a conversation, silence."""
    if number % 8 == 3 and age > 30:
        row.telefon = row.am + timedelta(days=rng.randint(7, 12))
        row.antwort = row.telefon - timedelta(days=3)
        row.status = "nach Telefoninterview keine Rückmeldung mehr"
        row.notiz = "Zweimal nachgefragt, nichts."
    if number % 16 == 11 and age > 40:
        row.telefon = row.am + timedelta(days=rng.randint(7, 12))
        row.antwort = row.telefon - timedelta(days=2)
        row.gespraech = row.telefon + timedelta(days=rng.randint(6, 10))
        row.status = "Absage nach Vorstellungsgespräch"
        row.notiz = "Zweites Gespräch mit der Bereichsleitung"
    elif number % 4 == 1 and age > 21:
        row.status, row.antwort = "Absage", row.am + timedelta(days=rng.randint(4, 20))
    elif number % 4 == 2 and age > 35:
        row.status = rng.choice(("keine Rückmeldung", "keine Antwort", "ghosted"))
    elif number == 60:
        row.telefon, row.antwort = row.am + timedelta(days=6), row.am + timedelta(days=4)
        row.status = "Einladung zum Gespräch"
    elif number == 36:
        row.status = "zurückgezogen"


def write_sheet(last_day: date) -> Workbook:
    """The workbook: a title over merged cells, group headings, month bands, a totals line, a second sheet."""
    rng = random.Random(23)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bewerbungen 2026"
    write_head(sheet)
    rows = bewerbungen(rng, last_day)
    at, month = 6, 0
    for number, row in enumerate(rows, start=1):
        if row.am.month != month:
            month = row.am.month
            write_band(sheet, at, f"{MONTHS[month - 6]} {row.am.year}")
            at += 1
        write_row(rng, sheet, at, number, row)
        at += 1
    merge_same_company(sheet, rows[22].firma)
    write_totals(sheet, at + 1, rows)
    write_notes(book)
    return book


def write_head(sheet: Worksheet) -> None:
    """Title, subtitle, group headings over the columns, then the header."""
    last = len(HEADERS)
    sheet["A1"] = "Meine Bewerbungen 2026"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    sheet["A2"] = "Stand: 20.11.2026. Ziel: drei Bewerbungen pro Woche"
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=last)
    for start, stop, text in ((2, 5, "Stelle"), (6, 9, "Verlauf"), (10, 13, "Ergebnis")):
        sheet.cell(4, start, text).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=4, start_column=start, end_row=4, end_column=stop)
    for column, header in enumerate(HEADERS, start=1):
        cell = sheet.cell(5, column, header)
        cell.font, cell.fill = Font(bold=True), BAND
        sheet.column_dimensions[cell.column_letter].width = (
            (6, 30, 30)[min(column - 1, 2)] if column < 4 else 18
        )
    sheet.freeze_panes = "C6"


def write_band(sheet: Worksheet, at: int, text: str) -> None:
    """A month as a merged, shaded line between the rows."""
    sheet.cell(at, 1, text).font = Font(bold=True)
    sheet.cell(at, 1).fill = BAND
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(HEADERS))


def write_row(rng: random.Random, sheet: Worksheet, at: int, number: int, row: Bewerbung) -> None:
    """One application; a third of the dates were typed as text."""
    wish = f"{rng.randrange(58, 76)}.000 €" if rng.random() < 0.4 else None
    contact = rng.choice(("Frau Seidel", "Herr Wolter", "Frau Dr. Kern", None, None))
    cells = (
        number,
        row.firma,
        row.stelle,
        row.ort,
        row.quelle,
        row.am,
        row.antwort,
        row.telefon,
        row.gespraech,
    )
    for column, value in enumerate((*cells, row.status, wish, contact, row.notiz or None), start=1):
        if isinstance(value, date):
            write_day(sheet, at, column, value, as_text=rng.random() < 0.33)
        elif value is not None:
            sheet.cell(at, column, value)


def write_day(sheet: Worksheet, at: int, column: int, day: date, *, as_text: bool) -> None:
    """3.9.2026, as a real date or as typed text."""
    if as_text:
        sheet.cell(at, column, f"{day.day}.{day.month}.{day.year}")
        return
    cell = sheet.cell(at, column, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day has no zone
    cell.number_format = "d.m.yyyy"


def merge_same_company(sheet: Worksheet, firma: str) -> None:
    """Two posts at one company share one merged name, as people draw it."""
    at = [cell.row for cell in sheet["B"] if cell.value == firma]
    if len(at) == 2 and at[1] == at[0] + 1:
        sheet.cell(at[1], 2).value = None
        sheet.merge_cells(start_row=at[0], start_column=2, end_row=at[1], end_column=2)


def write_totals(sheet: Worksheet, at: int, rows: list[Bewerbung]) -> None:
    """The line under the table."""
    refused = sum(row.status.startswith("Absage") for row in rows)
    for column, value in ((1, "Summe"), (2, f"{len(rows)} Bewerbungen"), (10, f"{refused} Absagen")):
        sheet.cell(at, column, value).font = Font(bold=True)


def write_notes(book: Workbook) -> None:
    """A second sheet that is no log."""
    sheet = book.create_sheet("Notizen")
    for at, text in enumerate(notes(), start=1):
        sheet.cell(at, 1, text)
    sheet.column_dimensions["A"].width = 60


def notes() -> Iterator[str]:
    """What people write on second sheets."""
    yield "Zu erledigen"
    yield "Zeugnis von 2022 noch einmal anfordern"
    yield "Lebenslauf: Projekte mit Budget zuerst"
    yield "Agentur für Arbeit: Nachweise bis Monatsende"
