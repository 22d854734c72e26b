"""News in one line, such as "NORVIK: rejected after interview 2026-11-27", and the application it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from rapidfuzz import fuzz, process

from lib.log.identity import bare_name
from lib.log.news import ROWS, Event, Events, Living, live, record
from lib.log.schema import ApplicationLog, Stage
from lib.log.values.statuses import read_status
from lib.words import terms

KINDS = {
    "rejected": "rejected",
    "turned down": "rejected",
    "invited": "invited",
    "offer": "offer",
    "no reply": "no_reply",
    "withdrawn": "withdrawn",
    "accepted": "accepted",
    "declined": "declined",
}
"""The first words of a line → what happened."""
FORM = (
    "NAME: rejected [after STAGE] | invited to STAGE | offer | no reply | withdrawn | accepted | declined, "
    "then a day"
)
_LINE = re.compile(
    rf"^(?P<who>.+):\s*(?P<what>{'|'.join(KINDS)})(?:\s+(?:after|to)\s+(?P<stage>.+?))?\s+(?P<day>\d{{4}}-\d\d-\d\d)\s*$",
    re.IGNORECASE,
)
_ENDS_WITH_A_DAY = re.compile(r"\s\d{4}-\d\d-\d\d\s*$")
LIKE = 70
"""Names at least this similar, of 100 (rapidfuzz's weighted ratio), are offered where none fits."""
NEAREST = 3
"""This many similar names are offered at most."""
_STAGES: dict[str, Stage] = {
    "screen": "screen",
    "first conversation": "screen",
    "test": "screen",
    "interview": "interview",
    "final": "final",
    "final round": "final",
    "offer": "offer",
}


class UnclearNews(ValueError):  # noqa: N818 - a line of the person's, not a fault of the program
    """A line that cannot be recorded: what is wrong with it, and the rows that it could mean."""


@dataclass(frozen=True)
class ToldLine:
    """One line as understood, before its application is looked up."""

    who: str
    what: str
    stage: Stage | None
    on: date


def understand_line(line: str) -> ToldLine:
    """What a line says; raises `UnclearNews` if it has another form."""
    found = _LINE.match(line.strip())
    if not _ENDS_WITH_A_DAY.search(line):
        raise UnclearNews(f"“{line}” does not end with a day such as 2026-11-23")
    if found is None:
        raise UnclearNews(f"“{line}” is not understood; the form is {FORM}")
    what = KINDS[found["what"].lower()]
    stage = _stage(found["stage"], line)
    if what == "invited" and stage is None:
        raise UnclearNews(f"“{line}” does not say what you are invited to")
    try:
        return ToldLine(found["who"].strip(), what, stage, date.fromisoformat(found["day"]))
    except ValueError:
        raise UnclearNews(f"“{found['day']}” is not a day such as 2026-11-23") from None


def _stage(text: str | None, line: str) -> Stage | None:
    if text is None:
        return None
    said = text.strip().lower().removeprefix("the ").removeprefix("a ")
    stage = _STAGES.get(said) or read_status(said).stage
    if stage is None or stage == "applied":
        raise UnclearNews(
            f"“{text}” in “{line}” is not a stage: say first conversation, interview or final round"
        )
    return stage


def record_lines(log: ApplicationLog, events: Events, lines: Sequence[str], recorded_on: date) -> Events:
    """The events with those of `lines`.

    Raises `UnclearNews` if a line names no application, or several, or a day on which it cannot have been.
    """
    for line in lines:
        told, living = understand_line(line), live(log, events)
        name = find(living, told.who)
        event = _dated(told, name, recorded_on)
        _refuse_day(event, living.log.applications.iloc[living.names.index(name)])
        events = record(events, log, event)
    return events


def _dated(told: ToldLine, name: str, recorded_on: date) -> Event:
    """The event of a line; a later day of an invitation is that of the conversation."""
    if told.what == "invited" and told.on > recorded_on:
        return Event(name, told.what, recorded_on, recorded_on, stage=told.stage, due=told.on)
    return Event(name, told.what, told.on, recorded_on, stage=told.stage)


def _refuse_day(event: Event, row: pd.Series) -> None:
    """Raises `UnclearNews` for news from a day to come, or from before the application was sent."""
    on, sent = event.on, row["applied_on"]
    if on is None:
        return
    if on > event.recorded_on:
        raise UnclearNews(f"{on} is still to come: news has the day on which it happened")
    if pd.notna(sent) and on < sent.date():
        raise UnclearNews(f"{on} is before the day applied, for {_described(row)}")


def find(living: Living, who: str) -> str:
    """The name of the application that `who` means: its employer, "employer / role", or "row 14".

    Raises `UnclearNews`, with the rows if there are several.
    """
    applications = living.log.applications
    chosen = _matching(applications, who)
    if len(chosen) == 1:
        return living.names[int(chosen[0])]
    if not len(chosen):
        raise UnclearNews(f"No application in your log is called “{who}”{_nearest(applications, who)}")
    lines = "; ".join(_described(applications.loc[i]) for i in chosen[:10])
    more = f"; and {len(chosen) - 10} more" if len(chosen) > 10 else ""
    raise UnclearNews(f"“{who}” can be {len(chosen)} applications: {lines}{more}")


def _nearest(applications: pd.DataFrame, who: str) -> str:
    """The names most like one that nothing is called, to go on with the sentence; "" without any."""
    names = applications["company"].dropna().unique().tolist()
    near = process.extract(
        who, names, scorer=fuzz.WRatio, processor=bare_name, limit=NEAREST, score_cutoff=LIKE
    )
    return "; the nearest: " + ", ".join(f"“{name}”" for name, *_ in near) if near else ""


def _matching(applications: pd.DataFrame, who: str) -> pd.Index:
    """The applications meant: by row, by employer, by both names, or by role where no employer stands."""
    if (numbered := re.fullmatch(r"row\s+(\d+)", who.strip(), re.IGNORECASE)) is not None:
        return applications.index[applications["row"] == int(numbered[1])]
    company, role, said = (
        applications["company"].map(bare_name),
        applications["role"].map(bare_name),
        bare_name(who),
    )
    chosen = (company == said) & (said != "")
    for employer, job in () if chosen.any() else _split(who):
        chosen |= (company == employer) & (role == job)
    if not chosen.any():
        chosen = (company == "") & (role == said)
    if not chosen.any():
        chosen = applications["company"].map(lambda name: _is_named(name, who)).astype(bool)
    return applications.index[chosen]


def _is_named(name: object, who: str) -> bool:
    """Whether the words of `who` stand in a name, umlauts and accents written in any of their ways."""
    names = _spellings(name)
    return any(said and f" {said} " in f" {known} " for said in _spellings(who) for known in names)


def _spellings(text: object) -> set[str]:
    """A name as it is, with "ue" for "ü", and without accents."""
    whole = unicodedata.normalize("NFC", text).casefold() if isinstance(text, str) else ""
    parts = unicodedata.normalize("NFD", whole)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return {bare_name(way) for way in (whole, whole.translate(_UMLAUTS), bare)}


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _split(who: str) -> list[tuple[str, str]]:
    """(employer, role) for each slash that can stand between the two."""
    parts = who.split("/")
    return [(bare_name("/".join(parts[:i])), bare_name("/".join(parts[i:]))) for i in range(1, len(parts))]


def _described(row: pd.Series) -> str:
    named = " / ".join(str(row[name]) for name in ("company", "role") if isinstance(row[name], str))
    applied = "" if pd.isna(row["applied_on"]) else f", applied {row['applied_on']:%Y-%m-%d}"
    return f"row {row['row']} {named}{applied}"


def event_words(event: Event) -> str:
    """An event in the words of a line: "rejected after interview", "invited to final round"."""
    words = {"no_reply": "no reply"}.get(event.what, event.what)
    if event.stage is None or event.stage == "applied":
        return words
    stage = terms.STAGES[event.stage].one
    if event.what == "invited":
        return f"{words} to {stage}"
    return f"{words} after {stage}" if event.what in ("rejected", "no_reply", "withdrawn") else words


def news_words(event: Event) -> str:
    """News in the words that the screen has for it: "turned down after the interview", "you accepted"."""
    if event.what == "invited":
        return f"invited to the {terms.STAGES[event.stage or 'screen'].one}"
    label = terms.OUTCOMES[event.what].label
    words = label[0].lower() + label[1:]
    if event.what not in ("rejected", "withdrawn") or event.stage is None:
        return words
    if event.stage == "applied":
        return f"{words} before any conversation"
    return f"{words} after the {terms.STAGES[event.stage].one}"


def in_words(event: Event) -> str:
    """An event of any kind in words: news, edited cells, rows, questions of a conversation."""
    if event.what == "edited":
        return f"{event.field}: {event.value}" if event.value else f"{event.field}: emptied"
    if event.what == "asked":
        return f"asked: {event.value} ({event.field})" if event.value else "talked"
    return f"row {event.what}" if event.what in ROWS else news_words(event)
