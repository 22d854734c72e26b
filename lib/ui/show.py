"""Charts, tables and key figures as every page shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd
import streamlit as st

from lib.charts import CONFIG, Chart
from lib.charts.palette import Scheme
from lib.ui.names import bare, plain
from lib.words import terms


def scheme() -> Scheme:
    """Whether the person sees the app light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(drawn: Chart | None, missing: str, *, rows: pd.DataFrame | None = None) -> None:
    """A chart under its takeaway, with how to read it and its numbers one click away.

    `missing` says what the log lacks where there is nothing to draw; empty, nothing is said. With `rows`,
    the applications that were drawn, those behind a bar, a dot or a line of the list are listed right
    under the figure.
    """
    if drawn is None and not missing:
        return
    with st.container(border=True):
        if drawn is None:
            st.caption(missing)
            return
        st.subheader(plain(drawn.title, 200), anchor=False)
        answer: Any = "ignore" if rows is None else "rerun"
        event = st.plotly_chart(
            drawn.ready(selecting=rows is not None),
            theme=None,
            config=dict(CONFIG),
            alt=drawn.alt,
            key=drawn.key,
            on_select=answer,
            selection_mode="points",
        )
        if rows is not None:
            _behind(drawn, rows, event["selection"]["points"])
        _beside(drawn, listing=rows is not None)


def _behind(drawn: Chart, rows: pd.DataFrame, points: Sequence[Any]) -> None:
    """The applications behind the selected points of a chart, or else behind the line chosen in its list."""
    line = st.session_state.get(f"{drawn.key}_list")
    chosen = drawn.rows_behind(points) or drawn.rows_behind([{"customdata": line}])
    if chosen:
        alt = "The applications behind the chosen point"
        table(applications(rows.loc[chosen]), alt=alt, key=f"{drawn.key}_rows")


def _beside(drawn: Chart, *, listing: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if listing:
            _list(drawn.choices, drawn.key)
        with st.popover("How to read this", icon=":material/help:", type="tertiary"):
            st.markdown(plain(f"{drawn.reading} {drawn.pointing}".strip(), 1000))
        with st.popover("The numbers", icon=":material/table:", type="tertiary"):
            _numbers(drawn)


def _list(choices: Mapping[str, str], key: str) -> None:
    """A list to choose a group from, for people who cannot point at a bar (keyboard, screen reader)."""
    if f"{key}_list" in st.session_state and st.session_state[f"{key}_list"] not in choices:
        st.session_state[f"{key}_list"] = None
    st.selectbox(
        "List applications",
        list(choices),
        index=None,
        key=f"{key}_list",
        format_func=lambda group: bare(choices[group]),
        placeholder="List applications",
        label_visibility="collapsed",
        width=260,
    )


def _numbers(drawn: Chart) -> None:
    """The table of a chart, as wide as its columns need, shares as percentages."""
    frame = drawn.table
    shares = [str(c) for c in frame.select_dtypes("float") if c not in drawn.amounts]
    columns = {c: st.column_config.NumberColumn(format="%.1f%%") for c in shares}
    table(
        frame.assign(**{c: 100 * frame[c] for c in shares}),
        alt=f"Numbers behind: {drawn.title}",
        key=f"{drawn.key}_numbers",
        columns=columns,
        width="content",
    )


def table(
    frame: pd.DataFrame,
    *,
    alt: str,
    key: str | None = None,
    height: int | Literal["auto"] = "auto",
    width: Literal["stretch", "content"] = "stretch",
    columns: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """A table of names and numbers; its cells are never read as markup. `alt` describes it in words."""
    dates = frame.select_dtypes("datetime").columns
    days = {c: st.column_config.DateColumn(format="D MMM YYYY") for c in dates}
    st.dataframe(
        frame,
        hide_index=True,
        column_config={**days, **columns},
        placeholder="–",
        alt=alt,
        key=key,
        height=height,
        width=width,
    )


def when_open(label: str, fill: Callable[[], None], *, icon: str | None = None, key: str) -> None:
    """An expander whose content is made only once it is opened."""
    with st.expander(label, icon=icon, key=key, on_change="rerun") as section:
        if section.open:
            fill()


def applications(frame: pd.DataFrame) -> pd.DataFrame:
    """Applications with the columns and words that a person knows, empty columns left out."""
    shown = pd.DataFrame({"Row": frame["row"]})
    for field, label in terms.FIELDS.items():
        if field in ("feeling", "status") or frame[field].isna().all():
            continue
        shown[label] = frame[field]
    shown.insert(
        min(4, shown.shape[1]), "Furthest stage", frame["stage"].astype("str").map(terms.labels(terms.STAGES))
    )
    shown.insert(
        min(5, shown.shape[1]),
        "How it stands",
        frame["outcome"].astype("str").map(terms.labels(terms.OUTCOMES)),
    )
    if "How you applied" in shown:
        shown["How you applied"] = frame["channel"].astype("str").map(terms.CHANNELS)
    return shown
