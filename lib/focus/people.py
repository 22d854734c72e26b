"""People to pick up again: quiet for two months, or at an employer of the log; each with a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from lib.focus.addressees import address, can_do_a_favour
from lib.focus.days import workdays_after
from lib.focus.messages import Recipient, again, ask_insider, recipient, reconnect
from lib.log.identity import bare_name
from lib.measures.seen import Seen
from lib.words.phrases import counted, long_day, span

QUIET_DAYS = 60
"""Days without contact after which somebody counts as quiet."""
FRESH_DAYS = 14
"""Somebody written to within this many days is left in peace, wherever they work."""
MOST = 6


@dataclass(frozen=True)
class Person:
    """Somebody the job seeker knows."""

    name: str
    organisation: str = ""
    last_contact: date | None = None
    state: str = ""
    """`written`, `answered` or `talked`, as of the last contact."""


@dataclass(frozen=True)
class Reconnection:
    """Whom to write to, why now, and a draft of the message."""

    name: str
    why: str
    draft: str
    row: int | None = None
    """Row of the person's sheet, where the log names them or their employer."""
    place: int | None = None
    """Their place in the list of people; None where only the log names them."""
    address: str | None = None
    """Their mail address, where the log has one."""


def whom_to_reconnect(people: Sequence[Person], seen: Seen) -> tuple[Reconnection, ...]:
    """Up to six people: those at an employer where an answer is open first, then the longest quiet.

    From the list come people who work at a company of the log, and those not spoken to for 60 days; from
    the log's own contact column those behind applications without a word for 60 days. A person whose name
    stands in both is named once.
    """
    named = {bare_name(person.name) for person in people}
    employers = _employers(seen)
    found = [
        made
        for place, person in enumerate(people)
        if (made := _from_list(place, person, employers, seen.as_of))
    ]
    found += [made for made in _from_log(seen) if bare_name(made[1].name) not in named]
    ordered = sorted(found, key=lambda pair: -pair[0])
    return tuple(made for _, made in ordered[:MOST])


@dataclass(frozen=True)
class _Employer:
    company: str
    role: str | None
    row: int
    open: bool


OPEN_FIRST = 10_000
"""Added to the quiet days of an open application, so that it comes before everybody who is only quiet."""


def _employers(seen: Seen) -> dict[str, _Employer]:
    """Each company of the log with its latest open application, or the latest if none is open."""
    ordered = seen.applications.assign(waiting=seen.open).sort_values(
        ["waiting", "applied_on"], na_position="first"
    )
    known = ordered[ordered["company"].notna()]
    columns = (known[name].tolist() for name in ("company", "role", "row", "waiting"))
    return {
        bare_name(company): _Employer(company, role if isinstance(role, str) else None, row, waiting)
        for company, role, row, waiting in zip(*columns, strict=True)
    }


def _from_list(
    place: int, person: Person, employers: dict[str, _Employer], as_of: date
) -> tuple[float, Reconnection] | None:
    if not person.name:
        return None
    if person.state == "written" and person.last_contact is not None:
        return _reminder(place, person, person.last_contact, as_of)
    quiet = (as_of - person.last_contact).days if person.last_contact else None
    if quiet is not None and quiet < FRESH_DAYS:
        return None
    employer = employers.get(bare_name(person.organisation)) if person.organisation else None
    if employer is None and (quiet is None or quiet < QUIET_DAYS):
        return None
    why = " ".join(filter(None, (_at(employer, person), _quiet(quiet, person.last_contact))))
    draft = _draft(person, employer)
    urgency = (OPEN_FIRST if employer and employer.open else 0) + (quiet or 0)
    return urgency, Reconnection(person.name, why, draft, employer.row if employer else None, place)


REMINDERS = {3: "a short second message is welcome", 7: "one last line, and then let it rest"}
"""Working days after a message without an answer → what to do."""
REMIND_FIRST = 20_000
"""Added so that people who were written to and have not answered come before everybody else."""


def _reminder(place: int, person: Person, wrote_on: date, as_of: date) -> tuple[float, Reconnection] | None:
    """A reminder for a person who has not answered, after three and seven working days; else None."""
    passed = [days for days in REMINDERS if workdays_after(wrote_on, days) <= as_of]
    if not passed or (as_of - wrote_on).days >= QUIET_DAYS:
        return None
    days = counted(passed[-1], "working day")
    at = f" at {person.organisation}" if person.organisation else ""
    why = f"You wrote to them{at} on {long_day(wrote_on)}, {days} ago or more: {REMINDERS[passed[-1]]}."
    return REMIND_FIRST + passed[-1], Reconnection(person.name, why, again(person.name), None, place)


def _at(employer: _Employer | None, person: Person) -> str:
    """Where they work, which also tells two people of one name apart."""
    if employer is None:
        return f"Works at {person.organisation}." if person.organisation else ""
    if employer.open:
        return f"Works at {employer.company}, where your application is waiting."
    return f"Works at {employer.company}, where you applied before."


def _quiet(days: int | None, since: date | None) -> str:
    if days is None or since is None:
        return ""
    return f"Last contact {counted(days, 'day')} ago, on {long_day(since)}."


def _draft(person: Person, employer: _Employer | None) -> str:
    if employer is None:
        return reconnect(Recipient(person.name))
    return ask_insider(Recipient(person.name, employer.company, employer.role), waiting=employer.open)


def _from_log(seen: Seen) -> list[tuple[float, Reconnection]]:
    """The people of the log's contact column whose applications have been quiet, each once."""
    applications = seen.applications
    quiet = seen.since(np.fmax(seen.last_contact, seen.sent))
    askable = can_do_a_favour(applications).to_numpy()
    latest: dict[str, tuple[float, Reconnection]] = {}
    places = np.flatnonzero(applications["contact"].notna().to_numpy() & askable)
    # All at once: a row at a time takes ten times as long.
    rows: Any = applications.iloc[places].to_dict("records")
    for place, row in zip(places, rows, strict=True):
        made = _behind(row, float(quiet[place]))
        if made is None:
            continue
        name = bare_name(made[1].name)
        # A person heard from lately, through any application, is not quiet.
        if name not in latest or made[0] < latest[name][0]:
            latest[name] = made
    return [made for made in latest.values() if made[0] >= QUIET_DAYS]


def _behind(application: Mapping[str, Any], quiet: float) -> tuple[float, Reconnection] | None:
    to = recipient(application)
    if to.contact is None or np.isnan(quiet):
        return None
    about = " at ".join(part for part in (to.role, to.company) if part) or "an application"
    why = f"Named beside {about}; no word for {span(int(quiet))}."
    return quiet, Reconnection(
        to.contact, why, reconnect(to), int(application["row"]), address=address(application["contact"])
    )
