"""How often the reader is right, held against how sure it says it is, on a private folder of labelled logs.

Run: python -m benchmarks.reading_confidence FOLDER [FOLDER ...]
Labels lie beside the logs as `benchmarks/private_logs.py` says. Only counts are printed, nothing of a log.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lib.log.reading import read_log
from lib.log.schema import ImportResult, UnreadableLog
from lib.log.table.columns import likelihood

AS_OF = date(2026, 11, 23)
Tally = dict[str, Counter[bool]]
"""What was claimed → how often it was right and wrong."""


def main() -> None:
    """Print for columns, status words and days: how sure, how many, how many right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    tallies: dict[str, Tally] = {kind: defaultdict(Counter) for kind in ("columns", "status words", "days")}
    for folder in parser.parse_args().folders:
        for result, label in _readings(folder):
            for kind, claims in _claims(result, label).items():
                for claim, right in claims:
                    tallies[kind][claim][right] += 1
    for kind, tally in tallies.items():
        print(f"\n{kind:14}{'right':>8}{'of':>8}{'share':>8}")
        for claim in sorted(tally, reverse=True):
            held, told = tally[claim][True], tally[claim].total()
            print(f"{claim:14}{held:8}{told:8}{held / told:8.3f}")


def _readings(folder: Path) -> Iterator[tuple[ImportResult, Mapping[str, Any]]]:
    for path in sorted((folder / "labels").glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        file = next((f for f in folder.glob(f"{path.stem}.*") if f.is_file()), None)
        if file is None or label["verdict"] != "log":
            continue
        try:
            yield read_log(file.read_bytes(), file.name, as_of=AS_OF), label
        except UnreadableLog:
            continue


def _claims(result: ImportResult, label: Mapping[str, Any]) -> dict[str, list[tuple[str, bool]]]:
    asked = {(question.about, question.value) for question in result.questions}
    order = "asked" if ("dates", None) in asked else "not asked"
    rows = result.log.applications.set_index(result.log.applications["row"].astype(str))
    statuses = {" ".join(s.text.split()): s for s in result.statuses}
    words = [
        ("asked" if ("status", told.text) in asked else "not asked", told.outcome == expected["outcome"])
        for text, expected in label.get("statuses", {}).items()
        if (told := statuses.get(" ".join(text.split()))) is not None
    ]
    days = [
        (order, str(rows[field].get(row))[:10] == day)
        for field, probes in (
            ("applied_on", label.get("dates", {})),
            ("replied_on", label.get("replies", {})),
        )
        for row, day in probes.items()
        if not rows.index.has_duplicates
    ]
    return {"columns": list(_columns(result, label)), "status words": words, "days": days}


def _columns(result: ImportResult, label: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every column that was taken for a field that the label speaks of."""
    for match in result.columns:
        if match.field not in label["columns"]:
            continue
        right = [label["columns"][match.field], *label.get("columns_alt", {}).get(match.field, [])]
        named = {f"column {header}" if isinstance(header, int) else header for header in right}
        told = {" ".join(str(header).split()) for header in named if header is not None}
        yield f"{likelihood(match):.2f}", match.header in told


if __name__ == "__main__":
    main()
