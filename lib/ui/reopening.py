"""A later version of the log arrives: what was added before is carried over, or the person is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lib.log import snapshots
from lib.log.schema import Choices, ImportResult, UnreadableLog
from lib.log.versions import Changes, compare
from lib.summary.additions import Additions
from lib.summary.carrying import carry_over, join
from lib.ui import session
from lib.ui.session import Aside, LogInHand, Upload


@dataclass(frozen=True)
class Doubt:
    """Two logs that hardly share an application: only the person knows whether both are theirs."""

    earlier: str
    """File name of the earlier log."""
    recognised: int
    before: int


def settle(upload: Upload, brought: Additions) -> Additions:
    """What was added to the log before this one, carried over to it; asks where the two hardly meet.

    `brought` is what the file itself holds, where it is a workbook of ours; it wins where both speak.
    """
    left: Aside | None = st.session_state.get("before")
    if left is None or upload.sample:
        return brought
    result = _best_reading(upload, brought, left)
    changes = compare(_earlier(left).result.log, result.log)
    if not changes.related:
        st.session_state["doubt"] = Doubt(left.upload.name, changes.recognised, changes.before)
        return brought
    del st.session_state["before"]
    return _carried(left, brought, result, changes)


def _carried(left: Aside, brought: Additions, result: ImportResult, changes: Changes) -> Additions:
    earlier = _earlier(left)
    taken = snapshots.take(earlier.upload.name, earlier.as_of, earlier.result.log, earlier.log)
    carried = replace(carry_over(left.additions, changes, result.log), choices=result.choices)
    packed = snapshots.pack(taken) if taken and not changes.nothing else left.additions.earlier
    return replace(join(brought, carried), earlier=packed)


def _earlier(left: Aside) -> LogInHand:
    """The earlier log as of the last day on which it was known to hold."""
    upload = left.upload
    known = session.saved_on(upload) or upload.opened_on or session.today()
    return session.read(upload, left.additions, left.as_of, min(known, session.today()))


def _best_reading(upload: Upload, brought: Additions, left: Aside) -> ImportResult:
    """The file read with the corrections of the earlier log, as far as they fit this one.

    Raises `UnreadableLog` where no reading makes a log of it.
    """
    if brought.choices != Choices():
        return session.reading(upload, brought.choices)
    earlier, old, untouched = _earlier(left), left.additions.choices, _reading(upload, Choices())
    headers = (untouched or earlier.result).headers
    fitting = replace(old, columns={f: h for f, h in old.columns.items() if h is None or h in headers})
    tried = [_reading(upload, fitting), _reading(upload, replace(fitting, sheets=None, header_row=None))]
    readings = [found for found in (*tried, untouched) if found is not None]
    if not readings:
        return session.reading(upload, Choices())
    return max(readings, key=lambda found: compare(earlier.result.log, found.log).recognised)


def _reading(upload: Upload, choices: Choices) -> ImportResult | None:
    """The file read so; None where these corrections, made for another file, do not fit it."""
    try:
        return session.reading(upload, choices)
    except UnreadableLog:
        return None


def same() -> None:
    """The person says that both logs are one search: everything is carried over."""
    left: Aside | None = st.session_state.pop("before", None)
    st.session_state.pop("doubt", None)
    upload: Upload | None = st.session_state.get("upload")
    if left is None or upload is None:
        return
    result = _best_reading(upload, session.additions(), left)
    changes = compare(_earlier(left).result.log, result.log)
    st.session_state["additions"] = _carried(left, session.additions(), result, changes)


def another() -> None:
    """The person says that this is another log: the earlier one stays aside until the session ends."""
    st.session_state.pop("doubt", None)
    if left := st.session_state.pop("before", None):
        st.session_state["aside"] = left
