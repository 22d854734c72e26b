"""The same table in another file format, and whether two readings say the same."""

import io
from datetime import date

import xlsxwriter

from lib.log.files.books import open_book
from lib.log.reading import read_log
from lib.log.schema import Choices, ImportResult

AS_OF = date(2026, 11, 23)


def as_xlsx(data: bytes, name: str) -> bytes:
    """The cells of a text file as a workbook with the same cells, all of them text as in the file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Log")
    source = open_book(data, name).sheets[0]
    for row in range(source.height):
        for column, cell in enumerate(source.row(row)):
            if cell is not None:
                sheet.write_string(row, column, str(cell))
    book.close()
    return out.getvalue()


def told(result: ImportResult) -> dict[str, object]:
    """What a reading says, whatever file it came from."""
    frame = result.log.applications.drop(columns=["row", "sheet"]).astype(str)
    return {
        "columns": {match.field: match.header for match in result.columns},
        "statuses": sorted((s.text, str(s.stage), s.outcome, s.rows) for s in result.statuses),
        "applications": frame.to_dict("list"),
        "aside": sorted(row.reason for row in result.set_aside),
        "questions": sorted(question.name for question in result.questions),
    }


def read(*lines: str, choices: Choices | None = None, only_text: bool = False) -> ImportResult:
    """A log written as text, as it was read; its workbook must say the same, unless it is about text."""
    data = "\n".join(lines).encode()
    result = read_log(data, "log.csv", as_of=AS_OF, choices=choices)
    if only_text:
        return result
    twin = read_log(as_xlsx(data, "log.csv"), "log.xlsx", as_of=AS_OF, choices=choices)
    assert told(twin) == told(result)
    return result


def outcomes(result: ImportResult) -> list[str]:
    """How each application stands."""
    return result.log.applications["outcome"].astype(str).tolist()


def column(result: ImportResult, field: str) -> list[object]:
    """What the applications hold in a column, days as ISO text, None where nothing is known."""
    cells = result.log.applications[field]
    if str(cells.dtype).startswith("datetime"):
        cells = cells.dt.strftime("%Y-%m-%d")
    return [None if cell != cell or cell is None else cell for cell in cells.astype(object)]
