"""The parts of the Reflect page: which rejection comes next, what saving changed, and short guidance."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.focus.conversations import is_explained, is_late_rejection, lateness
from lib.hand.reader import LogInHand
from lib.log.identity import application_keys
from lib.measures.seen import Seen
from lib.ui import computed, session
from lib.ui.names import plain
from lib.words.phrases import agreeing, counted, full_day


def rejections(hand: LogInHand, first: tuple[int, ...] = ()) -> pd.DataFrame:
    """The rejected applications with their keys, those first about which an answer helps most.

    The order is: positions in `first`, unexplained ones after a conversation, the latest others, and last
    those that the person has reflected on already.
    """
    applications = hand.seen.told.applications
    keys = computed.once("keys", hand, lambda: application_keys(applications))
    places = {position: place for place, position in enumerate(first)}
    late = is_late_rejection(hand.seen) & ~is_explained(hand.seen)
    table = applications.assign(
        key=keys,
        told_on=pd.Series(hand.seen.turned_down_on, index=applications.index),
        reflected=keys.isin(set(session.additions().reflections)),
        asked=[places.get(i, len(first)) for i in range(len(applications))],
        explained=~late,
    )
    table = table[hand.seen.rejected]
    order = table.assign(last=table["told_on"].fillna(table["applied_on"]))
    return order.sort_values(
        ["reflected", "asked", "explained", "last"],
        ascending=[True, True, True, False],
        kind="stable",
        na_position="last",
    )


def explained(hand: LogInHand) -> str:
    """A sentence on how many rejections after a conversation have a recorded reason."""
    late = lateness(hand.seen, computed.assumptions())
    after = f"after a {hand.seen.first_step}"
    if not hand.seen.rejected.any():
        return "No rejection is recorded yet."
    if not late.rejections:
        return _untold(hand.seen) or f"No rejection {after} is recorded yet."
    missing = late.rejections - late.explained
    if not missing:
        several = f"All {counted(late.rejections, 'rejection')} {after} have a reason."
        return agreeing(late.rejections, f"The only rejection {after} has a reason.", several)
    beside = f"; {late.explained:,} {agreeing(late.explained, 'has', 'have')} one" if late.explained else ""
    return (
        f"{counted(missing, 'rejection')} {after} {agreeing(missing, 'has', 'have')} no reason noted{beside}."
    )


def _untold(seen: Seen) -> str | None:
    """A sentence on rejections that do not say whether a conversation came before; None without any."""
    bare = int((seen.rejected & ~seen.stage_known).sum())
    if not bare:
        return None
    if (total := int(seen.rejected.sum())) == 1:
        return "The only rejection doesn’t say how far it got."
    if bare == total:
        which = "Neither rejection" if total == 2 else f"None of {counted(total, 'rejection')}"
        return f"{which} says how far it got."
    says = agreeing(bare, "doesn’t say how far it got", "don’t say how far they got")
    return f"{bare} of {counted(total, 'rejection')} {says}."


def why_it_helps(hand: LogInHand) -> str:
    """The line under the count: why it helps to know the reasons, or how far applications got."""
    if lateness(hand.seen, computed.assumptions()).rejections:
        return (
            "Somebody met you and decided, so the reason is the best clue to what to practise next. Note "
            "what they said, or your best guess; where you do not know, you can ask."
        )
    return "How far a rejection got tells what to work on: what you send, or how you talk."


def label(row: Mapping[Hashable, Any]) -> str:
    """An application in one line: employer, role, day."""
    parts = [row["company"], row["role"]]
    last = row["last"]
    said = f"turned down {full_day(last)}" if pd.notna(row["told_on"]) else None
    sent = f"applied {full_day(row['applied_on'])}" if said is None and pd.notna(row["applied_on"]) else None
    return " · ".join(str(p) for p in [*parts, said or sent or f"row {row['row']}"] if isinstance(p, str))


def note_before() -> None:
    """Notes what the analysis says before something is saved, so that the change can be shown."""
    hand = session.log_in_hand()
    if hand is not None:
        st.session_state["reflect_before"] = (explained(hand), _lead(hand))


def _lead(hand: LogInHand) -> str | None:
    ranking = computed.summary(hand).ranking
    return ranking.area(ranking.lead).name if ranking.lead else None


def say_saved(hand: LogInHand) -> None:
    """Shows, after saving, what that changed in the analysis."""
    before: tuple[str, str | None] | None = st.session_state.pop("reflect_before", None)
    if before is None and session.device().answering:
        before = st.session_state.get("reflect_said")
    st.session_state["reflect_said"] = before
    if before is None:
        return
    now, lead = explained(hand), _lead(hand)
    said = [f"Saved. {now}" if now != before[0] else "Saved."]
    if lead != before[1] and lead is not None:
        then = f"; before, it was “{before[1]}”" if before[1] else ""
        said.append(f"“{lead}” comes first now{then}.")
    elif lead is not None:
        said.append(f"“{lead}” still comes first.")
    st.success(plain(" ".join(said), 300), icon=":material/check:")


def guidance() -> None:
    """Three short pieces of guidance, based on the evidence."""
    with st.expander("Twenty minutes of writing, if it still hurts", icon=":material/edit:"):
        st.markdown(
            "Set a timer for twenty minutes. Write only for yourself: what happened, how it felt, "
            "and what it means for what you want. Do not think about spelling. In one study of "
            "people who had lost their job, those who wrote like this on five days found work more "
            "often (53% after eight months, against 24% and 14%; 41 people, never repeated). It may "
            "help; it is no promise."
        )
    with st.expander("What to ask in a mock interview", icon=":material/record_voice_over:"):
        st.markdown(
            "- Which answer would have made you hesitate, and why?\n"
            "- What did you not believe, or not understand?\n"
            "- What would a stronger candidate have said there?\n"
            "- Ask somebody who hires, and agree on one goal before you begin: practice works when it joins "
            "skills and motivation."
        )
