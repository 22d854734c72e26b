"""What the model takes from a log, all as counts: trials of every step, pace, pauses, requests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.focus.conversations import Lateness, is_explained, lateness
from lib.focus.idle import Idle, read_idle
from lib.focus.ladder import Ladder, climbed, recorded_ladder
from lib.focus.pausing import Pausing, read_pausing
from lib.focus.priors import Assumptions
from lib.focus.standing import has_ended, standing_offers
from lib.focus.unevenness import weigh_unevenness
from lib.focus.untold import Untold, read_untold
from lib.log.schema import CHANNELS
from lib.measures.drift import freshness
from lib.measures.searches import sending_age
from lib.measures.seen import Seen

SLOW = 0.5
"""A search has slowed down if its present pace is less than this share of the usual one."""
UNKNOWN_MIX = np.array([float(channel == "unknown") for channel in CHANNELS])
"""The mix of a log without applications."""


@dataclass(frozen=True)
class Trials:
    """The counts of one log on one day; arrays are in the order of `CHANNELS` or of the ladder's steps."""

    ladder: Ladder
    first_hits: np.ndarray
    """Applications that reached a first conversation, by channel."""
    first_misses: np.ndarray
    """Applications that did not, by channel; open ones count in part, so these are not whole numbers."""
    first_unknown: np.ndarray
    """Applications without a day, where most have none: between none and all of them are failures."""
    untold: Untold
    """Rejections that do not say how far they got: part of `first_misses`."""
    later_hits: np.ndarray
    later_misses: np.ndarray
    mix: np.ndarray
    """Share of applications by channel; sums to 1."""
    mixed: int
    """How many applications `mix` was counted from."""
    counts_tests: bool
    """Whether written tests are among the first conversations."""
    channels_recorded: bool
    recent: int
    """Applications sent in the window of the present pace."""
    usual: int
    """Applications sent in the weeks before that window."""
    usual_weeks: int
    unevenness: np.ndarray
    """The probability of each of `UNEVENNESS`: how uneven this person's weeks are."""
    idle: Idle
    """Days of pause after rejections, beside what is usual."""
    pausing: Pausing
    """Whether rejections make this person stop, by the whole log."""
    pauses_recorded: bool
    """Whether applications and rejections have the days that it takes to see pauses."""
    offer_open: bool
    answers_recorded: bool
    """Whether any answer is recorded at all."""
    ended: bool
    """Whether a job was taken."""
    reasons_recorded: bool
    """Whether the log has a reason for any rejection."""
    late: Lateness
    """Rejections after a conversation: how many, explained, asked, answered."""
    mature: int
    """Applications that are answered, decided, or older than the silence cut-off."""

    def slowed(self, assumptions: Assumptions) -> bool:
        """Whether under half as many applications a week were sent lately as in the weeks before."""
        if self.usual_weeks < assumptions.usual_least or self.offer_open:
            return False
        lately = self.recent / (assumptions.recent_days / 7)
        return lately < SLOW * self.usual / self.usual_weeks


def count_trials(seen: Seen, assumptions: Assumptions) -> Trials:
    """Everything that the model needs to know of a log, as counts."""
    ladder, channel = recorded_ladder(seen.log), seen.channel
    rungs = climbed(seen, ladder)
    weight = freshness(seen.age)
    misses = weight * _misses(seen, rungs, assumptions)
    unknown = seen.undated_silent & (rungs == 0) if seen.maturity_unknown else np.zeros(len(seen), bool)
    sent = _sent_lately(seen, assumptions)
    recent, usual, weeks = _pace(seen, assumptions)
    pausing = read_pausing(seen)
    return Trials(
        ladder=ladder,
        first_hits=np.bincount(channel, weights=weight * (rungs >= 1), minlength=len(CHANNELS)),
        first_misses=np.bincount(channel, weights=misses * (rungs == 0) * ~unknown, minlength=len(CHANNELS)),
        first_unknown=np.bincount(channel, weights=weight * unknown, minlength=len(CHANNELS)),
        untold=read_untold(seen, weight),
        later_hits=np.array([weight[rungs > step].sum() for step in range(1, len(ladder.stages))]),
        later_misses=np.array([misses[rungs == step].sum() for step in range(1, len(ladder.stages))]),
        mix=sent / sent.sum() if sent.any() else UNKNOWN_MIX,
        mixed=int(sent.sum()),
        counts_tests=seen.counts_tests,
        channels_recorded=bool((channel != CHANNELS.index("unknown")).any()),
        recent=recent,
        usual=usual,
        usual_weeks=weeks,
        unevenness=weigh_unevenness(seen, pausing, assumptions.recent_days, weeks),
        idle=read_idle(seen, int(assumptions.pause_days)),
        pausing=pausing,
        pauses_recorded=_pauses_recorded(seen),
        offer_open=bool(standing_offers(seen).any()),
        answers_recorded=seen.answers_recorded,
        ended=has_ended(seen),
        reasons_recorded=bool((seen.rejected & is_explained(seen)).any()),
        late=lateness(seen, assumptions),
        mature=int(seen.mature.sum()),
    )


def _pauses_recorded(seen: Seen) -> bool:
    dated = not np.isnat(seen.turned_down_on).all()
    return bool(not np.isnan(seen.age).all() and (dated or not seen.rejected.any()))


def _misses(seen: Seen, rungs: np.ndarray, assumptions: Assumptions) -> np.ndarray:
    """How far each application counts as a failure: 1 if the employer ended it, a part of 1 if it is open."""
    come = seen.parts(seen.positive_arrivals)
    silent = np.minimum(_days_silent(seen) / assumptions.late_silence, 1)
    still = np.where(rungs == 0, come, silent)
    return np.where(seen.open, still, seen.has("rejected", "no_reply").astype(float))


def _days_silent(seen: Seen) -> np.ndarray:
    """Days since the last contact, else since applying; 0 if unknown or a date is in the diary."""
    contact = np.where(np.isnat(seen.last_contact), seen.sent, seen.last_contact)
    expected = ~np.isnat(seen.next_appointment)
    return np.where(expected, 0, np.nan_to_num(seen.since(contact)))


def _sent_lately(seen: Seen, assumptions: Assumptions) -> np.ndarray:
    """How many applications went through each channel: the latest ones if they are enough, else all.

    Those whose channel is blank went like the others, where most others have one.
    """
    lately = seen.age <= assumptions.mix_days
    chosen = seen.channel[lately] if lately.sum() >= assumptions.mix_least else seen.channel
    sent = np.bincount(chosen, minlength=len(CHANNELS)).astype(float)
    blank = np.arange(len(CHANNELS)) == CHANNELS.index("unknown")
    known = sent[~blank].sum()
    return np.where(blank, 0.0, sent * sent.sum() / known) if known > sent.sum() / 2 else sent


def _pace(seen: Seen, assumptions: Assumptions) -> tuple[int, int, int]:
    """Applications in the present window, in the whole weeks before it, and how many weeks those are."""
    age, start = sending_age(seen), assumptions.recent_days
    before = age[age >= start]
    weeks = min(int(assumptions.usual_weeks), int(before.max() + 1 - start) // 7) if before.size else 0
    return int((age < start).sum()), int((before < start + 7 * weeks).sum()), weeks
