"""The cleaned log as CSV, for any other program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from lib.log.schema import DATE_FIELDS, LOG_COLUMNS, ApplicationLog, ImportResult
from lib.updated.habits import FORMULA_STARTS

PRIVATE_FIELDS = ("feeling",)
"""Columns that only the person's own workbook contains."""


def inert(text: str) -> str:
    """The text with an apostrophe before anything that a spreadsheet program would run as a formula.

    That can be at its beginning, also after white space, or after another separator than the comma, where a
    cell would begin if the file were opened with that separator.
    """
    parted = _AFTER_SEPARATOR.sub(r"\1'", text)
    return (
        f"'{parted}"
        if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
        else parted
    )


_AFTER_SEPARATOR = re.compile(r"([;|\t\r\n] {0,9}\"?)(?=[=@＝＠]|[+\-＋－](?!\s))")


def to_csv(log: ApplicationLog) -> bytes:
    """The log as CSV: canonical columns, `row` first, ISO days; `sheet` only if several were read together.

    It is UTF-8 with a byte order mark, which spreadsheet programs need, and lines end in CRLF (RFC 4180).
    """
    columns = exported_columns(log.applications)
    return _written(columns, zip(*(_texts(log.applications[name]) for name in columns), strict=True))


def exported_columns(applications: pd.DataFrame) -> list[str]:
    """The canonical columns that leave the app."""
    several = applications["sheet"].nunique() > 1
    return [c for c in LOG_COLUMNS if c not in PRIVATE_FIELDS and (c != "sheet" or several)]


def _texts(values: pd.Series) -> Iterable[str]:
    if values.name in DATE_FIELDS:
        return list(values.dt.strftime("%Y-%m-%d").fillna(""))
    if values.name in ("stage_known", "answered"):
        return ["true" if known else "false" for known in values]
    return [inert(str(value)) for value in values.astype("object").where(values.notna(), "")]


def set_aside_csv(result: ImportResult) -> bytes:
    """The rows that are not applications as CSV: sheet, row, reason, then their cells as they were."""
    headers = ["sheet", "row", "reason", *map(inert, result.headers)]
    lines = result.set_aside
    return _written(headers, ([inert(x.sheet or ""), x.row, x.reason, *map(inert, x.cells)] for x in lines))


def _written(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig", "replace")
