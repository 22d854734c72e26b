"""A small copy of one state of a log, to compare a later version and its ranking with."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from lib.log.schema import (
    CHANNEL_TYPE,
    DATE_FIELDS,
    LOG_COLUMNS,
    OUTCOME_TYPE,
    STAGE_TYPE,
    STAGES,
    ApplicationLog,
)

WORDS = ("company", "role", "contact", "reason", "feedback", "url")
"""Texts that are kept: those that identify an application, and those that show if a reason is known."""
LONGEST = 80
"""This many characters of a reason or of feedback are kept: enough to tell whether it says something."""
FLAGS = ("stage_known", "answered")
CODED = {"stage": STAGE_TYPE, "outcome": OUTCOME_TYPE, "channel": CHANNEL_TYPE}
MOST = 20_000
"""No snapshot is kept of a log with more applications than this."""
LARGEST = 50 * 2**20
"""At most this many bytes are unpacked, since a small text can unpack to any size."""


@dataclass(frozen=True)
class Snapshot:
    """A log as it was on one day."""

    file: str
    as_of: date
    log: ApplicationLog
    """The log with the person's reflections, which was ranked then."""
    written: tuple[int, ...]
    """Each application's stage in the spreadsheet, as an index in `STAGES`."""

    @property
    def as_written(self) -> ApplicationLog:
        """The log with the stages of the spreadsheet, to compare a later spreadsheet with."""
        stages = pd.Categorical.from_codes(list(self.written), dtype=STAGE_TYPE)
        return replace(self.log, applications=self.log.applications.assign(stage=stages))


def take(file: str, as_of: date, read: ApplicationLog, told: ApplicationLog) -> Snapshot | None:
    """A snapshot of a log: `read` is the log as the spreadsheet has it, `told` the same with reflections.

    None if it is empty or too large, or if `told` has other applications than `read`. Notes, check-ins and
    the person's further columns are left out.
    """
    if not 0 < len(read) <= MOST or len(read) != len(told):
        return None
    stages = read.applications["stage"].cat.codes
    return Snapshot(file, as_of, told, tuple(stages.tolist()))


def pack(snapshot: Snapshot) -> str:
    """The snapshot as one line of ASCII, about 40 characters for each application."""
    applications = snapshot.log.applications
    kept: dict[str, Any] = {
        "file": snapshot.file,
        "as_of": snapshot.as_of.isoformat(),
        "recorded": sorted(snapshot.log.recorded),
        "written": list(snapshot.written),
        **{name: applications[name].eq(True).astype(int).tolist() for name in FLAGS},
    }
    for name in CODED:
        kept[name] = applications[name].cat.codes.tolist()
    for name in DATE_FIELDS:
        kept[name] = applications[name].dt.strftime("%Y%m%d").astype(object).fillna("").tolist()
    for name in WORDS:
        kept[name] = [text[:LONGEST] if isinstance(text, str) else None for text in applications[name]]
    packed = zlib.compress(json.dumps(kept, ensure_ascii=True).encode("ascii"), 9)
    return base64.b64encode(packed).decode("ascii")


def unpack(text: object) -> Snapshot | None:
    """The snapshot that `pack` wrote; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        unpacked = zlib.decompressobj().decompress(base64.b64decode(text, validate=True), LARGEST)
        return _snapshot(json.loads(unpacked))
    except (binascii.Error, zlib.error, KeyError, TypeError, ValueError, AttributeError):
        return None


def _snapshot(kept: Mapping[str, Any]) -> Snapshot:
    size = len(kept["written"])
    columns: dict[str, Any] = {"row": range(1, size + 1)}
    columns |= {name: pd.Categorical.from_codes(kept[name], dtype=kind) for name, kind in CODED.items()}
    columns |= {name: _days(kept.get(name, [""] * size)) for name in DATE_FIELDS}
    columns |= {name: pd.Series(kept[name], dtype="str") for name in WORDS}
    columns |= {name: pd.Series(kept.get(name, [0] * size)).astype(bool) for name in FLAGS}
    columns["feeling"] = pd.Series([pd.NA] * size, dtype="Int64")
    nothing = pd.Series([None] * size, dtype="str")
    frame = pd.DataFrame({name: columns.get(name, nothing) for name in LOG_COLUMNS})
    frame = frame.astype(dict.fromkeys(DATE_FIELDS, "datetime64[us]"))
    recorded = frozenset(stage for stage in STAGES if stage in kept["recorded"])
    log = ApplicationLog(frame, recorded)
    written = pd.Categorical.from_codes(kept["written"], dtype=STAGE_TYPE).codes
    return Snapshot(str(kept["file"]), date.fromisoformat(kept["as_of"]), log, tuple(written.tolist()))


def _days(texts: list[str]) -> pd.Series:
    """A column of days; it is empty if an earlier version of Detour did not keep it."""
    return pd.to_datetime(pd.Series(texts, dtype="str"), format="%Y%m%d")
