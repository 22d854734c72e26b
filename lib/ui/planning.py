"""The parts of the Next steps page: the plan to tick, edit and add to, the experiment, downloads."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from lib.focus.experiment import Experiment, evaluate
from lib.focus.results import TodayCard
from lib.focus.steps.balance import SHOWN_FIRST
from lib.hand.reader import LogInHand
from lib.summary.additions import StepMark
from lib.summary.bundle import Summary
from lib.summary.formats import FORMATS
from lib.summary.plan import PlannedStep
from lib.summary.record import to_html, to_record, to_workbook
from lib.ui import frame, letters, returning, session, show
from lib.ui.downloads import download
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import counted, named_day

AT_ONCE = SHOWN_FIRST
"""How many steps are shown at first: enough for a tired person."""
PLACES = {
    "feedback/recall": (frame.at("reflect"), "Go to Reflect"),
    "reflect/stages": (frame.at("reflect"), "Go to Reflect"),
    "resilience/let-go": (frame.at("response_times"), "See which ones"),
    "resilience/catch-up": (frame.at("import_log"), "Open the new version"),
}
"""Beginning of a step's key → the page where the step is done."""
FOR_PROGRAMS = ("csv", "json")
"""Formats for other programs, which people rarely open themselves."""
PICTURES = ("png", "square.png", "svg", "sankey.txt")
"""Formats that show the flow to others."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opening(steps: tuple[PlannedStep, ...]) -> str:
    """The first sentence: how many steps there are, how many are done, and what is due first."""
    if not steps:
        return "No steps yet."
    done = sum(step.done for step in steps)
    ahead = sorted((s for s in steps if not s.done and s.due), key=lambda s: s.due or date.max)
    said = f"{counted(len(steps), 'step')}, {done} done"
    return f"{said}; the next one is due {_by(ahead[0].due)}." if ahead and ahead[0].due else f"{said}."


def _by(due: date) -> str:
    """The day a step is due, with its year if it is not this one: "Wed 25 Nov"."""
    this_year = due.year == session.today().year
    return named_day(due).removesuffix(f" {due.year}") if this_year else named_day(due)


def rest(card: TodayCard | None) -> None:
    """A note on why nothing is due yet after a hard "no"; nothing without a rest."""
    if card is not None and not card.over:
        st.caption(
            f":material/spa: {plain(card.why, 300)} The steps wait until {_by(card.resume_on)}; "
            "nothing is lost by that."
        )


def plan(steps: tuple[PlannedStep, ...]) -> None:
    """The first steps; the later ones and the done ones, each group behind a click."""
    ahead = sorted((s for s in steps if not s.done), key=lambda s: s.due or date.max)
    _steps(ahead[:AT_ONCE])
    if later := ahead[AT_ONCE:]:
        until = f", until {_by(later[-1].due)}" if later[-1].due else ""
        said = f"After that: {counted(len(later), 'step')}{until}"
        show.when_open(said, lambda: _steps(later), key="steps_later")
    if done := [step for step in steps if step.done]:
        said = f"Done: {counted(len(done), 'step')}"
        show.when_open(said, lambda: _steps(done), icon=":material/check:", key="steps_done")
    with st.expander("Add a step of your own", icon=":material/add:"):
        _own_step()
    _removed()


def _steps(steps: Sequence[PlannedStep]) -> None:
    for step in steps:
        with st.container(border=True):
            _step(step, session.today())


def _step(step: PlannedStep, today: date) -> None:
    key = f"step_{hashlib.sha256(step.key.encode()).hexdigest()[:12]}"
    st.session_state[f"{key}_done"] = step.done
    # Without emphasis, since screen readers would read its marks as part of the name.
    st.checkbox(plain(step.what, 300), key=f"{key}_done", on_change=_tick, args=(step, f"{key}_done"))
    if step.done:
        if on := _done_on(step):
            st.caption(f"Done on {_by(on)}.")
        return
    _facts(step, today)
    if step.why:
        st.caption(plain(step.why, 500))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if step.draft:
            letters.popover(step.draft, key=f"{key}_letter")
        for start, (page, label) in PLACES.items():
            if step.key.startswith(start):
                st.page_link(page, label=label, icon=":material/arrow_forward:")
        with st.popover("Change", icon=":material/edit:", type="tertiary"):
            _change(step, key, today)


def _facts(step: PlannedStep, today: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if step.due:
            late = step.due < today
            said = f"{_by(step.due)}, overdue" if late else _by(step.due)
            st.badge(said, icon=":material/event:", color="orange" if late else "blue")
        if step.minutes:
            st.badge(f"{step.minutes} min", icon=":material/timer:", color="gray")
        if step.area:
            st.badge(terms.AREAS[step.area].label, color="gray")
        if step.row:
            st.badge(f"Row {step.row}", icon=":material/table_rows:", color="gray")


def _done_on(step: PlannedStep) -> date | None:
    mark = session.additions().mark(step.key)
    return mark.done_on if mark else None


def _change(step: PlannedStep, key: str, today: date) -> None:
    """Fields for the wording and the day of a step; a change is kept at once."""
    what, due = f"{key}_what", f"{key}_due"
    st.session_state[what], st.session_state[due] = step.what, step.due
    st.text_area("What to do", key=what, on_change=_reword, args=(step, what))
    st.date_input("By", value=None, key=due, format="YYYY-MM-DD", on_change=_reschedule, args=(step, due))
    st.button(
        "A week later",
        key=f"{key}_later",
        icon=":material/event_repeat:",
        type="tertiary",
        on_click=_postpone,
        args=(step, today),
    )
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


def _reword(step: PlannedStep, widget: str) -> None:
    _mark(step, what=str(st.session_state[widget]).strip() or step.what, due=step.due)


def _reschedule(step: PlannedStep, widget: str) -> None:
    _mark(step, what=step.what, due=st.session_state[widget])


def _postpone(step: PlannedStep, today: date) -> None:
    _mark(step, what=step.what, due=max(step.due or today, today) + timedelta(days=7))


def _remove(step: PlannedStep) -> None:
    _mark(step, what=step.what, removed=True)


def _removed() -> None:
    """Buttons that bring removed steps back."""
    gone = [mark for mark in session.additions().marks if mark.removed]
    if gone:
        st.button(
            f"Bring back {counted(len(gone), 'removed step')}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_bring_back,
        )


def _bring_back() -> None:
    session.add(marks=tuple(replace(mark, removed=False) for mark in session.additions().marks))


def _mark(step: PlannedStep, **changes: Any) -> None:
    marks = session.additions().marks
    mark = session.additions().mark(step.key) or StepMark(step.key, own=step.own)
    others = tuple(m for m in marks if m.key != step.key)
    session.add(marks=(*others, replace(mark, **changes)))


def _own_step() -> None:
    """A field for a step of the person's own; typed text stays until it is added, even on another page."""
    st.text_input(
        "What to do",
        key="own_step_what",
        placeholder="Something concrete that you can finish",
        persist_state="session",
    )
    st.date_input("By", value=None, format="YYYY-MM-DD", key="own_step_due", persist_state="session")
    st.button("Add", key="own_step_add", on_click=_add_own)


def _add_own() -> None:
    what, due = str(st.session_state["own_step_what"] or "").strip(), st.session_state["own_step_due"]
    if not what:
        return
    marks = session.additions().marks
    key = f"own/{hashlib.sha256(f'{what}{len(marks)}'.encode()).hexdigest()[:12]}"
    session.add(marks=(*marks, StepMark(key, what=what, due=due, own=True)))
    st.session_state["own_step_what"], st.session_state["own_step_due"] = "", None


def experiment(summary: Summary, hand: LogInHand) -> None:
    """One change to try, or how the running one is going."""
    proposed = summary.plan.experiment
    running = returning.running(session.additions())
    if running is None and proposed is None:
        return
    st.subheader("One change to try", anchor=False)
    with st.container(border=True):
        if running is None and proposed is not None:
            st.markdown(plain(proposed.sentence, 500))
            st.button("I will try this", icon=":material/science:", on_click=_begin, args=(proposed,))
        elif running is not None:
            st.markdown(plain(running.sentence, 500))
            if hand.as_of > running.start:
                st.markdown(plain(evaluate(running, hand.seen).sentence, 500))
            st.button("End this experiment", icon=":material/close:", type="tertiary", on_click=_end)


def _begin(proposed: Experiment) -> None:
    session.add(experiment=proposed.to_record())


def _end() -> None:
    session.add(experiment=None)


def downloads(summary: Summary) -> None:
    """Every format of the summary; each is made when it is asked for."""
    private = _has_check_ins() and st.toggle(
        "Put my private check-ins into the workbook",
        key="private",
        persist_state="session",
        help="Off: no download holds them. On: only the Excel workbook does, for yourself.",
    )
    name = st.text_input(
        "Your name on the report and on the files (optional)",
        key="name_on_files",
        max_chars=60,
        persist_state="session",
        help="It stands in the first line of the report and in the names of the files, and is kept nowhere.",
    )
    if name.strip() or letters.chosen():
        summary = replace(summary, name=name.strip(), letters_in=letters.chosen())
    st.caption("The Excel workbook holds everything. Open it here again, and what you added comes back.")
    with st.container(horizontal=True):
        for key in FORMATS:
            if key not in (*FOR_PROGRAMS, *PICTURES):
                # A copy measures and ranks again, so one is made only for the workbook with check-ins.
                _download(key, replace(summary, private=True) if private and key == "xlsx" else summary)
    with st.expander("A picture to share", icon=":material/image:"):
        st.caption("The way of all your applications, and three counts. No employer, role or name is in it.")
        with st.container(horizontal=True):
            for key in PICTURES:
                _download(key, summary)
    with (
        st.expander("For other programs", icon=":material/data_object:"),
        st.container(horizontal=True),
    ):
        for key in FOR_PROGRAMS:
            _download(key, summary)


def _has_check_ins() -> bool:
    told = session.additions().reflections.values()
    return any(one.feeling is not None or one.check_in for one in told)


def _download(key: str, summary: Summary) -> None:
    download(key, summary, key=f"download_{key}", primary=key == "xlsx")


def record(hand: LogInHand) -> None:
    """The search record of a range of dates, as job centres ask for it."""
    known = hand.log.applications["applied_on"].dropna()
    if known.empty:
        st.caption("A search record needs the day you applied. No application here has one.")
        return
    first, last = known.min().date(), max(known.max().date(), hand.as_of)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = st.date_input("From", value=first, format="YYYY-MM-DD", key="record_from")
        end = st.date_input("To", value=last, format="YYYY-MM-DD", key="record_to")
    if start is None or end is None or end < start:
        st.caption("Choose a first day that is not after the last one.")
        return
    made = to_record(hand.log, start, end)
    st.caption(f"{counted(len(made.lines), 'application')} in this range.")
    with st.container(horizontal=True):
        st.download_button(
            "Record as Excel", lambda: to_workbook(made), "search-record.xlsx", XLSX, on_click="ignore"
        )
        st.download_button(
            "Record as a page", lambda: to_html(made), "search-record.html", "text/html", on_click="ignore"
        )
