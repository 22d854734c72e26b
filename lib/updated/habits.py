"""How this person writes things: their own commonest words for a standing, a tick, a day, a channel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lib.log.schema import Stage, StatusReading
from lib.log.values.channels import read_channel
from lib.log.values.paths import read_events
from lib.log.values.stage_cells import read_stage_cell

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet program may run as a formula."""
LONGEST_WORD = 40
"""Characters up to which a status is a word for a standing, and no story of one application."""
PLAIN: dict[tuple[str, str], str] = {
    ("applied", "open"): "Applied",
    ("screen", "open"): "Phone screen",
    ("interview", "open"): "Interview",
    ("final", "open"): "Final round",
    ("applied", "no_reply"): "No reply",
    ("applied", "rejected"): "Rejected",
    ("applied", "withdrawn"): "Withdrawn",
    ("offer", "offer"): "Offer",
    ("offer", "accepted"): "Offer accepted",
    ("offer", "declined"): "Offer declined",
    ("offer", "rejected"): "Offer rescinded",
    ("offer", "no_reply"): "No reply after final round",
}
AFTER = {"screen": "phone screen", "interview": "interview", "final": "final round"}
ENDS = {"rejected": "Rejected", "no_reply": "No reply", "withdrawn": "Withdrawn"}
CHANNEL_WORDS = {
    "board": "Job board",
    "site": "Company website",
    "outreach": "Outreach",
    "referral": "Referral",
    "recruiter": "Recruiter",
    "unknown": "",
}


@dataclass(frozen=True)
class Standing:
    """How an application stands: what a status is to say."""

    stage: Stage
    outcome: str
    known: bool


def plain_word(standing: Standing) -> str:
    """A short English status that the reader takes for this standing."""
    if (standing.stage, standing.outcome) == ("applied", "rejected") and standing.known:
        return "Rejected without interview"
    if (word := PLAIN.get((standing.stage, standing.outcome))) is not None:
        return word
    end = ENDS.get(standing.outcome)
    return f"{end} after {AFTER.get(standing.stage, 'interview')}" if end else "Offer"


def own_word(standing: Standing, statuses: Sequence[StatusReading], *, sure: bool = True) -> str | None:
    """The person's commonest text with this meaning; without `sure` also where it leaves the stage open."""
    for reading in statuses:
        same = (reading.stage or "applied", reading.outcome) == (standing.stage, standing.outcome)
        if same and (reading.stage_known == standing.known or not sure) and _is_word(reading.text):
            return reading.text
    return None


def _is_word(text: str) -> bool:
    """Whether a text can stand in another row: short, without a day of its own, no formula."""
    return (
        bool(text)
        and len(text) <= LONGEST_WORD
        and not any(c.isdigit() for c in text)
        and not text.startswith(FORMULA_STARTS)
        and len(read_events(text)) <= 1
    )


_JOINT = re.compile(r"\s*(?:→|⇒|➔|➜|->|=>|>{1,2}|;|\n|\s\|\s|\|\||,)\s*")


def separator(cells: Iterable[str]) -> str | None:
    """What stands between the steps of a column that holds whole ways; None where it holds single words."""
    found: Counter[str] = Counter()
    total = 0
    for text in cells:
        total += 1
        steps = [event for event in read_events(text) if event.meaning.understood]
        if len(steps) > 1 and not text.lstrip().startswith(("[", "{")):
            found.update(_JOINT.findall(text)[:1])
    return found.most_common(1)[0][0] if sum(found.values()) >= 0.3 * max(total, 1) and found else None


def step_word(stage: Stage, outcome: str, cells: Iterable[str]) -> str | None:
    """The commonest step of a whole way that says this much by itself; None where there is none."""
    counted: Counter[str] = Counter()
    for text in cells:
        for event in read_events(text):
            meaning = event.meaning
            said = meaning.outcome if outcome != "open" else meaning.stage
            if (
                meaning.understood
                and said == (outcome if outcome != "open" else stage)
                and _is_word(event.text)
            ):
                counted[event.text] += 1
    usual = counted.most_common(1)
    return usual[0][0] if usual else None


def cased_alike(word: str, statuses: Sequence[StatusReading]) -> str:
    """A word in small or in large letters throughout, where every status of the log is."""
    said = "".join(reading.text for reading in statuses)
    if said.islower():
        return word.lower()
    return word.upper() if said.isupper() else word


def tick(cells: Iterable[str], *, failed: bool = False) -> str | None:
    """The commonest mark of a stage's column that says reached, or failed."""
    for text in cells:
        said = read_stage_cell("interview", text)
        if said.on is None and said.reached and said.failed == failed and _is_mark(text):
            return text
    return None


def _is_mark(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST_WORD and not text.startswith(FORMULA_STARTS)


def channel_word(channel: str, cells: Iterable[str]) -> str:
    """The person's commonest text for a channel."""
    return next((t for t in cells if _is_mark(t) and read_channel(t) == channel), CHANNEL_WORDS[channel])


WriteDay = Callable[[date], str]


def _numbers(order: str, mark: str, padded: bool, years: int, end: str = "") -> WriteDay:
    """Day, month and year as numbers in one order, e.g. `dmy`."""

    def write(day: date) -> str:
        year = f"{day.year}" if years == 4 else f"{day.year % 100:02}"
        parts = {"d": _number(day.day, padded), "m": _number(day.month, padded), "y": year}
        return mark.join(parts[part] for part in order) + end

    return write


def _number(number: int, padded: bool) -> str:
    return f"{number:02}" if padded else str(number)


def _worded(pattern: str, padded: bool) -> WriteDay:
    """The month by its name; `{d}` stands for the day."""
    return lambda day: day.strftime(pattern).replace("{d}", _number(day.day, padded))


NUMBERED = ("ymd", "dmy", "mdy", "dm", "md")
NAMED = ("{d} %b %Y", "%b {d}, %Y", "{d}-%b-%Y", "{d}-%b-%y", "%b {d}", "{d} %b", "%b {d} %Y", "{d}. %b %Y")


def _ways() -> list[WriteDay]:
    """Every way in which a day can be written back, the commonest first."""
    spans = (True, False)
    ways = [_numbers(o, mark, p, y) for mark in "-/. " for o in NUMBERED for p in spans for y in (4, 2)]
    ways += [_numbers("dm", ".", padded, 4, end=".") for padded in spans]
    ways += [_worded(w, p) for w in (*NAMED, *(w.replace("%b", "%B") for w in NAMED)) for p in spans]
    ways += [_worded("%Y年%m月{d}日", True), lambda day: f"{day.year}年{day.month}月{day.day}日"]
    return [*ways, lambda day: f"{day.month}月{day.day}日", _worded("%Y%m%d", True)]


WAYS: tuple[WriteDay, ...] = tuple(_ways())
SAMPLED = 60
"""Cells by which the way of writing a day is told."""


def day_writer(samples: Iterable[tuple[str, date]]) -> WriteDay | None:
    """How days are written in a column, told by cells whose days are known; None where no way fits."""
    known = list(samples)[-SAMPLED:]
    if not known:
        return None
    scored = [(sum(way(day) == text for text, day in known), -i) for i, way in enumerate(WAYS)]
    best, place = max(scored)
    return WAYS[-place] if best else None


def is_day_cell(cell: object) -> bool:
    """Whether a workbook's cell holds a day as such, not as text."""
    return isinstance(cell, date | datetime)
