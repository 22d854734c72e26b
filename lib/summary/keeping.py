"""What the person added, as plain JSON values and back: what a saved workbook or browser keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from lib.focus.priors import Assumptions
from lib.log.news import EDITABLE, WHATS, Event
from lib.log.reflections import Reflection
from lib.log.schema import FIELDS, OUTCOMES, STAGES, Choices
from lib.summary.additions import Additions, Contact, StepMark
from lib.words.phrases import counted

VERSION = 1
"""The version of this layout; a reader takes what it knows and leaves out the rest."""


LAST_ROW = 2**20
"""The last row that a spreadsheet can have."""

SAID = ("sent", "outcomes")
"""The choices that are yes or no."""


def to_plain(additions: Additions, *, private: bool) -> dict[str, Any]:
    """Everything added, as JSON values; check-ins only if `private`."""
    reflections = {
        key: kept for key, told in additions.reflections.items() if (kept := _reflection(told, private))
    }
    return {
        "version": VERSION,
        "choices": _choices(additions.choices),
        "reflections": reflections,
        "events": [_told_event(event) for event in additions.events],
        "marks": [_filled(asdict(mark)) for mark in additions.marks],
        "contacts": [_filled(asdict(contact)) for contact in additions.contacts],
        "experiment": _plain(additions.experiment) if additions.experiment else None,
        "earlier": additions.earlier,
        "assumed": dict(additions.assumed),
        "search": additions.search.isoformat() if additions.search else None,
    }


def from_plain(kept: object) -> Additions:
    """The additions that `to_plain` wrote; whatever is missing, unknown or damaged is left out.

    `kept` comes from a browser or a workbook and can be anything: of this version, another, or none.
    """
    kept = _mapping(kept)
    reflections = _mapping(kept.get("reflections"))
    restored = {_whole(k): r for k, v in reflections.items() if not (r := _told(_mapping(v))).empty}
    experiment = kept.get("experiment")
    return Additions(
        choices=_chosen(_mapping(kept.get("choices"))),
        reflections=restored,
        events=tuple(e for e in map(_event, _sequence(kept.get("events"))) if e is not None),
        marks=tuple(_mark(_mapping(m)) for m in _sequence(kept.get("marks")) if _mapping(m).get("key")),
        contacts=tuple(_contact(_mapping(c)) for c in _sequence(kept.get("contacts"))),
        experiment=dict(experiment) if isinstance(experiment, Mapping) else None,
        earlier=_string(kept.get("earlier")),
        assumed=_assumed(_mapping(kept.get("assumed"))),
        search=_day(kept.get("search")),
    )


def left_out(kept: object, restored: Additions) -> tuple[str, ...]:
    """What of `kept` is not in `restored`, in words for the person: "2 steps", "1 person"."""
    if not isinstance(kept, Mapping):
        return ("everything that you had added",)
    again = to_plain(restored, private=True)
    lost = {part: _unlike(kept.get(part), again[part]) for part in COUNTED}
    counts = [counted(n, *COUNTED[part]) for part, n in lost.items() if n]
    changed = [
        WHOLE[part]
        for part in WHOLE
        if (_filled_in(kept.get(part)) or None) != (_filled_in(again[part]) or None)
    ]
    return (*counts, *changed)


COUNTED = {
    "reflections": ("answer about a rejection", "answers about rejections"),
    "events": ("piece of news", "pieces of news"),
    "marks": ("step", "steps"),
    "contacts": ("person", "people"),
    "assumed": ("changed assumption", "changed assumptions"),
}
"""Parts with several entries → the word for one and for more."""
WHOLE = {
    "choices": "some corrections of how your file is read",
    "experiment": "the change that you are trying",
    "earlier": "the earlier version of your log",
    "search": "which search you look at",
}
"""Parts that are a single thing → its name."""


def _unlike(kept: object, again: object) -> int:
    """How many entries of `kept` are missing or different in `again`."""
    if isinstance(kept, Mapping) and isinstance(again, Mapping):
        return sum(_filled_in(entry) != _filled_in(again.get(key)) for key, entry in kept.items())
    if isinstance(kept, list | tuple) and isinstance(again, list | tuple):
        here = [*map(_filled_in, again)]
        return sum(entry not in here for entry in map(_filled_in, kept))
    return 0 if kept is None else 1


def _filled_in(value: object) -> object:
    """`value` without its empty parts, so that they do not count as differences."""
    if isinstance(value, Mapping):
        return {
            k: v for k, v in ((k, _filled_in(v)) for k, v in value.items()) if v not in (None, "", {}, [])
        }
    return value


def without_private(reflection: Reflection) -> Reflection:
    """The reflection without its check-in."""
    return replace(reflection, feeling=None, check_in=None, felt_on=None)


def _reflection(reflection: Reflection, private: bool) -> dict[str, Any]:
    return _filled(asdict(reflection if private else without_private(reflection)))


def _choices(choices: Choices) -> dict[str, Any]:
    return {
        "sheets": list(choices.sheets) if choices.sheets is not None else None,
        "header_row": choices.header_row,
        "columns": dict(choices.columns),
        "statuses": {text: list(meaning) for text, meaning in choices.statuses.items()},
        "day_first": choices.day_first,
        **{name: said for name in SAID if (said := getattr(choices, name)) is not None},
    }


def _told_event(event: Event) -> dict[str, Any]:
    """The event without unset parts. "" is kept: it means that a cell was emptied, or empty before."""
    return {name: _plain(value) for name, value in asdict(event).items() if value is not None}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without unset ones, and with days as ISO text."""
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", False)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _string(value: object) -> str | None:
    return _whole(value) if isinstance(value, str) and value else None


def _text(value: object) -> str | None:
    """A text that may be empty."""
    return _whole(value) if isinstance(value, str) else None


def _whole(text: object) -> str:
    """The text without unpaired surrogates, which JSON allows and tables do not."""
    return str(text).encode("utf-8", "replace").decode()


def _told(kept: Mapping[str, Any]) -> Reflection:
    feeling = kept.get("feeling")
    stage = kept.get("stage")
    return Reflection(
        stage=stage if stage in STAGES else None,
        reason=_string(kept.get("reason")),
        feedback_asked_on=_day(kept.get("feedback_asked_on")),
        feedback=_string(kept.get("feedback")),
        lesson=_string(kept.get("lesson")),
        feeling=feeling if type(feeling) is int and 1 <= feeling <= 5 else None,
        check_in=_string(kept.get("check_in")),
        felt_on=_day(kept.get("felt_on")),
    )


def _mark(kept: Mapping[str, Any]) -> StepMark:
    return StepMark(
        key=_whole(kept["key"]),
        done=kept.get("done") is True,
        done_on=_day(kept.get("done_on")),
        due=_day(kept.get("due")),
        what=_string(kept.get("what")),
        own=kept.get("own") is True,
        removed=kept.get("removed") is True,
        draft=_string(kept.get("draft")),
    )


def _event(kept: object) -> Event | None:
    """One event; None where it is damaged or of a kind that this version does not know."""
    told = _mapping(kept)
    what, name, recorded_on = told.get("what"), told.get("application"), _day(told.get("recorded_on"))
    field, stage = told.get("field"), told.get("stage")
    if what not in WHATS or not isinstance(name, str) or recorded_on is None:
        return None
    if what == "edited" and field not in EDITABLE:
        return None
    return Event(
        application=_whole(name),
        what=what,
        on=_day(told.get("on")),
        recorded_on=recorded_on,
        stage=stage if stage in STAGES else None,
        due=_day(told.get("due")),
        field=_string(field),
        value=_text(told.get("value")) if what in ("edited", "asked") else None,
        before=_text(told.get("before")),
    )


def _contact(kept: Mapping[str, Any]) -> Contact:
    texts = {f.name: _whole(kept.get(f.name) or "") for f in fields(Contact) if f.name != "last_contact"}
    return Contact(**texts, last_contact=_day(kept.get("last_contact")))


def _chosen(kept: Mapping[str, Any]) -> Choices:
    sheets, header_row, day_first = kept.get("sheets"), kept.get("header_row"), kept.get("day_first")
    statuses = {
        text: (meaning[0], meaning[1])
        for text, meaning in _mapping(kept.get("statuses")).items()
        if isinstance(meaning, list) and len(meaning) == 2 and _is_meaning(*meaning)
    }
    columns = _mapping(kept.get("columns"))
    return Choices(
        sheets=tuple(map(_whole, sheets)) if isinstance(sheets, list) and sheets else None,
        header_row=header_row if type(header_row) is int and 0 <= header_row <= LAST_ROW else None,
        columns={n: header for n, header in columns.items() if n in FIELDS and _is_header(header)},
        statuses=statuses,
        day_first=day_first if isinstance(day_first, bool) else None,
        **{name: kept[name] for name in SAID if isinstance(kept.get(name), bool)},
    )


def _assumed(kept: Mapping[str, Any]) -> dict[str, float]:
    """The changed assumptions that this version knows, limited to their allowed range."""
    limits = {each.key: (each.low, each.high) for each in Assumptions().described()}
    numbers = {name: float(value) for name, value in kept.items() if name in limits and _is_number(value)}
    return {name: n for name, n in numbers.items() if limits[name][0] <= n <= limits[name][1]}


def _is_header(header: object) -> bool:
    return header is None or isinstance(header, str)


def _is_meaning(stage: object, outcome: object) -> bool:
    return (stage is None or stage in STAGES) and outcome in (*OUTCOMES, "not_applied", "unknown")
