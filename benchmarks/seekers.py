"""The first kind of simulated job seekers: drawn from the priors, searching by the day, keeping a log.

Their pace is as even as chance allows, their rates stay put and the constants are
known: kinder than real searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.spreadsheets import COMPLETE, REASONS, ROLES, Application, Gaps, write
from benchmarks.truth import CHANNELS, FIRST, LATER, MOST_IDLE, WINDOW, Constants, Truth, fixed

AS_OF = date(2026, 11, 23)
HORIZON = 420
"""Days of search at most."""
FADING = 0.5
"""Share of seekers whose pace has fallen, to 20 to 80% of what it was, some time in the last ten weeks."""
PAUSING = 0.5
"""Share who tend to stop for a week or more after a rejection, above all a late one."""

MIX = {"board": 0.50, "site": 0.20, "outreach": 0.09, "referral": 0.10, "recruiter": 0.11}
"""Mean shares of the channels; each person's own are drawn round them, Dirichlet of strength 3."""

LADDERS = (
    (0.60, ("screen", "interview", "final"), ("screen_interview", "interview_final", "final_offer")),
    (0.25, ("screen", "interview"), ("screen_interview", "interview_offer")),
    (0.15, ("interview",), ("conversation_offer",)),
)
POSITIVE_DAYS = (
    (0, 0.0),
    (3, 0.33),
    (7, 0.58),
    (10, 0.68),
    (14, 0.72),
    (21, 0.82),
    (30, 0.85),
    (45, 0.92),
    (60, 0.95),
    (110, 1.0),
)
REJECTED_DAYS = ((0, 0.0), (7, 0.30), (14, 0.47), (21, 0.57), (30, 0.72), (45, 0.80), (60, 0.86), (120, 1.0))
CLEAN = COMPLETE
LOSSY = Gaps(
    no_channel=0.15, no_stages=0.80, applied=0.10, days=0.40, channel=0.30, reason=0.30, bare=0.80
)  # fmt: skip


ASK_DAYS = 60
"""Days after a rejection in which asking makes sense."""
ANSWER = (2.0, 8.0)


@dataclass(frozen=True)
class Seeker:
    """A job seeker: the truth, and the same search kept as a clean and as a lossy spreadsheet."""

    truth: Truth
    constants: Constants
    clean: bytes
    lossy: bytes


def draw_seeker(seed: int) -> Seeker:
    """One job seeker; the same for the same seed."""
    rng = np.random.default_rng([20261123, seed])
    _, stages, steps = LADDERS[rng.choice(len(LADDERS), p=[share for share, _, _ in LADDERS])]
    first = np.array([rng.beta(*FIRST[channel]) for channel in CHANNELS])
    later = np.array([rng.beta(*LATER[step]) for step in steps])
    mix = np.zeros(len(CHANNELS))
    mix[: len(MIX)] = rng.dirichlet([3 * MIX[channel] for channel in CHANNELS[: len(MIX)]])
    habits = _Habits(rng)
    life = _Life(rng, mix, first, later, stages, habits)
    life.live()
    idle = float(life.idle_days())
    truth = Truth(
        mix=mix,
        first=first,
        later=later,
        steps=steps,
        pace=life.mean_pace(0, 28),
        usual=life.mean_pace(28, 28 + 7 * 22) if life.span >= 42 else None,
        idle=idle,
        answer=habits.answer,
        offer_open=any(a.outcome == "offer" for a in life.sent),
        **late_rejections(life.sent, AS_OF),
    )
    clean, lossy = (write(life.sent, stages, gaps, rng) for gaps in (CLEAN, LOSSY))
    return Seeker(truth, fixed(), clean, lossy)


def late_rejections(sent: list[Application], as_of: date) -> dict[str, float]:
    """What is known of the rejections after a conversation, and how many can still be asked about."""
    rejected = [a for a in sent if a.outcome == "rejected" and a.reached]
    known = [a for a in rejected if a.reason or a.feedback]
    lately = as_of - timedelta(days=ASK_DAYS)
    open_ones = [a for a in rejected if not (a.reason or a.feedback or a.asked)]
    askable = [a for a in open_ones if a.closed and a.closed >= lately]
    return {
        "known": len(known) / len(rejected) if rejected else 1.0,
        "askable": len(askable),
        "rejected_late": bool(rejected),
    }


class _Habits:
    """How a person searches: pace, fading, pauses, asking."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.count = int(rng.uniform(20, 300))
        self.usual = float(np.clip(self.count / rng.uniform(6, 40), 1.0, 25.0))
        fading = rng.random() < FADING
        self.now = self.usual * float(rng.uniform(0.2, 0.8) if fading else rng.uniform(0.85, 1.25))
        self.fades_at = int(rng.uniform(14, 70))
        pausing = rng.random() < PAUSING
        self.late_pause = float(rng.uniform(0.3, 0.95)) if pausing else 0.0
        self.early_pause = float(rng.uniform(0.0, 0.12)) if pausing else 0.0
        self.pause_days = float(rng.uniform(7, 20))
        self.rejects = float(rng.beta(3, 6))
        self.knows = float(rng.beta(0.9, 1.5))
        self.asks = float(rng.uniform(0.2, 0.8)) if rng.random() < 0.4 else 0.0
        self.answer = float(rng.beta(*ANSWER))
        self.notes_silence = float(rng.choice([0.0, 0.4, 0.9]))


class _Life:
    """Day after day of one search, up to `AS_OF`."""

    def __init__(
        self,
        rng: np.random.Generator,
        mix: np.ndarray,
        first: np.ndarray,
        later: np.ndarray,
        stages: tuple[str, ...],
        habits: _Habits,
    ) -> None:
        self.rng, self.mix, self.first, self.later, self.stages, self.habits = (
            rng,
            mix,
            first,
            later,
            stages,
            habits,
        )
        self.sent: list[Application] = []
        self.pauses: list[tuple[int, int]] = []
        self.noes: dict[int, list[bool]] = {}
        self.span = int(np.clip(7 * habits.count / habits.usual, 21, HORIZON))

    def live(self) -> None:
        paused_until = -1
        for day in range(self.span + 1):
            paused_until = max(paused_until, self._hurt(day))
            if day >= paused_until:
                self._apply(day)

    def _hurt(self, day: int) -> int:
        """The day until which today's rejections lead to a pause."""
        until = -1
        for late in self.noes.get(day, []):
            if self.rng.random() < (self.habits.late_pause if late else self.habits.early_pause):
                length = int(self.rng.gamma(3, self.habits.pause_days / 3))
                until = max(until, day + length)
                self.pauses.append((day, day + length))
        return until

    def _apply(self, day: int) -> None:
        left = self.span - day
        pace = self.habits.now if left < self.habits.fades_at else self.habits.usual
        weekend = self._date(day).weekday() >= 5
        count = self.rng.poisson(pace / 7 * (0.35 if weekend else 1.26))
        for _ in range(count):
            self.sent.append(self._application(day))

    def _application(self, day: int) -> Application:
        rng, number = self.rng, len(self.sent)
        c = int(rng.choice(len(CHANNELS), p=self.mix))
        made = Application(self._date(day), CHANNELS[c], f"Company {number:03d}", str(rng.choice(ROLES)))
        if rng.random() < self.first[c]:
            self._converse(made, day)
        elif rng.random() < self.habits.rejects:
            self._reject(made, day + _days(rng, REJECTED_DAYS))
        elif rng.random() < 0.03 and self.span - day > 20:
            made.outcome = "withdrawn"
        elif rng.random() < self.habits.notes_silence and self.span - day > 45:
            made.outcome = "no_reply"
        return made

    def _converse(self, made: Application, day: int) -> None:
        rng = self.rng
        at = day + max(1, _days(rng, POSITIVE_DAYS))
        for step, chance in enumerate([1.0, *self.later]):
            if step:
                at += 2 + int(rng.gamma(2, 4))
                if rng.random() >= chance:
                    return self._lose(made, at)
            if at > self.span:
                return None
            made.reached += 1
            made.days.append(self._date(at))
        made.outcome = "offer" if self.span - at <= 7 else "declined"
        return None

    def _lose(self, made: Application, at: int) -> None:
        if self.rng.random() < 0.8:
            self._reject(made, at)
        elif self.span - at > 30 and self.rng.random() < self.habits.notes_silence:
            made.outcome = "no_reply"

    def _reject(self, made: Application, at: int) -> None:
        if at > self.span:
            return
        made.outcome, made.closed = "rejected", self._date(at)
        self.noes.setdefault(at, []).append(bool(made.reached))
        if not made.reached:
            return
        if self.rng.random() < self.habits.knows:
            made.reason = str(self.rng.choice(REASONS))
        elif self.rng.random() < self.habits.asks and at + 2 <= self.span:
            made.asked = self._date(at + 2)
            if self.rng.random() < self.habits.answer:
                made.feedback = str(self.rng.choice(REASONS))

    def mean_pace(self, near: int, far: int) -> float:
        """Applications a week that this person sends between `near` and `far` days ago, when not pausing."""
        left = np.arange(near, min(far, self.span + 1)) if self.span >= near else np.array([self.span])
        return float(np.where(left < self.habits.fades_at, self.habits.now, self.habits.usual).mean())

    def idle_days(self) -> int:
        """Days of pause beyond the third within the window, pauses that overlap counted once."""
        idle = np.zeros(self.span + 1, dtype=bool)
        for start, end in self.pauses:
            idle[min(start + 3, self.span) : min(end, self.span)] = True
        return int(min(idle[max(0, self.span - int(WINDOW)) :].sum(), MOST_IDLE))

    def _date(self, day: int) -> date:
        return AS_OF - timedelta(days=self.span - day)


def _days(rng: np.random.Generator, curve: tuple[tuple[int, float], ...]) -> int:
    days, shares = zip(*curve, strict=True)
    return int(np.interp(rng.random(), shares, days))
