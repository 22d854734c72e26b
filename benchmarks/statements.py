"""What Detour says on earlier days of real searches, held against what came after.

Each function takes one log with all that came of it (`past`), and the same with a day drawn for every answer
that has none (`told`), and gives figures, one row a statement: never anything that stands in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from benchmarks.rollback import ONE, Past
from lib.focus.experiment import answering, evaluate
from lib.focus.ranking import rank_areas
from lib.measures.forecast import positive_belief
from lib.measures.seen import Seen
from lib.measures.segments import compare, segment_columns, segment_values
from lib.measures.sending import sending_ahead
from lib.measures.timing import HORIZON, published_shares
from lib.measures.trend import change, old_enough
from lib.measures.waiting import outlook

Row = dict[str, float]
Rows = Iterator[Row]

SHARES = np.arange(1, 10) / 10
"""A log is looked at on the days by which these shares of its applications had been sent."""
UPCOMING = (5, 10, 20, 40)
BREAK_DAYS = 60
"""A search that paused for longer has ended; the pace of the next one is another's."""
SHUFFLES = 20
TENTHS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SURE = 0.6
DRAWS = 1500
FEWEST_TO_RANK = 40


def _days(told: Past, shares: Iterable[float]) -> Iterator[tuple[np.datetime64, Seen]]:
    """The days on which a log is looked at, and how it looked."""
    for day in told.days_at(shares):
        if (told.sent <= day).sum() >= 5:
            yield day, Seen(told.on(day), day.item())


def forecasts(past: Past, told: Past) -> Rows:
    """Conversations among the next applications: the chance of any, and the 80% range of how many.

    What came is counted as what was said: without tests, if those did not count on that day.
    """
    line = published_shares("positive")
    for day, seen in _days(told, SHARES):
        later, belief = past.later_than(day), positive_belief(seen)
        own = (seen.positive.sum() + 0.5) / (len(seen) + 1)
        came = past.level >= (2 if past.log.first_is_test and "screen" not in seen.log.recorded else 1)
        for n in (n for n in UPCOMING if len(later) >= n):
            next_ones = later[:n]
            followed = float(np.interp(past.followed[next_ones], np.arange(HORIZON + 1), line).mean())
            said, hits = belief.ahead(n, followed), int(came[next_ones].sum())
            yield {
                "n": n, "chance": 1 - said.none, "came": float(hits > 0),
                "inside": float(said.low <= hits <= said.high), "more": float(hits > said.high),
                "own": 1 - (1 - own * followed) ** n,
            }  # fmt: skip


def paces(past: Past, told: Past) -> Rows:
    """Applications of the next four weeks against their 80% range, week by week, while the search went on."""
    sent = past.sent[past.order]
    breaks = np.flatnonzero(np.diff(sent) > BREAK_DAYS * ONE) + 1
    for first, last in pairwise([0, *breaks, len(sent)]):
        part = sent[first:last]
        for day in np.arange(part[0] + 27, part[-1] - 27 * ONE, 7 * ONE):
            kept = (past.log.applications["applied_on"] >= part[0]) & (past.sent <= day)
            ahead = sending_ahead(Seen(past.log.where(kept), day.item()))
            if ahead is None:
                continue
            low, high = ahead.within(4)
            count = int(((part > day) & (part <= day + 28)).sum())
            yield {"inside": float(low <= count <= high), "more": float(count > high)}


def clocks(past: Past, told: Past) -> Rows:
    """For everything silent on a day: the chance that a good answer still comes, and whether it came."""
    line = published_shares("positive")
    for day, seen in _days(told, (*SHARES, 1.0)) if past.well_timed else ():
        left = int((past.end - day) / ONE)
        if len(seen) < 8 or left < 7:
            continue
        view = outlook(seen)
        age = np.minimum(((day - past.sent) / ONE), HORIZON)
        silent = (past.sent <= day) & ~(past.word <= day) & ~(past.replied & ~past.timed)
        level = (seen.positive.sum() + 0.5) / (len(seen) + 5)
        for i in np.flatnonzero(silent):
            days = int(age[i])
            rest = max(line[-1] - line[days], 1e-9)
            followed = min((line[min(days + left, HORIZON)] - line[days]) / rest, 1.0) if rest > 1e-8 else 1.0
            yield {
                "said": float(view.positive[days]) * followed, "own": level * followed,
                "came": float(past.positive[i] and not np.isnat(past.word[i])),
            }  # fmt: skip


def cutoffs(past: Past, told: Past) -> Rows:
    """The share of the answers that had come by the silence cut-off, which claims nine in ten."""
    for _, seen in _days(told, (0.5,)) if past.well_timed else ():
        waits = past.waits[past.timed & (past.followed >= 60)]
        if len(waits) >= 5:
            yield {"by_then": float((waits <= seen.cutoff).mean())}


def curves(past: Past, told: Past) -> Rows:
    """The share answered by a day, among what was sent later, within the 95% band (its own error added)."""
    for day, seen in _days(told, (0.25, 0.5, 0.75)) if past.well_timed else ():
        after = Seen(past.log.where(past.sent > day), past.end.item())
        one, two = seen.reply_curve, after.reply_curve
        if one is None or two is None:
            continue
        for at in (7, 14, 30, 45):
            p, q = one.at(at), two.at(at)
            if p.share is None or q.share is None or min(one.at_risk[at], two.at_risk[at]) < 5:
                continue
            wide = np.hypot(p.high - p.low, q.high - q.low) / 2  # type: ignore[operator]
            yield {"inside": float(abs(p.share - q.share) <= wide)}


def segments(past: Past, told: Past) -> Rows:
    """Whether a column is said to make a difference, as it is and with the answers shuffled."""
    rng = np.random.default_rng(0)
    seen = Seen(past.log, past.end.item())
    if seen.positive.sum() < 3:
        return
    for column, _ in segment_columns(seen):
        known = np.flatnonzero(seen.mature & segment_values(seen, column).notna().to_numpy())
        for shuffle in range(SHUFFLES + 1):
            hit = seen.positive.copy()
            if shuffle:
                hit[known] = rng.permutation(hit[known])
            found = compare(seen, column, hit, seen.mature)
            yield {"shuffled": shuffle > 0, "called": float(found.best is not None)}


def trends(past: Past, told: Past) -> Rows:
    """Whether conversations are said to be more or fewer than before, as they are and shuffled."""
    rng = np.random.default_rng(0)
    seen = Seen(past.log, past.end.item())
    used = np.flatnonzero(old_enough(seen))
    for shuffle in range(5 * SHUFFLES + 1):
        hit = seen.positive.copy()
        if shuffle:
            hit[used] = rng.permutation(hit[used])
        found = change(seen, hit)
        if found is not None:
            yield {"shuffled": shuffle > 0, "called": float(found.verdict != "as before")}


def experiments(past: Past, told: Past) -> Rows:
    """What an experiment says of the next applications, when nobody had tried anything."""
    for day, seen in _days(told, SHARES):
        later = past.later_than(day)
        proposed = answering("resume", seen)
        if len(later) < proposed.trials:
            continue
        looked = past.sent[later[proposed.trials - 1]] + (seen.cutoff + 1) * ONE
        if looked > past.end + 14 * ONE:
            continue
        result = evaluate(proposed, Seen(told.on(looked), looked.item()))
        if result.verdict != "too early":
            yield {"more": result.verdict == "more", "fewer": result.verdict == "fewer"}


def leads(past: Past, told: Past) -> Rows:
    """Whether the area that comes first keeps the lead after 10, 20 and 30% more applications."""
    if past.dated.sum() < FEWEST_TO_RANK:
        return
    found = []
    for day in told.days_at(TENTHS):
        ranking = rank_areas(Seen(told.on(day), day.item()), seed=0, draws=DRAWS)
        ranked = ranking.state in ("settled", "close")
        found.append((ranking.areas[0].area, ranking.areas[0].first) if ranked else (None, 0.0))
    for start, (area, first) in enumerate(found):
        for tenths in (1, 2, 3):
            if first >= SURE and start + tenths < len(found):
                kept = float(found[start + tenths][0] == area)
                yield {"tenths": tenths, "said": first, "kept": kept}
