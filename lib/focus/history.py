"""What happened with an employer before: earlier applications there, and how they were answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lib.log.identity import bare_name
from lib.measures.seen import Seen
from lib.words.phrases import counted

TIMES = {1: "Once", 2: "Twice"}
NEVER_ANSWERED = 2
"""After this many applications without any answer it is worth asking somebody before the next one."""


def earlier(seen: Seen) -> Mapping[int, str]:
    """Place of an application → a sentence on earlier applications to its employer, where there were any.

    Earlier means sent on an earlier day or, with the same day or none, further up in the log.
    """
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(seen.applications["company"]):
        if key := bare_name(name):
            groups.setdefault(key, []).append(place)
    told: dict[int, str] = {}
    for places in groups.values():
        if len(places) > 1:
            ordered = sorted(places, key=lambda p: (np.isnat(seen.sent[p]), seen.sent[p], p))
            told |= {place: _sentence(seen, ordered[:i]) for i, place in enumerate(ordered) if i}
    return told


def at_employer(seen: Seen, name: str) -> str:
    """A sentence on all applications to an employer so far, for one about to apply again; "" for none."""
    key = bare_name(name)
    places = [p for p, known in enumerate(seen.applications["company"]) if key and bare_name(known) == key]
    if not places:
        return ""
    said = _sentence(seen, places)
    silent = int(
        (seen.has("no_reply") | (seen.open & ~seen.replied & (seen.age > seen.cutoff)))[places].sum()
    )
    if silent >= NEVER_ANSWERED and not seen.replied[places].any():
        return f"{said} Before you apply again, ask somebody who works there whether it is worth it."
    return said


def _sentence(seen: Seen, places: Sequence[int]) -> str:
    """How often before, and how each was answered."""
    times = TIMES.get(len(places), counted(len(places), "time"))
    return f"{times} before: {', then '.join(_answer(seen, place) for place in places[-3:])}."


def _answer(seen: Seen, place: int) -> str:
    """How one application was answered, in a few words."""
    days = (seen.first_reply[place] - seen.sent[place]) / np.timedelta64(1, "D")
    after = f" after {counted(int(days), 'day')}" if days >= 0 else ""
    if seen.offered[place]:
        return f"an offer{after}"
    if seen.positive[place]:
        return f"a {seen.step_before(place)}{after}"
    if seen.rejected[place]:
        return f"turned down{after}"
    if seen.withdrawn[place]:
        return "withdrawn"
    return "answered" + after if seen.replied[place] else "no answer"
