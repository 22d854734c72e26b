"""Files made to do harm, or cut off on the way: each is of a kind that ends, fills or blocks its reader."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

ROWS = [
    ["Company", "Role", "Date applied", "Status"],
    ["North", "Clerk", "2026-01-02", "Rejected"],
    ["South", "Cook", "2026-01-09", "Applied"],
]
SHEET = "xl/worksheets/sheet1.xml"


def xlsx() -> bytes:
    """A small good workbook."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_sheets(count: int, file: bytes) -> bytes:
    """A workbook with copies of its one sheet."""
    with zipfile.ZipFile(io.BytesIO(file)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    numbers = range(2, count + 1)
    _add(members, "xl/workbook.xml", b"</sheets>", [_ENTRY % (n, n, n) for n in numbers])
    _add(members, "xl/_rels/workbook.xml.rels", b"</Relationships>", [_RELATION % (n, n) for n in numbers])
    _add(members, "[Content_Types].xml", b"</Types>", [_TYPE % n for n in numbers])
    return zipped(members | {f"xl/worksheets/copy{n}.xml": members[SHEET] for n in numbers})


_ENTRY = (
    b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    b'name="Copy %d" sheetId="1%d" r:id="copy%d"/>'
)
_RELATION = (
    b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    b'Target="worksheets/copy%d.xml" Id="copy%d"/>'
)
_TYPE = (
    b'<Override PartName="/xl/worksheets/copy%d.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)


def _add(members: dict[str, bytes], name: str, end: bytes, entries: list[bytes]) -> None:
    members[name] = members[name].replace(end, b"".join(entries) + end)


def xls() -> bytes:
    """The same as XLS."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Log")
    for y, row in enumerate(ROWS * 4):
        for x, cell in enumerate(row):
            sheet.write(y, x, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods() -> bytes:
    """The same as ODS."""
    book, table = OpenDocumentSpreadsheet(), Table(name="Log")
    for row in ROWS:
        line = TableRow()
        for cell in row:
            held = TableCell(valuetype="string")
            held.addElement(P(text=cell))
            line.addElement(held)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _record(kind: int, body: bytes) -> bytes:
    """A record of an XLSB part: number and length seven bits to a byte ([MS-XLSB] 2.1.4)."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(body), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return number + length + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: list[list[str]] = ROWS, far: tuple[int, int] | None = None) -> bytes:
    """The same as XLSB, with one more cell at `far`."""
    cells = [((y, x), cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    if far:
        cells.append((far, "far"))
    body, last = b"", -1
    for (y, x), cell in cells:
        if y != last:
            body += _record(0, struct.pack("<IIHHBI", y, 0, 300, 0, 0, 0))
        last = y
        body += _record(6, struct.pack("<II", x, 0) + _wide(cell))
    area = _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    sheet = _record(129, b"") + area + _record(145, b"") + body + _record(146, b"") + _record(130, b"")
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Log"))
    book = _record(131, b"") + _record(143, b"") + bundle + _record(144, b"") + _record(132, b"")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/>'
        "</Relationships>"
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(file: bytes, change: Callable[[str, bytes], bytes], rename: Callable[[str], str] = str) -> bytes:
    """A zipped file with its members changed, or renamed."""
    with zipfile.ZipFile(io.BytesIO(file)) as old:
        return zipped({rename(name): change(name, old.read(name)) for name in old.namelist()})


def with_cells(cells: bytes, file: bytes | None = None) -> bytes:
    """A good workbook with more XML at the end of each sheet."""
    return changed(file or xlsx(), lambda _, data: data.replace(b"</sheetData>", cells + b"</sheetData>", 1))


def cell(reference: str, text: str = "1") -> bytes:
    """A row with one cell."""
    row = "".join(filter(str.isdigit, reference))
    return f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row>'.encode()


def elsewhere(file: bytes) -> bytes:
    """The workbook with its sheets in a folder where no program puts them."""

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"worksheets/", b"elsewhere/") if name.endswith((".rels", ".xml")) else data

    return changed(file, change, lambda name: name.replace("worksheets/", "elsewhere/"))


def shared_often(size: int, times: int) -> bytes:
    """A workbook whose one long shared string stands in many cells."""
    rows = b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(times))
    content = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"a" * size
        + b"</t></si></sst>"
    )
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Id="rId77" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return data.replace(b"</Relationships>", relation)
        if name.startswith("xl/worksheets/"):
            return data.replace(b"</sheetData>", rows + b"</sheetData>")
        return data

    made = changed(xlsx(), change)
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    return zipped(members | {"xl/sharedStrings.xml": content})


def with_content(edit: Callable[[bytes], bytes]) -> bytes:
    """An ODS file with its cells edited."""
    return changed(ods(), lambda name, data: edit(data) if name == "content.xml" else data)


FILLED = b'office:value-type="string"><text:p>x</text:p></table:table-cell>'
"""How a cell of an ODS file goes on after its first attributes."""


def wide_ods() -> bytes:
    """Cells repeated over every column, the number of times written last."""
    many = (
        b'<table:table-row table:number-rows-repeated="1800"><table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    return with_content(lambda data: data.replace(b"</table:table>", many + b"</table:table>"))


def long_ods() -> bytes:
    """One filled row repeated a million times."""
    many = (
        b'<table:table-row table:style-name="x" table:number-rows-repeated="1048000">'
        b'<table:table-cell table:number-columns-repeated="400" ' + FILLED + b"</table:table-row>"
    )
    return with_content(lambda data: data.replace(b"</table:table>", many + b"</table:table>"))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "corner_elsewhere.xlsx": lambda: elsewhere(with_cells(cell("XFD1048576"))),
    "corner.xlsx": lambda: with_cells(cell("XFD1048576")),
    "corner.xlsb": lambda: xlsb(far=(1_048_575, 16_383)),
    "corner_elsewhere.xlsb": lambda: elsewhere(xlsb(far=(1_048_575, 16_383))),
    "shared_often.xlsx": lambda: shared_often(40 * 2**20, 100),
    "area.xlsx": lambda: with_cells(cell("ALL28000")),
    "areas.xlsx": lambda: with_sheets(60, with_cells(cell("ALL9000"))),
    "many_sheets.xlsx": lambda: with_sheets(9_900, xlsx()),
    "truncated.xls": lambda: xls()[:3712],
    "wide.ods": wide_ods,
    "long.ods": long_ods,
    "commas.csv": lambda: (b"," * 499 + b"\n") * 90_000,
    "quotes.csv": lambda: b'a,b\n"' * 2_000_000,
}
"""Name → a file that does harm where it can."""


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The file with some bytes changed, inside its members where it is zipped."""
    if not data.startswith(b"PK"):
        return _bent(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        target = rng.choice([name for name in old.namelist() if len(old.read(name))])
        return zipped({n: _bent(old.read(n), rng) if n == target else old.read(n) for n in old.namelist()})


def _bent(data: bytes, rng: random.Random) -> bytes:
    bent = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(bent))
        change = rng.randrange(4)
        if change == 0:
            bent[at] = rng.choice((0, 1, 127, 128, 255, rng.randrange(256)))
        elif change == 1:
            bent[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0"))
        elif change == 2:
            bent[at:at] = bent[at : at + rng.randint(1, 64)]
        elif rng.random() < 0.3:
            del bent[max(at, 1) :]
    return bytes(bent) or b"\0"
