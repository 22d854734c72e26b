"""A table reads the same, whatever file it comes in."""

from datetime import date
from pathlib import Path

import pytest

from lib.log.reading import read_log
from lib.log.unreadable import UnreadableLog
from tests.log.twins import as_xlsx, told

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 23)
DATA = Path(__file__).parents[1] / "data"
ONLY_TEXT = (
    "sep_line",
    "merge_conflict",
    "slipped",
    "unclosed_quote",
    "multi_line_cells",
    "nul_bytes",
    "no_log_empty",
    "no_log_page",
)
"""What these show happens to text alone."""
FILES = sorted(p for p in DATA.glob("*.[ct]sv") if not p.stem.startswith(ONLY_TEXT))


def reading(data: bytes, name: str) -> object:
    """What a file says, or why it was refused."""
    try:
        return told(read_log(data, name, as_of=AS_OF))
    except UnreadableLog as refusal:
        return str(refusal)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_workbook_of_the_same_cells_reads_the_same(path):
    """Columns, statuses, rows, days and questions of a text file are those of its workbook."""
    data = path.read_bytes()
    assert reading(as_xlsx(data, path.name), "log.xlsx") == reading(data, path.name)
