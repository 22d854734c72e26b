"""The second kind of simulated job seekers: uneven as real ones, with constants of their own."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from benchmarks.populations import Population, Random
from benchmarks.seekers import ANSWER, AS_OF, LADDERS, Seeker, late_rejections
from benchmarks.spreadsheets import REASONS, ROLES, Application, Gaps, write
from benchmarks.truth import CHANNELS, MOST_IDLE, WINDOW, Numbers, Truth

CLEAN = Gaps()
LOSSY = Gaps(
    no_applied=0.16, no_channel=0.66, no_replied=0.76, no_stages=0.92, no_closed=0.95, no_reason=0.97,
    no_asked=1.0, no_outcome=0.05, applied=0.05, days=0.20, channel=0.15, reason=0.30, forgotten=0.10,
)  # fmt: skip
"""Columns as 38 real logs have them; `bare` is each log's own."""
WEEKS = (6, 60)
FEWEST, MOST = 20, 900
WEEKEND = 0.065
"""Share of what is sent that is sent on a Saturday, and on a Sunday."""
PER_ACTIVE_DAY = 2.5
AWAY = 0.35
"""Share of seekers who were away for one to three weeks: a holiday, an illness, a job for a while."""
ACCEPTS, DECIDES = 0.81, 10
"""Share of offers that are taken, and days that an offer stands."""
TELLS = 0.55
"""Share of the conversations leading nowhere that end in a word and not in silence."""


def draw_uneven(population: Population, seed: int) -> Seeker:
    """One job seeker who is still searching; the same for the same seed."""
    rng = np.random.default_rng([19700101, seed])
    while True:
        life = _Life(population, rng)
        if FEWEST <= len(life.sent) <= MOST and not life.hired:
            break
    bare = Gaps(**{**vars(LOSSY), "bare": float(rng.beta(1.5, 1.0))})
    clean, lossy = (write(life.sent, life.stages, gaps, rng) for gaps in (CLEAN, bare))
    return Seeker(life.truth(), population.constants(rng, 1), clean, lossy)


class _Life:
    """One search, week by week, up to `AS_OF`."""

    def __init__(self, population: Population, rng: Random) -> None:
        self.rng, self.population = rng, population
        self.weeks = int(np.clip(18 * np.exp(0.6 * rng.normal()), *WEEKS))
        self.span = 7 * self.weeks - 1
        _, self.stages, self.steps = LADDERS[rng.choice(len(LADDERS), p=[share for share, *_ in LADDERS])]
        self.mix = np.zeros(len(CHANNELS))
        used = np.array(population.mix) > 0
        self.mix[used] = rng.dirichlet(population.strength * np.array(population.mix)[used])
        self.level, own, self.ahead = population.pace(rng, self.weeks)
        self.first = population.first(rng, 1)[0]
        self.drift = population.drift(rng, self.weeks)
        self.later = np.array([population.later(rng, step, 1)[0] for step in self.steps])
        self.pausing = rng.random() < population.pausing
        self.rejects = population.rejects(rng)
        self.knows = float(rng.beta(1.0, 2.0))
        self.asks = float(rng.uniform(0.2, 0.8)) if rng.random() < 0.25 else 0.0
        self.answer = float(rng.beta(*ANSWER))
        self.notes_silence = float(rng.choice([0.0, 0.4, 0.9], p=[0.6, 0.25, 0.15]))
        self.pauses: list[tuple[int, int]] = []
        self.hired = False
        self.sent: list[Application] = []
        self._live(self._days(self._without_holiday(own)))

    def _without_holiday(self, own: Numbers) -> Numbers:
        if self.rng.random() >= AWAY or self.weeks < 10:
            return own
        start, away = int(self.rng.integers(2, self.weeks - 2)), int(self.rng.integers(1, 4))
        return np.where((np.arange(self.weeks) >= start) & (np.arange(self.weeks) < start + away), 0.0, own)

    def _days(self, own: Numbers) -> Numbers:
        """The day of everything that would be sent if no rejection came in between, in order."""
        days: list[int] = []
        chances = np.array([(1 - 2 * WEEKEND) / 5] * 5 + [WEEKEND] * 2)
        for week, count in enumerate(self.rng.poisson(own)):
            active = min(int(np.ceil(count / PER_ACTIVE_DAY)), 7)
            if active:
                chosen = self.rng.choice(7, active, replace=False, p=chances)
                days.extend(7 * week + self.rng.choice(chosen, count))
        return np.sort(np.array(days, dtype=float))

    def _live(self, days: Numbers) -> None:
        """Send, be answered, stop for a while where rejections make this person stop."""
        rng, n = self.rng, len(days)
        channels = rng.choice(len(CHANNELS), n, p=self.mix)
        rate = np.minimum(self.first[channels] * self.drift[(days // 7).astype(int)], 0.95)
        talks, said_no = rng.random(n) < rate, rng.random(n) < self.rejects
        waits = np.where(
            talks,
            self.population.waits(rng, n, positive=True),
            self.population.waits(rng, n, positive=False),
        )
        paused_until, noes = -1.0, list[tuple[int, bool]]()
        for i in range(n):
            day = int(days[i])
            paused_until = max(paused_until, self._hurt(noes, day))
            if day < paused_until:
                continue
            made = self._made(day, CHANNELS[channels[i]])
            self.sent.append(made)
            if talks[i]:
                self._converse(made, day + int(waits[i]))
            elif said_no[i]:
                self._reject(made, day + int(waits[i]))
            else:
                self._ignored(made, day)
            if made.closed and made.outcome == "rejected" and self.pausing:
                noes.append((self.span - (AS_OF - made.closed).days, bool(made.reached)))

    def _hurt(self, noes: list[tuple[int, bool]], day: int) -> float:
        """The day until which the rejections that have come since the last application lead to a pause."""
        until = -1.0
        for came, late in [no for no in noes if no[0] <= day]:
            noes.remove((came, late))
            if self.rng.random() < (0.6 if late else 0.08):
                self.pauses.append((came, came + int(self.rng.gamma(3, 4.5))))
                until = max(until, self.pauses[-1][1])
        return until

    def _made(self, day: int, channel: str) -> Application:
        company = f"Company {len(self.sent):03d}"
        return Application(self._date(day), channel, company, str(self.rng.choice(ROLES)))

    def _ignored(self, made: Application, day: int) -> None:
        if self.rng.random() < 0.03 and self.span - day > 20:
            made.outcome = "withdrawn"
        elif self.rng.random() < self.notes_silence and self.span - day > 45:
            made.outcome = "no_reply"

    def _converse(self, made: Application, at: int) -> None:
        for step, chance in enumerate([1.0, *self.later]):
            if step:
                at += 3 + int(self.rng.gamma(2, 4))
                if self.rng.random() >= chance:
                    return self._lose(made, at)
            if at > self.span:
                return None
            made.reached += 1
            made.days.append(self._date(at))
        return self._decide(made, at)

    def _decide(self, made: Application, at: int) -> None:
        waiting = self.span - at < DECIDES
        made.outcome = "offer" if waiting else "declined"
        self.hired |= not waiting and self.rng.random() < ACCEPTS

    def _lose(self, made: Application, at: int) -> None:
        if self.rng.random() < TELLS:
            self._reject(made, at)

    def _reject(self, made: Application, at: int) -> None:
        if at > self.span:
            return
        made.outcome, made.closed = "rejected", self._date(at)
        if not made.reached:
            return
        if self.rng.random() < self.knows:
            made.reason = str(self.rng.choice(REASONS))
        elif self.rng.random() < self.asks and at + 2 <= self.span:
            made.asked = self._date(at + 2)
            if self.rng.random() < self.answer:
                made.feedback = str(self.rng.choice(REASONS))

    def truth(self) -> Truth:
        """The rates of this search on its last day."""
        usual = float(self.level[-26:-4].mean()) if self.weeks >= 6 else None
        return Truth(
            mix=self.mix,
            first=np.minimum(self.first * self.drift[-1], 0.95),
            later=self.later,
            steps=self.steps,
            pace=self.ahead,
            usual=usual,
            idle=self._idle_days(),
            answer=self.answer,
            offer_open=any(made.outcome == "offer" for made in self.sent),
            **late_rejections(self.sent, AS_OF),
        )

    def _idle_days(self) -> float:
        """Days of pause beyond the third within the window, pauses that overlap counted once."""
        idle = np.zeros(self.span + 1, dtype=bool)
        for start, end in self.pauses:
            idle[min(start + 3, self.span) : min(end, self.span)] = True
        return float(min(idle[-int(WINDOW) :].sum(), MOST_IDLE))

    def _date(self, day: int) -> date:
        return AS_OF - timedelta(days=self.span - day)
