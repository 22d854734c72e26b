"""Cells with the whole history of an application: lists, arrows, JSON with dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lib.log.files.sheets import LOOKED_AT
from lib.log.schema import STAGES, DateOrder
from lib.log.values.dates import read_day
from lib.log.values.meanings import StatusMeaning, ends_with_no, find_meanings, read_status
from lib.log.values.recall import recalled
from lib.log.vocabulary import either, load, small_words

DATED_STEP = r"(?<=\w)\s*[-–—]+\s*(?=\d{1,2}月\d{1,2}日)"
"""A pattern that separates steps that begin with their day: "7月26日投递-8月2日笔试"."""
_SEPARATORS = re.compile(rf"(?<!\s)\s*(?:→|⇒|➔|➜|->|=>|>{{1,2}}|;|\n|\s\|\s|\|\|)\s*|{DATED_STEP}")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_FAR_FUTURE = date(2100, 1, 1)


@cache
def _comma() -> re.Pattern[str]:
    """A pattern that separates the steps of a list without arrows: commas, slashes, "and"."""
    return re.compile(rf"(?<!\s)(?:\s*(?:[,、，+&]|(?<!\d)/|/(?!\d))\s*|\s+(?:{either('and')})\s+)")


@dataclass(frozen=True)
class PathEvent:
    """One step in a history that was understood: its words, their meaning, and its day if the cell has it."""

    text: str
    meaning: StatusMeaning
    on: date | None = None


def read_path(text: str) -> StatusMeaning:
    """The meaning of a cell that may have several steps: the furthest stage and the last outcome."""
    every = read_steps(text)
    steps = [step for step in every if step.meaning.understood]
    if "," in text and (whole := read_status(text)).outcome == "not_applied":
        return whole  # "started, not finished" is one thing
    if ends_with_no(text):
        return read_status(text)
    if len(steps) < 2:
        packed = steps and text.lstrip().startswith(("[", "{"))
        return steps[0].meaning if packed else read_status(text)
    unsent = next((step.meaning for step in steps if step.meaning.outcome == "not_applied"), None)
    if unsent is not None and _only_closed(steps):
        return unsent  # "to apply, closed": the advert was
    told = _fold([step.meaning for step in steps])
    if told.outcome == "declined" and (whole := read_status(text)).outcome == "rejected":
        return whole  # "successful, no place" is no offer
    if told.outcome == "open" and _is_a_step(every[-1]):
        return replace(told, outcome="unknown")  # how it ended is said in a word that nobody knows
    return told


def _is_a_step(step: PathStep) -> bool:
    """Whether a step that is not understood is short enough to be one, and no remark, day or number."""
    words = [word for word in step.text.split() if any(map(str.isalpha, word))]
    return not step.meaning.understood and 0 < len(words) <= LONGEST_STEP and _day(step.when, None) is None


def _only_closed(steps: Sequence[PathStep]) -> bool:
    """Whether nothing is said but that something is closed, or not to be sent."""
    return all(
        step.meaning.outcome == "not_applied" or set(find_meanings(step.text)) <= {"closed", "expired"}
        for step in steps
    )


def _fold(steps: Sequence[StatusMeaning]) -> StatusMeaning:
    """The steps of one application as one meaning: the furthest stage, and the state at the last step."""
    sent = [step for step in steps if step.outcome != "not_applied"]
    if not sent:
        return steps[-1]
    stage = max((step.stage or "applied" for step in sent), key=STAGES.index)
    known = stage != "applied" or any(step.outcome == "open" or step.stage_known for step in sent)
    outcome = _last_outcome(sent)
    if stage == "offer" and outcome in ("rejected", "withdrawn"):
        outcome = "declined"
    return StatusMeaning(stage, known, outcome, any(step.replied for step in sent))


def _last_outcome(steps: Sequence[StatusMeaning]) -> str:
    """The outcome at the last step; a rejection that is followed by a conversation does not count."""
    last = steps[-1].outcome
    ends = [step.outcome for step in steps if step.outcome not in ("open", "offer")]
    if last == "open" and steps[-1].stage == "applied" and ends:
        return ends[-1]
    if last == "open" and any(step.outcome == "offer" for step in steps):
        return "offer"
    return last


LONGEST_STEP = 2
"""Words of a last step that is asked about; longer ones are remarks."""


@dataclass(frozen=True)
class PathStep:
    """One step in a history before its day is read: its words, their meaning, and what may have the day."""

    text: str
    meaning: StatusMeaning
    when: object


@recalled(20_000)
def read_events(text: str, order: DateOrder | None = None) -> tuple[PathEvent, ...]:
    """The steps of a cell that are understood, in order, each with its day if it has one."""
    told = (step for step in read_steps(text) if step.meaning.understood)
    return tuple(PathEvent(step.text, step.meaning, _day(step.when, order)) for step in told)


@recalled(20_000)
def read_steps(text: str) -> tuple[PathStep, ...]:
    """All steps of a cell in order, without their days: reading a day takes longer than reading words."""
    text = text[:LOOKED_AT].strip()
    if text.startswith(("[", "{")):
        packed = _from_json(text)
        if packed is not None:
            return tuple(_packed_step(label, when) for label, when in packed)
        if text.startswith("{("):
            return ()  # a program's records of something else
    return tuple(map(_step_of_part, _parts(text)))


def _parts(text: str) -> list[str]:
    parts = [part for part in _SEPARATORS.split(text.strip(" []")) if part]
    if len(parts) == 1 and len(_DAY.findall(text)) > 1:
        parts = [part for part in re.split(r"\s[-–—]\s", text) if part.strip()]
    if len(parts) == 1 and "|" in text and not _looks_dated(text):
        parts = [part for part in text.split("|") if part.strip()]
    if len(parts) == 1:
        pieces = [piece.strip(" '\"") for piece in _comma().split(parts[0]) if piece.strip(" '\"")]
        if len(pieces) > 1 and sum(read_status(piece).understood for piece in pieces) >= 2:
            parts = pieces
    return [part.strip(" '\"-•*") for part in parts]


def _looks_dated(text: str) -> bool:
    """Whether a bar in the text separates dates from labels, and not steps from each other."""
    return text.count("|") == 1 and any(character.isdigit() for character in text)


def _step_of_part(part: str) -> PathStep:
    pieces = [piece.strip() for piece in part.split("|") if piece.strip()]
    if len(pieces) > 1:
        days = [piece for piece in pieces if _day(piece, None) is not None]
        label = " ".join(piece for piece in pieces if piece not in days)
        return PathStep(label, read_status(label), days[0] if days else None)
    return PathStep(part, read_status(part), part)


def _packed_step(label: str, when: object) -> PathStep:
    return PathStep(label, read_status(label), label if when in (None, "") else when)


def _day(cell: object, order: DateOrder | None) -> date | None:
    if isinstance(cell, str) and not any(character.isdigit() for character in cell):
        return None
    return read_day(cell, as_of=_FAR_FUTURE, hint=order, infer_years=False)


def _from_json(text: str) -> list[tuple[str, object]] | None:
    """(label, date) pairs of a JSON list or object, also with single or doubled quotes; else None."""
    for attempt in (text, text.replace('""', '"'), text.replace("'", '"')):
        try:
            return list(_walk(json.loads(attempt)))
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: object) -> Iterable[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from _steps({str(key).casefold(): item for key, item in value.items()})
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, str):
        yield value, None


def _steps(item: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    """The steps of one JSON object in a history: its label and date, or a step for each status word."""
    label = next((item[key] for key in load().words["label_key"] if isinstance(item.get(key), str)), None)
    if label is not None:
        days = small_words("day_key")
        dated = (item[key] for key in item if key in days or key.endswith(("date", "_at", "_on")))
        yield str(label), _plain(next(dated, None))
        return
    for key, value in item.items():
        if value and read_status(key).understood:
            yield key, _plain(value)


def _plain(value: object) -> object:
    """A value that may be a date: text or a number."""
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None
