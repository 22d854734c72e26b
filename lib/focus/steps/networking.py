"""Steps that bring people into the search."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lib.focus.addressees import can_be_asked, can_do_a_favour
from lib.focus.messages import introduction, keep_door_open, looking, reconnect, thank_you, touch_point
from lib.focus.steps.reflect import channels_known
from lib.focus.steps.step import Desk, Step
from lib.log.schema import STAGES

QUIET_DAYS = 30
FRESH_DAYS = 3
CONTACTS = 2
RECENT = 20
"""A column is to be filled in for the latest this many applications: nobody remembers more."""
REFERRED = "In published hiring data, applications through a person lead to a conversation more often."


def networking_steps(desk: Desk) -> list[Step]:
    """Steps to write to quiet contacts, to find a person before applying, and to note how each was sent."""
    known = channels_known(desk)
    why = desk.because("networking") if known and desk.seen.answers_recorded else REFERRED
    quiet = [_reconnect(desk, int(position), i) for i, position in enumerate(_quiet_contacts(desk))]
    steps = [*thank_you_steps(desk), *_doors(desk), *quiet, _find_person(desk, why), _ask_around(desk, why)]
    return steps if known else [_source_column(desk), *steps]


def thank_you_steps(desk: Desk) -> list[Step]:
    """A step for a thank-you note to the people spoken to in the last days."""
    alive = desk.seen.open & desk.seen.positive
    fresh = np.flatnonzero(alive & (desk.heard <= FRESH_DAYS))
    spoken = [position for position in fresh.tolist() if desk.seen.step_before(position) != "test"]
    return [_thank(desk, position) for position in spoken[:1]]


DOOR_DAYS = 14
"""After a "no" in a final round, a thank-you is not too late for this many days."""
TOUCH_POINT_WORKDAYS = 65
"""Workdays until the next message: a quarter of a year."""


def _doors(desk: Desk) -> list[Step]:
    """Steps after a "no" in a final round: thank the people there now, and write again in three months."""
    since = desk.now.since(desk.now.turned_down_on)
    final = desk.seen.rejected & (desk.seen.level >= STAGES.index("final")) & (since <= DOOR_DAYS)
    places = np.flatnonzero(final)[:1]
    return [step for place in places for step in _door(desk, int(place))]


def _door(desk: Desk, position: int) -> list[Step]:
    about, to = desk.about(position), desk.recipient(position)
    if not can_be_asked(desk.applications).iloc[position]:
        to = replace(to, contact=None)
    why = "They had you in their final round: they know you, and places come free again."
    return [
        desk.step(
            "networking", "door", f"Thank them for the final round about {about}, and keep the door open.",
            workdays=2, minutes=10, why=why, position=position, draft=keep_door_open(to),
        ),
        desk.step(
            "networking", "touch-point", f"Send a short word about {about} again: what you did since.",
            workdays=TOUCH_POINT_WORKDAYS, minutes=10, why=why, position=position, draft=touch_point(to),
        ),
    ]  # fmt: skip


def _thank(desk: Desk, position: int) -> Step:
    what = (
        f"Send a short thank-you for the conversation about {desk.about(position)}, unless you have already."
    )
    why = f"You were in touch{desk.heard_words(position)}."
    return desk.step(
        "networking", "thanks", what, workdays=1, minutes=10, why=why,
        position=position, draft=thank_you(desk.recipient(position)), enabling=True,
    )  # fmt: skip


def _quiet_contacts(desk: Desk) -> np.ndarray:
    """The positions of applications whose contact was quiet for a month; each contact once, latest first."""
    applications = desk.applications
    named = can_do_a_favour(applications).to_numpy()
    waited = np.where(np.isnan(desk.heard), desk.now.age, desk.heard)
    quiet = np.flatnonzero(named & (waited > QUIET_DAYS))
    latest = quiet[np.argsort(waited[quiet], kind="stable")]
    first = ~applications["contact"].iloc[latest].str.casefold().duplicated().to_numpy()
    return latest[first][:CONTACTS]


def _reconnect(desk: Desk, position: int, place: int) -> Step:
    to = desk.recipient(position)
    who = to.contact or "your contact"
    what = (
        f"Write to {who}" + (f" ({to.company})" if to.company else "") + " and ask for one person to talk to."
    )
    day = desk.heard_words(position)
    why = f"You were last in touch{day}." if day else f"Named beside {desk.about(position)}."
    return desk.step(
        "networking", "reconnect", what, workdays=2 + place, minutes=15, why=why, position=position,
        draft=reconnect(to),
    )  # fmt: skip


def _find_person(desk: Desk, why: str) -> Step:
    what = (
        "Before you send your next two applications, find one person who works there and write to them "
        "first: somebody from your school, a former employer or a group that you share. Goal: two messages."
    )
    return desk.step("networking", "person", what, workdays=3, minutes=40, why=why, draft=introduction())


def _ask_around(desk: Desk, why: str) -> Step:
    what = (
        "Message two people you have worked with whom you see now and then, not your closest friends, and "
        "say in a line what you are looking for."
    )
    return desk.step("networking", "ties", what, workdays=2, minutes=20, why=why, draft=looking())


def _source_column(desk: Desk) -> Step:
    few = len(desk.applications) <= RECENT
    which = "each application" if few else f"the last {RECENT} applications"
    what = f"Add a “Source” column to your spreadsheet and note for {which} how you found it."
    why = "Your log doesn’t say how you applied, so the ways can’t be compared."
    return desk.step("networking", "source", what, workdays=1, minutes=15, why=why, enabling=True)
