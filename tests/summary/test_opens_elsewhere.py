"""The workbook in another spreadsheet program: LibreOffice opens it, converts it, and it still reads back."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from lib.log.reading import read_book, read_log
from lib.summary.bundle import build
from lib.summary.roundtrip import read_back
from lib.summary.workbook import to_workbook

SAMPLES = Path(__file__).parents[2] / "sample_data"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
AS_OF = date(2026, 11, 23)


@pytest.mark.skipif(
    OFFICE is None, reason="No LibreOffice here: install the package “libreoffice-calc-nogui”"
)
@pytest.mark.parametrize("sample", ["david.csv", "messy_europe.xlsx"])
def test_libreoffice_saves_it_with_nothing_lost(sample: str, tmp_path: Path):
    """Saved again by LibreOffice, the workbook gives the same applications, stages and outcomes."""
    result = read_log((SAMPLES / sample).read_bytes(), sample, as_of=AS_OF)
    (tmp_path / "ours.xlsx").write_bytes(to_workbook(build(result, AS_OF)))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        OFFICE,
        home,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path / "out",
        tmp_path / "ours.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = read_back((tmp_path / "out" / "ours.xlsx").read_bytes())
    again = read_book(saved.book, as_of=AS_OF, choices=saved.choices).log.applications
    columns = ["company", "role", "applied_on", "stage", "outcome", "replied_on", "channel"]
    assert again[columns].equals(result.log.applications[columns])
