"""The results of the ranking as plain values: areas, states, cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from lib.measures.rates import Rate

Area = Literal["emotions", "feedback", "reflect", "networking", "resilience"]
Lever = Literal["resume", "story", "interview"]

SEED = 1
"""The seed of all random draws unless one is given, so that a log gets the same advice everywhere."""

State = Literal["settled", "close", "too early", "not recorded", "ended"]
"""`settled` and `close` are ranked; `ended` means with a job."""

CLEAR = 0.8
"""A lead is called clear from this chance of being first on."""

NOTICEABLE = 0.005
"""An effect below this is shown as 0%."""

STANDS_OUT = 0.03
"""A best guess below this can come about by chance alone."""

FIRST_STEP_MINUTES: Mapping[str, int] = MappingProxyType(
    {"feedback": 10, "networking": 15, "emotions": 20, "resilience": 30, "reflect": 45}
)
"""Minutes that the first step of each area takes; of two close areas the quicker one is suggested."""


@dataclass(frozen=True)
class AreaEffect:
    """One area: what reaching a good level in it would change, how sure that is, and why."""

    area: Area
    name: str
    lever: Lever | None
    """The lead lever of `reflect`; None for the others."""
    effect: float
    """Median relative change in offers a week: 0.4 is 1.4 times as many; 0 where not measurable."""
    low: float
    high: float
    """80% range of the effect."""
    first: float
    """Chance that this area is the one with the largest effect."""
    measurable: bool
    because: str
    """The evidence in the person's own numbers."""
    missing: str | None
    """What the log lacks to measure this, and which column would supply it."""
    strong: str | None
    """What is already good here and should be kept."""
    rows: tuple[int, ...]
    """Rows of the person's sheet behind the evidence."""
    positions: tuple[int, ...] = ()
    """The same applications by their place in the log: several sheets may share row numbers."""
    most: float = 1.0
    """The largest effect that the model allows; one that reaches it may in truth be larger."""

    @property
    def is_capped(self) -> bool:
        """Whether the best guess is the most that the model allows, so that only "at least" can be said."""
        return self.effect > self.most - NOTICEABLE

    @property
    def is_open_ended(self) -> bool:
        """Whether the range ends at the most that the model allows, so that its true end is unknown."""
        return self.high > self.most - NOTICEABLE


@dataclass(frozen=True)
class StageCall:
    """A stage of this log called weak or strong against published figures, or neither."""

    start: str
    end: str
    counts: Rate
    """How many of those decided at `start` went further, as in the funnel."""
    share: float
    """The person's own rate, as the median over the draws."""
    published: float
    below: float
    """Chance that the person's own rate is below the published one."""
    call: Literal["weak", "strong"] | None
    sentence: str


@dataclass(frozen=True)
class TodayCard:
    """A pause to take now, whatever the ranking says, and when to pick the search up again."""

    title: str
    why: str
    how: tuple[str, ...]
    resume_on: date
    over: bool
    """Whether the days to rest have passed: then it is picked up again today."""
    longer: str | None
    """What to say when the pause is longer than this person's usual one; else None."""
    rows: tuple[int, ...]
    support: str | None = None
    """Where to find somebody to talk to, after low check-ins; private, as they are."""
    private: bool = False
    """Whether it rests on check-ins alone: then it is left out of every download."""


@dataclass(frozen=True)
class Reminder:
    """A reminder for the week after progress, in which people tend to do less."""

    sentence: str
    until: date
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Settle:
    """How many further answered applications are expected to settle the ranking."""

    applications: int | None
    """10, 20, 40 or 80; None where even 80 would not, or the ranking is settled already."""
    expected: float
    """The chance of being first that the leading area is expected to reach by then."""
    sentence: str


@dataclass(frozen=True)
class LostStages:
    """Rejections that do not say how far they got, and what they could change."""

    total: int
    moved: int
    """How many of them came after a conversation, if they are like those of published logs."""
    lead: str | None
    """The area that comes first if this many of them did."""
    changes: bool
    rows: tuple[int, ...]
    """The rows of these rejections, the longest waits first."""
    positions: tuple[int, ...]
    sentence: str


NEAR = 0.25
"""If moving one number by at most this share of itself turns the order, no lead is clear."""


@dataclass(frozen=True)
class Flip:
    """The number nearest to changing which area comes first."""

    size: float | None
    """How far it has to move, relative to its value; None where no single number changes the order."""
    sentence: str
    key: str | None = None
    """The key of the assumption; None for a count of the log."""
    area: str | None = None
    """The area that would then come first."""

    @property
    def near(self) -> bool:
        """Whether a small move (up to `NEAR`) turns the order, so that no lead is clear."""
        return self.size is not None and self.size <= NEAR


@dataclass(frozen=True)
class Ranking:
    """The five areas in order, how sure the order is, and what to do with it."""

    state: State
    lead: str | None
    """The area named first; None where nothing is ranked."""
    runner_up: str | None
    areas: tuple[AreaEffect, ...]
    """All five in order, the first to work on first; areas that cannot be measured come last."""
    today: TodayCard | None
    sentence: str
    mature: int
    start_with: str | None = None
    """The area to start with: where two are close, the one with the quicker first step; else the lead."""
    stages: tuple[StageCall, ...] = ()
    reminder: Reminder | None = None
    near: bool = False
    """Whether the first two are so close that the one with the quicker first step is suggested."""

    @property
    def is_ranked(self) -> bool:
        """Whether the areas are in an order: not if the log is too short, has no answers, or has ended."""
        return self.state in ("settled", "close")

    @property
    def leads_clearly(self) -> bool:
        """Whether the first area is on top in four of five draws, and anything has succeeded so far."""
        return self.areas[0].first >= CLEAR and any(call.counts.hits for call in self.stages)

    @property
    def stands_out(self) -> bool:
        """Whether some area's best guess is more than chance could bring; if not, the order says little."""
        return any(effect.measurable and effect.effect >= STANDS_OUT for effect in self.areas)

    @property
    def placed(self) -> tuple[AreaEffect, ...]:
        """The areas as they are shown: of two that are close, the one to start with stands first."""
        first, second, *rest = self.areas
        swapped = self.near and self.start_with == second.area
        return (second, first, *rest) if swapped else self.areas

    def turns_with(self, flip: Flip) -> bool:
        """Whether a flip would change what is shown: of two close areas the other may stand first already."""
        return flip.area != self.placed[0].area

    def area(self, key: str) -> AreaEffect:
        """The effect of one area by its key."""
        return next(effect for effect in self.areas if effect.area == key)
