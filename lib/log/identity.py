"""What makes an application the same one in two versions of a spreadsheet."""

from __future__ import annotations

import hashlib

import pandas as pd


def application_keys(applications: pd.DataFrame) -> pd.Series[str]:
    """A stable name for each application: company, role, day applied, and which one of its equals it is.

    Rows may move and statuses may change between two versions of a log; these four do not. Case and
    spacing are ignored. Shape: one 16-digit hexadecimal string per row, unique, aligned with the frame.
    """
    parts = applications["company"].map(_plain).astype("str")
    parts += "\x1f" + applications["role"].map(_plain).astype("str")
    parts += "\x1f" + applications["applied_on"].dt.strftime("%Y-%m-%d").fillna("").astype("str")
    occurrence = parts.groupby(parts, sort=False).cumcount().astype("str")
    return pd.Series((parts + "\x1f" + occurrence).map(_digest), dtype="str")


def _plain(text: object) -> str:
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
