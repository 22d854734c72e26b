"""A person comes back with a later version of the log: what is new, and what became of the advice."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from lib.focus.experiment import Experiment, evaluate
from lib.focus.ranking import rank_areas
from lib.focus.results import Ranking
from lib.hand.held import Doubt
from lib.hand.reader import LogInHand
from lib.log import snapshots
from lib.log.schema import ApplicationLog
from lib.log.snapshots import Snapshot
from lib.log.versions import Changes, compare
from lib.measures.searches import looked_at
from lib.measures.seen import Seen
from lib.summary.additions import Additions
from lib.ui import computed, session, show
from lib.ui.names import plain
from lib.words import terms
from lib.words.phrases import counted, full_day


def what_is_new(hand: LogInHand) -> None:
    """The part of Import about a later version: what is new in it, or whether it is the same search."""
    if doubt := session.held().doubt:
        _ask(doubt, hand)
    elif hand.upload.sample and session.held().own_log:
        way_back()
    elif (seen := _changes(hand)) is not None:
        snapshot, changes = seen
        with st.container(border=True):
            st.markdown(f"**Since {full_day(snapshot.as_of)}: {summary_sentence(changes)}**")
            st.caption(plain(_kept_sentence(snapshot, changes), 400))
            if changes.new or changes.kinds:
                show.when_open(
                    "Which ones",
                    lambda: show.table(_listed(hand, changes), alt="New and changed applications"),
                    icon=":material/table_rows:",
                    key="what_is_new",
                )


def way_back() -> None:
    """A button that leads back to the person's own log, if one was put aside."""
    left = session.held().own_log
    if left is not None:
        st.button(
            f"Back to {plain(left.upload.name, 40)}",
            icon=":material/undo:",
            key="way_back",
            on_click=session.go_back,
        )


def summary_sentence(changes: Changes) -> str:
    """What is new in a later version: "12 new, 5 changed: 1 interview, 3 turned down, 1 withdrawn".

    >>> import numpy as np
    >>> summary_sentence(Changes(np.array([0, 1, -1]), {0: "rejected", 1: "interview"}, {}, 2))
    '1 new, 2 changed: 1 interview, 1 turned down'
    """
    if not changes.new and not changes.kinds:
        return "nothing new"
    words = [f"{_happened(kind, n)}" for kind, n in changes.counts().items()]
    changed = f", {len(changes.kinds)} changed: {', '.join(words)}" if words else ""
    return f"{len(changes.new)} new{changed}"


def _happened(kind: str, count: int) -> str:
    """A count and what happened to the applications: "2 interviews", "3 turned down", "1 corrected"."""
    return terms.STAGES[kind].counted(count) if kind in terms.STAGES else f"{count:,} {_what(kind)}"


def _what(kind: str) -> str:
    """What happened to one application, in words: the stage reached, the outcome, or "corrected"."""
    if kind in terms.STAGES:
        return terms.STAGES[kind].one
    return terms.OUTCOMES[kind].text if kind in terms.OUTCOMES else kind


def _kept_sentence(snapshot: Snapshot, changes: Changes) -> str:
    known = f"{changes.recognised:,} of {counted(changes.before, 'application')} from {snapshot.file}"
    gone = f" {changes.gone:,} of them are not in this file." if changes.gone else ""
    if changes.gone == 1:
        gone = " 1 of them is not in this file."
    return f"{known} recognised; what you added to them is kept.{gone}"


def _listed(hand: LogInHand, changes: Changes) -> pd.DataFrame:
    """A table of the new and the changed applications with what happened to each."""
    happened = dict.fromkeys(changes.new, "new") | {p: _what(k) for p, k in changes.kinds.items()}
    places = sorted(happened)
    shown = show.applications(hand.result.log.applications.iloc[places])
    shown.insert(0, "What happened", [happened[place] for place in places])
    return shown


def _ask(doubt: Doubt, hand: LogInHand) -> None:
    found = f"Only {doubt.recognised}" if doubt.recognised else "None"
    with st.container(border=True):
        st.markdown(f":material/help: **Is {plain(hand.upload.name, 40)} the same search as before?**")
        st.markdown(
            f"{found} of the {counted(doubt.before, 'application')} in {plain(doubt.earlier, 40)} could be "
            "found in it. Until you say, what you added before is kept apart, and this browser goes on "
            "remembering the earlier log."
        )
        with st.container(horizontal=True):
            st.button(
                "Same search: keep what I added",
                key="same_search",
                type="primary",
                on_click=session.same_search,
            )
            st.button("Another log: start from nothing", key="other_search", on_click=session.another_search)
            way_back()


def since_last_time(hand: LogInHand) -> None:
    """The first part of Focus: what came of the experiment, what is new, how the ranking changed."""
    experiment = running(session.additions())
    if experiment is not None and hand.as_of > experiment.start:
        with st.container(border=True):
            st.markdown(plain(evaluate(experiment, hand.seen).sentence, 600))
    seen = _changes(hand)
    if seen is None:
        return
    snapshot, changes = seen
    before = _ranking_before(hand, snapshot)
    now = computed.summary(hand).ranking
    st.markdown(
        f"**Since {full_day(snapshot.as_of)}:** {summary_sentence(changes)}. {plain(shift(before, now), 400)}"
    )
    with st.popover("Earlier and now", icon=":material/compare_arrows:", type="tertiary"):
        show.table(_beside(before, now), alt="The areas, earlier and now", key="shift")
        st.caption(f"Both with the same assumptions; the earlier log as of {full_day(snapshot.as_of)}.")


def running(additions: Additions) -> Experiment | None:
    """The experiment that the person is running, None without one."""
    try:
        return Experiment.from_record(additions.experiment) if additions.experiment else None
    except (KeyError, TypeError, ValueError):
        return None


def shift(before: Ranking, now: Ranking) -> str:
    """A sentence on whether another area comes first than before."""
    if now.lead is None:
        return "It is still too early to rank the areas."
    first = now.area(now.lead)
    if before.lead is None:
        return f"It was too early to rank then; now “{first.name}” comes first."
    was = before.area(before.lead)
    if was.area != first.area:
        return f"“{was.name}” came first then; now “{first.name}” does."
    change = f"in {round(100 * was.first)} of 100 then, in {round(100 * first.first)} now"
    return f"“{first.name}” still comes first, {change}."


def _beside(before: Ranking, now: Ranking) -> pd.DataFrame:
    then = {effect.area: place for place, effect in enumerate(before.areas, start=1)}
    return pd.DataFrame(
        {
            "Area": [effect.name for effect in now.areas],
            "Now": range(1, len(now.areas) + 1),
            "Earlier": [then[effect.area] for effect in now.areas],
            "First now, of 100": [round(100 * e.first) if e.measurable else None for e in now.areas],
            "First earlier, of 100": [
                round(100 * b.first) if (b := before.area(e.area)).measurable else None for e in now.areas
            ],
        }
    )


def _changes(hand: LogInHand) -> tuple[Snapshot, Changes] | None:
    packed = session.additions().earlier
    if packed is None or hand.upload.sample:
        return None
    digest = hashlib.sha256(packed.encode()).hexdigest()
    return _compared(digest, hand.version, packed, hand.result.log)


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _compared(
    digest: str, version: str, _packed: str, _log: ApplicationLog
) -> tuple[Snapshot, Changes] | None:
    snapshot = snapshots.unpack(_packed)
    return None if snapshot is None else (snapshot, compare(snapshot.as_written, _log))


def _ranking_before(hand: LogInHand, snapshot: Snapshot) -> Ranking:
    """The ranking of the earlier log on its own day, with the present assumptions; kept for one snapshot."""
    digest = hashlib.sha256((session.additions().earlier or "").encode()).hexdigest()
    then = looked_at(Seen(snapshot.log, snapshot.as_of), session.additions().search)
    ranking: Ranking = computed.once(
        f"before {digest}", hand, lambda: rank_areas(then, computed.assumptions())
    )
    return ranking
