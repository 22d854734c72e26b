"""The stages that a log records, and the steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from lib.log.schema import STAGES, ApplicationLog, Stage
from lib.measures.seen import Seen

CONVERSATIONS: tuple[Stage, ...] = ("screen", "interview", "final")


@dataclass(frozen=True)
class Ladder:
    """The recorded stages above `applied`, lowest first, and the prior of each step between them."""

    stages: tuple[Stage, ...]
    """The first kind of conversation first, `offer` last."""
    steps: tuple[str, ...]
    """Names of the priors (fields of `Assumptions`), one for each pair of neighbouring stages."""


_LADDERS: Mapping[tuple[Stage, ...], Ladder] = MappingProxyType(
    {
        (): Ladder(("screen", "offer"), ("conversation_offer",)),
        ("screen",): Ladder(("screen", "offer"), ("conversation_offer",)),
        ("interview",): Ladder(("interview", "offer"), ("conversation_offer",)),
        ("final",): Ladder(("final", "offer"), ("conversation_offer",)),
        ("screen", "interview"): Ladder(
            ("screen", "interview", "offer"), ("screen_interview", "interview_offer")
        ),
        ("screen", "final"): Ladder(("screen", "final", "offer"), ("screen_final", "final_offer")),
        ("interview", "final"): Ladder(("interview", "final", "offer"), ("interview_final", "final_offer")),
        CONVERSATIONS: Ladder(
            ("screen", "interview", "final", "offer"), ("screen_interview", "interview_final", "final_offer")
        ),
    }
)


def recorded_ladder(log: ApplicationLog) -> Ladder:
    """The ladder with those conversations that a status or a stage date of this log names.

    A log that names none gets a ladder with one kind of conversation.
    """
    seen = set(log.recorded) | set(log.applications["stage"].dropna().unique())
    return _LADDERS[tuple(stage for stage in CONVERSATIONS if stage in seen)]


def climbed(seen: Seen, ladder: Ladder) -> np.ndarray:
    """How many rungs of the ladder each application reached: 0 is `applied`, the last one an offer."""
    rungs = np.array([STAGES.index(stage) for stage in ladder.stages])
    return np.asarray((seen.level[:, None] >= rungs).sum(axis=1))
