"""The cards of key figures on Overview and Response times: counts, shares, and four weeks beside four."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import streamlit as st

from lib.charts.activity import is_long
from lib.measures import rates
from lib.measures.help import HELP
from lib.measures.pace import pace
from lib.measures.period import PERIOD_DAYS, Activity, activity_in, last_period, period_before
from lib.measures.rates import Rate
from lib.measures.seen import Seen
from lib.measures.sending import next_weeks_words
from lib.measures.tally import Tally, tally
from lib.measures.waiting import Median, median_reply, naive_median
from lib.summary.statements import usual_pace
from lib.ui.drawing import Shelf
from lib.words import terms
from lib.words.phrases import FEW, NOTHING, agreeing, counted, counts_of, percent, share_of, span

TILES = 6
"""Tiles in two rows; the pace, which the chart of the weeks says too, makes room for what must add up."""
OWN_ENOUGH = 20
"""From this many dated replies on, the person's own timing weighs at least as much as the published."""


def share_text(rate: Rate) -> str:
    """Hits and trials, then the share; "–" where there is nothing to count.

    >>> share_text(Rate(4, 31)), share_text(Rate(1, 3)), share_text(Rate(0, 0))
    ('4 of 31 (13%)', '1 of 3', '–')
    """
    return share_of(rate.hits, rate.trials) if rate.trials else NOTHING


def counts_text(rate: Rate) -> str:
    """Hits and trials without a share; "–" where there is nothing to count.

    >>> counts_text(Rate(4, 31)), counts_text(Rate(0, 0)), counts_text(Rate(4, 31, 9))
    ('4 of 31', '–', '4 of 31 to 40')
    """
    if rate.unknown and not rate.trials:
        return "not known yet"
    if rate.unknown:
        return f"{counts_of(rate.hits, rate.trials)} to {rate.most:,}"
    return counts_of(rate.hits, rate.trials) if rate.trials else NOTHING


def range_text(rate: Rate) -> str:
    """The share with its 95% range; for fewer than five trials the range alone.

    >>> range_text(Rate(5, 10)), range_text(Rate(1, 2))
    ('50%, likely 24–76%', 'likely 9–91%')
    >>> range_text(Rate(9, 10, 35)), range_text(Rate(0, 9, 12))
    ('between 20% and 90%', 'none of 9 so far')
    """
    if rate.unknown and rate.trials and not rate.hits:
        return f"none of {rate.trials:,} so far"
    if rate.unknown and rate.trials:
        return f"between {percent(rate.hits / rate.most)} and {percent(rate.hits / rate.trials)}"
    if rate.share is None or rate.low is None or rate.high is None:
        return "nothing to count yet"
    share = f"{percent(rate.share)}, " if rate.trials >= FEW else ""
    return f"{share}likely {100 * rate.low:.0f}–{rate.high:.0%}"


class Card(NamedTuple):
    """One figure: its label, its value, a note beside it, and the key of its help text."""

    label: str
    value: str
    beside: str | None
    key: str


def key_figures(seen: Seen, shelf: Shelf) -> None:
    """Two rows of cards: how many were sent, what became of them (these add up to all), and the pace."""
    _draw(
        "key_figures", shelf.once("key figures", lambda: (_sent(seen), *_places(seen), _pace(seen))[:TILES])
    )
    if note := shelf.once("young", lambda: _young(seen)):
        st.caption(note)


def _draw(key: str, cards: Sequence[Card]) -> None:
    """The cards at one width, two or three in a row (`assets/narrow.css`), each in a container that grows."""
    with st.container(horizontal=True, key=key):
        for card in cards:
            with st.container():
                st.metric(
                    card.label,
                    card.value,
                    card.beside,
                    delta_color="off",
                    delta_arrow="off",
                    help=HELP[card.key],
                    border=True,
                )


def _sent(seen: Seen) -> Card:
    now, before = _periods(seen)
    return Card(
        "Applications",
        f"{len(seen):,}",
        f"{now.applied:,} in the last {span(PERIOD_DAYS)} ({before.applied:,} before)"
        if _dated(seen)
        else None,
        "applications",
    )


def _places(seen: Seen) -> tuple[Card, ...]:
    """Cards on where the applications stand, each counted once; a dash if the log has no answers."""
    if not seen.answers_recorded:
        return (Card("Answers", NOTHING, "none is recorded in your log", "any_reply"),)
    where = tally(seen)
    return (_yes(seen, where), _no(seen, where), _silent(seen, where), _early(where), *_otherwise(where))


def _yes(seen: Seen, where: Tally) -> Card:
    rate = rates.as_known(seen, rates.positive_reply(seen))
    of = f" of {rate.trials:,}" if rate.trials >= FEW and not rate.unknown else ""
    share = range_text(rate).replace("%", f"%{of}", 1)
    return Card(terms.RATES["positive_reply"], f"{where.yes:,}", share, "positive_reply")


def _no(seen: Seen, where: Tally) -> Card:
    now, _ = _periods(seen)
    in_all = f"{where.turned_down:,} in all" if where.no_after else None
    lately = f"{now.rejected:,} in the last {span(PERIOD_DAYS)}" if now.rejected else None
    label = "Turned down without one" if where.yes else "Turned down"
    return Card(label, f"{where.no:,}", _joined(in_all, lately), "turned_down_without")


def _silent(seen: Seen, where: Tally) -> Card:
    answered = rates.as_known(seen, rates.any_reply(seen))
    known = answered.trials and not answered.unknown
    beside = f"{counts_text(answered)} answered" if known else None
    return Card("No reply", f"{where.silent:,}", beside, "no_reply")


def _early(where: Tally) -> Card:
    parts = {"too recent": where.young, "without a day": where.undated}
    beside = [f"{n:,} {what}" for what, n in parts.items() if n] if where.undated else []
    if where.undated and not where.young:
        return Card("Waiting, day unknown", f"{where.undated:,}", None, "too_early")
    return Card("Too early to tell", f"{where.young + where.undated:,}", _joined(*beside), "too_early")


def _otherwise(where: Tally) -> tuple[Card, ...]:
    """Cards for applications in none of the other cards, if there are any."""
    parts = {"answered in another way": where.answered, "ended by you": where.ended}
    beside = _joined(*(f"{n:,} {what}" for what, n in parts.items() if n))
    return (Card("Otherwise", f"{where.answered + where.ended:,}", beside, "otherwise"),) if beside else ()


def _pace(seen: Seen) -> Card:
    if not _dated(seen):
        return Card("Sent a week", "–", "no dates in your log", "pace")
    steady = pace(seen)
    beside = usual_pace(steady.usual_per_week).removeprefix("; ") or "no usual pace yet"
    return Card("Sent a week", f"{steady.per_week:.1f}", beside, "pace")


def coming_weeks(seen: Seen, shelf: Shelf) -> None:
    """How many applications the next four weeks bring, below the chart of the weeks."""
    if ahead := shelf.once("coming weeks", lambda: next_weeks_words(seen)):
        st.caption(ahead, help=HELP["next_weeks"])


def _young(seen: Seen) -> str | None:
    """A note on what the reply cards leave out and, if many are too young, on how the shares will move."""
    if not seen.answers_recorded:
        return None
    note = rates.young_note(seen)
    young, withdrawn, undated = _left_out(seen)
    reasons = {
        f"that waited no more than {counted(seen.cutoff, 'day')}, too recent to count as no reply": 0
        if note
        else young,
        "without a usable date": undated,
        "that you withdrew": withdrawn,
    }
    said = "; ".join(f"{counted(n, 'application')} {reason}" for reason, n in reasons.items() if n)
    parts = (note, f"The rates {'also ' * bool(note)}leave out {said}." if said else None)
    return " ".join(part for part in parts if part) or None


def _left_out(seen: Seen) -> tuple[int, int, int]:
    """How many applications no rate counts: too young, withdrawn, and without a usable date."""
    left_out, undated = ~seen.mature, np.isnan(seen.age)
    young, withdrawn = left_out & seen.open & ~undated, left_out & seen.withdrawn
    return int(young.sum()), int(withdrawn.sum()), int((left_out & ~young & ~withdrawn).sum())


def _dated(seen: Seen) -> bool:
    return not np.isnat(seen.column("applied_on")).all()


def _periods(seen: Seen) -> tuple[Activity, Activity]:
    recent = last_period(seen.as_of)
    return activity_in(seen, recent), activity_in(seen, period_before(recent))


def _joined(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None


def whole_time(seen: Seen) -> bool:
    """Whether the search is to be drawn as a whole; where it is long the person is asked."""
    if not is_long(seen):
        return True
    chosen = st.segmented_control(
        "Time shown",
        ["All of it", "The last 52 weeks"],
        default="All of it",
        required=True,
        key="time_shown",
        persist_state="session",
        label_visibility="collapsed",
    )
    return chosen != "The last 52 weeks"


def response_figures(seen: Seen, shelf: Shelf) -> None:
    """Three cards: the median time with open waits counted, the one without, and the silence cut-off."""
    _draw("response_figures", shelf.once("waits", lambda: _waits(seen)))


def _waits(seen: Seen) -> tuple[Card, Card, Card]:
    median, naive = median_reply(seen), naive_median(seen)
    cutoff = counted(seen.cutoff, "day")
    return (
        Card("Half had a reply after", _reached(median), _median_range(median), "median_reply"),
        Card("Half of the replies came within", _came(naive), _forgets(naive), "naive_median"),
        Card("Count as no reply after", cutoff, _timing(seen.all), "silence_cutoff"),
    )


def _reached(median: Median) -> str:
    """The median in days; "not yet" where fewer than half have an answer.

    >>> _reached(Median(18, 12, None, 9)), _reached(Median(None, None, None, 9))
    ('18 days', 'not yet')
    """
    if not median.replies:
        return "–"
    return "not yet" if median.days is None else counted(median.days, "day")


def _came(naive: float | None) -> str:
    """A median in days, which may lie half-way between two; "–" for None.

    >>> _came(1.0), _came(9.5), _came(None)
    ('1 day', '9.5 days', '–')
    """
    return "–" if naive is None else f"{naive:g} {agreeing(naive == 1, 'day', 'days')}"


def _forgets(naive: float | None) -> str:
    return "no reply has a date" if naive is None else "those still waiting left out"


def _timing(seen: Seen) -> str:
    """A note on whether the silence cut-off comes from the person's own answers or published ones."""
    replies = seen.reply_times.replies
    if not replies:
        return "from published figures"
    return "from your replies" if replies >= OWN_ENOUGH else "mostly published figures"


def _median_range(median: Median) -> str:
    if not median.replies:
        return "no reply has a date"
    if median.days is None:
        return "under half had a reply so far"
    if not median.low and median.high is None:
        return "too few replies for a range"
    return (
        f"likely {counted(median.low or 0, 'day')} or more"
        if median.high is None
        else f"likely {median.low or 0}–{counted(median.high, 'day')}"
    )


def rejection_sentence(seen: Seen) -> str:
    """A sentence on how many were turned down, and how many of these before and after a conversation."""
    where = tally(seen)
    sentence = f"{share_text(rates.turned_down_so_far(seen))} applications turned down so far"
    if not where.no_after:
        return f"{sentence}."
    step = seen.first_step
    if not where.no:
        both = {1: "", 2: "both "}.get(where.no_after, "all ")
        return f"{sentence}, {both}after a {step}."
    return f"{sentence}: {where.no:,} without a {step}, {where.no_after:,} after one."
