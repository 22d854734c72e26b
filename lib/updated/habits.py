"""How this person writes things: their most common words for a status, a tick, a day, a channel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lib.log.files.sheets import LOOKED_AT
from lib.log.schema import Stage, StatusReading
from lib.log.values.channels import read_channel
from lib.log.values.paths import read_steps
from lib.log.values.stage_cells import read_stage_cell

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A cell that begins with one of these may run as a formula when a spreadsheet program opens the file.

The wide characters begin a formula as well if a program is set to Japanese or Chinese.
"""
LONGEST_WORD = 40
"""A status with more characters is about one application, and cannot be used for another."""
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
class StageAndOutcome:
    """The stage and outcome of an application, which a status has to express."""

    stage: Stage
    outcome: str
    known: bool


def plain_word(standing: StageAndOutcome) -> str:
    """A short English status that Detour reads as this standing."""
    if (standing.stage, standing.outcome) == ("applied", "rejected") and standing.known:
        return "Rejected without interview"
    if (word := PLAIN.get((standing.stage, standing.outcome))) is not None:
        return word
    end = ENDS.get(standing.outcome)
    return f"{end} after {AFTER.get(standing.stage, 'interview')}" if end else "Offer"


def own_word(
    standing: StageAndOutcome, statuses: Sequence[StatusReading], *, sure: bool = True
) -> str | None:
    """The person's most common status with this meaning; with `sure=False` it may leave the stage open."""
    for reading in statuses:
        same = (reading.stage or "applied", reading.outcome) == (standing.stage, standing.outcome)
        if same and (reading.stage_known == standing.known or not sure) and _is_word(reading.text):
            return reading.text
    return None


def _is_word(text: str) -> bool:
    """Whether a text can be used in another row: it is short, has no day, and is not a formula."""
    return (
        bool(text)
        and len(text) <= LONGEST_WORD
        and not any(c.isdigit() for c in text)
        and not text.startswith(FORMULA_STARTS)
        and len(read_steps(text)) <= 1
    )


_JOINT = re.compile(r"\s*(?:→|⇒|➔|➜|->|=>|>{1,2}|;|\n|\s\|\s|\|\||,)\s*")


def separator(cells: Iterable[str]) -> str | None:
    """The text between the steps in a column of histories; None if its cells are single statuses."""
    found: Counter[str] = Counter()
    total = 0
    for text in cells:
        total += 1
        steps = [step for step in read_steps(text) if step.meaning.understood]
        if len(steps) > 1 and not text.lstrip().startswith(("[", "{")):
            found.update(_JOINT.findall(text[:LOOKED_AT])[:1])
    return found.most_common(1)[0][0] if sum(found.values()) >= 0.3 * max(total, 1) and found else None


def step_word(stage: Stage, outcome: str, cells: Iterable[str]) -> str | None:
    """The most common step in histories that alone means this stage and outcome; None without one."""
    counted: Counter[str] = Counter()
    for text in cells:
        for step in read_steps(text):
            meaning = step.meaning
            said = meaning.outcome if outcome != "open" else meaning.stage
            if (
                meaning.understood
                and said == (outcome if outcome != "open" else stage)
                and _is_word(step.text)
            ):
                counted[step.text] += 1
    usual = counted.most_common(1)
    return usual[0][0] if usual else None


def cased_alike(word: str, statuses: Sequence[StatusReading]) -> str:
    """The word in lower case or in capitals, if every status of the log is."""
    said = "".join(reading.text for reading in statuses)
    if said.islower():
        return word.lower()
    return word.upper() if said.isupper() else word


def tick(cells: Iterable[str], *, failed: bool = False) -> str | None:
    """The most common mark in a stage's column for reached, or with `failed` for failed; None without one."""
    for text in cells:
        said = read_stage_cell("interview", text)
        if said.on is None and said.reached and said.failed == failed and _is_mark(text):
            return text
    return None


def _is_mark(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST_WORD and not text.startswith(FORMULA_STARTS)


def channel_word(channel: str, cells: Iterable[str]) -> str:
    """The person's most common text for a channel, else our word for it."""
    return next((t for t in cells if _is_mark(t) and read_channel(t) == channel), CHANNEL_WORDS[channel])


WriteDay = Callable[[date], str]


def _numbers(order: str, mark: str, padded: bool, years: int, end: str = "") -> WriteDay:
    """A function that writes a day as numbers in one order, such as `dmy`."""

    def write(day: date) -> str:
        year = f"{day.year}" if years == 4 else f"{day.year % 100:02}"
        parts = {"d": _number(day.day, padded), "m": _number(day.month, padded), "y": year}
        return mark.join(parts[part] for part in order) + end

    return write


def _number(number: int, padded: bool) -> str:
    return f"{number:02}" if padded else str(number)


def _worded(pattern: str, padded: bool) -> WriteDay:
    """A function that writes a day with the month's name; `{d}` in `pattern` is the day."""
    return lambda day: day.strftime(pattern).replace("{d}", _number(day.day, padded))


NUMBERED = ("ymd", "dmy", "mdy", "dm", "md")
NAMED = ("{d} %b %Y", "%b {d}, %Y", "{d}-%b-%Y", "{d}-%b-%y", "%b {d}", "{d} %b", "%b {d} %Y", "{d}. %b %Y")


def _ways() -> list[WriteDay]:
    """Every way in which a day can be written, the most common first."""
    spans = (True, False)
    ways = [_numbers(o, mark, p, y) for mark in "-/. " for o in NUMBERED for p in spans for y in (4, 2)]
    ways += [_numbers("dm", ".", padded, 4, end=".") for padded in spans]
    ways += [_worded(w, p) for w in (*NAMED, *(w.replace("%b", "%B") for w in NAMED)) for p in spans]
    ways += [_worded("%Y年%m月{d}日", True), lambda day: f"{day.year}年{day.month}月{day.day}日"]
    return [*ways, lambda day: f"{day.month}月{day.day}日", _worded("%Y%m%d", True)]


WAYS: tuple[WriteDay, ...] = tuple(_ways())
SAMPLED = 60
"""How days are written is found from at most this many cells."""


def day_writer(samples: Iterable[tuple[str, date]]) -> WriteDay | None:
    """A function that writes days as a column does, found from `samples` (text, day); None if no way fits."""
    known = list(samples)[-SAMPLED:]
    if not known:
        return None
    scored = [(sum(way(day) == text for text, day in known), -i) for i, way in enumerate(WAYS)]
    best, place = max(scored)
    return WAYS[-place] if best else None


def is_day_cell(cell: object) -> bool:
    """Whether a workbook's cell has the type of a day, and is not text."""
    return isinstance(cell, date | datetime)
