"""What is taken away, in another spreadsheet program: LibreOffice opens and saves it, and nothing is lost."""

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from lib.log.files.books import open_book
from lib.log.reading import read_book, read_log
from lib.summary.bundle import build
from lib.summary.roundtrip import restore
from lib.summary.workbook import to_workbook
from tests.updated.test_updated import DAY, added, updated, workbook

SAMPLES = Path(__file__).parents[2] / "sample_data"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
AS_OF = date(2026, 11, 23)
OURS = ["david.csv", "messy_europe.xlsx"]

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(
        OFFICE is None, reason="No LibreOffice here: install the package “libreoffice-calc-nogui”"
    ),
]


def in_hand(sample: str):
    """A sample, read."""
    return read_log((SAMPLES / sample).read_bytes(), sample, as_of=AS_OF)


def brought_up_to_date() -> bytes:
    """A workbook with looks and formulas, one application turned down and one added."""
    return updated(workbook(), "log.xlsx", (0, "rejected", {}), events=added("Ostra"))[0].data


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which LibreOffice, started once, has saved everything again."""
    folder = tmp_path_factory.mktemp("office")
    files = {f"{Path(name).stem}.xlsx": to_workbook(build(in_hand(name), AS_OF)) for name in OURS}
    files["updated.xlsx"] = brought_up_to_date()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    home, out = f"-env:UserInstallation=file://{folder}/home", folder / "out"
    command = [str(OFFICE), home, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    command += [str(folder / name) for name in files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out


@pytest.mark.parametrize("sample", OURS)
def test_libreoffice_saves_it_with_nothing_lost(sample: str, saved: Path):
    """Saved again by LibreOffice, the workbook gives the same applications, stages and outcomes."""
    back = restore(open_book((saved / f"{Path(sample).stem}.xlsx").read_bytes(), "detour.xlsx"))
    again = read_book(back.book, as_of=AS_OF, choices=back.choices).log.applications
    columns = ["company", "role", "applied_on", "stage", "outcome", "replied_on", "channel"]
    assert again[columns].equals(in_hand(sample).log.applications[columns])


def test_the_updated_spreadsheet_says_the_same_in_every_program(saved: Path):
    """By openpyxl, calamine and LibreOffice: the new status, its day, the new row, formulas worked out."""
    data = brought_up_to_date()
    plain = openpyxl.load_workbook(io.BytesIO(data))["Log 2026"]
    office = openpyxl.load_workbook(saved / "updated.xlsx", data_only=True)["Log 2026"]
    for sheet in (plain, office):
        assert (sheet["D2"].value, sheet["F2"].value.date()) == ("Rejected", DAY)
        assert [sheet.cell(6, c).value for c in (1, 2, 4)] == ["Ostra", "Analyst", "Applied"]
    assert isinstance(office["E2"].value, int | float)
    quick = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Log 2026")
    rows = quick.to_python()
    assert (rows[1][3], rows[1][5], rows[5][0]) == ("Rejected", DAY, "Ostra")
    assert office.parent.sheetnames == plain.parent.sheetnames
