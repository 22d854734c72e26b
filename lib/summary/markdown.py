"""The next-steps summary as Markdown, to paste anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.focus.results import AreaEffect
from lib.log.schema import STAGES
from lib.measures.headline import headline
from lib.measures.pace import log_days
from lib.measures.sending import next_weeks_words
from lib.summary.bundle import Summary
from lib.summary.escaping import plain_markdown
from lib.summary.plan import planned_steps
from lib.summary.statements import (
    effect_range,
    effect_words,
    per_week,
    rate_lines,
    read_words,
    search_words,
    set_aside_words,
    usual_pace,
)
from lib.words import terms
from lib.words.phrases import counted, listed, named_day

"""For how many coming weeks the number of applications is estimated."""


def to_markdown(summary: Summary) -> str:
    """What the log says, which area to work on, and the dated steps; CommonMark with GitHub's tables."""
    parts = (_opening, _today, _steps, _experiment, _areas, _figures, _reading)
    return "\n".join(line for part in parts for line in part(summary)).rstrip() + "\n"


def _opening(summary: Summary) -> Iterator[str]:
    yield f"# Next steps, {named_day(summary.made_on)}"
    yield ""
    if said := search_words(summary):
        yield said
        yield ""
    if summary.made_on != summary.as_of:
        yield f"The figures are as of {named_day(summary.as_of)}."
        yield ""
    yield plain_markdown(summary.ranking.sentence)
    yield ""


def _today(summary: Summary) -> Iterator[str]:
    card = summary.today
    if card is None or card.private:
        return
    yield f"**{plain_markdown(card.title)}.** {plain_markdown(card.why)}"
    yield ""
    yield from (f"- {plain_markdown(line)}" for line in card.how)
    yield f"- Pick it up again {'today' if card.over else f'on {named_day(card.resume_on)}'}."
    yield ""


def _steps(summary: Summary) -> Iterator[str]:
    yield "## Plan"
    yield ""
    for step in planned_steps(summary):
        when = f"**{named_day(step.due)}**: " if step.due else ""
        minutes = f" ({step.minutes} min)" if step.minutes else ""
        yield f"- [{'x' if step.done else ' '}] {when}{plain_markdown(step.what)}{minutes}"
        if step.why:
            yield f"  {plain_markdown(step.why)}"
    yield ""


def _experiment(summary: Summary) -> Iterator[str]:
    if summary.experiment is None:
        return
    yield "## One change to try"
    yield ""
    yield plain_markdown(summary.experiment.sentence)
    yield ""


def _areas(summary: Summary) -> Iterator[str]:
    """The areas with their effects; if they are not ranked, what the log says of each, without numbers."""
    yield "## The five areas"
    yield ""
    if not summary.ranking.is_ranked:
        yield from _unranked(summary.ranking.areas)
        yield ""
        return
    yield "| Area | Change in offers a week | Range | Comes first | Because |"
    yield "|---|---|---|---|---|"
    for area in summary.ranking.placed:
        because = plain_markdown(area.because)
        if area.measurable:
            change, span = effect_words(area), effect_range(area)
            numbers = f"{change} | {span} | {round(100 * area.first)} of 100"
        else:
            numbers = "not measurable | – | –"
            because = plain_markdown(area.missing or area.because)
        yield f"| {plain_markdown(area.name)} | {numbers} | {because} |"
    yield ""
    yield (
        "The change is what a good level in the area, reached within twelve weeks, could bring. "
        "The range is meant to hold the truth in 8 of 10 cases."
    )
    yield ""


def _unranked(areas: Sequence[AreaEffect]) -> Iterator[str]:
    """What the log says of each area; only once if it says the same of all."""
    said = [plain_markdown(area.missing or area.because) for area in areas]
    if len(set(said)) == 1:
        yield f"{said[0]} The five areas are {listed(f'“{plain_markdown(area.name)}”' for area in areas)}."
        return
    yield from (f"- **{plain_markdown(area.name)}**: {why}" for area, why in zip(areas, said, strict=True))


def _figures(summary: Summary) -> Iterator[str]:
    yield "## What your log says"
    yield ""
    yield f"- {headline(summary.seen)}"
    if not summary.reached["applied"]:
        yield ""
        return
    for name, counts, meaning in rate_lines(summary):
        yield f"- {name}: {counts}. Counted: {meaning}."
    if summary.young_note and summary.seen.answers_recorded:
        yield f"- {summary.young_note}"
    if summary.not_understood:
        yield f"- Status not understood: {summary.not_understood:,} (counted as waiting)"
    got = _reached(summary)
    yield f"- How far they got: {', '.join(got)}"
    yield f"- Pace: {pace_words(summary)}"
    yield f"- Waiting: {waiting_words(summary)}"
    yield ""


def pace_words(summary: Summary) -> str:
    """How many applications are sent a week and to be expected in the coming ones, or why that is unknown."""
    if log_days(summary.seen) is None:
        return "not known: no application has a day; a column such as “Date applied” would show it"
    pace = summary.pace
    now = f"{per_week(pace.per_week)} applications a week in the last {counted(pace.days, 'day')}"
    if not pace.recent:
        now = f"no application in the last {counted(pace.days, 'day')}"
    ahead = next_weeks_words(summary.seen)
    return f"{now}{usual_pace(pace.usual_per_week)}" + (f". {ahead}" if ahead else "")


def waiting_words(summary: Summary) -> str:
    """By which day half of how many applications have an answer, or why that is unknown."""
    waits = summary.seen.reply_times
    if not waits.replies:
        return "not known: no reply has a day; a column such as “Date of reply” would show it"
    days, of = summary.median_reply_days, counted(len(waits.times), "dated application")
    half = f"by day {days} half of {of} had a reply" if days else f"fewer than half of {of} had a reply"
    later = f"after {counted(summary.seen.cutoff, 'day')} without one"
    return f"{half}; {later}, an application counts as “no reply”"


def _reached(summary: Summary) -> Iterator[str]:
    """How many got to each stage: "120 sent", "24 led to a first conversation", "9 to an interview".

    It ends with the furthest stage that any got to.
    """
    first = f"a {summary.seen.first_step}" if summary.seen.counts_tests else terms.STAGES["screen"].a
    for stage in STAGES:
        name = terms.STAGES[stage]
        if not summary.reached[stage]:
            return
        if stage not in {"applied", "screen", "offer", *summary.seen.log.recorded}:
            continue
        led = {"applied": "sent", "screen": f"led to {first}"}.get(stage, f"to {name.a}")
        yield f"{summary.reached[stage]:,} {led}"


def _reading(summary: Summary) -> Iterator[str]:
    result = summary.result
    yield "## How it was read"
    yield ""
    yield (
        f"{read_words(result)}{set_aside_words(result)}. As of {named_day(summary.as_of)}. "
        "Waiting applications count as waiting, not as turned down. The range of a rate holds the true "
        "share 95 times in 100 (Wilson intervals)."
    )
    if result.notes:
        yield ""
        yield from (f"- {plain_markdown(note)}" for note in result.notes)
