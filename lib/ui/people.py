"""The people a person knows: whom to write to again, and the list to fill in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.focus.people import QUIET_DAYS, Person, Reconnection, whom_to_reconnect
from lib.hand.reader import LogInHand
from lib.log.contacts import Acquaintance, find_people
from lib.log.identity import bare_name
from lib.summary.additions import Contact
from lib.ui import cached, computed, letters, session
from lib.ui.names import plain
from lib.words.phrases import counted

COLUMNS = {
    "Name": "name",
    "Where they work": "organisation",
    "How you know them": "known_from",
    "Last contact": "last_contact",
    "Next step": "next_step",
    "State": "state",
}
"""Column of the list → field of a contact; the headers are those of a workbook's Contacts sheet."""


def section(hand: LogInHand) -> None:
    """Whom to write to now, each with a draft, and the list to fill in."""
    contacts = session.additions().contacts
    known = [Person(c.name, c.organisation, c.last_contact, c.state) for c in contacts]
    found = computed.once(
        f"people {known}", hand, lambda: whom_to_reconnect(known, hand.seen.all.on(session.today()))
    )
    if found:
        st.markdown(f"{counted(len(found), 'person', 'people')} to write to now.")
    elif contacts:
        st.markdown(
            f"You have been in touch with everybody on your list in the last {counted(QUIET_DAYS, 'day')}."
        )
    else:
        st.markdown(
            "Nobody is on your list yet. People whom you know a little, such as former colleagues, help most."
        )
    for made in found:
        _suggestion(made, session.today())
    _beside(hand, contacts)
    with st.expander(f"Your list: {counted(len(contacts), 'person', 'people')}", icon=":material/group:"):
        _list(contacts)


LONGEST_FORM = 4
"""Letters of the longest legal form behind an employer's name (GmbH)."""
MOST_AT_ONCE = 100
"""People of a list that may be taken all at once; of a longer one only those at employers of the log."""


def _beside(hand: LogInHand, contacts: tuple[Contact, ...]) -> None:
    """Offers the people of a list that lies beside the log in its file, those at its employers first."""
    opened = cached.CACHED.open(hand.upload)
    if opened.saved is not None:
        return  # a workbook of ours: its people are on the list already
    known = {(bare_name(c.name), bare_name(c.organisation)) for c in contacts}
    listed = find_people(opened.book, set(hand.log.applications["sheet"]))
    people = [p for p in listed if (bare_name(p.name), bare_name(p.organisation)) not in known]
    if not people:
        return
    employers = set(hand.log.applications["company"].map(bare_name)) - {""}
    there = [p for p in people if _without_form(bare_name(p.organisation), employers) in employers]
    some, at_work = (
        counted(len(people), "person", "people"),
        counted(len(there), "of them works", "of them work"),
    )
    st.markdown(
        f"“{plain(people[0].listed_in)}” in your file lists {some} not yet on your list. "
        f"{at_work} at an employer that you applied to."
    )
    with st.container(horizontal=True):
        if there:
            _take(f"Add {counted(len(there), 'person', 'people')} at your employers", there, "people_there")
        if len(people) <= MOST_AT_ONCE and len(people) > len(there):
            _take(f"Add all {len(people)}", people, "people_all")


def _without_form(name: str, employers: set[str]) -> str:
    """An employer as the log names it: "norvik ab" is "norvik" where the log has only that."""
    words = name.split()
    shorter = " ".join(words[:-1])
    return shorter if words and len(words[-1]) <= LONGEST_FORM and shorter in employers else name


def _take(label: str, people: list[Acquaintance], key: str) -> None:
    """A button that puts these people on the list."""
    st.button(label, icon=":material/group_add:", key=key, on_click=_add_people, args=(people,))


def _add_people(people: list[Acquaintance]) -> None:
    new = (Contact(p.name, p.organisation, known_from=p.listed_in) for p in people)
    session.add(contacts=(*session.additions().contacts, *new))


def _suggestion(made: Reconnection, today: date) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(made.name)}**")
        st.caption(plain(made.why, 300) + (f" Row {made.row}." if made.row else ""))
        with st.container(horizontal=True, gap="small"):
            letters.popover(made.draft, made.address, key=f"letter_{made.name}_{made.place}_{made.row}")
            for state, label in STATES.items():
                st.button(
                    label,
                    key=f"{state}_{made.name}_{made.place}_{made.row}",  # two people may have the same name
                    icon=":material/check:" if state == "written" else None,
                    type="tertiary",
                    on_click=_noted,
                    args=(made, state, today),
                )


STATES = {"written": "I wrote to them", "answered": "They answered", "talked": "We talked"}
"""State of a contact → the label of the button that sets it."""


def _noted(made: Reconnection, state: str, today: date) -> None:
    """Notes the state and the day on the list; adds the person if they are not on it yet."""
    contacts = session.additions().contacts
    if made.place is not None:
        noted = replace(contacts[made.place], last_contact=today, state=state)
        session.add(contacts=(*contacts[: made.place], noted, *contacts[made.place + 1 :]))
    else:
        from_log = "Your log, row " + str(made.row) if made.row else ""
        session.add(
            contacts=(*contacts, Contact(made.name, known_from=from_log, last_contact=today, state=state))
        )


@dataclass(frozen=True)
class _Editor:
    """The list as the table was first shown, as it was saved last, and the table's number."""

    began: tuple[Contact, ...]
    saved: tuple[Contact, ...]
    number: int

    @property
    def key(self) -> str:
        return f"people_list_{self.number}"


def _list(contacts: tuple[Contact, ...]) -> None:
    """A table to type people into; every change is kept as it is made."""
    editor: _Editor | None = st.session_state.get("people_editor")
    if editor is None or editor.saved != contacts or editor.key not in st.session_state:
        # A new table starts when the list was changed elsewhere, or the page is opened again.
        editor = _Editor(contacts, contacts, editor.number + 1 if editor else 0)
    st.session_state["people_editor"] = editor
    edited = st.data_editor(
        _frame(editor.began),
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "Last contact": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "State": st.column_config.SelectboxColumn(options=["", *STATES]),
        },
        key=editor.key,
        alt="People to stay in touch with",
    )
    st.caption("Kept as you type. A sheet “Contacts” in your workbook is read as well.")
    now = tuple(c for row in edited.to_dict("records") if (c := _contact(row)) != Contact(""))
    if now != contacts:
        st.session_state["people_editor"] = replace(editor, saved=now)
        session.add(contacts=now)
        st.rerun()


def _frame(contacts: tuple[Contact, ...]) -> pd.DataFrame:
    texts = {
        header: pd.Series([getattr(c, field) for c in contacts], dtype="str")
        for header, field in COLUMNS.items()
        if field != "last_contact"
    }
    days = pd.to_datetime(pd.Series([c.last_contact for c in contacts], dtype="object"))
    return pd.DataFrame({**texts, "Last contact": days.astype("datetime64[us]")})[list(COLUMNS)]


def _contact(row: dict[Any, Any]) -> Contact:
    texts = {
        field: " ".join(row[header].split()) if isinstance(row[header], str) else ""
        for header, field in COLUMNS.items()
        if field != "last_contact"
    }
    last = pd.Timestamp(row["Last contact"]) if row["Last contact"] is not None else pd.NaT
    return Contact(**texts, last_contact=None if pd.isna(last) else last.date())
