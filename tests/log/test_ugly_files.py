"""Every file of tests/data is read as the JSON beside it says."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.log.reading import read_log
from lib.log.schema import ImportResult, UnreadableLog

FOLDER = Path(__file__).parents[1] / "data"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json" and path.is_file())


def read(path: Path) -> ImportResult:
    """The file, read as of one day for all."""
    return read_log(path.read_bytes(), path.name, as_of=date(2026, 6, 1))


def shown(value: Any) -> Any:
    """A value as the expectation writes it: days as ISO text, missing as null."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if pd.isna(value) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_is_read_as_expected(path):
    """The file gives the applications, columns and set-aside rows that a careful reader sees in it."""
    expected = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))
    if "refused" in expected:
        with pytest.raises(UnreadableLog) as refused:
            read(path)
        assert refused.value.title == expected["refused"]
        return
    result = read(path)
    assert understood(result, expected) == expected
    assert result.rows_read == len(result.log) + len(result.set_aside)


def understood(result: ImportResult, expected: dict[str, Any]) -> dict[str, Any]:
    """What was read, told in the words of the expectation."""
    applications = result.log.applications
    found = {match.field: match.header for match in result.columns}
    visible = set(result.headers) | set(result.original.columns) | set(found.values())
    told: dict[str, Any] = {
        "applications": len(applications),
        "columns": {field: found.get(field) for field in expected.get("columns", {})},
        "absent": [field for field in expected.get("absent", []) if field not in found],
        "hidden": [header for header in expected.get("hidden", []) if header not in visible],
        "set_aside": {str(aside.row): aside.reason for aside in result.set_aside},
        "rows": applications["row"].tolist(),
        "repairs": len(result.repairs),
        "questions": [question.about for question in result.questions],
        **{name: getattr(result.source, name) for name in ("encoding", "delimiter", "header_row")},
    }
    return {key: told[key] if key in told else [shown(v) for v in applications[key]] for key in expected}


def test_there_is_an_expectation_for_every_file():
    """No file lies in tests/data without saying what it is for."""
    assert [p.name for p in FILES if not p.with_name(p.name + ".json").exists()] == []
