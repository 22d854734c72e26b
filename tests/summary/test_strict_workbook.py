"""Rules of the file format that Excel insists on and other programs forgive, checked in our workbooks.

Excel offers to repair a workbook that breaks one of them, and a repaired workbook has lost something.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from lib.summary import record
from lib.summary.formats import FORMATS
from lib.summary.template import blank_workbook

pytestmark = pytest.mark.slow

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
]  # fmt: skip
"""The children of a worksheet, in the order of the schema (ECMA-376, CT_Worksheet)."""


@pytest.fixture(scope="module")
def template() -> bytes:
    """The blank template, made once."""
    return blank_workbook()


@pytest.fixture(scope="module", params=["summary", "record", "template"])
def parts(request, summarise, template) -> dict[str, bytes]:
    """The parts of each workbook that Detour writes."""
    summary = summarise()
    made = {
        "summary": lambda: FORMATS["xlsx"].render(summary),
        "record": lambda: record.to_workbook(record.to_record(summary.log, date(2026, 1, 1), summary.as_of)),
        "template": lambda: template,
    }
    with zipfile.ZipFile(io.BytesIO(made[request.param]())) as book:
        assert len(set(book.namelist())) == len(book.namelist())
        return {name: book.read(name) for name in book.namelist()}


def sheets(parts):
    """The worksheets, each as a tree."""
    return [
        ElementTree.fromstring(data) for name, data in parts.items() if name.startswith("xl/worksheets/sheet")
    ]


def number_of(column):
    """A column's letters as its number."""
    return sum(26**i * (ord(letter) - 64) for i, letter in enumerate(reversed(column)))


def test_every_part_has_its_type_and_every_relation_its_part(parts):
    """Nothing points into the void, and nothing lies in the file without a type."""
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    by_name = {e.get("PartName").lstrip("/") for e in types.iter(f"{TYPES}Override")}
    by_ending = {e.get("Extension") for e in types.iter(f"{TYPES}Default")}
    assert by_name <= parts.keys()
    untyped = [n for n in parts if n not in by_name and n.rsplit(".", 1)[-1] not in by_ending]
    assert untyped in ([], ["[Content_Types].xml"])
    for name in (n for n in parts if n.endswith(".rels")):
        base = posixpath.dirname(posixpath.dirname(name))
        for link in ElementTree.fromstring(parts[name]).iter(f"{RELATIONS}Relationship"):
            assert link.get("TargetMode") != "External"
            target = link.get("Target")
            full = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(base, target))
            )
            assert full in parts, (name, target)


def test_a_worksheet_has_its_parts_in_order(parts):
    """The schema is a sequence: one child out of its place, and Excel repairs the sheet."""
    for sheet in sheets(parts):
        places = [ORDER.index(child.tag.removeprefix(MAIN)) for child in sheet]
        assert places == sorted(places)


def test_rows_and_cells_go_upwards_once(parts):
    """Each row once and each cell once, downwards and to the right, within what a sheet has."""
    for sheet in sheets(parts):
        rows = [int(row.get("r")) for row in sheet.iter(f"{MAIN}row")]
        assert rows == sorted(set(rows))
        assert not rows or rows[-1] <= 1_048_576
        for row in sheet.iter(f"{MAIN}row"):
            found = [re.fullmatch(r"([A-Z]+)(\d+)", c.get("r")) for c in row.iter(f"{MAIN}c")]
            columns = [number_of(f[1]) for f in found]
            assert columns == sorted(set(columns))
            assert not columns or columns[-1] <= 16_384
            assert {f[2] for f in found} <= {row.get("r")}


def test_cells_refer_to_styles_and_texts_that_are_there(parts):
    """A style or a shared text beyond the last one makes the whole workbook unreadable."""
    styles = ElementTree.fromstring(parts["xl/styles.xml"]).find(f"{MAIN}cellXfs")
    shared = parts.get("xl/sharedStrings.xml")
    texts = len(list(ElementTree.fromstring(shared))) if shared else 0
    for cell in (c for sheet in sheets(parts) for c in sheet.iter(f"{MAIN}c")):
        assert int(cell.get("s", 0)) < len(styles)
        if cell.get("t") == "s":
            assert int(cell.findtext(f"{MAIN}v")) < texts
        for text in cell.iter(f"{MAIN}t"):
            assert len(text.text or "") <= 32_767


def test_names_and_choices_are_as_long_as_they_may_be(parts):
    """A sheet has up to 31 letters and none that Excel keeps for itself; a list of choices up to 255."""
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    names = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')", name) for name in names)
    for sheet in sheets(parts):
        rules = [f.text or "" for f in sheet.iter(f"{MAIN}formula1")]
        assert [rule for rule in rules if rule.startswith('"') and len(rule) > 257] == []
        assert all(float(col.get("width", 8)) <= 255 for col in sheet.iter(f"{MAIN}col"))


def test_every_sheet_that_is_seen_prints_one_page_wide(parts):
    """Fitted to the width; a table repeats its header on each page, and one without a row prints none."""
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    hidden = [sheet.get("state", "visible") != "visible" for sheet in book.iter(f"{MAIN}sheet")]
    repeated = sum("Print_Titles" in name.get("name") for name in book.iter(f"{MAIN}definedName"))
    tables = -sum("Print_Area" in name.get("name") for name in book.iter(f"{MAIN}definedName"))
    for sheet, unseen in zip(sheets(parts), hidden, strict=True):
        if unseen:
            continue
        setup, fit = sheet.find(f"{MAIN}pageSetup"), sheet.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
        assert fit is not None
        assert fit.get("fitToPage") in ("1", "true")
        assert (setup.get("fitToWidth", "1"), setup.get("fitToHeight")) == ("1", "0")
        tables += sheet.find(f"{MAIN}autoFilter") is not None
    assert repeated >= tables
