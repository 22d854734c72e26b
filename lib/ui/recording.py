"""Record news: which application, what happened, on which day; from every page, in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from lib.focus.history import at_employer
from lib.focus.ladder import CONVERSATIONS
from lib.log.news import Event, live
from lib.log.reading import read_log
from lib.log.reflections import Reflection
from lib.log.schema import STAGES, ApplicationLog, Stage, UnreadableLog
from lib.measures.seen import Seen
from lib.ui import frame, noting, session
from lib.ui.names import bare, plain
from lib.words import terms
from lib.words.phrases import span

OPEN = "news_open"
STATE = "news_told"
SHOWN = 5
"""This many open applications are one tap away; the others are found by typing."""
ICONS = (
    ":material/do_not_disturb_on:",
    ":material/event:",
    ":material/redeem:",
    ":material/hourglass_disabled:",
    ":material/logout:",
    ":material/handshake:",
    ":material/block:",
)
"""The icons of what can have happened, in the order of `terms.NEWS`."""
FEELINGS = {1: "1, rough", 2: "2", 3: "3", 4: "4", 5: "5, fine"}


def button(place: str) -> None:
    """A button that opens the dialog; `place` is part of its key, so that a page can have several."""
    st.button(
        "Record news",
        key=f"news_{place}",
        icon=":material/mail:",
        type="primary" if place == "sidebar" else "secondary",
        on_click=_begin,
        width="stretch" if place == "sidebar" else "content",
    )


def begin(application: str | None = None, what: str | None = None) -> None:
    """Opens the dialog in the next run, with `application` (its key) and kind of news chosen, if given."""
    _clear()
    st.session_state[STATE] = {"name": application, "what": what}
    st.session_state[OPEN] = True


def _clear() -> None:
    """Empties the fields of the dialog."""
    for key in [key for key in st.session_state if str(key).startswith("news_")]:
        st.session_state.pop(key, None)


def _begin() -> None:
    begin()


def _again() -> None:
    """Goes back to the first step of the dialog."""
    st.session_state[STATE] = {}


def show() -> None:
    """Shows the dialog, if it was asked for; call once on every page, outside the sidebar."""
    if st.session_state.get(OPEN):
        _dialog()


def _close() -> None:
    st.session_state.pop(OPEN, None)


@st.dialog("Record news", width="small", icon=":material/mail:", on_dismiss=_close)
def _dialog() -> None:
    if not st.session_state.get(OPEN):
        st.rerun()  # after saving, to go on to the calm page
    told: dict[str, Any] = st.session_state.setdefault(STATE, {})
    log = _log()
    if log is None and not told.get("company"):
        _first_application()
    elif told.get("name") is None and not told.get("company"):
        _which(log or _nothing())
    elif told.get("what") is None:
        _what(log, told)
    else:
        _details(log, told)


def _nothing() -> ApplicationLog:
    return read_log(noting.begun([("-", "-", None)]), noting.BEGUN, as_of=session.today()).log.where(
        pd.Series([False])
    )


def _log() -> ApplicationLog | None:
    """The log as read, without the news; None where none is open."""
    try:
        hand = session.log_in_hand()
    except UnreadableLog:
        return None
    return None if hand is None else hand.result.log


def _set(**changes: Any) -> None:
    """Changes what was chosen in the dialog; the click itself draws it again."""
    st.session_state[STATE] = {**st.session_state.get(STATE, {}), **changes}


def _which(read: ApplicationLog) -> None:
    """Step one: a few open applications to tap, and a search for all others."""
    living = live(read, session.additions().events)
    applications, today = living.log.applications, session.today()
    st.caption("Which application?")
    for place in _in_process(applications)[:SHOWN]:
        st.button(
            label(applications.iloc[place], today),
            key=f"news_app_{living.names[place]}",
            on_click=_set,
            kwargs={"name": living.names[place]},
            width="stretch",
        )
    chosen = st.selectbox(
        "Another one",
        range(len(applications)),
        index=None,
        format_func=lambda place: label(applications.iloc[place], today),
        placeholder="Type an employer or a role",
        key="news_search",
    )
    if chosen is not None:
        _set(name=living.names[chosen])
        st.rerun(scope="fragment")
    with st.expander("It is not in my log", icon=":material/add:"):
        _new_application()


def _in_process(applications: pd.DataFrame) -> Sequence[int]:
    """Places of the open applications: the furthest stage first, within a stage the longest waiting."""
    still = applications[applications["outcome"].isin(["open", "offer"])]
    far = still.assign(far=still["stage"].cat.codes).sort_values(
        ["far", "applied_on"], ascending=[False, True], na_position="last"
    )
    return [int(place) for place in far.index]


def named(row: Any) -> str:
    """An application in a few words: employer and role, or its row."""
    told = " · ".join(bare(row[name], 40) for name in ("company", "role") if isinstance(row[name], str))
    return told or f"row {row['row']}"


def label(row: Any, today: date) -> str:
    """An application in a line: employer, role, how far it got, how long ago it was sent."""
    sent = row["applied_on"]
    waited = f"sent {span((today - sent.date()).days)} ago" if pd.notna(sent) and sent.date() < today else ""
    stage = terms.STAGES[str(row["stage"])].label if row["stage"] != "applied" else ""
    outcome = str(row["outcome"])
    ended = "" if outcome == "open" else terms.OUTCOMES[outcome].label
    return " · ".join(dict.fromkeys(filter(None, (named(row), stage, ended, waited))))


def _first_application() -> None:
    st.caption("No log is open yet. Your first news begins one; a spreadsheet can be opened later as well.")
    _new_application()


def _new_application() -> None:
    company = st.text_input("Employer", key="news_company", persist_state="session")
    role = st.text_input("Role", key="news_role", persist_state="session")
    st.date_input(
        "Applied on",
        value=None,
        format="YYYY-MM-DD",
        key="news_sent",
        persist_state="session",
        max_value=session.today(),
    )
    if said := _history(_typed("news_company")):
        st.caption(plain(said, 400))
    st.button(
        "Go on",
        key="news_new",
        type="primary",
        on_click=_name_new,
        disabled=not (company or role),
    )


def _history(company: str) -> str:
    """What happened with this employer before, in a sentence; "" for nothing."""
    read = _log()
    if not company or read is None:
        return ""
    return at_employer(Seen(live(read, session.additions().events).log, session.today()), company)


def _name_new() -> None:
    """Fields for employer and role of an application that is in no log yet."""
    sent = st.session_state.get("news_sent")
    _set(company=_typed("news_company"), role=_typed("news_role"), sent=sent)


def _typed(key: str) -> str:
    return " ".join(str(st.session_state.get(key) or "").split())


def _what(read: ApplicationLog | None, told: dict[str, Any]) -> None:
    row = _row(read, told)
    st.markdown(f"**{_named(row, told)}**")
    st.caption("What happened?")
    for (what, words), icon in zip(terms.NEWS.items(), ICONS, strict=True):
        if what in ("accepted", "declined") and row is not None and row["outcome"] not in ("offer", "open"):
            continue
        st.button(words, key=f"news_{what}", icon=icon, on_click=_set, kwargs={"what": what}, width="stretch")
    st.button(
        "Another application",
        key="news_back",
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=_again,
    )


def _row(read: ApplicationLog | None, told: dict[str, Any]) -> pd.Series | None:
    if read is None or told.get("name") is None:
        return None
    living = live(read, session.additions().events)
    return (
        living.log.applications.iloc[living.names.index(told["name"])]
        if told["name"] in living.names
        else None
    )


def _named(row: pd.Series | None, told: dict[str, Any]) -> str:
    if row is not None:
        return plain(label(row, session.today()), 120)
    return plain(" · ".join(filter(None, (told.get("company"), told.get("role")))), 120)


def _details(read: ApplicationLog | None, told: dict[str, Any]) -> None:
    """The last step: the day and further fields, which are optional."""
    row, what, today = _row(read, told), told["what"], session.today()
    st.markdown(f"**{_named(row, told)}**  \n{terms.NEWS[what]}")
    known = str(row["stage"]) if row is not None else "applied"
    if what == "invited":
        _invited_to(known, today)
    st.segmented_control(
        "When did you hear?" if what == "invited" else "When?",
        [*_days(today), OTHER_DAY],
        default="Today",
        key="news_when",
        persist_state="session",
        required=True,
    )
    if st.session_state.get("news_when") == OTHER_DAY:
        st.date_input(
            "Day", value=today, format="YYYY-MM-DD", key="news_day", persist_state="session", max_value=today
        )
    if what in ("rejected", "withdrawn"):
        far = BEFORE_ANY if known == "applied" else terms.STAGES[known if known in REACHED else "final"].label
        st.pills(
            "How far had it got?",
            [*REACHED.values()],
            default=far,
            key="news_far",
            persist_state="session",
            required=True,
        )
    if what == "rejected":
        _more()
    with st.container(horizontal=True):
        st.button("Save", key="news_save", type="primary", icon=":material/check:", on_click=_save)
        st.button("Back", key="news_back_what", type="tertiary", on_click=_set, kwargs={"what": None})


OTHER_DAY = "Another day"
BEFORE_ANY = "Before any conversation"
REACHED: dict[str, str] = {"applied": BEFORE_ANY, **{s: terms.STAGES[s].label for s in CONVERSATIONS}}
"""Stage that an application can have reached before a "no" → its words."""


def _days(today: date) -> dict[str, date]:
    """Label → day, for the days that are one tap away."""
    return {"Today": today, "Yesterday": today - timedelta(days=1)}


def _invited_to(known: str, today: date) -> None:
    """Fields for an invitation: the stage (the one after `known` by default) and its day, if it is set."""
    after = CONVERSATIONS[min([*map(str, STAGES)].index(known), 2)]
    labels = [terms.STAGES[stage].label for stage in CONVERSATIONS]
    st.pills(
        "Invited to",
        labels,
        default=terms.STAGES[after].label,
        key="news_to",
        persist_state="session",
        required=True,
    )
    st.date_input(
        "Day of the conversation, if it is set",
        value=None,
        format="YYYY-MM-DD",
        key="news_due",
        persist_state="session",
        min_value=today - timedelta(60),
    )


def _more() -> None:
    """Optional fields: what the employer said, what decided it, and how the person is now."""
    with st.expander("Say more, if you like", icon=":material/edit_note:"):
        st.text_area("What they said, in their words", key="news_feedback", persist_state="session")
        st.text_input("What do you think decided it?", key="news_reason", persist_state="session")
        st.pills(
            "How do you feel about it now? Only you see this.",
            list(FEELINGS),
            format_func=lambda feeling: FEELINGS[feeling],
            key="news_feeling",
            persist_state="session",
        )


def _told_stage(what: str, row: pd.Series | None) -> Stage | None:
    """The stage that was tapped; None if the log has the same one."""
    tapped = st.session_state.get("news_to" if what == "invited" else "news_far")
    words = {terms.STAGES[s].label: s for s in CONVERSATIONS} | {BEFORE_ANY: "applied"}
    stage: Any = words.get(tapped) if tapped else None
    if what not in ("rejected", "withdrawn", "invited") or stage is None:
        return None
    same = stage == (str(row["stage"]) if row is not None else "applied")
    return None if same and what != "invited" else stage


def _said() -> Reflection:
    feeling = st.session_state.get("news_feeling")
    return Reflection(
        feedback=_typed("news_feedback") or None,
        reason=_typed("news_reason") or None,
        feeling=feeling,
        felt_on=session.today() if feeling is not None else None,
    )


def _save() -> None:
    """Keeps what the dialog holds, closes it, and goes on to the calm page."""
    told: dict[str, Any] = st.session_state.get(STATE, {})
    read, today = _log(), session.today()
    what, stage = told["what"], _told_stage(told["what"], _row(read, told))
    on = _days(today).get(str(st.session_state.get("news_when")), st.session_state.get("news_day") or today)
    due, said = st.session_state.get("news_due"), _said()
    name = told.get("name")
    if name is None or read is None:
        read, name = noting.add_application(read, told, today)
    event = Event(name, what, on, today, stage=stage, due=due if what == "invited" else None)
    noting.keep(read, event, said)
    _clear()
    st.session_state["last_news"] = event.key
    frame.ask_for("recorded")
