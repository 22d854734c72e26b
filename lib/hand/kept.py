"""A log in the form that the device keeps: the file with its bytes as text, and what was added."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.hand.held import Aside, Held, Upload, upload_of
from lib.log.files.records import ADDED
from lib.log.files.safety import MAX_FILE
from lib.summary.additions import Additions
from lib.summary.carrying import join, merge
from lib.summary.keeping import from_plain, left_out


def packed(upload: Upload, opening: str) -> dict[str, str]:
    """A file in the form for the device; `opening` identifies this opening, which the device stores once."""
    return {
        "name": upload.name,
        "digest": upload.digest,
        "opening": opening,
        "opened": upload.opened_on.isoformat() if upload.opened_on else "",
        "bytes": base64.b64encode(upload.data).decode("ascii"),
    }


def unpacked(file: object, text: object) -> tuple[Aside | None, tuple[str, ...]]:
    """The log that the device had kept (None without a usable one), and what of it cannot be used.

    Nothing is raised, whatever is stored there, by any version or by another program.
    """
    try:
        upload = _upload(file)
    except (binascii.Error, KeyError, TypeError, ValueError):
        return None, ("the file itself, which is damaged",)
    kept = _parsed(text)
    restored = from_plain(kept)
    return Aside(upload, restored), left_out(kept, restored)


def added_in(data: bytes) -> str | None:
    """The text of what was added to a log, where a file holds that alone, as a broken page saves it."""
    if not data.startswith(b"{") or b'"reflections"' not in data or len(data) > MAX_FILE:
        return None
    text = data.decode("utf-8", "replace")
    found = _parsed(text)
    return text if isinstance(found, Mapping) and found.keys() >= ADDED else None


def joined(held: Held, text: object, base: object) -> Held:
    """What is held, joined with what another tab added to the same log; nothing of either is lost.

    `base` is what both tabs began with. If it is not known, deletions cannot be recognised, so none is made.
    """
    theirs = _additions(text)
    both = merge(_additions(base), held.additions, theirs) if base else join(held.additions, theirs)
    return held.add(**{name: getattr(both, name) for name in both.__dataclass_fields__})


def _upload(file: Any) -> Upload:
    data = base64.b64decode(file["bytes"], validate=True)
    opened = date.fromisoformat(file["opened"]) if file.get("opened") else None
    return upload_of(str(file["name"]), data, opened_on=opened)


def _additions(text: object) -> Additions:
    return from_plain(_parsed(text))


def _parsed(text: object) -> object:
    """The values in a JSON text from the device; None if it is not one."""
    if text is None or text == "":
        return {}
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def is_as_kept(file: Mapping[str, Any], upload: Upload) -> bool:
    """Whether the digest that the device gives for a file is that of its bytes."""
    return file.get("digest") == upload.digest
