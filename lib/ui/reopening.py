"""A later version of the log arrives: what was added before is carried over, or the person is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lib.log import snapshots
from lib.log.schema import Choices, ImportResult
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
    """The file read with the corrections of the earlier log, as far as they fit this one."""
    plain_reading = session.recognisable(upload, brought.choices)
    assert plain_reading is not None, "the file was read a moment ago"
    if brought.choices != Choices():
        return plain_reading
    old = left.additions.choices
    columns = {f: h for f, h in old.columns.items() if h is None or h in plain_reading.headers}
    fitting = replace(old, columns=columns)
    sheets = set(old.sheets or ()) <= set(plain_reading.source.all_sheets)
    tried = [fitting] if sheets else []
    tried.append(replace(fitting, sheets=None, header_row=None))
    readings = [r for choices in tried if (r := session.recognisable(upload, choices)) is not None]
    earlier = _earlier(left).result.log
    return max([*readings, plain_reading], key=lambda r: compare(earlier, r.log).recognised)


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
