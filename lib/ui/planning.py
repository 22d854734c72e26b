"""The parts of the Next steps page: the plan to tick, edit and add to, the experiment, people, downloads."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from lib.focus.experiment import Experiment, evaluate
from lib.summary.additions import Contact, StepMark
from lib.summary.bundle import Summary
from lib.summary.formats import FORMATS
from lib.summary.plan import PlannedStep
from lib.summary.record import to_html, to_record, to_workbook
from lib.summary.words import day_words
from lib.ui import names, session
from lib.ui.session import LogInHand
from lib.ui.text import count, plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opening(steps: tuple[PlannedStep, ...]) -> str:
    """How many steps there are, how many are done, and what falls due first."""
    if not steps:
        return "No steps yet."
    done = sum(step.done for step in steps)
    ahead = sorted((s for s in steps if not s.done and s.due), key=lambda s: s.due or date.max)
    said = f"{count(len(steps), 'step')}, {done} done"
    return f"{said}; the next one is due {day_words(ahead[0].due)}." if ahead and ahead[0].due else f"{said}."


def plan(steps: tuple[PlannedStep, ...], as_of: date) -> None:
    """Every step, those ahead first; what was done stays visible."""
    if steps:
        st.progress(sum(s.done for s in steps) / len(steps))
    for step in sorted(steps, key=lambda s: (s.done, s.due or date.max)):
        with st.container(border=True):
            _step(step, as_of)
    with st.expander("Add a step of your own", icon=":material/add:"):
        _own_step(as_of)


def _step(step: PlannedStep, as_of: date) -> None:
    key = f"step_{hashlib.sha256(step.key.encode()).hexdigest()[:12]}"
    st.session_state[f"{key}_done"] = step.done
    said = f"~~{plain(step.what, 300)}~~" if step.done else f"**{plain(step.what, 300)}**"
    st.checkbox(said, key=f"{key}_done", on_change=_tick, args=(step, f"{key}_done"))
    if step.done:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if step.due:
            late = step.due < as_of
            st.badge(day_words(step.due), icon=":material/event:", color="orange" if late else "blue")
        if step.minutes:
            st.badge(f"{step.minutes} min", icon=":material/timer:", color="gray")
        if step.area:
            st.badge(names.AREAS[step.area], color="gray")
        if step.row:
            st.badge(f"Row {step.row}", icon=":material/table_rows:", color="gray")
    if step.why:
        st.caption(plain(step.why, 500))
    with st.container(horizontal=True, gap="small"):
        if step.draft:
            with st.popover("Draft message", icon=":material/mail:", type="tertiary"):
                st.caption("Copy it, make it yours, and send it yourself.")
                st.code(step.draft, language=None, wrap_lines=True)
        with st.popover("Change", icon=":material/edit:", type="tertiary"):
            _change(step, key)


def _change(step: PlannedStep, key: str) -> None:
    with st.form(f"{key}_form", border=False):
        what = st.text_area("What to do", value=step.what)
        due = st.date_input("By", value=step.due, format="YYYY-MM-DD")
        if st.form_submit_button("Save", type="primary"):
            _mark(step, what=what.strip() or step.what, due=due)
            st.rerun()
    st.button(
        "Remove this step",
        key=f"{key}_remove",
        icon=":material/delete:",
        type="tertiary",
        on_click=_remove,
        args=(step,),
    )


def _tick(step: PlannedStep, widget: str) -> None:
    done = bool(st.session_state[widget])
    _mark(step, done=done, done_on=session.today() if done else None, what=step.what)


def _remove(step: PlannedStep) -> None:
    _mark(step, removed=True)


def _mark(step: PlannedStep, **changes: object) -> None:
    marks = session.additions().marks
    mark = session.additions().mark(step.key) or StepMark(step.key, own=step.own)
    others = tuple(m for m in marks if m.key != step.key)
    session.add(marks=(*others, replace(mark, **changes)))  # type: ignore[arg-type]


def _own_step(as_of: date) -> None:
    with st.form("own_step", border=False, clear_on_submit=True):
        what = st.text_input("What to do", placeholder="Something concrete that you can finish")
        due = st.date_input("By", value=None, min_value=as_of, format="YYYY-MM-DD")
        if st.form_submit_button("Add") and what.strip():
            marks = session.additions().marks
            key = f"own/{hashlib.sha256(f'{what}{len(marks)}'.encode()).hexdigest()[:12]}"
            session.add(marks=(*marks, StepMark(key, what=what.strip(), due=due, own=True)))
            st.rerun()


def experiment(summary: Summary, hand: LogInHand) -> None:
    """One change to try, or how the running one is going."""
    kept = session.additions().experiment
    proposed = summary.plan.experiment
    running = _running(kept)
    if running is None and proposed is None:
        return
    st.subheader("One change to try", anchor=False)
    with st.container(border=True):
        if running is None and proposed is not None:
            st.markdown(plain(proposed.sentence, 500))
            st.button("I will try this", icon=":material/science:", on_click=_begin, args=(proposed,))
        elif running is not None:
            st.markdown(plain(running.sentence, 500))
            st.markdown(plain(evaluate(running, hand.log, hand.as_of).sentence, 500))
            st.button("End this experiment", icon=":material/close:", type="tertiary", on_click=_end)


def _running(kept: object) -> Experiment | None:
    try:
        return Experiment.from_record(kept) if kept else None  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):
        return None


def _begin(proposed: Experiment) -> None:
    session.add(experiment=proposed.to_record())


def _end() -> None:
    session.add(experiment=None)


def people(as_of: date) -> None:
    """A small list of people, to be typed in; those quiet for 60 days are named."""
    contacts = session.additions().contacts
    frame = pd.DataFrame(
        {
            "Name": [c.name for c in contacts],
            "Where": [c.organisation for c in contacts],
            "How you know them": [c.known_from for c in contacts],
            "Last contact": [c.last_contact for c in contacts],
            "Next step": [c.next_step for c in contacts],
        }
    ).astype(
        {
            "Name": "str",
            "Where": "str",
            "How you know them": "str",
            "Next step": "str",
            "Last contact": "object",
        }
    )
    edited = st.data_editor(
        frame,
        num_rows="dynamic",
        hide_index=True,
        column_config={"Last contact": st.column_config.DateColumn(format="YYYY-MM-DD")},
        key=f"people_{len(contacts)}",
        alt="People to stay in touch with",
    )
    if st.button("Save people", icon=":material/save:"):
        session.add(contacts=tuple(_contact(row) for row in edited.to_dict("records") if row["Name"]))
        st.rerun()
    for contact in contacts:
        if contact.last_contact and (as_of - contact.last_contact).days >= 60:
            quiet = (as_of - contact.last_contact).days
            st.caption(f"{plain(contact.name)} has been quiet for {quiet} days: a good moment to say hello.")


def _contact(row: dict[str, object]) -> Contact:
    def text(key: str) -> str:
        return str(row[key]).strip() if isinstance(row[key], str) else ""

    last = row["Last contact"]
    day = last if isinstance(last, date) else None
    return Contact(text("Name"), text("Where"), text("How you know them"), day, text("Next step"))


def downloads(summary: Summary) -> None:
    """Every format of the summary; each is made when it is asked for."""
    private = st.toggle(
        "Put my private check-ins into the workbook",
        key="private",
        persist_state="session",
        help="Off: no download holds them. On: only the Excel workbook does, for yourself.",
    )
    with st.container(horizontal=True):
        for key, kind in FORMATS.items():
            asked = replace(summary, private=private and key == "xlsx")
            st.download_button(
                kind.label,
                data=lambda kind=kind, asked=asked: kind.render(asked),
                file_name=kind.file_name,
                mime=kind.mime,
                icon=":material/download:",
                type="primary" if key == "xlsx" else "secondary",
                on_click="ignore",
                key=f"download_{key}",
            )


def record(hand: LogInHand) -> None:
    """The search record of a range of dates, as job centres ask for it."""
    known = hand.log.applications["applied_on"].dropna()
    if known.empty:
        st.caption("A search record needs the day you applied; no application here has one.")
        return
    first, last = known.min().date(), max(known.max().date(), hand.as_of)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = st.date_input("From", value=first, format="YYYY-MM-DD", key="record_from")
        end = st.date_input("To", value=last, format="YYYY-MM-DD", key="record_to")
    if start is None or end is None or end < start:
        st.caption("Choose a first day that is not after the last one.")
        return
    made = to_record(hand.log, start, end)
    st.caption(f"{count(len(made.lines), 'application')} in this range.")
    with st.container(horizontal=True):
        st.download_button(
            "Record as Excel", lambda: to_workbook(made), "search-record.xlsx", XLSX, on_click="ignore"
        )
        st.download_button(
            "Record as a page", lambda: to_html(made), "search-record.html", "text/html", on_click="ignore"
        )
