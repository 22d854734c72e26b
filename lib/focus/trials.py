"""What the model takes from a log: trials of every step, pace, pauses, asks. All of it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.focus.conversations import Lateness, lateness
from lib.focus.days import days_since
from lib.focus.ladder import Ladder, climbed, recorded_ladder
from lib.focus.pauses import Pauses, read_pauses
from lib.focus.priors import Assumptions
from lib.log.schema import CHANNELS, ApplicationLog
from lib.measures.pace import idle_days_after_rejections
from lib.measures.rates import is_mature
from lib.measures.timeline import ages, last_contact_on, next_appointment_on, sent_on, turned_down_on
from lib.measures.timing import positive_timing, silence_cutoff

UNKNOWN_MIX = np.array([float(channel == "unknown") for channel in CHANNELS])
"""The mix of a log without applications."""


@dataclass(frozen=True)
class Trials:
    """The counts of one log as of one day; arrays by channel follow `CHANNELS`, by step the ladder."""

    ladder: Ladder
    first_hits: np.ndarray
    """Applications that reached a first conversation, by channel."""
    first_misses: np.ndarray
    """Applications that did not, by channel; those still open count in part."""
    later_hits: np.ndarray
    later_misses: np.ndarray
    mix: np.ndarray
    """Share of applications by channel; sums to 1."""
    mixed: int
    """How many applications that share is of."""
    channels_recorded: bool
    recent: int
    """Applications in the days that make the present pace."""
    usual: int
    """Applications in the weeks before them."""
    usual_weeks: int
    idle_days: float
    """Days that belong to gaps after rejections, beyond the third."""
    pauses: Pauses
    """Which of those gaps may have been pauses rather than this person's ordinary rhythm."""
    pauses_recorded: bool
    """Whether the days of applying and of rejections are there to see pauses by."""
    offer_open: bool
    late: Lateness
    """Rejections after a conversation: how many, explained, asked, answered."""
    mature: int
    """Applications that are answered, decided, or older than the silence cut-off."""

    @property
    def first_trials(self) -> float:
        """Effective trials of the first step, all channels together."""
        return float(self.first_hits.sum() + self.first_misses.sum())


def count_trials(log: ApplicationLog, as_of: date, assumptions: Assumptions) -> Trials:
    """Everything that the model needs to know of a log, as counts."""
    applications, ladder = log.applications, recorded_ladder(log)
    rungs = climbed(applications, ladder)
    misses = _misses(applications, rungs, as_of, assumptions)
    channel = channel_codes(applications)
    cutoff = silence_cutoff(applications, as_of)
    sent = _sent_lately(applications, channel, as_of, assumptions)
    recent, usual, weeks = _pace(applications, as_of, assumptions)
    return Trials(
        ladder=ladder,
        first_hits=np.bincount(channel[rungs >= 1], minlength=len(CHANNELS)).astype(float),
        first_misses=np.bincount(channel, weights=misses * (rungs == 0), minlength=len(CHANNELS)),
        later_hits=np.array([float((rungs > step).sum()) for step in range(1, len(ladder.stages))]),
        later_misses=np.array([misses[rungs == step].sum() for step in range(1, len(ladder.stages))]),
        mix=sent / sent.sum() if sent.any() else UNKNOWN_MIX,
        mixed=int(sent.sum()),
        channels_recorded=bool((channel != CHANNELS.index("unknown")).any()),
        recent=recent,
        usual=usual,
        usual_weeks=weeks,
        idle_days=idle_days_after_rejections(applications, as_of, window=int(assumptions.pause_days)),
        pauses=read_pauses(applications, as_of),
        pauses_recorded=_pauses_recorded(applications, as_of),
        offer_open=bool((applications["outcome"] == "offer").any()),
        late=lateness(applications, as_of, assumptions),
        mature=int(is_mature(applications, as_of, cutoff).sum()),
    )


def channel_codes(applications: pd.DataFrame) -> np.ndarray:
    """The channel of each application as its place in `CHANNELS`; unknown where missing."""
    codes = applications["channel"].cat.codes.to_numpy()
    return np.where(codes < 0, CHANNELS.index("unknown"), codes)


def _pauses_recorded(applications: pd.DataFrame, as_of: date) -> bool:
    rejected = (applications["outcome"] == "rejected").any()
    dated = not np.isnat(turned_down_on(applications, as_of)).all()
    return bool(not np.isnan(ages(applications, as_of)).all() and (dated or not rejected))


def _misses(
    applications: pd.DataFrame, rungs: np.ndarray, as_of: date, assumptions: Assumptions
) -> np.ndarray:
    """How far each application counts as a failure where it stands: 1 if ended by them, in part if open."""
    outcome = applications["outcome"].to_numpy(dtype=object)
    come = np.nan_to_num(positive_timing(applications, as_of)(ages(applications, as_of)))
    silent = np.minimum(_days_silent(applications, as_of) / assumptions.late_silence, 1)
    still = np.where(rungs == 0, come, silent)
    return np.where(outcome == "open", still, np.isin(outcome, ("rejected", "no_reply")).astype(float))


def _days_silent(applications: pd.DataFrame, as_of: date) -> np.ndarray:
    """Days since the last contact, else since applying; 0 if unknown or a date is in the diary."""
    contact = last_contact_on(applications, as_of)
    contact = np.where(np.isnat(contact), sent_on(applications, as_of), contact)
    waited = days_since(contact, as_of)
    expected = ~np.isnat(next_appointment_on(applications, as_of))
    return np.where(expected, 0, np.nan_to_num(waited))


def _sent_lately(
    applications: pd.DataFrame, channel: np.ndarray, as_of: date, assumptions: Assumptions
) -> np.ndarray:
    """Applications by channel: those of the last days where they are enough, else all."""
    lately = ages(applications, as_of) <= assumptions.mix_days
    chosen = channel[lately] if lately.sum() >= assumptions.mix_least else channel
    return np.bincount(chosen, minlength=len(CHANNELS)).astype(float)


def _pace(applications: pd.DataFrame, as_of: date, assumptions: Assumptions) -> tuple[int, int, int]:
    """Applications in the present window, in the whole weeks before it, and how many weeks those are."""
    age = ages(applications, as_of)
    start = assumptions.recent_days
    before = age[age >= start]
    weeks = min(int(assumptions.usual_weeks), int(before.max() + 1 - start) // 7) if before.size else 0
    return int((age < start).sum()), int((before < start + 7 * weeks).sum()), weeks
