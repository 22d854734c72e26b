"""Your applications as a table: search, edit, add and remove rows, and take every change back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.focus.history import at_employer, earlier
from lib.hand.reader import LogInHand
from lib.log import news
from lib.log.news import ENDED, ROWS, STANDINGS, Disagreement, Event, Events, Living, cell_text, live, record
from lib.log.schema import DATE_FIELDS, OUTCOMES, STAGES, ApplicationLog
from lib.log.telling import news_words
from lib.measures.seen import Seen
from lib.ui import noting, session
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import counted, named_day

FIELDS = ("company", "role", "outcome", "stage", "applied_on", "replied_on", "channel", "contact", "notes")
"""The columns, what matters first on a telephone."""
WIDTHS: Mapping[str, Any] = {"company": 100, "role": 130, "outcome": 115, "stage": 125, "notes": "large"}
"""Pixels of columns that would be wider or narrower by their contents; the first three fit a telephone."""
HEADERS = {
    **{name: terms.FIELDS[name] for name in FIELDS if name in terms.FIELDS},
    "company": "Employer",
    "stage": "Furthest stage",
    "outcome": "How it stands",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "stage": terms.labels(terms.STAGES),
    "outcome": terms.labels(terms.OUTCOMES),
    "channel": terms.CHANNELS,
}
"""Field → its values → the words for them in the table."""
MARK = "Changed"
BEFORE = "At this employer before"
REMOVE = "Remove"
HELD = "applications_table"
"""The key in the session under which the table that is shown is kept."""
MOST_LOW = 13
"""A table of at most this many rows is as high as its rows; a longer one scrolls."""
LISTED = 12
"""This many changes are listed at first, the others after a click."""


@dataclass(frozen=True)
class _Table:
    """The table as the browser shows it: the events it began with, and those with its edits added."""

    log: str
    searched: str
    base: Events
    """The events that were already in its rows when it was first shown."""
    after: Events
    names: tuple[str, ...]
    frame: pd.DataFrame
    number: int

    @property
    def key(self) -> str:
        return f"edit_applications_{self.number}"


def headline(hand: LogInHand) -> None:
    """The first line: how many applications there are, wait, and were changed since the spreadsheet."""
    outcomes = hand.log.applications["outcome"]
    waiting = int((outcomes == "open").sum())
    changed = len({e.application for e in session.additions().events if e.what != "asked"})
    said = counted(len(outcomes), "application") + _waiting(waiting, len(outcomes))
    more = f"; {changed:,} changed since your spreadsheet" if changed else ""
    st.header(f"{said}{more}.", anchor=False)


def _waiting(waiting: int, of: int) -> str:
    """How many of them wait, for the end of a sentence: ", 3 of them waiting", or ", waiting" of one."""
    if of < 2:
        return ", waiting" if waiting else ""
    return f", {'none' if not waiting else 'all' if waiting == of else f'{waiting:,}'} of them waiting"


def table(hand: LogInHand) -> None:
    """Shows the table; every change in it is kept at once."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        searched = st.text_input(
            "Search",
            key="search_applications",
            placeholder="Employer or role",
            icon=":material/search:",
            help="Also a note, a contact, or how it stands, such as “waiting” or “final round”.",
        )
        with st.popover("Add an application", icon=":material/add:"):
            _new_row(hand)
    now = _table(hand, searched)
    st.session_state[HELD] = now
    # Of a fixed number of rows the browser keeps its place and what is edited while the marks change.
    st.data_editor(
        now.frame.assign(**{MARK: _marks(now.names)}),
        hide_index=True,
        disabled=[MARK, BEFORE],
        column_config=_columns(),
        key=now.key,
        on_change=_edited,
        args=(hand,),
        alt="Your applications",
        placeholder="–",
        height=520 if len(now.names) > MOST_LOW else "auto",
    )
    st.caption(
        "Every change is kept as you make it, marked with a dot, and can be undone below. To remove a row, "
        "tick “Remove” at its end."
    )


def _marks(names: Sequence[str]) -> list[str]:
    """A dot beside every application of which the spreadsheet says something else."""
    changed = {event.application for event in session.additions().events if event.what != "asked"}
    return ["●" if name in changed else "" for name in names]


def _new_row(hand: LogInHand) -> None:
    """Employer, role and day of an application that is not in the table yet."""
    company = st.text_input("Employer", key="add_company")
    role = st.text_input("Role", key="add_role")
    st.date_input("Applied on", value=None, format="YYYY-MM-DD", key="add_sent", max_value=session.today())
    if said := at_employer(hand.seen.all.on(session.today()), company or ""):
        st.caption(plain(said, 400))
    st.button(
        "Add it", key="add_row", type="primary", on_click=_add, args=(hand,), disabled=not (company or role)
    )


def _add(hand: LogInHand) -> None:
    """Adds the application that was typed, and empties the fields for the next one."""
    sent = st.session_state.get("add_sent")
    typed = {
        name: " ".join(str(st.session_state.get(f"add_{name}") or "").split()) for name in ("company", "role")
    }
    cells = {HEADERS[name]: value for name, value in typed.items()}
    cells[HEADERS["applied_on"]] = sent.isoformat() if sent else ""
    noting.change(hand.result.log, added(hand.result.log, session.additions().events, cells, session.today()))
    st.session_state.update(add_company="", add_role="", add_sent=None)


def _table(hand: LogInHand, searched: str) -> _Table:
    """The table that is shown; a new one if the search or the log was changed elsewhere."""
    known: _Table | None = st.session_state.get(HELD)
    events, version = session.additions().events, f"{hand.upload.digest} {session.additions().choices}"
    shown_now = known is not None and known.key in st.session_state
    if known and shown_now and (known.log, known.searched, known.after) == (version, searched, events):
        return known
    living = live(hand.result.log, events)
    shown = _found(living, searched)
    names = tuple(living.names[place] for place in shown)
    number = known.number + 1 if known else 0
    return _Table(version, searched, events, events, names, _frame(living, shown), number)


def _found(living: Living, searched: str) -> list[int]:
    """Places of the applications that contain every word of `searched`, which can say how they stand."""
    frame = living.log.applications
    words = searched.casefold().split()
    if not words:
        return list(range(len(frame)))
    told = frame[["company", "role", "notes", "contact"]].fillna("").astype("str")
    for name in ("stage", "outcome"):
        told[name] = frame[name].astype("str").map(WORDS[name])
    texts = told.agg(" ".join, axis=1).str.casefold()
    found = pd.Series(True, index=frame.index)
    for word in words:
        found &= texts.str.contains(word, regex=False)
    return [int(place) for place in frame.index[found]]


def _frame(living: Living, shown: list[int]) -> pd.DataFrame:
    rows = living.log.applications.iloc[shown]
    before = earlier(Seen(living.log, session.today()))
    columns: dict[str, Any] = {MARK: [""] * len(shown)}
    for name in FIELDS:
        values = rows[name]
        if name in WORDS:
            columns[HEADERS[name]] = values.astype("str").map(WORDS[name]).tolist()
        elif name in DATE_FIELDS:
            columns[HEADERS[name]] = values.dt.date.where(values.notna(), None).tolist()
        else:
            columns[HEADERS[name]] = values.where(values.notna(), None).tolist()
    columns[BEFORE] = [before.get(place, "") for place in shown]
    columns[REMOVE] = [False] * len(shown)
    frame = pd.DataFrame(columns)
    for name in FIELDS:
        if name in DATE_FIELDS:
            frame[HEADERS[name]] = pd.to_datetime(frame[HEADERS[name]])
        elif name not in WORDS:
            frame[HEADERS[name]] = frame[HEADERS[name]].astype("str")
    return frame


def _columns() -> dict[str, Any]:
    config: dict[str, Any] = {
        MARK: st.column_config.TextColumn("", width=28, help="Not in your spreadsheet yet")
    }
    for name in FIELDS:
        header = HEADERS[name]
        if name in WORDS:
            config[header] = st.column_config.SelectboxColumn(
                options=list(WORDS[name].values()), required=False, width=WIDTHS.get(name)
            )
        elif name in DATE_FIELDS:
            config[header] = st.column_config.DateColumn(format="YYYY-MM-DD")
        else:
            config[header] = st.column_config.TextColumn(width=WIDTHS.get(name))
    config[REMOVE] = st.column_config.CheckboxColumn(width=80)
    return config


def _edited(hand: LogInHand) -> None:
    """Keeps everything that was changed in the table since it was first shown."""
    now: _Table = st.session_state[HELD]
    changed = st.session_state.get(now.key) or {}
    noting.change(hand.result.log, as_events(now, changed, hand.result.log, session.today()))
    shorter = any(cells.get(REMOVE) for cells in (changed.get("edited_rows") or {}).values())
    # A table with fewer rows begins anew.
    st.session_state[HELD] = replace(now, log="" if shorter else now.log, after=session.additions().events)


def as_events(now: _Table, changed: Mapping[str, Any], log: ApplicationLog, today: date) -> Events:
    """The events that the table began with, and after them one for each change that the browser reports."""
    events = now.base
    rows = {now.names[int(place)]: cells for place, cells in (changed.get("edited_rows") or {}).items()}
    events = record(events, log, *(e for name, cells in rows.items() for e in edits(name, cells, today)))
    for name, cells in rows.items():
        if STANDS & cells.keys():
            events = record(events, log, _standing(name, _by_field(cells), live(log, events), today))
        if cells.get(REMOVE):
            events = _removed(log, events, name, today)
    return events


STANDS = {HEADERS["stage"], HEADERS["outcome"]}
"""Columns that tell how an application stands."""


def _by_field(cells: Mapping[str, Any]) -> dict[str, Any]:
    fields = {header: field for field, header in HEADERS.items()}
    return {fields[header]: value for header, value in cells.items() if header in fields}


def edits(name: str, cells: Mapping[str, Any], today: date) -> list[Event]:
    """The events of one row's changed cells, by their headers; how it stands is told by one of its own."""
    return [
        Event(name, "edited", None, today, field=field, value=_value(field, value))
        for field, value in _by_field(cells).items()
        if field not in ("stage", "outcome")
    ]


def _standing(name: str, values: Mapping[str, Any], living: Living, today: date) -> Event:
    """The event for a changed stage or outcome cell: how the application stands now."""
    row = living.log.applications.iloc[living.names.index(name)] if name in living.names else None
    stage = _key("stage", values.get("stage")) or (str(row["stage"]) if row is not None else "applied")
    outcome = _key("outcome", values.get("outcome")) or (str(row["outcome"]) if row is not None else "open")
    if stage == "offer" and outcome == "open" and "stage" in values:
        outcome = "offer"
    # Only a new end or offer gets today as its day: a correction of the past does not say when it happened.
    on = today if "outcome" in values and outcome in (*ENDED, "offer") else None
    told_stage = stage if "stage" in values or outcome == "open" else None
    return Event(name, outcome, on, today, stage=told_stage)  # type: ignore[arg-type]


def _key(field: str, word: object) -> str | None:
    known = {label: key for key, label in WORDS[field].items()}
    found = known.get(str(word)) if word is not None else None
    allowed = {"stage": STAGES, "outcome": OUTCOMES}.get(field)
    return found if allowed is None or found in allowed else None


def _value(field: str, value: object) -> str:
    if value is None:
        return ""
    if field == "channel":
        return _key("channel", value) or "unknown"
    if field in DATE_FIELDS:
        return str(value)[:10]
    return " ".join(str(value).split()) if field != "notes" else str(value).strip()


def added(log: ApplicationLog, events: Events, cells: Mapping[str, Any], today: date) -> Events:
    """The events with a new row; one without an employer and a role is not there yet."""
    known = {header: value for header, value in cells.items() if value}
    fields = _by_field(known)
    if not fields.keys() & {"company", "role"}:
        return events
    name = news.new_name(events, str(fields.get("company", "")), str(fields.get("role", "")), today)
    return record(events, log, Event(name, "added", None, today), *edits(name, known, today))


def _removed(log: ApplicationLog, events: Events, name: str, today: date) -> Events:
    """The events without an added row; a row of the spreadsheet gets an event that removes it."""
    if name.startswith(news.NEW):
        return tuple(e for e in events if e.application != name)
    return record(events, log, Event(name, "removed", None, today))


def changes(hand: LogInHand) -> None:
    """The differences from the spreadsheet, with a button to undo each and one to undo all."""
    events = [event for event in session.additions().events if event.what != "asked"]
    if not events:
        return
    living = live(hand.result.log, session.additions().events, removed=False)
    with st.expander(
        f"{counted(len(events), 'change')} since your spreadsheet", icon=":material/history:", key="changes"
    ):
        st.button(
            "Undo all",
            key="undo_all",
            icon=":material/undo:",
            on_click=noting.undo,
            args=(hand.result.log, [event.key for event in events]),
        )
        for event in reversed(events[-LISTED:]):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(sentence(event, living), 200), width="stretch")
                st.button(
                    "Undo",
                    key=f"undo_{event.key}",
                    type="tertiary",
                    on_click=noting.undo,
                    args=(hand.result.log, [event.key]),
                )
        if len(events) > LISTED:
            st.caption(f"And {counted(len(events) - LISTED, 'earlier change')}.")


def sentence(event: Event, living: Living) -> str:
    """One change in words: which application, what changed, and when."""
    who = "a row that is gone"
    if event.application in living.names:
        row = living.log.applications.iloc[living.names.index(event.application)]
        who = cell_text(row["company"]) or cell_text(row["role"]) or f"row {row['row']}"
    if event.what == "edited" and event.field:
        header = HEADERS.get(event.field, terms.FIELDS.get(event.field, event.field)).lower()
        return f"{who}: {header} is now “{event.value}”" if event.value else f"{who}: {header} emptied"
    if event.what in ROWS:
        return f"{who}: row {event.what}"
    day = f", {named_day(event.on)}" if event.on and event.what in STANDINGS else ""
    return f"{who}: {news_words(event)}{day}"


def disagreements(hand: LogInHand) -> None:
    """Asks the person which is right where the spreadsheet now differs from what they recorded here."""
    living = live(hand.result.log, session.additions().events)
    for asked in living.disagreements:
        with st.container(border=True):
            st.markdown(f":material/help: {plain(_question(asked, living), 300)}")
            with st.container(horizontal=True):
                st.button(
                    "My spreadsheet is right",
                    key=f"sheet_{asked.application}_{asked.events[0].key}",
                    on_click=noting.undo,
                    args=(hand.result.log, [event.key for event in asked.events]),
                )
                st.button(
                    "What I recorded is right",
                    key=f"recorded_{asked.application}_{asked.events[0].key}",
                    on_click=_hold,
                    args=(hand, asked.application),
                )


def _question(asked: Disagreement, living: Living) -> str:
    event = asked.events[-1]
    row = living.log.applications.iloc[living.names.index(asked.application)]
    who = cell_text(row["company"]) or f"Row {asked.row}"
    if event.what == "edited":
        return f"{who}: your spreadsheet now says “{asked.says}”; you had changed it to “{event.value}”."
    stage, outcome = asked.says.split(" ", 1)
    says = f"{terms.OUTCOMES[outcome].label}, furthest stage {terms.STAGES[stage].one}"
    return f"{who}: your spreadsheet now says {says}; you had recorded “{news_words(event)}”."


def _hold(hand: LogInHand, application: str) -> None:
    noting.change(hand.result.log, news.hold(session.additions().events, hand.result.log, application))
