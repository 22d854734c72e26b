"""Rates, effects and paces in words, the same in every download."""

from __future__ import annotations

from collections import Counter

from lib.focus.results import AreaEffect
from lib.log.schema import ImportResult
from lib.measures.rates import Rate
from lib.summary.bundle import Summary
from lib.words import terms
from lib.words.phrases import FEW, NOTHING, change, counted, counts_of, percent, share_between

HARDLY = 0.05
"""A pace that would be written as 0.0."""


def rate_words(rate: Rate) -> str:
    """Counts first, then the share and its range: "4 of 31 (13%, range 5% to 29%)"; "–" without a trial.

    Under five trials only the counts are given, since a percentage would say too much. Where nobody knows how
    many count, both ends are: "between 57 of 159 (36%) and 57 of 69 (83%)".
    """
    if rate.unknown and not rate.trials:
        return f"not known yet for {'the one' if rate.most == 1 else f'any of {rate.most:,}'}"
    if rate.unknown and not rate.hits:
        return f"none of {rate.trials:,}; {rate.most - rate.trials:,} more cannot be told yet"
    if rate.unknown:
        return share_between(rate.hits, rate.trials, rate.most)
    if rate.share is None or rate.low is None or rate.high is None:
        return NOTHING
    counts = counts_of(rate.hits, rate.trials)
    if rate.trials < FEW:
        return counts
    share = f"{percent(rate.share)}, " if 0 < rate.hits < rate.trials else ""
    return f"{counts} ({share}range {percent(rate.low)} to {percent(rate.high)})"


def read_words(result: ImportResult) -> str:
    """How many rows were read, and what became of them: "58 rows read: 57 applications, 1 set aside"."""
    rows = counted(result.rows_read + result.folded, "row")
    into = " read, put together to " if result.folded else " read: "
    return f"{rows}{into}{counted(len(result.log), 'application')}, {len(result.set_aside):,} set aside"


def search_words(summary: Summary) -> str:
    """Which of several searches everything speaks of, where the person chose one; else ""."""
    if summary.search is None:
        return ""
    first, last = (f"{day:%B %Y}" for day in (summary.search.period.start, summary.search.period.end))
    when = first if first == last else f"{first} to {last}"
    of_all = counted(len(summary.log), "application")
    return f"This is about the search of {when}: {len(summary.seen):,} of the {of_all} in your log."


def set_aside_words(result: ImportResult) -> str:
    """Why rows were set aside, the commonest reason first: " (40 blank; 15 saved, not applied yet)"."""
    reasons = Counter(row.reason for row in result.set_aside).most_common()
    several = len(reasons) > 1
    said = [(f"{n:,} " if several else "") + terms.SET_ASIDE.get(reason, reason) for reason, n in reasons]
    return f" ({'; '.join(said)})" if said else ""


def effect_words(area: AreaEffect) -> str:
    """The best guess of an area's effect; "+100% or more" where it is the most that the model allows."""
    return change(area.effect) + (" or more" if area.is_capped else "")


def effect_range(area: AreaEffect) -> str:
    """The range of an area's effect: "+2% to +29%", or one number where both ends are the same."""
    ends = dict.fromkeys((change(area.low), change(area.high)))
    return " to ".join(ends) + (" or more" if area.is_open_ended else "")


def usual_pace(number: float | None) -> str:
    """The words after a pace: "; usually 2.0 a week", or "" where no usual pace is known."""
    if number is not None and number < HARDLY:
        return "; before that hardly any"
    return "" if number is None else f"; usually {per_week(number)} a week"


def rate_lines(summary: Summary) -> list[tuple[str, str, str]]:
    """(name, counts, meaning) of the rates that a person reads; those without a count are left out.

    The rejection rate among decided applications is not one: beside “Turned down so far” it would confuse.
    """
    return [
        (_rate_name(name, summary), rate_words(rate), terms.MEANINGS[name])
        for name, rate in summary.rates.items()
        if name != "rejection" and (rate.trials or rate.unknown)
    ]


def _rate_name(name: str, summary: Summary) -> str:
    named = name == "positive_reply" and summary.seen.counts_tests
    return f"Led to a {summary.seen.first_step}" if named else terms.RATES[name]


def per_week(number: float | None) -> str:
    """Applications a week to one decimal; "–" where unknown."""
    return NOTHING if number is None else f"{number:.1f}"
