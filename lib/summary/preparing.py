"""The steps that news prepares, as marks on the plan: added with it, taken away with it or by later news."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from lib.focus.moment import STEPS, THANKS, Prepared, after_news
from lib.log.identity import application_keys
from lib.log.news import ENDED, STANDINGS, Event, Events, Living
from lib.summary.additions import Additions, StepMark


def prepared(additions: Additions, living: Living, event: Event, today: date) -> Additions:
    """The additions with the steps that one piece of news prepares, without those that it made needless.

    `living` is the log with all news, that one included. What is done already stays as it is.
    """
    if event.application not in living.names:
        return additions
    key, made = _made(living, event, today)
    needless = _needless(living.events, event, key)
    marks = {mark.key: mark for mark in additions.marks if not needless(mark)}
    new = {mark.key: mark for mark in made if mark.key not in marks or not marks[mark.key].done}
    return replace(additions, marks=tuple((marks | new).values()))


def unprepared(
    additions: Additions, before: Living, living: Living, gone: Collection[Event], today: date
) -> Additions:
    """The additions after some news was taken back: without its steps, with those of the news before it.

    `before` is the log with that news, `living` the log without it.
    """
    names = {event.application for event in gone if event.what in STANDINGS}
    steps = {f"{step}/{key}" for told in (before, living) for key in _keys(told, names) for step in STEPS}
    own = tuple(f"own/news-{event.key}-" for event in gone)
    left = [m for m in additions.marks if m.done or m.key not in steps]
    marks = {m.key: m for m in left if not m.key.startswith(own)}
    last = {e.application: e for e in living.events if e.what in STANDINGS and e.application in names}
    for event in last.values():
        if event.application in living.names:
            marks = {mark.key: mark for mark in _made(living, event, today)[1]} | marks
    return replace(additions, marks=tuple(marks.values()))


def _keys(living: Living, names: Collection[str]) -> list[str]:
    """The keys of the applications with these names in events."""
    keys = zip(living.names, application_keys(living.log.applications), strict=True) if names else ()
    return [key for name, key in keys if name in names]


def _made(living: Living, event: Event, today: date) -> tuple[str, list[StepMark]]:
    """The key of the application that the news is about, and the steps that it prepares."""
    applications, place = living.log.applications, living.names.index(event.application)
    key = application_keys(applications)[place]
    moment = after_news(applications, place, event, today)
    return key, [_as_step(made, event, key, i) for i, made in enumerate(moment.prepared)]


def _needless(events: Events, event: Event, key: str) -> Callable[[StepMark], bool]:
    """Which open steps are needless now: those that earlier news of the application prepared.

    After a "no" nobody prepares for the interview that will not take place, nor thanks for it.
    """
    earlier = [e for e in events if e.application == event.application and e.key != event.key]
    own = tuple(f"own/news-{e.key}-" for e in earlier)
    ended = event.on if event.what in ENDED else None

    def is_needless(mark: StepMark) -> bool:
        thanks = mark.key == f"{THANKS}/{key}"
        to_come = thanks and mark.due is not None and ended is not None and mark.due > ended
        return not mark.done and (mark.key.startswith(own) or to_come)

    return is_needless


def _as_step(made: Prepared, event: Event, application: str, number: int) -> StepMark:
    """What is prepared, as the step of the plan that it is, so that none comes twice; else as one's own."""
    if made.step is not None:
        return StepMark(f"{made.step}/{application}", what=made.what, due=made.due, draft=made.letter)
    key = f"own/news-{event.key}-{number}"
    return StepMark(key, what=made.what, due=made.due, own=True, draft=made.letter)
