"""Two versions of one person's log: which applications are the same, and what happened in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from lib.log.identity import application_keys, bare_name
from lib.log.schema import STAGES, ApplicationLog

NEAR_DAYS = 31
"""Two days applied that are at most this many days apart may be the same day, corrected."""
ALIKE = 80
"""Two spellings may be the same name from this similarity on (rapidfuzz's token set ratio, of 100)."""
MOST_PAIRS = 250_000
"""Spellings of one day or role are compared only up to this many pairs; in more, names decide nothing."""
RELATED = 1 / 3
"""Two logs are one person's search if at least this share of the earlier applications is in the later log."""

KINDS = (
    "offer",
    "accepted",
    "declined",
    "final",
    "interview",
    "screen",
    "rejected",
    "no_reply",
    "withdrawn",
    "corrected",
)
"""What can have happened to an application between two versions: a stage reached, an end, or a correction."""

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Changes:
    """The differences of a later version of a log from an earlier one."""

    found: Places
    """For each later application the place of the same one in the earlier log, -1 where it is new."""
    kinds: Mapping[int, str]
    """Place in the later log → what happened to it (`KINDS`); unchanged applications are left out."""
    keys: Mapping[str, str]
    """Earlier application key → its key now, for every application that was recognised."""
    before: int
    """How many applications the earlier log has."""

    @cached_property
    def new(self) -> tuple[int, ...]:
        """Places in the later log of the applications that were not in the earlier one."""
        return tuple(np.flatnonzero(self.found < 0).tolist())

    @property
    def recognised(self) -> int:
        """How many earlier applications are in the later log."""
        return int((self.found >= 0).sum())

    @property
    def gone(self) -> int:
        """How many earlier applications are not in the later log."""
        return self.before - self.recognised

    @property
    def related(self) -> bool:
        """Whether enough of the earlier log is in the later one for both to be one person's search."""
        return self.recognised >= RELATED * self.before

    @property
    def nothing(self) -> bool:
        """Whether nothing changed: both have the same applications, with the same stages and outcomes."""
        return not (self.new or self.kinds or self.gone)

    def counts(self) -> dict[str, int]:
        """What happened → how many applications it happened to, in the order of `KINDS`."""
        happened = list(self.kinds.values())
        return {kind: happened.count(kind) for kind in KINDS if kind in happened}


def compare(earlier: ApplicationLog, later: ApplicationLog) -> Changes:
    """The applications of `later` matched to those of `earlier`, and what happened to each."""
    found = match_applications(earlier.applications, later.applications)
    there = np.flatnonzero(found >= 0)
    keys = application_keys(later.applications).to_numpy()[there]
    before = application_keys(earlier.applications).to_numpy()[found[there]]
    return Changes(
        found=found,
        kinds=_kinds(earlier.applications, later.applications, found),
        keys=dict(zip(before.tolist(), keys.tolist(), strict=True)),
        before=len(earlier),
    )


def match_applications(earlier: pd.DataFrame, later: pd.DataFrame) -> Places:
    """For each later application the place of the same one in `earlier`, or -1; each place only once.

    First those with equal company, role and day applied are matched. Then, among the others: the same link,
    if no other application has it; the same company and role with the day corrected (within a month, day and
    month swapped, another year, or missing in one of the two); the same company and day with another spelling
    of the role; the same role and day with another spelling of the company. The best pairs are taken first.
    """
    found = np.full(len(later), -1, dtype=np.intp)
    if not len(earlier) or not len(later):
        return found
    one, other = _Side(earlier), _Side(later)
    for pairs in (_same_keys, _same_links, _same_posts, _same_days):
        _take(found, len(earlier), pairs(one, other, _left(len(earlier), found[found >= 0]), found < 0))
    return found


class _Side:
    """The names and days of one version, prepared for comparing."""

    def __init__(self, applications: pd.DataFrame) -> None:
        self.keys = application_keys(applications).to_numpy()
        self.company = applications["company"].map(bare_name).to_numpy(dtype=object)
        self.role = applications["role"].map(bare_name).to_numpy(dtype=object)
        self.link = applications["url"].map(_text).to_numpy(dtype=object)
        self.day = applications["applied_on"].to_numpy().astype("datetime64[D]")

    def blocks(self, names: np.ndarray, free: NDArray[np.bool_]) -> dict[object, list[int]]:
        """Name → its places that are still free; empty names are left out."""
        blocks: dict[object, list[int]] = {}
        for place in np.flatnonzero(free).tolist():
            if names[place]:
                blocks.setdefault(names[place], []).append(place)
        return blocks


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


Pair = tuple[float, int, int]
"""(difference, earlier place, later place) of two applications; a small difference means a likely match."""


def _left(size: int, taken: Places) -> NDArray[np.bool_]:
    free = np.ones(size, dtype=bool)
    free[taken] = False
    return free


def _take(found: Places, size: int, pairs: Iterator[Pair]) -> None:
    """Write the pairs into `found`, the most similar first, each application once."""
    free = _left(size, found[found >= 0])
    for _, i, j in sorted(pairs):
        if free[i] and found[j] < 0:
            found[j], free[i] = i, False


def _same_keys(
    one: _Side, other: _Side, _one: NDArray[np.bool_], _other: NDArray[np.bool_]
) -> Iterator[Pair]:
    places = {key: i for i, key in enumerate(one.keys)}
    for j, key in enumerate(other.keys):
        if (i := places.get(key)) is not None:
            yield 0.0, i, j


def _same_links(
    one: _Side, other: _Side, free: NDArray[np.bool_], open_: NDArray[np.bool_]
) -> Iterator[Pair]:
    """Pairs with the same link, if only one application in each version has it."""
    here, there = one.blocks(one.link, np.ones_like(free)), other.blocks(other.link, np.ones_like(open_))
    for link in here.keys() & there.keys():
        (i, *more), (j, *others) = here[link], there[link]
        if not more and not others and free[i] and open_[j]:
            yield 0.0, i, j


def _same_posts(
    one: _Side, other: _Side, free: NDArray[np.bool_], open_: NDArray[np.bool_]
) -> Iterator[Pair]:
    """Pairs with the same company and role, whose days differ as if one was corrected."""
    here = one.blocks(_joined(one.company, one.role), free)
    there = other.blocks(_joined(other.company, other.role), open_)
    for post in here.keys() & there.keys():
        if len(here[post]) * len(there[post]) > MOST_PAIRS:
            continue
        for i, j in product(here[post], there[post]):
            if (apart := _days_apart(one.day[i], other.day[j])) is not None:
                yield apart, i, j


def _joined(names: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Two names joined; empty if the first is."""
    joined = [f"{name}\x1f{other}" if name else "" for name, other in zip(names, others, strict=True)]
    return np.array(joined, dtype=object)


def _days_apart(day: np.datetime64, now: np.datetime64) -> float | None:
    """How far two days are apart; None if one is surely not a correction of the other."""
    if np.isnat(day) or np.isnat(now):
        return 0.5
    apart = abs(float((now - day) / np.timedelta64(1, "D")))
    if apart <= NEAR_DAYS:
        return apart
    a, b = pd.Timestamp(day), pd.Timestamp(now)
    swapped = (a.year, a.month, a.day) == (b.year, b.day, b.month)
    other_year = (a.month, a.day) == (b.month, b.day)
    return NEAR_DAYS + 1.0 if swapped or other_year else None


def _same_days(one: _Side, other: _Side, free: NDArray[np.bool_], open_: NDArray[np.bool_]) -> Iterator[Pair]:
    """Pairs with the same day and company or role; the other one is respelt, filled in or emptied."""
    for same, respelt in (("company", "role"), ("role", "company")):
        here = one.blocks(_joined(getattr(one, same), one.day), free)
        there = other.blocks(_joined(getattr(other, same), other.day), open_)
        for block in here.keys() & there.keys():
            if len(here[block]) * len(there[block]) <= MOST_PAIRS:
                names = getattr(one, respelt), getattr(other, respelt)
                yield from _alike(*names, here[block], there[block], respelt)


def _alike(
    before: np.ndarray, after: np.ndarray, here: list[int], there: list[int], name: str
) -> Iterator[Pair]:
    """Pairs with similar spellings; an emptied or filled-in role is a match if no other is left."""
    scores = process.cdist(
        before[here].tolist(), after[there].tolist(), scorer=fuzz.token_set_ratio, score_cutoff=ALIKE
    )
    for a, b in zip(*np.nonzero(scores), strict=True):
        yield 100 - float(scores[a, b]), here[a], there[b]
    if name == "role" and len(here) == len(there) == 1 and not (before[here[0]] and after[there[0]]):
        yield 50.0, here[0], there[0]


def _kinds(earlier: pd.DataFrame, later: pd.DataFrame, found: Places) -> dict[int, str]:
    there = np.flatnonzero(found >= 0)
    outcomes = later["outcome"].astype("str").to_numpy()[there]
    before = earlier["outcome"].astype("str").to_numpy()[found[there]]
    rungs, were = _rungs(later)[there], _rungs(earlier)[found[there]]
    changed = (outcomes != before) | (rungs != were)
    return {
        int(there[i]): _kind(outcomes[i], before[i], int(rungs[i]), int(were[i]))
        for i in np.flatnonzero(changed)
    }


def _rungs(applications: pd.DataFrame) -> NDArray[np.intp]:
    return applications["stage"].cat.codes.to_numpy().astype(np.intp)


def _kind(outcome: str, before: str, rung: int, was: int) -> str:
    """What happened: the outcome if it ended, else the stage if that is a higher one, else "corrected"."""
    if outcome != before and outcome != "open":
        return outcome
    return STAGES[rung] if rung > was and rung > 0 else "corrected"
