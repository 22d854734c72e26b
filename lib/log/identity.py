"""Keys by which an application is recognised in two versions of a spreadsheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

Codes = np.ndarray[tuple[int], np.dtype[np.int64]]


def application_keys(applications: pd.DataFrame) -> pd.Series[str]:
    """A stable key for each application, made from company, role, day applied, and a number among equals.

    Rows may move and statuses may change between two versions of a log; these four do not. Case and spacing
    are ignored. Shape: one string of 16 hexadecimal digits per row, unique, with the index of the frame.
    """
    told = [_number(applications[field], _plain) for field in ("company", "role")]
    told.append(_number(applications["applied_on"], _day))
    together = np.zeros(len(applications), np.int64)
    for codes, texts in told:
        together = pd.factorize(together * (len(texts) + 1) + codes)[0].astype(np.int64)
    occurrence = pd.Series(together).groupby(together).cumcount().tolist()
    columns = [[texts[code] for code in codes.tolist()] for codes, texts in told]
    keys = [_digest("\x1f".join(row)) for row in zip(*columns, map(str, occurrence), strict=True)]
    return pd.Series(keys, index=applications.index, dtype="str")


def bare_name(text: object) -> str:
    """A name in the form for comparing: letters and figures only, so that "ACME, Inc." equals "Acme Inc".

    It is "" for a value that is not text.
    """
    letters = (c if c.isalnum() else " " for c in text.casefold()) if isinstance(text, str) else ()
    return " ".join("".join(letters).split())


def _number(cells: pd.Series, write: Callable[[object], str]) -> tuple[Codes, Sequence[str]]:
    """(codes, texts): for each cell the index of its text, and the distinct texts that `write` gives."""
    cell_codes, distinct = pd.factorize(cells)
    text_codes, texts = pd.factorize(np.array([*map(write, distinct), ""], dtype=object))
    return text_codes[cell_codes], texts.tolist()


def _plain(text: object) -> str:
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def _day(day: object) -> str:
    return f"{day:%Y-%m-%d}" if isinstance(day, pd.Timestamp) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
